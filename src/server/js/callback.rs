//! The binding of the callback receiver.

use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt;
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::closed_api::ClosedApiBinding;
use super::convert::{RetryIn, duration, fit_fields, read, write, write_fit};
use super::errand::{JsErrand, JsErrandAdapter};
use super::error::thrown;
use super::store::{JsGuardStore, JsStore};
use crate::error::Error;
use crate::server::MISMATCHED;
use crate::server::callback::{
    Callback, DeadLetter, DeadWork, Delivery, Guard, Ran, Reason, Receiver, Rejection, Reply,
    Standing, StatusTransaksi, Sweep, TipeTransaksi, TopUp, TransaksiStatus,
};
use crate::server::extra_fields;
use crate::transport::js_answers::JsAnswer;
use crate::transport::server_fetch::Engine;
use crate::transport::{self, Platform};

type JsReceiver = Receiver<JsGuardStore, Engine>;

/// Receives the callbacks of a shop.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CallbackBinding {
    receiver: Rc<JsReceiver>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OptionsIn {
    toko: String,
    secret: String,
    previous_secret: Option<String>,
    limit: Option<u32>,
    any_status: Option<bool>,
    #[serde(flatten)]
    guard: GuardIn,
}

/// The options of a guard.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GuardIn {
    deadline: Option<u32>,
    settled_after: Option<u32>,
    retry: Option<RetryIn>,
}

impl GuardIn {
    /// A guard for work in JavaScript, which goes on when nobody waits for it.
    pub fn guard(self, store: JsStore) -> Result<Guard<JsGuardStore, Engine>, Error> {
        let mut guard = Guard::new(store.into(), Engine).keeps_running();
        if let Some(deadline) = self.deadline {
            if deadline == 0 {
                return Err(Error::argument("deadline harus milidetik mulai dari 1"));
            }
            guard = guard.deadline(duration(deadline));
        }
        if let Some(settled_after) = self.settled_after {
            guard = guard.settled_after(duration(settled_after));
        }
        if let Some(retry) = self.retry {
            guard = guard.retries(retry.backoff(Guard::<JsGuardStore, Engine>::RETRIES)?);
        }
        Ok(guard)
    }
}

/// What is sent of a reply.
#[derive(Serialize)]
struct SentOut {
    status: u16,
    headers: BTreeMap<&'static str, String>,
    body: String,
}

/// A reply with its line for the log.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReplyOut {
    #[serde(flatten)]
    sent: SentOut,
    log: String,
    reason: Option<&'static str>,
    field: Option<&'static str>,
    note: Option<String>,
    retry_after: Option<u64>,
    message: Option<String>,
    callback: Option<Map<String, Value>>,
}

/// The fields of a callback under the names that the body had, those that are not documented in `tambahan`, and
/// `unknown`, the names of those whose values nobody knows. What was sent as `tipe_transaksi` in another form than a text is in `mismatched`.
fn callback_fields(callback: &Callback) -> Map<String, Value> {
    let mut extra = callback.extra.clone();
    let odd = extra.remove("tipe_transaksi");
    let mut fields = extra_fields::gathered(extra);
    let known = [
        (
            "tipe_callback",
            Value::from(callback.tipe_callback.as_str()),
        ),
        (
            "nomor_pembayaran",
            callback.nomor_pembayaran.as_str().into(),
        ),
        (
            "status_transaksi",
            callback.status_transaksi.as_str().into(),
        ),
        (
            "tipe_transaksi",
            callback
                .tipe_transaksi
                .as_ref()
                .map(TipeTransaksi::as_str)
                .into(),
        ),
        ("unknown", callback.unknown_fields().into()),
    ];
    fields.extend(known.map(|(name, value)| (name.to_owned(), value)));
    if let Some(odd) = odd {
        let mismatched = Map::from_iter([("tipe_transaksi".to_owned(), odd)]);
        fields.insert(MISMATCHED.to_owned(), mismatched.into());
    }
    fit_fields(&mut fields);
    fields
}

fn sent(reply: &Reply) -> SentOut {
    SentOut {
        status: reply.status(),
        headers: reply.headers().into_iter().collect(),
        body: reply.body(),
    }
}

fn written(reply: &Reply) -> JsValue {
    let rejection = reply.rejection.as_ref();
    let out = ReplyOut {
        sent: sent(reply),
        log: reply.log(),
        reason: rejection.map(|rejection| rejection.reason.name()),
        field: rejection.and_then(|rejection| rejection.field),
        note: rejection.and_then(|rejection| rejection.note.clone()),
        retry_after: rejection
            .and_then(|rejection| rejection.retry_after)
            .map(transport::milliseconds),
        message: rejection.map(Rejection::message),
        callback: reply.callback.as_ref().map(callback_fields),
    };
    // A callback can always be written, for it was parsed from JSON or from texts.
    write_fit(&out).unwrap_or(JsValue::NULL)
}

