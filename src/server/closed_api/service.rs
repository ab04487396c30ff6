//! The Closed API as a [`Service`]: its base address, its API key, its codes and errors.

use serde_json::Value;

use super::balance_queues::GAP;
use crate::answer::code_that_counts;
use crate::error::{Error, ErrorKind};
use crate::repair::{Tree, number_from_text};
use crate::server::secret::Secret;
use crate::server::service::{Refusal, ResponseView, Service};

/// The base address of the Closed API.
pub const CLOSED_API: &str = "https://bukaolshop.net/api/v1";

/// The service's settings: the shop's API key.
#[derive(Debug)]
pub(super) struct ClosedApiService(Secret);

impl ClosedApiService {
    pub fn new(api_key: &str) -> Result<Self, Error> {
        const COMPLAINT: &str = "API key harus diisi dengan API key Closed API olshop (tanpa spasi), dari aplikasi bukaOlshop";
        Secret::key(api_key, COMPLAINT).map(Self)
    }
}

impl Service for ClosedApiService {
    fn name(&self) -> &'static str {
        "Closed API bukaOlshop"
    }

    fn base_url(&self) -> &str {
        CLOSED_API
    }

    fn authorize(&self, headers: &mut Vec<(&'static str, String)>) {
        headers.push(("authorization", format!("Bearer {}", self.0.reveal())));
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.0.reveal()]
    }

    /// At bukaOlshop an error comes as an HTTP status, as HTTP 200 with another `code` in the body, or
    /// as both.
    fn code(&self, answer: &ResponseView<'_>) -> i64 {
        code_that_counts(
            answer.http_status,
            body_code(answer.body).map(|code| code as f64),
        )
    }

    fn refusal(&self, code: i64, answer: &ResponseView<'_>) -> Refusal {
        let status = ["status", "message"]
            .into_iter()
            .find_map(|name| answer.body.text(name))
            .filter(|status| !status.trim().eq_ignore_ascii_case("ok"));
        // The server refuses a second change of one balance within five seconds. Only the text of the
        // answer says so.
        let too_soon = code != 200
            && answer.http_status < 500
            && status.as_deref().is_some_and(|status| {
                let status = status.to_ascii_lowercase();
                status.contains("detik") || status.contains("tunggu")
            });
        Refusal {
            status,
            kind: too_soon.then_some(ErrorKind::RateLimited),
            retry_after: too_soon.then_some(GAP),
            nothing_done: too_soon,
            ..Refusal::default()
        }
    }
}

/// The `code` of a body, whether it is a number or a text.
pub(super) fn body_code(body: &Value) -> Option<i64> {
    let code = body.get("code")?;
    let code = code
        .as_f64()
        .or_else(|| number_from_text(code.as_str().unwrap_or_default()))?;
    Some(code as i64)
}
