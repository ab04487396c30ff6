//! OneSolu as a [`Service`]: its base address, its API key, its errors, its rate limits.

use std::sync::Arc;
use std::time::Duration;

use super::limits::{LastRateLimit, RateLimit};
use crate::error::Error;
use crate::server::secret::Secret;
use crate::server::service::{
    DataLocation, Patience, Refusal, RequestPacing, ResponseView, Service,
};

/// The base address of OneSolu.
pub const ONE_SOLU: &str = "https://api.onesolu.dev/v1";

/// The service's settings, and the rate limit that the last answer has told.
pub(super) struct OneSoluService {
    secret: Secret,
    last_rate_limit: Arc<LastRateLimit>,
}

impl OneSoluService {
    pub fn new(api_key: &str, last_rate_limit: Arc<LastRateLimit>) -> Result<Self, Error> {
        const COMPLAINT: &str = "API key OneSolu harus diisi (minimal 4 karakter, tanpa spasi)";
        let secret = Secret::key(api_key, COMPLAINT)?;
        Ok(Self {
            secret,
            last_rate_limit,
        })
    }
}

impl Service for OneSoluService {
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

    fn data_location(&self) -> DataLocation {
        DataLocation::Field("data")
    }

    /// Reads `{"error": {"code": "UNAUTHORIZED", "message": "…", "status": 401}}`.
    fn refusal(&self, _code: i64, answer: &ResponseView<'_>) -> Refusal {
        let error = answer.body.get("error");
        let text = |name| Some(error?.get(name)?.as_str()?.to_owned());
        Refusal {
            status: text("message"),
            server_code: text("code"),
            ..Refusal::default()
        }
    }

    /// The deadline of a call is long enough to wait for the next minute of a subscription plan.
    fn patience(&self) -> Patience {
        Patience {
            total: Duration::from_secs(90),
            ..Patience::default()
        }
    }

    fn request_pacing(&self, answer: &ResponseView<'_>, now: Duration) -> Option<RequestPacing> {
        let limit = RateLimit::of(answer)?;
        self.last_rate_limit.set(limit);
        Some(limit.request_pacing(answer.http_status == 429, now))
    }
}
