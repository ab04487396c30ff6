//! Generated pictures.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::reply;

/// `GET /gambar/...`
pub(crate) async fn picture(uri: axum::http::Uri) -> Response {
    let hue = uri
        .path()
        .bytes()
        .fold(7_u32, |seed, byte| seed.wrapping_mul(31) + u32::from(byte))
        % 360;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 600\"><rect width=\"600\" height=\"600\" fill=\"hsl({hue} 60% 80%)\"/><circle cx=\"300\" cy=\"300\" r=\"150\" fill=\"hsl({hue} 60% 55%)\"/></svg>"
    );
    let mut response = reply::reply(StatusCode::OK, "image/svg+xml", svg);
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=3600"),
    );
    response
}
