//! What the clients of the Closed API keep in a [`Store`] that several programs share, without the store's type.

use std::sync::Arc;
use std::time::Duration;

use crate::language::sentence;
use crate::marker::{Boxed, MaybeSend, MaybeSync};
use crate::server::callback::store::{
    Bid, Claim, End, Ended, Found, Reservation, Store, StoreError,
};

/// The calls of a [`Store`] that a client of the Closed API needs.
pub(super) trait SharedStore: MaybeSend + MaybeSync {
    /// Reserves `key` for `owner`; see [`Store::reserve`].
    fn reserve(
        &self,
        key: String,
        owner: String,
        now: Duration,
        length: Duration,
    ) -> Boxed<Result<Option<Duration>, StoreError>>;

    /// What is kept under `key`; see [`Store::find`].
    fn find(&self, key: String) -> Boxed<Result<Option<Found>, StoreError>>;

    /// Adds one to the count of a key and replaces its note. A count is a claim without a lease: a store numbers the
    /// attempts at one key, and grants the next attempt as soon as the lease is over.
    ///
    /// The key is listed as unfinished from `ends` on, so that [`forget_counts`](Self::forget_counts) finds it.
    fn count(&self, count: Count) -> Boxed<Result<Counted, StoreError>>;

    /// Deletes the counts that have ended and whose keys begin with `prefix`, except those that begin with `present`: for
    /// a moment, a count that goes on is listed among those that have ended.
    fn forget_counts(
        &self,
        prefix: String,
        present: String,
        now: Duration,
    ) -> Boxed<Result<(), StoreError>>;
}

/// One more of what a key counts.
#[derive(Debug, Clone)]
pub(super) struct Count {
    pub key: String,
    pub note: String,
    /// A text that no other count has.
    pub owner: String,
    pub now: Duration,
    /// The end of the count, as time since 1970-01-01 UTC.
    pub ends: Duration,
}

/// The answer to a [`Count`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// The new count.
    As(u32),
    /// Another program has counted in this millisecond by a clock that is this much ahead: nothing was counted.
    Later(Duration),
}

/// A store and its type.
pub(super) struct Shared<S>(pub Arc<S>);

impl<S: Store + 'static> SharedStore for Shared<S> {
    fn reserve(
        &self,
        key: String,
        owner: String,
        now: Duration,
        length: Duration,
    ) -> Boxed<Result<Option<Duration>, StoreError>> {
        let store = Arc::clone(&self.0);
        Box::pin(async move {
            let reservation = Reservation::new(&key, &owner, now, length);
            store.reserve(&reservation).await
        })
    }

    fn find(&self, key: String) -> Boxed<Result<Option<Found>, StoreError>> {
        let store = Arc::clone(&self.0);
        Box::pin(async move { store.find(&key).await })
    }

    fn count(&self, count: Count) -> Boxed<Result<Counted, StoreError>> {
        let store = Arc::clone(&self.0);
        Box::pin(async move {
            let Count {
                key,
                note,
                owner,
                now,
                ends,
            } = &count;
            let bid = Bid::new(key, note, *now, Duration::ZERO).owner(owner);
            match store.claim(&bid).await? {
                Claim::Claimed { attempt } => {
                    let end = End::Failed { next: *ends };
                    let ended = Ended::new(key, attempt, end, *now).owner(owner);
                    store.settle(&ended).await?;
                    Ok(Counted::As(attempt))
                }
                Claim::InProgress { left } => Ok(Counted::Later(left)),
                Claim::Done => Err(StoreError::new(sentence(
                    "hitungan permintaan tidak sesuai",
                ))),
            }
        })
    }

    fn forget_counts(
        &self,
        prefix: String,
        present: String,
        now: Duration,
    ) -> Boxed<Result<(), StoreError>> {
        let store = Arc::clone(&self.0);
        Box::pin(async move {
            let ended = store.unfinished(now).await?;
            let is_old = |key: &str| key.starts_with(&prefix) && !key.starts_with(&present);
            for left in ended.iter().filter(|left| is_old(&left.key)) {
                let ended = Ended::new(&left.key, left.attempt, End::Refused, now);
                store.settle(&ended).await?;
            }
            Ok(())
        })
    }
}
