//! OneTablet as documented, under `/onetablet`: orders, cancellations, the courier's way; and the same as
//! one `POST /webhooks`.
//!
//! What is submitted is kept by session, so that tests do not meet.

mod orders;

use axum::http::Method;
use axum::http::request::Parts;
use serde_json::{Value, json};

pub(crate) use orders::Book;

/// Where it is.
pub(crate) const PREFIX: &str = "/onetablet";
/// The integration's key.
const KEY: &str = "kunci-onetablet/7+8==";
/// An order that ends in an internal error.
const BROKEN: &str = "rusak";

/// A request.
pub(crate) struct Call<'a> {
    pub(crate) book: &'a mut Book,
    pub(crate) parts: &'a Parts,
    /// Below [`PREFIX`].
    pub(crate) path: &'a str,
    pub(crate) body: &'a [u8],
}

/// An answer. A good one has no body: the documentation promises none.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Option<Value>,
}

/// An error: HTTP status, type, message.
struct Refusal(u16, &'static str, &'static str);

impl Refusal {
    fn bad(message: &'static str) -> Refusal {
        Refusal(400, "Bad Request", message)
    }
}

/// The name by which tests mean an endpoint.
pub(crate) fn name(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts[..] {
        ["", "orders"] => "onetablet-orders",
        ["", "orders", _, "cancel"] => "onetablet-cancel",
        ["", "orders", _, "delivery-status"] => "onetablet-delivery-status",
        ["", "webhooks"] => "onetablet-webhooks",
        _ => return None,
    })
}

/// Answers as the documentation says: the key is checked first.
pub(crate) fn answer(call: &mut Call<'_>) -> Reply {
    match decide(call) {
        Ok(()) => Reply {
            status: 200,
            body: None,
        },
        Err(Refusal(status, error, message)) => Reply {
            status,
            body: Some(json!({"error": error, "message": message})),
        },
    }
}

fn decide(call: &mut Call<'_>) -> Result<(), Refusal> {
    let key = call.parts.headers.get("x-api-key");
    if key.is_none_or(|key| key != KEY) {
        return Err(Refusal(401, "Unauthorized", "Authentication failed"));
    }
    let unknown = || Refusal(404, "Not Found", "No such endpoint");
    if call.parts.method != Method::POST {
        return Err(unknown());
    }
    let fields: Value =
        serde_json::from_slice(call.body).map_err(|_| Refusal::bad("The body is no JSON"))?;
    let parts: Vec<&str> = call.path.split('/').collect();
    match parts[..] {
        ["", "orders"] => call.book.submit(&fields),
        ["", "orders", id, "cancel"] => call.book.cancel(id, &fields),
        ["", "orders", id, "delivery-status"] => call.book.delivery_status(id, &fields),
        ["", "webhooks"] => {
            let data = &fields["data"];
            let id = data["order_id"].as_str().unwrap_or("");
            match fields["event"]["type"].as_str() {
                Some("order.submit") => call.book.submit(data),
                Some("order.cancel") => call.book.cancel(id, data),
                Some("order.delivery_status") => call.book.delivery_status(id, data),
                _ => Err(Refusal::bad("Unknown event.type")),
            }
        }
        _ => Err(unknown()),
    }
}
