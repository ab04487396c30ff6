//! Requests that no well-behaved client sends. The server answers them and goes on.

mod support;

use std::time::Duration;

use support::{Server, TOKEN};

#[test]
fn repeated_parameters_count_by_their_last_value() {
    let server = Server::start(&[]);
    let answer = server.get(&format!("/v1/app/produk?token=salah&page=0&{TOKEN}&page=2"));
    assert_eq!(answer.json()["page"], 2);
}

#[test]
fn nothing_in_a_query_breaks_it() {
    let server = Server::start(&[]);
    for query in [
        "&&&",
        "=",
        "?",
        "%",
        "%zz=%",
        "%ff=%ff",
        "page=%ff",
        "page[]=1",
        "a=b=c",
        "__fault=",
        "__fault=%ff",
    ] {
        let status = server
            .get(&format!("/v1/app/produk?{query}&{TOKEN}"))
            .status;
        assert!(matches!(status, 200 | 400 | 501), "{query}: {status}");
    }
    let long = "x".repeat(60_000);
    assert_eq!(
        server
            .get(&format!("/v1/app/produk?{TOKEN}&lain={long}"))
            .status,
        200
    );
}

#[test]
fn bytes_that_are_no_http_get_a_refusal_or_nothing() {
    let server = Server::start(&[]);
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"GET\r\n\r\n",
        b"GET /v1/app/produk?page=\xff\xfe HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"GET /app/\xff/index.html HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n\r\n",
    ] {
        let answer = server.raw(bytes, Duration::from_millis(300));
        assert!(
            matches!(answer.status, 0 | 400..=499 | 505),
            "{}",
            answer.status
        );
    }
    assert_eq!(server.get(&format!("/v1/app/slide?{TOKEN}")).status, 200);
}

#[test]
fn paths_that_leave_the_folders_find_nothing() {
    let server = Server::start(&["--www", env!("CARGO_MANIFEST_DIR"), "--pkg", "/tidak/ada"]);
    assert_eq!(server.get("/www/Cargo.toml").status, 200);
    for path in [
        "/www/../mock-server/Cargo.toml",
        "/www/..%2fmock-server/Cargo.toml",
        "/www/%2e%2e/mock-server/Cargo.toml",
        "/app/budi/..%2f..%2fCargo.toml",
        "/app/budi/%ff",
        "/pkg/index.js",
        "/pages/index.html",
        "/app/tidakada/index.html",
        "/app/budi/tempel/0",
        "/app/budi/tempel/99",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(server.get("/app/budi/tempel/satu").status, 400);
}

#[test]
fn a_host_header_that_is_no_host_is_not_repeated() {
    let server = Server::start(&[]);
    let request =
        b"GET /www/config.js HTTP/1.1\r\nhost: \"};alert(1)//\r\nconnection: close\r\n\r\n";
    let answer = server.raw(request, Duration::from_secs(5));
    assert!(!String::from_utf8_lossy(&answer.body).contains("alert"));
}

#[test]
fn many_at_once_are_served_in_parallel() {
    let server = Server::start(&[]);
    let begin = std::time::Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                let answer = server.get(&format!("/uji/p/delay:300/v1/app/slide?{TOKEN}"));
                assert_eq!(answer.status, 200);
            });
        }
    });
    assert!(begin.elapsed() < Duration::from_secs(3));
    assert_eq!(server.log("p").len(), 16);
}
