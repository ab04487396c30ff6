//! The guard: it claims work in a store before the work runs, so that repeated callbacks run the work
//! once.

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::future::{Either, Ready, join, ready, select};

use super::given_up::given_up_note;
use super::rejection::{Reason, Rejection};
use super::store::{Bid, Claim, End, Ended, Step, Store};
use crate::layer::Backoff;
use crate::transport::{MaybeSend, Platform, milliseconds};

/// How much longer a lease is than the deadline of its work: the guard must still settle the claim of
/// work that it has stopped.
const GRACE: Duration = Duration::from_secs(30);

/// Runs work under a key at most once at a time, and never again after the work has succeeded; [`super`]
/// states the guarantee in full. The clock and the timer come from the [`Platform`].
///
/// ```
/// # use bukaolshop::transport::Platform;
/// use bukaolshop::server::callback::{Guard, MemoryStore, Ran};
///
/// # async fn run<P: Platform>(platform: P) -> Result<(), Box<dyn std::error::Error>> {
/// let guard = Guard::new(MemoryStore::new(), platform);
/// for expected in [Ran::Now, Ran::Before] {
///     let ran = guard.once("invoice-17", "", async |attempt| {
///         println!("attempt {attempt}");
///         Ok(())
///     });
///     assert_eq!(ran.await?, expected);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Guard<S, P> {
    pub(super) store: S,
    pub(super) platform: P,
    deadline: Duration,
    retries: Backoff,
    pub(super) settled_after: Duration,
    keeps_running: bool,
}

/// Whether work was run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ran {
    /// The work was run now, and has succeeded.
    Now,
    /// The work was done before.
    Before,
}

impl<S: fmt::Debug, P> fmt::Debug for Guard<S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("store", &self.store)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// The turn that work waits for. `begin` is run while the work is claimed, and `end` while its claim is settled, or where the work
/// is not to be done.
pub(super) struct InTurn<B, E> {
    pub(super) begin: B,
    pub(super) end: E,
}

/// For work that waits for no turn.
fn no_turn() -> InTurn<Ready<()>, Ready<Result<(), Rejection>>> {
    InTurn {
        begin: ready(()),
        end: ready(Ok(())),
    }
}

impl<S: Store, P: Platform> Guard<S, P> {
    /// When failed work is begun again, and when it is given up, unless [`retries`](Self::retries) says
    /// otherwise: 16 attempts in about a day, ten of them in the first hour.
    pub const RETRIES: Backoff = Backoff {
        attempts: 16,
        base_delay: Duration::from_secs(5),
        max_delay: Duration::from_secs(4 * 60 * 60),
    };

    /// A guard whose work may take 60 seconds, and is given up after 16 attempts in about a day.
    pub fn new(store: S, platform: P) -> Self {
        Self {
            store,
            platform,
            deadline: Duration::from_secs(60),
            retries: Self::RETRIES,
            settled_after: Duration::from_secs(60),
            keeps_running: false,
        }
    }

    /// Sets the deadline of the work; work that takes longer is dropped. Without a deadline the work
    /// could still be running when its lease expires and another claim starts it a second time. A deadline
    /// of zero is taken for one millisecond. Default: 60 seconds.
    pub fn deadline(self, deadline: Duration) -> Self {
        Self {
            deadline: deadline.max(Duration::from_millis(1)),
            ..self
        }
    }

    /// Sets when failed work is begun again, and after how many attempts it is given up. The wait before
    /// an attempt is a random time between a half and the whole of `base_delay`, doubled with each attempt
    /// up to `max_delay`. Default: [`RETRIES`](Self::RETRIES).
    pub fn retries(self, retries: Backoff) -> Self {
        Self { retries, ..self }
    }

    /// Sets how long another system may still be working on a request of which no answer came; 60 seconds
    /// by default. [`send_once`](Self::send_once) sends nothing again before that time is over.
    pub fn settled_after(self, settled_after: Duration) -> Self {
        Self {
            settled_after,
            ..self
        }
    }

