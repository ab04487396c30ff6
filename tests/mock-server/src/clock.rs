//! The time that a request comes at.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::HeaderMap;

/// Milliseconds since 1970 that a test's clock shows.
const HEADER: &str = "x-uji-jam";

/// Milliseconds since 1970: by the test's clock, where the request brings one.
pub(crate) fn now(headers: &HeaderMap) -> u64 {
    let told = headers.get(HEADER);
    let told = told.and_then(|text| text.to_str().ok()?.parse().ok());
    told.unwrap_or_else(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map_or(0, |time| time.as_millis() as u64)
    })
}
