//! What a designer pastes into the app's text box.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use mock_shop::shortcodes::Siapa;
use serde_json::json;

use super::pages;
use crate::mock::Mock;
use crate::reply::{self, JSON};

/// Pasted pages, numbered from 1.
#[derive(Default)]
pub(crate) struct Pastes(Mutex<Vec<Bytes>>);

impl Pastes {
    fn keep(&self, page: Bytes) -> usize {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.push(page);
        pages.len()
    }

    fn get(&self, number: usize) -> Option<Bytes> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(number.checked_sub(1)?).cloned()
    }
}

/// `POST /app/{siapa}/tempel`: keeps the body and tells where the app shows it.
pub(crate) async fn paste(
    State(mock): State<Arc<Mock>>,
    Path(siapa): Path<String>,
    page: Bytes,
) -> Response {
    if Siapa::named(&mock.shop, &siapa).is_none() {
        return reply::not_found();
    }
    let url = format!("/app/{siapa}/tempel/{}", mock.pastes.keep(page));
    reply::reply(StatusCode::CREATED, JSON, json!({"url": url}).to_string())
}

/// `GET /app/{siapa}/tempel/{number}`: the same page for anyone.
pub(crate) async fn pasted(
    State(mock): State<Arc<Mock>>,
    Path((siapa, number)): Path<(String, usize)>,
    headers: HeaderMap,
) -> Response {
    match (Siapa::named(&mock.shop, &siapa), mock.pastes.get(number)) {
        (Some(siapa), Some(page)) => pages::show(&page, siapa, &mock, &headers),
        _ => reply::not_found(),
    }
}
