//! Handing an error to JavaScript.

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::convert::write;
use super::member::{MovementJson, SentOut};
use crate::error::{Error, Place};
use crate::transport::milliseconds;

/// The fields of a `BukaOlshopError`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorOut<'e> {
    kind: &'static str,
    message: String,
    code: Option<i64>,
    endpoint: Option<&'static str>,
    status: Option<&'e str>,
    path: Option<&'e str>,
    server_code: Option<&'e str>,
    retryable: bool,
    attempts: u32,
    retry_after: Option<u64>,
    page: Option<u32>,
    offset: Option<u64>,
    sent: Option<SentOut<'e>>,
    movement: Option<MovementJson>,
}

/// The fields of an error, which the exported functions throw; the package's JavaScript makes a `BukaOlshopError` of them.
pub(super) fn thrown(error: Error) -> JsValue {
    let out = ErrorOut {
        kind: error.kind.name(),
        message: error.message(),
        code: error.code,
        endpoint: error.endpoint,
        status: error.status.as_deref(),
        path: error.path.as_deref(),
        server_code: error.server_code.as_deref(),
        retryable: error.is_retryable(),
        attempts: error.attempts,
        retry_after: error.retry_after.map(milliseconds),
        page: match error.place {
            Some(Place::Page(page)) => Some(page),
            _ => None,
        },
        offset: match error.place {
            Some(Place::Offset(offset)) => Some(offset),
            _ => None,
        },
        sent: error.sent.as_deref().map(SentOut::from),
        movement: error.movement.as_deref().map(MovementJson::from),
    };
    // Texts and numbers can always be written.
    write(&out).unwrap_or(JsValue::NULL)
}
