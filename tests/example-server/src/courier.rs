//! `POST /courier/{nomor}`: a courier's app reports how far an order is, and the system is told.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bukaolshop::ErrorKind;
use bukaolshop::server::orders::onetablet::{Delivery, DeliveryStatus};
use serde::Deserialize;
use serde_json::json;

use crate::log;
use crate::shop::Shop;

/// A report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    delivery_status: String,
}

/// See the module. 422 for a status that is none, 409 for one out of order: nothing is sent then.
pub(crate) async fn report(
    State(shop): State<Arc<Shop>>,
    Path(nomor): Path<String>,
    headers: HeaderMap,
    Json(report): Json<Report>,
) -> Response {
    if !shop.is_admin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let status = match DeliveryStatus::of(&report.delivery_status) {
        Ok(status) => status,
        Err(error) => {
            log::order("courier", "422 unknown delivery_status");
            return refused(StatusCode::UNPROCESSABLE_ENTITY, error.message());
        }
    };
    let mut deliveries = shop.deliveries.lock().await;
    let delivery = deliveries
        .entry(nomor.clone())
        .or_insert_with(|| Delivery::new(nomor));
    match shop.target.courier(delivery, status).await {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(Ok(())) => StatusCode::OK.into_response(),
        Some(Err(error)) if error.kind == ErrorKind::InvalidArgument => {
            log::order("courier", "409 delivery_status out of order");
            refused(StatusCode::CONFLICT, error.message())
        }
        Some(Err(error)) => refused(StatusCode::BAD_GATEWAY, error.message()),
    }
}

fn refused(status: StatusCode, text: String) -> Response {
    let body = json!({"code": status.as_u16(), "status": text});
    (status, Json(body)).into_response()
}
