//! Work that is done once, however often it is asked for.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use super::rejection::{Reason, Rejection};
use super::store::{Bid, Claim, End, Store};
use crate::transport::{MaybeSend, Platform};

/// How much longer a claim holds than its work may take: what is stopped has to be noted, too.
const GRACE: Duration = Duration::from_secs(30);

/// Sees to it that work runs at most once at a time, and not again after it has succeeded; the promise is
/// worded at [`super`]. Time and waiting come from the [`Platform`].
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
    /// Work may take a minute.
    pub fn new(store: S, platform: P) -> Self {
        Self {
            store,
            platform,
            deadline: Duration::from_secs(60),
        }
    }

    /// How long work may take before it is stopped. Were it not, it could still be running when its
    /// lease ends and another begins it.
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// Where it is noted what was done.
    pub fn store(&self) -> &S {
        &self.store
    }

    pub(super) fn now(&self) -> Duration {
        self.platform.now()
    }

    /// Runs the work unless it was done or is being done. It is told which attempt it is, from 1.
    ///
    /// `key` names the work; `note` is handed out again by [`Store::unfinished`].
    ///
    /// # Errors
    /// - [`Reason::Replayed`]: it was done before.
    /// - [`Reason::InProgress`]: it is being done, or who did it has died less than a lease ago.
    /// - [`Reason::WorkTimedOut`]: it took longer than the deadline, and was dropped where it stood.
    /// - [`Reason::StoreFailed`]: nobody can tell, so it was not begun; or it was done and could not be
    ///   noted, so it will be begun again.
    /// - What the work returns. It may be begun again, unless its reason
    ///   [is final](Reason::is_retryable): then it is forgotten, as if it had never been asked for.
    pub async fn once<F>(
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
        let attempt = match self.store.claim(&bid).await? {
            Claim::Claimed { attempt } => attempt,
            Claim::Done => return Err(Rejection::new(Reason::Replayed)),
            Claim::InProgress { left } => {
                return Err(Rejection {
                    retry_after: Some(left),
                    ..Rejection::new(Reason::InProgress)
                });
            }
        };
        let outcome = self.in_time(work(attempt)).await;
        let end = match &outcome {
            Ok(()) => End::Done,
            Err(rejection) if rejection.reason == Reason::Replayed => End::Done,
            Err(rejection) if rejection.reason.is_retryable() => End::Failed,
            Err(_) => End::Refused,
        };
        let now = self.platform.now();
        let settled = self.store.settle(key, attempt, end, now).await;
        // What the work says matters more than that it could not be noted.
        outcome?;
        Ok(settled?)
    }

    async fn in_time<F>(&self, work: F) -> Result<(), Rejection>
    where
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let mut work = pin!(work);
        let mut deadline = pin!(self.platform.sleep(self.deadline));
        poll_fn(|context| match work.as_mut().poll(context) {
            Poll::Ready(outcome) => Poll::Ready(outcome),
            Poll::Pending => {
                let passed = deadline.as_mut().poll(context);
                passed.map(|()| Err(Rejection::new(Reason::WorkTimedOut)))
            }
        })
        .await
    }
}
