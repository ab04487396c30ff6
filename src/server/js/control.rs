//! Ending a call before its answer has come: by a signal of the program, or by a deadline of one call.

use std::future::Future;
use std::pin::pin;

use futures_util::future::{Either, select};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::error::thrown;
use crate::error::{Error, ErrorKind};
use crate::server::fate::Progress;

/// Runs a call until it ends, or until `stop` resolves. A call that is stopped while it sends a change has an
/// unknown outcome; any other one ends in `undefined`, and the package's JavaScript knows why it has stopped.
pub(super) async fn controlled(
    call: impl Future<Output = Result<JsValue, Error>>,
    stop: Option<Promise>,
) -> Result<JsValue, JsValue> {
    let progress = Progress::default();
    let stopped = {
        let call = pin!(progress.of(call));
        let Some(stop) = stop else {
            return call.await.map_err(thrown);
        };
        match select(call, pin!(JsFuture::from(stop))).await {
            Either::Left((outcome, _)) => Some(outcome),
            Either::Right(_) => None,
        }
    };
    match (stopped, progress.pending()) {
        (Some(outcome), _) => outcome.map_err(thrown),
        (None, None) => Err(JsValue::UNDEFINED),
        (None, Some(pending)) => {
            let mut error = Error::new(ErrorKind::UnknownOutcome).at(pending.path);
            error.service = Some(pending.service);
            error.attempts = 1;
            error.sent = Some(Box::new(pending.sent));
            error.movement = pending.movement.map(Box::new);
            Err(thrown(error))
        }
    }
}

/// Gives a binding the functions by which the package's JavaScript calls its operations: `ask` for an answer, which its `call`
/// makes, and, where it has lists, `walk`, which its `start_walk` begins.
macro_rules! bind_calls {
    ($binding:ident) => {
        #[wasm_bindgen]
        impl $binding {
            /// Calls an operation, which is named like the method of the package's client.
            /// `stop` is resolved when the call is to end before its answer has come.
            pub async fn ask(
                &self,
                operation: String,
                input: JsValue,
                stop: Option<js_sys::Promise>,
            ) -> Result<JsValue, JsValue> {
                $crate::server::js::control::controlled(self.call(&operation, &input), stop).await
            }
        }
    };
    ($binding:ident, walks) => {
        bind_calls!($binding);

        #[wasm_bindgen]
        impl $binding {
            /// Starts a walk through a list.
            pub fn walk(&self, operation: &str, input: &JsValue) -> Result<Walk, JsValue> {
                self.start_walk(operation, input).map_err(thrown)
            }
        }
    };
}

pub(super) use bind_calls;
