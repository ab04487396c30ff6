//! The app: files, shortcodes, pasted pages, configuration.

mod support;

use std::path::PathBuf;

use serde_json::Value;
use support::{Server, TOKEN};

/// A folder of this test's own.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Folder {
        let root = std::env::temp_dir().join(format!("mock-server-{name}-{}", std::process::id()));
        for (path, text) in files {
            let file = root.join(path);
            std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            std::fs::write(file, text).expect("a file");
        }
        Folder(root)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const PAGE: &str = "<body data-user=\"{{token_user}}\"><p>{{nama_user}}</p><i>{{lain}}</i>";

#[test]
fn pages_are_shown_to_members_and_to_nobody() {
    let www = Folder::with(
        "siapa",
        &[("index.html", PAGE), ("js/a.js", "var a = '{{id_user}}'")],
    );
    let server = Server::start(&["--www", www.path()]);
    let shown = |siapa: &str| server.get(&format!("/app/{siapa}/index.html")).text();
    assert_eq!(
        shown("budi"),
        "<body data-user=\"tu+budi/9f2c==\"><p>Budi Santoso</p><i>{{lain}}</i>"
    );
    assert_eq!(
        shown("oneil"),
        "<body data-user=\"tu+oneil/c3d4==\"><p>O'Neil \"<b>\nPutra</b></p><i>{{lain}}</i>"
    );
    assert_eq!(shown("tamu"), "<body data-user=\"\"><p></p><i>{{lain}}</i>");
    assert_eq!(shown("literal"), PAGE);
    assert_eq!(server.get("/www/index.html").text(), PAGE);
    assert_eq!(server.get("/app/budi/").text(), shown("budi"));
    // Files that a page loads stay as they are.
    let script = server.get("/app/budi/js/a.js");
    assert_eq!(script.text(), "var a = '{{id_user}}'");
    assert_eq!(
        script.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
}

#[test]
fn the_root_leads_to_the_app() {
    let server = Server::start(&[]);
    let answer = server.get("/");
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, Some("/app/budi/index.html"))
    );
}

