//! Reading an object inside another object of an answer, for which a [`Shape`] has no kind of field.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::mismatched::set_aside;
use super::received::{SIDE, SIDE_OBJECT, decode};
use crate::repair::{Shape, Tree, repair};

/// Repairs a value by its table of fields and decodes it; `None` where it cannot be read. A row inside
/// the value that would have to be left out makes the whole value unreadable, so that no part of an
/// order is lost silently.
pub(super) fn by_table<A: DeserializeOwned>(mut value: Value, shape: &'static Shape) -> Option<A> {
    set_aside(&mut value, shape);
    let mut rejected = Vec::new();
    let whole = repair(&mut value, shape, &mut rejected) && rejected.is_empty();
    whole.then(|| decode(value, "").ok()).flatten()
}

/// Deserializes an object by its table of fields. `None` where the field is missing or holds one of
/// PHP's empty values: `null`, `false`, a blank text, an empty list. A value that is no such object is set
/// aside.
pub(super) fn object<'de, A, D>(from: D, shape: &'static Shape) -> Result<Option<A>, D::Error>
where
    A: DeserializeOwned,
    D: Deserializer<'de>,
{
    let value = Value::deserialize(from)?;
    if value.kind().is_missing() {
        return Ok(None);
    }
    let read = by_table(value, shape);
    read.map(Some).ok_or_else(|| D::Error::custom(SIDE))
}

/// Deserializes an object like [`object`], but a missing one is an error, and a value that is no such object
/// leaves the object with empty fields.
pub(super) fn side<'de, A, D>(from: D, shape: &'static Shape) -> Result<A, D::Error>
where
    A: DeserializeOwned,
    D: Deserializer<'de>,
{
    let value = Value::deserialize(from)?;
    if value.kind().is_missing() {
        return Err(D::Error::custom("nothing"));
    }
    by_table(value, shape).ok_or_else(|| D::Error::custom(SIDE_OBJECT))
}

/// Deserializes an object like [`object`], but a missing one and one that cannot be read are errors.
pub(super) fn essential<'de, A, D>(from: D, shape: &'static Shape) -> Result<A, D::Error>
where
    A: DeserializeOwned,
    D: Deserializer<'de>,
{
    let value = Value::deserialize(from)?;
    by_table(value, shape).ok_or_else(|| D::Error::custom("no such object"))
}
