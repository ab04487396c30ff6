//! Log and script of a session.

mod support;

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;
use support::{End, Server, TOKEN};

#[test]
fn the_log_tells_what_was_asked() {
    let server = Server::start(&[]);
    let target = format!("/uji/catat/-/v1/app/produk?{TOKEN}&page=2&cari_nama_produk=kaos+polos");
    server.request("GET", &target, &["x-contoh: ya"], b"");
    server.get("/v1/app/produk");
    let log = server.log("catat");
    assert_eq!(log.len(), 1);
    let entry = &log[0];
    assert_eq!(
        (&entry["method"], &entry["path"]),
        (&"GET".into(), &"/v1/app/produk".into())
    );
    assert_eq!(
        entry["query"],
        format!("{TOKEN}&page=2&cari_nama_produk=kaos+polos").as_str()
    );
    assert_eq!(
        entry["params"],
        json!({"token": "bW9jay90b2tvK2NvbnRvaA/x+y==", "page": "2", "cari_nama_produk": "kaos polos"})
    );
    assert_eq!(entry["headers"]["x-contoh"], "ya");
    assert!(
        entry["time"]
            .as_u64()
            .is_some_and(|time| time > 1_700_000_000_000)
    );
    assert_eq!(entry["outcome"], "answered");

    server.request("DELETE", "/uji/catat/log", &[], b"");
    assert_eq!(server.log("catat").len(), 0);
}

#[test]
fn the_log_tells_how_answers_ended() {
    let server = Server::start(&[]);
    let faulty = |faults: &str| format!("/uji/a/{faults}/v1/app/slide?{TOKEN}");
    server.get(&faulty("reset:before"));
    server.get(&faulty("cut:0.5"));
    for faults in ["delay:5000", "stall:headers", "stall:body"] {
        let mut stream = TcpStream::connect(&server.address).expect("a connection");
        let request = format!("GET {} HTTP/1.1\r\nhost: x\r\n\r\n", faulty(faults));
        stream.write_all(request.as_bytes()).expect("sent");
        std::thread::sleep(Duration::from_millis(150));
        let last = server.log("a").pop().expect("an entry");
        assert_eq!(last["outcome"], "pending", "{faults}");
        drop(stream);
        let deadline = Instant::now() + Duration::from_secs(5);
        while server.log("a").last().expect("an entry")["outcome"] == "pending" {
            assert!(Instant::now() < deadline, "{faults}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    let outcomes: Vec<_> = server
        .log("a")
        .iter()
        .map(|entry| entry["outcome"].clone())
        .collect();
    assert_eq!(
        outcomes,
        ["broken", "broken", "abandoned", "abandoned", "abandoned"]
    );
}

#[test]
fn a_script_is_answered_in_order_then_the_api() {
    let server = Server::start(&[]);
    let script = json!([
        {"status": 503, "headers": {"retry-after": 1}},
        {"body": {"code": 200, "status": "ok", "page": 1, "data": []}},
        {"body": "bukan json", "headers": {"content-type": "text/plain"}},
        {"fault": "reset:before"},
        {"status": 404, "body": "", "delay": 120},
    ]);
    let posted = server.post("/uji/n/script", &script.to_string());
    assert_eq!(posted.json(), json!({"waiting": 5}));

    let next = || server.get(&format!("/uji/n/-/v1/app/slide?{TOKEN}"));
    let first = next();
    assert_eq!(
        (first.codes(), first.header("retry-after")),
        ((503, 503), Some("1"))
    );
    assert_eq!(next().json()["data"], json!([]));
    let third = next();
    assert_eq!(
        (third.text().as_str(), third.header("content-type")),
        ("bukan json", Some("text/plain"))
    );
    assert_eq!(next().end, End::Reset);
    let begin = Instant::now();
    let fifth = next();
    assert_eq!((fifth.status, fifth.body.len()), (404, 0));
    assert!(begin.elapsed() >= Duration::from_millis(120));
    assert_eq!(next().json()["data"].as_array().map(Vec::len), Some(5));
    assert_eq!(server.log("n").len(), 6);
}

#[test]
fn a_scripted_answer_can_wait_for_its_endpoint() {
    let server = Server::start(&[]);
    server.post(
        "/uji/e/script",
        &json!([{"status": 500, "only": "kategori"}, {"only": "kategori"}, {"status": 502}])
            .to_string(),
    );
    let status = |path: &str| {
        server
            .get(&format!("/uji/e/-/v1/app/{path}?{TOKEN}"))
            .status
    };
    assert_eq!(
        [
            status("slide"),
            status("kategori"),
            status("kategori"),
            status("slide")
        ],
        [502, 500, 200, 200]
    );
}

#[test]
fn scripts_can_be_taken_back_and_mistakes_are_told() {
    let server = Server::start(&[]);
    server.post("/uji/t/script", r#"[{"status":500}]"#);
    server.request("DELETE", "/uji/t/script", &[], b"");
    assert_eq!(
        server.get(&format!("/uji/t/-/v1/app/slide?{TOKEN}")).status,
        200
    );
    let wrong = server.post("/uji/t/script", r#"[{"sttaus":500}]"#);
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains("sttaus"));
}

#[test]
fn a_forgotten_session_starts_anew() {
    let server = Server::start(&[]);
    let target = format!("/uji/f/status:503,times:1/v1/app/slide?{TOKEN}");
    assert_eq!(
        [server.get(&target).status, server.get(&target).status],
        [503, 200]
    );
    server.request("DELETE", "/uji/f", &[], b"");
    assert_eq!(server.log("f").len(), 0);
    assert_eq!(server.get(&target).status, 503);
}
