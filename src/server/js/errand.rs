//! The binding of what is sent once, for errands that are written in JavaScript.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::callback::{GuardIn, refusal, rejection_of};
use super::convert::read;
use super::error::thrown;
use super::member::OutcomeOut;
use super::store::{JsGuardStore, JsStore};
use crate::server::callback::{Errand, Failed, Guard, Ran, Reason, Rejection};
use crate::server::money::Outcome;
use crate::transport::server_fetch::Engine;

#[wasm_bindgen]
extern "C" {
    /// An errand of the program. The entry files wrap it so that its promises never reject.
    pub type JsErrand;
    #[wasm_bindgen(method)]
    fn look(this: &JsErrand) -> Promise;
    #[wasm_bindgen(method)]
    fn send(this: &JsErrand) -> Promise;
    #[wasm_bindgen(method, getter)]
    fn repeatable(this: &JsErrand) -> bool;
}

/// Makes a JavaScript errand an [`Errand`].
pub(super) struct JsErrandAdapter(pub JsErrand);

/// What a promise of an errand gives that has failed.
fn failed(answer: &JsValue) -> Rejection {
    rejection_of(answer).unwrap_or_else(Rejection::from)
}

async fn settled(promise: Promise) -> Result<JsValue, Rejection> {
    let settled = JsFuture::from(promise).await;
    settled.map_err(|_| Rejection::new(Reason::WorkFailed))
}

impl Errand for JsErrandAdapter {
    /// The promise gives `null` where the other system cannot be asked, the name of an outcome, or an object that
    /// describes the failure.
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        let answer = settled(self.0.look()).await?;
        if answer.is_null() {
            return Ok(None);
        }
        if answer.is_object() {
            return Err(failed(&answer));
        }
        match read::<OutcomeOut>(&answer) {
            Ok(outcome) => Ok(Some(outcome.into())),
            Err(_) => Err(Rejection::failed(
                "look harus memberi changed, not_changed, unclear, atau null",
            )),
        }
    }

    /// The promise gives `undefined` where it was done, else an object that describes the failure, with `unknown`
    /// where it may have been done.
    async fn send(&self) -> Result<(), Failed> {
        let answer = settled(self.0.send()).await.map_err(Failed::Unknown)?;
        if answer.is_undefined() {
            return Ok(());
        }
        let unknown = js_sys::Reflect::get(&answer, &JsValue::from_str("unknown"));
        Err(match unknown.is_ok_and(|unknown| unknown.is_truthy()) {
            true => Failed::Unknown(failed(&answer)),
            false => Failed::NotDone(failed(&answer)),
        })
    }

    fn repeatable(&self) -> bool {
        self.0.repeatable()
    }
}

/// Sends things once, on a store of the program, without a receiver of callbacks.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OnceBinding(Guard<JsGuardStore, Engine>);

#[wasm_bindgen]
impl OnceBinding {
    /// Makes a guard.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, store: JsStore) -> Result<OnceBinding, JsValue> {
        let guard = read(options).and_then(|options: GuardIn| options.guard(store));
        guard.map(Self).map_err(thrown)
    }

    /// Sends something once. Returns whether it was sent now.
    pub async fn once(
        &self,
        key: String,
        about: Option<String>,
        errand: JsErrand,
    ) -> Result<bool, JsValue> {
        let errand = JsErrandAdapter(errand);
        let ran = self.0.send_once(&key, about.as_deref(), &errand).await;
        ran.map(|ran| ran == Ran::Now).map_err(refusal)
    }

    /// Notes what a person has found out about something that may have been sent.
    pub async fn decide(&self, key: String, done: bool) -> Result<bool, JsValue> {
        self.0.decide(&key, done).await.map_err(refusal)
    }
}
