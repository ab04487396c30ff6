//! A shop's server, as an example: it receives bukaOlshop's callbacks and forwards each paid order once to
//! the system that fulfils it, through crashes, repeats and lost answers. `README.md` is the manual.

mod config;
mod courier;
mod held;
mod log;
mod shop;
mod target;
mod topup;
mod work;

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::{any, get, post};
use bukaolshop::server::callback;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use config::Config;
use shop::Shop;

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("example-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os()
        .nth(1)
        .ok_or("jalankan dengan berkas konfigurasi: example-server konfigurasi.json")?;
    let config: Config = serde_json::from_slice(&std::fs::read(path)?)?;
    let shop = Arc::new(Shop::open(&config).await?);

    // What a crash has left undone, and from time to time what failed.
    let resuming = Arc::clone(&shop);
    let pause = Duration::from_millis(config.resume_ms);
    tokio::spawn(async move {
        loop {
            resuming.resume().await;
            tokio::time::sleep(pause).await;
        }
    });

    let working = Arc::clone(&shop);
    let work = move |delivery| {
        let shop = Arc::clone(&working);
        async move { work::work(&shop, delivery).await }
    };
    let callbacks = callback::axum::route(Arc::clone(&shop.receiver), work);
    let router = Router::new()
        .route("/callback", callbacks)
        .route("/topup", any(topup::receive))
        .route("/held", get(held::list))
        .route("/held", post(held::decide))
        .route("/courier/{nomor}", post(courier::report))
        .with_state(shop);

    let listener = TcpListener::bind(config.listen).await?;
    let mut out = std::io::stdout();
    writeln!(out, "listening http://{}", listener.local_addr()?)?;
    out.flush()?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        done = axum::serve(listener, router) => done?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
