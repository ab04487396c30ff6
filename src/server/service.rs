//! A system that is asked: what it has its own way of.

use std::borrow::Borrow;
use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::error::ErrorKind;
use crate::layer::Backoff;
use crate::transport::{Answer, MaybeSend, MaybeSync};
use crate::wire::decimal;

/// A system that is not the Open API. One implementation for each, in a file of its own; it holds the key.
pub trait Service: MaybeSend + MaybeSync + 'static {
    /// Its name, for errors.
    fn name(&self) -> &'static str;

    /// Where it answers, without a slash at its end. [`Options::base_url`](super::Options::base_url) goes
    /// before it.
    fn base_url(&self) -> &str;

    /// The headers by which it knows who asks: names in small letters.
    fn authorize(&self, headers: &mut Vec<(&'static str, String)>);

    /// What no error may show, should the server echo it: the key.
    fn secrets(&self) -> Vec<&str>;

    /// Where its answers stand.
    fn place(&self) -> Place {
        Place::Root
    }

    /// Code of an answer: 200 to 299 for a good one. The HTTP status, unless it has a way of its own.
    fn code(&self, answer: &Seen<'_>) -> i64 {
        i64::from(answer.http_status)
    }

    /// What an answer of this code says, which says no.
    fn refusal(&self, code: i64, answer: &Seen<'_>) -> Refusal;

    /// How long to wait, and how often to try.
    fn patience(&self) -> Patience {
        Patience::default()
    }

    /// How fast its limits let requests follow each other from now on, by what an answer's headers say.
    /// `now` is the time since 1970-01-01 UTC.
    fn tempo(&self, _answer: &Seen<'_>, _now: Duration) -> Option<Tempo> {
        None
    }
}

/// An answer as a service sees it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The HTTP status.
    pub http_status: u16,
    /// The body; `null` when it was no JSON.
    pub body: &'a Value,
    headers: &'a [(&'static str, String)],
}

impl<'a> Seen<'a> {
    pub(super) fn new<V: Borrow<Value>, X>(answer: &'a Answer<V, X>) -> Self {
        Self {
            http_status: answer.http_status,
            body: answer.body.as_ref().map_or(&Value::Null, V::borrow),
            headers: &answer.headers,
        }
    }

    /// What a header says; `None` where it was not sent, or is none of
    /// [`HEADERS`](crate::transport::HEADERS).
    pub fn header(&self, name: &str) -> Option<&'a str> {
        header(self.headers, name)
    }

    /// The whole number that a header says; `None` where it says anything else.
    pub fn header_number(&self, name: &str) -> Option<u64> {
        decimal(self.header(name)?.trim())
    }
}

/// Shows the status only: a body may hold a member's data.
impl fmt::Debug for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen")
            .field("http_status", &self.http_status)
            .finish_non_exhaustive()
    }
}

/// What the header of this name says.
pub(super) fn header<'h>(headers: &'h [(&'static str, String)], name: &str) -> Option<&'h str> {
    let (_, value) = headers.iter().find(|(header, _)| *header == name)?;
    Some(value)
}

/// Where an answer proper stands in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is the body, whether an object or a list.
    Root,
    /// In this field.
    Field(&'static str),
}

/// What a service says when it says no. All of it is redacted before anyone sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Its words.
    pub status: Option<String>,
    /// Its name for the error, for example `UNAUTHORIZED`.
    pub server_code: Option<String>,
    /// What the error is about, where it says so: a parameter's name.
    pub path: Option<String>,
    /// The kind, where the code alone would give the wrong one.
    pub kind: Option<ErrorKind>,
    /// How long to wait before asking again, where no header says so.
    pub retry_after: Option<Duration>,
    /// Whether it is certain that nothing was done. Without it that is believed of codes from 400 to 499
    /// only, where money is at stake.
    pub nothing_done: bool,
}

/// How long to wait, and how often to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For one attempt.
    pub attempt: Duration,
    /// For a call: all of its attempts, and the waits between them.
    pub total: Duration,
    /// How what failed in a retryable way is repeated.
    pub backoff: Backoff,
    /// Waits before the second attempt, the third and so on, in place of those that `backoff` doubles. With
    /// them, an attempt that got no answer in time is repeated, too, and none that was refused (400 to 499).
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
pub struct Tempo {
    /// From one request to the next. Zero: they need not wait. Longer than the time until `until`: none
    /// goes before it.
    pub gap: Duration,
    /// Until when, as time since 1970-01-01 UTC.
    pub until: Duration,
}
