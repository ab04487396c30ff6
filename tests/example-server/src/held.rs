//! Orders whose outcome nobody knows: a person looks at the other system, and says what is there.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bukaolshop::server::callback::{DeadLetter, DeadWork, Rejection};
use serde::Deserialize;
use serde_json::json;

use crate::shop::Shop;
use crate::{log, work};

/// What was sent, and is left to a person.
async fn held(shop: &Shop) -> Result<Vec<DeadLetter>, Rejection> {
    let letters = shop.receiver.dead_letters().await?;
    let is_sent = |letter: &DeadLetter| matches!(letter.work, DeadWork::Sent { .. });
    Ok(letters.into_iter().filter(is_sent).collect())
}

/// `GET /held`: what was begun and is not known to be done.
pub(crate) async fn list(State(shop): State<Arc<Shop>>, headers: HeaderMap) -> Response {
    if !shop.is_admin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match held(&shop).await {
        Ok(letters) => {
            let keys: Vec<String> = letters.into_iter().map(|letter| letter.key).collect();
            Json(json!({"reason": "unknown_outcome", "held": keys})).into_response()
        }
        Err(rejection) => rejection.into_response(),
    }
}

/// What a person has seen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    key: String,
    /// Whether it was done. If not, it is done now.
    done: bool,
}

/// `POST /held`: settles one of them.
pub(crate) async fn decide(
    State(shop): State<Arc<Shop>>,
    headers: HeaderMap,
    Json(decision): Json<Decision>,
) -> Response {
    if !shop.is_admin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match settle(&shop, &decision).await {
        Ok(status) => status.into_response(),
        Err(rejection) => rejection.into_response(),
    }
}

async fn settle(shop: &Shop, decision: &Decision) -> Result<StatusCode, Rejection> {
    let letters = held(shop).await?;
    let Some(letter) = letters
        .into_iter()
        .find(|letter| letter.key == decision.key)
    else {
        return Ok(StatusCode::NOT_FOUND);
    };
    if !(shop.receiver.guard().decide(&letter.key, decision.done)).await? {
        return Ok(StatusCode::CONFLICT);
    }
    log::order(&letter.key, "settled by a person");
    if let DeadWork::Sent {
        about: Some(nomor), ..
    } = letter.work
        && !decision.done
    {
        let transaksi = shop.closed.transaksi().get(&nomor).await?;
        work::forward(shop, &transaksi).await?;
    }
    Ok(StatusCode::OK)
}
