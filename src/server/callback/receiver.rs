//! The receiver of callbacks: it turns a request into a delivery, and the result of the work into a
//! reply.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value};

use super::body;
use super::guard::Guard;
use super::rejection::{Reason, Rejection};
use super::reply::Reply;
use super::secret::SecretKey;
use super::store::{Step, Store};
use super::topup::TopUp;
use super::transaksi::{Callback, TipeCallback};
use crate::error::Error;
use crate::repair::Tree;
use crate::transport::{MaybeSend, MaybeSync, Platform};

/// The names of the field that holds the secret: the first in callbacks, the second in the POST of a
/// top-up.
const SECRET_FIELDS: [&str; 2] = ["secret_key_callback", "secret_callback"];

/// Receives the callbacks of one shop. Several tasks share a receiver in an `Arc`.
pub struct Receiver<S, P> {
    toko: String,
    secret: SecretKey,
    guard: Guard<S, P>,
    limit: usize,
    only_known: bool,
    log: fn(&Reply),
    /// The keys of work that another system has refused for a longer time, and when that time ends. They
    /// keep `resume` from asking that system again and again, and need not outlive the program.
    postponed: Mutex<HashMap<String, Duration>>,
}

impl<S: fmt::Debug, P> fmt::Debug for Receiver<S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("toko", &self.toko)
            .field("guard", &self.guard)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// A callback that is passed to the program's work.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Delivery {
    /// The callback.
    pub callback: Callback,
    /// The number of this attempt, from 1. Above 1, an earlier attempt may have done its part before it
    /// failed, so the work should check that first.
    pub attempt: u32,
}

impl<S: Store, P: Platform> Receiver<S, P> {
    /// A receiver for one shop. `toko` identifies the shop in the guard's store, which several shops may
    /// share; it can be any text that stays the same. `secret` is the shop's `secret_key_callback`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] if `toko` is empty, or if the secret is shorter than 4 or
    /// longer than 256 bytes.
    pub fn new(toko: &str, secret: &str, guard: Guard<S, P>) -> Result<Self, Error> {
        let toko = toko.trim();
        if toko.is_empty() {
            return Err(Error::argument("toko harus diisi (teks, tidak kosong)"));
        }
        Ok(Self {
            toko: toko.to_owned(),
            secret: SecretKey::new(secret)?,
            guard,
            limit: 64 * 1024,
            only_known: false,
            log: |_| {},
            postponed: Mutex::default(),
        })
    }

    /// Sets the largest body that the receiver reads, in bytes; 65,536 by default.
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Rejects callbacks with a `tipe_callback`, `status_transaksi` or `tipe_transaksi` that this crate
    /// does not know. Without this option such a callback is passed to the work, and
    /// [`Callback::unknown_fields`] names the field.
    pub fn known_only(self) -> Self {
        Self {
            only_known: true,
            ..self
        }
    }

    /// Sets a function that is called with each reply; [`Reply::log`] formats a line for a log.
    pub fn log(self, log: fn(&Reply)) -> Self {
        Self { log, ..self }
    }

    /// The guard that runs the work.
    pub fn guard(&self) -> &Guard<S, P> {
        &self.guard
    }

    /// The largest body that the receiver reads, in bytes.
    pub fn body_limit(&self) -> usize {
        self.limit
    }

