//! What a scripted server does with a request.

use std::time::Duration;

use serde_json::{Value, json};

/// An answer, or none, after a while.
#[derive(Debug, Clone)]
pub struct Reply {
    pub outcome: Outcome,
    pub delay: Duration,
    #[cfg(feature = "server")]
    pub headers: Vec<(&'static str, String)>,
}

/// How it ends.
#[derive(Debug, Clone)]
pub enum Outcome {
    Answer {
        http_status: u16,
        retry_after: Option<Duration>,
        body: Vec<u8>,
    },
    /// The connection is lost.
    Lost,
    /// It is lost when the request may have arrived.
    #[cfg(feature = "server")]
    Cut,
    /// Nothing, ever.
    Never,
}

impl Reply {
    pub fn bytes(http_status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::of(Outcome::Answer {
            http_status,
            retry_after: None,
            body: body.into(),
        })
    }

    pub fn json(http_status: u16, body: &Value) -> Self {
        Self::bytes(http_status, body.to_string())
    }

    /// HTTP 200 with this body.
    pub fn ok(body: &Value) -> Self {
        Self::json(200, body)
    }

    /// HTTP 200 with these rows in the documented envelope.
    pub fn rows(rows: &[Value]) -> Self {
        Self::ok(&json!({"code": 200, "status": "ok", "data": rows}))
    }

    /// An error as the API sends it, its code as HTTP status and in the body.
    pub fn error(code: u16) -> Self {
        Self::json(code, &json!({"code": code, "status": "Alasan"}))
    }

    pub fn lost() -> Self {
        Self::of(Outcome::Lost)
    }

    /// Lost when the request may have arrived.
    #[cfg(feature = "server")]
    pub fn cut() -> Self {
        Self::of(Outcome::Cut)
    }

    /// With a header.
    #[cfg(feature = "server")]
    pub fn header(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    pub fn never() -> Self {
        Self::of(Outcome::Never)
    }

    pub fn after(self, milliseconds: u64) -> Self {
        Self {
            delay: Duration::from_millis(milliseconds),
            ..self
        }
    }

    /// With a `Retry-After` of this many seconds.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        if let Outcome::Answer { retry_after, .. } = &mut self.outcome {
            *retry_after = Some(Duration::from_secs(seconds));
        }
        self
    }

    /// At once.
    pub fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            delay: Duration::ZERO,
            #[cfg(feature = "server")]
            headers: Vec::new(),
        }
    }
}
