//! Five seconds between two changes of one member's balance, in all programs that share a store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::balance_queues::GAP;
use super::shared_store::{Shared, SharedStore};
use crate::error::{Error, ErrorKind};
use crate::server::callback::guard::owner;
use crate::server::callback::store::{Store, StoreError};
use crate::server::callback::transaksi::joined;
use crate::transport::Platform;

/// How long a program that waits for another one's change waits before it looks again, at most.
const STEP: Duration = Duration::from_secs(1);

/// How many e-mail addresses are remembered with their members' numbers.
const REMEMBERED: usize = 1000;

/// The pace of the changes of balances, kept in a store.
pub(super) struct BalancePace {
    store: Box<dyn SharedStore>,
    /// The numbers of members by their e-mail addresses in lower case.
    ids: Mutex<HashMap<String, String>>,
}

/// The permission to change a member's balance, for as long as it was reserved for.
pub(super) struct PacedTurn {
    key: String,
    owner: String,
}

impl BalancePace {
    pub fn new<S: Store + 'static>(store: Arc<S>) -> Self {
        Self {
            store: Box::new(Shared(store)),
            ids: Mutex::default(),
        }
    }

    /// The number of the member with this e-mail address, where an answer has told it.
    pub fn id_of(&self, email: &str) -> Option<String> {
        self.with_ids(|ids| ids.get(&normal(email)).cloned())
    }

    /// Remembers the number of a member.
    pub fn remember(&self, email: &str, id: &str) {
        self.with_ids(|ids| {
            if ids.len() >= REMEMBERED {
                ids.clear();
            }
            ids.insert(normal(email), id.to_owned());
        });
    }

    fn with_ids<T>(&self, look: impl FnOnce(&mut HashMap<String, String>) -> T) -> T {
        look(&mut self.ids.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until no other program changes the member's balance and its last change was five seconds ago. From then on
    /// no other program changes it for `longest` and five seconds, or until [`end`](Self::end).
    pub async fn turn<P: Platform>(
        &self,
        id: &str,
        longest: Duration,
        platform: &P,
    ) -> Result<PacedTurn, Error> {
        let key = joined(["saldo", id.trim()]);
        let owner = owner(platform);
        let length = longest.saturating_add(GAP);
        loop {
            let left = self
                .store
                .reserve(key.clone(), owner.clone(), platform.now(), length)
                .await
                .map_err(not_sent)?;
            match left {
                None => return Ok(PacedTurn { key, owner }),
                Some(left) => {
                    let left = left.max(Duration::from_millis(1));
                    platform.sleep(left.min(STEP)).await;
                }
            }
        }
    }

    /// Begins the five seconds. Where the store fails, the balance stays reserved for as long as the call could have
    /// taken.
    pub async fn end<P: Platform>(&self, turn: PacedTurn, platform: &P) {
        let ended = self
            .store
            .reserve(turn.key, turn.owner, platform.now(), GAP);
        drop(ended.await);
    }
}

/// The error for a call that was not sent because the store has failed.
pub(super) fn not_sent(error: StoreError) -> Error {
    let mut failed = Error::new(ErrorKind::Unavailable);
    failed.status = Some(format!("store: {error}"));
    failed
}

fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}
