//! How many callbacks a server handles with each store, measured against a handler that does nothing but insert one row in the
//! same database. `./build.sh bench server` runs it.
//!
//! | argument | what it is |
//! |---|---|
//! | `measure [CALLBACKS]` | starts the databases and the servers, and prints the table |
//! | `store ADDRESS` | a server that receives callbacks, whose work does nothing |
//! | `relay ADDRESS` | the relay, whose work does nothing either: no system is configured |
//! | `yardstick ADDRESS` | a server that inserts a row for each request |

mod load;
mod measure;
mod serve;
#[path = "../../../../support/servers.rs"]
mod servers;

use std::error::Error;
use std::process::ExitCode;

/// The shop's secret in this benchmark.
const SECRET: &str = "rahasia-beban";

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done: Result<(), Box<dyn Error>> = match arguments.as_slice() {
        ["measure"] => measure::run(20_000).await,
        ["measure", callbacks] => match callbacks.parse() {
            Ok(callbacks) => measure::run(callbacks).await,
            Err(_) => Err("CALLBACKS is a number".into()),
        },
        ["store", address] => serve::store(address).await,
        ["relay", address] => serve::relay(address),
        ["yardstick", address] => serve::yardstick(address).await,
        _ => Err(
            "bench-server measure [CALLBACKS] | store ADDRESS | relay ADDRESS | yardstick ADDRESS"
                .into(),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench-server: {error}");
            ExitCode::FAILURE
        }
    }
}
