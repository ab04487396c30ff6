//! The binding of top-ups whose page is the shop's own.

use std::rc::Rc;
use std::sync::Arc;

use js_sys::Array;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::callback::{GuardIn, refusal};
use super::closed_api::ClosedApiBinding;
use super::convert::{read, write};
use super::error::thrown;
use super::store::{JsGuardStore, JsStore};
use crate::server::callback::{KeptTopUp, Receiver, Rejection, TopUps};
use crate::transport::server_fetch::Engine;

/// The top-ups of a shop.
#[wasm_bindgen]
#[derive(Debug)]
pub struct TopUpsBinding {
    topups: Rc<TopUps<JsGuardStore, Engine>>,
    limit: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OptionsIn {
    toko: String,
    secret: String,
    previous_secret: Option<String>,
    #[serde(flatten)]
    guard: GuardIn,
}

fn written(topup: Result<KeptTopUp, Rejection>) -> Result<JsValue, JsValue> {
    write(&topup.map_err(refusal)?).map_err(thrown)
}

#[wasm_bindgen]
impl TopUpsBinding {
    /// Makes the handler's part in the module.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, store: JsStore) -> Result<TopUpsBinding, JsValue> {
        let receiver = read(options).and_then(|options: OptionsIn| {
            let guard = options.guard.guard(store)?;
            let receiver = Receiver::new(&options.toko, &options.secret, guard)?;
            match &options.previous_secret {
                Some(previous) => receiver.previous_secret(previous),
                None => Ok(receiver),
            }
        });
        let receiver = receiver.map_err(thrown)?;
        let limit = receiver.body_limit();
        // The module has one thread, in which an `Arc` counts as an `Rc` does.
        #[allow(clippy::arc_with_non_send_sync, reason = "there is one thread")]
        let topups = Rc::new(TopUps::new(Arc::new(receiver)));
        Ok(Self { topups, limit })
    }

    /// The largest body that is read, in bytes.
    #[wasm_bindgen(getter, js_name = bodyLimit)]
    pub fn body_limit(&self) -> usize {
        self.limit
    }

    /// Verifies the request of a member and keeps the top-up.
    pub async fn open(&self, method: String, body: Vec<u8>) -> Result<JsValue, JsValue> {
        written(self.topups.open(&method, &body).await)
    }

    /// A top-up; `undefined` where there is none of this id.
    pub async fn get(&self, id: String) -> Result<JsValue, JsValue> {
        match self.topups.get(&id).await {
            Ok(None) => Ok(JsValue::UNDEFINED),
            Ok(Some(topup)) => written(Ok(topup)),
            Err(rejection) => Err(refusal(rejection)),
        }
    }

    /// Confirms a top-up, once.
    pub async fn confirm(&self, closed: &ClosedApiBinding, id: String) -> Result<JsValue, JsValue> {
        let closed = closed.client();
        written(self.topups.confirm(&closed, &id).await)
    }

    /// Goes on with confirmations of which it is not known what became of them.
    pub async fn resume(&self, closed: &ClosedApiBinding) -> Result<Array, JsValue> {
        let closed = closed.client();
        let outcomes = self.topups.resume(&closed).await.map_err(refusal)?;
        let known = outcomes.into_iter().filter_map(Result::ok);
        known.map(|topup| written(Ok(topup))).collect()
    }

    /// Notes what a person has found out about a top-up.
    pub async fn decide(&self, id: String, confirmed: bool) -> Result<JsValue, JsValue> {
        match self.topups.decide(&id, confirmed).await {
            Ok(None) => Ok(JsValue::UNDEFINED),
            Ok(Some(topup)) => written(Ok(topup)),
            Err(rejection) => Err(refusal(rejection)),
        }
    }
}
