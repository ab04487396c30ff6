//! The receiver of callbacks: it turns a request into a delivery, and the result of the work into a
//! reply.

use std::fmt;
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{FutureExt, join_all};
use serde_json::{Map, Value};

use super::body;
use super::given_up::{DeadLetter, DeadWork, read_note};
use super::guard::{Guard, InTurn, Ran};
use super::look_ups::LookUps;
use super::rejection::{Reason, Rejection};
use super::reply::Reply;
use super::secret::SecretKey;
use super::send_once::{Errand, ErrandNote, checked_key};
use super::store::statements::SENTENCES;
use super::store::{Claim, End, Ended, Step, Store, StoreError, Unfinished};
use super::topup::TopUp;
use super::transaksi::{Callback, TURN, TipeCallback, joined};
use crate::error::Error;
use crate::language::sentence;
use crate::repair::Tree;
use crate::transport::{MaybeSend, MaybeSync, Platform};

/// The names of the field that holds the secret: the first in callbacks, the second in the POST of a
/// top-up.
const SECRET_FIELDS: [&str; 2] = ["secret_key_callback", "secret_callback"];

/// How long the body of a callback may take to arrive unless [`Receiver::body_timeout`] says otherwise: 30 seconds.
pub const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// Receives the callbacks of one shop. Several tasks share a receiver in an `Arc`.
///
/// ```
/// # use bukaolshop::transport::Platform;
/// use bukaolshop::server::callback::{Delivery, Guard, MemoryStore, Receiver};
///
/// # async fn serve<P: Platform>(platform: P, body: &[u8]) -> Result<(), bukaolshop::Error> {
/// let guard = Guard::new(MemoryStore::new(), platform);
/// let receiver = Receiver::new("toko-saya", "SECRET_KEY_CALLBACK", guard)?.limit(16_384);
///
/// let work = async |delivery: Delivery| {
///     println!("{} is {}", delivery.callback.nomor_pembayaran, delivery.callback.status_transaksi.as_str());
///     Ok(())
/// };
/// let reply = receiver.receive("POST", body, work).await;
/// println!("{} {}", reply.status(), reply.body());
/// # Ok(())
/// # }
/// ```
pub struct Receiver<S, P> {
    toko: String,
    secret: SecretKey,
    /// The secret that `secret` has replaced.
    previous_secret: Option<SecretKey>,
    /// Whether the store has been asked whose claims it holds.
    is_checked: AtomicBool,
    guard: Guard<S, P>,
    look_ups: LookUps,
    limit: usize,
    body_timeout: Duration,
    only_known: bool,
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

/// The turn of a callback among those of its order.
struct Turn {
    key: String,
    owner: String,
    /// The number of the attempt under which the turn was claimed; 0 before that.
    begun: AtomicU32,
}

impl Turn {
    fn new(key: String, owner: String) -> Self {
        let begun = AtomicU32::new(0);
        Self { key, owner, begun }
    }

