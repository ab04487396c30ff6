//! The guide's recipe for axum; its test compares it with the guide.

use std::sync::Arc;

use axum::Router;
use bukaolshop::server::callback::axum::route;
use bukaolshop::server::callback::{Delivery, Guard, Receiver, Rejection, SqliteStore};
use bukaolshop::transport::native::System;

async fn kerja(kabar: Delivery) -> Result<(), Rejection> {
    println!("pesanan {}", kabar.callback.nomor_pembayaran);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let guard = Guard::new(SqliteStore::open("callback.db")?, System::default());
    let secret = std::env::var("SECRET_KEY_CALLBACK")?;
    let penerima = Receiver::new("toko", &secret, guard)?.log(|reply| println!("{}", reply.log()));
    let penerima = Arc::new(penerima);
    let lagi = penerima.clone();
    tokio::spawn(async move { lagi.keep_working(kerja).await });
    let app = Router::new().route("/callback", route(penerima, kerja));
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let alamat = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    axum::serve(alamat, app).await?;
    Ok(())
}
