//! OneTablet as a [`Service`]: its base address, its API key, its errors, its retries.

use std::time::Duration;

use crate::error::Error;
use crate::layer::Backoff;
use crate::server::secret::Secret;
use crate::server::service::{Patience, Refusal, ResponseView, Service};
use crate::url::base_url;

/// The waits between attempts, from the documentation: "1s, 5s, 30s".
const WAITS: &[Duration] = &[
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(30),
];

/// The deadline of one attempt, from the documentation: "Set a reasonable timeout (30 seconds
/// recommended)".
const ATTEMPT: Duration = Duration::from_secs(30);

/// The service's settings: the integration's base address and API key.
pub(super) struct OneTabletService {
    base_url: String,
    secret: Secret,
}

impl OneTabletService {
    pub fn new(address: &str, api_key: &str) -> Result<Self, Error> {
        const COMPLAINT: &str = "API key OneTablet harus diisi (minimal 4 karakter, tanpa spasi)";
        Ok(Self {
            base_url: base_url(address)?,
            secret: Secret::key(api_key, COMPLAINT)?,
        })
    }
}

impl Service for OneTabletService {
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

    /// Reads `{"error": "Error Type", "message": "…"}`.
    fn refusal(&self, _code: i64, answer: &ResponseView<'_>) -> Refusal {
        let text = |name| Some(answer.body.get(name)?.as_str()?.to_owned());
        Refusal {
            status: text("message"),
            server_code: text("error"),
            ..Refusal::default()
        }
    }

    fn patience(&self) -> Patience {
        let waits: Duration = WAITS.iter().sum();
        let attempts = u32::try_from(WAITS.len()).map_or(u32::MAX, |waits| waits.saturating_add(1));
        Patience {
            attempt: ATTEMPT,
            // The deadline of a call covers all attempts and the waits between them.
            total: ATTEMPT.saturating_mul(attempts).saturating_add(waits),
            backoff: Backoff {
                attempts,
                max_delay: ATTEMPT,
                ..Backoff::default()
            },
            schedule: Some(WAITS),
        }
    }
}