    /// Says that the work goes on when its future is dropped, as a promise of JavaScript does. The claim of
    /// work that has passed its deadline is then settled by `settle`, and until
    /// then nobody else begins the work before its lease is over.
    #[cfg_attr(
        not(all(feature = "server-js", target_arch = "wasm32")),
        allow(dead_code, reason = "only work in JavaScript keeps running")
    )]
    pub(in crate::server) fn keeps_running(self) -> Self {
        Self {
            keeps_running: true,
            ..self
        }
    }

    /// The store that holds the claims.
    pub fn store(&self) -> &S {
        &self.store
    }

    pub(super) fn now(&self) -> Duration {
        self.platform.now()
    }

    /// A text that no other bid has.
    pub(super) fn owner(&self) -> String {
        owner(&self.platform)
    }

    /// A request to claim work now, for as long as the deadline allows.
    pub(super) fn bid<'b>(&self, key: &'b str, note: &'b str, owner: &'b str) -> Bid<'b> {
        Bid::new(key, note, self.now(), self.lease()).owner(owner)
    }

    /// How long others are kept from work that is running.
    pub(super) fn lease(&self) -> Duration {
        self.deadline.saturating_add(GRACE)
    }

    /// How long something may take whose claim must be settled before its lease ends.
    fn longest_in_lease(&self) -> Duration {
        self.deadline.saturating_add(GRACE / 2)
    }

    /// How long work may take.
    pub(super) fn longest(&self) -> Duration {
        self.deadline
    }

    /// Claims `key` and runs the work, unless the work is done or running. `work` receives the number of
    /// the attempt, from 1. The store keeps `note` and returns it from [`Store::unfinished`].
    ///
    /// Work that was done before is a success, and [`Ran::Before`] says so: inside other work, `?` goes on
    /// then.
    ///
    /// # Errors
    /// - [`Reason::InProgress`]: the work is running, or the program that claimed it has ended and its
    ///   lease has not expired yet.
    /// - [`Reason::WorkTimedOut`]: the work took longer than the deadline and was dropped.
    /// - [`Reason::StoreFailed`]: the store failed before the work, which was not started then; or it
    ///   failed after the work, which will be started again then.
    /// - The rejection that the work returns. The work can be claimed again, unless the reason [is
    ///   final](Reason::is_retryable); then the key is deleted, as if it had never been claimed. Work that
    ///   is [left to a person](Reason::is_held), or has failed too often, is [given up](End::GivenUp).
    pub async fn once<F>(
        &self,
        key: &str,
        note: &str,
        work: impl FnOnce(u32) -> F + MaybeSend,
    ) -> Result<Ran, Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let owner = self.owner();
        let bid = self.bid(key, note, &owner);
        self.run(&bid, self.deadline, work, no_turn()).await
    }

    /// [`once`](Self::once) without a deadline but that of the lease, for work that ends by itself after [the
    /// deadline](Self::within_deadline) and a wait for its turn. `step` tells the order's status where it has
    /// just arrived.
    pub(super) async fn once_in_turn<F>(
        &self,
        step: Option<Step<'_>>,
        key: &str,
        note: &str,
        work: impl FnOnce(u32) -> F + MaybeSend,
        turn: InTurn<
            impl Future<Output = ()> + MaybeSend,
            impl Future<Output = Result<(), Rejection>> + MaybeSend,
        >,
    ) -> Result<Ran, Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let owner = self.owner();
        let bid = Bid {
            step,
            ..self.bid(key, note, &owner)
        };
        self.run(&bid, self.longest_in_lease(), work, turn).await
    }

    /// [`once`](Self::once), for a part of work that runs in this guard already. The part has nine tenths of
    /// the deadline, so that its own claim is settled before the whole work is dropped.
    pub(super) async fn once_inside<F>(
        &self,
        key: &str,
        note: &str,
        work: impl FnOnce(u32) -> F + MaybeSend,
    ) -> Result<Ran, Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let owner = self.owner();
        let bid = self.bid(key, note, &owner);
        self.run(&bid, self.deadline.mul_f64(0.9), work, no_turn())
            .await
    }

    pub(super) async fn sleep(&self, duration: Duration) {
        self.platform.sleep(duration).await;
    }

    async fn run<F>(
        &self,
        bid: &Bid<'_>,
        deadline: Duration,
        work: impl FnOnce(u32) -> F + MaybeSend,
        turn: InTurn<
            impl Future<Output = ()> + MaybeSend,
            impl Future<Output = Result<(), Rejection>> + MaybeSend,
        >,
    ) -> Result<Ran, Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        // Both at once, for a store can send them in one statement.
        let (claim, ()) = join(self.store.claim(bid), turn.begin).await;
        let Ok(Claim::Claimed { attempt }) = claim else {
            // The turn may have begun though there is nothing to do in it.
            let turn_ended = turn.end.await;
            return match claim? {
                Claim::InProgress { left } => Err(in_progress(left)),
                _ => turn_ended.map(|()| Ran::Before),
            };
        };
        // In a box, for each function that a future is handed to would hold it twice.
        let work = Box::pin(work(attempt));
        let outcome = self.within(deadline, work).await;
        let is_late = matches!(&outcome, Err(late) if late.reason == Reason::WorkTimedOut);
        if is_late && self.keeps_running {
            // The work still runs, and settles its claim itself.
            return outcome.map(|()| Ran::Now);
        }
        let settling = self.settle(bid.key, attempt, bid.owner, &outcome);
        let (settled, turn_ended) = join(settling, turn.end).await;
        // The rejection of the work is more important than a failure to settle its claim.
        outcome?;
        settled?;
        turn_ended?;
        Ok(Ran::Now)
    }

    /// Stores how an attempt has ended. An empty `owner` stands for whoever has claimed it.
    pub(super) async fn settle(
        &self,
        key: &str,
        attempt: u32,
        owner: &str,
        outcome: &Result<(), Rejection>,
    ) -> Result<(), Rejection> {
        let now = self.platform.now();
        let end = match outcome {
            Ok(()) => End::Done,
            Err(rejection) => self.end_of(attempt, rejection),
        };
        let ended = Ended::new(key, attempt, end, now).owner(owner);
        if let (End::GivenUp, Err(rejection)) = (end, outcome) {
            // The person who looks at it must see why it was given up.
            let found = self.store.find(key).await?;
            let note = found.map(|found| found.note).unwrap_or_default();
            if let Some(note) = given_up_note(&note, rejection, now) {
                return Ok(self.store.settle(&ended.note(&note)).await?);
            }
        }
        Ok(self.store.settle(&ended).await?)
    }

    /// How an attempt ends that was rejected.
    fn end_of(&self, attempt: u32, rejection: &Rejection) -> End {
        match rejection.reason {
            Reason::Replayed => End::Done,
            reason if reason.is_held() => End::GivenUp,
            reason if !reason.is_retryable() => End::Refused,
            // Waiting for other work is no failure of this one.
            Reason::InProgress => End::Failed {
                next: self.platform.now().saturating_add(self.pause(1, rejection)),
            },
            _ if attempt >= self.retries.attempts => End::GivenUp,
            _ => End::Failed {
                next: (self.platform.now()).saturating_add(self.pause(attempt, rejection)),
            },
        }
    }

    /// The wait behind a failed attempt: one that grows with the number of attempts, and no shorter than
    /// another system has asked for.
    pub(super) fn pause(&self, attempt: u32, rejection: &Rejection) -> Duration {
        let usual = Rejection::new(rejection.reason).retry_after;
        let asked = rejection.retry_after.filter(|asked| Some(*asked) > usual);
        let pause = self.retries.spread(attempt, self.platform.random());
        pause.max(asked.unwrap_or_default())
    }

    /// Runs work until it ends, but no longer than the deadline. The second result is whether the work may
    /// still be running.
    pub(super) async fn within_deadline<F>(&self, work: F) -> (Result<(), Rejection>, bool)
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let outcome = self.within(self.deadline, work).await;
        let is_late = matches!(&outcome, Err(late) if late.reason == Reason::WorkTimedOut);
        (outcome, is_late && self.keeps_running)
    }

    /// Runs the work until it ends, but no longer than the deadline.
    async fn within<F>(&self, deadline: Duration, work: F) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let outcome = self.until(deadline, work).await;
        outcome.unwrap_or_else(|| Err(Rejection::new(Reason::WorkTimedOut)))
    }

    /// The output of a future; `None` where it takes so long that its claim could not be settled any more
    /// before the lease ends.
    pub(super) async fn within_lease<F: Future + MaybeSend>(&self, work: F) -> Option<F::Output> {
        self.until(self.longest_in_lease(), work).await
    }

    async fn until<F: Future + MaybeSend>(&self, deadline: Duration, work: F) -> Option<F::Output> {
        let deadline = self.platform.sleep(deadline);
        match select(pin!(work), pin!(deadline)).await {
            Either::Left((output, _)) => Some(output),
            Either::Right(((), _)) => None,
        }
    }
}

/// A text that nobody else has. The time and the random number tell programs apart, and the count tells apart what one program
/// does, also where its clock stands still and chance is always the same, as in tests.
pub(in crate::server) fn owner(platform: &impl Platform) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let random = (platform.random() * 9e15) as u64;
    format!("{:x}-{random:x}-{count:x}", milliseconds(platform.now()))
}

/// The rejection for work that is running, whose lease ends after this time.
pub(super) fn in_progress(left: Duration) -> Rejection {
    Rejection {
        retry_after: Some(left),
        ..Rejection::new(Reason::InProgress)
    }
}
