//! The servers that are measured.

use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::{get, post};
use bukaolshop::server::callback::{self, AnyStore, DatabaseOptions, Guard, Receiver};
use bukaolshop::transport::native::System;
use sqlx::postgres::{PgPool, PgPoolOptions};
use tokio::net::TcpListener;

use crate::SECRET;

/// Receives callbacks into the store at an address. `/worked` tells how often the work was run.
pub(crate) async fn store(address: &str) -> Result<(), Box<dyn Error>> {
    let store = AnyStore::open(address, DatabaseOptions::new()).await?;
    let receiver = Receiver::new("toko", SECRET, Guard::new(store, System::default()))?;
    receiver.check_store().await?;
    let worked = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&worked);
    let work = move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        std::future::ready(Ok(()))
    };
    let router = Router::new()
        .route("/callback", callback::axum::route(Arc::new(receiver), work))
        .route(
            "/worked",
            get(async move || worked.load(Ordering::Relaxed).to_string()),
        );
    listen(router).await
}

/// A table with one row for each request.
enum Table {
    Memory(Mutex<HashMap<u64, Bytes>>),
    Sqlite(Mutex<rusqlite::Connection>),
    Postgres(PgPool),
    Redis(redis::aio::ConnectionManager),
}

/// Inserts a row for each request.
pub(crate) async fn yardstick(address: &str) -> Result<(), Box<dyn Error>> {
    let table = if let Some(path) = address.strip_prefix("sqlite:") {
        let connection = rusqlite::Connection::open(format!("{path}.yardstick"))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE request (id INTEGER PRIMARY KEY, body BLOB NOT NULL)",
        )?;
        Table::Sqlite(Mutex::new(connection))
    } else if address.starts_with("postgres:") {
        let pool = PgPoolOptions::new()
            .max_connections(10)
            .connect(address)
            .await?;
        let create = "CREATE TABLE request (id bigint PRIMARY KEY, body bytea NOT NULL)";
        sqlx::query(create).execute(&pool).await?;
        Table::Postgres(pool)
    } else if address.starts_with("redis:") {
        let client = redis::Client::open(address)?;
        Table::Redis(client.get_connection_manager().await?)
    } else {
        Table::Memory(Mutex::default())
    };
    let table = Arc::new(table);
    let next = Arc::new(AtomicU64::new(0));
    let handler = move |body: Bytes| {
        let table = Arc::clone(&table);
        let id = next.fetch_add(1, Ordering::Relaxed);
        async move {
            match insert(table, id, body).await {
                Ok(()) => StatusCode::OK,
                Err(_) => StatusCode::SERVICE_UNAVAILABLE,
            }
        }
    };
    listen(Router::new().route("/callback", post(handler))).await
}

async fn insert(
    table: Arc<Table>,
    id: u64,
    body: Bytes,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    match &*table {
        Table::Memory(rows) => {
            let mut rows = rows.lock().unwrap_or_else(PoisonError::into_inner);
            rows.insert(id, body);
        }
        Table::Sqlite(_) => {
            let inserting = Arc::clone(&table);
            let inserted = tokio::task::spawn_blocking(move || {
                let Table::Sqlite(connection) = &*inserting else {
                    return Ok(0);
                };
                let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
                connection
                    .prepare_cached("INSERT INTO request VALUES (?, ?)")?
                    .execute((id.cast_signed(), &*body))
            });
            inserted.await??;
        }
        Table::Postgres(pool) => {
            sqlx::query("INSERT INTO request VALUES ($1, $2)")
                .bind(id.cast_signed())
                .bind(&*body)
                .execute(pool)
                .await?;
        }
        Table::Redis(connection) => {
            redis::cmd("SET")
                .arg(format!("request:{id}"))
                .arg(&*body)
                .query_async::<()>(&mut connection.clone())
                .await?;
        }
    }
    Ok(())
}

/// Becomes the relay, which stands beside this program, with a configuration in a folder of its own. Only an error comes back.
pub(crate) fn relay(address: &str) -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("bench-relay-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("secret"), SECRET)?;
    std::fs::write(folder.join("store"), address)?;
    let config = "toko = \"toko\"\nstore = { file = \"store\" }\n\
        [listen]\naddress = \"127.0.0.1:0\"\n[log]\nlevel = \"error\"\n\
        [callback]\nsecret = { file = \"secret\" }\n\
        [closed_api]\napi_key = { file = \"secret\" }\nplan = \"free\"\n\
        [topup]\ninstructions = \"-\"\n";
    let file = folder.join("relay.toml");
    std::fs::write(&file, config)?;
    let relay = std::env::current_exe()?.with_file_name("bukaolshop-relay");
    let failed = Command::new(relay)
        .args(["run", "--config"])
        .arg(file)
        .exec();
    Err(failed.into())
}

async fn listen(router: Router) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mut out = std::io::stdout();
    writeln!(out, "listening http://{}", listener.local_addr()?)?;
    out.flush()?;
    axum::serve(listener, router).await?;
    Ok(())
}
