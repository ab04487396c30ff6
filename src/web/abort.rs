//! Giving up a call by an `AbortSignal`.

use std::future::Future;
use std::pin::Pin;

use futures_util::future::{Either, select};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, DomException};

/// Waits for a call. When the signal aborts, the call is dropped, and the outcome is the signal's reason.
pub(super) async fn unless_aborted(
    signal: Option<&AbortSignal>,
    call: Pin<&mut dyn Future<Output = Result<JsValue, JsValue>>>,
) -> Result<JsValue, JsValue> {
    let Some(signal) = signal else {
        return call.await;
    };
    if signal.aborted() {
        return Err(reason(signal));
    }
    let mut listener = Listener {
        signal,
        resolve: None,
    };
    let aborted = JsFuture::from(Promise::new(&mut |resolve, _| {
        // A signal that cannot be listened to never aborts.
        let _ = signal.add_event_listener_with_callback("abort", &resolve);
        listener.resolve = Some(resolve);
    }));
    match select(call, aborted).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(_) => Err(reason(signal)),
    }
}

/// A listener that is removed when it is dropped: a signal may outlive many calls.
struct Listener<'s> {
    signal: &'s AbortSignal,
    resolve: Option<Function>,
}

impl Drop for Listener<'_> {
    fn drop(&mut self) {
        if let Some(resolve) = &self.resolve {
            let _ = self
                .signal
                .remove_event_listener_with_callback("abort", resolve);
            // The engine and the module hold on to what waits for a promise until that is settled.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Why a signal has aborted. Chromium before 98 has no reasons: there it is what later ones give by default.
fn reason(signal: &AbortSignal) -> JsValue {
    let name = JsValue::from_str("reason");
    if Reflect::has(signal, &name) == Ok(true) {
        return Reflect::get(signal, &name).unwrap_or(JsValue::UNDEFINED);
    }
    DomException::new_with_message_and_name("The user aborted a request.", "AbortError")
        .map_or_else(|error| error, JsValue::from)
}
