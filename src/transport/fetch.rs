//! The transport of pages: the browser's `fetch`.

use std::marker::PhantomData;
use std::time::Duration;

use js_sys::{Array, Date, JsString, Math, Promise};
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Answer, AnswerOf, Failure, Platform, Text, Transport};
use crate::endpoint::{Method, Request};
use crate::wire::Parse;

#[wasm_bindgen(module = "/src/transport/fetch.js")]
extern "C" {
    type Sending;
    #[wasm_bindgen(static_method_of = Sending)]
    fn to(method: &str, url: &str) -> Sending;
    #[wasm_bindgen(method, getter)]
    fn answer(this: &Sending) -> Promise;
    #[wasm_bindgen(method)]
    fn abort(this: &Sending);
}

#[wasm_bindgen(module = "/src/transport/timer.js")]
extern "C" {
    type Timer;
    #[wasm_bindgen(constructor)]
    fn new(milliseconds: f64) -> Timer;
    #[wasm_bindgen(method, getter)]
    fn rung(this: &Timer) -> Promise;
    #[wasm_bindgen(method)]
    fn stop(this: &Timer);
}

#[wasm_bindgen(module = "/src/transport/storage.js")]
extern "C" {
    fn load(key: &str) -> Option<JsString>;
    fn store(key: &str, text: &JsString) -> bool;
    fn remove(key: &str);
    fn sweep(prefix: &str, keep: &str);
}

/// Sends requests with the `fetch` of a page or a worker. `V` is how answers are held.
#[derive(Debug, Default)]
pub struct Fetch<V = Value> {
    held: PhantomData<V>,
    browser: Browser,
}

impl<V> Fetch<V> {
    /// Nothing is set up before the first request.
    pub fn new() -> Self {
        Self {
            held: PhantomData,
            browser: Browser,
        }
    }
}

impl Parse<JsString> for Value {
    fn parse(text: &JsString) -> Option<Self> {
        serde_json::from_str(&String::from(text)).ok()
    }
}

impl Text for JsString {
    fn size(&self) -> usize {
        self.length() as usize
    }

    fn to_rust(&self) -> String {
        self.into()
    }
}

/// Aborts a request whose future is dropped; one that is done does not notice.
struct AbortOnDrop(Sending);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<V: Parse<JsString>> Transport for Fetch<V> {
    type Tree = V;
    type Platform = Browser;

    async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
        let method = match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
        };
        let sending = AbortOnDrop(Sending::to(method, &request.url));
        // What the engine says of a failure differs by engine and may hold the address.
        let answer = JsFuture::from(sending.0.answer())
            .await
            .map_err(|_| Failure::Network)?;
        let parts: Array = answer.unchecked_into();
        let number = |at| parts.get(at).as_f64().filter(|number| !number.is_nan());
        Ok(Answer::new(
            number(0).unwrap_or_default() as u16,
            number(1).map(|wait| Duration::from_millis(wait as u64)),
            parts.get(2).unchecked_into(),
        ))
    }

    fn platform(&self) -> &Browser {
        &self.browser
    }
}

/// The clock, the dice and the storage of a page.
#[derive(Debug, Default)]
pub struct Browser;

/// Stops a timer whose future is dropped before it rang.
struct StopOnDrop(Timer);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Platform for Browser {
    type Text = JsString;

    async fn sleep(&self, duration: Duration) {
        let timer = StopOnDrop(Timer::new(duration.as_secs_f64() * 1000.0));
        // A timer's promise is never rejected.
        let _ = JsFuture::from(timer.0.rung()).await;
    }

    fn now(&self) -> Duration {
        Duration::from_millis(Date::now() as u64)
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn load(&self, key: &str) -> Option<JsString> {
        load(key)
    }

    fn store(&self, key: &str, text: &JsString) -> bool {
        store(key, text)
    }

    fn remove(&self, key: &str) {
        remove(key);
    }

    fn sweep(&self, prefix: &str, keep: &str) {
        sweep(prefix, keep);
    }
}
