//! The store: where a [`Guard`](super::Guard) keeps its claims.
//!
//! | store | feature | for |
//! |---|---|---|
//! | [`MemoryStore`] | | tests, and work that does no harm when it is done again after a restart |
//! | `SqliteStore` | `sqlite` | one machine: a file, which several programs may share |
//! | `PostgresStore` | `postgres` | one machine or many |
//! | `RedisStore` | `redis` | one machine or many, on a Redis that writes to disk |
//!
//! # Shops
//!
//! All that a store in a database keeps belongs to a shop, whose name the program tells when it opens the store; shops
//! with different names never see each other's claims. A [`Receiver`](super::Receiver) remembers a fingerprint of its
//! secret under that name, and refuses to work on the claims of a shop with another secret. Where the secret is replaced,
//! [`Receiver::previous_secret`](super::Receiver::previous_secret) tells the old one.
//!
//! # Writing a store
//!
//! A store has the methods of [`Store`], each of which takes effect as a whole. [`statements`] has the statements of the
//! stores of this crate; those of another database need the same conditions.

/// A [`Store`] that hands each call to another one. `$each!(self, store => …)` stands for the rest of a method, with that store
/// under the name `store`.
macro_rules! hand_on {
    ($each:ident; $($implementation:tt)+) => {
        $($implementation)+ {
            async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
                $each!(self, store => store.claim(bid).await)
            }

            async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
                $each!(self, store => store.settle(ended).await)
            }

            async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
                $each!(self, store => store.unfinished(now).await)
            }

            async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
                $each!(self, store => store.given_up().await)
            }

            async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
                $each!(self, store => store.find(key).await)
            }

            async fn reserve(
                &self,
                reservation: &Reservation<'_>,
            ) -> Result<Option<Duration>, StoreError> {
                $each!(self, store => store.reserve(reservation).await)
            }

            async fn check_secret(
                &self,
                secret: &str,
                previous: Option<&str>,
            ) -> Result<bool, StoreError> {
                $each!(self, store => store.check_secret(secret, previous).await)
            }
        }
    };
}
#[cfg(all(feature = "server-js", target_arch = "wasm32"))]
pub(in crate::server) use hand_on;

#[cfg(all(
    any(feature = "sqlite", feature = "postgres", feature = "redis"),
    not(target_arch = "wasm32")
))]
mod any;
pub(in crate::server) mod claim_table;
#[cfg(all(
    any(feature = "sqlite", feature = "postgres", feature = "redis"),
    not(target_arch = "wasm32")
))]
mod database;
mod memory;
#[cfg(any(
    all(feature = "sqlite", not(target_arch = "wasm32")),
    feature = "server-js"
))]
pub(in crate::server) mod old_journal;
#[cfg(all(feature = "postgres", not(target_arch = "wasm32")))]
mod postgres;
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
mod redis;
#[cfg(all(feature = "sqlite", not(target_arch = "wasm32")))]
pub(in crate::server) mod sqlite;
pub mod statements;
#[cfg(all(
    any(feature = "postgres", feature = "redis"),
    not(target_arch = "wasm32")
))]
mod together;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

#[cfg(all(
    any(feature = "sqlite", feature = "postgres", feature = "redis"),
    not(target_arch = "wasm32")
))]
pub use any::AnyStore;
#[cfg(all(
    any(feature = "sqlite", feature = "postgres", feature = "redis"),
    not(target_arch = "wasm32")
))]
pub use database::DatabaseOptions;
pub use memory::MemoryStore;
#[cfg(all(feature = "postgres", not(target_arch = "wasm32")))]
pub use postgres::PostgresStore;
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
pub use redis::RedisStore;
#[cfg(all(feature = "sqlite", not(target_arch = "wasm32")))]
pub use sqlite::SqliteStore;

use super::rejection::{Reason, Rejection};
use crate::transport::{MaybeSend, MaybeSync};

