//! Every documented example, held by the engine: the rows are those that the native tests find in
//! it, field by field.

use std::fmt::Debug;

use bukaolshop::Endpoint;
use bukaolshop::open_api::kategori::{Kategori, KategoriQuery};
use bukaolshop::open_api::kostumpage::{KostumPage, KostumPageQuery};
use bukaolshop::open_api::produk::{Produk, ProdukQuery};
use bukaolshop::open_api::slide::{Slide, SlideQuery};
use bukaolshop::open_api::user::catatan::{
    CatatanPoin, CatatanPoinQuery, CatatanSaldo, CatatanSaldoQuery,
};
use bukaolshop::open_api::user::info::{UserInfo, UserInfoQuery};
use bukaolshop::open_api::user::transaksi::{Transaksi, TransaksiQuery};
use bukaolshop::repair::{Tree, TreeRows, repair, repair_rows};
use bukaolshop::web::JsTree;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Visible, parse};

macro_rules! example {
    ($name:literal) => {
        include_str!(concat!("../../../data/open_api/", $name, ".json"))
    };
}

/// The example's rows by way of one kind of tree.
fn rows_by<T: Visible, R: DeserializeOwned>(json: &str, endpoint: &impl Endpoint) -> Vec<R> {
    let mut body: T = parse(json).expect("an example is JSON");
    let mut rejected = Vec::new();
    let (rows, sent) = repair_rows(&mut body, "data", endpoint.shape(), &mut rejected)
        .expect("an example has rows");
    assert_eq!(rejected, []);
    assert_eq!(rows.len(), sent);
    rows.into_vec().iter().map(|row| typed(row)).collect()
}

fn typed<T: Visible, R: DeserializeOwned>(tree: &T) -> R {
    serde_json::from_value(tree.value()).expect("a repaired row fits its type")
}

/// Reads the example both ways.
#[track_caller]
fn assert_same<R>(json: &str, endpoint: &impl Endpoint<Row = R>)
where
    R: DeserializeOwned + Debug + PartialEq,
{
    let rust = rows_by::<Value, R>(json, endpoint);
    assert_eq!(rust.len(), 2);
    assert_eq!(rows_by::<JsTree, R>(json, endpoint), rust);
}

#[wasm_bindgen_test]
fn produk_reads_the_same_on_both_sides() {
    assert_same::<Produk>(example!("produk"), &ProdukQuery::default());
}

/// To be repaired, a row crosses into the module field by field, which takes as long as all else of decoding together.
#[wasm_bindgen_test]
fn products_as_documented_need_no_repair() {
    let mut body: JsTree = parse(example!("produk")).expect("an example is JSON");
    let rows = body.take_rows("data").expect("an example has rows");
    assert!(rows.are_fit(ProdukQuery::default().shape()));
}

#[wasm_bindgen_test]
fn kategori_reads_the_same_on_both_sides() {
    assert_same::<Kategori>(example!("kategori"), &KategoriQuery::default());
}

#[wasm_bindgen_test]
fn kostumpage_reads_the_same_on_both_sides() {
    assert_same::<KostumPage>(example!("kostumpage"), &KostumPageQuery);
}

#[wasm_bindgen_test]
fn slide_reads_the_same_on_both_sides() {
    assert_same::<Slide>(example!("slide"), &SlideQuery);
}

#[wasm_bindgen_test]
fn catatan_saldo_reads_the_same_on_both_sides() {
    assert_same::<CatatanSaldo>(example!("catatan_saldo"), &CatatanSaldoQuery::default());
}

#[wasm_bindgen_test]
fn catatan_poin_reads_the_same_on_both_sides() {
    assert_same::<CatatanPoin>(example!("catatan_poin"), &CatatanPoinQuery::default());
}

#[wasm_bindgen_test]
fn transaksi_reads_the_same_on_both_sides() {
    assert_same::<Transaksi>(example!("transaksi"), &TransaksiQuery::default());
}

#[wasm_bindgen_test]
fn user_info_reads_the_same_on_both_sides() {
    fn info<T: Visible>() -> UserInfo {
        let mut body: T = parse(example!("user_info")).expect("an example is JSON");
        let mut info = body.take("data").expect("an example has data");
        assert!(repair(&mut info, UserInfoQuery.shape(), &mut Vec::new()));
        typed(&info)
    }
    let rust = info::<Value>();
    assert_eq!(rust.jumlah_saldo, 50_000);
    assert_eq!(info::<JsTree>(), rust);
}
