//! The transport of pages: the browser's `fetch`.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use js_sys::{Date, JsString, Math, Promise};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Answer, AnswerOf, Failure, Platform, Text, Transport, milliseconds};
use crate::endpoint::{Method, Request};
use crate::wire::Parse;

#[wasm_bindgen(module = "/src/transport/fetch.js")]
extern "C" {
    fn send(method: &str, url: &str) -> Wait;
}

#[wasm_bindgen(module = "/src/transport/wait.js")]
extern "C" {
    fn sleep(milliseconds: f64) -> Wait;
}

#[wasm_bindgen]
extern "C" {
    /// Something of the engine's that is waited for; see `wait.js`.
    #[derive(Debug)]
    pub type Wait;
    #[wasm_bindgen(method, getter)]
    fn promise(this: &Wait) -> Promise;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn over(this: &Wait) -> bool;
    #[wasm_bindgen(method, getter)]
    fn answer(this: &Wait) -> Option<Response>;
    #[cfg(feature = "server")]
    #[wasm_bindgen(method, getter, js_name = answer)]
    pub(super) fn landed(this: &Wait) -> Option<js_sys::Object>;
    #[wasm_bindgen(method)]
    fn stop(this: &Wait);

    type Response;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Response) -> u16;
    #[wasm_bindgen(method, getter)]
    fn pause(this: &Response) -> f64;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Response) -> JsString;
}

#[wasm_bindgen(module = "/src/transport/storage.js")]
extern "C" {
    fn load(key: &str) -> Option<JsString>;
    fn store(key: &str, text: &JsString) -> bool;
    fn remove(key: &str);
    fn sweep(prefix: &str, keep: &str);
}

/// How a future learns that what it waits for is there.
pub trait Waiting: fmt::Debug + Default + 'static {
    /// See [`Platform::WAKES`].
    const WAKES: bool = true;

    /// Waits until it is over.
    fn wait(wait: &Wait) -> impl Future<Output = ()>;
}

/// Whatever polls the future is woken: for any executor.
#[derive(Debug, Default)]
pub struct Woken;

impl Waiting for Woken {
    async fn wait(wait: &Wait) {
        // Such a promise is never rejected.
        let _ = JsFuture::from(wait.promise()).await;
    }
}

/// Sends requests with the `fetch` of a page or a worker. `V` is how answers are held.
#[derive(Debug, Default)]
pub struct Fetch<V = Value, W = Woken> {
    held: PhantomData<V>,
    browser: Browser<W>,
}

impl<V> Fetch<V> {
    /// Nothing is set up before the first request.
    pub fn new() -> Self {
        Self::waiting()
    }
}

impl<V, W: Waiting> Fetch<V, W> {
    pub(crate) fn waiting() -> Self {
        Self {
            held: PhantomData,
            browser: Browser::default(),
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

/// Stops what is no longer waited for; what is done does not notice.
pub(super) struct StopOnDrop(pub(super) Wait);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl<V: Parse<JsString>, W: Waiting> Transport for Fetch<V, W> {
    type Tree = V;
    type Platform = Browser<W>;

    async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
        let method = match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            #[cfg(feature = "server")]
            other => other.name(),
        };
        let sending = StopOnDrop(send(method, &request.url));
        W::wait(&sending.0).await;
        let response = sending.0.answer().ok_or(Failure::Network)?;
        let pause = response.pause();
        Ok(Answer::new(
            response.status(),
            (!pause.is_nan()).then(|| Duration::from_millis(pause as u64)),
            response.text(),
        ))
    }

    fn platform(&self) -> &Browser<W> {
        &self.browser
    }
}

/// The clock, the dice and the storage of a page.
#[derive(Debug, Default)]
pub struct Browser<W = Woken>(PhantomData<W>);

impl<W: Waiting> Platform for Browser<W> {
    type Text = JsString;

    const WAKES: bool = W::WAKES;

    async fn sleep(&self, duration: Duration) {
        let timer = StopOnDrop(sleep(milliseconds(duration) as f64));
        W::wait(&timer.0).await;
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
