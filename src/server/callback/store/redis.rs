//! The store in Redis.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, Cmd, FromRedisValue, RedisError, Script};

use super::database::{
    DatabaseOptions, Failure, attempt, failure_because, in_milliseconds, left, machine_time,
    newer_schema, patiently, sentence,
};
use super::statements::{Limits, REDIS, REDIS_PREFIX, RULES, SENTENCES};
use super::together::{OwnBid, OwnEnded, Server, Together};
use super::{Bid, Claim, Ended, Found, Reservation, Store, StoreError, Unfinished};

/// Keeps claims in Redis, for one machine or many.
///
/// Redis must write to disk (`appendonly yes`, `appendfsync always`) and evict nothing (`maxmemory-policy noeviction`): what it
/// forgets is done a second time. The store warns of a Redis that is set otherwise. Redis's clock decides when a lease is
/// over. A call that meets a lost connection is repeated; while Redis is away, calls fail after some seconds, and the next
/// ones find it again.
pub struct RedisStore {
    database: Arc<Database>,
    claims: Together<OwnBid>,
    ends: Together<OwnEnded>,
}

/// The code of Redis's error for a script that it does not know: it forgets scripts when it is started anew.
const UNKNOWN_SCRIPT: &str = "NOSCRIPT";

/// The connection, and the shop whose claims are kept behind it.
struct Database {
    connection: ConnectionManager,
    scripts: Scripts,
    prefix: String,
    kept: Duration,
    what: String,
}

struct Scripts {
    claim: Script,
    settle: Script,
    list_unfinished: Script,
    list_given_up: Script,
    reserve: Script,
    check_secret: Script,
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("database", &self.database.what)
            .field("prefix", &self.database.prefix)
            .finish_non_exhaustive()
    }
}

impl RedisStore {
    /// Connects to Redis, `redis://USER:PASSWORD@HOST:PORT/NUMBER`; `rediss://` asks for TLS.
    ///
    /// Needs a runtime of tokio around it.
    ///
    /// # Errors
    /// A [`StoreError`] where Redis cannot be reached or written, or was written by a newer version of this crate. No
    /// error holds the password.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, DatabaseOptions::new()).await
    }

    /// [`connect`](Self::connect) with options.
    ///
    /// # Errors
    /// Those of [`connect`](Self::connect).
    pub async fn connect_with(url: &str, options: DatabaseOptions) -> Result<Self, StoreError> {
        // The word of the parser might hold a part of the address.
        let client = Client::open(url)
            .map_err(|_| StoreError::new(crate::language::sentence(SENTENCES.bad_url)))?;
        let what = format!("Redis {}", client.get_connection_info().addr());
        let patience = Duration::from_millis(RULES.retry);
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(patience))
            .set_response_timeout(Some(patience))
            .set_number_of_retries(1)
            .set_max_delay(Duration::from_millis(500));
        let failed = |error: RedisError| store_error(&what, &error);
        let mut connection = client
            .get_connection_manager_with_config(config)
            .await
            .map_err(failed)?;

        let version: u32 = Script::new(REDIS.schema)
            .key("bukaolshop:schema")
            .arg(REDIS.version)
            .invoke_async(&mut connection)
            .await
            .map_err(failed)?;
        if version > REDIS.version {
            return Err(newer_schema(&what, i64::from(version)));
        }
        let before = machine_time();
        let (seconds, microseconds): (i64, i64) = redis::cmd("TIME")
            .query_async(&mut connection)
            .await
            .map_err(failed)?;
        let server = seconds
            .saturating_mul(1000)
            .saturating_add(microseconds / 1000);
        options.compare_clocks(&what, server, before, machine_time());
        warn_of_settings(&mut connection, &options, &what).await;
        let database = Arc::new(Database {
            connection,
            scripts: Scripts {
                claim: Script::new(REDIS.claim),
                settle: Script::new(REDIS.settle),
                list_unfinished: Script::new(REDIS.list_unfinished),
                list_given_up: Script::new(REDIS.list_given_up),
                reserve: Script::new(REDIS.reserve),
                check_secret: Script::new(REDIS.check_secret),
            },
            prefix: REDIS_PREFIX.replace("{shop}", &options.shop),
            kept: options.kept,
            what,
        });
        Ok(Self {
            claims: Together::new(&database),
            ends: Together::new(&database),
            database,
        })
    }
}

