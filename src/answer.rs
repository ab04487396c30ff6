//! A server's answer to one request, and where it came from.

use std::fmt;
use std::time::Duration;

use crate::redact::position_of;
use crate::repair::{Kind, Parse, Tree, number_from_text};

/// Where an answer came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Source {
    /// The server has sent the answer just now.
    Network,
    /// The cache had the answer, and the answer is fresh.
    Cache,
    /// The cache had the answer, which is no longer fresh. The caller has it at once, and the client renews it in the background where the
    /// [platform](crate::transport::Platform::spawn) can run tasks. Elsewhere, call
    /// [`Client::renew`](crate::Client::renew) or [`renew_page`](crate::Client::renew_page).
    Stale,
    /// The cache had the answer, however old it is, and the server could not be asked.
    Fallback,
}

impl Source {
    /// Its name in the JavaScript package, which has one for both [`Stale`](Self::Stale) and
    /// [`Fallback`](Self::Fallback).
    #[cfg_attr(
        not(all(feature = "js", target_arch = "wasm32")),
        allow(dead_code, reason = "only JavaScript has these names")
    )]
    pub(crate) fn js_name(self) -> &'static str {
        match self {
            Source::Network => "network",
            Source::Cache => "cache",
            Source::Stale | Source::Fallback => "stale",
        }
    }
}

/// A server's answer to one request, as a transport or the cache gives it to the client. `V` holds the parsed body, `X` its
/// text.
///
/// ```
/// use bukaolshop::transport::Answer;
///
/// let answer = Answer::from_bytes(200, None, br#"{"code": 404, "status": "tidak ada"}"#);
/// assert_eq!(answer.http_status, 200);
/// assert_eq!(answer.code(), 404);
/// ```
#[derive(Clone)]
pub struct Answer<V, X = String> {
    /// The HTTP status.
    pub http_status: u16,
    /// How long the server asks to wait before the next request: the header `Retry-After`, which holds seconds or a date.
    pub retry_after: Option<Duration>,
    /// The text of the body, as it came.
    pub text: X,
    /// The parsed body; `None` where it is no JSON.
    pub body: Option<V>,
    /// Where the answer came from.
    pub source: Source,
    /// The headers of the answer whose names are among [`HEADERS`], with their values. Names are in small letters.
    pub headers: Vec<(&'static str, String)>,
    /// Its code, where a service has a rule of its own for it.
    pub(crate) service_code: Option<i64>,
}

/// The names of the headers that a transport hands on in [`Answer::headers`]; it drops all others.
pub const HEADERS: &[&str] = &[
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-total-count",
    "x-limit",
    "x-offset",
];

/// Shows the status only: a body may hold a member's data.
impl<V, X> fmt::Debug for Answer<V, X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("http_status", &self.http_status)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

impl Answer<serde_json::Value> {
    /// A server's answer, from the bytes of its body. A byte order mark is left out, and what is no UTF-8 becomes U+FFFD.
    pub fn from_bytes(http_status: u16, retry_after: Option<Duration>, bytes: &[u8]) -> Box<Self> {
        // As browsers read it: without the byte order mark, and with U+FFFD for what is no UTF-8.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        Self::new(
            http_status,
            retry_after,
            String::from_utf8_lossy(bytes).into_owned(),
        )
    }
}

impl<V: Parse<X>, X> Answer<V, X> {
    /// A server's answer, from the text of its body, without headers. A transport adds those of [`HEADERS`].
    pub fn new(http_status: u16, retry_after: Option<Duration>, text: X) -> Box<Self> {
        Box::new(Self {
            http_status,
            retry_after,
            body: V::parse(&text),
            text,
            source: Source::Network,
            headers: Vec::new(),
            service_code: None,
        })
    }
}

impl<V: Tree, X> Answer<V, X> {
    /// The body, where it is an object.
    pub(crate) fn object(&self) -> Option<&V> {
        self.body
            .as_ref()
            .filter(|body| body.kind() == Kind::Object)
    }

    /// The answer's code. The API reports an error by the HTTP status, by the field `code` in the body of an answer with
    /// status 200, or by both. The code is that of the body, except where the body reports a success and the HTTP status a
    /// failure: then it is the HTTP status.
    pub fn code(&self) -> i64 {
        if let Some(code) = self.service_code {
            return code;
        }
        let in_body = self.object().and_then(|body| match body.kind_of("code") {
            Kind::Number => body.number("code"),
            Kind::Text => body.text("code").as_deref().and_then(number_from_text),
            _ => None,
        });
        code_that_counts(self.http_status, in_body)
    }

    /// Whether the requests of the day are used up, as the server's own words say. A refusal with a time to wait passes
    /// sooner.
    pub(crate) fn is_day_used_up(&self) -> bool {
        self.code() == 429
            && self.retry_after.is_none()
            && self
                .status()
                .is_some_and(|status| is_about_the_day(&status))
    }

    /// The API's own words, where they say more than "ok".
    pub(crate) fn status(&self) -> Option<String> {
        let status = self.object()?.text("status")?;
        let status = status.trim_ascii();
        (!status.is_empty() && !status.eq_ignore_ascii_case("ok")).then(|| status.to_owned())
    }
}

/// Whether a refusal speaks of the day's requests: "kuota request perhari habis". The document has no words for it.
pub(crate) fn is_about_the_day(status: &str) -> bool {
    ["kuota", "hari", "habis"]
        .iter()
        .any(|word| position_of(status, word).is_some())
}

/// The code of an answer of bukaOlshop's, from its HTTP status and the `code` in its body: the body's, unless
/// the body calls a failure a success.
pub(crate) fn code_that_counts(http_status: u16, in_body: Option<f64>) -> i64 {
    let http = i64::from(http_status);
    match in_body {
        Some(code) if code != 200.0 || (200..300).contains(&http) => code as i64,
        _ => http,
    }
}
