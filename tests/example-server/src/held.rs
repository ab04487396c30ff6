//! Orders whose outcome nobody knows: a person looks at the other system, and says what is there.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bukaolshop::server::callback::store::{Bid, Claim, End, Ended};
use bukaolshop::server::callback::{Rejection, Store};
use bukaolshop::transport::Platform;
use serde::Deserialize;
use serde_json::json;

use crate::shop::Shop;
use crate::{log, work};

const PREFIXES: [&str; 2] = ["forward:", "topup:"];

/// `GET /held`: what was begun and is not known to be done.
pub(crate) async fn list(State(shop): State<Arc<Shop>>, headers: HeaderMap) -> Response {
    if !shop.is_admin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match shop.store.unfinished(shop.platform.now()).await {
        Ok(all) => {
            let keys = all.into_iter().map(|left| left.key);
            let held = keys.filter(|key| PREFIXES.iter().any(|prefix| key.starts_with(prefix)));
            Json(json!({"reason": "unknown_outcome", "held": held.collect::<Vec<_>>()}))
                .into_response()
        }
        Err(error) => Rejection::from(error).into_response(),
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
    let now = shop.platform.now();
    let all = shop.store.unfinished(now).await?;
    let Some(held) = all.into_iter().find(|left| left.key == decision.key) else {
        return Ok(StatusCode::NOT_FOUND);
    };
    if !PREFIXES.iter().any(|prefix| held.key.starts_with(prefix)) {
        return Ok(StatusCode::NOT_FOUND);
    }
    let bid = Bid::new(&held.key, &held.note, now, Duration::from_secs(60));
    let Claim::Claimed { attempt } = shop.store.claim(&bid).await? else {
        return Ok(StatusCode::CONFLICT);
    };
    let end = match decision.done {
        true => End::Done,
        false => End::Refused,
    };
    let ended = Ended::new(&held.key, attempt, end, now);
    shop.store.settle(&ended).await?;
    log::order(&held.key, "settled by a person");
    if !decision.done && held.key.starts_with("forward:") {
        let transaksi = shop.closed.transaksi().get(&held.note).await?;
        work::forward(shop, &transaksi).await?;
    }
    Ok(StatusCode::OK)
}
