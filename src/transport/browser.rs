//! The transport of pages and workers, and of Rust programs in them: the browser's `fetch`, its storage and its
//! timers.
//!
//! A request is the address and the options of `fetch`. gloo-net's `RequestBuilder` cannot be used in a page: to build
//! a request it makes a `URL`, a `URLSearchParams`, a `Headers` and two `Request`s by the page's own globals of these
//! names. Pages have variables called `URL`, and every request of theirs would fail; where a page's
//! `URLSearchParams` or `Headers` throws, the builder panics and ends the module. On servers it is used, see
//! `server_fetch`.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use js_sys::{JsString, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use web_sys::{
    AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    Storage, Window,
};

use super::engine::{self, AbortOnDrop};
use super::{Answer, AnswerOf, Failure, Platform, Transport};
use crate::endpoint::Request;
use crate::repair::Parse;

#[wasm_bindgen]
extern "C" {
    /// The engine's `fetch`, or what a page has put in its place: it may throw, and give anything.
    #[wasm_bindgen(catch)]
    fn fetch(url: &str, options: &RequestInit) -> Result<JsValue, JsValue>;

    /// A page's storage whose texts stay with the engine: web-sys copies each of them into the module.
    #[wasm_bindgen(extends = Storage)]
    type TextStorage;
    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn get_item(this: &TextStorage, key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setItem)]
    fn set_item(this: &TextStorage, key: &str, text: &JsString) -> Result<(), JsValue>;
}

/// Sends requests with the `fetch` of a page or a worker. `V` is how answers are held.
pub struct Fetch<V = Value> {
    held: PhantomData<V>,
    browser: Browser,
}

impl<V> fmt::Debug for Fetch<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fetch").finish_non_exhaustive()
    }
}

impl<V> Default for Fetch<V> {
    fn default() -> Self {
        Self {
            held: PhantomData,
            browser: Browser,
        }
    }
}

impl<V> Fetch<V> {
    /// Nothing is set up before the first request.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<V: Parse<JsString>> Transport for Fetch<V> {
    type Tree = V;
    type Platform = Browser;

    async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
        // Why there is no answer differs by engine, and may hold the address with its token.
        let lost = |_: JsValue| Failure::Network;
        let abort = AbortOnDrop::new().map_err(lost)?;
        let response = engine::response(fetch(&request.url, &options(request, &abort.signal())));
        let response = response.await.map_err(lost)?;
        let received = engine::receive(response).await.map_err(lost)?;
        abort.answered();
        Ok(Answer::new(
            received.status,
            received.retry_after,
            received.text,
        ))
    }

    fn platform(&self) -> &Browser {
        &self.browser
    }
}

/// The options of a request. The token that it carries goes to nobody else, and into no cache that outlives the page. A
/// redirect could take it to any other server, and a page cannot see where to before it is there, so none is followed.
fn options(request: &Request, signal: &AbortSignal) -> RequestInit {
    let options = RequestInit::new();
    options.set_method(request.method.name());
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(credentials(&request.url));
    options.set_redirect(RequestRedirect::Manual);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(signal));
    options
}

/// Sends no cookies. To another origin "same-origin" sends none either, and that, unlike "omit", takes the answer
/// that a `<link rel="preload" as="fetch">` of the page has asked for.
fn credentials(url: &str) -> RequestCredentials {
    // `location` can't be replaced by a variable of the page; the global `origin` can.
    let own = Reflect::get(&js_sys::global(), &JsValue::from_str("location"))
        .and_then(|location| Reflect::get(&location, &JsValue::from_str("origin")))
        .ok()
        .and_then(|origin| origin.as_string());
    match own {
        Some(own) if url.starts_with(&own) => RequestCredentials::Omit,
        _ => RequestCredentials::SameOrigin,
    }
}

/// The clock, the dice and the storage of a page.
#[derive(Debug, Default)]
pub struct Browser;

/// The global object as a window. A worker's has those of a window's members that are used here, except for the
/// storage, which is missing there as it is in a window that may not have one.
pub(crate) fn scope() -> Window {
    js_sys::global().unchecked_into()
}

/// The page's storage; none where it is forbidden, and none in a worker.
fn storage() -> Option<Storage> {
    scope().local_storage().ok()?
}

impl Platform for Browser {
    type Text = JsString;

    const COUNTS_BY_SHOP: bool = false;

    async fn sleep(&self, duration: Duration) {
        engine::sleep(duration).await;
    }

    fn now(&self) -> Duration {
        engine::now()
    }

    fn random(&self) -> f64 {
        engine::random()
    }

    fn load(&self, key: &str) -> Option<JsString> {
        let storage: TextStorage = storage()?.unchecked_into();
        storage.get_item(key).ok()?.dyn_into().ok()
    }

    fn store(&self, key: &str, text: &JsString) -> bool {
        storage().is_some_and(|storage| {
            let storage: TextStorage = storage.unchecked_into();
            storage.set_item(key, text).is_ok()
        })
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(key);
        }
    }

    fn sweep(&self, prefix: &str, is_kept: &mut dyn FnMut(&str, &JsString) -> bool) {
        let Some(storage) = storage() else {
            return;
        };
        // From the last to the first: those behind a key that is removed move up.
        for at in (0..storage.length().unwrap_or(0)).rev() {
            if let Ok(Some(key)) = storage.key(at)
                && key.starts_with(prefix)
                && !self.load(&key).is_some_and(|text| is_kept(&key, &text))
            {
                let _ = storage.remove_item(&key);
            }
        }
    }
}
