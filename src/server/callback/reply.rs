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
                headers.push(("retry-after", after.as_secs().max(1).to_string()));
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
            let status = &callback.status_transaksi;
            let _ = write!(line, " {tipe} {nomor} {status}");
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

impl From<Rejection> for Reply {
    fn from(rejection: Rejection) -> Self {
        Self {
            callback: None,
            rejection: Some(rejection),
        }
    }
}
