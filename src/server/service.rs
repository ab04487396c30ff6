//! The trait [`Service`]: what distinguishes one system from another.

use std::borrow::Borrow;
use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::error::ErrorKind;
use crate::layer::Backoff;
use crate::repair::decimal;
use crate::transport::{Answer, MaybeSend, MaybeSync};

/// A system other than the Open API. Each system implements it once, in a file of its own; the value
/// holds the key.
pub trait Service: MaybeSend + MaybeSync + 'static {
    /// The name that errors give the system.
    fn name(&self) -> &'static str;

    /// The base address without a slash at its end. [`Options::base_url`](super::Options::base_url)
    /// replaces it.
    fn base_url(&self) -> &str;

    /// Appends the headers that authenticate a request. Names are in lower case.
    fn authorize(&self, headers: &mut Vec<(&'static str, String)>);

    /// The texts that no error may show if the server echoes them: the key.
    fn secrets(&self) -> Vec<&str>;

    /// Where in a body the data of the answers is.
    fn data_location(&self) -> DataLocation {
        DataLocation::Root
    }

    /// The code of an answer, where 200 to 299 means success. It is the HTTP status unless the service
    /// has a code of its own.
    fn code(&self, answer: &ResponseView<'_>) -> i64 {
        i64::from(answer.http_status)
    }

    /// Reads the error that an answer with this code reports.
    fn refusal(&self, code: i64, answer: &ResponseView<'_>) -> Refusal;

    /// The deadlines and the retries of a call.
    fn patience(&self) -> Patience {
        Patience::default()
    }

    /// How fast requests may follow each other from now on, according to the headers of an answer;
    /// `None` where the headers do not say. `now` is the time since 1970-01-01 UTC.
    fn request_pacing(&self, _answer: &ResponseView<'_>, _now: Duration) -> Option<RequestPacing> {
        None
    }
}

/// The parts of an answer that a service decides by.
#[derive(Clone, Copy)]
pub struct ResponseView<'a> {
    /// The HTTP status.
    pub http_status: u16,
    /// The body; `null` when the body is not JSON.
    pub body: &'a Value,
    /// Whether the answer is to a call that moves money.
    pub moves_money: bool,
    headers: &'a [(&'static str, String)],
}

impl<'a> ResponseView<'a> {
    pub(super) fn new<V: Borrow<Value>, X>(answer: &'a Answer<V, X>) -> Self {
        Self {
            http_status: answer.http_status,
            body: answer.body.as_ref().map_or(&Value::Null, V::borrow),
            moves_money: false,
            headers: &answer.headers,
        }
    }

    /// The value of a header; `None` where the server did not send it, or where it is not one of
    /// [`HEADERS`](crate::transport::HEADERS).
    pub fn header(&self, name: &str) -> Option<&'a str> {
        header(self.headers, name)
    }

    /// The value of a header as a whole number; `None` where it is missing or is no whole number.
    pub fn header_number(&self, name: &str) -> Option<u64> {
        decimal(self.header(name)?.trim())
    }
}

/// Shows the HTTP status only: the body may hold a member's data.
impl fmt::Debug for ResponseView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseView")
            .field("http_status", &self.http_status)
            .finish_non_exhaustive()
    }
}

/// The value of the header of this name.
pub(super) fn header<'h>(headers: &'h [(&'static str, String)], name: &str) -> Option<&'h str> {
    let (_, value) = headers.iter().find(|(header, _)| *header == name)?;
    Some(value)
}

/// Where in a body the data of an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataLocation {
    /// The whole body is the data, whether an object or a list.
    Root,
    /// The field of this name holds the data.
    Field(&'static str),
}

/// The error that an answer reports. The client masks the secrets of the service and of the call in its
/// texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The server's message.
    pub status: Option<String>,
    /// The server's name for the error, for example `UNAUTHORIZED`.
    pub server_code: Option<String>,
    /// The parameter or field that the error is about, where the server names it.
    pub path: Option<String>,
    /// The kind of the error, where the code alone would give a wrong one.
    pub kind: Option<ErrorKind>,
    /// How long to wait before the next request, where no header says so.
    pub retry_after: Option<Duration>,
    /// Whether the requests of the day are used up. Where no header says how long to wait, the error says
    /// until midnight in Jakarta.
    pub is_day_used_up: bool,
    /// Whether the service is certain that it did nothing. For a call that moves money, codes from 400
    /// to 499 are taken for that without this flag; other codes are not.
    pub nothing_done: bool,
}

/// The deadlines and the retries of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The deadline of one attempt. Default: 30 seconds.
    pub attempt: Duration,
    /// The deadline of a call: all of its attempts, and the waits between them. Default: 30 seconds.
    pub total: Duration,
    /// How often and after which waits a call is repeated whose error may pass. Default: [`Backoff::default`].
    pub backoff: Backoff,
    /// The waits before the second attempt, the third and so on, instead of those that `backoff`
    /// computes. With a schedule, an attempt without an answer in time is repeated, too, and an attempt
    /// that was answered with 400 to 499 never is. Default: `None`.
    pub schedule: Option<&'static [Duration]>,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempt: Duration::from_secs(30),
            total: Duration::from_secs(30),
            backoff: Backoff::default(),
            schedule: None,
        }
    }
}

/// How fast requests may follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestPacing {
    /// The time from one request to the next. Zero means no wait. A gap that is longer than the time
    /// until `until` means that no request may be sent before `until`.
    pub gap: Duration,
    /// The end of this rule, as time since 1970-01-01 UTC.
    pub until: Duration,
}
