//! The ground the other tests stand on: the mock server can be reached from a page of another origin.

use bukaolshop_wasm_tests::{get, mock_server, text};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_page_of_another_origin_reads_its_answers() {
    let url = format!("{}/v1/app/slide?token=salah", mock_server().await);
    let answer = get(&url)
        .await
        .expect("the mock server allows every origin");

    assert_eq!(answer.status(), 401);
    assert!(text(&answer).await.contains("\"code\":401"));
}