/// A script, and the command that runs it.
struct Call<'s> {
    script: &'s Script,
    command: Cmd,
}

impl<'s> Call<'s> {
    /// A script with its keys.
    fn new(script: &'s Script, keys: &[String]) -> Self {
        let mut command = redis::cmd("EVALSHA");
        command.arg(script.get_hash()).arg(keys.len()).arg(keys);
        Self { script, command }
    }
}

impl Database {
    /// Runs a script, which is repeated while the connection is lost.
    async fn run_within<T: FromRedisValue>(
        &self,
        patience: Duration,
        call: &Call<'_>,
    ) -> Result<T, Failure> {
        let ask = || async {
            let mut connection = self.connection.clone();
            match call.command.query_async(&mut connection).await {
                Err(unknown) if unknown.code() == Some(UNKNOWN_SCRIPT) => {
                    call.script.load_async(&mut connection).await?;
                    call.command.query_async(&mut connection).await
                }
                answer => answer,
            }
        };
        patiently(patience, &self.what, is_temporary, store_error, ask).await
    }

    /// [`run_within`](Self::run_within), for scripts that are run by themselves.
    async fn run<T: FromRedisValue>(&self, call: &Call<'_>) -> Result<T, StoreError> {
        let patience = Duration::from_millis(RULES.retry);
        Ok(self.run_within(patience, call).await?)
    }

    /// The keys of a script about claims.
    fn keys<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Vec<String> {
        let prefix = &self.prefix;
        let sets = ["open", "given_up"].map(|name| format!("{prefix}{name}"));
        let claims = keys.map(|key| format!("{prefix}claim:{key}"));
        sets.into_iter().chain(claims).collect()
    }

    /// A script with one key and the prefix as its argument, which lists claims.
    async fn list(&self, script: &Script, key: &str) -> Result<Vec<Unfinished>, StoreError> {
        let mut call = Call::new(script, &[format!("{}{key}", self.prefix)]);
        call.command.arg(&self.prefix);
        let rows: Vec<String> = self.run(&call).await?;
        let rows = rows.chunks_exact(3).filter_map(|row| match row {
            [key, note, number] => Some(Unfinished {
                key: key.clone(),
                note: note.clone(),
                attempt: number.parse().ok()?,
            }),
            _ => None,
        });
        Ok(rows.collect())
    }
}

impl Server for Database {
    const TOGETHER: Limits = REDIS.together;

    async fn claim(&self, bids: &[OwnBid], patience: Duration) -> Result<Vec<Claim>, Failure> {
        let keys = self.keys(bids.iter().map(|bid| &*bid.key));
        let mut call = Call::new(&self.scripts.claim, &keys);
        call.command.arg(&self.prefix);
        for bid in bids {
            call.command
                .arg(&bid.owner)
                .arg(bid.lease)
                .arg(&bid.note)
                .arg(bid.order.as_deref().unwrap_or_default())
                .arg(bid.status.as_deref().unwrap_or_default());
        }
        let answers: Vec<i64> = self.run_within(patience, &call).await?;
        let claim = |number: i64| match number {
            0 => Claim::Done,
            1.. => Claim::Claimed {
                attempt: attempt(number),
            },
            _ => Claim::InProgress {
                left: left(number.saturating_neg()),
            },
        };
        Ok(answers.into_iter().map(claim).collect())
    }

