//! Fields that a system's documentation does not list: how a row holds them, and how it is written.
//!
//! A row reads them from beside its own fields, and writes them back to the same place. In the objects that go to
//! JavaScript they stand under one name, [`NAME`], so that a misspelt field of a row is no field there; objects
//! that come from JavaScript may have them in either place.

use std::cell::Cell;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::MISMATCHED;

/// The field that holds the others in JavaScript.
const NAME: &str = "tambahan";

thread_local! {
    /// Whether what is being written goes to JavaScript.
    static IS_NESTED: Cell<bool> = const { Cell::new(false) };
}

/// Writes a value for JavaScript.
#[cfg(all(feature = "server-js", target_arch = "wasm32"))]
pub(super) fn nested<T>(write: impl FnOnce() -> T) -> T {
    let outer = IS_NESTED.replace(true);
    let written = write();
    IS_NESTED.set(outer);
    written
}

/// Moves the fields that are not listed under their one name.
#[cfg(all(feature = "server-js", target_arch = "wasm32"))]
pub(super) fn gathered(mut extra: Map<String, Value>) -> Map<String, Value> {
    let mismatched = extra.remove(MISMATCHED);
    let mut fields = Map::new();
    if !extra.is_empty() {
        fields.insert(NAME.to_owned(), extra.into());
    }
    fields.extend(mismatched.map(|mismatched| (MISMATCHED.to_owned(), mismatched)));
    fields
}

/// Moves the fields under their one name to the others.
pub(super) fn spread(mut fields: Map<String, Value>) -> Map<String, Value> {
    if let Some(Value::Object(extra)) = fields.get_mut(NAME).map(Value::take) {
        fields.remove(NAME);
        for (name, value) in extra {
            fields.entry(name).or_insert(value);
        }
    }
    fields
}

pub(super) fn serialize<S: Serializer>(
    extra: &Map<String, Value>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if !IS_NESTED.get() {
        return extra.serialize(serializer);
    }
    let mut fields = serializer.serialize_map(None)?;
    let is_other = |name: &&String| name.as_str() != MISMATCHED;
    if extra.keys().any(|name| is_other(&name)) {
        let others: Map<String, Value> = (extra.iter())
            .filter(|(name, _)| is_other(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        fields.serialize_entry(NAME, &others)?;
    }
    if let Some(mismatched) = extra.get(MISMATCHED) {
        fields.serialize_entry(MISMATCHED, mismatched)?;
    }
    fields.end()
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Map<String, Value>, D::Error> {
    Map::deserialize(from).map(spread)
}
