//! The client as the package's JavaScript has it.

use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::repair::repair;
use bukaolshop::web::{JsTree, Toko};
use bukaolshop::{Endpoint, ErrorKind};
use bukaolshop_wasm_tests::Mock;
use js_sys::{Array, Function, Object, Promise, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Visible, parse};

/// A value of JSON as the engine's own.
fn object(value: &Value) -> JsValue {
    parse::<JsTree>(&value.to_string()).expect("JSON").0
}

/// A value of the engine as JSON.
fn value(object: JsValue) -> Value {
    JsTree(object).value()
}

/// Errors stay the fields that they are made of.
fn as_it_is() -> Function {
    Function::new_with_args("fields", "return fields")
}

fn options(base_url: &str, more: &Value) -> JsValue {
    let options = object(&json!({
        "token": Mock::TOKEN,
        "tokenUser": Mock::TOKEN_USER,
        "idUser": Mock::ID_USER,
        "baseUrl": base_url,
        "retry": false,
        "cache": false,
    }));
    let more: Object = object(more).unchecked_into();
    Object::assign(options.unchecked_ref(), &more).into()
}

/// A promise that never settles: nobody gives the call up.
fn never() -> Promise {
    Promise::new(&mut |_, _| {})
}

/// Makes a call for one answer.
async fn ask(toko: &Toko, path: &str, query: &JsValue) -> Result<JsValue, JsValue> {
    let call = toko.begin(path, query, &JsValue::UNDEFINED, "answer")?;
    call.next(0.0, never()).await
}

fn toko(base_url: &str) -> Toko {
    Toko::new(&options(base_url, &json!({})), as_it_is()).expect("the options are good")
}

#[wasm_bindgen_test]
async fn a_page_is_the_envelope_with_its_rows() {
    let mock = Mock::session("ikatan-halaman").await;
    let produk = json!({"id_produk": 7, "nama_produk": "a", "harga_produk": "5000"});
    let body = json!({"code": 200, "status": "ok", "server": "x", "data": [produk, {}]});
    mock.script(&json!([{ "body": body }])).await;
    let query = object(&json!({"page": 2, "total_data": 20}));
    let page = ask(&toko(&mock.base_url("-")), "/app/produk", &query).await;
    let page = value(page.expect("a page"));
    assert_eq!(page["data"][0]["id_produk"], "7");
    assert_eq!(page["data"][0]["harga_produk"], 5000);
    assert_eq!(
        json!([
            page["page"],
            page["total_data"],
            page["has_next"],
            page["source"],
            page["server"]
        ]),
        json!([2, 20, false, "network", "x"])
    );
    assert_eq!(page["rejected"][0]["index"], 1);
    assert_eq!(page["rejected"][0]["path"], "data[1].id_produk");
}

#[wasm_bindgen_test]
async fn a_list_in_one_piece_hides_what_it_tells() {
    let mock = Mock::session("ikatan-daftar").await;
    let slides = ask(&toko(&mock.base_url("-")), "/app/slide", &JsValue::NULL)
        .await
        .expect("slides");
    let source = Reflect::get(&slides, &"source".into()).expect("a field");
    assert_eq!(source, "network");
    let keys = Object::keys(slides.unchecked_ref::<Object>());
    assert_eq!(keys.length(), slides.unchecked_ref::<Array>().length());
}

#[wasm_bindgen_test]
async fn the_member_is_an_object() {
    let mock = Mock::session("ikatan-anggota").await;
    let info = ask(&toko(&mock.base_url("-")), "/user/info", &JsValue::NULL).await;
    assert_eq!(value(info.expect("a member"))["jumlah_saldo"], 1_250_000);
}

#[wasm_bindgen_test]
async fn a_walk_steps_to_the_end() {
    let mock = Mock::session("ikatan-jalan").await;
    let query = object(&json!({"page": 2, "total_data": 100}));
    let pages = toko(&mock.base_url("-"))
        .begin("/user/transaksi", &query, &JsValue::NULL, "rows")
        .expect("a walk");
    let mut rows = Vec::new();
    loop {
        let page = pages.next(0.0, never()).await.expect("a page");
        if page.is_null() {
            break;
        }
        rows.push(value(page)["data"].as_array().expect("rows").len());
    }
    assert_eq!(rows, [100, 100, 100, 60]);
    assert!(pages.next(0.0, never()).await.expect("an end").is_null());
}

#[wasm_bindgen_test]
async fn a_call_that_is_given_up_ends_with_the_reason_and_its_request() {
    let mock = Mock::session("ikatan-batal").await;
    let toko = toko(&mock.base_url("stall:headers"));
    let call = toko
        .begin("/app/slide", &JsValue::NULL, &JsValue::NULL, "answer")
        .expect("a call");
    let given_up = Promise::reject(&"bosan".into());
    assert_eq!(call.next(0.0, given_up).await, Err("bosan".into()));
    assert!(call.next(0.0, never()).await.expect("it is over").is_null());
}

#[wasm_bindgen_test]
fn an_option_that_is_wrong_is_named() {
    let refused = Toko::new(&options("x", &json!({})), as_it_is()).expect_err("no address");
    let refused = value(refused);
    assert_eq!(refused["kind"], ErrorKind::InvalidArgument.name());
    let message = refused["message"].as_str().expect("a text");
    assert!(
        message.starts_with("Argumen tidak sah: baseUrl harus"),
        "{message}"
    );
    assert_eq!(
        json!([refused["code"], refused["attempts"], refused["retryAfter"]]),
        json!([null, 0, null])
    );
}

#[wasm_bindgen_test]
async fn a_query_that_is_wrong_is_named_and_nothing_is_sent() {
    let mock = Mock::session("ikatan-salah").await;
    let toko = toko(&mock.base_url("-"));
    let query = object(&json!({"page": 0}));
    let refused = ask(&toko, "/app/produk", &query).await;
    let refused = value(refused.expect_err("no page 0"));
    assert_eq!(refused["endpoint"], "/app/produk");
    let walk = toko.begin("/app/produk", &query, &JsValue::NULL, "pages");
    assert_eq!(value(walk.expect_err("no page 0")), refused);
    assert!(mock.log().await.is_empty());
}

#[wasm_bindgen_test]
fn a_thousand_mixed_repairs_hand_over_no_name_anew() {
    // A name that crosses from the module is decoded by the engine.
    let watch = "
        const decode = TextDecoder.prototype.decode;
        const decoded = [];
        TextDecoder.prototype.decode = function () {
            const text = decode.apply(this, arguments);
            decoded.push(text);
            return text;
        };
        return () => { TextDecoder.prototype.decode = decode; return decoded; };
    ";
    let mixed = || {
        for number in 0..1000 {
            let row = json!({"id_produk": number, "nama_produk": "a", "harga_produk": "5", "stok": "7", "warna": null});
            let mut row: JsTree = parse(&row.to_string()).expect("JSON");
            assert!(repair(
                &mut row,
                ProdukQuery::default().shape(),
                &mut Vec::new()
            ));
        }
    };
    mixed();
    let stop = Function::new_no_args(watch).call0(&JsValue::UNDEFINED);
    let stop: Function = stop.expect("a function").unchecked_into();
    mixed();
    let decoded = stop.call0(&JsValue::UNDEFINED).expect("a list");
    let decoded: Array = decoded.unchecked_into();
    let names: Vec<String> = decoded
        .iter()
        .filter_map(|text| text.as_string())
        .filter(|text| {
            ProdukQuery::default()
                .shape()
                .fields
                .iter()
                .any(|field| field.name == text)
        })
        .collect();
    assert_eq!(names, Vec::<String>::new());
}
