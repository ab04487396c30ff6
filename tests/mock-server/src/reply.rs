//! Small constructors of whole responses.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::cors;

/// Media type of JSON answers.
pub(crate) const JSON: &str = "application/json; charset=utf-8";
/// Media type of HTML pages.
pub(crate) const HTML: &str = "text/html; charset=utf-8";
/// Media type of explanations to the person who tests.
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";

/// A response that every origin may read and nobody may keep without asking again.
pub(crate) fn reply(
    status: StatusCode,
    media_type: &'static str,
    body: impl Into<Body>,
) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    cors::open(headers);
    response
}

/// 200 with JSON.
pub(crate) fn json(value: &serde_json::Value) -> Response {
    reply(StatusCode::OK, JSON, value.to_string())
}

/// 404 with a line of text.
pub(crate) fn not_found() -> Response {
    reply(StatusCode::NOT_FOUND, TEXT, "tidak ditemukan\n")
}

/// 400 with a line that says what to change.
pub(crate) fn bad_request(reason: impl std::fmt::Display) -> Response {
    reply(StatusCode::BAD_REQUEST, TEXT, format!("{reason}\n"))
}

/// 302 to `location`.
pub(crate) fn redirect(location: &str) -> Response {
    let mut response = reply(StatusCode::FOUND, TEXT, "");
    match HeaderValue::from_str(location) {
        Ok(value) => {
            response.headers_mut().insert(header::LOCATION, value);
            response
        }
        Err(_) => bad_request("the target of the redirect is no header value"),
    }
}
