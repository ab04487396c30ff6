//! Claims and settles keys in a store that other programs share, until all are done: `store-worker ADDRESS KEYS OUT [SHOP]`.
//! The tests kill it in the middle. `tests/stores/README.md` says what it must show.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use bukaolshop::server::callback::store::{Bid, Claim, End, Ended};
use bukaolshop::server::callback::{AnyStore, DatabaseOptions, Store};
use bukaolshop::transport::Platform;
use bukaolshop::transport::native::System;

/// How long a key of a killed program is kept from others.
const LEASE: Duration = Duration::from_millis(500);

#[tokio::main]
async fn main() -> ExitCode {
    match work().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("store-worker: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn work() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, keys, out, shop @ ..] = arguments.as_slice() else {
        return Err("store-worker ADDRESS KEYS OUT [SHOP]".into());
    };
    let keys: u32 = keys.parse()?;
    let mut options = DatabaseOptions::new();
    if let [shop] = shop {
        options = options.shop(shop);
    }
    let store = AnyStore::open(address, options).await?;
    let mut out = OpenOptions::new().create(true).append(true).open(out)?;
    let platform = System::default();
    let mut left: Vec<u32> = (0..keys).collect();
    while !left.is_empty() {
        let mut others = Vec::new();
        for number in left {
            let key = format!("k:{number}");
            let owner = format!("{}-{}", std::process::id(), platform.random());
            let bid = Bid::new(&key, "{}", platform.now(), LEASE).owner(&owner);
            match store.claim(&bid).await? {
                Claim::Claimed { attempt } => {
                    out.write_all(format!("{key} {attempt}\n").as_bytes())?;
                    let ended = Ended::new(&key, attempt, End::Done, platform.now());
                    store.settle(&ended.owner(&owner)).await?;
                }
                Claim::InProgress { .. } => others.push(number),
                Claim::Done => {}
            }
        }
        left = others;
        if !left.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    Ok(())
}