pub(super) fn refusal(rejection: Rejection) -> JsValue {
    written(&Reply::from(rejection))
}

#[wasm_bindgen]
extern "C" {
    /// The handlers of the program, as the entry files call them. Each call returns at once: `undefined` where the work has
    /// succeeded, an object that describes the failure, or, where the work goes on, a function that aborts its signal. The outcome
    /// of work that goes on is then given as the answer with this number.
    pub type JsHandlers;
    #[wasm_bindgen(method, catch)]
    fn work(
        this: &JsHandlers,
        number: u32,
        callback: &str,
        attempt: u32,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn paid(
        this: &JsHandlers,
        number: u32,
        callback: &str,
        attempt: u32,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = handlesPaid)]
    fn handles_paid(this: &JsHandlers) -> bool;
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

/// What the program's work has come to. Work that has failed gives an object that describes the failure, or nothing where nobody
/// knows why.
fn outcome_of(settled: Result<JsValue, JsValue>) -> Result<(), Rejection> {
    match settled {
        Ok(_) => Ok(()),
        Err(failure) if failure.is_undefined() => Err(Rejection::new(Reason::WorkFailed)),
        Err(failure) => Err(rejection_of(&failure)?),
    }
}

/// The rejection that an object describes.
pub(super) fn rejection_of(failure: &JsValue) -> Result<Rejection, Error> {
    let failed: FailedIn = read(failure)?;
    let reason = reason_of_name(&failed.reason).unwrap_or(Reason::WorkFailed);
    let rejection = Rejection {
        note: failed.note,
        ..Rejection::new(reason)
    };
    let wait = failed.retry_after.filter(|wait| *wait >= 0.0);
    Ok(rejection.wait_at_least(wait.map(|wait| Duration::from_millis(wait as u64))))
}

/// Work of the program that is running. If it is dropped before the work has ended, because the deadline has
/// passed, the work is told by its signal, and its claims are settled when it ends.
struct Running {
    receiver: Rc<JsReceiver>,
    delivery: Delivery,
    /// The attempt of the paid order, where that is what the work is about.
    paid: Option<u32>,
    since: Duration,
    abort: Function,
    /// The outcome of the work; `None` when it has come.
    outcome: Option<JsAnswer>,
}

impl Running {
    /// Waits for the end of the work.
    async fn ended(mut self) -> Result<(), Rejection> {
        let settled = match &mut self.outcome {
            Some(outcome) => outcome.await,
            None => return Ok(()),
        };
        self.outcome = None;
        outcome_of(settled)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let Some(outcome) = self.outcome.take() else {
            return;
        };
        let reason = js_sys::Error::new(
            "deadline terlewati; pekerjaan ini dianggap gagal kalau tidak selesai",
        );
        reason.set_name("TimeoutError");
        // The listeners of a signal cannot make `abort` throw.
        let _ = self.abort.call1(&JsValue::UNDEFINED, &reason);
        let receiver = Rc::clone(&self.receiver);
        let (delivery, paid, since) = (self.delivery.clone(), self.paid, self.since);
        spawn_local(async move {
            let outcome = outcome_of(outcome.await);
            let Delivery { callback, attempt } = &delivery;
            let outcome = match paid {
                None => outcome,
                Some(paid) => {
                    let settled = receiver.settle_paid_late(callback, paid, &outcome).await;
                    // The work on the callback itself has ended with the deadline, and goes on from here.
                    settled.and(Err(Rejection::new(Reason::WorkTimedOut)))
                }
            };
            // A store that fails leaves the claims to their leases.
            let _ = receiver
                .settle_late(callback, *attempt, since, &outcome)
                .await;
        });
    }
}

/// Calls one of the program's handlers with a delivery.
async fn run_work(
    receiver: &Rc<JsReceiver>,
    handlers: &JsHandlers,
    delivery: Delivery,
    paid: Option<u32>,
) -> Result<(), Rejection> {
    let failed = || Rejection::new(Reason::WorkFailed);
    // As one text: a call into the engine for each field would take several times as long.
    let callback = serde_json::to_string(&callback_fields(&delivery.callback));
    let callback = callback.map_err(|_| failed())?;
    let outcome = JsAnswer::new();
    let called = match paid {
        None => handlers.work(outcome.number(), &callback, delivery.attempt),
        Some(attempt) => handlers.paid(outcome.number(), &callback, attempt),
    };
    let called = called.map_err(|_| failed())?;
    match called.dyn_into() {
        Err(undefined) if undefined.is_undefined() => Ok(()),
        Err(failure) => outcome_of(Err(failure)),
        Ok(abort) => {
            let running = Running {
                receiver: Rc::clone(receiver),
                delivery,
                paid,
                since: Engine.now(),
                abort,
                outcome: Some(outcome),
            };
            running.ended().await
        }
    }
}

fn reason_of_name(name: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason.name() == name)
}

