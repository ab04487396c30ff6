//! A relay that a shop runs without writing a program: it receives bukaOlshop's callbacks, hands each paid order on once to the
//! system that fulfils it, confirms top-ups, and stands in front of the Open API. One file configures it; `config` describes it.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod config;
mod health;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use config::Config;

/// Meneruskan pesanan bukaOlshop ke sistem yang mengerjakannya, tanpa menulis program.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Berkas konfigurasi.
    #[arg(long, global = true, default_value = config::FILE)]
    config: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Memeriksa konfigurasi, dan menyebut semua kesalahannya.
    Check,
    /// Menanyakan apakah relay yang jalan di mesin ini sehat: 0 kalau ya.
    Health,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match (arguments.command, Config::read(&arguments.config)) {
        (Command::Check, Ok(_)) => {
            println!("{}: benar", arguments.config);
            ExitCode::SUCCESS
        }
        (Command::Health, Ok(config)) => match health::ask(config.listen.address.value) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("relay tidak sehat: {error}");
                ExitCode::FAILURE
            }
        },
        (_, Err(mistakes)) => {
            eprintln!("{mistakes}");
            ExitCode::FAILURE
        }
    }
}