/// How long finished work is remembered by default.
pub(in crate::server) const KEPT: Duration = Duration::from_millis(statements::RULES.kept);

/// Keeps the claims of work: which work is running, and which is done. Each call must take effect as a
/// whole or not at all, even when several calls run at the same time.
pub trait Store: MaybeSend + MaybeSync {
    /// Grants a claim if the work is neither done nor running. A claim whose lease has expired can be
    /// granted again.
    fn claim(&self, bid: &Bid<'_>) -> impl Future<Output = Result<Claim, StoreError>> + MaybeSend;

    /// Settles a claim: stores how an attempt has ended. [`End::Done`] counts from every attempt, and for a key that was never
    /// claimed, too, which is then kept as done; the others count only from the latest attempt, because an earlier one has lost
    /// its lease.
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

    /// Reserves a key for a time: `None` where the reservation is granted, else how long that of another owner lasts.
    /// The owner of a reservation changes its length by reserving the key again. The pauses between two changes of one
    /// member's balance are kept in this way, in all programs that share the store.
    ///
    /// A store without this method grants every reservation, so that each program keeps the pauses by itself.
    fn reserve(
        &self,
        _reservation: &Reservation<'_>,
    ) -> impl Future<Output = Result<Option<Duration>, StoreError>> + MaybeSend {
        async { Ok(None) }
    }

    /// Remembers whose claims these are: the fingerprint of the shop's secret. False where the claims are those of a
    /// shop with another secret, unless that one is `previous`, which `secret` replaces from now on.
    ///
    /// A store without this method is that of one shop.
    fn check_secret(
        &self,
        _secret: &str,
        _previous: Option<&str>,
    ) -> impl Future<Output = Result<bool, StoreError>> + MaybeSend {
        async { Ok(true) }
    }
}

/// A request to reserve a key; see [`Store::reserve`].
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Reservation<'r> {
    /// The key: letters, digits and `-_.~%:`.
    pub key: &'r str,
    /// The owner of the reservation: a text that no other reservation has.
    pub owner: &'r str,
    /// The time since 1970-01-01 UTC.
    pub now: Duration,
    /// How long from `now` on no other owner may reserve the key.
    pub length: Duration,
}

impl<'r> Reservation<'r> {
    /// A request to reserve a key.
    pub fn new(key: &'r str, owner: &'r str, now: Duration, length: Duration) -> Self {
        Self {
            key,
            owner,
            now,
            length,
        }
    }
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
    /// The owner of the claim: a text that no other bid has, or an empty text for no owner. A second bid of the same owner
    /// is granted again, with the same number of attempt. The store relies on that when it repeats a bid whose answer was
    /// lost with the connection.
    pub owner: &'b str,
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
    /// A request to claim work, without a step and without an owner.
    pub fn new(key: &'b str, note: &'b str, now: Duration, lease: Duration) -> Self {
        Self {
            key,
            note,
            now,
            lease,
            step: None,
            owner: "",
        }
    }

    /// Sets the owner.
    #[must_use]
    pub fn owner(self, owner: &'b str) -> Self {
        Self { owner, ..self }
    }

    /// Sets the order and the status of a callback that has just arrived.
    #[must_use]
    pub fn step(self, step: Step<'b>) -> Self {
        Self {
            step: Some(step),
            ..self
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
    /// The owner of the claim. Ends other than [`End::Done`] count only where the claim is still this owner's; an empty
    /// text stands for any.
    pub owner: &'e str,
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
            owner: "",
        }
    }

    /// Sets the owner of the claim.
    #[must_use]
    pub fn owner(self, owner: &'e str) -> Self {
        Self { owner, ..self }
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
macro_rules! behind {
    ($shared:ident, $store:ident => $call:expr) => {{
        let $store = &**$shared;
        $call
    }};
}

hand_on!(behind; impl<S: Store> Store for Arc<S>);