    async fn settle(&self, ended: &[OwnEnded], patience: Duration) -> Result<Vec<()>, Failure> {
        let keys = self.keys(ended.iter().map(|ended| &*ended.key));
        let mut call = Call::new(&self.scripts.settle, &keys);
        call.command
            .arg(&self.prefix)
            .arg(in_milliseconds(self.kept).max(1));
        for ended in ended {
            call.command
                .arg(ended.attempt)
                .arg(&ended.owner)
                .arg(ended.end)
                .arg(ended.delay)
                .arg(u8::from(ended.note.is_some()))
                .arg(ended.note.as_deref().unwrap_or_default());
        }
        self.run_within::<i64>(patience, &call).await?;
        Ok(vec![(); ended.len()])
    }
}

/// Warns of a Redis that may forget claims. Where Redis does not tell its settings, nothing is said.
async fn warn_of_settings(
    connection: &mut ConnectionManager,
    options: &DatabaseOptions,
    what: &str,
) {
    let info = redis::cmd("INFO").query_async(connection).await;
    let info: String = info.unwrap_or_default();
    let fsync = redis::cmd("CONFIG")
        .arg("GET")
        .arg("appendfsync")
        .query_async(connection)
        .await;
    let fsync: Vec<String> = fsync.unwrap_or_default();
    let is_lazy = fsync.get(1).is_some_and(|fsync| fsync != "always");
    if info.contains("aof_enabled:0") || is_lazy {
        options.warn(&sentence(SENTENCES.redis_memory, what));
    }
    let policy = info
        .lines()
        .find_map(|line| line.strip_prefix("maxmemory_policy:"));
    if policy.is_some_and(|policy| policy.trim() != "noeviction") {
        options.warn(&sentence(SENTENCES.redis_eviction, what));
    }
}

/// Whether a call that failed may be repeated: the connection was lost, or Redis is starting or changing places.
fn is_temporary(error: &RedisError) -> bool {
    error.is_io_error()
        || error.is_connection_dropped()
        || error.is_timeout()
        || error
            .code()
            .is_some_and(|code| REDIS.codes.is_temporary(code))
}

/// What a failure means for the owner of the shop.
fn store_error(what: &str, error: &RedisError) -> StoreError {
    match error.code() {
        Some(code) if !is_temporary(error) => {
            failure_because(REDIS.codes.sentence(code), what, code)
        }
        _ => failure_because(SENTENCES.unreachable, what, error.category()),
    }
}

impl Store for RedisStore {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        self.claims.ask(bid.into()).await
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        self.ends.ask(ended.into()).await
    }

    async fn unfinished(&self, _now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        self.database
            .list(&self.database.scripts.list_unfinished, "open")
            .await
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        self.database
            .list(&self.database.scripts.list_given_up, "given_up")
            .await
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        let database = &*self.database;
        let patience = Duration::from_millis(RULES.retry);
        let claim = format!("{}claim:{key}", database.prefix);
        let call = || async {
            redis::cmd("HMGET")
                .arg(&claim)
                .arg(&["attempt", "done", "note"])
                .query_async(&mut database.connection.clone())
                .await
        };
        let (number, done, note): (Option<u32>, Option<u8>, Option<String>) =
            patiently(patience, &database.what, is_temporary, store_error, call).await?;
        Ok(number.map(|attempt| Found {
            attempt,
            done: done == Some(1),
            note: note.unwrap_or_default(),
        }))
    }

    async fn reserve(&self, reservation: &Reservation<'_>) -> Result<Option<Duration>, StoreError> {
        let database = &*self.database;
        let key = format!("{}reserved:{}", database.prefix, reservation.key);
        let mut call = Call::new(&database.scripts.reserve, &[key]);
        call.command
            .arg(reservation.owner)
            .arg(in_milliseconds(reservation.length).max(1));
        let held: i64 = database.run(&call).await?;
        Ok((held > 0).then(|| left(held)))
    }

    async fn check_secret(&self, secret: &str, previous: Option<&str>) -> Result<bool, StoreError> {
        let database = &*self.database;
        let key = format!("{}secret", database.prefix);
        let mut call = Call::new(&database.scripts.check_secret, &[key]);
        call.command.arg(secret).arg(previous.unwrap_or_default());
        Ok(database.run::<i64>(&call).await? == 1)
    }
}