/// Runs the program's handlers for a delivery.
async fn deliver(
    receiver: &Rc<JsReceiver>,
    handlers: &JsHandlers,
    delivery: Delivery,
) -> Result<(), Rejection> {
    if handlers.handles_paid() {
        let deliver = |attempt| run_work(receiver, handlers, delivery.clone(), Some(attempt));
        receiver.once_paid(&delivery.callback, deliver).await?;
    }
    run_work(receiver, handlers, delivery, None).await
}

/// Gives a reply: returns it where it is there at once, else returns `undefined` and calls `later` with the reply. Work that waits
/// for nothing needs no promise, and no turn of the module's queue.
fn given(reply: impl Future<Output = JsValue> + 'static, later: Function) -> JsValue {
    let mut reply = Box::pin(reply);
    if let Some(reply) = (&mut reply).now_or_never() {
        return reply;
    }
    spawn_local(async move {
        let reply = reply.await;
        // It resolves a promise, which does not throw.
        let _ = later.call1(&JsValue::UNDEFINED, &reply);
    });
    JsValue::UNDEFINED
}

/// A transaction as a JavaScript object of `transaksi.get`.
struct JsTransaksi(JsValue);

/// A copy: what one handler changes in its transaction must not be seen by another one that shares the look-up.
impl Clone for JsTransaksi {
    fn clone(&self) -> Self {
        let copy = JSON::stringify(&self.0).and_then(|text| JSON::parse(&String::from(text)));
        Self(copy.unwrap_or_else(|_| self.0.clone()))
    }
}

impl JsTransaksi {
    fn text(&self, name: &str) -> Option<String> {
        Reflect::get(&self.0, &JsValue::from_str(name))
            .ok()?
            .as_string()
    }
}

impl TransaksiStatus for JsTransaksi {
    fn nomor_pembayaran(&self) -> Option<String> {
        self.text("nomor_pembayaran")
    }

    fn status_bayar(&self) -> Option<String> {
        self.text("status_bayar")
    }

    fn status_pengiriman(&self) -> Option<String> {
        self.text("status_pengiriman")
    }
}

/// The options of a sweep.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SweepIn {
    pages_a_day: Option<u32>,
    overlap: Option<f64>,
    from: Option<f64>,
}

impl From<SweepIn> for Sweep {
    fn from(options: SweepIn) -> Self {
        let usual = Sweep::default();
        let time = |milliseconds: f64| Duration::from_millis(milliseconds as u64);
        Self {
            pages_a_day: options.pages_a_day.unwrap_or(usual.pages_a_day),
            overlap: options.overlap.map_or(usual.overlap, time),
            from: options.from.map(time),
        }
    }
}

#[derive(Serialize)]
struct LetterOut {
    key: String,
    reason: String,
    note: Option<String>,
    attempts: u32,
    at: u64,
    callback: Option<Map<String, Value>>,
    /// What something that was to be sent once is about.
    about: Option<String>,
}

impl From<DeadLetter> for LetterOut {
    fn from(letter: DeadLetter) -> Self {
        let (callback, about) = match letter.work {
            DeadWork::Callback(callback) => (Some(callback_fields(&callback)), None),
            DeadWork::Sent { about, .. } => (None, about),
        };
        Self {
            key: letter.key,
            reason: letter.reason,
            note: letter.note,
            attempts: letter.attempts,
            at: letter.at,
            callback,
            about,
        }
    }
}

/// Sets a field of an object that this module has made.
fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a field of a plain object cannot fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

