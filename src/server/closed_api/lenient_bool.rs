//! Lenient booleans: PHP spells yes and no in many ways.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::repair::{Kind, Tree, number_from_text};
use crate::server::received::SIDE;

/// Deserializes a lenient boolean: `true` and `false`, a number (0 is false), or a text with one of
/// these. Any other value is set aside. `None` where the field holds `null`, a blank text or an empty list.
pub(super) fn lenient_bool<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<bool>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let parsed = match value.kind() {
        Kind::True => Some(true),
        Kind::False => Some(false),
        kind if kind.is_missing() => return Ok(None),
        Kind::Number => value.as_f64().map(|number| number != 0.0),
        Kind::Text => match value.as_str().unwrap_or_default().trim() {
            text if text.eq_ignore_ascii_case("true") => Some(true),
            text if text.eq_ignore_ascii_case("false") => Some(false),
            text => number_from_text(text).map(|number| number != 0.0),
        },
        _ => None,
    };
    parsed.map(Some).ok_or_else(|| D::Error::custom(SIDE))
}