    /// Checks a request, runs its work once, and returns the reply to send. `method` is the HTTP method
    /// ("POST").
    ///
    /// Dropping this future drops the work, too; the work can be claimed again only after its lease has
    /// expired. A server that drops the handlers of closed connections should therefore spawn this
    /// future as a task.
    pub async fn receive<W, F>(&self, method: &str, body: &[u8], work: W) -> Reply
    where
        W: FnOnce(Delivery) -> F + MaybeSend,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let reply = match self.read(method, body) {
            Ok(callback) => {
                let arrived = Some(callback.order_key(&self.toko));
                self.work_on(callback, arrived, work).await
            }
            Err(rejection) => Reply::from(rejection),
        };
        (self.log)(&reply);
        reply
    }

    /// The reply to a request whose body could not even be read. It is logged like any other reply.
    pub fn refuse(&self, reason: Reason) -> Reply {
        self.refuse_noting(reason, None)
    }

    /// [`refuse`](Self::refuse) with a note for the log, which says what to change in the program.
    pub(in crate::server) fn refuse_noting(&self, reason: Reason, note: Option<String>) -> Reply {
        let reply = Reply::from(Rejection {
            note,
            ..Rejection::new(reason)
        });
        (self.log)(&reply);
        reply
    }

    /// Runs work again that was claimed and not finished. A program calls this when it starts, for the
    /// work that a crash has interrupted, and then from time to time. Work that is running is left
    /// alone, and so is the work of other shops in the same store. Work that failed because another system
    /// asked to wait, for example until the next day, is left alone until then.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`] where the store cannot list its claims. The result of each callback is in
    /// its reply.
    pub async fn resume<W, F>(&self, work: W) -> Result<Vec<Reply>, Rejection>
    where
        W: Fn(Delivery) -> F + MaybeSend + MaybeSync,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let unfinished = self.guard.store().unfinished(self.guard.now()).await?;
        let mut replies = Vec::new();
        for left in unfinished {
            let callback = serde_json::from_str(&left.note)
                .ok()
                .and_then(|fields| Callback::read(fields, false).ok())
                // Other entries belong to another shop, or to other work in the same store.
                .filter(|callback| callback.key(&self.toko) == left.key);
            if let Some(callback) = callback.filter(|_| !self.is_postponed(&left.key)) {
                let reply = self.work_on(callback, None, &work).await;
                (self.log)(&reply);
                replies.push(reply);
            }
        }
        Ok(replies)
    }

    /// Checks a request and parses its callback, without claiming anything.
    ///
    /// # Errors
    /// In this order: [`Reason::WrongMethod`], [`Reason::BodyTooLarge`], [`Reason::Unreadable`],
    /// [`Reason::WrongSecret`], and after these the reasons that are about a field.
    pub fn read(&self, method: &str, body: &[u8]) -> Result<Callback, Rejection> {
        Callback::read(self.verified(method, body)?, self.only_known)
    }

    /// Checks the POST of an override top-up and parses it, without claiming anything. The answer to
    /// that request is the page that the member sees, so the program writes it.
    ///
    /// # Errors
    /// The reasons of [`Receiver::read`], and [`Reason::TopUpNotOk`]. The secret is in the field
    /// `secret_callback` here.
    pub fn topup(&self, method: &str, body: &[u8]) -> Result<TopUp, Rejection> {
        TopUp::read(self.verified(method, body)?)
    }

    /// The fields of a body whose secret is right, without the secret.
    fn verified(&self, method: &str, body: &[u8]) -> Result<Map<String, Value>, Rejection> {
        if !method.eq_ignore_ascii_case("POST") {
            return Err(Rejection::new(Reason::WrongMethod));
        }
        if body.len() > self.limit {
            return Err(Rejection::new(Reason::BodyTooLarge));
        }
        let mut fields = body::read(body).ok_or_else(|| Rejection::new(Reason::Unreadable))?;
        let [first, second] = SECRET_FIELDS.map(|name| fields.remove(name));
        let sent = first.or(second).and_then(|value| value.to_text());
        if self.secret.is(&sent.unwrap_or_default()) {
            Ok(fields)
        } else {
            Err(Rejection::new(Reason::WrongSecret))
        }
    }

    /// Runs work once for each order that is paid, whichever callback says so first: a new transaction that
    /// was paid at once, or a changed status. The program calls this from its work, for example to deliver
    /// digital goods. For a callback that does not say that the order is paid, nothing is run.
    ///
    /// The store keeps a claim of its own for each order, so the work is not run again after a restart, and
    /// two callbacks that arrive at the same time run it once; the second one waits for up to ten seconds.
    /// `work` receives the number of the attempt, from 1.
    ///
    /// # Errors
    /// Those of [`Guard::once`], except [`Reason::Replayed`]: work that was done before is `Ok`. The caller
    /// returns them from its own work, so that the callback is handled again later.
    pub async fn once_paid<F>(
        &self,
        callback: &Callback,
        work: impl Fn(u32) -> F + MaybeSend + MaybeSync,
    ) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        if !callback.status_transaksi.is_paid() {
            return Ok(());
        }
        let key = callback.paid_key(&self.toko);
        let note = note_of(callback)?;
        let mut waited = Duration::ZERO;
        loop {
            match self.guard.once_inside(&key, &note, &work).await {
                Err(rejection) if rejection.reason == Reason::Replayed => return Ok(()),
                Err(rejection) if rejection.reason == Reason::InProgress && waited < PATIENCE => {
                    self.guard.sleep(STEP).await;
                    waited = waited.saturating_add(STEP);
                }
                outcome => return outcome,
            }
        }
    }

    /// Runs the work for a callback. `arrived` is the key of its order where the callback has just arrived,
    /// and `None` where it is resumed.
    async fn work_on<W, F>(&self, callback: Callback, arrived: Option<String>, work: W) -> Reply
    where
        W: FnOnce(Delivery) -> F + MaybeSend,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let key = callback.key(&self.toko);
        let note = match note_of(&callback) {
            Ok(note) => note,
            Err(rejection) => return Reply::to(callback, Err(rejection)),
        };
        let status = callback.status_transaksi.as_str().to_lowercase();
        // An order is new once, whatever its status was told to be meanwhile.
        let is_change = callback.tipe_callback != TipeCallback::TransaksiBaru;
        let step = arrived.as_deref().filter(|_| is_change).map(|order| Step {
            order,
            status: &status,
        });
        let delivered = callback.clone();
        let outcome = self
            .guard
            .once_of(step, &key, &note, |attempt| {
                work(Delivery {
                    callback: delivered,
                    attempt,
                })
            })
            .await;
        self.postpone(key, &outcome);
        Reply::to(callback, outcome)
    }

    /// Notes until when work with this outcome waits, where another system has asked for a longer wait than
    /// the usual one.
    fn postpone(&self, key: String, outcome: &Result<(), Rejection>) {
        let usual = Rejection::new(Reason::WorkFailed).retry_after;
        let wait = match outcome {
            Err(rejection) if rejection.reason == Reason::WorkFailed => rejection.retry_after,
            _ => None,
        };
        let mut postponed = self.postponed();
        match wait.filter(|wait| Some(*wait) > usual) {
            Some(wait) => postponed.insert(key, self.guard.now().saturating_add(wait)),
            None => postponed.remove(&key),
        };
    }

    fn is_postponed(&self, key: &str) -> bool {
        let now = self.guard.now();
        self.postponed().get(key).is_some_and(|until| now < *until)
    }

    fn postponed(&self) -> MutexGuard<'_, HashMap<String, Duration>> {
        self.postponed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long a callback waits for another one that says that the same order is paid.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a callback waits before it looks again.
const STEP: Duration = Duration::from_millis(250);

/// The note of a callback in the store, from which it is resumed.
fn note_of(callback: &Callback) -> Result<String, Rejection> {
    serde_json::to_string(callback).map_err(|_| Rejection::new(Reason::StoreFailed))
}
