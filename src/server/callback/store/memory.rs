//! A store in memory, whose claims are gone when the program ends.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::claim_table::ClaimTable;
use super::{Bid, Claim, Ended, Found, KEPT, Reservation, Store, StoreError, Unfinished};

/// Keeps claims in memory: for tests, and for work that does no harm when it is done again after a
/// restart.
pub struct MemoryStore {
    state: Mutex<State>,
    kept: Duration,
}

#[derive(Default)]
struct State {
    table: ClaimTable,
    /// The number of entries that there may be before old ones are looked for.
    max_entries: usize,
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryStore")
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self {
            state: Mutex::default(),
            kept: KEPT,
        }
    }
}

impl MemoryStore {
    /// An empty store, which remembers finished work for 90 days.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long finished work is remembered. A callback that is repeated later than that is handled
    /// again.
    pub fn kept(self, kept: Duration) -> Self {
        Self { kept, ..self }
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        // A panic while the mutex was locked cannot leave the state half changed, so a poisoned mutex is
        // used on.
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Store for MemoryStore {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        self.with(|state| {
            if state.table.len() > state.max_entries {
                state.table.forget(bid.now, self.kept);
                state.max_entries = state.table.len() * 2 + 1000;
            }
            let (claim, change) = state.table.claim(bid);
            change
                .into_iter()
                .for_each(|change| state.table.apply(change));
            Ok(claim)
        })
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        self.with(|state| {
            let change = state.table.settle(ended);
            change
                .into_iter()
                .for_each(|change| state.table.apply(change));
            Ok(())
        })
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        Ok(self.with(|state| state.table.unfinished(now)))
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        Ok(self.with(|state| state.table.given_up()))
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        Ok(self.with(|state| state.table.find(key)))
    }

    async fn reserve(&self, reservation: &Reservation<'_>) -> Result<Option<Duration>, StoreError> {
        Ok(self.with(|state| state.table.reserve(reservation)))
    }

    async fn check_secret(&self, secret: &str, previous: Option<&str>) -> Result<bool, StoreError> {
        Ok(self.with(|state| state.table.check_secret(secret, previous)))
    }
}
