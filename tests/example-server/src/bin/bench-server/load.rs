//! The client: it keeps connections busy with callbacks.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bukaolshop::transport::native::install_ring;
use reqwest::Client;

use crate::SECRET;

/// The connections that are kept busy.
const CONNECTIONS: usize = 64;

/// What came of a load.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    /// Callbacks a second.
    pub(crate) per_second: f64,
    /// The 99th percentile of the time that a callback took.
    pub(crate) p99: Duration,
}

async fn send(client: &Client, origin: &str, number: u64) -> Option<u16> {
    let form = [
        ("tipe_callback", "perubahan_status_transaksi"),
        ("secret_key_callback", SECRET),
        ("nomor_pembayaran", &number.to_string()),
        ("status_transaksi", "diproses"),
        ("tipe_transaksi", "EKSPEDISI"),
    ];
    let asked = client.post(format!("{origin}/callback")).form(&form);
    Some(asked.send().await.ok()?.status().as_u16())
}

/// Sends callbacks with these numbers, over as many connections as are kept busy.
pub(crate) async fn run(
    origin: &str,
    numbers: impl IntoIterator<Item = u64>,
) -> Result<Load, Box<dyn Error>> {
    let numbers: Arc<[u64]> = numbers.into_iter().collect();
    let count = numbers.len();
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let senders: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (numbers, next) = (Arc::clone(&numbers), Arc::clone(&next));
            let origin = origin.to_owned();
            tokio::spawn(async move {
                install_ring();
                let client = Client::builder().pool_max_idle_per_host(1).build();
                let client = client.map_err(|error| error.to_string())?;
                let mut took = Vec::new();
                loop {
                    let Some(&number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) else {
                        return Ok::<_, String>(took);
                    };
                    let sent = Instant::now();
                    match send(&client, &origin, number).await {
                        Some(200) => took.push(sent.elapsed()),
                        other => return Err(format!("callback {number}: {other:?}")),
                    }
                }
            })
        })
        .collect();
    let mut took = Vec::new();
    for sender in senders {
        took.extend(sender.await??);
    }
    let elapsed = begun.elapsed();
    took.sort_unstable();
    let at = took.len() * 99 / 100;
    Ok(Load {
        per_second: count as f64 / elapsed.as_secs_f64(),
        p99: took.get(at).copied().unwrap_or_default(),
    })
}

/// Opens a connection for each of these numbers, all at the same time, and sends a callback over it. Returns the numbers that were
/// answered with 200.
pub(crate) async fn burst(
    origin: &str,
    numbers: std::ops::Range<u64>,
) -> Result<Vec<u64>, Box<dyn Error>> {
    install_ring();
    let client = Client::builder()
        .pool_max_idle_per_host(0)
        .timeout(Duration::from_secs(60))
        .build()?;
    let sending: Vec<_> = numbers
        .map(|number| {
            let (client, origin) = (client.clone(), origin.to_owned());
            tokio::spawn(async move { (number, send(&client, &origin, number).await) })
        })
        .collect();
    let mut accepted = Vec::new();
    for sent in sending {
        match sent.await? {
            (number, Some(200)) => accepted.push(number),
            (_, Some(503) | None) => {}
            (number, other) => return Err(format!("callback {number}: {other:?}").into()),
        }
    }
    Ok(accepted)
}
