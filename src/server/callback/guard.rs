//! The guard: it claims work in a store before the work runs, so that repeated callbacks run the work
//! once.

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};

use super::rejection::{Reason, Rejection};
use super::store::{Bid, Claim, End, Step, Store};
use crate::transport::{MaybeSend, Platform};

/// How much longer a lease is than the deadline of its work: the guard must still settle the claim of
/// work that it has stopped.
const GRACE: Duration = Duration::from_secs(30);

/// Runs work under a key at most once at a time, and never again after the work has succeeded; [`super`]
/// states the guarantee in full. The clock and the timer come from the [`Platform`].
pub struct Guard<S, P> {
    store: S,
    platform: P,
    deadline: Duration,
}

impl<S: fmt::Debug, P> fmt::Debug for Guard<S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("store", &self.store)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl<S: Store, P: Platform> Guard<S, P> {
    /// A guard whose work may take 60 seconds.
    pub fn new(store: S, platform: P) -> Self {
        Self {
            store,
            platform,
            deadline: Duration::from_secs(60),
        }
    }

    /// Sets the deadline of the work; work that takes longer is dropped. Without a deadline the work
    /// could still be running when its lease expires and another claim starts it a second time.
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// The store that holds the claims.
    pub fn store(&self) -> &S {
        &self.store
    }

    pub(super) fn now(&self) -> Duration {
        self.platform.now()
    }

    /// Claims `key` and runs the work, unless the work is done or running. `work` receives the number of
    /// the attempt, from 1. The store keeps `note` and returns it from [`Store::unfinished`].
    ///
    /// # Errors
    /// - [`Reason::Replayed`]: the work was done before.
    /// - [`Reason::InProgress`]: the work is running, or the program that claimed it has ended and its
    ///   lease has not expired yet.
    /// - [`Reason::WorkTimedOut`]: the work took longer than the deadline and was dropped.
    /// - [`Reason::StoreFailed`]: the store failed before the work, which was not started then; or it
    ///   failed after the work, which will be started again then.
    /// - The rejection that the work returns. The work can be claimed again, unless the reason [is
    ///   final](Reason::is_retryable); then the key is deleted, as if it had never been claimed.
    pub async fn once<F>(
        &self,
        key: &str,
        note: &str,
        work: impl FnOnce(u32) -> F + MaybeSend,
    ) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        self.once_of(None, key, note, work).await
    }

    /// [`once`](Self::once), for work about an order's status that has just arrived.
    pub(super) async fn once_of<F>(
        &self,
        step: Option<Step<'_>>,
        key: &str,
        note: &str,
        work: impl FnOnce(u32) -> F + MaybeSend,
    ) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let lease = self.deadline.saturating_add(GRACE);
        let bid = Bid {
            step,
            ..Bid::new(key, note, self.platform.now(), lease)
        };
        self.run(&bid, self.deadline, work).await
    }

    /// [`once`](Self::once), for a part of work that runs in this guard already. The part has nine tenths of
    /// the deadline, so that its own claim is settled before the whole work is dropped.
    pub(super) async fn once_inside<F>(
        &self,
        key: &str,
        note: &str,
        work: impl FnOnce(u32) -> F + MaybeSend,
    ) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let lease = self.deadline.saturating_add(GRACE);
        let bid = Bid::new(key, note, self.platform.now(), lease);
        self.run(&bid, self.deadline.mul_f64(0.9), work).await
    }

    pub(super) async fn sleep(&self, duration: Duration) {
        self.platform.sleep(duration).await;
    }

    async fn run<F>(
        &self,
        bid: &Bid<'_>,
        deadline: Duration,
        work: impl FnOnce(u32) -> F + MaybeSend,
    ) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let attempt = match self.store.claim(bid).await? {
            Claim::Claimed { attempt } => attempt,
            Claim::Done => return Err(Rejection::new(Reason::Replayed)),
            Claim::InProgress { left } => {
                return Err(Rejection {
                    retry_after: Some(left),
                    ..Rejection::new(Reason::InProgress)
                });
            }
        };
        let outcome = self.within(deadline, work(attempt)).await;
        let end = match &outcome {
            Ok(()) => End::Done,
            Err(rejection) if rejection.reason == Reason::Replayed => End::Done,
            Err(rejection) if rejection.reason.is_retryable() => End::Failed,
            Err(_) => End::Refused,
        };
        let now = self.platform.now();
        let settled = self.store.settle(bid.key, attempt, end, now).await;
        // The rejection of the work is more important than a failure to settle its claim.
        outcome?;
        Ok(settled?)
    }

    /// Runs the work until it ends, but no longer than the deadline.
    async fn within<F>(&self, deadline: Duration, work: F) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let deadline = self.platform.sleep(deadline);
        match select(pin!(work), pin!(deadline)).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(((), _)) => Err(Rejection::new(Reason::WorkTimedOut)),
        }
    }
}
