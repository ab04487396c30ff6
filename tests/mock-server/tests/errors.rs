//! What the API refuses, and how.

mod support;

use support::{BUDI, Server, TOKEN};

#[test]
fn a_wrong_or_missing_token_is_401() {
    let server = Server::start(&[]);
    for target in [
        "/v1/app/produk",
        "/v1/app/produk?token=",
        "/v1/app/slide?token=salah",
        // Not percent-encoded: the plus arrives as a space.
        "/v1/app/kategori?token=bW9jay90b2tvK2NvbnRvaA/x+y==",
        "/v1/user/info?token=%ff%fe",
    ] {
        let answer = server.get(target);
        assert_eq!(answer.codes(), (401, 401), "{target}");
        assert_eq!(answer.json()["status"], "Token tidak valid");
    }
}

#[test]
fn a_wrong_member_is_403_inside_of_http_200() {
    let server = Server::start(&[]);
    for who in [
        "id_user=130173&token_user=salah",
        "id_user=1&token_user=tu%2Bbudi%2F9f2c%3D%3D",
        "id_user=130174&token_user=tu%2Bbudi%2F9f2c%3D%3D",
        "id_user={{id_user}}&token_user={{token_user}}",
    ] {
        for path in ["info", "catatan", "transaksi"] {
            let answer = server.get(&format!("/v1/user/{path}?{TOKEN}&{who}"));
            assert_eq!(answer.codes(), (200, 403), "{path} {who}");
        }
    }
}

#[test]
fn bad_parameters_are_400() {
    let server = Server::start(&[]);
    for target in [
        "app/produk?page=0",
        "app/produk?page=-1",
        "app/produk?page=1.5",
        "app/produk?page=abc",
        "app/produk?total_data=15",
        "app/produk?total_data=110",
        "app/produk?total_data=0",
        "app/produk?id_kategori=pulsa",
        "app/produk?cari_nama_produk=kaos%25",
        "app/produk?cari_nama_produk=%ff",
        "app/kategori?struktur=datar",
        "user/info?id_user=130173",
        "user/info?token_user=x",
    ] {
        let answer = server.get(&format!("/v1/{target}&{TOKEN}"));
        assert_eq!(answer.codes(), (400, 400), "{target}");
    }
    for query in ["tipe=uang", "page=0", "total_data=5"] {
        let answer = server.get(&format!("/v1/user/catatan?{TOKEN}&{BUDI}&{query}"));
        assert_eq!(answer.codes(), (400, 400), "{query}");
    }
}

#[test]
fn unknown_paths_and_methods_are_refused() {
    let server = Server::start(&[]);
    for path in [
        "/v1/app/barang",
        "/v1/app/produk/",
        "/v1/app",
        "/v1/user",
        "/v1/app/produk/1",
    ] {
        assert_eq!(
            server.get(&format!("{path}?{TOKEN}")).codes(),
            (404, 404),
            "{path}"
        );
    }
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        let answer = server.request(method, &format!("/v1/app/produk?{TOKEN}"), &[], b"");
        assert_eq!(answer.codes(), (405, 405), "{method}");
    }
    assert_eq!(server.get("/tidak/ada").status, 404);
}

#[test]
fn every_answer_is_open_to_all_origins() {
    let server = Server::start(&[]);
    for target in [
        "/v1/app/produk",
        "/v1/app/x",
        "/uji/s/log",
        "/uji/s/-/v1/app/slide",
        "/gambar/slide/1.svg",
        "/tidak/ada",
    ] {
        let answer = server.get(target);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            Some("*"),
            "{target}"
        );
    }
    for target in [
        "/v1/app/produk",
        "/uji/s/-/v1/app/slide",
        "/uji/s/log",
        "/uji/s/script",
        "/app/budi/tempel",
    ] {
        let answer = server.request("OPTIONS", target, &[], b"");
        assert_eq!(answer.status, 204, "{target}");
        assert_eq!(answer.header("access-control-allow-methods"), Some("*"));
        assert_eq!(answer.header("access-control-allow-headers"), Some("*"));
    }
}
