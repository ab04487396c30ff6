//! The reply to a callback, and its line in the log.

use std::fmt::Write;

use serde_json::json;

use super::rejection::{Reason, Rejection};
use super::transaksi::Callback;

/// The reply to a callback: status, headers and body.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Reply {
    /// The callback; `None` where the request was rejected before its secret was checked.
    pub callback: Option<Callback>,
    /// Why the work was not started or not done; `None` where it was done.
    pub rejection: Option<Rejection>,
}

impl Reply {
    pub(super) fn to(callback: Callback, outcome: Result<(), Rejection>) -> Self {
        Self {
            callback: Some(callback),
            rejection: outcome.err(),
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        let rejection = self.rejection.as_ref();
        rejection.map_or(200, |rejection| rejection.reason.http_status())
    }

    /// The headers: names in lower case, and values.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![("content-type", "application/json".to_owned())];
        if let Some(rejection) = &self.rejection {
            if rejection.reason == Reason::WrongMethod {
                headers.push(("allow", "POST".to_owned()));
            }
            if let Some(after) = rejection.retry_after {
                let seconds = after.as_millis().div_ceil(1000).max(1);
                headers.push(("retry-after", seconds.to_string()));
            }
        }
        headers
    }

    /// The body: JSON with `code` and `status`, like the answers of the API.
    pub fn body(&self) -> String {
        let status = match &self.rejection {
            Some(rejection) => rejection.message(),
            None => "ok".to_owned(),
        };
        json!({"code": self.status(), "status": status}).to_string()
    }

    /// A line for the log. It holds neither a secret nor a member's data, and nothing of a request whose
    /// secret was not right.
    ///
    /// `unknown=` names a field whose value this crate does not know.
    ///
    /// ```text
    /// callback 200 done transaksi_baru 2853130173354 lunas
    /// callback 403 wrong_secret
    /// ```
    pub fn log(&self) -> String {
        let name = match &self.rejection {
            Some(rejection) => rejection.reason.name(),
            None => "done",
        };
        let mut line = format!("callback {} {name}", self.status());
        // Writing to a `String` cannot fail.
        if let Some(callback) = &self.callback {
            let tipe = callback.tipe_callback.as_str();
            let nomor = &callback.nomor_pembayaran;
            let status = callback.status_transaksi.as_str();
            let _ = write!(line, " {} {nomor} {}", one_line(tipe), one_line(status));
            for field in callback.unknown_fields() {
                let _ = write!(line, " unknown={field}");
            }
        }
        if let Some(rejection) = &self.rejection {
            if let Some(field) = rejection.field {
                let _ = write!(line, " field={field}");
            }
            if let Some(note) = &rejection.note {
                let _ = write!(line, " note={note:?}");
            }
        }
        line
    }
}

/// A text as a part of a line: control characters are escaped, and a long text is cut.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 100;
    let is_plain =
        |letter: &char| !letter.is_control() && !matches!(letter, '\u{2028}' | '\u{2029}');
    let mut line = String::new();
    for letter in text.chars().take(LONGEST) {
        match is_plain(&letter) {
            true => line.push(letter),
            false => line.extend(letter.escape_unicode()),
        }
    }
    line
}

impl From<Rejection> for Reply {
    fn from(rejection: Rejection) -> Self {
        Self {
            callback: None,
            rejection: Some(rejection),
        }
    }
}
