//! The repair, twice: on values that the engine holds and on values that Rust holds. Whatever comes,
//! both must make the same of it.

use bukaolshop::Endpoint;
use bukaolshop::open_api::kategori::KategoriQuery;
use bukaolshop::open_api::kostumpage::KostumPageQuery;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::open_api::slide::SlideQuery;
use bukaolshop::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use bukaolshop::open_api::user::info::UserInfoQuery;
use bukaolshop::open_api::user::transaksi::TransaksiQuery;
use bukaolshop::repair::{Kind, Rejected, Shape, Tree, TreeRows, repair, repair_rows};
use bukaolshop::transport::Answer;
use bukaolshop::web::JsTree;
use js_sys::JsString;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Visible, parse, with_doubles};

/// Values that a field may hold, as JSON.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "21000",
    "1.5",
    "-0.5",
    "1e3",
    "1e21",
    "1e300",
    "5e-324",
    "9007199254740991",
    "-9007199254740991",
    r#""""#,
    r#"" ""#,
    r#""\n\t\r""#,
    r#""\u00a0""#,
    r#""\u0085""#,
    r#""\ufeff""#,
    r#""\u2003\u3000""#,
    r#""\u200b""#,
    r#""\u0000""#,
    r#""0""#,
    r#""50000""#,
    r#"" 50000 ""#,
    r#""\ufeff5""#,
    r#""-3423""#,
    r#""50000.00""#,
    r#""50.000""#,
    r#""1e3""#,
    r#""Infinity""#,
    r#""0x10""#,
    r#""Rp5000""#,
    r#""teks""#,
    r#""https:\/\/contoh.id\/a""#,
    r#""<b>é🛒</b>""#,
    r#""null""#,
    "[]",
    "[[]]",
    "[null]",
    r#"["L"]"#,
    r#"["L","M"]"#,
    r#"["L",null,5,1.5,true,"",{},["x"],"M"]"#,
    r#"[""]"#,
    r#"[" "]"#,
    r#"["\ufeff"]"#,
    r#"["\u0085","a"]"#,
    "[1,2]",
    "{}",
    r#"{"0":"a","1":"b"}"#,
    r#"{"9":"b","10":"c","8":"a"}"#,
    r#"{"a":"b"}"#,
    r#"{"0":"a","x":"b"}"#,
    r#"{"-1":"a"}"#,
    r#"{"+1":"a"}"#,
    r#"{"1.0":"a"}"#,
    r#"{"":"a"}"#,
    r#"{" 1":"a"}"#,
    r#"{"4294967295":"a"}"#,
    r#"{"999999999":"a"}"#,
    r#"{"length":1,"0":"a"}"#,
    r#"{"__proto__":{"0":"a"}}"#,
    r#"[{"id_kategori":5,"nama_kategori":"Topi"},{"id_kategori":null},7,"x",null]"#,
    r#"{"3":{"id_kategori":"5","nama_kategori":"Topi","sub_kategori":[{"apa":"saja"}]}}"#,
];

