//! The handler of callbacks for axum, over HTTP.
#![cfg(all(feature = "axum", feature = "native"))]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::Method;
use axum::response::IntoResponse;
use axum::routing::any;
use bukaolshop::server::callback::axum::route;
use bukaolshop::server::callback::{Delivery, Guard, MemoryStore, Receiver, Rejection};
use bukaolshop::transport::native::System;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const FORM: &str = "tipe_callback=transaksi_baru&secret_key_callback=a%2Fb%3D&nomor_pembayaran=7\
&status_transaksi=lunas&tipe_transaksi=PRODUK+DIGITAL";
const LIMIT: usize = 1000;

type Memory = Receiver<MemoryStore, System>;

/// A shop's server; the numbers of work begun and ended.
struct Shop {
    at: SocketAddr,
    begun: Arc<AtomicUsize>,
    ended: Arc<AtomicUsize>,
}

impl Shop {
    /// Work takes this long; the first so many attempts fail, for the number "666" all of them panic.
    async fn open(takes: Duration, failures: usize) -> Self {
        Self::with(takes, failures, |receiver| receiver.limit(LIMIT)).await
    }

    /// The same, with a receiver that is set up otherwise.
    async fn with(takes: Duration, failures: usize, set_up: fn(Memory) -> Memory) -> Self {
        let guard = Guard::new(MemoryStore::new(), System::default());
        let receiver = Receiver::new("toko", "a/b=", guard).expect("good");
        let receiver = Arc::new(set_up(receiver));
        let (begun, ended) = <(Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
        let counts = (begun.clone(), ended.clone());
        let work = move |delivery: Delivery| {
            let (begun, ended) = counts.clone();
            async move {
                let number = begun.fetch_add(1, Ordering::SeqCst);
                assert_ne!(delivery.callback.nomor_pembayaran, "666");
                tokio::time::sleep(takes).await;
                ended.fetch_add(1, Ordering::SeqCst);
                match number < failures {
                    true => Err(Rejection::failed("mitra mati")),
                    false => Ok(()),
                }
            }
        };
        let topups = receiver.clone();
        let topup =
            async move |method: Method, body: Bytes| match topups.topup(method.as_str(), &body) {
                Ok(topup) => format!("bayar {:?}", topup.total_topup).into_response(),
                Err(rejection) => rejection.into_response(),
            };
        let app = Router::new()
            .route("/callback", route(receiver, work))
            .route("/topup", any(topup));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { at, begun, ended }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.at).await.expect("a connection")
    }

