//! The store in a file: SQLite.

pub(in crate::server) mod file;
mod import;
pub(in crate::server) mod session;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use self::session::Session;
use super::database::{self, DatabaseOptions};
use super::statements::{RULES, SENTENCES};
use super::{Bid, Claim, End, Ended, Found, Reservation, Store, StoreError, Unfinished};
use crate::language;

/// How many calls are stored in one transaction at most.
const TOGETHER: usize = 512;

/// Keeps claims in a file, so that they survive a restart, a crash and a loss of power.
///
/// The file is a database of SQLite, which several programs on one machine may have open, also such in JavaScript. It
/// and the files beside it (`-wal`, `-shm`) hold the callbacks that were received, without the secret, so only their
/// owner can read them. They must be on a disk of this machine: on network file systems locks may not work, and several
/// machines share a `PostgresStore` or a `RedisStore`.
///
/// A thread of its own does the work. Calls that come while it waits for the disk are stored together.
pub struct SqliteStore {
    queue: Sender<Box<dyn Job>>,
    path: PathBuf,
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// Opens a file, or creates one in an existing folder.
    ///
    /// A journal that an earlier version of this crate has kept at this path is read in: the store takes its place, and
    /// the journal stays beside it under its name with `.old` behind it.
    ///
    /// # Errors
    /// A [`StoreError`] where the file cannot be read or written, is neither a store nor a journal, or was written by a
    /// newer version of this crate.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path, DatabaseOptions::new())
    }

    /// [`open`](Self::open) with options.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn open_with(path: impl AsRef<Path>, options: DatabaseOptions) -> Result<Self, StoreError> {
        let path = path.as_ref().to_owned();
        file::prepare(&path)?;
        if let Some(journal) = file::old_journal(&path)? {
            import::read_in(&path, journal, &options.shop)?;
        }
        let connection = session::open(&path)?;
        file::only_for_owner(&path)?;
        let (queue, jobs) = channel();
        let worker = Worker {
            session: Session {
                connection,
                shop: options.shop.clone(),
            },
            jobs,
            what: file::name(&path),
            options,
        };
        thread::Builder::new()
            .name("bukaolshop-sqlite".to_owned())
            .spawn(move || worker.run())
            .map_err(|error| {
                let why = error.to_string();
                database::failure_because(SENTENCES.failed, &file::name(&path), &why)
            })?;
        Ok(Self { queue, path })
    }

    /// Has the thread do something in its next transaction. The answer comes when that transaction is on disk.
    async fn ask<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: Fn(&Session) -> rusqlite::Result<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let asked = Asked {
            work,
            done: None,
            answer,
        };
        let gone = || {
            let what = file::name(&self.path);
            database::failure_because(
                SENTENCES.failed,
                &what,
                language::sentence("thread berhenti"),
            )
        };
        self.queue.send(Box::new(asked)).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

/// Something that the thread does. It is run again where its first transaction has failed.
trait Job: Send {
    fn run(&mut self, session: &Session) -> rusqlite::Result<()>;

    /// Tells whoever waits what has become of the transaction.
    fn answer(self: Box<Self>, stored: Result<(), StoreError>);
}

