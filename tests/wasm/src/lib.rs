//! What the browser tests share: the mock Open API server, and a plain `fetch` beside the crate's own.
#![cfg(target_arch = "wasm32")]

mod mock;

use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

pub use mock::{Mock, mock_server};

/// Fetches `url` with the browser's own `fetch`.
///
/// # Errors
///
/// What `fetch` rejects with, where nothing was answered or the answer may not be read by this page.
pub async fn get(url: &str) -> Result<Response, JsValue> {
    send(url, &RequestInit::new()).await
}

/// The same by POST, with this body.
///
/// # Errors
///
/// As [`get`].
pub async fn post(url: &str, body: &str) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    send(url, &init).await
}

async fn send(url: &str, init: &RequestInit) -> Result<Response, JsValue> {
    let window = web_sys::window().expect("the tests run in a page");
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, init)).await?;
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
