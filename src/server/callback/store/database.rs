//! What the stores in databases share: their options, their errors' sentences, and their clock.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::statements::{RULES, SENTENCES};
use super::{KEPT, StoreError};
use crate::language;
use crate::transport::milliseconds;

/// Options of the stores in databases.
#[derive(Clone)]
pub struct DatabaseOptions {
    pub(super) shop: String,
    pub(super) kept: Duration,
    /// The most connections that the store has at once.
    #[cfg(feature = "postgres")]
    pub(super) connections: Option<u32>,
    #[cfg_attr(
        not(any(feature = "postgres", feature = "redis")),
        allow(dead_code, reason = "only servers are warned of")
    )]
    warn: Arc<dyn Fn(&str) + Send + Sync>,
}

impl fmt::Debug for DatabaseOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseOptions")
            .field("shop", &self.shop)
            .field("kept", &self.kept)
            .finish_non_exhaustive()
    }
}

impl Default for DatabaseOptions {
    fn default() -> Self {
        Self {
            shop: RULES.shop.to_owned(),
            kept: KEPT,
            #[cfg(feature = "postgres")]
            connections: None,
            warn: Arc::new(|sentence| eprintln!("bukaolshop: {sentence}")),
        }
    }
}

impl DatabaseOptions {
    /// The shop "toko", finished work that is remembered for 90 days, and warnings on standard error.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name of the shop in the database, which must stay the same. Shops with different names never see each
    /// other's claims.
    #[must_use]
    pub fn shop(self, shop: &str) -> Self {
        let shop = shop.trim().to_owned();
        Self { shop, ..self }
    }

    /// Sets how long finished work is remembered. A callback that is repeated later than that is handled again.
    /// Unfinished work is never forgotten.
    #[must_use]
    pub fn kept(self, kept: Duration) -> Self {
        Self { kept, ..self }
    }

    /// Sets how many connections a `PostgresStore` has at most, 10 by default.
    #[cfg(feature = "postgres")]
    #[must_use]
    pub fn connections(self, connections: u32) -> Self {
        Self {
            connections: Some(connections.max(1)),
            ..self
        }
    }

    /// Sets a function that is told what the program's log should say, for example of a clock that is off.
    #[must_use]
    pub fn on_warning(self, warn: impl Fn(&str) + Send + Sync + 'static) -> Self {
        let warn = Arc::new(warn);
        Self { warn, ..self }
    }

    #[cfg(any(feature = "postgres", feature = "redis"))]
    pub(super) fn warn(&self, sentence: &str) {
        (self.warn)(sentence);
    }

    /// Warns of a clock that is off. `server` is the time of the database, and `before` and `after` are this machine's
    /// times around the question for it.
    #[cfg(any(feature = "postgres", feature = "redis"))]
    pub(super) fn compare_clocks(&self, what: &str, server: i64, before: i64, after: i64) {
        let here = before.midpoint(after);
        let off = server.abs_diff(here);
        if off >= RULES.clock_tolerance {
            let minutes = (off as f64 / 60_000.0).round();
            let sentence = sentence(SENTENCES.clock, what);
            self.warn(&sentence.replace("{minutes}", &minutes.to_string()));
        }
    }
}

/// A sentence about a file or a database, in the language that the program has chosen.
pub(super) fn sentence(sentence: &'static str, what: &str) -> String {
    language::sentence(sentence).replace("{what}", what)
}

/// An error with a sentence about a file.
#[cfg(feature = "sqlite")]
pub(super) fn failure(text: &'static str, what: &str) -> StoreError {
    StoreError::new(sentence(text, what))
}

/// An error with a sentence that tells why. `why` must hold no secret.
pub(super) fn failure_because(text: &'static str, what: &str, why: &str) -> StoreError {
    StoreError::new(sentence(text, what).replace("{why}", why))
}

/// The error for a schema that is newer than this program.
pub(super) fn newer_schema(what: &str, version: i64) -> StoreError {
    let text = sentence(SENTENCES.newer_schema, what);
    StoreError::new(text.replace("{version}", &version.to_string()))
}

/// The machine's time in milliseconds since 1970-01-01 UTC.
pub(super) fn machine_time() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    in_milliseconds(now.unwrap_or_default())
}

/// A duration as a column keeps it.
pub(super) fn in_milliseconds(duration: Duration) -> i64 {
    milliseconds(duration).min(RULES.latest).cast_signed()
}

/// A time that a column says is left.
pub(super) fn left(milliseconds: i64) -> Duration {
    Duration::from_millis(milliseconds.max(1).unsigned_abs())
}

/// An attempt's number from a column.
pub(super) fn attempt(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The answer to a call that is repeated while it fails with a temporary error, for `patience` milliseconds. `meaning` is
/// what its last error means for the owner of the shop.
#[cfg(any(feature = "postgres", feature = "redis"))]
pub(super) async fn patiently<T, E, F: Future<Output = Result<T, E>>>(
    patience: u64,
    what: &str,
    is_temporary: impl Fn(&E) -> bool,
    meaning: impl Fn(&str, &E) -> StoreError,
    call: impl Fn() -> F,
) -> Result<T, StoreError> {
    let begun = std::time::Instant::now();
    let patience = Duration::from_millis(patience);
    let longest = Duration::from_millis(RULES.answer);
    let mut pause = Duration::from_millis(20);
    loop {
        let failed = match tokio::time::timeout(longest, call()).await {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(error)) if !is_temporary(&error) => return Err(meaning(what, &error)),
            Ok(Err(error)) => Some(error),
            Err(_) => None,
        };
        if begun.elapsed().saturating_add(pause) >= patience {
            let silence = || {
                failure_because(
                    SENTENCES.unreachable,
                    what,
                    language::sentence("tidak ada jawaban"),
                )
            };
            return Err(failed.map_or_else(silence, |error| meaning(what, &error)));
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_millis(500));
    }
}
