//! The commerce API as a service: its address and the words of its errors. Who asks is each call's own
//! matter: a token may be a new one from one request to the next.

use serde_json::Value;

use crate::error::Error;
use crate::server::service::{Refusal, Seen, Service};
use crate::url;
use crate::wire::Tree;

/// A server of the commerce API.
#[derive(Debug)]
pub(super) struct System {
    base_url: String,
}

impl System {
    pub fn new(base_url: &str) -> Result<Self, Error> {
        Ok(Self {
            base_url: url::base_url(base_url)?,
        })
    }
}

impl Service for System {
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

    /// `{"error": {"code", "message", "details"}}`.
    fn refusal(&self, _: i64, answer: &Seen<'_>) -> Refusal {
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
