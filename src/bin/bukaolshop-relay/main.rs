//! A relay that a shop runs without writing a program: it receives bukaOlshop's callbacks, hands each paid order on once to the
//! system that fulfils it, confirms top-ups, and stands in front of the Open API. One file configures it; `config` describes it.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

mod config;
mod front;
mod health;
mod log;
mod metrics;
mod order;
mod private;
mod serve;
mod shop;
mod targets;
mod throttle;
mod topup;
mod waiting;
mod work;

use std::error::Error;
use std::process::ExitCode;

use bukaolshop::server::callback::TopUpState;
use clap::{Parser, Subcommand};

use config::{Config, Mistakes};
use shop::Shop;
use waiting::{Decision, Settled};

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
    /// Menjalankan relay.
    Run,
    /// Memeriksa konfigurasi, dan menyebut semua kesalahannya.
    Check,
    /// Menanyakan apakah relay yang jalan di mesin ini sehat.
    Health,
    /// Menyebut pesanan dan topup yang menunggu diputuskan orang.
    Waiting {
        /// Sebagai JSON.
        #[arg(long)]
        json: bool,
    },
    /// Memutuskan satu yang menunggu.
    Settle {
        /// Kuncinya, seperti yang disebut `waiting`.
        key: String,
        /// `done` kalau sudah beres, `again` kalau harus dikerjakan lagi.
        decision: Decision,
    },
}

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("bukaolshop-relay: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let file = arguments.config.as_str();
    let config = Config::read(file)?;
    match &arguments.command {
        Command::Run => serve::run(file, config).await?,
        Command::Check => println!("{file}: benar"),
        Command::Health => health::ask(config.listen.address.value)?,
        Command::Waiting { json } => {
            let all = waiting::list(&shop_of(file, &config).await?).await?;
            match json {
                true => println!("{}", serde_json::to_string(&all)?),
                false => print!("{}", waiting::text(&all)),
            }
        }
        Command::Settle { key, decision } => {
            let shop = shop_of(file, &config).await?;
            return Ok(told(key, waiting::settle(&shop, key, *decision).await?));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The shop of a configuration, for a command that works on its store beside the relay.
async fn shop_of(file: &str, config: &Config) -> Result<Shop, Mistakes> {
    if config.store.value.reveal() == "memory:" {
        let text = "store memory: hanya ada di dalam relay yang berjalan; pakai sqlite:, postgres:// atau redis://";
        return Err(Mistakes::one(file, Some(config.store.line), text));
    }
    let store = shop::open_store(file, config).await?;
    let shop = Shop::open(file, config, &store).await?;
    shop.ok_or_else(|| Mistakes::one(file, None, "[callback] belum ada, jadi tidak ada pesanan"))
}

/// Tells a person what became of a decision.
fn told(key: &str, settled: Settled) -> ExitCode {
    let text = match settled {
        Settled::Noted => {
            println!("{key}: dicatat");
            return ExitCode::SUCCESS;
        }
        Settled::Unknown => {
            "tidak ada yang menunggu dengan kunci ini; lihat bukaolshop-relay waiting"
        }
        Settled::Busy => "sedang dikerjakan; coba lagi sebentar lagi",
        Settled::Unpaid => "topup ini menunggu uangnya masuk; settle done kalau sudah masuk",
        Settled::NotConfirmed(TopUpState::Refused) => {
            "bukaOlshop menolak topup ini; tidak ada saldo yang berubah"
        }
        Settled::NotConfirmed(TopUpState::Held) => {
            "tidak bisa dipastikan; lihat riwayat saldo member, lalu settle lagi"
        }
        Settled::NotConfirmed(_) => "belum selesai; relay yang berjalan akan melanjutkannya",
    };
    eprintln!("{key}: {text}");
    ExitCode::FAILURE
}
