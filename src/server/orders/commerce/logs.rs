//! `GET /logs`: who asked the API for what.
//!
//! Documentation: "Logs Resource".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `startDate` | no | from this moment on, ISO 8601 |
//! | `endDate` | no | up to this moment, ISO 8601 |
//! | `level` | no | only entries of this level, for example `info`, `warn`, `error` |
//! | `limit`, `offset` | no | see [`Paging`](super::Paging) |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::paging::Paging;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::orders::slice::{Slice, Sliced};
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, nullable, text};

/// Which entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogList {
    /// Which rows.
    pub paging: Paging,
    /// From this moment on: `2023-10-27` or `2023-10-27T14:55:10Z`.
    pub start_date: Option<String>,
    /// Up to this moment.
    pub end_date: Option<String>,
    /// Only entries of this level.
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

    fn at(&self, offset: u64) -> Self {
        Self {
            paging: self.paging.at(offset),
            ..self.clone()
        }
    }

    // Entries have no name, and two can be the same.
    fn key(_: &LogEntry) -> Option<&str> {
        None
    }
}

const START_DATE: &str =
    "startDate harus tanggal ISO 8601, misalnya 2023-10-27 atau 2023-10-27T14:55:10Z";
const END_DATE: &str =
    "endDate harus tanggal ISO 8601, misalnya 2023-10-27 atau 2023-10-27T14:55:10Z";

/// Whether a text has the form of a day, or of a moment with its zone.
fn is_iso_8601(text: &str) -> bool {
    let digits = |text: &str, form: &str| {
        text.len() == form.len()
            && text
                .bytes()
                .zip(form.bytes())
                .all(|(byte, form)| match form {
                    b'0' => byte.is_ascii_digit(),
                    form => byte == form,
                })
    };
    let Some((day, rest)) = text.split_once('T') else {
        return digits(text, "0000-00-00");
    };
    let (time, zone) = match rest.find(['Z', '+', '-']) {
        Some(at) => rest.split_at(at),
        None => return false,
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    digits(day, "0000-00-00")
        && (digits(time, "00:00") || digits(time, "00:00:00"))
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && (zone == "Z" || digits(zone, "+00:00") || digits(zone, "-00:00"))
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

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
    /// ISO 8601, for example "2023-10-27T14:55:10Z".
    pub timestamp: String,
    /// For example "info", "warn", "error".
    pub level: String,
    /// What happened.
    pub message: String,
    /// Who did it.
    pub user_id: Option<String>,
    /// From where.
    pub ip_address: Option<String>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
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
