//! What can go wrong between the API and a page, on demand.
//!
//! A list of faults is text: `status:503,times:2`. [`parse`] reads it, [`when`] decides which
//! requests it concerns, [`body`] changes what the answer says, and [`wire`] how its bytes travel.

mod body;
mod parse;
mod send;
mod when;
mod wire;

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};

pub(crate) use send::{Here, send};
use when::When;

/// An answer before its faults.
pub(crate) struct Draft {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// A list of faults. The default has none.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Faults {
    /// Which requests it concerns.
    pub(crate) when: When,

    /// Whether the request does nothing: without it, one that changes something has done so by the time
    /// its answer meets the other faults.
    pub(crate) undone: bool,

    /// HTTP status, with the API's body for it unless `code` brings another.
    status: Option<u16>,
    /// Code in the body, of HTTP 200 unless there is a `status`, too.
    code: Option<u16>,
    redirect: Option<Redirect>,
    types: Option<Types>,
    /// Megabytes.
    big: usize,
    /// Levels of nesting.
    deep: usize,
    utf8: bool,
    bom: bool,
    html: bool,
    empty: bool,
    gzip: bool,

    content_type: Option<HeaderValue>,
    retry_after: Option<RetryAfter>,
    no_store: bool,
    /// Whether the headers that open the API to other origins are left out.
    pub(crate) no_cors: bool,

    /// Before the headers.
    pub(crate) delay: Duration,
    /// Share of the body that is sent, as if it were the whole.
    truncate: Option<f64>,
    /// Share of the body that is sent before the connection closes.
    cut: Option<f64>,
    stall: Option<Stall>,
    reset: Option<Reset>,
}

/// Where a redirect leads.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Redirect {
    /// To the same request without faults.
    Same,
    /// To that at another origin.
    Other,
    /// To the same request with its faults.
    Loop,
}

/// How types are wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Types {
    /// As the API is known to send them; every row can be repaired.
    Repairable,
    /// Every third row can't be read.
    Unreadable,
}

/// What `Retry-After` says.
#[derive(Clone, Debug, PartialEq)]
enum RetryAfter {
    /// As it stands, seconds as a rule.
    Text(HeaderValue),
    /// The date two seconds from then.
    Date,
}

/// Where an answer stops for good.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stall {
    Headers,
    Body,
}

/// When the connection is reset.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reset {
    /// Before anything is sent.
    Before,
    /// After the headers.
    Headers,
    /// In the middle of the body.
    Body,
}
