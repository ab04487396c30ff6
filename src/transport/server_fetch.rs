//! The transport of servers that are no Rust programs: the `fetch` of Node, Deno and edge workers, with
//! headers and bodies.

use std::time::Duration;

use js_sys::{Array, Date, JsString, Math};
use serde_json::Value;
use wasm_bindgen::prelude::*;

use super::fetch::{StopOnDrop, Wait, Waiting, Woken};
use super::{Answer, AnswerOf, Failure, HEADERS, Platform, Transport, milliseconds};
use crate::endpoint::Request;

#[wasm_bindgen(module = "/src/transport/server-fetch.js")]
extern "C" {
    fn send(method: &str, url: &str, headers: &Array, body: Option<&str>, wanted: &Array) -> Wait;
}

#[wasm_bindgen(module = "/src/transport/wait.js")]
extern "C" {
    fn sleep(milliseconds: f64) -> Wait;
}

#[wasm_bindgen]
extern "C" {
    /// What became of a request; see `server-fetch.js`.
    type Landed;
    #[wasm_bindgen(method, getter)]
    fn lost(this: &Landed) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Landed) -> u16;
    #[wasm_bindgen(method, getter)]
    fn pause(this: &Landed) -> f64;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Landed) -> JsString;
    #[wasm_bindgen(method, getter)]
    fn headers(this: &Landed) -> Array;
}

/// Sends requests with the `fetch` of a server's engine.
#[derive(Debug, Default)]
pub struct ServerFetch {
    engine: Engine,
}

impl ServerFetch {
    /// Nothing is set up before the first request.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Transport for ServerFetch {
    type Tree = Value;
    type Platform = Engine;

    async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
        let headers = Array::new();
        let push = |name: &str, value: &str| {
            headers.push(&name.into());
            headers.push(&value.into());
        };
        for (name, value) in &request.headers {
            push(name, value);
        }
        if let Some(body) = &request.body {
            push("content-type", body.media_type());
            push("accept", "application/json");
        }
        let wanted: Array = HEADERS.iter().map(|name| JsValue::from_str(name)).collect();
        let body = request.body.as_ref().map(|body| body.text());
        let sending = StopOnDrop(send(
            request.method.name(),
            &request.url,
            &headers,
            body,
            &wanted,
        ));
        Woken::wait(&sending.0).await;
        // Nothing at all: the engine refused to make such a request.
        let landed: Landed = sending.0.landed().ok_or(Failure::Lost)?.unchecked_into();
        match landed.lost() {
            Some(true) => return Err(Failure::Lost),
            Some(false) => return Err(Failure::Network),
            None => {}
        }
        let pause = landed.pause();
        let mut answer = Answer::new(
            landed.status(),
            (!pause.is_nan()).then(|| Duration::from_millis(pause as u64)),
            landed.text(),
        );
        let values = landed.headers();
        answer.headers = (0..)
            .zip(HEADERS)
            .filter_map(|(at, name)| Some((*name, values.get(at).as_string()?)))
            .collect();
        Ok(answer)
    }

    fn platform(&self) -> &Engine {
        &self.engine
    }
}

/// The clock and the dice of a server's engine. It stores nothing.
#[derive(Debug, Default)]
pub struct Engine;

impl Platform for Engine {
    type Text = JsString;

    async fn sleep(&self, duration: Duration) {
        let timer = StopOnDrop(sleep(milliseconds(duration) as f64));
        Woken::wait(&timer.0).await;
    }

    fn now(&self) -> Duration {
        Duration::from_millis(Date::now() as u64)
    }

    fn random(&self) -> f64 {
        Math::random()
    }
}
