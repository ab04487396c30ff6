//! What the browser tests share: where the mock Open API server is, and a plain `fetch` beside the crate's own.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Where the address of the running mock server is written. The page that runs the tests is served
/// from this crate's folder, so the address reaches the tests without compiling them anew.
const ADDRESS_FILE: &str = "/mock-server.url";

/// The origin of the running mock server, for example `http://127.0.0.1:40123`.
///
/// It is another origin than the test page's, as the real API is another origin than a shop's page.
///
/// # Panics
///
/// When no mock server was started for the tests.
pub async fn mock_server() -> String {
    let answer = get(ADDRESS_FILE)
        .await
        .expect("the test page's own server answers");
    assert!(
        answer.ok(),
        "tests/wasm{ADDRESS_FILE} is missing: run the tests by `./build.sh test`, or under `node tests/support/with-mock-server.mjs`"
    );
    text(&answer).await.trim().to_owned()
}

/// Fetches `url` with the browser's own `fetch`.
///
/// # Errors
///
/// What `fetch` rejects with, where nothing was answered or the answer may not be read by this page.
pub async fn get(url: &str) -> Result<Response, JsValue> {
    let window = web_sys::window().expect("the tests run in a page");
    let answer = JsFuture::from(window.fetch_with_str(url)).await?;
    Ok(answer.unchecked_into())
}

/// The whole body of `answer` as text.
///
/// # Panics
///
/// When the body was read before, or breaks off.
pub async fn text(answer: &Response) -> String {
    let body = answer.text().expect("the body is unread");
    let body = JsFuture::from(body).await.expect("the body arrives whole");
    body.as_string().expect("a body is text")
}
