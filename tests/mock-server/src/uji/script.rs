//! Answers that a test has laid out for the next requests.

use std::time::Duration;

use axum::http::{HeaderName, HeaderValue};
use serde::Deserialize;
use serde_json::Value;

use crate::faults::{Draft, Faults};
use crate::open_api::Refusal;

/// A scripted answer as it is posted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Posted {
    status: Option<u16>,
    #[serde(default)]
    headers: serde_json::Map<String, Value>,
    body: Option<Value>,
    /// Milliseconds.
    #[serde(default)]
    delay: u64,
    /// Faults of this answer, as in a path.
    #[serde(default)]
    fault: String,
    /// Waits for a request of this endpoint.
    only: Option<String>,
}

/// A scripted answer.
pub(super) struct Scripted {
    status: Option<u16>,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Option<String>,
    only: Option<String>,
    faults: Faults,
}

impl Scripted {
    /// Reads a posted list; the error says what is wrong with which answer.
    pub(super) fn read(text: &[u8]) -> Result<Vec<Scripted>, String> {
        let posted: Vec<Posted> =
            serde_json::from_slice(text).map_err(|error| error.to_string())?;
        posted
            .into_iter()
            .enumerate()
            .map(|(place, posted)| {
                Scripted::of(posted).map_err(|reason| format!("[{place}]: {reason}"))
            })
            .collect()
    }

    fn of(posted: Posted) -> Result<Scripted, String> {
        let mut faults = Faults::parse(&posted.fault)?;
        faults.delay += Duration::from_millis(posted.delay);
        if let Some(status) = posted.status.filter(|status| !(200..600).contains(status)) {
            return Err(format!("status {status} is none of 200 to 599"));
        }
        let headers = posted
            .headers
            .iter()
            .map(|(name, value)| header(name, value))
            .collect::<Result<_, _>>()?;
        let body = posted.body.map(|body| match body {
            // A string is the text itself: tests send what is no JSON, too.
            Value::String(text) => text,
            json => json.to_string(),
        });
        Ok(Scripted {
            status: posted.status,
            headers,
            body,
            only: posted.only,
            faults,
        })
    }

    /// Whether it may answer a request of `endpoint`.
    pub(super) fn fits(&self, endpoint: Option<&str>) -> bool {
        self.only.is_none() || self.only.as_deref() == endpoint
    }

    /// Whether the API is not asked at all.
    pub(super) fn is_undone(&self) -> bool {
        self.faults.undone
    }

    /// The answer in the place of `normal`, which is kept where the script says nothing else.
    pub(super) fn answer(self, mut normal: Draft) -> (Draft, Faults) {
        match (self.status, self.body) {
            (status, Some(body)) => {
                normal.status = status.unwrap_or(200);
                normal.body = body.into_bytes();
            }
            (Some(status), None) => {
                normal.status = status;
                if status >= 300 {
                    normal.body = Refusal::http(status, Refusal::usual_reason(status))
                        .body()
                        .into_bytes();
                }
            }
            (None, None) => {}
        }
        for (name, value) in self.headers {
            normal.headers.insert(name, value);
        }
        (normal, self.faults)
    }
}

fn header(name: &str, value: &Value) -> Result<(HeaderName, HeaderValue), String> {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let wrong = || format!("{name}: {text} is no header");
    Ok((
        HeaderName::try_from(name).map_err(|_| wrong())?,
        HeaderValue::try_from(&text).map_err(|_| wrong())?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_in_a_script_are_named() {
        let reason = |text: &str| Scripted::read(text.as_bytes()).err().unwrap_or_default();
        assert!(reason("[{").contains("EOF"));
        assert!(reason("[{\"stauts\":1}]").contains("unknown field `stauts`"));
        assert_eq!(
            reason("[{},{\"status\":99}]"),
            "[1]: status 99 is none of 200 to 599"
        );
        assert!(reason("[{\"headers\":{\"a b\":1}}]").contains("a b: 1 is no header"));
        assert!(reason("[{\"fault\":\"sttaus:503\"}]").contains("sttaus"));
    }
}