#[wasm_bindgen]
impl CallbackBinding {
    /// Makes a receiver.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, store: JsStore) -> Result<CallbackBinding, JsValue> {
        let receiver = read(options).and_then(|options: OptionsIn| {
            let guard = options.guard.guard(store)?;
            let mut receiver = Receiver::new(&options.toko, &options.secret, guard)?;
            if let Some(limit) = options.limit {
                receiver = receiver.limit(limit as usize);
            }
            if let Some(previous) = &options.previous_secret {
                receiver = receiver.previous_secret(previous)?;
            }
            if options.any_status == Some(false) {
                receiver = receiver.known_only();
            }
            Ok(Rc::new(receiver))
        });
        receiver.map(|receiver| Self { receiver }).map_err(thrown)
    }

    /// The largest body that the receiver reads, in bytes.
    #[wasm_bindgen(getter, js_name = bodyLimit)]
    pub fn body_limit(&self) -> usize {
        self.receiver.body_limit()
    }

    /// Checks a request, and runs its work once. Returns the reply, or `undefined` where `later` is called with it. Of a reply that
    /// is not `whole`, there is only what is sent.
    pub fn receive(
        &self,
        method: String,
        body: Vec<u8>,
        handlers: JsHandlers,
        whole: bool,
        later: Function,
    ) -> JsValue {
        let receiver = Rc::clone(&self.receiver);
        let reply = async move {
            let delivered = |delivery| deliver(&receiver, &handlers, delivery);
            let reply = receiver.receive(&method, &body, delivered).await;
            match whole {
                true => written(&reply),
                // These few fields can always be written.
                false => write_fit(&sent(&reply)).unwrap_or(JsValue::NULL),
            }
        };
        given(reply, later)
    }

    /// Runs work again that was claimed and not finished. Returns the replies.
    pub async fn resume(&self, handlers: JsHandlers) -> Result<Array, JsValue> {
        let delivered = |delivery| deliver(&self.receiver, &handlers, delivery);
        let replies = self.receiver.resume(delivered).await.map_err(refusal)?;
        Ok(replies.iter().map(written).collect())
    }

    /// Hands on the transactions that no callback has told of.
    pub async fn sweep(
        &self,
        closed: &ClosedApiBinding,
        options: JsValue,
        handlers: JsHandlers,
    ) -> Result<JsValue, JsValue> {
        let options: SweepIn = read(&options).map_err(thrown)?;
        let closed = closed.client();
        let delivered = |delivery| deliver(&self.receiver, &handlers, delivery);
        let options = options.into();
        let swept = self.receiver.sweep(&closed, &options, delivered);
        let swept = swept.await.map_err(refusal)?;
        let out = Object::new();
        let replies: Array = swept.replies.iter().map(written).collect();
        set(&out, "replies", &replies);
        set(&out, "pages", &swept.pages.into());
        set(&out, "rejected", &(swept.rejected as f64).into());
        set(&out, "complete", &swept.complete.into());
        Ok(out.into())
    }

    /// The work that was given up.
    #[wasm_bindgen(js_name = deadLetters)]
    pub async fn dead_letters(&self) -> Result<JsValue, JsValue> {
        let letters = self.receiver.dead_letters().await.map_err(refusal)?;
        let letters: Vec<LetterOut> = letters.into_iter().map(LetterOut::from).collect();
        write(&letters).map_err(thrown)
    }

    /// Begins work again that was given up. Returns the reply; `undefined` where there is none under this key.
    pub async fn retry(&self, key: String, handlers: JsHandlers) -> Result<JsValue, JsValue> {
        let delivered = |delivery| deliver(&self.receiver, &handlers, delivery);
        let reply = self
            .receiver
            .retry(&key, delivered)
            .await
            .map_err(refusal)?;
        Ok(reply.as_ref().map_or(JsValue::UNDEFINED, written))
    }

    /// Notes what a person has found out about something that may have been sent.
    pub async fn decide(&self, key: String, done: bool) -> Result<bool, JsValue> {
        self.receiver
            .guard()
            .decide(&key, done)
            .await
            .map_err(refusal)
    }

    /// Sends something once. Returns whether it was sent now.
    pub async fn once(
        &self,
        key: String,
        about: Option<String>,
        errand: JsErrand,
    ) -> Result<bool, JsValue> {
        let errand = JsErrandAdapter(errand);
        let ran = self
            .receiver
            .send_once(&key, about.as_deref(), &errand)
            .await;
        ran.map(|ran| ran == Ran::Now).map_err(refusal)
    }

    /// Asks for the transaction of a callback until it has the status that the callback claims. `ask` returns a
    /// promise of the transaction. Returns the transaction and the standing, as a list.
    pub async fn confirmed(&self, callback: JsValue, ask: Function) -> Result<Array, JsValue> {
        let callback = self
            .receiver
            .callback_from(read(&callback).map_err(thrown)?);
        let callback = callback.map_err(refusal)?;
        let question = async || {
            let failed = |_| Rejection::new(Reason::WorkFailed);
            let promise = ask.call0(&JsValue::UNDEFINED).map_err(failed)?;
            let answer = JsFuture::from(Promise::resolve(&promise)).await;
            Ok::<_, Rejection>(JsTransaksi(answer.map_err(failed)?))
        };
        let confirmed = self.receiver.confirmed(&callback, question).await;
        let (JsTransaksi(transaksi), standing) = confirmed.map_err(refusal)?;
        Ok(Array::of2(&transaksi, &name_of(standing).into()))
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
    name_of(claimed.standing(status_bayar, status_pengiriman)).to_owned()
}

fn name_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "current",
        Standing::Late => "late",
        Standing::Unknown => "unknown",
        Standing::Forged => "forged",
    }
}

/// The fields of a top-up under the names that the body had.
fn topup_fields(topup: TopUp) -> Map<String, Value> {
    let mut fields = extra_fields::gathered(topup.extra);
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
