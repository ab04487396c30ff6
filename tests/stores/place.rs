//! Where a store of a kind is kept during the tests.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use bukaolshop::server::callback::store::{AnyStore, DatabaseOptions};
use bukaolshop::server::callback::{Store, StoreError};

use crate::servers::{Folder, Postgres, Redis};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Memory,
    Sqlite,
    Postgres,
    Redis,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Memory => "memory",
            Kind::Sqlite => "sqlite",
            Kind::Postgres => "postgres",
            Kind::Redis => "redis",
        }
    }
}

/// The servers of a kind, and the database of the present case.
pub struct Place {
    pub kind: Kind,
    pub folder: Folder,
    pub postgres: Option<Postgres>,
    pub redis: Option<Redis>,
    number: u32,
}

impl Place {
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            folder: Folder::new("store"),
            postgres: (kind == Kind::Postgres).then(Postgres::start),
            redis: (kind == Kind::Redis).then(Redis::start),
            number: 0,
        }
    }

    /// Begins a case with an empty database.
    pub fn clear(&mut self) {
        self.number += 1;
        if let Some(postgres) = &self.postgres {
            postgres.sql("postgres", &format!("CREATE DATABASE {}", self.database()));
        }
        if let Some(redis) = &self.redis {
            redis.ask(&["CONFIG", "SET", "maxmemory", "0"]);
            assert_eq!(redis.ask(&["FLUSHALL"]), "OK");
        }
    }

    /// Deletes the file of the case's store and those beside it.
    pub fn clear_files(&self) {
        let name = self.path().file_name().expect("a name").to_owned();
        let name = name.into_string().expect("a text");
        for file in fs::read_dir(&self.folder.0).expect("the folder") {
            let file = file.expect("a file");
            if file.file_name().to_string_lossy().starts_with(&name) {
                let _ = fs::remove_file(file.path());
            }
        }
    }

    pub fn postgres(&mut self) -> &mut Postgres {
        self.postgres.as_mut().expect("a server")
    }

    pub fn redis(&mut self) -> &mut Redis {
        self.redis.as_mut().expect("a server")
    }

    /// The name of the case's database.
    pub fn database(&self) -> String {
        format!("kasus{}", self.number)
    }

    /// The file of the case's store.
    pub fn path(&self) -> PathBuf {
        self.folder.0.join(format!("callback-{}.db", self.number))
    }

    pub fn address(&self) -> String {
        match self.kind {
            Kind::Memory => "memory:".to_owned(),
            Kind::Sqlite => format!("sqlite:{}", self.path().display()),
            Kind::Postgres => {
                let postgres = self.postgres.as_ref().expect("a server");
                postgres.url(&self.database())
            }
            Kind::Redis => self.redis.as_ref().expect("a server").url(),
        }
    }

    /// The address with another port, behind which is a way to the server.
    pub fn address_at(&self, port: u16) -> String {
        match self.kind {
            Kind::Postgres => {
                let postgres = self.postgres.as_ref().expect("a server");
                postgres.url_at(port, &self.database())
            }
            _ => self.redis.as_ref().expect("a server").url_at(port),
        }
    }

    pub async fn open(&self) -> AnyStore {
        self.open_with(DatabaseOptions::new())
            .await
            .expect("it opens")
    }

    pub async fn open_with(&self, options: DatabaseOptions) -> Result<AnyStore, StoreError> {
        AnyStore::open(&self.address(), options.on_warning(|_| {})).await
    }

    /// The warnings and the outcome of opening an address.
    pub async fn opened(address: &str) -> (Vec<String>, Result<AnyStore, StoreError>) {
        let warnings = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&warnings);
        let options = DatabaseOptions::new()
            .on_warning(move |warning| heard.lock().expect("a list").push(warning.to_owned()));
        let opened = AnyStore::open(address, options).await;
        let warnings = warnings.lock().expect("a list").clone();
        (warnings, opened)
    }
}

/// The keys that are listed as unfinished.
pub async fn unfinished(store: &impl Store) -> Vec<String> {
    let listed = store.unfinished(now()).await.expect("the list");
    listed.into_iter().map(|left| left.key).collect()
}

/// The machine's time.
pub fn now() -> std::time::Duration {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970")
}
