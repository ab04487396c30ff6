//! From a request to the work and back to an answer, for any server.

use std::fmt;
use std::future::Future;

use serde_json::{Map, Value};

use super::body;
use super::guard::Guard;
use super::rejection::{Reason, Rejection};
use super::reply::Reply;
use super::secret::SecretKey;
use super::store::Store;
use super::topup::TopUp;
use super::transaksi::Callback;
use crate::error::Error;
use crate::transport::{MaybeSend, Platform};
use crate::wire::Tree;

/// Where the secret stands: in callbacks, and in the POST of a top-up.
const SECRET: [&str; 2] = ["secret_key_callback", "secret_callback"];

/// Receives the callbacks of one shop. Cheap to share: put it into an `Arc`.
pub struct Receiver<S, P> {
    toko: String,
    secret: SecretKey,
    guard: Guard<S, P>,
    limit: usize,
    any_status: bool,
    log: fn(&Reply),
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

/// A callback to work on.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Delivery {
    /// What was received.
    pub callback: Callback,
    /// How often the work on it has been begun, this time included. Above 1, an earlier attempt may have
    /// done its part before it failed: look first.
    pub attempt: u32,
}

impl<S: Store, P: Platform> Receiver<S, P> {
    /// `toko` names the shop in the guard's store, where several may share one: any text, always the
    /// same. `secret` is the shop's `secret_key_callback`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] where one of them is empty, or the secret is longer than 256
    /// bytes.
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
            any_status: false,
            log: |_| {},
        })
    }

    /// The largest body that is read, in bytes: 65,536 unless told.
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Hands on callbacks whose `status_transaksi` is none that the documentation names, as
    /// [`super::StatusTransaksi::Lain`]; otherwise they are refused.
    pub fn any_status(self) -> Self {
        Self {
            any_status: true,
            ..self
        }
    }

    /// Is told every reply; [`Reply::log`] makes a line of it.
    pub fn log(self, log: fn(&Reply)) -> Self {
        Self { log, ..self }
    }

    /// The guard.
    pub fn guard(&self) -> &Guard<S, P> {
        &self.guard
    }

    /// The largest body that is read, in bytes.
    pub fn body_limit(&self) -> usize {
        self.limit
    }

    /// Checks a request, has its work done once, and says what to answer. `method` is HTTP's ("POST").
    ///
    /// Dropped before its end, it drops the work where it stands, which may then be begun again only when
    /// its lease is over. A server that drops handlers of lost connections spawns it.
    pub async fn receive<W, F>(&self, method: &str, body: &[u8], work: W) -> Reply
    where
        W: FnOnce(Delivery) -> F + MaybeSend,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let reply = match self.read(method, body) {
            Ok(callback) => self.work_on(callback, work).await,
            Err(rejection) => Reply::from(rejection),
        };
        (self.log)(&reply);
        reply
    }

    /// A rejection of what could not even be read, logged like any other.
    pub fn refuse(&self, reason: Reason) -> Reply {
        let reply = Reply::from(Rejection::new(reason));
        (self.log)(&reply);
        reply
    }

    /// Begins again what was begun and not finished: after a crash, at the program's start, and from time
    /// to time. What is being done is left alone, as is what another shop's receiver has begun.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`] where the store cannot tell. What becomes of each callback, its reply tells.
    pub async fn resume<W, F>(&self, work: W) -> Result<Vec<Reply>, Rejection>
    where
        W: Fn(Delivery) -> F + MaybeSend + crate::transport::MaybeSync,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let unfinished = self.guard.store().unfinished(self.guard.now()).await?;
        let mut replies = Vec::new();
        for left in unfinished {
            let callback = serde_json::from_str(&left.note)
                .ok()
                .and_then(|fields| Callback::read(fields, true).ok())
                // Another shop's, or other work that shares the store.
                .filter(|callback| callback.key(&self.toko) == left.key);
            if let Some(callback) = callback {
                let reply = self.work_on(callback, &work).await;
                (self.log)(&reply);
                replies.push(reply);
            }
        }
        Ok(replies)
    }

    /// Checks a request and reads its callback; nothing is noted of it.
    ///
    /// # Errors
    /// In this order: [`Reason::WrongMethod`], [`Reason::BodyTooLarge`], [`Reason::Unreadable`],
    /// [`Reason::WrongSecret`], and only then what is wrong with its fields.
    pub fn read(&self, method: &str, body: &[u8]) -> Result<Callback, Rejection> {
        Callback::read(self.verified(method, body)?, self.any_status)
    }

    /// Checks the POST of an override top-up and reads it; nothing is noted of it. The answer is the page
    /// that the member is to see, so it is the caller's.
    ///
    /// # Errors
    /// As [`Receiver::read`], and [`Reason::TopUpNotOk`]. The secret stands in `secret_callback` here.
    pub fn topup(&self, method: &str, body: &[u8]) -> Result<TopUp, Rejection> {
        TopUp::read(self.verified(method, body)?)
    }

    /// The body's fields without the secret, which was right.
    fn verified(&self, method: &str, body: &[u8]) -> Result<Map<String, Value>, Rejection> {
        if !method.eq_ignore_ascii_case("POST") {
            return Err(Rejection::new(Reason::WrongMethod));
        }
        if body.len() > self.limit {
            return Err(Rejection::new(Reason::BodyTooLarge));
        }
        let mut fields = body::read(body).ok_or_else(|| Rejection::new(Reason::Unreadable))?;
        let [first, second] = SECRET.map(|name| fields.remove(name));
        let sent = first.or(second).and_then(|value| value.to_text());
        if self.secret.is(&sent.unwrap_or_default()) {
            Ok(fields)
        } else {
            Err(Rejection::new(Reason::WrongSecret))
        }
    }

    async fn work_on<W, F>(&self, callback: Callback, work: W) -> Reply
    where
        W: FnOnce(Delivery) -> F + MaybeSend,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let key = callback.key(&self.toko);
        let note = match serde_json::to_string(&callback) {
            Ok(note) => note,
            Err(_) => return Reply::to(callback, Err(Rejection::new(Reason::StoreFailed))),
        };
        let delivered = callback.clone();
        let outcome = self
            .guard
            .once(&key, &note, |attempt| {
                work(Delivery {
                    callback: delivered,
                    attempt,
                })
            })
            .await;
        Reply::to(callback, outcome)
    }
}
