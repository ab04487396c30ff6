//! A store in a file, which keeps its claims after the program has ended.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::claim_table::{ClaimChange, ClaimTable};
use super::journal::Journal;
use super::{Bid, Claim, Ended, Found, KEPT, Store, StoreError, Unfinished};

/// Keeps claims in a file, so that they survive a restart, a crash and a loss of power.
///
/// The file is a journal: each change of a claim is a line, which is stored on disk before the call
/// returns. A line that was being written when the program was killed is dropped. From time to time the
/// file is rewritten without outdated lines; it is replaced as a whole or not at all. The file holds the
/// callbacks that were received, without the secret, so only the file's owner can read it.
///
/// Only one program can open a file; a second one gets an error. The lock is a second file whose name
/// ends in `.lock`, and while the journal is rewritten there is a third one that ends in `.new`. On
/// network file systems locks may not work.
///
/// A call takes as long as the disk needs for storing a line, a few milliseconds, in the thread that
/// polls the future. For hundreds of callbacks a second use a database.
pub struct FileStore {
    state: Mutex<State>,
    kept: Duration,
}

struct State {
    table: ClaimTable,
    journal: Journal,
    /// The number of lines that the journal may have before outdated lines are looked for.
    max_lines: usize,
}

/// The number of lines that are always allowed.
const MIN_LINES: usize = 1000;

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileStore")
    }
}

impl FileStore {
    /// Opens a journal, or creates one in an existing folder. All leases in it are ended: the program
    /// that held them has ended, so its work can be claimed again at once.
    ///
    /// # Errors
    /// An [`io::Error`] where the file cannot be read or written, is open in another program, is not a
    /// journal, or is damaged elsewhere than at its end.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let (journal, mut table) = Journal::open(path.as_ref())?;
        table.end_leases();
        Ok(Self {
            state: Mutex::new(State {
                table,
                journal,
                max_lines: MIN_LINES,
            }),
            kept: KEPT,
        })
    }

    /// Sets how long finished work is remembered, 90 days by default. A callback that is repeated later
    /// than that is handled again. Unfinished work is never forgotten.
    pub fn kept(self, kept: Duration) -> Self {
        Self { kept, ..self }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic while the mutex was locked cannot leave the state half changed, so a poisoned mutex is
        // used on.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Stores a change in the journal, then applies it to the table.
    fn store_and_apply(&mut self, change: Option<ClaimChange>) -> Result<(), StoreError> {
        let Some(change) = change else {
            return Ok(());
        };
        let stored = self.journal.append(&change);
        stored.map_err(|error| StoreError::new(error.to_string()))?;
        self.table.apply(change);
        Ok(())
    }

    /// Forgets old finished work and rewrites the journal when it has doubled in size. A failure to
    /// rewrite it, for example on a full disk, is ignored: the old journal can still be appended to.
    fn compact(&mut self, now: Duration, kept: Duration) {
        if self.journal.lines() > self.max_lines {
            self.table.forget(now, kept);
            let _ = self.journal.rewrite(&self.table);
            self.max_lines = 2 * self.table.len() + MIN_LINES;
        }
    }
}

impl Store for FileStore {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        let mut state = self.state();
        state.compact(bid.now, self.kept);
        let (claim, change) = state.table.claim(bid);
        state.store_and_apply(change)?;
        Ok(claim)
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        let mut state = self.state();
        let change = state.table.settle(ended);
        state.store_and_apply(change)
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        Ok(self.state().table.unfinished(now))
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        Ok(self.state().table.given_up())
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        Ok(self.state().table.find(key))
    }
}
