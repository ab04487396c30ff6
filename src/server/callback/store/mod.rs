//! The store: where a [`Guard`](super::Guard) keeps its claims.
//!
//! # Writing a store
//!
//! A store has five methods, each of which is one statement of SQL. With a table `callback(key PRIMARY
//! KEY, attempt, until, next, note, done, step_order, status)`, where `until` is the end of the lease and
//! `next` the time from which unfinished work is listed, `NULL` for work that was given up, and times in
//! milliseconds:
//!
//! ```sql
//! -- claim: the statement returns a row if the claim is granted. If it returns none, the work is done
//! -- or running; a SELECT of that row tells which, and until when the lease runs.
//! INSERT INTO callback VALUES (:key, 1, :now + :lease, 0, :note, false, :order, :status)
//!   ON CONFLICT (key) DO UPDATE
//!     SET attempt = callback.attempt + 1, until = :now + :lease, next = 0, note = :note
//!     WHERE NOT callback.done AND callback.until <= :now
//!   RETURNING attempt;
//! -- then, if the claim was granted and has a step: forget the order's other statuses
//! DELETE FROM callback WHERE done AND step_order = :order AND status <> :status;
//! -- settle, with End::Done, End::Failed, End::GivenUp, End::Refused
//! UPDATE callback SET done = true, until = :now, note = coalesce(:note, '') WHERE key = :key;
//! UPDATE callback SET until = 0, next = :next, note = coalesce(:note, note)
//!   WHERE key = :key AND attempt = :attempt AND NOT done;
//! UPDATE callback SET until = 0, next = NULL, note = coalesce(:note, note)
//!   WHERE key = :key AND attempt = :attempt AND NOT done;
//! DELETE FROM callback WHERE key = :key AND attempt = :attempt AND NOT done;
//! -- unfinished
//! SELECT key, note, attempt FROM callback WHERE NOT done AND until <= :now AND next <= :now;
//! -- given_up
//! SELECT key, note, attempt FROM callback WHERE NOT done AND next IS NULL;
//! -- find
//! SELECT attempt, done, note FROM callback WHERE key = :key;
//! -- from time to time: delete finished work
//! DELETE FROM callback WHERE done AND until < :now - :kept;
//! ```
//!
//! In Redis a store is a hash for each key with the same fields, and the same conditions in a short
//! script. Where several machines share a store, their clocks must agree to a few seconds: a lease is
//! only 30 seconds longer than the deadline of its work.

pub(in crate::server) mod claim_table;
#[cfg(not(target_arch = "wasm32"))]
mod file;
#[cfg(not(target_arch = "wasm32"))]
mod journal;
mod memory;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

#[cfg(not(target_arch = "wasm32"))]
pub use file::FileStore;
pub use memory::MemoryStore;

use super::rejection::{Reason, Rejection};
use crate::transport::{MaybeSend, MaybeSync};

/// How long finished work is remembered by default.
pub(in crate::server) const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Keeps the claims of work: which work is running, and which is done. Each call must take effect as a
/// whole or not at all, even when several calls run at the same time.
pub trait Store: MaybeSend + MaybeSync {
    /// Grants a claim if the work is neither done nor running. A claim whose lease has expired can be
    /// granted again.
    fn claim(&self, bid: &Bid<'_>) -> impl Future<Output = Result<Claim, StoreError>> + MaybeSend;

    /// Settles a claim: stores how an attempt has ended. [`End::Done`] counts from every attempt; the
    /// others count only from the latest attempt, because an earlier one has lost its lease.
    fn settle(&self, ended: &Ended<'_>)
    -> impl Future<Output = Result<(), StoreError>> + MaybeSend;

    /// The claims that are neither done nor running nor given up, and whose time has come: their leases
    /// have expired, or their work has failed and was to be begun again from a time that has passed.
    fn unfinished(
        &self,
        now: Duration,
    ) -> impl Future<Output = Result<Vec<Unfinished>, StoreError>> + MaybeSend;

    /// The claims of work that was [given up](End::GivenUp). They can be claimed like those of work that
    /// has failed.
    fn given_up(&self) -> impl Future<Output = Result<Vec<Unfinished>, StoreError>> + MaybeSend;

    /// What the store has under a key; `None` where it has nothing.
    fn find(
        &self,
        key: &str,
    ) -> impl Future<Output = Result<Option<Found>, StoreError>> + MaybeSend;
}

/// A request to claim work.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Bid<'b> {
    /// The key of the work: letters, digits and `-_.~%:`.
    pub key: &'b str,
    /// The data that running the work another time needs; see [`Unfinished`]. It may hold a member's
    /// data.
    pub note: &'b str,
    /// The time since 1970-01-01 UTC.
    pub now: Duration,
    /// The length of the lease: how long from `now` no other claim of this key may be granted.
    pub lease: Duration,
    /// For a callback that has just arrived, the order and the status that it is about. When the claim is
    /// granted, the store forgets the finished work of the same order with another status: an order can go
    /// back and forward again, and the same status is then no repetition.
    pub step: Option<Step<'b>>,
}

/// The order that a callback is about, and the status that it claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'b> {
    /// A key of the order: letters, digits and `-_.~%:`.
    pub order: &'b str,
    /// The status, in lower case.
    pub status: &'b str,
}

