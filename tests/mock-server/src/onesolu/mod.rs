//! OneSolu as documented, under `/onesolu/v1`: orders, webhooks, analytics, and limits by the key's plan.
//!
//! What is created is kept by session, so that tests do not meet.

mod analytics;
mod limits;
mod orders;
mod webhooks;

use std::collections::BTreeMap;

use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use serde_json::{Value, json};

use self::limits::Plan;
use crate::query::Query;

/// Where it is.
pub(crate) const PREFIX: &str = "/onesolu/v1";
/// An order that can't be read without an internal error.
const BROKEN: &str = "order_rusak";

/// What was created.
#[derive(Default)]
pub(crate) struct Book {
    orders: BTreeMap<String, Value>,
    webhooks: u64,
    limits: limits::Counts,
}

/// A request.
pub(crate) struct Call<'a> {
    pub(crate) book: &'a mut Book,
    pub(crate) parts: &'a Parts,
    /// Below [`PREFIX`].
    pub(crate) path: &'a str,
    pub(crate) query: &'a Query,
    pub(crate) body: &'a [u8],
    /// Milliseconds since 1970.
    pub(crate) now: u64,
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, u64)>,
    pub(crate) body: Value,
}

/// HTTP status and body of a good answer.
type Good = (u16, Value);

/// An error: HTTP status, code, message.
struct Refusal(u16, &'static str, &'static str);

impl Refusal {
    const NOT_FOUND: Refusal = Refusal(404, "NOT_FOUND", "Resource not found");
    const BAD_REQUEST: Refusal = Refusal(400, "BAD_REQUEST", "Invalid request body or parameters");
    const UNAUTHORIZED: Refusal = Refusal(401, "UNAUTHORIZED", "Invalid or expired API key");
    const RATE_LIMITED: Refusal = Refusal(429, "RATE_LIMITED", "Rate limit exceeded");
    const INTERNAL: Refusal = Refusal(500, "SERVER_ERROR", "Internal server error");
}

/// The name by which tests mean an endpoint.
pub(crate) fn name(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts[..] {
        ["", "api", "orders"] => "onesolu-orders",
        ["", "api", "orders", _] => "onesolu-order",
        ["", "api", "orders", _, "status"] => "onesolu-status",
        ["", "api", "webhooks"] => "onesolu-webhooks",
        ["", "api", "analytics", "daily"] => "onesolu-analytics",
        _ => return None,
    })
}

/// Answers as the documentation says: the key, its limits and the path are checked first.
pub(crate) fn answer(call: &mut Call<'_>) -> Reply {
    let (plan, outcome) = match plan(call) {
        Some(plan) => (plan, None),
        None => (Plan::Free, Some(Refusal::UNAUTHORIZED)),
    };
    // A key that is none has no limits of its own; it says those of the smallest plan.
    let (allowed, headers) = call.book.limits.count(plan, outcome.is_none(), call.now);
    let outcome = match outcome {
        Some(refusal) => Err(refusal),
        None if !allowed => Err(Refusal::RATE_LIMITED),
        None => decide(call),
    };
    let (status, body) = outcome.unwrap_or_else(|Refusal(status, code, message)| {
        let error = json!({"code": code, "message": message, "status": status});
        (status, json!({"error": error}))
    });
    Reply {
        status,
        headers,
        body,
    }
}

/// The plan of the request's key.
fn plan(call: &Call<'_>) -> Option<Plan> {
    let header = call.parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    Plan::of_key(header.strip_prefix("Bearer ")?)
}

fn decide(call: &mut Call<'_>) -> Result<Good, Refusal> {
    let parts: Vec<&str> = call.path.split('/').collect();
    match (&call.parts.method, &parts[..]) {
        (&Method::POST, ["", "api", "orders"]) => orders::create(call),
        (&Method::GET, ["", "api", "orders", BROKEN]) => Err(Refusal::INTERNAL),
        (&Method::GET, ["", "api", "orders", id]) => orders::get(call, id),
        (&Method::PUT, ["", "api", "orders", id, "status"]) => orders::change(call, id),
        (&Method::POST, ["", "api", "webhooks"]) => webhooks::register(call),
        (&Method::GET, ["", "api", "analytics", "daily"]) => analytics::daily(call),
        _ => Err(Refusal::NOT_FOUND),
    }
}

/// The body's JSON.
fn fields(call: &Call<'_>) -> Result<Value, Refusal> {
    serde_json::from_slice(call.body).map_err(|_| Refusal::BAD_REQUEST)
}

/// A text that is there and not empty.
fn text<'v>(fields: &'v Value, name: &str) -> Result<&'v str, Refusal> {
    fields[name]
        .as_str()
        .filter(|text| !text.is_empty())
        .ok_or(Refusal::BAD_REQUEST)
}