struct Asked<W, T> {
    work: W,
    done: Option<T>,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<W, T> Job for Asked<W, T>
where
    T: Send,
    W: Fn(&Session) -> rusqlite::Result<T> + Send,
{
    fn run(&mut self, session: &Session) -> rusqlite::Result<()> {
        self.done = Some((self.work)(session)?);
        Ok(())
    }

    fn answer(self: Box<Self>, stored: Result<(), StoreError>) {
        let answer = match (stored, self.done) {
            (Ok(()), Some(done)) => Ok(done),
            (Err(error), _) => Err(error),
            // Every job of a stored transaction was run.
            (Ok(()), None) => return,
        };
        // Whoever has asked may not wait any more.
        let _ = self.answer.send(answer);
    }
}

/// The thread's side of a store.
struct Worker {
    session: Session,
    jobs: Receiver<Box<dyn Job>>,
    what: String,
    options: DatabaseOptions,
}

impl Worker {
    fn run(self) {
        let mut forgot: Option<Instant> = None;
        let every = Duration::from_millis(RULES.forget_every);
        loop {
            if forgot.is_none_or(|forgot| forgot.elapsed() >= every) {
                // A failure, for example a full disk, keeps old work a little longer.
                let _ = self.session.forget(self.options.kept);
                forgot = Some(Instant::now());
            }
            let Ok(first) = self.jobs.recv() else {
                return;
            };
            let mut together = vec![first];
            let Err(error) = self.store(&mut together) else {
                together.into_iter().for_each(|job| job.answer(Ok(())));
                continue;
            };
            // One call that SQLite refuses must not be the end of those that wait with it. A file that is locked is locked
            // for all of them.
            let is_of_all = together.len() == 1 || session::is_busy(&error);
            for mut job in together {
                let stored = match is_of_all {
                    true => Err(session::store_error(&self.what, &error)),
                    false => self.store_alone(&mut *job),
                };
                job.answer(stored);
            }
        }
    }

    fn store_alone(&self, job: &mut dyn Job) -> Result<(), StoreError> {
        let stored = self.in_transaction(|| job.run(&self.session));
        stored.map_err(|error| session::store_error(&self.what, &error))
    }

    /// Runs the first job and those that wait behind it in one transaction.
    fn store(&self, together: &mut Vec<Box<dyn Job>>) -> rusqlite::Result<()> {
        self.in_transaction(|| self.run_all(together))
    }

    fn in_transaction(&self, run: impl FnOnce() -> rusqlite::Result<()>) -> rusqlite::Result<()> {
        let connection = &self.session.connection;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let stored = run().and_then(|()| connection.execute_batch("COMMIT"));
        if stored.is_err() && !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        stored
    }

    fn run_all(&self, together: &mut Vec<Box<dyn Job>>) -> rusqlite::Result<()> {
        let mut next = 0;
        while let Some(job) = together.get_mut(next) {
            job.run(&self.session)?;
            next += 1;
            if next == together.len() && next < TOGETHER {
                together.extend(self.jobs.try_recv());
            }
        }
        Ok(())
    }
}

impl Store for SqliteStore {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        let (key, note, owner) = (
            bid.key.to_owned(),
            bid.note.to_owned(),
            bid.owner.to_owned(),
        );
        let step = bid
            .step
            .map(|step| (step.order.to_owned(), step.status.to_owned()));
        let lease = bid.lease;
        self.ask(move |session| session.claim(&key, &note, &owner, lease, step.as_ref()))
            .await
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        let (key, owner) = (ended.key.to_owned(), ended.owner.to_owned());
        let note = ended.note.map(str::to_owned);
        let attempt = ended.attempt;
        let end = match ended.end {
            End::Failed { next } => End::Failed {
                next: next.saturating_sub(ended.now),
            },
            other => other,
        };
        self.ask(move |session| session.settle(&key, attempt, &owner, end, note.as_deref()))
            .await
    }

    async fn unfinished(&self, _now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        self.ask(Session::unfinished).await
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        self.ask(Session::given_up).await
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        let key = key.to_owned();
        self.ask(move |session| session.find(&key)).await
    }

    async fn reserve(&self, reservation: &Reservation<'_>) -> Result<Option<Duration>, StoreError> {
        let (key, owner) = (reservation.key.to_owned(), reservation.owner.to_owned());
        let length = reservation.length;
        self.ask(move |session| session.reserve(&key, &owner, length))
            .await
    }

    async fn check_secret(&self, secret: &str, previous: Option<&str>) -> Result<bool, StoreError> {
        let (secret, previous) = (secret.to_owned(), previous.unwrap_or_default().to_owned());
        self.ask(move |session| session.check_secret(&secret, &previous))
            .await
    }
}