impl<'b> Bid<'b> {
    /// A request to claim work, for the tests of a store.
    pub fn new(key: &'b str, note: &'b str, now: Duration, lease: Duration) -> Self {
        Self {
            key,
            note,
            now,
            lease,
            step: None,
        }
    }
}

/// The answer to a [`Bid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// The claim is granted, and the work may run.
    Claimed {
        /// The number of this attempt, from 1.
        attempt: u32,
    },
    /// Another claim of this key holds a lease that has not expired.
    InProgress {
        /// The longest time until that lease expires.
        left: Duration,
    },
    /// The work is done.
    Done,
}

/// How an attempt at the work has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The work is done and must not be claimed again.
    Done,
    /// The work has failed. It can be claimed again at once, and [`Store::unfinished`] lists it from `next`
    /// on.
    Failed {
        /// The time since 1970-01-01 UTC.
        next: Duration,
    },
    /// The work has failed and is left to a person. It can be claimed again, and [`Store::given_up`] lists
    /// it.
    GivenUp,
    /// The work should never have been claimed: the key is deleted.
    Refused,
}

/// The end of an attempt, for [`Store::settle`].
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Ended<'e> {
    /// The key of the work.
    pub key: &'e str,
    /// The number of the attempt.
    pub attempt: u32,
    /// How it has ended.
    pub end: End,
    /// The time since 1970-01-01 UTC.
    pub now: Duration,
    /// The note in place of that of the claim. Without one, the note of work that is done is deleted and
    /// that of other work stays.
    pub note: Option<&'e str>,
}

impl<'e> Ended<'e> {
    /// The end of an attempt, whose note stays as it is.
    pub fn new(key: &'e str, attempt: u32, end: End, now: Duration) -> Self {
        Self {
            key,
            attempt,
            end,
            now,
            note: None,
        }
    }

    /// Replaces the note.
    #[must_use]
    pub fn note(self, note: &'e str) -> Self {
        Self {
            note: Some(note),
            ..self
        }
    }
}

/// What a store has under a key.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of the latest attempt, from 1.
    pub attempt: u32,
    /// Whether the work is done.
    pub done: bool,
    /// The note.
    pub note: String,
}

/// Leaves out the note, which may hold a member's data.
impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("attempt", &self.attempt)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

/// Work that was claimed and neither finished nor is running.
#[derive(Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The key of its claim.
    pub key: String,
    /// The note of its claim.
    pub note: String,
    /// The number of attempts so far.
    pub attempt: u32,
}

/// Shows the key only: the note may hold a member's data.
impl fmt::Debug for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unfinished")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// A failure of a store to read or to write. The text is for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError(String);

impl StoreError {
    /// An error with a text that says what happened and what to do, without the database's password and
    /// other secrets.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StoreError {}

impl From<StoreError> for Rejection {
    fn from(error: StoreError) -> Self {
        Rejection::new(Reason::StoreFailed).noting(error.0)
    }
}

/// A store that several receivers share.
impl<S: Store> Store for Arc<S> {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        S::claim(self, bid).await
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        S::settle(self, ended).await
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        S::unfinished(self, now).await
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        S::given_up(self).await
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        S::find(self, key).await
    }
}
