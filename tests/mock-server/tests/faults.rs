//! Each fault does on the wire what it says.

mod support;

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Answer, BUDI, End, Server, TOKEN};

fn faulty(server: &Server, faults: &str) -> Answer {
    server.get(&format!("/uji/s/{faults}/v1/app/produk?{TOKEN}"))
}

fn whole(server: &Server) -> Answer {
    server.get(&format!("/v1/app/produk?{TOKEN}"))
}

#[test]
fn status_and_code_bring_the_api_s_error_body() {
    let server = Server::start(&[]);
    for code in [400, 401, 403, 404, 405, 429, 500, 502, 503] {
        assert_eq!(
            faulty(&server, &format!("status:{code}")).codes(),
            (code, u64::from(code))
        );
        assert_eq!(
            faulty(&server, &format!("code:{code}")).codes(),
            (200, u64::from(code))
        );
        let status = faulty(&server, &format!("code:{code}")).json()["status"].clone();
        assert!(status.as_str().is_some_and(|status| status.len() > 10));
    }
    assert_eq!(faulty(&server, "status:500,code:429").codes(), (500, 429));
}

#[test]
fn delay_keeps_the_headers_back() {
    let server = Server::start(&[]);
    let begin = Instant::now();
    assert_eq!(faulty(&server, "delay:250").status, 200);
    assert!(begin.elapsed() >= Duration::from_millis(250));
}

#[test]
fn stalled_answers_never_end() {
    let server = Server::start(&[]);
    let request = |faults: &str| {
        let text =
            format!("GET /uji/s/{faults}/v1/app/produk?{TOKEN} HTTP/1.1\r\nhost: toko.uji\r\n\r\n");
        server.raw(text.as_bytes(), Duration::from_millis(400))
    };
    let headers = request("stall:headers");
    assert_eq!(
        (headers.status, headers.body.len(), headers.end),
        (0, 0, End::Open)
    );
    let body = request("stall:body");
    assert_eq!((body.status, &body.end), (200, &End::Open));
    assert!(!body.body.is_empty() && body.body.len() < body.length());
}

#[test]
fn truncated_answers_claim_to_be_whole() {
    let server = Server::start(&[]);
    let length = whole(&server).length();
    let answer = faulty(&server, "truncate:0.5");
    assert_eq!((answer.status, &answer.end), (200, &End::Closed));
    assert_eq!(answer.body.len(), answer.length());
    assert_eq!(answer.length(), length / 2);
    assert_eq!(faulty(&server, "truncate:0").body.len(), 0);
}

#[test]
fn cut_answers_close_before_their_length() {
    let server = Server::start(&[]);
    let length = whole(&server).length();
    let answer = faulty(&server, "cut:0.5");
    assert_eq!((answer.status, &answer.end), (200, &End::Closed));
    assert_eq!((answer.length(), answer.body.len()), (length, length / 2));
    let headers_only = faulty(&server, "cut:0");
    assert_eq!((headers_only.status, headers_only.body.len()), (200, 0));
    assert_eq!(faulty(&server, "cut:0.999999").body.len(), length - 1);
}

#[test]
fn resets_are_resets() {
    let server = Server::start(&[]);
    let before = faulty(&server, "reset:before");
    assert_eq!(
        (before.status, before.body.len(), before.end),
        (0, 0, End::Reset)
    );
    let headers = faulty(&server, "reset:headers");
    assert_eq!(
        (headers.status, headers.body.len(), &headers.end),
        (200, 0, &End::Reset)
    );
    let body = faulty(&server, "reset:body");
    assert_eq!((body.status, &body.end), (200, &End::Reset));
    assert!(!body.body.is_empty() && body.body.len() < body.length());
}

#[test]
fn no_connection_is_used_twice() {
    let server = Server::start(&[]);
    for path in ["/v1/app/slide", "/gambar/slide/1.svg", "/uji/s/log", "/x"] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: toko.uji\r\n\r\n");
        let answer = server.raw(request.as_bytes(), Duration::from_secs(5));
        assert_eq!(answer.end, End::Closed, "{path}");
    }
}

#[test]
fn a_reset_spares_the_other_connections() {
    let server = Server::start(&[]);
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| faulty(&server, "delay:300"));
        assert_eq!(faulty(&server, "reset:before").end, End::Reset);
        assert_eq!(slow.join().expect("an answer").status, 200);
    });
}