    /// The attempt under which the turn was claimed; `None` before that.
    fn attempt(&self) -> Option<u32> {
        Some(self.begun.load(Ordering::Relaxed)).filter(|attempt| *attempt > 0)
    }
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
            previous_secret: None,
            is_checked: AtomicBool::new(false),
            guard,
            look_ups: LookUps::default(),
            limit: 64 * 1024,
            body_timeout: BODY_TIMEOUT,
            only_known: false,
            log: |_| {},
        })
    }

    /// Tells the receiver the old secret that its own one replaces. The receiver takes callbacks with either secret, and the
    /// store takes the new one for that of the shop from then on. A program calls this for as long as callbacks with the
    /// old secret may arrive. Default: no old secret.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a secret that is shorter than 4 or longer than 256 bytes.
    pub fn previous_secret(self, secret: &str) -> Result<Self, Error> {
        Ok(Self {
            previous_secret: Some(SecretKey::new(secret)?),
            ..self
        })
    }

    /// Asks the store whether its claims are those of this shop. The methods that use the store do this by themselves
    /// before they use it for the first time; a program that does it when it starts need not wait for a callback to learn
    /// that its store is another shop's.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`] where the store fails, or where it holds the claims of a shop with another secret; the
    /// note says what to do then.
    pub async fn check_store(&self) -> Result<(), Rejection> {
        if self.is_checked.load(Ordering::Acquire) {
            return Ok(());
        }
        let secret = self.secret.fingerprint();
        let previous = self.previous_secret.as_ref().map(SecretKey::fingerprint);
        let store = self.guard.store();
        if !store.check_secret(&secret, previous.as_deref()).await? {
            return Err(StoreError::new(sentence(SENTENCES.other_secret)).into());
        }
        self.is_checked.store(true, Ordering::Release);
        Ok(())
    }

    /// Sets the largest body that the receiver reads, in bytes; 65,536 by default.
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Sets how long the body of a callback may take to arrive, for a server that reads bodies for this
    /// receiver; [`BODY_TIMEOUT`] by default.
    pub fn body_timeout(self, body_timeout: Duration) -> Self {
        Self {
            body_timeout,
            ..self
        }
    }

    /// How long the body of a callback may take to arrive.
    pub fn body_timeout_of(&self) -> Duration {
        self.body_timeout
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

    /// Sets a function that is called with each reply; [`Reply::log`] formats a line for a log. Default: no function.
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

    /// Runs work again that was claimed and not finished, several pieces of it at once: after a crash, and
    /// after a failure when it is time for another attempt. Work that is running is left alone, and so is the
    /// work of other shops in the same store. [`keep_working`](Self::keep_working) does this all the time.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`] where the store cannot list its claims. The result of each callback is in
    /// its reply.
    pub async fn resume<W, F>(&self, work: W) -> Result<Vec<Reply>, Rejection>
    where
        W: Fn(Delivery) -> F + MaybeSend + MaybeSync,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        self.check_store().await?;
        let unfinished = self.guard.store().unfinished(self.guard.now()).await?;
        for left in &unfinished {
            self.end_turn_of_crashed(left).await?;
        }
        let callbacks: Vec<Callback> = unfinished
            .iter()
            .filter_map(|left| self.callback_of(left))
            .collect();
        // Several workers take the next callback each, until none is left.
        let left = Mutex::new(callbacks.into_iter());
        let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
        let (work, next) = (&work, &next);
        let workers = (0..AT_ONCE).map(|_| async move {
            let mut replies = Vec::new();
            while let Some(callback) = next() {
                replies.push(Box::pin(self.work_and_log(callback, work)).await);
            }
            replies
        });
        Ok(join_all(workers).await.concat())
    }

    /// Resumes what is unfinished, again and again, without end. A program runs this in a task of its own
    /// from its start on, beside the server: what a crash has interrupted need not be done before callbacks
    /// are received.
    ///
    /// Failures of the store are logged by the reply that [`Receiver::log`] gets.
    pub async fn keep_working<W, F>(&self, work: W)
    where
        W: Fn(Delivery) -> F + MaybeSend + MaybeSync,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        loop {
            if let Err(rejection) = self.resume(&work).await {
                (self.log)(&Reply::from(rejection));
            }
            self.guard.sleep(PAUSE).await;
        }
    }

    /// The work that was given up, because it has failed too often or because it needs a person: the work on callbacks of
    /// this shop, and everything that was [to be sent once](Guard::send_once) through the store.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    pub async fn dead_letters(&self) -> Result<Vec<DeadLetter>, Rejection> {
        self.check_store().await?;
        let given_up = self.guard.store().given_up().await?;
        let letters = given_up.into_iter().filter_map(|left| {
            let (note, why) = read_note(&left.note);
            let errand = |note: ErrandNote| DeadWork::Sent {
                about: note.about,
                at: note.sending,
            };
            let work = match self.callback_of(&left) {
                Some(callback) => DeadWork::Callback(callback),
                None => errand(ErrandNote::read(&note)?),
            };
            let (reason, note, at) = match why {
                Some(why) => (why.reason, why.why, why.at),
                None => (Reason::WorkFailed.name().to_owned(), None, 0),
            };
            Some(DeadLetter {
                key: left.key,
                work,
                reason,
                note,
                attempts: left.attempt,
                at,
            })
        });
        Ok(letters.collect())
    }

    /// Begins the work on a callback again that was given up. Returns `None` where the work on no callback of this shop was
    /// given up under this key.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`] where the store cannot list its claims.
    pub async fn retry<W, F>(&self, key: &str, work: W) -> Result<Option<Reply>, Rejection>
    where
        W: Fn(Delivery) -> F + MaybeSend + MaybeSync,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        self.check_store().await?;
        let given_up = self.guard.store().given_up().await?;
        let left = given_up.iter().find(|left| left.key == key);
        match left.and_then(|left| self.callback_of(left)) {
            Some(callback) => Ok(Some(self.work_and_log(callback, work).await)),
            None => Ok(None),
        }
    }

    /// Notes what a person has decided about work of this shop that was [given up](Self::dead_letters), the work on a callback or
    /// what was to be sent once. Work that is `done` is never begun again. Otherwise the work on a callback is begun again by
    /// whichever program [resumes](Self::resume) what is unfinished, and something that was to be sent can be sent again. False
    /// where nothing was given up under this key, or where it is being worked on.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    pub async fn decide(&self, key: &str, done: bool) -> Result<bool, Rejection> {
        self.check_store().await?;
        let store = self.guard.store();
        let given_up = store.given_up().await?;
        let Some(left) = given_up.iter().find(|left| left.key == key) else {
            return Ok(false);
        };
        let Some(callback) = self.callback_of(left) else {
            return self.guard.decide(key, done).await;
        };
        let note = note_of(&callback)?;
        let owner = self.guard.owner();
        let Claim::Claimed { attempt } = store.claim(&self.guard.bid(key, &note, &owner)).await?
        else {
            return Ok(false);
        };
        let now = self.guard.now();
        let end = match done {
            true => End::Done,
            false => End::Failed { next: now },
        };
        let ended = Ended::new(key, attempt, end, now).owner(&owner);
        store.settle(&ended).await?;
        Ok(true)
    }

    /// Sends something once under a key of this shop: [`Guard::send_once`], with the name of the shop before
    /// the key.
    ///
    /// # Errors
    /// Those of [`Guard::send_once`].
    pub async fn send_once(
        &self,
        key: &str,
        about: Option<&str>,
        errand: &impl Errand,
    ) -> Result<Ran, Rejection> {
        checked_key(key)?;
        self.check_store().await?;
        let key = format!("{}:{key}", joined([&*self.toko, "sekali"]));
        self.guard.send_once(&key, about, errand).await
    }

    /// The look-ups that callbacks share.
    pub(super) fn look_ups(&self) -> &LookUps {
        &self.look_ups
    }

    /// The name of the shop in the store.
    pub(in crate::server) fn toko(&self) -> &str {
        &self.toko
    }

    /// The callback of a claim; `None` for one of another shop or of other work.
    fn callback_of(&self, left: &Unfinished) -> Option<Callback> {
        let (note, _) = read_note(&left.note);
        let fields = serde_json::from_str(&note).ok()?;
        let callback = Callback::read(fields, false).ok()?;
        (callback.key(&self.toko) == left.key).then_some(callback)
    }

    /// Runs the work for a callback that has not just arrived.
    pub(super) async fn work_and_log<W, F>(&self, callback: Callback, work: W) -> Reply
    where
        W: Fn(Delivery) -> F + MaybeSend + MaybeSync,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let reply = self.work_on(callback, None, work).await;
        (self.log)(&reply);
        reply
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
    /// The reasons of [`Receiver::read`], and [`Reason::TopUpNotOk`]. The field of the secret is `secret_callback` in a
    /// top-up.
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
        let sent = sent.unwrap_or_default();
        let is_previous = self
            .previous_secret
            .as_ref()
            .is_some_and(|previous| previous.is(&sent));
        if self.secret.is(&sent) | is_previous {
            Ok(fields)
        } else {
            Err(Rejection::new(Reason::WrongSecret))
        }
    }

    /// Runs work once for each order that is paid. Two callbacks can say that an order is paid, a new transaction that
    /// was paid at once and a changed status; the first one that arrives runs the work. The program calls this from its work, for example to deliver
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
                Ok(Ran::Now | Ran::Before) => return Ok(()),
                Err(rejection) if rejection.reason == Reason::InProgress && waited < PATIENCE => {
                    self.guard.sleep(STEP).await;
                    waited = waited.saturating_add(STEP);
                }
                Err(rejection) => return Err(rejection),
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
        let since = self.look_ups.ticket();
        if let Err(rejection) = self.check_store().await {
            return Reply::to(callback, Err(rejection));
        }
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
        let turn = Turn::new(callback.turn_key(&self.toko), self.guard.owner());
        let working = async |attempt| {
            let _arrival = self.look_ups.note(&key, since);
            // In a box, for each function that a future is handed to would hold it twice.
            let work = Box::pin(work(Delivery {
                callback: delivered,
                attempt,
            }));
            self.in_turn(&turn, &callback, work).await
        };
        let in_turn = InTurn {
            // A turn that cannot be begun yet, or is not heard of, is waited for by the work.
            begin: self.begin_turn(&turn).map(|_| ()),
            end: self.end_turn(&turn),
        };
        let outcome = self
            .guard
            .once_in_turn(step, &key, &note, working, in_turn)
            .await;
        let outcome = match outcome {
            Ok(Ran::Before) => Err(Rejection::new(Reason::Replayed)),
            other => other.map(|_| ()),
        };
        Reply::to(callback, outcome)
    }

    /// Runs the work on a callback once its turn has begun: the work on callbacks of one order runs one after
    /// the other, in all programs that share the store. Other callbacks wait for a while, and are then told to
    /// come back. [`end_turn`](Self::end_turn) lets the next one begin.
    async fn in_turn<F>(&self, turn: &Turn, callback: &Callback, work: F) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let patience = PATIENCE.min(self.guard.longest() / 2);
        let mut waited = Duration::ZERO;
        while turn.attempt().is_none() {
            if waited >= patience {
                return Err(Rejection::new(Reason::InProgress));
            }
            self.guard.sleep(STEP).await;
            waited = waited.saturating_add(STEP);
            self.begin_turn(turn).await?;
        }
        let (outcome, still_runs) = self.guard.within_deadline(work).await;
        if still_runs {
            // The turn ends with the work, or with its lease.
            return outcome;
        }
        if outcome.is_ok() && callback.status_transaksi.is_paid() {
            // A sweep must know that somebody has told of the payment.
            let key = callback.told_key(&self.toko);
            let told = Ended::new(&key, 1, End::Done, self.guard.now());
            self.guard.store().settle(&told).await?;
        }
        outcome
    }

    /// Begins a turn unless that of another callback has not ended yet.
    async fn begin_turn(&self, turn: &Turn) -> Result<(), StoreError> {
        let bid = self.guard.bid(&turn.key, "", &turn.owner);
        if let Claim::Claimed { attempt } = self.guard.store().claim(&bid).await? {
            turn.begun.store(attempt, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Ends a turn that has begun.
    async fn end_turn(&self, turn: &Turn) -> Result<(), Rejection> {
        let Some(attempt) = turn.attempt() else {
            return Ok(());
        };
        let ended = Ended::new(&turn.key, attempt, End::Refused, self.guard.now());
        let store = self.guard.store();
        Ok(store.settle(&ended.owner(&turn.owner)).await?)
    }

    /// Settles the claims of work that went on behind its deadline, and has ended now. `attempt` is that of
    /// the delivery, and `since` the time at which it began.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    #[cfg_attr(
        not(all(feature = "server-js", target_arch = "wasm32")),
        allow(dead_code, reason = "only work in JavaScript keeps running")
    )]
    pub(in crate::server) async fn settle_late(
        &self,
        callback: &Callback,
        attempt: u32,
        since: Duration,
        outcome: &Result<(), Rejection>,
    ) -> Result<(), Rejection> {
        let key = callback.key(&self.toko);
        self.guard.settle(&key, attempt, "", outcome).await?;
        let now = self.guard.now();
        if now < since.saturating_add(self.guard.lease()) {
            // Nobody else can have taken the turn yet.
            let key = callback.turn_key(&self.toko);
            let store = self.guard.store();
            if let Some(turn) = store.find(&key).await? {
                let ended = Ended::new(&key, turn.attempt, End::Refused, now);
                store.settle(&ended).await?;
            }
        }
        Ok(())
    }

    /// The same for work that is done once for a paid order.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    #[cfg_attr(
        not(all(feature = "server-js", target_arch = "wasm32")),
        allow(dead_code, reason = "only work in JavaScript keeps running")
    )]
    pub(in crate::server) async fn settle_paid_late(
        &self,
        callback: &Callback,
        attempt: u32,
        outcome: &Result<(), Rejection>,
    ) -> Result<(), Rejection> {
        let key = callback.paid_key(&self.toko);
        self.guard.settle(&key, attempt, "", outcome).await
    }

    /// Forgets the turn of an order whose program has ended in the middle of its work.
    async fn end_turn_of_crashed(&self, left: &Unfinished) -> Result<(), Rejection> {
        let prefix = joined([&*self.toko, TURN]);
        if !left.key.starts_with(&format!("{prefix}:")) {
            return Ok(());
        }
        let store = self.guard.store();
        let owner = self.guard.owner();
        let bid = self.guard.bid(&left.key, "", &owner);
        if let Claim::Claimed { attempt } = store.claim(&bid).await? {
            let ended = Ended::new(&left.key, attempt, End::Refused, self.guard.now());
            store.settle(&ended.owner(&owner)).await?;
        }
        Ok(())
    }
}

/// How many callbacks are resumed at once.
const AT_ONCE: usize = 4;

/// How long `keep_working` waits before it looks for unfinished work again.
const PAUSE: Duration = Duration::from_secs(10);

/// How long a callback waits for another one that says that the same order is paid.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a callback waits before it looks again.
const STEP: Duration = Duration::from_millis(250);

/// The note of a callback in the store, from which it is resumed.
fn note_of(callback: &Callback) -> Result<String, Rejection> {
    serde_json::to_string(callback).map_err(|_| Rejection::new(Reason::StoreFailed))
}
