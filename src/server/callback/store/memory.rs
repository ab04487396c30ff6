//! Notes that last as long as the program runs.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::table::Table;
use super::{Bid, Claim, End, KEPT, Store, StoreError, Unfinished};

/// Remembers while the program runs: for tests, and for work that does no harm when it is done again after
/// a restart.
pub struct MemoryStore {
    state: Mutex<State>,
    kept: Duration,
}

#[derive(Default)]
struct State {
    table: Table,
    /// Entries there may be before old ones are looked for.
    room: usize,
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
    /// An empty one, which remembers for 90 days what was done.
    pub fn new() -> Self {
        Self::default()
    }

    /// Remembers for this long what was done: a repeat that comes later is done again.
    pub fn kept(self, kept: Duration) -> Self {
        Self { kept, ..self }
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        // Whoever panicked meanwhile had changed nothing by halves.
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Store for MemoryStore {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        self.with(|state| {
            if state.table.len() > state.room {
                state.table.forget(bid.now, self.kept);
                state.room = state.table.len() * 2 + 1000;
            }
            let (claim, change) = state.table.claim(bid);
            change
                .into_iter()
                .for_each(|change| state.table.apply(change));
            Ok(claim)
        })
    }

    async fn settle(
        &self,
        key: &str,
        attempt: u32,
        end: End,
        now: Duration,
    ) -> Result<(), StoreError> {
        self.with(|state| {
            let change = state.table.settle(key, attempt, end, now);
            change
                .into_iter()
                .for_each(|change| state.table.apply(change));
            Ok(())
        })
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        Ok(self.with(|state| state.table.unfinished(now)))
    }
}
