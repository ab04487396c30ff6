//! A mock of the bukaOlshop Open API and of the app that shows pasted pages.
//!
//! It serves a made-up Indonesian shop under `/v1` and to its owner under `/closed/api/v1`, plays the app under `/app/{siapa}` (shortcodes
//! replaced textually) and gives tests control of what they get under `/uji/{session}/{faults}`.
//! Everything it answers is deterministic. `README.md` beside this crate's manifest is the manual.

mod app;
mod cli;
mod clock;
mod closed_api;
mod commerce;
mod cors;
mod faults;
mod files;
mod listener;
mod mitra_bunso;
mod mock;
mod onesolu;
mod onetablet;
mod origin;
mod reply;
mod routes;
mod systems;
mod uji;
mod watch;

use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use listener::{Listener, Socket};
use mock_shop::{open_api, query, shop};
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    let options = match cli::parse(std::env::args().skip(1)) {
        Ok(cli::Command::Serve(options)) => *options,
        Ok(cli::Command::Help) => {
            print!("{}", cli::HELP);
            return ExitCode::SUCCESS;
        }
        Err(reason) => {
            eprintln!("mock-server: {reason}\n\n{}", cli::HELP);
            return ExitCode::from(2);
        }
    };
    match serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mock-server: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Says which address it was, and how to get one that is free.
fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> std::io::Error {
    let ip = address.ip();
    std::io::Error::new(
        error.kind(),
        format!("cannot listen on {address}: {error}. A free port is taken with --listen {ip}:0"),
    )
}

/// Serves on the asked address and, for redirects to another origin, on a second port of the same
/// host, until a signal ends it.
async fn serve(options: cli::Options) -> std::io::Result<()> {
    let main = Listener::bind(options.listen)
        .await
        .map_err(|error| cannot_listen(options.listen, &error))?;
    let other = Listener::bind((options.listen.ip(), 0).into()).await?;
    let address = main.address();
    let router = routes::router(Arc::new(mock::Mock::new(options, address, other.address())));
    let service = router.into_make_service_with_connect_info::<Socket>();

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;

    let mut out = std::io::stdout();
    writeln!(out, "listening http://{address}")?;
    out.flush()?;

    tokio::select! {
        done = axum::serve(main, service.clone()) => done,
        done = axum::serve(other, service) => done,
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
    }
}
