//! The commerce API as a [`Service`]: its base address and its errors. Each call carries the bearer
//! token itself, because the token may change from one request to the next.

use serde_json::Value;

use crate::error::Error;
use crate::repair::Tree;
use crate::server::service::{Refusal, ResponseView, Service};
use crate::url;

/// The service's settings: the base address of a server.
#[derive(Debug)]
pub(super) struct CommerceService {
    base_url: String,
}

impl CommerceService {
    pub fn new(base_url: &str) -> Result<Self, Error> {
        Ok(Self {
            base_url: url::base_url(base_url)?,
        })
    }
}

impl Service for CommerceService {
    fn name(&self) -> &'static str {
        "commerce API"
    }

    fn base_url(&self) -> &str {
        &self.base_url
    }

    fn authorize(&self, _: &mut Vec<(&'static str, String)>) {}

    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Reads `{"error": {"code", "message", "details"}}`.
    fn refusal(&self, _: i64, answer: &ResponseView<'_>) -> Refusal {
        let error = answer.body.get("error").unwrap_or(&Value::Null);
        Refusal {
            status: error.text("message"),
            server_code: error.get("code").and_then(Tree::to_text),
            path: match error.get("details") {
                None | Some(Value::Null) => None,
                Some(Value::String(details)) => Some(details.clone()),
                Some(other) => Some(other.to_string()),
            },
            ..Refusal::default()
        }
    }
}
