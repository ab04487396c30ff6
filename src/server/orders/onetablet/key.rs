//! OneTablet as a service: its address, its key, its errors, its patience.

use std::time::Duration;

use crate::error::Error;
use crate::layer::Backoff;
use crate::server::secret::Secret;
use crate::server::service::{Patience, Refusal, Seen, Service};
use crate::url::base_url;

/// "1s, 5s, 30s".
const DELAYS: &[Duration] = &[
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(30),
];

/// "Set a reasonable timeout (30 seconds recommended)".
const ATTEMPT: Duration = Duration::from_secs(30);

/// Where an integration asks, and its key.
pub(super) struct Key {
    base_url: String,
    secret: Secret,
}

impl Key {
    pub fn new(address: &str, api_key: &str) -> Result<Self, Error> {
        const COMPLAINT: &str = "API key OneTablet harus diisi, tanpa spasi di dalamnya";
        Ok(Self {
            base_url: base_url(address)?,
            secret: Secret::key(api_key, COMPLAINT)?,
        })
    }
}

impl Service for Key {
    fn name(&self) -> &'static str {
        "OneTablet"
    }

    fn base_url(&self) -> &str {
        &self.base_url
    }

    fn authorize(&self, headers: &mut Vec<(&'static str, String)>) {
        headers.push(("x-api-key", self.secret.reveal().to_owned()));
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.secret.reveal()]
    }

    /// `{"error": "Error Type", "message": "…"}`
    fn refusal(&self, _code: i64, answer: &Seen<'_>) -> Refusal {
        let text = |name| Some(answer.body.get(name)?.as_str()?.to_owned());
        Refusal {
            status: text("message"),
            server_code: text("error"),
            ..Refusal::default()
        }
    }

    fn patience(&self) -> Patience {
        let waits: Duration = DELAYS.iter().sum();
        let attempts =
            u32::try_from(DELAYS.len()).map_or(u32::MAX, |waits| waits.saturating_add(1));
        Patience {
            attempt: ATTEMPT,
            // All attempts, and the waits between them.
            total: ATTEMPT.saturating_mul(attempts).saturating_add(waits),
            backoff: Backoff {
                attempts,
                max_delay: ATTEMPT,
                ..Backoff::default()
            },
            schedule: Some(DELAYS),
        }
    }
}
