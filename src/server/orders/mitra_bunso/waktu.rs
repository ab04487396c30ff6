//! A time in the form of PHP's `DateTime` objects, which the API sends as an object or as a text.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::repair::{Shape, text};
use crate::server::nested;

/// A time in the form that PHP gives its `DateTime` objects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waktu {
    /// `YYYY-MM-DD hh:mm:ss`, with six decimals where the API sends them, in the time zone `timezone`.
    pub date: String,
    /// The time zone, for example "Asia/Bangkok", which has the same time as Jakarta; empty where it was
    /// not sent.
    pub timezone: String,
    /// Fields that the documentation does not explain, such as `timezone_type`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

const WAKTU: Shape = Shape {
    fields: &[text("date").essential(), text("timezone")],
};

/// Deserializes a time from an object or a text. `None` where the field is missing or empty.
pub(super) fn waktu<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Waktu>, D::Error> {
    match Value::deserialize(from)? {
        Value::String(date) if !date.trim().is_empty() => Ok(Some(Waktu {
            date,
            timezone: String::new(),
            extra: Map::new(),
        })),
        value => nested::object(value, &WAKTU).map_err(D::Error::custom),
    }
}
