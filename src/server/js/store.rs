//! The stores of JavaScript as stores of the guard.

use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::convert::read;
use super::memory_store::MemoryStoreBinding;
use crate::error::Error;
use crate::server::callback::store::{
    Bid, Claim, End, Ended, Found, Reservation, Unfinished, hand_on,
};
use crate::server::callback::{MemoryStore, Store, StoreError};
use crate::transport;
use crate::transport::js_answers::{JsAnswer, give};

/// Gives a store's answer, to the question that has this number.
#[wasm_bindgen]
pub fn answered(number: u32, answer: JsValue) {
    give(number, Ok(answer));
}

/// Says that the question with this number has failed.
#[wasm_bindgen]
pub fn failed(number: u32, error: JsValue) {
    give(number, Err(error));
}

#[wasm_bindgen]
extern "C" {
    /// A store of the program. The entry files wrap it: they answer each call by its number, and of the store's errors nothing but a
    /// name gets here.
    pub type JsStore;
    /// The claims of a store in memory that is the package's own.
    #[wasm_bindgen(method, getter)]
    fn memory(this: &JsStore) -> Option<MemoryStoreBinding>;
    #[wasm_bindgen(method)]
    fn claim(this: &JsStore, number: u32, bid: &str);
    #[wasm_bindgen(method)]
    fn settle(this: &JsStore, number: u32, ended: &str);
    #[wasm_bindgen(method)]
    fn unfinished(this: &JsStore, number: u32, now: f64);
    #[wasm_bindgen(method, js_name = givenUp)]
    fn given_up(this: &JsStore, number: u32);
    #[wasm_bindgen(method)]
    fn find(this: &JsStore, number: u32, key: &str);
    #[wasm_bindgen(method)]
    fn reserve(this: &JsStore, number: u32, reservation: &str);
    #[wasm_bindgen(method, js_name = checkSecret)]
    fn check_secret(this: &JsStore, number: u32, secret: &str, previous: Option<&str>);
}

/// Makes a store of the program a [`Store`] for the guard.
pub(super) struct ProgramStore(JsStore);

impl fmt::Debug for ProgramStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

#[derive(Serialize)]
struct BidOut<'b> {
    key: &'b str,
    note: &'b str,
    now: u64,
    lease: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'b str>,
    owner: &'b str,
}

#[derive(Serialize)]
struct ReservationOut<'r> {
    key: &'r str,
    owner: &'r str,
    now: u64,
    length: u64,
}

#[derive(Serialize)]
struct EndedOut<'e> {
    key: &'e str,
    attempt: u32,
    end: &'static str,
    now: u64,
    /// The time from which work that has failed is listed as unfinished.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'e str>,
    owner: &'e str,
}

#[derive(Deserialize)]
struct UnfinishedIn {
    key: String,
    note: String,
    attempt: u32,
}

#[derive(Deserialize)]
struct FoundIn {
    attempt: u32,
    done: bool,
    note: String,
}

fn listed(answer: &JsValue) -> Result<Vec<Unfinished>, StoreError> {
    let unfinished: Vec<UnfinishedIn> = read(answer).map_err(unreadable_answer)?;
    let whole = |left: UnfinishedIn| Unfinished {
        key: left.key,
        note: left.note,
        attempt: left.attempt,
    };
    Ok(unfinished.into_iter().map(whole).collect())
}

/// Asks a store, and waits for its answer. What it fails with is a text for the log.
async fn store_answer(ask: impl FnOnce(u32)) -> Result<JsValue, StoreError> {
    let answer = JsAnswer::new();
    ask(answer.number());
    let failed = |error: JsValue| StoreError::new(error.as_string().unwrap_or_default());
    answer.await.map_err(failed)
}

/// What a store is asked, as a JSON text: the entry files make the store's object of it. A call into the engine for each field
/// would take several times as long.
fn question(fields: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(fields).map_err(|_| StoreError::new(UNREADABLE_ANSWER))
}

