//! What goes wrong between a browser and a server.

use std::time::Duration;

use bukaolshop::layer::Backoff;
use bukaolshop::open_api::slide::SlideQuery;
use bukaolshop::{Error, ErrorKind};
use bukaolshop_wasm_tests::Mock;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{client, js_client, options};

/// What asking for the slides with these faults ends in, with both kinds of trees.
async fn both(name: &str, faults: &str) -> [Result<usize, Error>; 2] {
    let mock = Mock::session(name).await;
    let options = options(&mock.base_url(faults));
    let rust = client(options.clone()).raw_rows(&SlideQuery).await;
    let js = js_client(options).raw_rows(&SlideQuery).await;
    [
        rust.map(|rows| rows.data.len()),
        js.map(|rows| rows.data.len()),
    ]
}

/// The same, which must be an error, the same on both sides.
async fn error(name: &str, faults: &str) -> Error {
    let [rust, js] = both(name, faults).await;
    let error = rust.expect_err(faults);
    assert_eq!(js.expect_err(faults), error);
    error
}

#[wasm_bindgen_test]
async fn a_status_is_that_error() {
    for (code, kind) in [
        (400, ErrorKind::BadRequest),
        (401, ErrorKind::Unauthorized),
        (403, ErrorKind::Forbidden),
        (404, ErrorKind::NotFound),
        (405, ErrorKind::MethodNotAllowed),
        (500, ErrorKind::Server),
        (503, ErrorKind::Unavailable),
    ] {
        let error = error("status", &format!("status:{code}")).await;
        assert_eq!((error.kind, error.code), (kind, Some(code)));
        assert!(error.status.is_some());
    }
}

#[wasm_bindgen_test]
async fn a_day_that_the_server_calls_used_up_is_remembered_by_the_page() {
    let [first, second] = both("harian", "status:429").await;
    let (first, second) = (first.expect_err("429"), second.expect_err("429"));
    assert_eq!(
        (first.kind, first.code, first.attempts),
        (ErrorKind::RateLimited, Some(429), 1)
    );
    // The other client is one of the same shop: it does not ask.
    assert_eq!((second.kind, second.attempts), (ErrorKind::Quota, 0));
    assert!(second.retry_after.is_some());
}

#[wasm_bindgen_test]
async fn a_code_inside_http_200_is_that_error() {
    let error = error("code", "code:403").await;
    assert_eq!((error.kind, error.code), (ErrorKind::Forbidden, Some(403)));
}

#[wasm_bindgen_test]
async fn what_is_no_json_is_an_invalid_response() {
    for faults in ["html:1", "empty:1", "truncate:0.5"] {
        assert_eq!(
            error("rusak", faults).await.kind,
            ErrorKind::InvalidResponse,
            "{faults}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_redirect_is_an_invalid_response() {
    for faults in ["redirect:1", "redirect:other", "redirect:loop"] {
        let error = error("pindah", faults).await;
        assert_eq!(
            (error.kind, error.code, error.attempts),
            (ErrorKind::InvalidResponse, Some(302), 1),
            "{faults}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_connection_that_breaks_is_a_network_error() {
    for faults in ["cut:0.5", "reset:before", "reset:headers", "reset:body"] {
        let error = error("putus", faults).await;
        assert_eq!(
            (error.kind, error.code),
            (ErrorKind::Network, None),
            "{faults}"
        );
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_the_page_may_not_read_is_a_network_error() {
    assert_eq!(error("cors", "cors:0").await.kind, ErrorKind::Network);
}

#[wasm_bindgen_test]
async fn an_answer_with_small_flaws_is_an_answer() {
    for faults in [
        "bom:1",
        "utf8:1",
        "contenttype:text/html",
        "gzip:1",
        "types:1",
    ] {
        let [rust, js] = both("cela", faults).await;
        assert!(
            rust.as_ref().is_ok_and(|rows| *rows > 0),
            "{faults}: {rust:?}"
        );
        assert_eq!(js, rust, "{faults}");
    }
}

#[wasm_bindgen_test]
async fn a_wait_that_the_server_asks_for_is_understood() {
    let error = error("tunggu", "status:503,retryafter:7").await;
    assert_eq!(error.retry_after, Some(Duration::from_secs(7)));
}

#[wasm_bindgen_test]
async fn a_wait_until_a_date_is_understood() {
    let mock = Mock::session("tunggu-tanggal").await;
    let client = client(options(&mock.base_url("status:503,retryafter:date")));
    let error = client.slide().await.expect_err("HTTP 503");
    let wait = error.retry_after.expect("a wait");
    assert!(
        wait > Duration::ZERO && wait <= Duration::from_secs(3),
        "{wait:?}"
    );
}

#[wasm_bindgen_test]
async fn a_wait_that_is_neither_is_none() {
    for text in ["sebentar", "-5", "1.5", "5detik"] {
        let error = error("tunggu-apa", &format!("status:503,retryafter:{text}")).await;
        assert_eq!(error.retry_after, None, "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_failure_that_passes_is_tried_again() {
    let mock = Mock::session("lagi").await;
    mock.script(&json!([{"status": 503}, {"fault": "reset:before"}]))
        .await;
    let backoff = Backoff {
        base_delay: Duration::from_millis(1),
        ..Backoff::default()
    };
    let client = client(options(&mock.base_url("-")).retry(backoff));
    assert!(client.slide().await.is_ok());
    assert_eq!(mock.log().await.len(), 3);
}

#[wasm_bindgen_test]
async fn nobody_is_asked_about_the_member() {
    let mock = Mock::session("tamu").await;
    let options = bukaolshop::Options::new(Mock::TOKEN)
        .and_then(|options| options.base_url(&mock.base_url("-")));
    let client = client(options.expect("the options are good"));
    let error = client.user().info().await.expect_err("nobody is logged in");
    assert_eq!(error.kind, ErrorKind::NotLoggedIn);
    assert!(mock.log().await.is_empty());
}