/// A shape, and a row that it accepts.
fn shapes() -> [(&'static Shape, &'static str); 8] {
    [
        (
            ProdukQuery::default().shape(),
            r#"{"id_produk":"1","nama_produk":"a","harga_produk":5}"#,
        ),
        (
            KategoriQuery::default().shape(),
            r#"{"id_kategori":"1","nama_kategori":"a"}"#,
        ),
        (
            KostumPageQuery.shape(),
            r#"{"nama_page":"a","url_kostum_page":"b"}"#,
        ),
        (SlideQuery.shape(), r#"{"url_gambar_slide":"a"}"#),
        (UserInfoQuery.shape(), r#"{"jumlah_saldo":"50000"}"#),
        (
            CatatanSaldoQuery::default().shape(),
            r#"{"jumlah_dana":"1","tipe_jumlah":"tambah","saldo_terakhir":"2"}"#,
        ),
        (
            CatatanPoinQuery::default().shape(),
            r#"{"tipe_jumlah":"tambah","jumlah_poin":"1","total_poin_terakhir":"2"}"#,
        ),
        (
            TransaksiQuery::default().shape(),
            r#"{"nomor_pembayaran":"1"}"#,
        ),
    ]
}

/// What the repair of a row comes to: whether it is kept, what was rejected, and the row.
type Repaired = (bool, Vec<Rejected>, Option<Value>);

fn repaired<T: Visible>(json: &str, shape: &'static Shape) -> Repaired {
    let mut row: T = parse(json).unwrap_or_else(|| panic!("{json} is no JSON"));
    let mut rejected = Vec::new();
    let kept = repair(&mut row, shape, &mut rejected);
    // A row that is left out may be repaired half-way.
    let row = kept.then(|| with_doubles(row.value()));
    (kept, rejected, row)
}

#[wasm_bindgen_test]
fn every_field_is_repaired_the_same() {
    for (shape, row) in shapes() {
        for field in shape.fields {
            for value in VALUES {
                // The last one of two fields of one name counts, on both sides.
                let open = row.trim_end_matches('}');
                let json = format!("{open},\"{}\":{value}}}", field.name);
                let js = repaired::<JsTree>(&json, shape);
                assert_eq!(js, repaired::<Value>(&json, shape), "{json}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn a_text_that_is_nearly_json_is_read_the_same() {
    for json in [
        r#"{"a":"Jum\'at \'x\'"}"#,
        r#"["\q\n","\u12","\u00g0\\","\\\"",1]"#,
        "[\"baris 1\nbaris 2\ttab\u{1}\"]",
        "{\"a\\\nb\":\"c\"}",
        "[\"satu\" \"dua\"]",
        "[\"tak berakhir\\\"]",
        "<p>Galat</p>",
        "",
    ] {
        let js = parse::<JsTree>(json).map(|value| value.value());
        let value = parse::<Value>(json).map(|value| value.value());
        assert_eq!(js, value, "{json}");
    }
}

#[wasm_bindgen_test]
fn a_whole_row_that_is_anything_is_repaired_the_same() {
    for (shape, _) in shapes() {
        for json in VALUES {
            let js = repaired::<JsTree>(json, shape);
            assert_eq!(js, repaired::<Value>(json, shape), "{json}");
        }
    }
}

#[wasm_bindgen_test]
fn data_that_is_anything_is_read_the_same() {
    type Read = (Result<(Vec<Value>, usize), Kind>, Vec<Rejected>);
    fn read<T: Visible>(json: &str, shape: &'static Shape) -> Read {
        let mut body: T = parse(json).unwrap_or_else(|| panic!("{json} is no JSON"));
        let mut rejected = Vec::new();
        let rows = repair_rows(&mut body, "data", shape, &mut rejected);
        let visible = |row: &T| with_doubles(row.value());
        let rows = rows.map(|(rows, sent)| (rows.into_vec().iter().map(visible).collect(), sent));
        (rows, rejected)
    }
    for (shape, row) in shapes() {
        let rows = format!("[{row},7,{row}]");
        let with_keys = format!("{{\"10\":{row},\"2\":{{}}}}");
        for data in VALUES.iter().copied().chain([&*rows, &*with_keys]) {
            let json = format!("{{\"data\":{data}}}");
            assert_eq!(
                read::<JsTree>(&json, shape),
                read::<Value>(&json, shape),
                "{json}"
            );
        }
    }
}

/// A number below `most`.
fn random(most: usize) -> usize {
    (js_sys::Math::random() * most as f64) as usize
}

/// A row with any of the values in any of its fields, most of them as documented.
fn any_row(shape: &'static Shape, good: &str) -> String {
    let mut row = good.trim_end_matches('}').to_owned();
    for field in shape.fields {
        if random(4) == 0 {
            let value = VALUES[random(VALUES.len())];
            row.push_str(&format!(",\"{}\":{value}", field.name));
        }
    }
    row.push('}');
    row
}

#[wasm_bindgen_test]
fn lists_of_any_rows_are_repaired_the_same() {
    type Read = (Result<Vec<Value>, Kind>, Vec<Rejected>);
    fn read<T: Visible>(json: &str, shape: &'static Shape) -> Read {
        let mut body: T = parse(json).unwrap_or_else(|| panic!("{json} is no JSON"));
        let mut rejected = Vec::new();
        let rows = repair_rows(&mut body, "data", shape, &mut rejected);
        let visible = |row: &T| with_doubles(row.value());
        let rows = rows.map(|(rows, _)| rows.into_vec().iter().map(visible).collect());
        (rows, rejected)
    }
    for (shape, good) in shapes() {
        for _ in 0..200 {
            let rows: Vec<String> = (0..random(6)).map(|_| any_row(shape, good)).collect();
            let json = format!("{{\"data\":[{}]}}", rows.join(","));
            assert_eq!(
                read::<JsTree>(&json, shape),
                read::<Value>(&json, shape),
                "{json}"
            );
        }
    }
}

#[wasm_bindgen_test]
fn what_stands_in_place_of_a_list_is_told_the_same() {
    fn kind<T: Visible>(json: &str) -> Option<Kind> {
        let mut body: T = parse(json).expect("JSON");
        body.take_rows("data").err()
    }
    assert_eq!(kind::<JsTree>("{}"), Some(Kind::Absent));
    for json in VALUES {
        let json = format!("{{\"data\":{json}}}");
        assert_eq!(kind::<JsTree>(&json), kind::<Value>(&json), "{json}");
    }
}

#[wasm_bindgen_test]
fn every_value_is_of_the_same_kind() {
    for json in VALUES {
        let js: JsTree = parse(json).expect("JSON");
        let rust: Value = parse(json).expect("JSON");
        assert_eq!(js.kind(), rust.kind(), "{json}");
        assert_eq!(js.to_text(), rust.to_text(), "{json}");
    }
}

#[wasm_bindgen_test]
fn a_number_that_no_double_holds_is_an_overflow() {
    let huge: JsTree = parse("1e999").expect("the engine reads it as infinity");
    assert_eq!(huge.kind(), Kind::Overflow);
}

#[wasm_bindgen_test]
fn a_code_is_read_the_same() {
    fn code<T: Visible>(http_status: u16, json: &str) -> i64 {
        Answer::<T, _>::new(http_status, None, JsString::from(json)).code()
    }
    for value in VALUES
        .iter()
        .copied()
        .chain([r#""404""#, "404", "200", r#""200""#, "500.5"])
    {
        let json = format!("{{\"code\":{value}}}");
        for http_status in [200, 404, 503] {
            let js = code::<JsTree>(http_status, &json);
            assert_eq!(
                js,
                code::<Value>(http_status, &json),
                "{json} in {http_status}"
            );
        }
    }
}

#[wasm_bindgen_test]
fn what_is_no_json_is_nothing_on_both_sides() {
    for text in [
        "",
        " ",
        "<html>",
        "{",
        "{\"a\":1",
        "[1,]",
        "undefined",
        "NaN",
        "'a'",
        "{a:1}",
    ] {
        assert!(parse::<JsTree>(text).is_none(), "{text}");
        assert!(parse::<Value>(text).is_none(), "{text}");
    }
}

#[wasm_bindgen_test]
fn a_page_that_repeats_another_is_recognised_the_same() {
    fn repeats<T: Visible>(one: &str, other: &str) -> bool {
        let fingerprint = |json: &str| {
            let mut body: T = parse(&format!("{{\"data\":{json}}}")).expect("JSON");
            body.take_rows("data").expect("a list").fingerprints(None)
        };
        fingerprint(one) == fingerprint(other)
    }
    let lists = [
        "[]",
        "[{}]",
        "[{},{}]",
        r#"[{"a":1}]"#,
        r#"[{"a":"1"}]"#,
        r#"[{"a":[1]}]"#,
    ];
    for one in lists {
        for other in lists {
            let expected = one == other;
            assert_eq!(repeats::<JsTree>(one, other), expected, "{one} {other}");
            assert_eq!(repeats::<Value>(one, other), expected, "{one} {other}");
        }
    }
}

#[wasm_bindgen_test]
fn keys_are_new_once_on_both_sides() {
    fn news<T: Visible>() -> Vec<bool> {
        let rows = |json: &str| {
            let mut body: T = parse(&format!("{{\"data\":{json}}}")).expect("JSON");
            body.take_rows("data").expect("a list")
        };
        let mut keys = T::Keys::default();
        let first = rows(r#"[{"id_produk":"1"},{"id_produk":"2"},{"id_produk":"1"}]"#);
        let second = rows(
            r#"[{"id_produk":"2"},{"id_produk":""},{"id_produk":""},{"id_produk":1},{"id_produk":1},{},{"a":1},{}]"#,
        );
        [first, second]
            .iter()
            .flat_map(|rows| rows.fingerprints(Some("id_produk")))
            .map(|print| T::add_key(&mut keys, &print))
            .collect()
    }
    let expected = [
        true, true, false, false, true, false, true, false, true, true, false,
    ];
    assert_eq!(news::<Value>(), expected);
    assert_eq!(news::<JsTree>(), expected);
}