#[test]
fn a_pasted_page_is_shown_to_anyone() {
    let server = Server::start(&[]);
    let pasted = server.post("/app/siti/tempel", "<p>{{nama_user}} {{saldo_user}}");
    assert_eq!(pasted.status, 201);
    let url = pasted.json()["url"].as_str().expect("a URL").to_owned();
    assert_eq!(url, "/app/siti/tempel/1");
    let shown = server.get(&url);
    assert_eq!(shown.text(), "<p>Siti Nurhaliza Rahmawati 0");
    assert_eq!(
        shown.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(
        server.get("/app/budi/tempel/1").text(),
        "<p>Budi Santoso 1250000"
    );
    assert_eq!(server.post("/app/takada/tempel", "x").status, 404);
}

#[test]
fn test_pages_and_the_package_are_served() {
    let pages = Folder::with("pages", &[("a/uji.html", PAGE)]);
    let pkg = Folder::with("pkg", &[("index.js", "export {}"), ("b.wasm", "\0asm")]);
    let server = Server::start(&["--pages", pages.path(), "--pkg", pkg.path()]);
    assert_eq!(server.get("/pages/a/uji.html").text(), PAGE);
    assert!(
        server
            .get("/app/siti/pages/a/uji.html")
            .text()
            .contains("tu+siti/71aa==")
    );
    assert_eq!(server.get("/pkg/index.js").text(), "export {}");
    assert_eq!(
        server.get("/pkg/b.wasm").header("content-type"),
        Some("application/wasm")
    );
}

/// The two values of a `config.js`.
fn config(server: &Server, path: &str) -> (String, String) {
    let text = server.get(path).text();
    let object = text
        .strip_prefix("window.TOKO_CONFIG=")
        .and_then(|text| text.strip_suffix(";\n"));
    let json = object
        .expect("an assignment")
        .replace("token:", "\"token\":")
        .replace("baseUrl:", "\"baseUrl\":");
    let config: Value = serde_json::from_str(&json).expect("literals");
    let value = |name: &str| config[name].as_str().expect("a text").to_owned();
    (value("token"), value("baseUrl"))
}

#[test]
fn pages_are_told_where_the_api_is() {
    let server = Server::start(&[]);
    let mock = "bW9jay90b2tvK2NvbnRvaA/x+y==";
    for path in [
        "/www/config.js",
        "/app/budi/config.js",
        "/app/tamu/pages/config.js",
        "/pages/config.js",
    ] {
        assert_eq!(
            config(&server, path),
            (mock.to_owned(), "http://toko.uji/v1".to_owned()),
            "{path}"
        );
    }
    assert_eq!(
        config(&server, "/app/budi/uji/s1/status:503,times:1/config.js").1,
        "http://toko.uji/uji/s1/status:503,times:1/v1"
    );
}

#[test]
fn a_page_under_control_reaches_the_api_through_it() {
    let www = Folder::with("kendali", &[("index.html", PAGE)]);
    let server = Server::start(&["--www", www.path()]);
    let page = server.get("/app/budi/uji/s2/status:503/index.html");
    assert!(page.text().contains("Budi Santoso"));
    let (_, base) = config(&server, "/app/budi/uji/s2/status:503/config.js");
    let path = base.strip_prefix("http://toko.uji").expect("this server");
    assert_eq!(server.get(&format!("{path}/app/slide?{TOKEN}")).status, 503);
    assert_eq!(server.log("s2").len(), 1);
}

#[test]
fn the_real_api_takes_the_mock_s_place() {
    let server = Server::start(&["--token", "asli"]);
    assert_eq!(
        config(&server, "/www/config.js"),
        (
            "asli".to_owned(),
            "https://openapi.bukaolshop.net/v1".to_owned()
        )
    );
    let server = Server::start(&["--token", "asli", "--base-url", "http://127.0.0.1:9/v1"]);
    assert_eq!(
        config(&server, "/app/budi/config.js"),
        ("asli".to_owned(), "http://127.0.0.1:9/v1".to_owned())
    );
}

const EXAMPLE: &str = "<i data-id=\"{{id_user}}\"><script data-token=\"TOKEN_OLSHOP_ANDA\" src=\"https://cdn.jsdelivr.net/npm/bukaolshop@0.1.0/bukaolshop.min.js\"></script>";

#[test]
fn examples_to_paste_work_on_this_server() {
    let www = Folder::with(
        "contoh",
        &[
            ("contoh/a.html", EXAMPLE),
            ("contoh/a.css", EXAMPLE),
            ("lain.html", EXAMPLE),
        ],
    );
    let server = Server::start(&["--www", www.path()]);
    let shown = |id: &str, base: &str| {
        format!(
            "<i data-id=\"{id}\"><script data-token=\"bW9jay90b2tvK2NvbnRvaA/x+y==\" data-base-url=\"http://toko.uji{base}\" src=\"/pkg/bukaolshop.min.js\"></script>"
        )
    };
    for (path, text) in [
        ("/www/contoh/a.html", shown("{{id_user}}", "/v1")),
        ("/app/budi/contoh/a.html", shown("130173", "/v1")),
        ("/app/tamu/contoh/a.html", shown("", "/v1")),
        (
            "/app/siti/uji/s9/status:503/contoh/a.html",
            shown("130174", "/uji/s9/status:503/v1"),
        ),
        ("/www/contoh/a.html?sumber", EXAMPLE.to_owned()),
        ("/www/contoh/a.css", EXAMPLE.to_owned()),
        ("/www/lain.html", EXAMPLE.to_owned()),
    ] {
        assert_eq!(server.get(path).text(), text, "{path}");
    }
    let source = server.get("/www/contoh/a.html?sumber");
    assert_eq!(
        source.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(server.get("/www/contoh/tak-ada.html").status, 404);
}
