//! The binding of the callback receiver, and the adapter for stores that are written in JavaScript.

use std::fmt;
use std::time::Duration;

use js_sys::{Array, Function, Promise};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::claim_table::{ClaimJson, EndJson};
use super::convert::{duration, read, write};
use super::error::thrown;
use crate::error::Error;
use crate::server::callback::store::{Bid, Claim, End, Unfinished};
use crate::server::callback::{
    Delivery, Guard, Reason, Receiver, Rejection, Reply, Standing, StatusTransaksi, Store,
    StoreError, TopUp,
};
use crate::transport;
use crate::transport::server_fetch::Engine;

#[wasm_bindgen]
extern "C" {
    /// A store of the program. The entry files wrap it so that nothing of its errors but a name gets here.
    pub type JsStore;
    #[wasm_bindgen(method)]
    fn claim(this: &JsStore, bid: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn settle(this: &JsStore, ended: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn unfinished(this: &JsStore, now: f64) -> Promise;
}

/// Makes a JavaScript store a [`Store`] for the guard.
struct JsStoreAdapter(JsStore);

impl fmt::Debug for JsStoreAdapter {
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

/// Waits for the answer of a store. A rejected promise holds a text for the log.
async fn store_answer(promise: Promise) -> Result<JsValue, StoreError> {
    let answer = JsFuture::from(promise).await;
    answer.map_err(|error| StoreError::new(error.as_string().unwrap_or_default()))
}

fn unreadable_answer(_: Error) -> StoreError {
    StoreError::new("jawaban store tidak sesuai")
}

impl Store for JsStoreAdapter {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        let bid = BidOut {
            key: bid.key,
            note: bid.note,
            now: transport::milliseconds(bid.now),
            lease: transport::milliseconds(bid.lease),
        };
        let answer = store_answer(self.0.claim(&write(&bid).map_err(unreadable_answer)?)).await?;
        let claim: ClaimJson = read(&answer).map_err(unreadable_answer)?;
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
            now: transport::milliseconds(now),
        };
        let ended = write(&ended).map_err(unreadable_answer)?;
        store_answer(self.0.settle(&ended)).await.map(drop)
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        let answer = store_answer(self.0.unfinished(transport::milliseconds(now) as f64)).await?;
        let unfinished: Vec<UnfinishedIn> = read(&answer).map_err(unreadable_answer)?;
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
pub struct CallbackBinding {
    receiver: Receiver<JsStoreAdapter, Engine>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OptionsIn {
    toko: String,
    secret: String,
    limit: Option<u32>,
    any_status: Option<bool>,
    deadline: Option<u32>,
}

/// A reply with its line for the log.
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

fn written(reply: &Reply) -> JsValue {
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
    // A callback can always be written, for it was parsed from JSON or from texts.
    write(&out).unwrap_or(JsValue::NULL)
}

fn refusal(rejection: Rejection) -> JsValue {
    written(&Reply::from(rejection))
}

#[derive(Serialize)]
struct DeliveryOut<'d> {
    callback: &'d crate::server::callback::Callback,
    attempt: u32,
}

/// The reason why the program's work has failed.
#[derive(Deserialize)]
struct FailedIn {
    reason: String,
    note: Option<String>,
}

/// Calls the program's function with a delivery. Its promise resolves to `undefined` when the work has
/// succeeded, or to an object that describes the failure.
async fn run_work(work: &Function, delivery: Delivery) -> Result<(), Rejection> {
    let out = DeliveryOut {
        callback: &delivery.callback,
        attempt: delivery.attempt,
    };
    let promise = work
        .call1(&JsValue::NULL, &write(&out)?)
        .and_then(|promise| promise.dyn_into::<Promise>())
        .map_err(|_| Rejection::new(Reason::WorkFailed))?;
    let failure = JsFuture::from(promise)
        .await
        .map_err(|_| Rejection::new(Reason::WorkFailed))?;
    if failure.is_undefined() {
        return Ok(());
    }
    let failed: FailedIn = read(&failure)?;
    let reason = reason_of_name(&failed.reason).unwrap_or(Reason::WorkFailed);
    Err(match failed.note {
        Some(note) => Rejection {
            reason,
            ..Rejection::failed(note)
        }
        .with_usual_retry(),
        None => Rejection::new(reason),
    })
}

fn reason_of_name(name: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason.name() == name)
}

impl Rejection {
    /// Sets the time after which the sender should send the callback again to the usual one for the
    /// reason.
    fn with_usual_retry(self) -> Self {
        Self {
            retry_after: Rejection::new(self.reason).retry_after,
            ..self
        }
    }
}

#[wasm_bindgen]
impl CallbackBinding {
    /// Makes a receiver.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, store: JsStore) -> Result<CallbackBinding, JsValue> {
        let receiver = read(options).and_then(|options: OptionsIn| {
            let mut guard = Guard::new(JsStoreAdapter(store), Engine);
            if let Some(deadline) = options.deadline {
                guard = guard.deadline(duration(deadline));
            }
            let mut receiver = Receiver::new(&options.toko, &options.secret, guard)?;
            if let Some(limit) = options.limit {
                receiver = receiver.limit(limit as usize);
            }
            if options.any_status == Some(true) {
                receiver = receiver.any_status();
            }
            Ok(receiver)
        });
        receiver.map(|receiver| Self { receiver }).map_err(thrown)
    }

    /// The largest body that the receiver reads, in bytes.
    #[wasm_bindgen(getter, js_name = bodyLimit)]
    pub fn body_limit(&self) -> usize {
        self.receiver.body_limit()
    }

    /// Checks a request, runs its work once, and returns the reply.
    pub async fn receive(&self, method: String, body: Vec<u8>, work: Function) -> JsValue {
        let delivered = |delivery| run_work(&work, delivery);
        written(&self.receiver.receive(&method, &body, delivered).await)
    }

    /// Runs work again that was claimed and not finished. Returns the replies.
    pub async fn resume(&self, work: Function) -> Result<Array, JsValue> {
        let delivered = |delivery| run_work(&work, delivery);
        let replies = self.receiver.resume(delivered).await.map_err(refusal)?;
        Ok(replies.iter().map(written).collect())
    }

    /// The reply to a request whose body could not be read.
    pub fn refuse(&self, reason: &str) -> JsValue {
        written(
            &self
                .receiver
                .refuse(reason_of_name(reason).unwrap_or(Reason::Unreadable)),
        )
    }

    /// Checks the POST of an override top-up and returns its fields.
    pub fn topup(&self, method: &str, body: &[u8]) -> Result<JsValue, JsValue> {
        let topup = self.receiver.topup(method, body).map_err(refusal)?;
        write(&topup_fields(topup)).map_err(thrown)
    }
}

/// How the status that a callback claims relates to the transaction's status: `current`, `late` or
/// `forged`.
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

/// The fields of a top-up under the names that the body had.
fn topup_fields(topup: TopUp) -> Map<String, Value> {
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
