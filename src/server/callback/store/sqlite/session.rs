//! A connection to a file, and what is asked of it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Row, TransactionBehavior, ffi,
    named_params,
};

use super::super::database::{
    attempt, failure, failure_because, in_milliseconds, left, machine_time, newer_schema,
};
use super::super::statements::{RULES, SENTENCES, SQLITE, Statement};
use super::super::{Claim, End, Found, StoreError, Unfinished};
use super::file::name;

/// A connection and the shop that it is about.
pub(super) struct Session {
    pub connection: Connection,
    pub shop: String,
}

/// Opens a file and moves its schema to the newest version.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let what = name(path);
    let failed = |error: rusqlite::Error| store_error(&what, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection
        .busy_timeout(Duration::from_secs(10))
        .map_err(failed)?;
    if !is_ours(&connection).map_err(failed)? {
        return Err(failure(SENTENCES.foreign_file, &what));
    }
    // Before anything is changed, the file's mode of journal included.
    check_version(&connection, &what)?;
    for pragma in SQLITE.sql.setup {
        let mut statement = connection.prepare(pragma).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while rows.next().map_err(failed)?.is_some() {}
    }
    migrate(&mut connection, &what)?;
    Ok(connection)
}

/// Whether a file is a store, or empty.
fn is_ours(connection: &Connection) -> rusqlite::Result<bool> {
    let id: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(id == SQLITE.application_id || (id == 0 && tables == 0))
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The version of the schema, which must be one that this program knows.
fn check_version(connection: &Connection, what: &str) -> Result<usize, StoreError> {
    let version = version(connection).map_err(|error| store_error(what, &error))?;
    match usize::try_from(version) {
        Ok(known) if known <= SQLITE.sql.migrations.len() => Ok(known),
        _ => Err(newer_schema(what, version)),
    }
}

/// Moves the schema to the newest version, unless another program has done it.
pub(super) fn migrate(connection: &mut Connection, what: &str) -> Result<(), StoreError> {
    let newest = SQLITE.sql.migrations.len();
    if check_version(connection, what)? == newest {
        return Ok(());
    }
    let failed = |error: rusqlite::Error| store_error(what, &error);
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    let version = check_version(&transaction, what)?;
    for migration in SQLITE.sql.migrations.iter().skip(version) {
        transaction.execute_batch(migration).map_err(failed)?;
    }
    let version = i64::try_from(newest).unwrap_or(i64::MAX);
    transaction
        .pragma_update(None, "user_version", version)
        .map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// Whether another program keeps the file locked.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// What a failure of SQLite means for the owner of the shop.
pub(in crate::server) fn store_error(what: &str, error: &rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(failed, _) = error else {
        return failure_because(SENTENCES.failed, what, &error.to_string());
    };
    let text = match failed.code {
        ErrorCode::DiskFull => SENTENCES.full,
        ErrorCode::SystemIoFailure if failed.extended_code == ffi::SQLITE_IOERR_SHMSIZE => {
            SENTENCES.full
        }
        ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
            SENTENCES.read_only
        }
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => SENTENCES.busy,
        ErrorCode::NotADatabase => SENTENCES.foreign_file,
        _ => return failure_because(SENTENCES.failed, what, &failed.to_string()),
    };
    failure(text, what)
}

fn unfinished_row(row: &Row<'_>) -> rusqlite::Result<Unfinished> {
    Ok(Unfinished {
        key: row.get(0)?,
        note: row.get(1)?,
        attempt: attempt(row.get(2)?),
    })
}

impl Session {
    /// Runs a statement that gives no rows.
    fn execute(
        &self,
        statement: &Statement,
        parameters: &[(&str, &dyn rusqlite::ToSql)],
    ) -> rusqlite::Result<usize> {
        self.connection
            .prepare_cached(statement.sql)?
            .execute(parameters)
    }

    /// The first row of a statement.
    fn first<T>(
        &self,
        statement: &Statement,
        parameters: &[(&str, &dyn rusqlite::ToSql)],
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        self.connection
            .prepare_cached(statement.sql)?
            .query_row(parameters, read)
            .optional()
    }

    pub fn claim(
        &self,
        key: &str,
        note: &str,
        owner: &str,
        lease: Duration,
        step: Option<&(String, String)>,
    ) -> rusqlite::Result<Claim> {
        let (shop, now) = (&self.shop, machine_time());
        let order = step.map(|(order, _)| order);
        let status = step.map(|(_, status)| status);
        let granted = self.first(
            &SQLITE.sql.claim,
            named_params! {
                ":shop": shop, ":key": key, ":owner": owner, ":now": now,
                ":lease": in_milliseconds(lease), ":note": note, ":order": order, ":status": status,
            },
            |row| row.get(0),
        )?;
        if let Some(granted) = granted {
            if let (Some(forget), Some(_)) = (&SQLITE.sql.forget_other_statuses, step) {
                let parameters = named_params! {
                    ":shop": shop, ":order": order, ":status": status,
                };
                self.execute(forget, parameters)?;
            }
            return Ok(Claim::Claimed {
                attempt: attempt(granted),
            });
        }
        let taken = match &SQLITE.sql.taken {
            Some(taken) => self.first(
                taken,
                named_params! { ":shop": shop, ":key": key, ":now": now },
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?,
            None => None,
        };
        match taken {
            Some((_, true)) => Ok(Claim::Done),
            Some((ends, false)) => Ok(Claim::InProgress { left: left(ends) }),
            // Within one transaction a claim that was not granted is there.
            None => Err(rusqlite::Error::QueryReturnedNoRows),
        }
    }

    /// Settles a claim. `next` of work that has failed is the delay until then.
    pub fn settle(
        &self,
        key: &str,
        attempt: u32,
        owner: &str,
        end: End,
        note: Option<&str>,
    ) -> rusqlite::Result<()> {
        let (shop, now) = (&self.shop, machine_time());
        let sql = &SQLITE.sql;
        match end {
            End::Done => self.execute(
                &sql.done,
                named_params! {
                    ":shop": shop, ":key": key, ":attempt": attempt, ":owner": owner,
                    ":now": now, ":note": note,
                },
            ),
            End::Failed { next } => self.execute(
                &sql.failed,
                named_params! {
                    ":shop": shop, ":key": key, ":attempt": attempt, ":owner": owner,
                    ":now": now, ":delay": in_milliseconds(next), ":note": note,
                },
            ),
            End::GivenUp => self.execute(
                &sql.given_up,
                named_params! {
                    ":shop": shop, ":key": key, ":attempt": attempt, ":owner": owner, ":note": note,
                },
            ),
            End::Refused => self.execute(
                &sql.refused,
                named_params! {
                    ":shop": shop, ":key": key, ":attempt": attempt, ":owner": owner,
                },
            ),
        }
        .map(drop)
    }

    pub fn unfinished(&self) -> rusqlite::Result<Vec<Unfinished>> {
        self.connection
            .prepare_cached(SQLITE.sql.list_unfinished.sql)?
            .query_map(
                named_params! { ":shop": self.shop, ":now": machine_time() },
                unfinished_row,
            )?
            .collect()
    }

    pub fn given_up(&self) -> rusqlite::Result<Vec<Unfinished>> {
        self.connection
            .prepare_cached(SQLITE.sql.list_given_up.sql)?
            .query_map(named_params! { ":shop": self.shop }, unfinished_row)?
            .collect()
    }

    pub fn find(&self, key: &str) -> rusqlite::Result<Option<Found>> {
        self.first(
            &SQLITE.sql.find,
            named_params! { ":shop": self.shop, ":key": key },
            |row| {
                Ok(Found {
                    attempt: attempt(row.get(0)?),
                    done: row.get(1)?,
                    note: row.get(2)?,
                })
            },
        )
    }

    pub fn reserve(
        &self,
        key: &str,
        owner: &str,
        length: Duration,
    ) -> rusqlite::Result<Option<Duration>> {
        let (shop, now) = (&self.shop, machine_time());
        let granted = self.first(
            &SQLITE.sql.reserve,
            named_params! {
                ":shop": shop, ":key": key, ":owner": owner, ":now": now,
                ":length": in_milliseconds(length),
            },
            |_| Ok(()),
        )?;
        let (None, Some(reserved)) = (granted, &SQLITE.sql.reserved) else {
            return Ok(None);
        };
        let parameters = named_params! { ":shop": shop, ":key": key, ":now": now };
        self.first(reserved, parameters, |row| Ok(left(row.get(0)?)))
    }

    pub fn check_secret(&self, secret: &str, previous: &str) -> rusqlite::Result<bool> {
        let accepted = self.first(
            &SQLITE.sql.check_secret,
            named_params! { ":shop": self.shop, ":secret": secret, ":previous": previous },
            |_| Ok(()),
        )?;
        Ok(accepted.is_some())
    }

    /// Deletes finished work that is older than `kept`, and reservations that are over.
    pub fn forget(&self, kept: Duration) -> rusqlite::Result<()> {
        let now = machine_time();
        let kept = in_milliseconds(kept);
        let parameters = named_params! { ":shop": self.shop, ":now": now, ":kept": kept };
        let at_once = usize::try_from(RULES.forget_at_once).unwrap_or(usize::MAX);
        while self.execute(&SQLITE.sql.forget, parameters)? >= at_once {}
        let parameters = named_params! { ":shop": self.shop, ":now": now };
        self.execute(&SQLITE.sql.forget_reservations, parameters)
            .map(drop)
    }
}
