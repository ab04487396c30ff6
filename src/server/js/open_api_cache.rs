//! The binding of the front of the Open API, and the adapter for stores of answers that are written in JavaScript.

use std::fmt;

use js_sys::{Function, Promise, Reflect};
use serde::{Deserialize, Deserializer, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::convert::{duration, read, write};
use super::error::thrown;
use crate::error::Error;
use crate::server::open_api_cache::{
    AnswerStore, AnswerStoreError, Asked, OpenApiCache, open_api_cache,
};
use crate::transport::server_fetch::ServerFetch;

#[wasm_bindgen]
extern "C" {
    /// A store of answers. The entry files wrap it so that nothing of its errors but a name gets here.
    pub type JsAnswers;
    #[wasm_bindgen(method)]
    fn load(this: &JsAnswers, key: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn save(this: &JsAnswers, key: &str, text: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn swap(this: &JsAnswers, key: &str, before: Option<&str>, text: &str) -> Promise;
}

/// Makes a JavaScript store an [`AnswerStore`]; without one, nothing is stored.
struct JsAnswersAdapter(Option<JsAnswers>);

/// Waits for the answer of a store. A rejected promise holds a text for the log.
async fn store_answer(promise: Promise) -> Result<JsValue, AnswerStoreError> {
    let answer = JsFuture::from(promise).await;
    answer.map_err(|error| AnswerStoreError::new(error.as_string().unwrap_or_default()))
}

impl AnswerStore for JsAnswersAdapter {
    async fn load(&self, key: &str) -> Result<Option<String>, AnswerStoreError> {
        match &self.0 {
            Some(store) => Ok(store_answer(store.load(key)).await?.as_string()),
            None => Ok(None),
        }
    }

    async fn save(&self, key: &str, text: &str) -> Result<(), AnswerStoreError> {
        match &self.0 {
            Some(store) => store_answer(store.save(key, text)).await.map(drop),
            None => Ok(()),
        }
    }

    async fn swap(
        &self,
        key: &str,
        before: Option<&str>,
        text: &str,
    ) -> Result<bool, AnswerStoreError> {
        match &self.0 {
            Some(store) => Ok(store_answer(store.swap(key, before, text))
                .await?
                .is_truthy()),
            None => Ok(true),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OptionsIn {
    token: String,
    base_url: Option<String>,
    /// Missing: the default. `null`: no limit.
    #[serde(default, deserialize_with = "present")]
    daily_limit: Option<Option<u32>>,
    fresh: Option<u32>,
    stale: Option<u32>,
    timeout: Option<u32>,
    memory: Option<u32>,
    first_per_minute: Option<u32>,
    members_per_minute: Option<u32>,
}

/// A field that is there, be it `null`.
fn present<'d, D: Deserializer<'d>>(input: D) -> Result<Option<Option<u32>>, D::Error> {
    Option::deserialize(input).map(Some)
}

#[derive(Serialize)]
struct ReplyOut {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    served: &'static str,
    /// Milliseconds.
    age: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatusOut {
    used_today: u32,
    daily_limit: Option<u32>,
    kept: usize,
    memory: usize,
}

/// A front of the Open API.
#[wasm_bindgen]
pub struct OpenApiCacheBinding(OpenApiCache<ServerFetch, JsAnswersAdapter>);

impl fmt::Debug for OpenApiCacheBinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[wasm_bindgen]
impl OpenApiCacheBinding {
    /// Makes a front. `warn` is called with sentences for the log.
    #[wasm_bindgen(constructor)]
    pub fn new(
        options: &JsValue,
        store: Option<JsAnswers>,
        fetch: Option<Function>,
        warn: Function,
    ) -> Result<OpenApiCacheBinding, JsValue> {
        let front = read(options).and_then(|options: OptionsIn| made(&options, store, fetch, warn));
        front.map(Self).map_err(thrown)
    }

    /// Answers a visitor. The field `remaining` of the reply is a promise that is never rejected, where something is left to
    /// be done.
    pub async fn answer(
        &self,
        method: String,
        path: String,
        query: String,
        if_none_match: Option<String>,
        has_body: bool,
    ) -> Result<JsValue, JsValue> {
        let asked = Asked::with_method(&method, &path, &query)
            .if_none_match(if_none_match.as_deref())
            .has_body(has_body);
        let (reply, remaining) = self.0.answer_and_leave(&asked).await;
        let out = ReplyOut {
            status: reply.status,
            headers: reply.headers,
            body: reply.body,
            served: reply.served.name(),
            age: reply.age.map(crate::transport::milliseconds),
        };
        let out = write(&out).map_err(thrown)?;
        if let Some(remaining) = remaining {
            let promise = future_to_promise(async move {
                remaining.await;
                Ok(JsValue::UNDEFINED)
            });
            // Setting a field of a plain object cannot fail.
            let _ = Reflect::set(&out, &JsValue::from_str("remaining"), &promise);
        }
        Ok(out)
    }

    /// What the front has done and keeps.
    pub fn status(&self) -> Result<JsValue, JsValue> {
        let status = self.0.status();
        write(&StatusOut {
            used_today: status.used_today,
            daily_limit: status.daily_limit,
            kept: status.kept,
            memory: status.memory,
        })
        .map_err(thrown)
    }
}

fn made(
    options: &OptionsIn,
    store: Option<JsAnswers>,
    fetch: Option<Function>,
    warn: Function,
) -> Result<OpenApiCache<ServerFetch, JsAnswersAdapter>, Error> {
    let mut front = open_api_cache(&options.token)?;
    if let Some(base_url) = &options.base_url {
        front = front.base_url(base_url)?;
    }
    if let Some(limit) = options.daily_limit {
        front = front.daily_limit(limit);
    }
    if let Some(fresh) = options.fresh {
        front = front.fresh(duration(fresh));
    }
    if let Some(stale) = options.stale {
        front = front.stale(duration(stale));
    }
    if let Some(timeout) = options.timeout {
        front = front.timeout(duration(timeout));
    }
    if let Some(memory) = options.memory {
        front = front.memory(memory as usize);
    }
    if let Some(requests) = options.first_per_minute {
        front = front.first_per_minute(requests);
    }
    if let Some(requests) = options.members_per_minute {
        front = front.members_per_minute(requests);
    }
    let front = front.on_warning(move |sentence| {
        // The entry files give a function that throws nothing.
        let _ = warn.call1(&JsValue::UNDEFINED, &JsValue::from_str(sentence));
    });
    let transport = match fetch {
        Some(fetch) => ServerFetch::with_fetch(fetch),
        None => ServerFetch::new(),
    };
    Ok(front.store(JsAnswersAdapter(store)).build(transport))
}