const UNREADABLE_ANSWER: &str = "jawaban store tidak sesuai";

fn unreadable_answer(_: Error) -> StoreError {
    StoreError::new(UNREADABLE_ANSWER)
}

/// The answer to a claim: 0 where the work is done, the number of the attempt where the claim is granted, and else the milliseconds
/// that are left, as a negative number.
fn claim_of(answer: &JsValue) -> Option<Claim> {
    match answer.as_f64()? {
        0.0 => Some(Claim::Done),
        attempt if attempt > 0.0 => Some(Claim::Claimed {
            attempt: attempt as u32,
        }),
        left if left < 0.0 => Some(Claim::InProgress {
            left: Duration::from_millis(-left as u64),
        }),
        _ => None,
    }
}

impl Store for ProgramStore {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        let bid = question(&BidOut {
            key: bid.key,
            note: bid.note,
            now: transport::milliseconds(bid.now),
            lease: transport::milliseconds(bid.lease),
            order: bid.step.map(|step| step.order),
            status: bid.step.map(|step| step.status),
            owner: bid.owner,
        })?;
        let answer = store_answer(|number| self.0.claim(number, &bid)).await?;
        claim_of(&answer).ok_or_else(|| StoreError::new(UNREADABLE_ANSWER))
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        let ended = question(&EndedOut {
            key: ended.key,
            attempt: ended.attempt,
            end: match ended.end {
                End::Done => "done",
                End::Failed { .. } => "failed",
                End::GivenUp => "given_up",
                End::Refused => "refused",
            },
            now: transport::milliseconds(ended.now),
            next: match ended.end {
                End::Failed { next } => Some(transport::milliseconds(next)),
                _ => None,
            },
            note: ended.note,
            owner: ended.owner,
        })?;
        store_answer(|number| self.0.settle(number, &ended))
            .await
            .map(drop)
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        let now = transport::milliseconds(now) as f64;
        listed(&store_answer(|number| self.0.unfinished(number, now)).await?)
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        listed(&store_answer(|number| self.0.given_up(number)).await?)
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        let answer = store_answer(|number| self.0.find(number, key)).await?;
        if answer.is_null() || answer.is_undefined() {
            return Ok(None);
        }
        let found: FoundIn = read(&answer).map_err(unreadable_answer)?;
        Ok(Some(Found {
            attempt: found.attempt,
            done: found.done,
            note: found.note,
        }))
    }

    async fn reserve(&self, reservation: &Reservation<'_>) -> Result<Option<Duration>, StoreError> {
        let reservation = question(&ReservationOut {
            key: reservation.key,
            owner: reservation.owner,
            now: transport::milliseconds(reservation.now),
            length: transport::milliseconds(reservation.length),
        })?;
        let answer = store_answer(|number| self.0.reserve(number, &reservation)).await?;
        let left = answer.as_f64().filter(|left| *left > 0.0);
        Ok(left.map(|left| Duration::from_millis(left as u64)))
    }

    async fn check_secret(&self, secret: &str, previous: Option<&str>) -> Result<bool, StoreError> {
        let asked = |number| self.0.check_secret(number, secret, previous);
        Ok(store_answer(asked).await?.as_bool() != Some(false))
    }
}

/// The store of a guard whose program is JavaScript.
#[derive(Debug)]
pub(super) enum JsGuardStore {
    /// The package's own store in memory, which is asked without a call into JavaScript.
    Memory(Rc<MemoryStore>),
    /// Any other store.
    Program(ProgramStore),
}

impl From<JsStore> for JsGuardStore {
    fn from(store: JsStore) -> Self {
        match store.memory() {
            Some(memory) => Self::Memory(memory.store()),
            None => Self::Program(ProgramStore(store)),
        }
    }
}

/// Calls the store that it is.
macro_rules! each {
    ($any:ident, $store:ident => $call:expr) => {
        match $any {
            Self::Memory($store) => $call,
            Self::Program($store) => $call,
        }
    };
}

hand_on!(each; impl Store for JsGuardStore);
