//! Prints the catalogue of a shop, with its progress on standard error.
//!
//! ```sh
//! cargo run --example katalog --features native -- TOKEN_OLSHOP
//! ```

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::transport::Transport;
use bukaolshop::transport::native::Native;
use bukaolshop::types::Rupiah;
use bukaolshop::{Client, Error, Language, Options, json};
use futures_util::TryStreamExt;

/// Writes each product to `out`, and to `progress` what has come after each page.
///
/// # Errors
/// Any [`bukaolshop::ErrorKind`].
pub async fn print_catalogue<T>(
    toko: &Client<T>,
    out: &mut (impl Write + Send),
    progress: impl Write + Send + 'static,
) -> Result<(), Box<dyn std::error::Error>>
where
    T: Transport<Tree = json::Value>,
{
    let progress = Arc::new(Mutex::new(progress));
    let on_page = Arc::clone(&progress);
    let mut rows = toko
        .produk()
        .all(&ProdukQuery::default())
        .on_page(move |page| {
            let mut progress = on_page.lock().unwrap_or_else(PoisonError::into_inner);
            // Progress that cannot be shown is no reason to stop.
            let _ = writeln!(progress, "page {}: {} products", page.page, page.data.len());
        });
    let mut stock = Rupiah::ZERO;
    while let Some(produk) = rows.try_next().await? {
        stock += produk.harga_produk;
        // Names are the shop owner's: what steers a terminal is not for it.
        let name: String = (produk.nama_produk.chars())
            .filter(|c| !c.is_control())
            .collect();
        writeln!(out, "{} {} {name}", produk.id_produk, produk.harga_produk)?;
    }
    let report = rows.report();
    writeln!(out, "{} products, together {stock}", report.rows)?;
    let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
    for rejected in &report.rejected {
        let reason = rejected.row.reason_in(Language::English);
        writeln!(
            progress,
            "page {}: {} {reason}",
            rejected.page, rejected.row.path
        )?;
    }
    Ok(())
}

/// A client for the arguments of the program: the shop's token and, for a trial, another server.
///
/// # Errors
/// For a missing token and for a wrong address.
pub fn client(
    mut arguments: impl Iterator<Item = String>,
) -> Result<Client<Native>, Box<dyn std::error::Error>> {
    let token = arguments.next().unwrap_or_default();
    let mut options = Options::new(&token)?;
    if let Some(base_url) = arguments.next() {
        options = options.base_url(&base_url)?;
    }
    Ok(Client::with_transport(options, Native::new()?))
}

/// Runs the program.
#[allow(dead_code, reason = "the tests call what it calls")]
#[tokio::main(flavor = "current_thread")]
async fn main() {
    Language::set_default(Language::English);
    let done = match client(std::env::args().skip(1)) {
        Ok(toko) => print_catalogue(&toko, &mut io::stdout(), io::stderr()).await,
        Err(error) => Err(error),
    };
    if let Err(error) = done {
        eprintln!("{error}");
        let source = error
            .downcast_ref::<Error>()
            .and_then(std::error::Error::source);
        if let Some(cause) = source {
            eprintln!("because: {cause}");
        }
        std::process::exit(1);
    }
}
