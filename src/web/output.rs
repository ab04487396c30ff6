//! What a page gets, as plain objects by serde-wasm-bindgen. Rows stay the objects that the engine made of the answer.

use std::time::Duration;

use js_sys::{Array, Date, Object};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;

use super::field::field;
use super::tree::JsTree;
use crate::error::Error;
use crate::page::RawPage;
use crate::repair::Rejected;
use crate::transport::milliseconds;

/// A value that leaves the module.
pub(super) enum Value<'v> {
    Missing,
    Bool(bool),
    Number(f64),
    Text(&'v str),
    /// A value of the engine, which stays what it is.
    Engine(&'v JsValue),
}

impl<'v> From<Option<&'v str>> for Value<'v> {
    fn from(text: Option<&'v str>) -> Self {
        text.map_or(Value::Missing, Value::Text)
    }
}

impl From<Option<f64>> for Value<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Value::Missing, Value::Number)
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Missing => serializer.serialize_none(),
            Value::Bool(yes) => serializer.serialize_bool(*yes),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Engine(value) => serde_wasm_bindgen::preserve::serialize(*value, serializer),
        }
    }
}

/// The fields of an object by their names. Serde's derive would write code for each struct and each type of a field,
/// and serde-wasm-bindgen a table of their names; here is one loop for all of them, which saves a page 2 KB (brotli).
pub(super) struct Fields<'v>(pub &'v [(&'static str, Value<'v>)]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Fields<'_> {
    /// As a plain object, in which what is missing is `null`.
    pub fn object(&self) -> JsValue {
        let serializer = serde_wasm_bindgen::Serializer::new()
            .serialize_missing_as_null(true)
            .serialize_maps_as_objects(true);
        // Every value of this file is one that an object can hold.
        self.serialize(&serializer).unwrap_or(JsValue::NULL)
    }
}

/// Rows that could not be read, as a list of the engine.
fn rejected(rows: &[Rejected]) -> Array {
    let list = Array::new();
    for row in rows {
        let row = Fields(&[
            ("index", Value::Number(row.index as f64)),
            ("path", Value::Text(&row.path)),
            ("reason", Value::Text(row.reason)),
        ]);
        list.push(&row.object());
    }
    list
}

/// The fields of an error, of which the package's JavaScript makes a `BukaOlshopError`.
pub(super) fn failure(error: &Error) -> JsValue {
    let wait = error.retry_after.map(|wait| milliseconds(wait) as f64);
    Fields(&[
        ("kind", Value::Text(error.kind.name())),
        ("message", Value::Text(&error.message())),
        ("endpoint", error.endpoint.into()),
        ("code", error.code.map(|code| code as f64).into()),
        ("status", error.status.as_deref().into()),
        ("path", error.path.as_deref().into()),
        ("retryable", Value::Bool(error.is_retryable())),
        ("attempts", Value::Number(f64::from(error.attempts))),
        ("retryAfter", wait.into()),
    ])
    .object()
}

/// A page as the page has it: the answer's envelope, so that fields which the API adds to it pass through, with what
/// is known of it. A list that does not come in pages is the list itself, with what is known of it out of sight of
/// loops and of JSON.
pub(super) fn page(page: &RawPage<JsTree>) -> JsValue {
    let data = &page.rows.0;
    let fields = Fields(&[
        ("data", Value::Engine(data)),
        ("page", Value::Number(f64::from(page.page))),
        ("total_data", Value::Number(f64::from(page.per_page))),
        ("has_next", Value::Bool(page.has_next)),
        ("source", Value::Text(page.source.js_name())),
        ("rejected", Value::Engine(&rejected(&page.rejected))),
    ])
    .object();
    if page.page > 0 {
        let envelope: &Object = page.rest.0.unchecked_ref();
        return Object::assign(envelope, fields.unchecked_ref()).into();
    }
    for name in ["source", "rejected"] {
        let descriptor = Fields(&[("value", Value::Engine(&field(&fields, name)))]).object();
        let name = JsValue::from_str(name);
        Object::define_property(data, &name, descriptor.unchecked_ref());
    }
    data.into()
}

/// The day's requests: how many were sent, how many may be, and when the next day begins.
pub(super) fn quota(used: u32, limit: Option<u32>, resets: Duration) -> JsValue {
    let resets = Date::new(&JsValue::from_f64(milliseconds(resets) as f64));
    Fields(&[
        ("used", Value::Number(f64::from(used))),
        ("limit", limit.map(f64::from).into()),
        ("resets", Value::Engine(&resets)),
    ])
    .object()
}
