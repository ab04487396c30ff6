//! An error on its way to the page.

use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::transport::milliseconds;

#[wasm_bindgen(module = "/src/js/results.js")]
extern "C" {
    fn failure(
        kind: &str,
        message: &str,
        endpoint: Option<&str>,
        code: Option<f64>,
        status: Option<&str>,
        path: Option<&str>,
        retryable: bool,
        attempts: u32,
        retry_after: Option<f64>,
    ) -> JsValue;
}

/// A plain object, of which the package's entry file makes a `BukaOlshopError`.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        failure(
            error.kind.name(),
            &error.message(),
            error.endpoint,
            error.code.map(|code| code as f64),
            error.status.as_deref(),
            error.path.as_deref(),
            error.is_retryable(),
            error.attempts,
            error.retry_after.map(|wait| milliseconds(wait) as f64),
        )
    }
}
