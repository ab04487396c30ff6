//! What a session's pages have asked for.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::request::Parts;
use serde_json::{Value, json};

use crate::query::Query;

/// A request.
pub(crate) struct Entry {
    method: String,
    /// Without session and faults: `/v1/app/produk`.
    path: String,
    /// As it came.
    query: String,
    params: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    /// Milliseconds since 1970.
    time: u64,
    outcome: Outcome,
}

impl Entry {
    /// Writes down a request for `path` and hands out the watch on its answer.
    pub(super) fn of(parts: &Parts, path: &str, query: &Query) -> (Entry, Watch) {
        let headers = parts.headers.iter().map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        let outcome = Outcome::default();
        let entry = Entry {
            method: parts.method.to_string(),
            path: path.to_owned(),
            query: parts.uri.query().unwrap_or("").to_owned(),
            params: query.all().clone(),
            headers: headers.collect(),
            time: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |time| time.as_millis() as u64),
            outcome: outcome.clone(),
        };
        (entry, Watch(outcome))
    }

    /// For the log's reader.
    pub(super) fn json(&self) -> Value {
        json!({
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "params": self.params,
            "headers": self.headers,
            "time": self.time,
            "outcome": self.outcome.name(),
        })
    }
}

#[derive(Clone, Default)]
struct Outcome(Arc<AtomicU8>);

const PENDING: u8 = 0;
const ANSWERED: u8 = 1;
const BROKEN: u8 = 2;
const ABANDONED: u8 = 3;

impl Outcome {
    fn settle(&self, outcome: u8) {
        // The first one stands: an answer given in full stays given when the connection ends.
        let _ = self
            .0
            .compare_exchange(PENDING, outcome, Ordering::SeqCst, Ordering::SeqCst);
    }

    fn name(&self) -> &'static str {
        match self.0.load(Ordering::SeqCst) {
            ANSWERED => "answered",
            BROKEN => "broken",
            ABANDONED => "abandoned",
            _ => "pending",
        }
    }
}

/// Sees what becomes of an answer. Dropped before it was given, the client has gone away: that is
/// how a test proves that cancelling a call cancels its request.
pub(crate) struct Watch(Outcome);

impl Watch {
    /// The whole answer was handed to the connection.
    pub(crate) fn answered(&self) {
        self.0.settle(ANSWERED);
    }

    /// A fault broke the answer off.
    pub(crate) fn broken(&self) {
        self.0.settle(BROKEN);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.settle(ABANDONED);
    }
}
