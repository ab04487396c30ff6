//! The transport of servers that are no Rust programs: the `fetch` of Node, Deno and edge workers, with
//! headers and bodies.

use std::time::Duration;

use gloo_net::http;
use js_sys::{Array, Function, JsString, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use web_sys::{ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

use super::engine::{self, AbortOnDrop};
use super::js_answers::{JsAnswer, give};
use super::{Answer, AnswerOf, Failure, HEADERS, Platform, Transport, milliseconds};
use crate::endpoint::{Method, Request};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(request: &web_sys::Request) -> Result<JsValue, JsValue>;
    // Calls a function with a number.
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64, number: u32)
    -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;
}

/// Sends requests with the `fetch` of a server's engine.
#[derive(Debug, Default)]
pub struct ServerFetch {
    engine: Engine,
    /// The program's own `fetch`.
    own: Option<Function>,
}

impl ServerFetch {
    /// Nothing is set up before the first request.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends requests with a function of the program, which is called with a `Request` and gives a `Response` or
    /// a promise of one.
    pub fn with_fetch(fetch: Function) -> Self {
        Self {
            own: Some(fetch),
            ..Self::default()
        }
    }
}

impl Transport for ServerFetch {
    type Tree = Value;
    type Platform = Engine;

    async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
        // Until `fetch` is called, nothing can have reached the server.
        let abort = AbortOnDrop::new().map_err(|_| Failure::Network)?;
        let asked = build(&abort, request).ok_or(Failure::Network)?;
        // Held until the answer is there: its signal hands the abort on, and engines may let go of a signal that
        // nobody holds.
        let asked: web_sys::Request = asked.into();
        let given = match &self.own {
            Some(own) => own.call1(&JsValue::UNDEFINED, &asked),
            None => fetch(&asked),
        };
        let response = engine::response(given).await;
        let response = response.map_err(|error| {
            if is_unsent(&error) {
                Failure::Network
            } else {
                Failure::Lost
            }
        })?;
        let received = engine::receive(response).await.map_err(|_| Failure::Lost)?;
        abort.answered();
        let headers = received.headers;
        let mut answer = Answer::new(received.status, received.retry_after, received.text);
        answer.headers = HEADERS
            .iter()
            .filter_map(|name| Some((*name, headers.get(name)?)))
            .collect();
        Ok(answer)
    }

    fn platform(&self) -> &Engine {
        &self.engine
    }
}

/// The request; `None` where an engine refuses to make it. A redirect could take the key that it carries to any other
/// server, so none is followed.
fn build(abort: &AbortOnDrop, request: &Request) -> Option<http::Request> {
    // gloo-net panics at a header that an engine refuses; web-sys says so.
    let headers = web_sys::Headers::new().ok()?;
    for (name, value) in &request.headers {
        headers.append(name, value).ok()?;
    }
    if let Some(body) = &request.body {
        headers.append("content-type", body.media_type()).ok()?;
        headers.append("accept", "application/json").ok()?;
    }
    let asked = http::RequestBuilder::new(&request.url)
        .method(method(request.method))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&abort.signal()))
        .headers(http::Headers::from_raw(headers));
    match &request.body {
        Some(body) => asked.body(body.text()).ok(),
        None => asked.build().ok(),
    }
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}

/// Whether a request has certainly not left: there was no connection to send it over. Node says why in the error's
/// `cause`, or, of a name with several addresses, in the `errors` of that. Other engines do not say; then the
/// request may have left.
fn is_unsent(error: &JsValue) -> bool {
    const BEFORE_SENDING: [&str; 12] = [
        "ECONNREFUSED",
        "ENOTFOUND",
        "EAI_AGAIN",
        "EHOSTUNREACH",
        "ENETUNREACH",
        "UND_ERR_CONNECT_TIMEOUT",
        "CERT_HAS_EXPIRED",
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "SELF_SIGNED_CERT_IN_CHAIN",
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "ERR_TLS_CERT_ALTNAME_INVALID",
    ];
    // `Reflect` throws at what is no object.
    let field = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let Some(cause) = field(error, "cause") else {
        return false;
    };
    let inner = field(&cause, "errors").and_then(|errors| errors.dyn_into::<Array>().ok());
    let mut codes = std::iter::once(cause)
        .chain(inner.iter().flat_map(Array::iter))
        .filter_map(|cause| field(&cause, "code"))
        .filter(|code| !code.is_falsy())
        .peekable();
    codes.peek().is_some()
        && codes.all(|code| {
            let code = code.as_string().unwrap_or_default();
            BEFORE_SENDING.contains(&code.as_str())
        })
}

thread_local! {
    /// What timers call, each with the number of the answer that is waited for.
    static RING: Closure<dyn Fn(u32)> = Closure::new(|number| give(number, Ok(JsValue::UNDEFINED)));
}

/// A timer that is cleared when it is dropped, unless it has rung.
struct Timer {
    timer: JsValue,
    has_rung: bool,
}

impl Drop for Timer {
    fn drop(&mut self) {
        if !self.has_rung {
            let _ = clear_timeout(&self.timer);
        }
    }
}

/// The clock and the dice of a server's engine. It stores nothing.
#[derive(Debug, Default)]
pub struct Engine;

impl Platform for Engine {
    type Text = JsString;

    /// Like the timers of a page, without a promise and its closures: each callback has two deadlines.
    async fn sleep(&self, duration: Duration) {
        // Timers hold 31 bits of milliseconds; one of more would end at once.
        let milliseconds = milliseconds(duration).min(i32::MAX as u64) as f64;
        let rings = JsAnswer::new();
        let timer = RING
            .with(|ring| set_timeout(ring.as_ref().unchecked_ref(), milliseconds, rings.number()));
        // Without timers nothing is waited for: a wait that never ends would keep the call for ever.
        if let Ok(timer) = timer {
            let has_rung = false;
            let mut timer = Timer { timer, has_rung };
            let _ = rings.await;
            timer.has_rung = true;
        }
    }

    fn now(&self) -> Duration {
        engine::now()
    }

    fn random(&self) -> f64 {
        engine::random()
    }
}
