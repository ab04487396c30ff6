//! Notes that outlive the program, in a file.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::journal::Journal;
use super::table::{Change, Table};
use super::{Bid, Claim, End, KEPT, Store, StoreError, Unfinished};

/// Remembers in a file, and so after a restart, a crash or a loss of power.
///
/// The file is a journal: a line for each thing that happens, stored before the call returns. A line that
/// was being written when the program was killed is dropped; now and then the file is written anew without
/// what is over, whole or not at all. It holds what was sent, without the secret: keep it where only the
/// program may read.
///
/// One program at a time: a second one that opens the same file is told so. Beside the file lies one that
/// ends in `.lock`, and while it is written anew one that ends in `.new`. On a network's file system
/// locks may not hold.
///
/// A call takes as long as the disk takes to store a line, a few milliseconds, in the thread that
/// polls it. For hundreds of callbacks a second use a database.
pub struct FileStore {
    state: Mutex<State>,
    kept: Duration,
}

struct State {
    table: Table,
    journal: Journal,
    /// Lines that the journal may have before it is looked through.
    room: usize,
}

/// Lines that are not worth a look.
const ROOM: usize = 1000;

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileStore")
    }
}

impl FileStore {
    /// Opens a journal, or begins one; its folder must be there. What the program that had it before
    /// was doing may be begun again at once, for that program has ended.
    ///
    /// # Errors
    /// Where the file cannot be read or written, is used by another program, is no journal, or is damaged
    /// elsewhere than at its end.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let (journal, mut table) = Journal::open(path.as_ref())?;
        table.end_leases();
        Ok(Self {
            state: Mutex::new(State {
                table,
                journal,
                room: ROOM,
            }),
            kept: KEPT,
        })
    }

    /// Remembers for this long what was done, 90 days unless told: a repeat that comes later is done
    /// again. What was not done is never forgotten.
    pub fn kept(self, kept: Duration) -> Self {
        Self { kept, ..self }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked meanwhile had changed nothing by halves.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Lets something happen, once it is stored that it has.
    fn note(&mut self, change: Option<Change>) -> Result<(), StoreError> {
        let Some(change) = change else {
            return Ok(());
        };
        let stored = self.journal.append(&change);
        stored.map_err(|error| StoreError::new(error.to_string()))?;
        self.table.apply(change);
        Ok(())
    }

    /// Forgets what is over and writes the journal anew, each time it has doubled. That it cannot be
    /// written now, on a full disk, keeps nobody from appending to it.
    fn tidy(&mut self, now: Duration, kept: Duration) {
        if self.journal.lines() > self.room {
            self.table.forget(now, kept);
            let _ = self.journal.rewrite(&self.table);
            self.room = 2 * self.table.len() + ROOM;
        }
    }
}

impl Store for FileStore {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        let mut state = self.state();
        state.tidy(bid.now, self.kept);
        let (claim, change) = state.table.claim(bid);
        state.note(change)?;
        Ok(claim)
    }

    async fn settle(
        &self,
        key: &str,
        attempt: u32,
        end: End,
        now: Duration,
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        let change = state.table.settle(key, attempt, end, now);
        state.note(change)
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        Ok(self.state().table.unfinished(now))
    }
}
