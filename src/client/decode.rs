//! From an answer to rows, or to the error that stands in their place.

use std::sync::atomic::Ordering;

use super::address::PreparedQuery;
use crate::answer::{Answer, Source};
use crate::endpoint::Request;
#[cfg(any(not(feature = "js"), feature = "server"))]
use crate::error::Cause;
use crate::error::{Error, ErrorKind};
use crate::identity::Identity;
use crate::page::{RawPage, Rows, may_have_next};
use crate::repair::{Kind, Rejected, Tree, TreeRows, number_from_text, repair, repair_rows};
use crate::transport::{Failure, Text};

/// The rows of one answer, repaired, and what else stands beside them.
#[derive(Debug)]
pub(crate) struct DecodedRows<V: Tree> {
    pub rows: V::Rows,
    /// Rows before any was left out.
    pub sent: usize,
    pub rejected: Vec<Rejected>,
    pub source: Source,
    pub rest: V,
}

impl<V: Tree> DecodedRows<V> {
    /// As a page of a list.
    pub fn into_page(self, paging: Option<(u32, u32)>) -> RawPage<V> {
        let (page, per_page) = paging.unwrap_or_default();
        let told = match self.rest.kind_of("total_data") {
            Kind::Number => self.rest.number("total_data"),
            Kind::Text => self
                .rest
                .text("total_data")
                .and_then(|text| number_from_text(&text)),
            _ => None,
        };
        RawPage {
            rows: self.rows,
            page,
            per_page,
            has_next: may_have_next(self.sent, per_page, told),
            source: self.source,
            rejected: self.rejected,
            rest: self.rest,
        }
    }

    /// As a list in one piece.
    pub fn into_list(self) -> Rows<V> {
        Rows {
            data: self.rows.into_vec(),
            rejected: self.rejected,
            source: self.source,
        }
    }
}

/// A good answer, with its rows taken out.
pub(super) struct ParsedAnswer<V: Tree, X> {
    rows: Option<(V::Rows, usize)>,
    rejected: Vec<Rejected>,
    pub source: Source,
    pub text: X,
    rest: Option<V>,
}

impl<V: Tree, X> ParsedAnswer<V, X> {
    #[allow(clippy::boxed_local, reason = "taken out here, not by each caller")]
    pub fn new(query: &PreparedQuery, answer: Box<Answer<V, X>>) -> Self {
        let answer = *answer;
        let mut rest = answer.body;
        let mut rejected = Vec::new();
        let rows = rest
            .as_mut()
            .and_then(|body| query.take_rows(body, &mut rejected));
        Self {
            rows,
            rejected,
            source: answer.source,
            text: answer.text,
            rest,
        }
    }

    /// Whether a page can do something with it.
    pub fn is_of_use(&self) -> bool {
        match &self.rows {
            Some((rows, _)) => rows.len() > 0 || self.rejected.is_empty(),
            None => false,
        }
    }

    /// Its rows.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidResponse`] where there are none to be read.
    pub fn decoded(
        mut self,
        query: &PreparedQuery,
        request: &Request,
    ) -> Result<DecodedRows<V>, Error> {
        match (self.rows, self.rest) {
            (Some((rows, sent)), Some(rest)) => Ok(DecodedRows {
                rows,
                sent,
                rejected: self.rejected,
                source: self.source,
                rest,
            }),
            _ => Err(query.unreadable(self.rejected.pop(), request)),
        }
    }
}

/// A good answer, or the error that there is instead.
pub(super) fn checked<V: Tree, X: Text>(
    outcome: Result<Box<Answer<V, X>>, Failure>,
    query: &PreparedQuery,
    request: &Request,
    identity: &Identity,
) -> Result<Box<Answer<V, X>>, Error> {
    let answer = outcome.map_err(|failure| {
        let kind = match failure {
            Failure::Network => ErrorKind::Network,
            Failure::Lost => ErrorKind::Network,
            Failure::Timeout => {
                if let Some((code, retry_after)) = request.course.refusal() {
                    // The deadline has ended the wait after a refusal, which says more than the deadline.
                    let mut error = query.failed(ErrorKind::from_code(code), Some(code), request);
                    error.retry_after = retry_after;
                    return error;
                }
                ErrorKind::Timeout
            }
            Failure::Quota => ErrorKind::Quota,
        };
        query.failed(kind, None, request)
    })?;
    let code = answer.code();
    let is_success = (200..300).contains(&code);
    if is_success && answer.object().is_some() {
        return Ok(answer);
    }
    // A success without an object has no rows: it cannot be read.
    let kind = if is_success {
        ErrorKind::InvalidResponse
    } else {
        ErrorKind::from_code(code)
    };
    let mut error = query.failed(kind, Some(code), request);
    error.status = answer.status().map(|status| identity.redact(&status));
    error.retry_after = answer.retry_after;
    error.detail = is_success.then_some("bukan objek JSON yang utuh");
    #[cfg(any(not(feature = "js"), feature = "server"))]
    if is_success && answer.body.is_none() {
        error.cause = syntax_error(&answer.text.to_rust());
    }
    Err(error)
}

/// Where a text is no JSON. It names a line and a column, and nothing of the text.
#[cfg(any(not(feature = "js"), feature = "server"))]
fn syntax_error(text: &str) -> Cause {
    let parsed = serde_json::from_str::<serde::de::IgnoredAny>(text);
    parsed.err().map(Cause::new).unwrap_or_default()
}

impl PreparedQuery {
    /// Takes the rows out of an answer; `None` when there are none to be read. The second of the pair
    /// is the number of rows before any was left out.
    fn take_rows<V: Tree>(
        &self,
        body: &mut V,
        rejected: &mut Vec<Rejected>,
    ) -> Option<(V::Rows, usize)> {
        if self.single {
            let mut object = body.take("data")?;
            return repair(&mut object, self.info.shape, rejected)
                .then(|| (V::Rows::of_one(object), 1));
        }
        repair_rows(body, "data", self.info.shape, rejected).ok()
    }

    /// An error of this question, once it was sent.
    fn failed(&self, kind: ErrorKind, code: Option<i64>, request: &Request) -> Error {
        let mut error = Error::new(kind).at(self.info.path);
        error.code = code;
        error.attempts = request.attempts.load(Ordering::Relaxed);
        #[cfg(any(not(feature = "js"), feature = "server"))]
        if matches!(kind, ErrorKind::Network) {
            error.cause = request.course.cause();
        }
        error
    }

    /// The error of an answer whose rows cannot be read.
    fn unreadable(&self, at: Option<Rejected>, request: &Request) -> Error {
        let mut error = self.failed(ErrorKind::InvalidResponse, Some(200), request);
        let mut path = String::from("data");
        let detail = match at {
            Some(row) => {
                if !row.path.is_empty() {
                    path.push('.');
                    path.push_str(&row.path);
                }
                row.reason
            }
            None if self.single => "tidak ada",
            None => "bukan daftar",
        };
        error.path = Some(path);
        error.detail = Some(detail);
        error
    }
}
