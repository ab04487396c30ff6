//! The store in PostgreSQL.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::query::Query;
use sqlx::{ConnectOptions, Executor, Row};
use tokio::task::JoinHandle;

use super::database::{
    DatabaseOptions, Failure, attempt, failure_because, in_milliseconds, left, machine_time,
    newer_schema, patiently,
};
use super::statements::{Limits, POSTGRES, RULES, SENTENCES, Statement};
use super::together::{OwnBid, OwnEnded, Server, Together};
use super::{Bid, Claim, Ended, Found, Reservation, Store, StoreError, Unfinished};

/// Keeps claims in PostgreSQL, for one machine or many.
///
/// The database's clock decides when a lease is over. A call that meets a lost connection is repeated; while the database
/// is away, calls fail after some seconds, and the next ones find it again.
pub struct PostgresStore {
    database: Arc<Database>,
    claims: Together<OwnBid>,
    ends: Together<OwnEnded>,
    /// Deletes from time to time what is too old.
    forgetting: JoinHandle<()>,
}

impl fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresStore")
            .field("database", &self.database.what)
            .field("shop", &self.database.shop)
            .finish_non_exhaustive()
    }
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        self.forgetting.abort();
    }
}

impl PostgresStore {
    /// Connects to a database, `postgres://USER:PASSWORD@HOST/DATABASE`, and creates the tables of the store in it where
    /// they are missing: their names begin with `bukaolshop_`. The query `sslmode=require` or `verify-full` asks for TLS.
    ///
    /// Needs a runtime of tokio around it.
    ///
    /// # Errors
    /// A [`StoreError`] where the database cannot be reached or written, or was written by a newer version of this crate.
    /// No error holds the password.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, DatabaseOptions::new()).await
    }

    /// [`connect`](Self::connect) with options.
    ///
    /// # Errors
    /// Those of [`connect`](Self::connect).
    pub async fn connect_with(url: &str, options: DatabaseOptions) -> Result<Self, StoreError> {
        let is_known = ["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        let address = PgConnectOptions::from_str(url).ok().filter(|_| is_known);
        // The word of the parser might hold a part of the address.
        let address =
            address.ok_or_else(|| StoreError::new(crate::language::sentence(SENTENCES.bad_url)))?;
        let address = address
            .application_name("bukaolshop")
            .disable_statement_logging();
        let what = name(&address);
        let pool = PgPoolOptions::new()
            .max_connections(options.connections.unwrap_or(POSTGRES.connections))
            .acquire_timeout(Duration::from_millis(RULES.retry))
            // A connection that was lost is noticed by the call itself, which is then repeated.
            .test_before_acquire(false)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    for setup in POSTGRES.sql.setup {
                        connection.execute(*setup).await?;
                    }
                    Ok(())
                })
            })
            .connect_with(address)
            .await
            .map_err(|error| store_error(&what, &error))?;
        migrate(&pool, &what).await?;
        let before = machine_time();
        let row = pool.fetch_one(POSTGRES.clock).await;
        let server = row.and_then(|row| row.try_get(0));
        let server = server.map_err(|error| store_error(&what, &error))?;
        options.compare_clocks(&what, server, before, machine_time());
        let forgetting = tokio::spawn(forget(pool.clone(), options.shop.clone(), options.kept));
        let database = Arc::new(Database {
            pool,
            shop: options.shop,
            what,
        });
        Ok(Self {
            claims: Together::new(&database),
            ends: Together::new(&database),
            database,
            forgetting,
        })
    }

    /// Closes the connections. Dropping the store does the same without waiting.
    pub async fn close(self) {
        self.forgetting.abort();
        self.database.pool.close().await;
    }
}

/// The database, and the shop whose claims are kept in it.
struct Database {
    pool: PgPool,
    shop: String,
    what: String,
}

impl Database {
    /// A statement with the shop as its first parameter.
    fn query<'q>(
        &'q self,
        statement: &'static Statement,
    ) -> Query<'q, sqlx::Postgres, PgArguments> {
        sqlx::query(statement.sql).bind(&*self.shop)
    }

    /// The rows of a statement, which is repeated while the connection is lost.
    async fn rows_within<'q>(
        &'q self,
        patience: Duration,
        query: impl Fn() -> Query<'q, sqlx::Postgres, PgArguments>,
    ) -> Result<Vec<PgRow>, Failure> {
        let call = || query().fetch_all(&self.pool);
        patiently(patience, &self.what, is_temporary, store_error, call).await
    }

    /// [`rows_within`](Self::rows_within), for calls that are made by themselves.
    async fn rows<'q>(
        &'q self,
        query: impl Fn() -> Query<'q, sqlx::Postgres, PgArguments>,
    ) -> Result<Vec<PgRow>, StoreError> {
        let patience = Duration::from_millis(RULES.retry);
        Ok(self.rows_within(patience, query).await?)
    }

    fn read<T>(&self, read: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        read.map_err(|error| store_error(&self.what, &error))
    }

    fn unfinished_rows(&self, rows: &[PgRow]) -> Result<Vec<Unfinished>, StoreError> {
        let read = |row: &PgRow| {
            Ok(Unfinished {
                key: row.try_get(0)?,
                note: row.try_get(1)?,
                attempt: attempt(row.try_get(2)?),
            })
        };
        self.read(rows.iter().map(read).collect())
    }
}

