//! The store of answers in a file: SQLite.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, named_params};
use tokio::sync::oneshot;

use super::statements::ANSWERS;
use super::store::{AnswerStore, AnswerStoreError};
use crate::server::callback::store::sqlite::{file, session};
use crate::server::callback::store::statements::SENTENCES;
use crate::transport::milliseconds;

/// Keeps answers and the day's count in a file, so that they survive a restart. Programs on one machine that share the file
/// share the day's budget, also such in JavaScript.
///
/// The file must be on a disk of this machine, and is one of its own: the file of a store of callbacks is refused. It holds
/// nothing about members. At most 2,000 answers stay in it.
pub struct SqliteAnswers {
    queue: Sender<Job>,
    path: PathBuf,
}

/// What the thread does with the connection.
type Job = Box<dyn FnOnce(&Connection) + Send>;

impl fmt::Debug for SqliteAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteAnswers")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl SqliteAnswers {
    /// Opens a file, or creates one in an existing folder. Only its owner can read it.
    ///
    /// # Errors
    /// An [`AnswerStoreError`] where the file cannot be read or written, is not one of answers, or was written by a newer
    /// version of this crate.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, AnswerStoreError> {
        let path = path.as_ref().to_owned();
        let said =
            |error: crate::server::callback::StoreError| AnswerStoreError::new(error.to_string());
        file::prepare(&path).map_err(said)?;
        let connection = open(&path)?;
        file::only_for_owner(&path).map_err(said)?;
        let (queue, jobs): (Sender<Job>, Receiver<Job>) = channel();
        thread::Builder::new()
            .name("bukaolshop-answers".to_owned())
            .spawn(move || {
                while let Ok(job) = jobs.recv() {
                    job(&connection);
                }
            })
            .map_err(|error| failed(&path, &error.to_string()))?;
        Ok(Self { queue, path })
    }

    /// Has the thread do something.
    async fn ask<X: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<X> + Send + 'static,
    ) -> Result<X, AnswerStoreError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Whoever has asked may not wait any more.
            let _ = answer.send(work(connection));
        });
        let gone = || failed(&self.path, "thread berhenti");
        self.queue.send(job).map_err(|_| gone())?;
        let done = answered.await.map_err(|_| gone())?;
        done.map_err(|error| meaning(&self.path, &error))
    }
}

impl AnswerStore for SqliteAnswers {
    async fn load(&self, key: &str) -> Result<Option<String>, AnswerStoreError> {
        let key = key.to_owned();
        self.ask(move |connection| {
            let mut statement = connection.prepare_cached(ANSWERS.load.sql)?;
            let text = statement.query_row(named_params! { ":key": key }, |row| row.get(0));
            text.optional()
        })
        .await
    }

    async fn save(&self, key: &str, text: &str) -> Result<(), AnswerStoreError> {
        let (key, text) = (key.to_owned(), text.to_owned());
        self.ask(move |connection| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH);
            let now = milliseconds(now.unwrap_or_default()).cast_signed();
            connection
                .prepare_cached(ANSWERS.save.sql)?
                .execute(named_params! { ":key": key, ":text": text, ":now": now })?;
            connection
                .prepare_cached(ANSWERS.trim.sql)?
                .execute(named_params! { ":most": ANSWERS.most })
                .map(drop)
        })
        .await
    }

    async fn swap(
        &self,
        key: &str,
        before: Option<&str>,
        text: &str,
    ) -> Result<bool, AnswerStoreError> {
        let (key, text) = (key.to_owned(), text.to_owned());
        let before = before.map(str::to_owned);
        self.ask(move |connection| match before {
            None => connection
                .prepare_cached(ANSWERS.create.sql)?
                .exists(named_params! { ":key": key, ":text": text }),
            Some(before) => connection
                .prepare_cached(ANSWERS.replace.sql)?
                .exists(named_params! { ":key": key, ":text": text, ":before": before }),
        })
        .await
    }
}

/// Opens a file and moves its schema to the newest version.
fn open(path: &Path) -> Result<Connection, AnswerStoreError> {
    let said = |error: rusqlite::Error| meaning(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(said)?;
    connection
        .busy_timeout(Duration::from_secs(10))
        .map_err(said)?;
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(said)?;
    let number = |name: &str| transaction.query_row(name, [], |row| row.get::<_, i64>(0));
    let id = number("PRAGMA application_id").map_err(said)?;
    let version = number("PRAGMA user_version").map_err(said)?;
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(said)?;
    let is_empty = id == 0 && version == 0 && tables == 0;
    if !is_empty && id != i64::from(ANSWERS.application_id) {
        return Err(failure(SENTENCES.foreign_file, path));
    }
    let newest = ANSWERS.migrations.len();
    let Some(missing) = usize::try_from(version)
        .ok()
        .and_then(|known| ANSWERS.migrations.get(known..))
    else {
        let sentence = SENTENCES
            .newer_schema
            .replace("{version}", &version.to_string());
        return Err(failure(&sentence, path));
    };
    for migration in missing {
        transaction.execute_batch(migration).map_err(said)?;
    }
    if !missing.is_empty() {
        transaction
            .pragma_update(None, "user_version", newest as i64)
            .map_err(said)?;
    }
    transaction.commit().map_err(said)?;
    for pragma in ANSWERS.setup {
        let mut statement = connection.prepare(pragma).map_err(said)?;
        let mut rows = statement.query([]).map_err(said)?;
        while rows.next().map_err(said)?.is_some() {}
    }
    Ok(connection)
}

fn failure(sentence: &str, path: &Path) -> AnswerStoreError {
    AnswerStoreError::new(sentence.replace("{what}", &path.display().to_string()))
}

fn failed(path: &Path, why: &str) -> AnswerStoreError {
    failure(&SENTENCES.failed.replace("{why}", why), path)
}

/// What a failure of SQLite means for the owner of the shop.
fn meaning(path: &Path, error: &rusqlite::Error) -> AnswerStoreError {
    AnswerStoreError::new(session::store_error(&path.display().to_string(), error).to_string())
}
