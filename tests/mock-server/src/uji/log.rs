//! What a session's pages have asked for.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::request::Parts;
use serde_json::{Value, json};

use crate::query::Query;
use crate::watch::{Outcome, Watch};

/// A request.
pub(crate) struct Entry {
    method: String,
    /// Without session and faults: `/v1/app/produk`.
    path: String,
    /// As it came.
    query: String,
    params: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    /// As it came; empty without one.
    body: String,
    /// Milliseconds since 1970.
    time: u64,
    outcome: Outcome,
}

impl Entry {
    /// Writes down a request for `path` and hands out the watch on its answer.
    pub(super) fn of(parts: &Parts, path: &str, query: &Query, body: &[u8]) -> (Entry, Watch) {
        let headers = parts.headers.iter().map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        let watch = Watch::default();
        let entry = Entry {
            method: parts.method.to_string(),
            path: path.to_owned(),
            query: parts.uri.query().unwrap_or("").to_owned(),
            params: query.all().clone(),
            headers: headers.collect(),
            body: String::from_utf8_lossy(body).into_owned(),
            time: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |time| time.as_millis() as u64),
            outcome: watch.outcome(),
        };
        (entry, watch)
    }

    /// For the log's reader.
    pub(super) fn json(&self) -> Value {
        json!({
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "params": self.params,
            "headers": self.headers,
            "body": self.body,
            "time": self.time,
            "outcome": self.outcome.name(),
        })
    }
}
