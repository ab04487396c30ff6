//! The guide's recipe for actix; its test compares it with the guide.

use actix_web::http::{Method, StatusCode};
use actix_web::web::{Data, Payload, to};
use actix_web::{App, HttpResponse, HttpServer, rt};
use bukaolshop::server::callback::{
    Delivery, Guard, Reason, Receiver, Rejection, Reply, SqliteStore,
};
use bukaolshop::transport::native::System;

type Penerima = Data<Receiver<SqliteStore, System>>;

async fn kerja(kabar: Delivery) -> Result<(), Rejection> {
    println!("pesanan {}", kabar.callback.nomor_pembayaran);
    Ok(())
}

async fn terima(penerima: Penerima, method: Method, isi: Payload) -> Reply {
    let isi = isi.to_bytes_limited(penerima.body_limit());
    match rt::time::timeout(penerima.body_timeout_of(), isi).await {
        Ok(Ok(Ok(isi))) => penerima.receive(method.as_str(), &isi, kerja).await,
        Ok(Ok(Err(_))) => penerima.refuse(Reason::Unreadable),
        Ok(Err(_)) => penerima.refuse(Reason::BodyTooLarge),
        Err(_) => penerima.refuse(Reason::BodyTooSlow),
    }
}

async fn callback(penerima: Penerima, method: Method, isi: Payload) -> HttpResponse {
    // Di tugas sendiri: pekerjaannya berlanjut walau pengirimnya memutus sambungan.
    let tugas = rt::spawn(terima(penerima.clone(), method, isi));
    let balasan = tugas
        .await
        .unwrap_or_else(|_| penerima.refuse(Reason::WorkFailed));
    let status =
        StatusCode::from_u16(balasan.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut jawaban = HttpResponse::build(status);
    for header in balasan.headers() {
        jawaban.insert_header(header);
    }
    jawaban.body(balasan.body())
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let guard = Guard::new(SqliteStore::open("callback.db")?, System::default());
    let secret = std::env::var("SECRET_KEY_CALLBACK")?;
    let penerima = Receiver::new("toko", &secret, guard)?.log(|reply| println!("{}", reply.log()));
    let penerima: Penerima = Data::new(penerima);
    let lagi = penerima.clone();
    rt::spawn(async move { lagi.keep_working(kerja).await });
    let port: u16 = std::env::var("PORT").map_or(Ok(3000), |port| port.parse())?;
    HttpServer::new(move || {
        App::new()
            .app_data(penerima.clone())
            .route("/callback", to(callback))
    })
    .bind(("127.0.0.1", port))?
    .run()
    .await?;
    Ok(())
}
