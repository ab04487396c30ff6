//! Starts the databases and the servers, measures them, and prints the table.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::load::{self, Load};
use crate::servers::{Folder, Postgres, Redis};

/// A server that is measured.
struct Server {
    child: Child,
    origin: String,
}

impl Server {
    /// A program with the arguments that say what it serves, which tells where it listens.
    fn start(program: &[&str], kind: &str, address: &str) -> Result<Self, Box<dyn Error>> {
        let [name, arguments @ ..] = program else {
            return Err("no program".into());
        };
        let mut child = Command::new(name)
            .args(arguments)
            .args([kind, address])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        match line.trim_end().strip_prefix("listening ") {
            Some(origin) => Ok(Self {
                child,
                origin: origin.to_owned(),
            }),
            None => Err(format!("{name} {kind} said {line:?}").into()),
        }
    }

    /// The memory that it uses, in kilobytes.
    fn memory(&self) -> Result<u64, Box<dyn Error>> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next());
        Ok(kilobytes.ok_or("no VmRSS")?.parse()?)
    }

    async fn worked(&self) -> Result<u64, Box<dyn Error>> {
        let answer = reqwest::get(format!("{}/worked", self.origin)).await?;
        Ok(answer.text().await?.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program of the servers in Node, which takes the same two arguments.
const NODE: &str = "tests/stores/bench-server.mjs";

pub(crate) async fn run(callbacks: u64) -> Result<(), Box<dyn Error>> {
    let own = std::env::current_exe()?.display().to_string();
    let folder = Folder::new("bench");
    let postgres = Postgres::start_durable();
    let redis = Redis::start();
    let mut missed = Vec::new();
    println!("| server | store | callbacks/s | p99 ms | yardstick/s | p99 ms | ratio |");
    println!("|---|---|---|---|---|---|---|");
    let programs = [
        ("Rust", vec![&*own]),
        ("Relay", vec![&*own]),
        ("Node", vec!["node", NODE]),
    ];
    for (language, program) in &programs {
        if *language == "Node" && !Path::new(NODE).exists() {
            println!("(no server in Node: {NODE} is not there)");
            continue;
        }
        for store in ["memory", "sqlite", "postgres", "redis"] {
            let database = language.to_lowercase();
            let address = match store {
                "memory" => "memory:".to_owned(),
                "sqlite" => format!("sqlite:{}/{database}.db", folder.0.display()),
                "postgres" => {
                    postgres.sql("postgres", &format!("CREATE DATABASE {database}"));
                    postgres.url(&database)
                }
                _ => {
                    redis.ask(&["FLUSHALL"]);
                    redis.url()
                }
            };
            let kind = match *language {
                "Relay" => "relay",
                _ => "store",
            };
            let rounds = rounds(program, kind, &address, callbacks).await?;
            let ratio = median(&rounds, |of_store, of_yardstick| {
                of_store.per_second / of_yardstick.per_second
            });
            println!(
                "| {language} | {store} | {:.0} | {:.1} | {:.0} | {:.1} | {ratio:.2} |",
                median(&rounds, |of_store, _| of_store.per_second),
                median(&rounds, |of_store, _| of_store.p99.as_secs_f64() * 1000.0),
                median(&rounds, |_, of_yardstick| of_yardstick.per_second),
                median(&rounds, |_, of_yardstick| of_yardstick.p99.as_secs_f64()
                    * 1000.0),
            );
            let target = match (*language, store) {
                ("Rust", "sqlite") => 0.7,
                _ => 0.5,
            };
            if ratio < target {
                missed.push(format!("{language} {store}: {ratio:.2} of {target}"));
            }
        }
    }

    let address = format!("sqlite:{}/flat.db", folder.0.display());
    let server = Server::start(&[&own], "store", &address)?;
    load::run(&server.origin, 0..20_000).await?;
    let early = server.memory()?;
    load::run(&server.origin, 20_000..100_000).await?;
    let late = server.memory()?;
    println!("\nmemory after 20,000 callbacks {early} kB, after 100,000 {late} kB");
    if late * 4 > early * 5 {
        missed.push(format!("memory grows from {early} to {late} kB"));
    }

    let begun = 1_000_000;
    let accepted = load::burst(&server.origin, begun..begun + 10_000).await?;
    drop(server);
    let server = Server::start(&[&own], "store", &address)?;
    // A callback whose work the store has lost would be worked on again.
    load::run(&server.origin, accepted.iter().copied()).await?;
    let again = server.worked().await?;
    println!(
        "10,000 connections at once: {} answered with 200, of which {again} were lost",
        accepted.len()
    );
    if accepted.is_empty() {
        missed.push("none of 10,000 connections at once was served".to_owned());
    }
    if again > 0 {
        missed.push(format!("{again} callbacks were lost after a 200"));
    }
    if !missed.is_empty() {
        return Err(format!("missed: {}", missed.join("; ")).into());
    }
    println!("\nall targets are met");
    Ok(())
}

/// The callbacks are sent in as many parts, to the server and to its yardstick in turn: what else the machine does meanwhile is
/// then in both, and a moment of it in one part alone.
const ROUNDS: u64 = 5;

/// Measures a server and its yardstick.
async fn rounds(
    program: &[&str],
    kind: &str,
    address: &str,
    callbacks: u64,
) -> Result<Vec<(Load, Load)>, Box<dyn Error>> {
    let yardstick = Server::start(program, "yardstick", address)?;
    let server = Server::start(program, kind, address)?;
    // Connections, statements and memory are there before it is measured.
    load::run(&yardstick.origin, 0..500).await?;
    load::run(&server.origin, 0..500).await?;
    let part = callbacks.div_ceil(ROUNDS);
    let mut rounds = Vec::new();
    for round in 1..=ROUNDS {
        let numbers = round * 1_000_000..round * 1_000_000 + part;
        let of_yardstick = load::run(&yardstick.origin, numbers.clone()).await?;
        let of_store = load::run(&server.origin, numbers).await?;
        rounds.push((of_store, of_yardstick));
    }
    Ok(rounds)
}

/// The median of a figure over the rounds.
fn median(rounds: &[(Load, Load)], figure: impl Fn(&Load, &Load) -> f64) -> f64 {
    let figures = rounds.iter();
    let mut figures: Vec<f64> = figures
        .map(|(of_store, of_yardstick)| figure(of_store, of_yardstick))
        .collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
