//! What a JavaScript engine offers to pages, workers and servers alike: `fetch`, timers, a clock and dice.
//!
//! gloo-net reads the status and the headers of each answer. Two of its methods cannot be used. `Request::send`
//! panics, and so ends the module, where `fetch` gives anything but a `Response` of this page or rejects with
//! anything but an `Error`: a page may have put a function of its own in the place of `fetch`. And
//! `Response::text` copies the body into the module; here it stays with the engine.

use std::time::Duration;

use gloo_net::http::Response;
use js_sys::{Date, Function, JsString, Math, Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use super::retry_after::retry_after;
use super::{Text, from_milliseconds, milliseconds};
use crate::repair::{Parse, split_once_byte};

#[wasm_bindgen]
extern "C" {
    // web-sys has timers as methods of a window and of a worker; a server's engine has neither.
    // They may be a page's own, and throw.
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;
}

/// A request that is aborted when this is dropped, unless its answer has come: the page's own `fetch` may still be reading a
/// copy of that, which an abort would end.
#[derive(Debug)]
pub(super) struct AbortOnDrop {
    controller: AbortController,
    is_answered: bool,
}

impl AbortOnDrop {
    pub fn new() -> Result<Self, JsValue> {
        Ok(Self {
            controller: AbortController::new()?,
            is_answered: false,
        })
    }

    /// What tells `fetch` of the abort.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Lets the request end by itself: the answer has been read to its end.
    pub fn answered(mut self) {
        self.is_answered = true;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if !self.is_answered {
            self.controller.abort();
        }
    }
}

/// An answer, as it came.
pub(super) struct Received {
    pub status: u16,
    pub retry_after: Option<Duration>,
    pub text: JsString,
    #[cfg(feature = "server")]
    pub headers: gloo_net::http::Headers,
}

/// Waits for what a call of `fetch` has given. The error is what it threw or rejected with, or what it gave in place
/// of a `Response`.
pub(super) async fn response(
    given: Result<JsValue, JsValue>,
) -> Result<web_sys::Response, JsValue> {
    JsFuture::from(Promise::resolve(&given?)).await?.dyn_into()
}

/// Reads an answer to its end.
pub(super) async fn receive(response: web_sys::Response) -> Result<Received, JsValue> {
    // Through `Reflect`, for this is the first look at it: an object that only inherits from `Response` throws,
    // which web-sys's own getters do not expect.
    let kind = Reflect::get(&response, &JsValue::from_str("type"))?;
    let text = JsFuture::from(Promise::resolve(&JsValue::from(response.text()?))).await?;
    let response = Response::from(response);
    let headers = response.headers();
    Ok(Received {
        // The status of a redirect is hidden from pages; one stands for all of them.
        status: if kind == "opaqueredirect" {
            302
        } else {
            response.status()
        },
        #[cfg(feature = "server")]
        headers: response.headers(),
        // The raw headers, for gloo-net's own `get` panics where those of a page throw.
        retry_after: (headers.into_raw().get("retry-after").ok().flatten())
            .and_then(|header| retry_after(&header, now(), date)),
        text: text.dyn_into()?,
    })
}

/// A date as the engine reads it.
fn date(text: &str) -> Option<Duration> {
    let at = Date::parse(text);
    (at >= 0.0).then(|| from_milliseconds(at))
}

/// Waits. The timer is cleared when the future is dropped.
pub(super) async fn sleep(duration: Duration) {
    /// Clears a timer, and settles the promise that waits for it: the engine and the module hold on to what waits
    /// for a promise until that is settled.
    struct ClearOnDrop(Option<(JsValue, Function)>);

    impl Drop for ClearOnDrop {
        fn drop(&mut self) {
            if let Some((timer, resolve)) = &self.0 {
                let _ = clear_timeout(timer);
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        }
    }

    // Timers hold 31 bits of milliseconds; one of more would end at once.
    let milliseconds = milliseconds(duration).min(i32::MAX as u64) as f64;
    let mut timer = ClearOnDrop(None);
    let promise = Promise::new(&mut |resolve, _| {
        match set_timeout(&resolve, milliseconds) {
            Ok(started) => timer.0 = Some((started, resolve)),
            // Without timers nothing is waited for: a wait that never ends would keep the call for ever.
            Err(_) => drop(resolve.call0(&JsValue::UNDEFINED)),
        }
    });
    // Nothing rejects it.
    let _ = JsFuture::from(promise).await;
}

/// The time since 1970-01-01 UTC.
pub(super) fn now() -> Duration {
    from_milliseconds(Date::now())
}

/// A random number, at least 0 and below 1.
pub(super) fn random() -> f64 {
    Math::random()
}

impl Text for JsString {
    fn size(&self) -> usize {
        self.length() as usize
    }

    fn to_rust(&self) -> String {
        self.into()
    }

    fn behind(&self, head: &str) -> Self {
        JsString::from(head).concat(self)
    }

    fn split_at_space(&self) -> Option<(String, Self)> {
        let head = String::from(self.slice(0, 21));
        let (head, _) = split_once_byte(&head, b' ')?;
        let rest = self.slice(head.len() as u32 + 1, self.length());
        Some((head.to_owned(), rest))
    }
}

impl Parse<JsString> for Value {
    fn parse(text: &JsString) -> Option<Self> {
        Self::parse(&String::from(text))
    }
}
