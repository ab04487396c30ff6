//! What the tables of fields do not know: objects inside of objects, and truths.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::server::received::decode;
use crate::wire::{Kind, Shape, Tree, number_from_text, repair};

/// An object by its table; `None` where PHP sends nothing, in whatever way.
pub(super) fn object<'de, A, D>(
    deserializer: D,
    shape: &'static Shape,
) -> Result<Option<A>, D::Error>
where
    A: DeserializeOwned,
    D: Deserializer<'de>,
{
    let mut value = Value::deserialize(deserializer)?;
    if value.kind().is_missing() {
        return Ok(None);
    }
    let mut rejected = Vec::new();
    if !repair(&mut value, shape, &mut rejected) || !rejected.is_empty() {
        return Err(D::Error::custom("no such object"));
    }
    decode(value, "")
        .map(Some)
        .map_err(|_| D::Error::custom("no such object"))
}

/// Yes or no, spelled as a truth, a number or a text; `None` where it is not said.
pub(super) fn truth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let said = match value.kind() {
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
    said.map(Some).ok_or_else(|| D::Error::custom("no truth"))
}
