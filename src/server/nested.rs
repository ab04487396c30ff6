//! What the tables of fields do not know: objects inside of objects.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::received::decode;
use crate::wire::{Shape, Tree, repair};

/// A value by its table; `None` where it cannot be read. A part of it that would have to be left out makes
/// the whole unreadable: nothing of an order is lost in silence.
pub(super) fn by_table<A: DeserializeOwned>(mut value: Value, shape: &'static Shape) -> Option<A> {
    let mut rejected = Vec::new();
    let whole = repair(&mut value, shape, &mut rejected) && rejected.is_empty();
    whole.then(|| decode(value, "").ok()).flatten()
}

/// An object by its table; `None` where PHP sends nothing, in whatever way.
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
    read.map(Some)
        .ok_or_else(|| D::Error::custom("no such object"))
}

/// The same, where nothing will not do.
pub(super) fn essential<'de, A, D>(from: D, shape: &'static Shape) -> Result<A, D::Error>
where
    A: DeserializeOwned,
    D: Deserializer<'de>,
{
    object(from, shape)?.ok_or_else(|| D::Error::custom("nothing"))
}
