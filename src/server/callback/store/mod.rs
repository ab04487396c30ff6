//! Where a [`Guard`](super::Guard) notes what was begun and what was done.
//!
//! # A store of your own
//!
//! Three calls, each of which changes a row with one statement. In SQL, with a table `callback(key PRIMARY KEY,
//! attempt, until, note, done)` and times in milliseconds:
//!
//! ```sql
//! -- claim: a row comes back where it is claimed. None does where it is done or being done; which of the
//! -- two, and until when, a SELECT of that row tells.
//! INSERT INTO callback VALUES (:key, 1, :now + :lease, :note, false)
//!   ON CONFLICT (key) DO UPDATE
//!     SET attempt = callback.attempt + 1, until = :now + :lease, note = :note
//!     WHERE NOT callback.done AND callback.until <= :now
//!   RETURNING attempt;
//! -- settle: Done, Failed, Refused
//! UPDATE callback SET done = true, until = :now, note = '' WHERE key = :key;
//! UPDATE callback SET until = 0 WHERE key = :key AND attempt = :attempt AND NOT done;
//! DELETE FROM callback WHERE key = :key AND attempt = :attempt AND NOT done;
//! -- unfinished
//! SELECT key, note FROM callback WHERE NOT done AND until <= :now;
//! -- from time to time: what was done long ago
//! DELETE FROM callback WHERE done AND until < :now - :kept;
//! ```
//!
//! In Redis, a hash for each key with the same fields, and the same conditions in a script of a few lines.
//! Where several machines share a store, their clocks should be right to a few seconds; a lease is
//! longer than the work's deadline by 30.

#[cfg(not(target_arch = "wasm32"))]
mod file;
#[cfg(not(target_arch = "wasm32"))]
mod journal;
mod memory;
pub(in crate::server) mod table;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

#[cfg(not(target_arch = "wasm32"))]
pub use file::FileStore;
pub use memory::MemoryStore;

use super::rejection::{Reason, Rejection};
use crate::transport::{MaybeSend, MaybeSync};

/// How long what was done is remembered, unless told.
const KEPT: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Notes of work: what is being done, what was done. Each call happens as a whole or not at all, whoever
/// else calls.
pub trait Store: MaybeSend + MaybeSync {
    /// Notes that work begins, where it was neither done nor is being done.
    fn claim(&self, bid: &Bid<'_>) -> impl Future<Output = Result<Claim, StoreError>> + MaybeSend;

    /// Notes how an attempt has ended. [`End::Done`] holds whoever says it; the others count only from
    /// the attempt that was begun last, for an earlier one has lost its lease.
    fn settle(
        &self,
        key: &str,
        attempt: u32,
        end: End,
        now: Duration,
    ) -> impl Future<Output = Result<(), StoreError>> + MaybeSend;

    /// What was begun, was not done, and is not being done now.
    fn unfinished(
        &self,
        now: Duration,
    ) -> impl Future<Output = Result<Vec<Unfinished>, StoreError>> + MaybeSend;
}

/// Who wants to begin what.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Bid<'b> {
    /// Names the work: letters, digits and `-_.~%:`.
    pub key: &'b str,
    /// What it takes to begin it another time; see [`Unfinished`]. May hold a member's data.
    pub note: &'b str,
    /// The time since 1970-01-01 UTC.
    pub now: Duration,
    /// How long others have to leave it alone from now on.
    pub lease: Duration,
}

impl<'b> Bid<'b> {
    /// A bid, for tests of a store.
    pub fn new(key: &'b str, note: &'b str, now: Duration, lease: Duration) -> Self {
        Self {
            key,
            note,
            now,
            lease,
        }
    }
}

/// The answer to a [`Bid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It may begin.
    Claimed {
        /// Which attempt this is, from 1.
        attempt: u32,
    },
    /// Somebody else's lease is not over.
    InProgress {
        /// How long it will be, at most.
        left: Duration,
    },
    /// It was done.
    Done,
}

/// How an attempt has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was done, and is not to be begun again.
    Done,
    /// It failed, and may be begun again at once.
    Failed,
    /// It should never have been begun: it is forgotten.
    Refused,
}

/// Work that was begun and not done.
#[derive(Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The key that it was claimed by.
    pub key: String,
    /// The note that it was claimed with.
    pub note: String,
}

/// Tells the key: the note may hold a member's data.
impl fmt::Debug for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unfinished")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// A store cannot tell or cannot note. The text is for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError(String);

impl StoreError {
    /// What happened, what to do: without passwords of databases and other secrets.
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

/// Shared among receivers.
impl<S: Store> Store for Arc<S> {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        S::claim(self, bid).await
    }

    async fn settle(
        &self,
        key: &str,
        attempt: u32,
        end: End,
        now: Duration,
    ) -> Result<(), StoreError> {
        S::settle(self, key, attempt, end, now).await
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        S::unfinished(self, now).await
    }
}
