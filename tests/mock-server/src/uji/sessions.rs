//! What the server keeps for each session.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::log::Entry;
use super::script::Scripted;
use crate::closed_api::Book;
use crate::systems::Books;

/// All sessions by name. They come into being when first named.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<BTreeMap<String, Session>>);

/// A session.
#[derive(Default)]
pub(super) struct Session {
    pub(super) log: Vec<Entry>,
    pub(super) script: VecDeque<Scripted>,
    /// What was changed through the Closed API.
    pub(super) book: Book,
    /// What the order systems were told.
    pub(super) books: Books,
    /// Requests so far by what their faults count.
    counts: HashMap<String, u64>,
}

impl Sessions {
    /// Does `act` on the session called `name`.
    pub(super) fn with<T>(&self, name: &str, act: impl FnOnce(&mut Session) -> T) -> T {
        act(self.lock().entry(name.to_owned()).or_default())
    }

    /// Forgets the session called `name`: log, script, counts and changes.
    pub(super) fn forget(&self, name: &str) {
        self.lock().remove(name);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// How many requests came under `key` before this one.
    pub(super) fn count(&mut self, key: String) -> u64 {
        let count = self.counts.entry(key).or_default();
        *count += 1;
        *count - 1
    }
}
