//! The Closed API: who may ask, in which form, and what is kept.

mod support;

use serde_json::Value;
use support::Server;

const KEY: &str = "authorization: Bearer kunci-tertutup/uji+1==";
const FORM: &str = "content-type: application/x-www-form-urlencoded";
const JSON: &str = "content-type: application/json";

/// Code and body of an answer.
fn ask(server: &Server, method: &str, path: &str, headers: &[&str], body: &str) -> (u64, Value) {
    let answer = server
        .request(method, path, headers, body.as_bytes())
        .json();
    (answer["code"].as_u64().expect("a code"), answer)
}

fn balance(server: &Server, session: &str) -> i64 {
    let path = format!("/uji/{session}/-/closed/api/v1/member/saldo?id_user=130173");
    let (_, body) = ask(server, "GET", &path, &[KEY], "");
    body["jumlah_saldo"].as_i64().expect("a balance")
}

#[test]
fn path_method_and_key_are_checked_in_this_order() {
    let server = Server::start(&[]);
    let code = |method, path, headers: &[&str]| ask(&server, method, path, headers, "").0;
    assert_eq!(code("GET", "/closed/api/v1/nihil", &[]), 404);
    assert_eq!(code("DELETE", "/closed/api/v1/aplikasi/info", &[]), 405);
    assert_eq!(code("GET", "/closed/api/v1/aplikasi/info", &[]), 401);
    let weak = "authorization: Bearer kunci-terbatas";
    assert_eq!(code("GET", "/closed/api/v1/aplikasi/info", &[weak]), 403);
    assert_eq!(code("GET", "/closed/api/v1/aplikasi/info", &[KEY]), 200);
}

#[test]
fn bodies_of_the_wrong_form_are_refused() {
    let server = Server::start(&[]);
    let saldo = "/closed/api/v1/member/saldo";
    let form = "id_user=130173&tipe=tambah&jumlah=5";
    assert_eq!(ask(&server, "POST", saldo, &[KEY, JSON], form).0, 400);
    assert_eq!(ask(&server, "POST", saldo, &[KEY, FORM], form).0, 200);
    let produk = "/closed/api/v1/produk/id";
    assert_eq!(
        ask(&server, "DELETE", produk, &[KEY, FORM], "id_barang=1").0,
        400
    );
    let both = "id_user=130173&email_user=budi.santoso@contoh.id&tipe=tambah&jumlah=5";
    assert_eq!(ask(&server, "POST", saldo, &[KEY, FORM], both).0, 400);
}

#[test]
fn changes_stay_in_their_session_and_the_log_has_their_bodies() {
    let server = Server::start(&[]);
    let form = "id_user=130173&tipe=kurang&jumlah=1000";
    let path = "/uji/a/-/closed/api/v1/member/saldo";
    assert_eq!(ask(&server, "POST", path, &[KEY, FORM], form).0, 200);
    assert_eq!(
        (balance(&server, "a"), balance(&server, "b")),
        (1_249_000, 1_250_000)
    );
    assert_eq!(server.log("a")[0]["body"], form);
    server.request("DELETE", "/uji/a", &[], b"");
    assert_eq!(balance(&server, "a"), 1_250_000);
}

#[test]
fn two_changes_within_five_seconds_are_refused_in_words() {
    let server = Server::start(&[]);
    let path = "/uji/s/-/closed/api/v1/member/saldo";
    let form = "id_user=130173&tipe=tambah&jumlah=1";
    let at = |time: &str| {
        let time = format!("x-uji-jam: {time}");
        ask(&server, "POST", path, &[KEY, FORM, &time], form)
    };
    assert_eq!(at("1000000").0, 200);
    let (code, body) = at("1004999");
    assert_eq!(code, 400);
    assert!(
        body["status"]
            .as_str()
            .is_some_and(|text| text.contains("tunggu 5 detik"))
    );
    assert_eq!(at("1005000").0, 200);
    assert_eq!(balance(&server, "s"), 1_250_002);
}

#[test]
fn a_fault_meets_a_change_that_is_made_unless_it_is_undone() {
    let server = Server::start(&[]);
    let form = "id_user=130173&tipe=tambah&jumlah=7";
    for (faults, grown) in [("status:503", 7), ("undone:1,status:503", 0)] {
        let path = format!("/uji/{faults}/{faults}/closed/api/v1/member/saldo");
        assert_eq!(ask(&server, "POST", &path, &[KEY, FORM], form).0, 503);
        assert_eq!(balance(&server, faults), 1_250_000 + grown, "{faults}");
    }
}

#[test]
fn pages_end_at_600() {
    let server = Server::start(&[]);
    for (page, code) in [
        ("1", 200),
        ("600", 200),
        ("601", 400),
        ("0", 400),
        ("", 400),
    ] {
        let path = format!("/closed/api/v1/produk/list?page={page}");
        assert_eq!(ask(&server, "GET", &path, &[KEY], "").0, code, "{page}");
    }
}

#[test]
fn the_requests_of_a_session_are_counted_but_for_those_that_ask() {
    let server = Server::start(&[]);
    let path = |rest: &str| format!("/uji/hitung/-/closed/api/v1/{rest}");
    let limit = || ask(&server, "GET", &path("aplikasi/info_limit"), &[KEY], "").1;
    assert_eq!(limit()["jumlah_request"], 0);
    ask(&server, "GET", &path("aplikasi/info"), &[KEY], "");
    ask(&server, "GET", &path("produk/list?page=1"), &[KEY], "");
    assert_eq!(limit()["jumlah_request"], 2);
    assert_eq!(limit()["jumlah_request"], 2);
}

#[test]
fn new_products_are_queued_if_they_are_whole() {
    let server = Server::start(&[]);
    let path = "/uji/baru/-/closed/api/v1/produk/create";
    let whole = "id_kategori=41211&id_lokasi=43727&jenis_barang=digital&nama_barang=a&deskripsi_singkat=b\
                 &deskripsi_panjang=c&harga_barang=5000&stok_barang=0&url_gambar_barang_1=https://contoh.id/a.jpg";
    let (code, body) = ask(&server, "POST", path, &[KEY, FORM], whole);
    assert_eq!((code, &body["id_antrian"]), (200, &Value::from("88123")));
    for lost in whole.split('&') {
        let pairs = whole.split('&').filter(|pair| *pair != lost);
        let rest = pairs.collect::<Vec<_>>().join("&");
        assert_eq!(
            ask(&server, "POST", path, &[KEY, FORM], &rest).0,
            400,
            "{lost}"
        );
    }
}

#[test]
fn a_top_up_of_another_sum_is_refused_and_nothing_moves() {
    let server = Server::start(&[]);
    let path = "/uji/jumlah/-/closed/api/v1/member/topup";
    let topup = |total: &str| {
        let form = format!("token_topup=topup-130173-5000&validasi_jumlah_topup={total}");
        ask(&server, "POST", path, &[KEY, FORM], &form)
    };
    let (code, body) = topup("5001");
    assert_eq!(code, 400);
    assert!(
        body["status"]
            .as_str()
            .is_some_and(|text| text.contains("tidak sama"))
    );
    assert_eq!(balance(&server, "jumlah"), 1_250_000);
    assert_eq!(topup("5000").0, 200);
    assert_eq!(balance(&server, "jumlah"), 1_255_000);
}
