//! The four endpoints of the shop's own data.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use support::{Server, TOKEN};

fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().expect("a text")
}

#[test]
fn produk_has_the_documented_fields_and_types() {
    let server = Server::start(&[]);
    let answer = server.get(&format!("/v1/app/produk?{TOKEN}")).json();
    assert_eq!(
        keys(&answer),
        BTreeSet::from(["code", "status", "page", "data"])
    );
    assert_eq!(
        (&answer["code"], &answer["status"], &answer["page"]),
        (&200.into(), &"ok".into(), &1.into())
    );
    let rows = answer["data"].as_array().expect("rows");
    assert_eq!(rows.len(), 10);
    let documented = BTreeSet::from([
        "id_produk",
        "id_kategori",
        "nama_produk",
        "harga_produk",
        "harga_produk_asli",
        "deskripsi_singkat",
        "deskripsi_panjang",
        "kondisi_produk",
        "status_produk",
        "stok",
        "berat",
        "tanggal",
        "ukuran",
        "warna",
        "gambar_utama",
        "list_gambar",
        "url_produk",
    ]);
    for row in rows {
        assert_eq!(keys(row), documented);
        assert!(
            row["harga_produk"].is_u64() && row["stok"].is_u64() && row["id_produk"].is_string()
        );
        assert_eq!(row["gambar_utama"], row["list_gambar"][0]);
        assert!(text(row, "gambar_utama").starts_with("http://toko.uji/gambar/produk/"));
        assert!(text(row, "url_produk").ends_with(text(row, "id_produk")));
    }
}

#[test]
fn the_catalogue_is_large_varied_and_newest_first() {
    let server = Server::start(&[]);
    let rows = server.all(&format!("/v1/app/produk?{TOKEN}"));
    assert_eq!(rows.len(), 1257);
    let ids: BTreeSet<&str> = rows.iter().map(|row| text(row, "id_produk")).collect();
    assert_eq!(ids.len(), rows.len());
    assert!(
        rows.windows(2)
            .all(|pair| text(&pair[0], "tanggal") > text(&pair[1], "tanggal"))
    );
    assert!(text(&rows[0], "tanggal") < "2026-11-21" && text(&rows[1256], "tanggal") > "2025-09");

    let count = |wanted: &dyn Fn(&Value) -> bool| rows.iter().filter(|row| wanted(row)).count();
    assert!(count(&|row| row["harga_produk_asli"].as_u64() > row["harga_produk"].as_u64()) > 200);
    assert!(count(&|row| row["stok"] == 0) > 40);
    assert!(count(&|row| row["kondisi_produk"] == "GANGGUAN" && row["stok"] == 0) > 5);
    for status in ["gangguan", "closed"] {
        let shown = |row: &Value| row["status_produk"] == status && row["stok"] != 0;
        assert!(count(&shown) > 2, "{status}");
    }
    for kondisi in ["Baru", "Ready Stock", "Bekas"] {
        assert!(
            count(&|row| row["kondisi_produk"] == kondisi) > 20,
            "{kondisi}"
        );
    }
    for pictures in 1..=4 {
        let with = |row: &Value| row["list_gambar"].as_array().map(Vec::len) == Some(pictures);
        assert!(count(&with) > 100, "{pictures}");
    }
    assert!(count(&|row| row["ukuran"].is_null()) > 100);
    assert!(count(&|row| row["ukuran"].is_array() && row["warna"].is_array()) > 100);
    assert!(count(&|row| text(row, "deskripsi_panjang").contains('\n')) > 1_000);
}

#[test]
fn the_last_page_is_short_and_those_past_it_are_empty() {
    let server = Server::start(&[]);
    let page = |page: &str| {
        server
            .get(&format!(
                "/v1/app/produk?{TOKEN}&total_data=100&page={page}"
            ))
            .json()
    };
    assert_eq!(page("13")["data"].as_array().map(Vec::len), Some(57));
    let past = page("14");
    assert_eq!(
        (&past["code"], &past["page"], &past["data"]),
        (&200.into(), &14.into(), &Value::Array(vec![]))
    );
    assert_eq!(
        page("99999999999999999999999999")["data"],
        Value::Array(vec![])
    );
}

#[test]
fn a_main_category_shows_its_sub_categories_products_too() {
    let server = Server::start(&[]);
    let of = |id: &str| server.all(&format!("/v1/app/produk?{TOKEN}&id_kategori={id}"));
    let main = of("41270");
    let subs: Vec<Value> = ["41271", "41272", "41273", "41274"]
        .into_iter()
        .flat_map(of)
        .collect();
    assert!(main.len() > 200);
    assert_eq!(main.len(), subs.len());
    assert!(of("41271").iter().all(|row| row["id_kategori"] == "41271"));
    assert_eq!(of("999"), Vec::<Value>::new());
    assert_eq!(of("99999999999999999999"), Vec::<Value>::new());
}