impl Server for Database {
    const TOGETHER: Limits = POSTGRES.together;

    /// A claim that another program has changed in the meantime is asked for again.
    async fn claim(&self, bids: &[OwnBid], patience: Duration) -> Result<Vec<Claim>, Failure> {
        let mut claims = HashMap::new();
        loop {
            let left: Vec<&OwnBid> = bids
                .iter()
                .filter(|bid| !claims.contains_key(&bid.key))
                .collect();
            if left.is_empty() {
                break;
            }
            let rows = self.rows_within(patience, || {
                self.query(&POSTGRES.claim)
                    .bind(column(&left, |bid| &*bid.key))
                    .bind(column(&left, |bid| &*bid.owner))
                    .bind(column(&left, |bid| bid.lease))
                    .bind(column(&left, |bid| &*bid.note))
                    .bind(column(&left, |bid| bid.order.as_deref()))
                    .bind(column(&left, |bid| bid.status.as_deref()))
            });
            for row in rows.await? {
                let (key, claim) = self.read(claim_of(&row)).map_err(|error| Failure {
                    error,
                    is_temporary: false,
                })?;
                claims.extend(claim.map(|claim| (key, claim)));
            }
        }
        let claim = |bid: &OwnBid| claims.remove(&bid.key);
        Ok(bids.iter().filter_map(claim).collect())
    }

    async fn settle(&self, ended: &[OwnEnded], patience: Duration) -> Result<Vec<()>, Failure> {
        let ended: Vec<&OwnEnded> = ended.iter().collect();
        let settled = self.rows_within(patience, || {
            self.query(&POSTGRES.settle)
                .bind(column(&ended, |ended| &*ended.key))
                .bind(column(&ended, |ended| i64::from(ended.attempt)))
                .bind(column(&ended, |ended| &*ended.owner))
                .bind(column(&ended, |ended| ended.end))
                .bind(column(&ended, |ended| ended.delay))
                .bind(column(&ended, |ended| ended.note.as_deref()))
        });
        settled.await?;
        Ok(vec![(); ended.len()])
    }
}

/// What the sentences of errors call a database: without a user and a password.
fn name(address: &PgConnectOptions) -> String {
    let host = match address.get_socket() {
        Some(folder) => folder.display().to_string(),
        None => address.get_host().to_owned(),
    };
    let port = address.get_port();
    let database = address.get_database().unwrap_or_default();
    format!("PostgreSQL {host}:{port}/{database}")
}

/// Moves the schema to the newest version, unless another program has done it.
async fn migrate(pool: &PgPool, what: &str) -> Result<(), StoreError> {
    let failed = |error: sqlx::Error| store_error(what, &error);
    let newest = POSTGRES.sql.migrations.len();
    let present = pool.fetch_one(POSTGRES.schema_present).await;
    if present.and_then(|row| row.try_get(0)).map_err(failed)? {
        let version = version(pool, what).await?;
        if version == newest {
            return Ok(());
        }
    }
    let mut transaction = pool.begin().await.map_err(failed)?;
    for statement in [POSTGRES.schema_lock, POSTGRES.schema_create] {
        (&mut *transaction)
            .execute(statement)
            .await
            .map_err(failed)?;
    }
    let version = version(&mut *transaction, what).await?;
    for migration in POSTGRES.sql.migrations.iter().skip(version) {
        sqlx::raw_sql(*migration)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
    }
    (&mut *transaction)
        .execute(POSTGRES.schema_clear)
        .await
        .map_err(failed)?;
    sqlx::query(POSTGRES.schema_set.sql)
        .bind(i32::try_from(newest).unwrap_or(i32::MAX))
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
    transaction.commit().await.map_err(failed)
}

/// The version of the schema, which must be one that this program knows.
async fn version<'c>(
    executor: impl Executor<'c, Database = sqlx::Postgres>,
    what: &str,
) -> Result<usize, StoreError> {
    let row = executor.fetch_one(POSTGRES.schema_version).await;
    let version: i32 = row
        .and_then(|row| row.try_get(0))
        .map_err(|error| store_error(what, &error))?;
    match usize::try_from(version) {
        Ok(known) if known <= POSTGRES.sql.migrations.len() => Ok(known),
        _ => Err(newer_schema(what, i64::from(version))),
    }
}

