//! The transport of pages: the browser's `fetch`.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::time::Duration;

use js_sys::{Date, Function, JsString, Math, Promise};
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    Response,
};

use super::{Answer, Failure, Platform, Transport};
use crate::endpoint::{Method, Request};
use crate::wire::Tree;

/// Sends requests with the `fetch` of a page or a worker. `V` is how answers are held.
#[derive(Debug, Default)]
pub struct Fetch<V = Value> {
    held: PhantomData<V>,
    browser: Browser,
}

/// The clock, the dice and the storage of a page.
#[derive(Debug, Default)]
pub struct Browser {
    /// For pages whose storage is forbidden or full.
    memory: RefCell<Vec<(&'static str, String)>>,
}

impl<V> Fetch<V> {
    /// Nothing is set up before the first request.
    pub fn new() -> Self {
        Self {
            held: PhantomData,
            browser: Browser::default(),
        }
    }
}

/// A tree that can be read from a text of the engine.
pub trait Parse: Tree {
    /// `None` when the text is no JSON.
    fn parse(text: JsString) -> Option<Self>;
}

impl Parse for Value {
    fn parse(text: JsString) -> Option<Self> {
        serde_json::from_str(&String::from(text)).ok()
    }
}

#[wasm_bindgen]
extern "C" {
    // Of the global scope, not of `window`: a worker has them too.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(url: &str, init: &RequestInit) -> Promise;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
    // Throws where storage is forbidden, and where there is none.
    #[wasm_bindgen(js_namespace = localStorage, js_name = getItem, catch)]
    fn get_item(key: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(js_namespace = localStorage, js_name = setItem, catch)]
    fn set_item(key: &str, value: &str) -> Result<(), JsValue>;
}

/// Aborts a request whose future is dropped before it is done.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Forgets a timer whose future is dropped before it rang.
struct ClearOnDrop(JsValue);

impl Drop for ClearOnDrop {
    fn drop(&mut self) {
        clear_timeout(&self.0);
    }
}

impl<V: Parse> Fetch<V> {
    async fn fetch(request: &Request) -> Result<Answer<V>, JsValue> {
        let controller = AbortController::new()?;
        let init = RequestInit::new();
        init.set_method(match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
        });
        init.set_signal(Some(&controller.signal()));
        // The token is in the address: it goes to no one else, with nothing else, and stays in no
        // cache that outlives the page.
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_credentials(RequestCredentials::Omit);
        init.set_cache(RequestCache::NoStore);

        let mut under_way = AbortOnDrop(Some(controller));
        let response: Response = JsFuture::from(fetch(&request.url, &init))
            .await?
            .unchecked_into();
        let text = JsFuture::from(response.text()?).await?;
        under_way.0 = None;
        Ok(Answer {
            http_status: response.status(),
            retry_after: retry_after(&response.headers()),
            body: V::parse(text.unchecked_into()),
        })
    }
}

impl<V: Parse> Transport for Fetch<V> {
    type Tree = V;
    type Platform = Browser;

    async fn send(&self, request: &Request) -> Result<Answer<V>, Failure> {
        // What the engine says of a failure differs by engine and may hold the address.
        Self::fetch(request).await.map_err(|_| Failure::Network)
    }

    fn platform(&self) -> &Browser {
        &self.browser
    }
}

impl Platform for Browser {
    async fn sleep(&self, duration: Duration) {
        let mut timer = None;
        let rung = Promise::new(&mut |resolve, _| {
            // Timers hold 31 bits of milliseconds; more would ring at once.
            let milliseconds = (duration.as_secs_f64() * 1000.0).min(2_147_483_647.0);
            timer = Some(ClearOnDrop(set_timeout(&resolve, milliseconds)));
        });
        // A timer's promise is never rejected.
        let _ = JsFuture::from(rung).await;
    }

    fn now(&self) -> Duration {
        Duration::from_secs_f64((Date::now() / 1000.0).max(0.0))
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn load(&self, key: &'static str) -> Option<String> {
        let remembered = self.memory.try_borrow().ok().and_then(|memory| {
            memory
                .iter()
                .find(|(name, _)| *name == key)
                .map(|(_, value)| value.clone())
        });
        remembered.or_else(|| get_item(key).ok().flatten())
    }

    fn store(&self, key: &'static str, value: &str) {
        let kept = set_item(key, value).is_ok();
        if let Ok(mut memory) = self.memory.try_borrow_mut() {
            memory.retain(|(name, _)| *name != key);
            if !kept {
                memory.push((key, value.to_owned()));
            }
        }
    }
}

/// Seconds, or a date; only where the server lets pages read it.
fn retry_after(headers: &Headers) -> Option<Duration> {
    let header = headers.get("retry-after").ok()??;
    let header = header.trim();
    let seconds = match header.parse::<u32>() {
        Ok(seconds) => f64::from(seconds),
        Err(_) => ((Date::parse(header) - Date::now()) / 1000.0).max(0.0),
    };
    Duration::try_from_secs_f64(seconds).ok()
}