    /// Sends a request and reads all that comes back, in small letters up to the body.
    async fn ask(&self, method: &str, path: &str, kind: &str, body: &str) -> Answer {
        let mut stream = self.connect().await;
        let request = request(method, path, kind, body);
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.expect("an answer");
        let text = String::from_utf8(bytes).expect("a text");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).expect("a status");
        Answer {
            status: status.parse().expect("a number"),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    async fn send(&self, body: &str) -> Answer {
        self.ask(
            "POST",
            "/callback",
            "application/x-www-form-urlencoded",
            body,
        )
        .await
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn request(method: &str, path: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nHost: toko\r\nConnection: close\r\nContent-Type: {kind}\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
}

#[tokio::test]
async fn a_callback_is_worked_on_and_its_repeats_acknowledged() {
    let shop = Shop::open(Duration::ZERO, 0).await;
    let answer = shop.send(FORM).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, r#"{"code":200,"status":"ok"}"#);
    assert!(
        answer.head.contains("content-type: application/json"),
        "{}",
        answer.head
    );

    let json = r#"{"tipe_callback": "transaksi_baru", "secret_key_callback": "a/b=",
        "nomor_pembayaran": 7, "status_transaksi": "lunas", "tipe_transaksi": "PRODUK DIGITAL"}"#;
    for kind in [
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded",
    ] {
        let answer = shop.ask("POST", "/callback", kind, json).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains("sudah pernah"), "{}", answer.body);
    }
    assert_eq!(shop.begun.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn each_bad_request_gets_its_status_and_starts_no_work() {
    let shop = Shop::open(Duration::ZERO, 0).await;
    let wrong = FORM.replace("a%2Fb", "a%2Fc");
    let odd = FORM.replace("=7", "=7%207");
    let without = FORM.replace("=lunas", "=");
    let long = format!("{FORM}&x={}", "x".repeat(LIMIT));
    let cases = [
        (403, wrong.as_str()),
        (422, &odd),
        (400, &without),
        (413, &long),
        (400, "halo"),
        (400, ""),
    ];
    for (status, body) in cases {
        let answer = shop.send(body).await;
        assert_eq!(answer.status, status, "{body}");
        let body: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
        assert_eq!(body["code"], status);
    }
    let answer = shop.ask("PUT", "/callback", "text/plain", FORM).await;
    assert_eq!(answer.status, 405);
    assert!(answer.head.contains("allow: post"), "{}", answer.head);
    assert_eq!(shop.begun.load(Ordering::SeqCst), 0);
}

/// Reads what comes back until the server closes the connection.
async fn answer_of(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("an answer");
    String::from_utf8(bytes).expect("a text")
}

#[tokio::test]
async fn a_body_may_be_as_long_as_the_limit_and_no_longer() {
    let shop = Shop::open(Duration::ZERO, 0).await;
    let filled = |length: usize| format!("{FORM}&x={}", "x".repeat(length - FORM.len() - 3));
    assert_eq!(shop.send(&filled(LIMIT + 1)).await.status, 413);
    assert_eq!(shop.begun.load(Ordering::SeqCst), 0);
    assert_eq!(shop.send(&filled(LIMIT)).await.status, 200);

    // A body that does not tell its length is read no further than the limit: it never ends, and is refused.
    let mut stream = shop.connect().await;
    let head = "POST /callback HTTP/1.1\r\nHost: toko\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = format!("{:x}\r\n{}\r\n", LIMIT + 1, "x".repeat(LIMIT + 1));
    stream.write_all(head.as_bytes()).await.expect("sent");
    stream.write_all(chunk.as_bytes()).await.expect("sent");
    let answer = answer_of(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert_eq!(shop.begun.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_body_that_comes_slower_than_its_limit_is_ended() {
    let soon = |receiver: Memory| receiver.body_timeout(Duration::from_millis(50));
    let shop = Shop::with(Duration::ZERO, 0, soon).await;
    let mut stream = shop.connect().await;
    let whole = request("POST", "/callback", "text/plain", FORM);
    let cut = whole.len() - 1;
    stream
        .write_all(&whole.as_bytes()[..cut])
        .await
        .expect("sent");
    let answer = answer_of(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert_eq!(shop.begun.load(Ordering::SeqCst), 0);
    assert_eq!(shop.send(FORM).await.status, 200);
}

#[tokio::test]
async fn a_word_or_a_byte_that_nobody_knows_costs_no_callback() {
    let shop = Shop::open(Duration::ZERO, 0).await;
    let changes = [
        ("PRODUK+DIGITAL", "PESAWAT"),
        ("=lunas", "=diterima"),
        ("=lunas", "=dikurir"),
        ("transaksi_baru", "transaksi_dikembalikan"),
        ("PRODUK+DIGITAL", "PRODUK+%ff%ed%a0%bd"),
    ];
    for (at, (from, to)) in changes.into_iter().enumerate() {
        let body = FORM.replace("=7", &format!("={at}")).replace(from, to);
        assert_eq!(shop.send(&body).await.status, 200, "{to}");
    }
    assert_eq!(shop.begun.load(Ordering::SeqCst), changes.len());
}

#[tokio::test]
async fn failed_work_is_asked_for_again() {
    let shop = Shop::open(Duration::ZERO, 1).await;
    let answer = shop.send(FORM).await;
    assert_eq!(answer.status, 503);
    assert!(answer.head.contains("retry-after: 30"), "{}", answer.head);
    assert!(!answer.body.contains("mitra"), "{}", answer.body);
    assert_eq!(shop.send(FORM).await.status, 200);
    assert_eq!(shop.begun.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn work_goes_on_when_the_sender_hangs_up() {
    let shop = Shop::open(Duration::from_millis(100), 0).await;
    let mut stream = shop.connect().await;
    let sent = request("POST", "/callback", "text/plain", FORM);
    stream.write_all(sent.as_bytes()).await.expect("sent");
    while shop.begun.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    drop(stream);
    assert_eq!(shop.send(FORM).await.status, 503);
    while shop.ended.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(shop.send(FORM).await.status, 200);
    assert_eq!(shop.begun.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn work_that_panics_is_a_failure_and_the_server_goes_on() {
    let shop = Shop::open(Duration::ZERO, 0).await;
    let answer = shop.send(&FORM.replace("=7", "=666")).await;
    assert_eq!(answer.status, 503);
    assert_eq!(shop.send(FORM).await.status, 200);
}

#[tokio::test]
async fn a_topup_is_answered_with_the_shops_own_page() {
    let shop = Shop::open(Duration::ZERO, 0).await;
    let form =
        "status=ok&id_user=9&token_topup=6e03886c&total_topup=150135&secret_callback=a%2Fb%3D";
    let kind = "application/x-www-form-urlencoded";
    let answer = shop.ask("POST", "/topup", kind, form).await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (200, "bayar Some(150135)")
    );
    let answer = shop
        .ask("POST", "/topup", kind, &form.replace("%3D", ""))
        .await;
    assert_eq!(answer.status, 403);
    let answer = shop.ask("GET", "/topup", kind, "").await;
    assert_eq!(answer.status, 405);
}