#[test]
fn search_finds_every_word_in_any_case_and_order() {
    let server = Server::start(&[]);
    let found = |text: &str| server.all(&format!("/v1/app/produk?{TOKEN}&cari_nama_produk={text}"));
    let rows = found("polos+KAOS");
    assert!(!rows.is_empty());
    for row in &rows {
        let nama = text(row, "nama_produk").to_lowercase();
        assert!(nama.contains("kaos") && nama.contains("polos"), "{nama}");
    }
    assert_eq!(found("kaos%20polos").len(), rows.len());
    assert_eq!(found("tidakadabarangnya").len(), 0);
    assert_eq!(found("").len(), 1257);
    let of_shoes = server.all(&format!(
        "/v1/app/produk?{TOKEN}&cari_nama_produk=kaos&id_kategori=41274"
    ));
    assert_eq!(of_shoes.len(), 0);
}

#[test]
fn kategori_are_thirty_nested_or_flat() {
    let server = Server::start(&[]);
    let nested = server.get(&format!("/v1/app/kategori?{TOKEN}")).json();
    let main = nested["data"].as_array().expect("rows");
    assert_eq!(main.len(), 8);
    let mut subs = 0;
    for row in main {
        assert_eq!(row["tipe_kategori"], "utama");
        for sub in row["sub_kategori"].as_array().expect("sub-categories") {
            assert_eq!(sub["tipe_kategori"], "sub");
            assert!(sub.get("sub_kategori").is_none());
            subs += 1;
        }
    }
    assert_eq!(subs, 22);
    assert!(
        main.iter()
            .any(|row| row["sub_kategori"] == Value::Array(vec![]))
    );

    let flat = server
        .get(&format!("/v1/app/kategori?{TOKEN}&struktur=flat"))
        .json();
    let flat = flat["data"].as_array().expect("rows");
    assert_eq!(flat.len(), 30);
    assert!(flat.iter().all(|row| row.get("sub_kategori").is_none()));
}

#[test]
fn every_product_s_category_exists() {
    let server = Server::start(&[]);
    let flat = server
        .get(&format!("/v1/app/kategori?{TOKEN}&struktur=flat"))
        .json();
    let known: BTreeSet<&str> = flat["data"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| text(row, "id_kategori"))
        .collect();
    let rows = server.all(&format!("/v1/app/produk?{TOKEN}"));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        assert!(known.contains(text(row, "id_kategori")));
        *counts.entry(text(row, "id_kategori")).or_default() += 1;
    }
    assert!(counts.values().all(|count| *count >= 30), "{counts:?}");
}

#[test]
fn slides_and_custom_pages_are_complete() {
    let server = Server::start(&[]);
    let slides = server.get(&format!("/v1/app/slide?{TOKEN}")).json();
    let slides = slides["data"].as_array().expect("rows").clone();
    assert_eq!(slides.len(), 5);
    assert!(slides.iter().any(|row| row["url_tujuan"].is_null()));
    let pages = server.get(&format!("/v1/app/kostumpage?{TOKEN}")).json();
    let pages = pages["data"].as_array().expect("rows").clone();
    assert_eq!(pages.len(), 6);
    assert_eq!(
        pages[0]["url_kostum_page"],
        "https://olshopgue.bukaolshop.site/digital/10576"
    );
}

#[test]
fn two_servers_tell_the_same_and_it_is_what_was_told_before() {
    let told = || {
        let server = Server::start(&[]);
        let mut bytes = Vec::new();
        for page in 1..=13 {
            let target = format!("/v1/app/produk?{TOKEN}&total_data=100&page={page}");
            bytes.extend(server.get(&target).body);
        }
        for name in ["kategori", "slide", "kostumpage"] {
            bytes.extend(server.get(&format!("/v1/app/{name}?{TOKEN}")).body);
        }
        // FNV-1a: any change of any byte changes it.
        bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let first = told();
    assert_eq!(first, told());
    assert_eq!(
        first, 14_251_553_890_680_823_686,
        "the catalogue changed: is that meant? Then tests that name products must be read again"
    );
}

#[test]
fn descriptions_keep_their_tags_only_when_they_are_asked_for() {
    let server = Server::start(&[]);
    let described = |more: &str| -> Vec<String> {
        let rows = server.all(&format!("/v1/app/produk?{TOKEN}{more}"));
        let texts = rows
            .iter()
            .map(|row| text(row, "deskripsi_panjang").to_owned());
        texts.filter(|text| text.contains("tebal")).collect()
    };
    assert!(described("").iter().all(|text| !text.contains("<b>")));
    assert_eq!(described(""), described("&use_raw_html=false"));
    assert!(
        described("&use_raw_html=true")
            .iter()
            .any(|text| text.contains("<b>"))
    );
    let answer = server.get(&format!("/v1/app/produk?{TOKEN}&page=1&use_raw_html=yes"));
    assert_eq!(answer.json()["code"], 400);
}
