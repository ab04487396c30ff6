//! Walks through pages, the rows held by Rust and held by the engine: they go the same way.

use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::transport::browser::Fetch;
use bukaolshop::web::JsTree;
use bukaolshop::{By, Client, Error, ErrorKind, PageQuery};
use bukaolshop_wasm_tests::Mock;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Visible, client, js_client, options};

/// Ten products, numbered from here.
fn ten(from: u32) -> Value {
    let produk = |id: u32| json!({"id_produk": id, "nama_produk": "a", "harga_produk": "5"});
    let rows: Vec<Value> = (from..from + 10).map(produk).collect();
    json!({"body": {"code": 200, "data": rows}})
}

fn query() -> ProdukQuery {
    ProdukQuery {
        paging: PageQuery {
            page: None,
            per_page: Some(10),
        },
        ..ProdukQuery::default()
    }
}

/// The ids of each page of a walk, and the error that ended it.
async fn walked<T: Visible>(
    client: &Client<Fetch<T>>,
    by: By,
) -> (Vec<Vec<String>>, Option<Error>) {
    let mut walk = client.walk(&query(), by).expect("a walk");
    let mut pages = Vec::new();
    loop {
        match walk.step(client).await {
            Ok(Some(page)) => {
                let id = |row: &T| row.text("id_produk").expect("a repaired id is a text");
                pages.push(page.data.iter().map(id).collect());
            }
            Ok(None) => return (pages, None),
            Err(error) => return (pages, Some(error)),
        }
    }
}

/// The sizes of the pages that both kinds of walks yield of these answers, the same for both.
async fn both(name: &str, by: By, script: &Value) -> (Vec<usize>, Option<ErrorKind>) {
    let mock = Mock::session(name).await;
    let options = options(&mock.base_url("-"));
    mock.script(script).await;
    let rust: Client<Fetch<Value>> = client(options.clone());
    let rust = walked(&rust, by).await;
    let requests = mock.log().await.len();
    mock.script(script).await;
    let js: Client<Fetch<JsTree>> = js_client(options);
    assert_eq!(walked(&js, by).await, rust);
    assert_eq!(mock.log().await.len(), requests * 2);
    let (pages, error) = rust;
    (
        pages.iter().map(Vec::len).collect(),
        error.map(|error| error.kind),
    )
}

fn empty() -> Value {
    json!({"body": {"code": 200, "data": []}})
}

#[wasm_bindgen_test]
async fn a_repeated_page_is_the_end() {
    let script = json!([ten(0), ten(10), ten(10)]);
    assert_eq!(
        both("ulang", By::Pages, &script).await,
        (vec![10, 10], None)
    );
}

#[wasm_bindgen_test]
async fn an_empty_page_is_the_end() {
    let script = json!([ten(0), empty()]);
    assert_eq!(both("kosong", By::Pages, &script).await, (vec![10], None));
}

#[wasm_bindgen_test]
async fn a_404_behind_the_first_page_is_the_end() {
    let script = json!([ten(0), {"status": 404}]);
    assert_eq!(both("habis", By::Pages, &script).await, (vec![10], None));
}

#[wasm_bindgen_test]
async fn rows_seen_before_are_left_out() {
    let script = json!([ten(0), ten(8), ten(18), empty()]);
    assert_eq!(
        both("geser", By::Rows, &script).await,
        (vec![10, 8, 10], None)
    );
}

#[wasm_bindgen_test]
async fn an_error_comes_behind_the_pages_before_it() {
    let script = json!([ten(0), {"status": 500}]);
    let expected = (vec![10], Some(ErrorKind::Server));
    assert_eq!(both("tengah", By::Rows, &script).await, expected);
}

#[wasm_bindgen_test]
async fn the_whole_catalogue_costs_one_request_for_a_hundred_rows() {
    let mock = Mock::session("katalog").await;
    let client = js_client(options(&mock.base_url("-")));
    let mut walk = client
        .walk(&ProdukQuery::default(), By::Rows)
        .expect("a walk");
    let mut rows = 0;
    while let Some(page) = walk.step(&client).await.expect("a page") {
        assert_eq!(page.rejected, []);
        rows += page.data.len();
    }
    assert!(rows >= 1200, "{rows}");
    assert_eq!(mock.log().await.len(), rows / 100 + 1);
}
