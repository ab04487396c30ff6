//! Callbacks.

use std::fmt;
use std::time::Duration;

use js_sys::{Function, Promise};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::convert::{milliseconds, read, write};
use super::error::thrown;
use super::notes::{ClaimJson, EndJson};
use crate::error::Error;
use crate::server::callback::store::{Bid, Claim, End, Unfinished};
use crate::server::callback::{
    Delivery, Guard, Reason, Receiver, Rejection, Reply, Standing, StatusTransaksi, Store,
    StoreError, TopUp,
};
use crate::transport::milliseconds as count;
use crate::transport::server_fetch::Engine;

#[wasm_bindgen]
extern "C" {
    /// A store of the program's, behind the package's own face: JSON in, JSON out.
    pub type Keeper;
    #[wasm_bindgen(method)]
    fn claim(this: &Keeper, bid: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn settle(this: &Keeper, ended: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn unfinished(this: &Keeper, now: f64) -> Promise;
}

/// The store as the receiver sees it.
struct Kept(Keeper);

impl fmt::Debug for Kept {
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
}

#[derive(Serialize)]
struct EndedOut<'e> {
    key: &'e str,
    attempt: u32,
    end: EndJson,
    now: u64,
}

#[derive(Deserialize)]
struct UnfinishedIn {
    key: String,
    note: String,
}

/// What a store says; what it throws is a text for the log.
async fn said(promise: Promise) -> Result<String, StoreError> {
    match JsFuture::from(promise).await {
        Ok(said) => Ok(said.as_string().unwrap_or_default()),
        Err(error) => Err(StoreError::new(error.as_string().unwrap_or_default())),
    }
}

fn store_error(_: Error) -> StoreError {
    StoreError::new("jawaban store tidak sesuai")
}

impl Store for Kept {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        let bid = BidOut {
            key: bid.key,
            note: bid.note,
            now: count(bid.now),
            lease: count(bid.lease),
        };
        let said = said(self.0.claim(&write(&bid).map_err(store_error)?)).await?;
        let claim: ClaimJson = read(&said).map_err(store_error)?;
        Ok(claim.into())
    }

    async fn settle(
        &self,
        key: &str,
        attempt: u32,
        end: End,
        now: Duration,
    ) -> Result<(), StoreError> {
        let ended = EndedOut {
            key,
            attempt,
            end: end.into(),
            now: count(now),
        };
        let ended = write(&ended).map_err(store_error)?;
        said(self.0.settle(&ended)).await.map(drop)
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        let said = said(self.0.unfinished(count(now) as f64)).await?;
        let unfinished: Vec<UnfinishedIn> = read(&said).map_err(store_error)?;
        let whole = |left: UnfinishedIn| Unfinished {
            key: left.key,
            note: left.note,
        };
        Ok(unfinished.into_iter().map(whole).collect())
    }
}

/// Receives the callbacks of a shop.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CallbackDesk {
    receiver: Receiver<Kept, Engine>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WantedIn {
    toko: String,
    secret: String,
    limit: Option<u32>,
    any_status: Option<bool>,
    deadline: Option<u32>,
}

/// An answer, and what there is to log of it.
#[derive(Serialize)]
struct ReplyOut<'r> {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    log: String,
    reason: Option<&'static str>,
    field: Option<&'static str>,
    message: Option<String>,
    callback: Option<&'r crate::server::callback::Callback>,
}

fn reply(reply: &Reply) -> String {
    let rejection = reply.rejection.as_ref();
    let out = ReplyOut {
        status: reply.status(),
        headers: reply.headers(),
        body: reply.body(),
        log: reply.log(),
        reason: rejection.map(|rejection| rejection.reason.name()),
        field: rejection.and_then(|rejection| rejection.field),
        message: rejection.map(Rejection::message),
        callback: reply.callback.as_ref(),
    };
    // A callback came from JSON or from texts.
    write(&out).unwrap_or_default()
}

fn refused(rejection: Rejection) -> JsValue {
    JsValue::from_str(&reply(&Reply::from(rejection)))
}

#[derive(Serialize)]
struct DeliveryOut<'d> {
    callback: &'d crate::server::callback::Callback,
    attempt: u32,
}

/// What the work says when it has not done its part.
#[derive(Deserialize)]
struct FailedIn {
    reason: String,
    note: Option<String>,
}