/// Deletes what is too old, again and again. A failure keeps it a little longer.
async fn forget(pool: PgPool, shop: String, kept: Duration) {
    loop {
        loop {
            let forgotten = sqlx::query(POSTGRES.sql.forget.sql)
                .bind(&shop)
                .bind(in_milliseconds(kept))
                .execute(&pool)
                .await;
            if !forgotten.is_ok_and(|done| done.rows_affected() >= RULES.forget_at_once) {
                break;
            }
        }
        let reservations = sqlx::query(POSTGRES.sql.forget_reservations.sql).bind(&shop);
        let _ = reservations.execute(&pool).await;
        tokio::time::sleep(Duration::from_millis(RULES.forget_every)).await;
    }
}

/// The code of an error of the database.
fn code(error: &sqlx::Error) -> Option<String> {
    let code = error.as_database_error()?.code()?;
    Some(code.into_owned())
}

/// Whether a call that failed may be repeated: the connection was lost, the server is starting or stopping, or two
/// transactions were in each other's way.
fn is_temporary(error: &sqlx::Error) -> bool {
    match code(error) {
        Some(code) => POSTGRES.codes.is_temporary(&code),
        None => matches!(
            error,
            sqlx::Error::Io(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::WorkerCrashed
                | sqlx::Error::Protocol(_)
        ),
    }
}

/// What a failure means for the owner of the shop. The words of the library hold no part of the address.
fn store_error(what: &str, error: &sqlx::Error) -> StoreError {
    let Some(code) = code(error) else {
        let why = match error {
            sqlx::Error::Io(error) => error.kind().to_string(),
            sqlx::Error::PoolTimedOut => "tidak ada jawaban".to_owned(),
            sqlx::Error::Tls(_) => "TLS".to_owned(),
            _ => "sambungan putus".to_owned(),
        };
        return failure_because(SENTENCES.unreachable, what, &why);
    };
    failure_because(POSTGRES.codes.sentence(&code), what, &code)
}

/// The values of a parameter for all calls.
fn column<'c, C, T>(calls: &[&'c C], value: impl Fn(&'c C) -> T) -> Vec<T> {
    calls.iter().map(|call| value(call)).collect()
}

/// The key and the answer of a claim's row; no answer where the claim has changed in the meantime.
fn claim_of(row: &PgRow) -> Result<(String, Option<Claim>), sqlx::Error> {
    let granted: Option<i64> = row.try_get(1)?;
    let ends: Option<i64> = row.try_get(2)?;
    let done: Option<bool> = row.try_get(3)?;
    let claim = match (granted, done) {
        (Some(granted), _) => Some(Claim::Claimed {
            attempt: attempt(granted),
        }),
        (None, Some(true)) => Some(Claim::Done),
        (None, Some(false)) => ends.map(|ends| Claim::InProgress { left: left(ends) }),
        (None, None) => None,
    };
    Ok((row.try_get(0)?, claim))
}

impl Store for PostgresStore {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        self.claims.ask(bid.into()).await
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        self.ends.ask(ended.into()).await
    }

    async fn unfinished(&self, _now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        let database = &*self.database;
        let query = || database.query(&POSTGRES.sql.list_unfinished);
        database.unfinished_rows(&database.rows(query).await?)
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        let database = &*self.database;
        let query = || database.query(&POSTGRES.sql.list_given_up);
        database.unfinished_rows(&database.rows(query).await?)
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        let database = &*self.database;
        let query = || database.query(&POSTGRES.sql.find).bind(key.to_owned());
        let rows = database.rows(query).await?;
        let read = |row: &PgRow| {
            Ok(Found {
                attempt: attempt(row.try_get(0)?),
                done: row.try_get(1)?,
                note: row.try_get(2)?,
            })
        };
        database.read(rows.first().map(read).transpose())
    }

    async fn reserve(&self, reservation: &Reservation<'_>) -> Result<Option<Duration>, StoreError> {
        let database = &*self.database;
        loop {
            let query = || {
                database
                    .query(&POSTGRES.sql.reserve)
                    .bind(reservation.key.to_owned())
                    .bind(reservation.owner.to_owned())
                    .bind(in_milliseconds(reservation.length))
            };
            let rows = database.rows(query).await?;
            let Some(row) = rows.first() else { continue };
            let held: Option<i64> = database.read(row.try_get(0))?;
            return Ok(held.map(left));
        }
    }

    async fn check_secret(&self, secret: &str, previous: Option<&str>) -> Result<bool, StoreError> {
        let database = &*self.database;
        let query = || {
            database
                .query(&POSTGRES.sql.check_secret)
                .bind(secret.to_owned())
                .bind(previous.unwrap_or_default().to_owned())
        };
        Ok(!database.rows(query).await?.is_empty())
    }
}
