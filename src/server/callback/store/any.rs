//! A store whose kind is told by an address, for programs that are configured.

use std::time::Duration;

use super::memory::MemoryStore;
use super::{Bid, Claim, Ended, Found, Reservation, Store, StoreError, Unfinished};
use super::{database::DatabaseOptions, statements::SENTENCES};
use crate::language::sentence;

/// One of the stores of this crate.
#[derive(Debug)]
#[non_exhaustive]
pub enum AnyStore {
    /// Claims in memory.
    Memory(MemoryStore),
    /// Claims in a file.
    #[cfg(feature = "sqlite")]
    Sqlite(super::SqliteStore),
    /// Claims in PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(super::PostgresStore),
    /// Claims in Redis.
    #[cfg(feature = "redis")]
    Redis(Box<super::RedisStore>),
}

impl AnyStore {
    /// Opens the store at an address: `memory:`, `sqlite:PATH`, `postgres://…` or `redis://…`.
    ///
    /// # Errors
    /// A [`StoreError`] where the address is that of no store for which this crate has its feature, and those of the stores. No
    /// error holds a password.
    pub async fn open(address: &str, options: DatabaseOptions) -> Result<Self, StoreError> {
        if address == "memory:" {
            return Ok(Self::Memory(MemoryStore::new().kept(options.kept)));
        }
        #[cfg(feature = "sqlite")]
        if let Some(path) = address.strip_prefix("sqlite:") {
            return super::SqliteStore::open_with(path, options).map(Self::Sqlite);
        }
        #[cfg(feature = "postgres")]
        if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let store = super::PostgresStore::connect_with(address, options).await?;
            return Ok(Self::Postgres(store));
        }
        #[cfg(feature = "redis")]
        if address.starts_with("redis:") || address.starts_with("rediss:") {
            let store = super::RedisStore::connect_with(address, options).await?;
            return Ok(Self::Redis(Box::new(store)));
        }
        Err(StoreError::new(sentence(SENTENCES.bad_url)))
    }
}

/// Calls the store that it is.
macro_rules! each {
    ($any:ident, $store:ident => $call:expr) => {
        match $any {
            Self::Memory($store) => $call,
            #[cfg(feature = "sqlite")]
            Self::Sqlite($store) => $call,
            #[cfg(feature = "postgres")]
            Self::Postgres($store) => $call,
            #[cfg(feature = "redis")]
            Self::Redis($store) => $call,
        }
    };
}

hand_on!(each; impl Store for AnyStore);
