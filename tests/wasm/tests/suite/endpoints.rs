//! All seven endpoints in a browser, over HTTP, from another origin.

use bukaolshop::open_api::kategori::{KategoriQuery, Struktur};
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use bukaolshop::open_api::user::transaksi::TransaksiQuery;
use bukaolshop::transport::browser::Fetch;
use bukaolshop::{Client, PageQuery};
use bukaolshop_wasm_tests::Mock;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{client, options};

async fn session(name: &str) -> (Mock, Client<Fetch<Value>>) {
    let mock = Mock::session(name).await;
    let client = client(options(&mock.base_url("-")));
    (mock, client)
}

#[wasm_bindgen_test]
async fn products_arrive() {
    let (_, client) = session("produk").await;
    let page = client.produk().list(&ProdukQuery::default()).await;
    let page = page.expect("a page");
    assert_eq!(
        (page.data.len(), page.has_next, page.rejected),
        (10, true, vec![])
    );
}

#[wasm_bindgen_test]
async fn categories_arrive_as_a_tree_or_flat() {
    let (_, client) = session("kategori").await;
    let tree = client.kategori(&KategoriQuery::default()).await;
    let tree = tree.expect("categories").data;
    let struktur = Some(Struktur::Flat);
    let flat = client.kategori(&KategoriQuery { struktur }).await;
    let subs: usize = tree
        .iter()
        .map(|kategori| kategori.sub_kategori.len())
        .sum();
    assert!(subs > 0);
    assert_eq!(flat.expect("categories").data.len(), tree.len() + subs);
}

#[wasm_bindgen_test]
async fn slides_arrive() {
    let (_, client) = session("slide").await;
    let slides = client.slide().await.expect("slides").data;
    assert!(slides.iter().any(|slide| slide.url_tujuan.is_none()));
}

#[wasm_bindgen_test]
async fn custom_pages_arrive() {
    let (_, client) = session("kostumpage").await;
    assert!(
        !client
            .kostumpage()
            .await
            .expect("custom pages")
            .data
            .is_empty()
    );
}

#[wasm_bindgen_test]
async fn the_member_arrives() {
    let (_, client) = session("info").await;
    let info = client.user().info().await.expect("a member");
    let told = (info.nama_user.as_str(), info.jumlah_saldo);
    assert_eq!(told.0, "Budi Santoso");
    assert_eq!(told.1, 1_250_000);
}

#[wasm_bindgen_test]
async fn changes_of_the_balance_arrive() {
    let (_, client) = session("saldo").await;
    let query = CatatanSaldoQuery::default();
    let page = client
        .user()
        .catatan_saldo()
        .list(&query)
        .await
        .expect("a page");
    assert_eq!(page.data[0].saldo_terakhir, 1_250_000);
}

#[wasm_bindgen_test]
async fn changes_of_the_points_arrive() {
    let (_, client) = session("poin").await;
    let query = CatatanPoinQuery::default();
    let page = client
        .user()
        .catatan_poin()
        .list(&query)
        .await
        .expect("a page");
    assert_eq!(page.data[0].total_poin_terakhir, 3_400.0);
}

#[wasm_bindgen_test]
async fn transactions_arrive() {
    let (_, client) = session("transaksi").await;
    let paging = PageQuery {
        page: Some(5),
        per_page: Some(100),
    };
    let page = client
        .user()
        .transaksi()
        .list(&TransaksiQuery { paging })
        .await;
    let page = page.expect("a page");
    assert_eq!((page.data.len(), page.has_next), (60, false));
}

#[wasm_bindgen_test]
async fn parameters_arrive_as_they_are() {
    let (mock, client) = session("parameter").await;
    let query = ProdukQuery {
        id_kategori: Some(41_270.into()),
        cari_nama_produk: Some("kaos é".to_owned()),
        ..ProdukQuery::default()
    };
    client.produk().list(&query).await.expect("a page");
    let log = mock.log().await;
    let parameters = &log[0]["params"];
    assert_eq!(parameters["token"], Mock::TOKEN);
    assert_eq!(parameters["id_kategori"], "41270");
    assert_eq!(parameters["cari_nama_produk"], "kaos é");
}

#[wasm_bindgen_test]
async fn a_request_needs_no_leave_of_another_origin_and_names_no_page() {
    let (mock, client) = session("headers").await;
    client.slide().await.expect("slides");
    let log = mock.log().await;
    // A request that needs leave is asked for by OPTIONS first, at the cost of a round trip.
    assert_eq!(log.len(), 1);
    assert_eq!(log[0]["method"], "GET");
    assert!(log[0]["headers"].get("referer").is_none());
    assert!(log[0]["headers"].get("cookie").is_none());
}