/// Has the work done by the program. It gives nothing when it has done its part, or a text of JSON.
async fn work(job: &Function, delivery: Delivery) -> Result<(), Rejection> {
    let out = DeliveryOut {
        callback: &delivery.callback,
        attempt: delivery.attempt,
    };
    let begun = job
        .call1(&JsValue::NULL, &JsValue::from_str(&write(&out)?))
        .and_then(|promise| promise.dyn_into::<Promise>())
        .map_err(|_| Rejection::new(Reason::WorkFailed))?;
    let said = JsFuture::from(begun)
        .await
        .map_err(|_| Rejection::new(Reason::WorkFailed))?;
    let Some(said) = said.as_string() else {
        return Ok(());
    };
    let failed: FailedIn = read(&said)?;
    let reason = named(&failed.reason).unwrap_or(Reason::WorkFailed);
    Err(match failed.note {
        Some(note) => Rejection {
            reason,
            ..Rejection::failed(note)
        }
        .timed(),
        None => Rejection::new(reason),
    })
}

fn named(name: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason.name() == name)
}

impl Rejection {
    /// When to try again, by its reason.
    fn timed(self) -> Self {
        Self {
            retry_after: Rejection::new(self.reason).retry_after,
            ..self
        }
    }
}

#[wasm_bindgen]
impl CallbackDesk {
    /// A receiver; `wanted` are its options.
    #[wasm_bindgen(constructor)]
    pub fn new(wanted: &str, store: Keeper) -> Result<CallbackDesk, JsValue> {
        let receiver = read(wanted).and_then(|wanted: WantedIn| {
            let mut guard = Guard::new(Kept(store), Engine);
            if let Some(deadline) = wanted.deadline {
                guard = guard.deadline(milliseconds(deadline));
            }
            let mut receiver = Receiver::new(&wanted.toko, &wanted.secret, guard)?;
            if let Some(limit) = wanted.limit {
                receiver = receiver.limit(limit as usize);
            }
            if wanted.any_status == Some(true) {
                receiver = receiver.any_status();
            }
            Ok(receiver)
        });
        receiver.map(|receiver| Self { receiver }).map_err(thrown)
    }

    /// Checks a request, has its work done once, and says what to answer.
    pub async fn receive(&self, method: String, body: Vec<u8>, job: Function) -> String {
        let delivered = |delivery| work(&job, delivery);
        reply(&self.receiver.receive(&method, &body, delivered).await)
    }

    /// Begins again what was begun and not finished.
    pub async fn resume(&self, job: Function) -> Result<String, JsValue> {
        let delivered = |delivery| work(&job, delivery);
        let replies = self.receiver.resume(delivered).await.map_err(refused)?;
        let replies: Vec<String> = replies.iter().map(reply).collect();
        Ok(format!("[{}]", replies.join(",")))
    }

    /// What to answer to what could not even be read.
    pub fn refuse(&self, reason: &str) -> String {
        reply(
            &self
                .receiver
                .refuse(named(reason).unwrap_or(Reason::Unreadable)),
        )
    }

    /// Checks the POST of an override top-up and reads it.
    pub fn topup(&self, method: &str, body: &[u8]) -> Result<String, JsValue> {
        let topup = self.receiver.topup(method, body).map_err(refused)?;
        write(&fields(topup)).map_err(thrown)
    }
}

/// What the API says of a status that a callback claims: `current`, `late` or `forged`.
#[wasm_bindgen]
pub fn standing(claimed: &str, status_bayar: &str, status_pengiriman: &str) -> String {
    let claimed = StatusTransaksi::from_text(claimed);
    match claimed.standing(status_bayar, status_pengiriman) {
        Standing::Current => "current",
        Standing::Late => "late",
        Standing::Forged => "forged",
    }
    .to_owned()
}

/// A top-up's fields, as they were sent.
fn fields(topup: TopUp) -> Map<String, Value> {
    let mut fields = topup.extra;
    let known = [
        ("id_user", Value::from(topup.id_user)),
        ("token_topup", Value::from(topup.token_topup)),
        ("jumlah_topup", Value::from(topup.jumlah_topup)),
        ("kode_unik", Value::from(topup.kode_unik)),
        ("total_topup", Value::from(topup.total_topup)),
    ];
    for (name, value) in known {
        fields.insert(name.to_owned(), value);
    }
    fields
}
