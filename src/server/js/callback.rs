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
use crate::server::MISMATCHED;
use crate::server::callback::store::{Bid, Claim, End, Unfinished};
use crate::server::callback::{
    Callback, Delivery, Guard, Reason, Receiver, Rejection, Reply, Standing, StatusTransaksi,
    Store, StoreError, TipeTransaksi, TopUp,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'b str>,
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
            order: bid.step.map(|step| step.order),
            status: bid.step.map(|step| step.status),
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
struct ReplyOut {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    log: String,
    reason: Option<&'static str>,
    field: Option<&'static str>,
    message: Option<String>,
    callback: Option<Map<String, Value>>,
}

/// The fields of a callback under the names that the body had, and `unknown`, the names of those whose
/// values nobody knows. What was sent as `tipe_transaksi` in another form than a text is in `mismatched`.
fn callback_fields(callback: &Callback) -> Map<String, Value> {
    let mut fields = match serde_json::to_value(callback) {
        Ok(Value::Object(fields)) => fields,
        // A callback is written as an object.
        _ => Map::new(),
    };
    let tipe_transaksi = callback.tipe_transaksi.as_ref().map(TipeTransaksi::as_str);
    fields.insert("tipe_transaksi".to_owned(), Value::from(tipe_transaksi));
    if let Some(odd) = callback.extra.get("tipe_transaksi") {
        let odd = Map::from_iter([("tipe_transaksi".to_owned(), odd.clone())]);
        fields.insert(MISMATCHED.to_owned(), odd.into());
    }
    fields.insert("unknown".to_owned(), callback.unknown_fields().into());
    fields
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
        callback: reply.callback.as_ref().map(callback_fields),
    };
    // A callback can always be written, for it was parsed from JSON or from texts.
    write(&out).unwrap_or(JsValue::NULL)
}

fn refusal(rejection: Rejection) -> JsValue {
    written(&Reply::from(rejection))
}

#[derive(Serialize)]
struct DeliveryOut {
    callback: Map<String, Value>,
    attempt: u32,
}

/// The reason why the program's work has failed.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FailedIn {
    reason: String,
    note: Option<String>,
    /// How long the sender should wait at least, in milliseconds.
    retry_after: Option<f64>,
}

/// Calls the program's function with a delivery. Its promise resolves to `undefined` when the work has
/// succeeded, or to an object that describes the failure.
async fn run_work(work: &Function, delivery: Delivery) -> Result<(), Rejection> {
    let out = DeliveryOut {
        callback: callback_fields(&delivery.callback),
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
    let rejection = Rejection {
        note: failed.note,
        ..Rejection::new(reason)
    };
    let wait = failed.retry_after.filter(|wait| *wait >= 0.0);
    Err(rejection.wait_at_least(wait.map(|wait| Duration::from_millis(wait as u64))))
}

fn reason_of_name(name: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason.name() == name)
}

impl CallbackBinding {
    async fn deliver(
        &self,
        delivery: Delivery,
        work: &Function,
        paid: Option<&Function>,
    ) -> Result<(), Rejection> {
        if let Some(paid) = paid {
            let callback = delivery.callback.clone();
            let deliver = |attempt| {
                let again = Delivery {
                    callback: callback.clone(),
                    attempt,
                };
                run_work(paid, again)
            };
            self.receiver.once_paid(&callback, deliver).await?;
        }
        run_work(work, delivery).await
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
            if options.any_status == Some(false) {
                receiver = receiver.known_only();
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

    /// Checks a request, runs its work once, and returns the reply. `paid` is run before `work`, once for each
    /// order that is paid.
    pub async fn receive(
        &self,
        method: String,
        body: Vec<u8>,
        work: Function,
        paid: Option<Function>,
    ) -> JsValue {
        let delivered = |delivery| self.deliver(delivery, &work, paid.as_ref());
        written(&self.receiver.receive(&method, &body, delivered).await)
    }

    /// Runs work again that was claimed and not finished. Returns the replies.
    pub async fn resume(&self, work: Function, paid: Option<Function>) -> Result<Array, JsValue> {
        let delivered = |delivery| self.deliver(delivery, &work, paid.as_ref());
        let replies = self.receiver.resume(delivered).await.map_err(refusal)?;
        Ok(replies.iter().map(written).collect())
    }

    /// The reply to a request whose body could not be read. `note` is for the log.
    pub fn refuse(&self, reason: &str, note: Option<String>) -> JsValue {
        let reason = reason_of_name(reason).unwrap_or(Reason::Unreadable);
        written(&self.receiver.refuse_noting(reason, note))
    }

    /// Checks the POST of an override top-up and returns its fields.
    pub fn topup(&self, method: &str, body: &[u8]) -> Result<JsValue, JsValue> {
        let topup = self.receiver.topup(method, body).map_err(refusal)?;
        write(&topup_fields(topup)).map_err(thrown)
    }
}

/// How the status that a callback claims relates to the transaction's status: `current`, `late`, `unknown`
/// or `forged`.
#[wasm_bindgen]
pub fn standing(claimed: &str, status_bayar: &str, status_pengiriman: &str) -> String {
    let claimed = StatusTransaksi::from_text(claimed);
    match claimed.standing(status_bayar, status_pengiriman) {
        Standing::Current => "current",
        Standing::Late => "late",
        Standing::Unknown => "unknown",
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
