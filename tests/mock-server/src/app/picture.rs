//! `GET /gambar/...`: the pictures that rows link to.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use mock_shop::pictures;

use crate::mock::Mock;
use crate::reply;

/// A generated picture; the same for the same address every time.
pub(crate) async fn picture(State(mock): State<Arc<Mock>>, uri: Uri) -> Response {
    let Some(svg) = pictures::draw(uri.path(), &mock.shop) else {
        return reply::not_found();
    };
    let mut response = reply::reply(StatusCode::OK, "image/svg+xml", svg);
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=3600"),
    );
    response
}
