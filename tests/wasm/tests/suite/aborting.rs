//! A request that nobody waits for any more is really taken back.

use std::pin::pin;
use std::time::Duration;

use bukaolshop::ErrorKind;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::transport::browser::Fetch;
use bukaolshop::transport::{Platform, Transport};
use bukaolshop_wasm_tests::Mock;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{client, options};

async fn sleep(milliseconds: u64) {
    let fetch = Fetch::<Value>::new();
    let duration = Duration::from_millis(milliseconds);
    fetch.platform().sleep(duration).await;
}

/// Waits until the server has seen that nobody waits for the answer.
async fn assert_abandoned(mock: &Mock) {
    for _ in 0..100 {
        if mock.log().await[0]["outcome"] == "abandoned" {
            return;
        }
        sleep(50).await;
    }
    panic!("the request goes on: {:?}", mock.log().await);
}

#[wasm_bindgen_test]
async fn a_deadline_before_the_headers_aborts_the_request() {
    let mock = Mock::session("tenggat-kepala").await;
    let options = options(&mock.base_url("stall:headers")).timeout(Duration::from_millis(300));
    let error = client(options).slide().await.expect_err("no answer");
    assert_eq!(error.kind, ErrorKind::Timeout);
    assert_abandoned(&mock).await;
}

#[wasm_bindgen_test]
async fn a_deadline_inside_the_body_aborts_the_request() {
    let mock = Mock::session("tenggat-isi").await;
    let options = options(&mock.base_url("stall:body")).timeout(Duration::from_millis(300));
    let error = client(options).slide().await.expect_err("half an answer");
    assert_eq!(error.kind, ErrorKind::Timeout);
    assert_abandoned(&mock).await;
}

#[wasm_bindgen_test]
async fn a_call_that_is_dropped_aborts_its_request() {
    let mock = Mock::session("dilepas").await;
    let client = client(options(&mock.base_url("stall:headers")));
    {
        let call = pin!(client.slide());
        let Either::Right(_) = select(call, pin!(sleep(300))).await else {
            panic!("the server answered")
        };
    }
    assert_abandoned(&mock).await;
}

#[wasm_bindgen_test]
async fn a_stream_that_is_dropped_aborts_its_request() {
    let mock = Mock::session("aliran").await;
    let client = client(options(&mock.base_url("stall:body")));
    {
        let mut rows = pin!(client.produk().all(&ProdukQuery::default()));
        let Either::Right(_) = select(rows.next(), pin!(sleep(300))).await else {
            panic!("the server answered")
        };
    }
    assert_abandoned(&mock).await;
}

#[wasm_bindgen_test]
async fn a_request_that_was_answered_is_not_aborted() {
    let mock = Mock::session("terjawab").await;
    client(options(&mock.base_url("-")))
        .slide()
        .await
        .expect("slides");
    sleep(100).await;
    assert_eq!(mock.log().await[0]["outcome"], "answered");
}
