//! `GET /logs`: the log of the API's use.
//!
//! Documentation: "Logs Resource".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `startDate` | no | only entries from this time on, ISO 8601 |
//! | `endDate` | no | only entries up to this time, ISO 8601 |
//! | `level` | no | only entries of this level, for example `info`, `warn`, `error` |
//! | `limit`, `offset` | no | see [`Paging`](super::Paging) |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::paging::Paging;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Shape, nullable, text};
use crate::server::call::Call;
use crate::server::orders::slice::{Slice, Sliced};
use crate::server::orders::text_form::has_form;
use crate::server::received::{Received, Unreadable};

/// Asks for log entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogList {
    /// The rows to ask for.
    pub paging: Paging,
    /// Limits the list to entries from this time on: `2023-10-27` or `2023-10-27T14:55:10Z`.
    pub start_date: Option<String>,
    /// Limits the list to entries up to this time.
    pub end_date: Option<String>,
    /// Limits the list to entries of this level.
    pub level: Option<String>,
}

impl Call for LogList {
    type Answer = Slice<LogEntry>;

    fn path(&self) -> &'static str {
        "/logs"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        self.paging.push(parameters)?;
        let moments = [
            ("startDate", &self.start_date, START_DATE),
            ("endDate", &self.end_date, END_DATE),
        ];
        for (name, moment, complaint) in moments {
            if let Some(moment) = moment.as_deref().map(str::trim) {
                if !is_iso_8601(moment) {
                    return Err(Error::argument(complaint));
                }
                parameters.text(name, moment);
            }
        }
        if let Some(level) = &self.level {
            if level.trim().is_empty() {
                return Err(Error::argument("level tidak boleh kosong"));
            }
            parameters.text("level", level.trim());
        }
        Ok(())
    }

    fn read(&self, received: Received) -> Result<Slice<LogEntry>, Unreadable> {
        self.paging.read(received, &SHAPE)
    }
}

impl Sliced for LogList {
    type Row = LogEntry;

    fn offset(&self) -> u64 {
        self.paging.offset
    }

    fn at(&self, offset: u64) -> Self {
        Self {
            paging: self.paging.at(offset),
            ..self.clone()
        }
    }

    // Log entries have no id, and two of them can be equal.
    fn key(_: &LogEntry) -> Option<&str> {
        None
    }
}

const START_DATE: &str =
    "startDate harus tanggal ISO 8601, misalnya 2023-10-27 atau 2023-10-27T14:55:10Z";
const END_DATE: &str =
    "endDate harus tanggal ISO 8601, misalnya 2023-10-27 atau 2023-10-27T14:55:10Z";

/// Whether a text has the form of an ISO 8601 date, or of a date and time with a time zone.
fn is_iso_8601(text: &str) -> bool {
    let Some((day, rest)) = text.split_once('T') else {
        return has_form(text, "0000-00-00");
    };
    let (time, zone) = match rest.find(['Z', '+', '-']) {
        Some(at) => rest.split_at(at),
        None => return false,
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    has_form(day, "0000-00-00")
        && (has_form(time, "00:00") || has_form(time, "00:00:00"))
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && (zone == "Z" || has_form(zone, "+00:00") || has_form(zone, "-00:00"))
}

const SHAPE: Shape = Shape {
    fields: &[
        text("timestamp"),
        text("level"),
        text("message"),
        nullable("userId"),
        nullable("ipAddress"),
    ],
};

/// A log entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
    /// The time, ISO 8601, for example "2023-10-27T14:55:10Z".
    pub timestamp: String,
    /// The level, for example "info", "warn", "error".
    pub level: String,
    /// The message.
    pub message: String,
    /// The id of the user who caused the entry.
    pub user_id: Option<String>,
    /// The IP address of the request.
    pub ip_address: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

#[cfg(test)]
mod tests {
    use super::is_iso_8601;

    #[test]
    fn days_and_moments_with_a_zone_are_dates() {
        for text in [
            "2023-10-27",
            "2023-10-27T14:55Z",
            "2023-10-27T14:55:10Z",
            "2023-10-27T14:55:10.250+07:00",
            "2023-10-27T14:55:10-03:30",
        ] {
            assert!(is_iso_8601(text), "{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "T",
            "kemarin",
            "2023-10-27T",
            "2023-10-27T14:55:10",
            "2023-10-27 14:55:10",
            "27-10-2023",
            "2023-10-27TZ",
            "2023-10-27T14:55:10.Z",
            "2023-10-27T14:55:10+7",
            "２０２３-10-27",
        ] {
            assert!(!is_iso_8601(text), "{text}");
        }
    }
}
