//! Handing an error to JavaScript.

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::member::MovementJson;
use crate::error::Error;
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
    movement: Option<MovementJson>,
}

/// The error as JSON, which the exported functions throw as a text.
pub(super) fn error_json(error: Error) -> JsValue {
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
        movement: error.movement.as_deref().map(MovementJson::from),
    };
    // Serializing texts and numbers cannot fail.
    JsValue::from_str(&serde_json::to_string(&out).unwrap_or_default())
}