#[test]
fn gateways_send_html_and_nothing_at_all() {
    let server = Server::start(&[]);
    let html = faulty(&server, "html:1");
    assert_eq!(
        (html.status, html.header("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    assert!(html.text().contains("<h1>502 Bad Gateway</h1>"));
    assert_eq!(faulty(&server, "html:1,status:502").status, 502);
    let empty = faulty(&server, "empty:1");
    assert_eq!(
        (empty.status, empty.length(), empty.body.len()),
        (200, 0, 0)
    );
}

#[test]
fn types_are_wrong_but_repairable() {
    let server = Server::start(&[]);
    let rows = whole(&server).json();
    let wrong = faulty(&server, "types:1").json();
    assert_eq!(
        (&wrong["code"], &wrong["page"]),
        (&"200".into(), &"1".into())
    );
    let (right, wrong) = (&rows["data"][0], &wrong["data"][0]);
    assert_eq!(
        wrong["harga_produk"],
        right["harga_produk"].to_string().as_str()
    );
    assert_eq!(
        wrong["id_produk"].to_string(),
        right["id_produk"].as_str().unwrap_or("")
    );
    assert!(wrong["list_gambar"].is_null() && wrong["warna"].is_null());

    let info = server.get(&format!("/uji/s/types:1/v1/user/info?{TOKEN}&{BUDI}"));
    assert_eq!(info.json()["data"]["jumlah_saldo"], 1_250_000);
    let kategori = server.get(&format!("/uji/s/types:1/v1/app/kategori?{TOKEN}"));
    assert!(kategori.json()["data"][0]["sub_kategori"][0]["id_kategori"].is_u64());
}

#[test]
fn rows_can_be_unreadable() {
    let server = Server::start(&[]);
    let rows = faulty(&server, "types:rusak").json();
    let prices: Vec<bool> = rows["data"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["harga_produk"].is_u64())
        .collect();
    assert_eq!(
        prices,
        [
            true, false, true, true, false, true, true, false, true, true
        ]
    );
}

#[test]
fn encodings_are_broken() {
    let server = Server::start(&[]);
    let bom = faulty(&server, "bom:1");
    assert_eq!(bom.body[..4], *b"\xef\xbb\xbf{");
    let utf8 = faulty(&server, "utf8:1");
    assert!(std::str::from_utf8(&utf8.body).is_err());
    let repaired: Value = serde_json::from_str(&String::from_utf8_lossy(&utf8.body)).expect("JSON");
    assert!(
        repaired["data"][0]["nama_produk"]
            .as_str()
            .is_some_and(|nama| nama.starts_with('\u{fffd}'))
    );
}

#[test]
fn gzip_is_announced_and_undone() {
    let server = Server::start(&[]);
    let answer = faulty(&server, "gzip:1");
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    let mut text = String::new();
    std::io::Read::read_to_string(
        &mut flate2::read::GzDecoder::new(answer.body.as_slice()),
        &mut text,
    )
    .expect("gzip");
    assert_eq!(text, whole(&server).text());
}

#[test]
fn big_and_deep_answers_are_valid() {
    let server = Server::start(&[]);
    let big = faulty(&server, "big:20");
    assert_eq!(big.body.len(), big.length());
    assert!(big.body.len() >= 20 << 20);
    assert_eq!(
        big.json()["data"].as_array().map(Vec::len),
        Some(10),
        "rows stay readable"
    );
    let deep = faulty(&server, "deep:10000");
    assert!(deep.text().contains(&"[".repeat(10_000)));
}

#[test]
fn headers_are_as_asked() {
    let server = Server::start(&[]);
    assert_eq!(
        faulty(&server, "contenttype:text/html").header("content-type"),
        Some("text/html")
    );
    assert_eq!(
        faulty(&server, "contenttype:text%2Fplain").header("content-type"),
        Some("text/plain")
    );
    assert_eq!(
        faulty(&server, "nostore").header("cache-control"),
        Some("no-store")
    );
    assert_eq!(
        faulty(&server, "cors:0").header("access-control-allow-origin"),
        None
    );
    let limited = faulty(&server, "status:429,retryafter:2");
    assert_eq!(
        (limited.status, limited.header("retry-after")),
        (429, Some("2"))
    );
    let dated = faulty(&server, "status:503,retryafter:date");
    let date = httpdate::parse_http_date(dated.header("retry-after").unwrap_or(""));
    let wait = date
        .expect("a date")
        .duration_since(std::time::SystemTime::now());
    assert!(wait.expect("later") <= Duration::from_secs(3));
    let preflight = server.request("OPTIONS", "/uji/s/cors:0/v1/app/produk", &[], b"");
    assert_eq!(preflight.header("access-control-allow-origin"), None);
}

#[test]
fn redirects_lead_to_the_same_request_without_faults() {
    let server = Server::start(&[]);
    let answer = faulty(&server, "redirect:1");
    let target = format!("/uji/s/-/v1/app/produk?{TOKEN}");
    assert_eq!(answer.status, 302);
    assert_eq!(
        answer.header("location"),
        Some(format!("http://toko.uji{target}").as_str())
    );
    assert_eq!(answer.body.len(), 0);
    assert_eq!(server.get(&target).status, 200);

    let query = server.get(&format!("/v1/app/produk?__fault=redirect:1&{TOKEN}"));
    assert_eq!(
        query.header("location"),
        Some(format!("http://toko.uji/v1/app/produk?{TOKEN}").as_str())
    );

    let endless = faulty(&server, "redirect:loop");
    let itself = format!("http://toko.uji/uji/s/redirect:loop/v1/app/produk?{TOKEN}");
    assert_eq!(endless.header("location"), Some(itself.as_str()));
}

#[test]
fn the_other_origin_answers_too() {
    let server = Server::start(&[]);
    let request = format!(
        "GET /uji/s/redirect:other/v1/app/slide?{TOKEN} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
        server.address
    );
    let answer = server.raw(request.as_bytes(), Duration::from_secs(5));
    let location = answer.header("location").expect("a location").to_owned();
    let (other, path) = location
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .expect("a URL");
    assert_ne!(other, server.address);
    let request = format!("GET /{path} HTTP/1.1\r\nhost: {other}\r\nconnection: close\r\n\r\n");
    let mut stream = std::net::TcpStream::connect(other).expect("the other port");
    std::io::Write::write_all(&mut stream, request.as_bytes()).expect("sent");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut stream, &mut text).expect("an answer");
    assert!(text.starts_with("HTTP/1.1 200"));
    assert_eq!(server.log("s").len(), 2, "both origins share the log");
}

#[test]
fn faults_can_be_limited() {
    let server = Server::start(&[]);
    let statuses = |faults: &str, targets: &[&str]| -> Vec<u16> {
        targets
            .iter()
            .map(|target| {
                server
                    .get(&format!("/uji/l/{faults}/v1/{target}&{TOKEN}"))
                    .status
            })
            .collect()
    };
    let page = "app/produk?page=1";
    assert_eq!(
        statuses("status:503,times:2", &[page; 4]),
        [503, 503, 200, 200]
    );
    assert_eq!(
        statuses("status:503,skip:1,times:1", &[page; 4]),
        [200, 503, 200, 200]
    );
    assert_eq!(
        statuses("status:500,only:slide", &[page, "app/slide?a=1"]),
        [200, 500]
    );
    let third = "app/produk?page=3";
    assert_eq!(
        statuses("status:500,page:3,times:1", &[page, page, third, third]),
        [200, 200, 500, 200]
    );
    // Each endpoint counts for itself.
    assert_eq!(
        statuses("status:502,times:1", &[page, "app/slide?a=1", page]),
        [502, 502, 200]
    );
    // Each session, too.
    let elsewhere = server.get(&format!("/uji/m/status:502,times:1/v1/app/produk?{TOKEN}"));
    assert_eq!(elsewhere.status, 502);
}

#[test]
fn faults_stand_in_the_query_or_a_header_as_well() {
    let server = Server::start(&[]);
    let target = format!("/v1/app/slide?{TOKEN}");
    assert_eq!(
        server.get(&format!("{target}&__fault=status:503")).status,
        503
    );
    assert_eq!(
        server
            .request("GET", &target, &["x-fault: code:429"], b"")
            .codes(),
        (200, 429)
    );
    assert_eq!(server.get(&target).status, 200);
}

#[test]
fn a_fault_that_is_none_fails_loudly() {
    let server = Server::start(&[]);
    let answer = faulty(&server, "sttaus:503");
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (501, "no such fault: sttaus:503\n")
    );
    assert_eq!(server.get("/uji/s/status:503").status, 404);
}

#[test]
fn real_errors_keep_their_answer_under_faults() {
    let server = Server::start(&[]);
    let answer = server.get("/uji/s/delay:1/v1/app/produk?token=salah");
    assert_eq!(
        answer.json(),
        json!({"code": 401, "status": "Token tidak valid"})
    );
}
