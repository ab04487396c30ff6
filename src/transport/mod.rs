//! Carrying a request to a server and its answer back: the only part that does I/O.
//!
//! `fetch::Fetch` does it in a browser, `native::Native` (feature `native`) in a Rust program; a test
//! brings its own. Time, chance and waiting come in here too, so that whoever brings the
//! transport owns the clock.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use crate::endpoint::Request;
use crate::wire::{Kind, Tree, number_from_text};

#[cfg(target_arch = "wasm32")]
pub mod fetch;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub mod native;

/// Something that can carry requests.
pub trait Transport {
    /// How this transport's answers are held.
    type Tree: Tree;
    /// What it runs on.
    type Platform: Platform;

    /// Sends a request once. Dropping the future aborts it.
    ///
    /// Any answer, an HTTP error included, is `Ok`.
    fn send(&self, request: &Request) -> impl Future<Output = Result<Answer<Self::Tree>, Failure>>;

    /// What this transport runs on.
    fn platform(&self) -> &Self::Platform;
}

/// What layers need of the world besides sending: time, chance, waiting, and a place for a note.
pub trait Platform {
    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;

    /// The time since 1970-01-01 UTC.
    fn now(&self) -> Duration;

    /// A random number, at least 0 and below 1.
    fn random(&self) -> f64;

    /// What was stored under this key, by this program or, in a page, by any page of its origin.
    fn load(&self, key: &'static str) -> Option<String>;

    /// Stores a text: for as long as the browser pleases, or as long as the program runs.
    fn store(&self, key: &'static str, value: &str);
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Offline, DNS, TLS, CORS, connection lost.
    Network,
    /// The deadline passed.
    Timeout,
    /// The day's requests are used up; nothing was sent.
    Quota,
}

/// An answer.
#[derive(Clone)]
pub struct Answer<T> {
    /// The HTTP status.
    pub http_status: u16,
    /// How long the server asked to wait (header `Retry-After`, seconds or date).
    pub retry_after: Option<Duration>,
    /// The body; `None` when it is no JSON.
    pub body: Option<T>,
}

/// Shows the status only: a body may hold a member's data.
impl<T> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("http_status", &self.http_status)
            .finish_non_exhaustive()
    }
}

impl Answer<serde_json::Value> {
    /// An answer from the bytes of its body.
    pub fn from_bytes(http_status: u16, retry_after: Option<Duration>, bytes: &[u8]) -> Self {
        // As browsers read it: without the byte order mark, and with U+FFFD for what is no UTF-8.
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        Self {
            http_status,
            retry_after,
            body: serde_json::from_str(&text).ok(),
        }
    }
}

impl<T: Tree> Answer<T> {
    /// Whether there is a body that is an object.
    fn object(&self) -> Option<&T> {
        self.body
            .as_ref()
            .filter(|body| body.kind() == Kind::Object)
    }

    /// The answer's code: an error comes as an HTTP status, as HTTP 200 with another `code` in the
    /// body, or both. The body knows better, unless it calls a failure a success.
    pub fn code(&self) -> i64 {
        let http = i64::from(self.http_status);
        let in_body = self.object().and_then(|body| match body.kind_of("code") {
            Kind::Number => body.number("code"),
            Kind::Text => body.text("code").as_deref().and_then(number_from_text),
            _ => None,
        });
        match in_body {
            Some(code) if code != 200.0 || (200..300).contains(&http) => code as i64,
            _ => http,
        }
    }

    /// The API's own words, where they say more than "ok".
    pub(crate) fn status(&self) -> Option<String> {
        let status = self.object()?.text("status")?;
        let status = status.trim();
        (!status.is_empty() && !status.eq_ignore_ascii_case("ok")).then(|| status.to_owned())
    }
}
