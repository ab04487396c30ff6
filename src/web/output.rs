//! What a page gets: Rust structs as plain objects, by serde-wasm-bindgen. Rows stay the objects that the engine
//! made of the answer.

use js_sys::{Array, Date, Object};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::field::{field, set};
use super::tree::JsTree;
use crate::error::Error;
use crate::page::RawPage;
use crate::transport::milliseconds;
use crate::wire::Rejected;

/// A struct as a plain object, in which `None` is `null`.
pub(super) fn object(fields: &impl Serialize) -> JsValue {
    let serializer = Serializer::new().serialize_missing_as_null(true);
    // No struct of this file holds what an object cannot.
    fields.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// An error, of which the package's JavaScript makes a `BukaOlshopError`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure<'e> {
    kind: &'static str,
    message: &'e str,
    endpoint: Option<&'static str>,
    code: Option<f64>,
    status: Option<&'e str>,
    path: Option<&'e str>,
    retryable: bool,
    attempts: u32,
    retry_after: Option<f64>,
}

/// The fields of an error.
pub(super) fn failure(error: &Error) -> JsValue {
    object(&Failure {
        kind: error.kind.name(),
        message: &error.message(),
        endpoint: error.endpoint,
        code: error.code.map(|code| code as f64),
        status: error.status.as_deref(),
        path: error.path.as_deref(),
        retryable: error.is_retryable(),
        attempts: error.attempts,
        retry_after: error.retry_after.map(|wait| milliseconds(wait) as f64),
    })
}

/// A row that could not be read.
#[derive(Serialize)]
struct RejectedRow<'r> {
    index: u32,
    path: &'r str,
    reason: &'static str,
}

fn rejected_rows(rejected: &[Rejected]) -> Vec<RejectedRow<'_>> {
    rejected
        .iter()
        .map(|row| RejectedRow {
            index: row.index as u32,
            path: &row.path,
            reason: row.reason,
        })
        .collect()
}

/// What a page of a list has beside the fields of the answer's envelope.
#[derive(Serialize)]
struct PageFields<'p> {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    data: Array,
    page: u32,
    total_data: u32,
    has_next: bool,
    source: &'static str,
    rejected: Vec<RejectedRow<'p>>,
}

/// A page as the page has it: the answer's envelope, so that fields which the API adds to it pass through. A list
/// that does not come in pages is the list itself, with what is known of it out of sight of loops and of JSON.
pub(super) fn page(page: &RawPage<JsTree>) -> JsValue {
    let data = &page.rows.0;
    let fields = object(&PageFields {
        data: data.clone(),
        page: page.page,
        total_data: page.total_data,
        has_next: page.has_next,
        source: page.source.name(),
        rejected: rejected_rows(&page.rejected),
    });
    if page.page > 0 {
        let envelope: &Object = page.rest.0.unchecked_ref();
        return Object::assign(envelope, fields.unchecked_ref()).into();
    }
    let list: &Object = data;
    for name in ["source", "rejected"] {
        let descriptor = Object::new();
        set(&descriptor, "value", &field(&fields, name));
        Object::define_property(list, &JsValue::from_str(name), &descriptor);
    }
    list.into()
}

/// The day's requests.
#[derive(Serialize)]
pub(super) struct Quota {
    pub used: u32,
    pub limit: Option<u32>,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub resets: Date,
}
