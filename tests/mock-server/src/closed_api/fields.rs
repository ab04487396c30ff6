//! What a request carries: a form with POST, JSON with PATCH and DELETE.

use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method};
use serde_json::{Map, Value};

use super::bad;
use crate::open_api::Refusal;
use crate::query::Query;

/// The fields of a body; an empty one counts as not sent.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn of(parts: &Parts, body: &[u8]) -> Result<Fields, Refusal> {
        let media_type = parts.headers.get(CONTENT_TYPE);
        let is = |wanted| media_type.is_some_and(|it: &HeaderValue| it == wanted);
        if parts.method == Method::POST {
            if !is("application/x-www-form-urlencoded") {
                return Err(bad("Body harus berupa form"));
            }
            let text = String::from_utf8_lossy(body);
            let all = Query::parse(&text);
            let fields = all.all().iter();
            return Ok(Fields(
                fields
                    .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
                    .collect(),
            ));
        }
        if !is("application/json") {
            return Err(bad("Body harus berupa JSON"));
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Ok(Fields(fields)),
            _ => Err(bad("Body harus berupa objek JSON")),
        }
    }

    /// A text.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let text = self.0.get(name)?.as_str()?;
        Some(text).filter(|text| !text.is_empty())
    }

    /// A whole number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        match self.0.get(name)? {
            Value::String(text) => text.parse().ok(),
            value => value.as_u64(),
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> &Map<String, Value> {
        &self.0
    }
}
