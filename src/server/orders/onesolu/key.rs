//! OneSolu as a service: its key, its errors, its limits.

use std::sync::Arc;
use std::time::Duration;

use super::limits::{Gauge, RateLimit};
use crate::error::Error;
use crate::server::secret::Secret;
use crate::server::service::{Patience, Place, Refusal, Seen, Service, Tempo};

/// Where OneSolu answers.
pub const ONE_SOLU: &str = "https://api.onesolu.dev/v1";

/// The API key, and what the answers to it say of its limits.
pub(super) struct Key {
    secret: Secret,
    gauge: Arc<Gauge>,
}

impl Key {
    pub fn new(api_key: &str, gauge: Arc<Gauge>) -> Result<Self, Error> {
        const COMPLAINT: &str = "API key OneSolu harus diisi, tanpa spasi di dalamnya";
        let secret = Secret::key(api_key, COMPLAINT)?;
        Ok(Self { secret, gauge })
    }
}

impl Service for Key {
    fn name(&self) -> &'static str {
        "OneSolu"
    }

    fn base_url(&self) -> &str {
        ONE_SOLU
    }

    fn authorize(&self, headers: &mut Vec<(&'static str, String)>) {
        headers.push(("authorization", format!("Bearer {}", self.secret.reveal())));
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.secret.reveal()]
    }

    fn place(&self) -> Place {
        Place::Field("data")
    }

    /// `{"error": {"code": "UNAUTHORIZED", "message": "…", "status": 401}}`
    fn refusal(&self, _code: i64, answer: &Seen<'_>) -> Refusal {
        let error = answer.body.get("error");
        let text = |name| Some(error?.get(name)?.as_str()?.to_owned());
        Refusal {
            status: text("message"),
            server_code: text("code"),
            ..Refusal::default()
        }
    }

    /// Long enough to wait for the next minute of a plan.
    fn patience(&self) -> Patience {
        Patience {
            total: Duration::from_secs(90),
            ..Patience::default()
        }
    }

    fn tempo(&self, answer: &Seen<'_>, now: Duration) -> Option<Tempo> {
        let limit = RateLimit::of(answer)?;
        self.gauge.set(limit);
        Some(limit.tempo(answer.http_status == 429, now))
    }
}
