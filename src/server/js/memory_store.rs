//! The binding of [`MemoryStore`].

use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt;
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::convert::{read, write};
use super::error::thrown;
use crate::error::Error;
use crate::server::callback::store::old_journal::{self, Damaged};
use crate::server::callback::store::{Bid, Claim, End, Ended, KEPT, Reservation, Step, Unfinished};
use crate::server::callback::{MemoryStore, Store, StoreError};
use crate::transport::milliseconds;

/// A store in memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct MemoryStoreBinding(Rc<MemoryStore>);

#[derive(Deserialize)]
struct BidIn {
    key: String,
    note: String,
    now: f64,
    lease: f64,
    owner: String,
    order: Option<String>,
    status: Option<String>,
}

#[derive(Deserialize)]
struct EndedIn {
    key: String,
    attempt: u32,
    end: String,
    now: f64,
    next: f64,
    owner: String,
    note: Option<String>,
}

#[derive(Deserialize)]
struct ReservationIn {
    key: String,
    owner: String,
    now: u64,
    length: u64,
}

fn time(milliseconds: f64) -> Duration {
    Duration::from_millis(milliseconds as u64)
}

/// What a store in memory answers, which it does at once.
fn at_once<A>(answer: impl Future<Output = Result<A, StoreError>>) -> Result<A, JsValue> {
    let answer = answer.now_or_never();
    let no_answer = || thrown(Error::argument("store tidak menjawab"));
    answer.and_then(Result::ok).ok_or_else(no_answer)
}

impl MemoryStoreBinding {
    /// The store behind the binding.
    pub(super) fn store(self) -> Rc<MemoryStore> {
        self.0
    }
}

#[wasm_bindgen]
impl MemoryStoreBinding {
    /// An empty store, which remembers finished work for `kept` milliseconds; for 90 days where `kept` is `undefined`.
    #[wasm_bindgen(constructor)]
    pub fn new(kept: Option<f64>) -> MemoryStoreBinding {
        let store = MemoryStore::new().kept(kept.map_or(KEPT, time));
        Self(Rc::new(store))
    }

    /// Another binding of the same store.
    pub fn share(&self) -> MemoryStoreBinding {
        Self(Rc::clone(&self.0))
    }

    /// Decides about a claim, and keeps it where it is granted. Returns 0 where the work is done, the number of the attempt
    /// where the claim is granted, and else the milliseconds that are left, as a negative number.
    pub fn claim(&self, bid: &JsValue) -> Result<f64, JsValue> {
        let bid: BidIn = read(bid).map_err(thrown)?;
        let claim = at_once(self.0.claim(&Bid {
            step: match (&bid.order, &bid.status) {
                (Some(order), Some(status)) => Some(Step { order, status }),
                _ => None,
            },
            ..Bid::new(&bid.key, &bid.note, time(bid.now), time(bid.lease)).owner(&bid.owner)
        }))?;
        Ok(match claim {
            Claim::Done => 0.0,
            Claim::Claimed { attempt } => f64::from(attempt),
            Claim::InProgress { left } => -(milliseconds(left) as f64),
        })
    }

    /// Settles a claim, unless a later attempt holds the lease. `end` is `done`, `failed`, `given_up` or `refused`, and `next` the
    /// time from which failed work is listed again.
    pub fn settle(&self, ended: &JsValue) -> Result<(), JsValue> {
        let ended: EndedIn = read(ended).map_err(thrown)?;
        let end = match &*ended.end {
            "done" => End::Done,
            "given_up" => End::GivenUp,
            "refused" => End::Refused,
            "failed" => End::Failed {
                next: time(ended.next),
            },
            _ => {
                let rule = "end harus done, failed, given_up atau refused";
                return Err(thrown(Error::argument(rule)));
            }
        };
        at_once(self.0.settle(&Ended {
            note: ended.note.as_deref(),
            owner: &ended.owner,
            ..Ended::new(&ended.key, ended.attempt, end, time(ended.now))
        }))
    }

    /// The claims that are neither done nor running.
    pub fn unfinished(&self, now: f64) -> Result<JsValue, JsValue> {
        written(&at_once(self.0.unfinished(time(now)))?)
    }

    /// The claims of work that was given up.
    #[wasm_bindgen(js_name = givenUp)]
    pub fn given_up(&self) -> Result<JsValue, JsValue> {
        written(&at_once(self.0.given_up())?)
    }

    /// What the store has under a key; `null` where it has nothing.
    pub fn find(&self, key: &str) -> Result<JsValue, JsValue> {
        let found = at_once(self.0.find(key))?;
        let found = found
            .map(|found| json!({"attempt": found.attempt, "done": found.done, "note": found.note}));
        write(&found).map_err(thrown)
    }

    /// Reserves a key: `undefined` where the reservation is granted, else the milliseconds that the one of another owner
    /// lasts.
    pub fn reserve(&self, reservation: &JsValue) -> Result<Option<f64>, JsValue> {
        let reservation: ReservationIn = read(reservation).map_err(thrown)?;
        let left = at_once(self.0.reserve(&Reservation::new(
            &reservation.key,
            &reservation.owner,
            Duration::from_millis(reservation.now),
            Duration::from_millis(reservation.length),
        )))?;
        Ok(left.map(|left| milliseconds(left) as f64))
    }

    /// Remembers the fingerprint of the shop's secret; false where the claims are those of a shop with another one.
    #[wasm_bindgen(js_name = checkSecret)]
    pub fn check_secret(&self, secret: &str, previous: Option<String>) -> Result<bool, JsValue> {
        at_once(self.0.check_secret(secret, previous.as_deref()))
    }
}

/// Reads the journal of a store of an earlier version. Returns its claims as rows with the names that the statement
/// `import` has for its parameters; `null` where the bytes are not a journal, and `"damaged"` where the journal is damaged
/// elsewhere than at its end.
#[wasm_bindgen(js_name = readJournal)]
pub fn read_journal(bytes: &[u8]) -> Result<JsValue, JsValue> {
    match old_journal::read(bytes) {
        Ok(Some(table)) => write(&table.rows().collect::<Vec<_>>()).map_err(thrown),
        Ok(None) => Ok(JsValue::NULL),
        Err(Damaged) => Ok(JsValue::from_str("damaged")),
    }
}

/// Unfinished work in the form in which a store of JavaScript lists it.
fn written(unfinished: &[Unfinished]) -> Result<JsValue, JsValue> {
    let rows: Vec<_> = unfinished
        .iter()
        .map(|left| json!({"key": left.key, "note": left.note, "attempt": left.attempt}))
        .collect();
    write(&rows).map_err(thrown)
}
