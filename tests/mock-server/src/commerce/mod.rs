//! The commerce API as documented, under `/commerce`: users, products, orders, payments, notifications, logs.
//!
//! What is created is kept by session, so that tests do not meet.

mod changes;
mod lists;

use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use serde_json::{Value, json};

use crate::systems::Asked;

pub(crate) use changes::Book;

/// Where it is.
pub(crate) const PREFIX: &str = "/commerce";
/// Bearers that are good: an API key, and a token of OAuth.
const GOOD: [&str; 2] = ["kunci-niaga/uji+1==", "oauth-baru"];
/// A key that may do nothing.
const WITHOUT_RIGHTS: &str = "kunci-terbatas";
/// A product that can't be read without an internal error.
const BROKEN: &str = "prod_rusak";

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, u64)>,
    /// None for an answer without a body.
    pub(crate) body: Option<Value>,
}

impl Reply {
    fn of(status: u16, body: Value) -> Reply {
        Reply {
            status,
            headers: Vec::new(),
            body: Some(body),
        }
    }
}

/// An error: HTTP status, code, message, details.
struct Refusal(u16, &'static str, String, String);

impl Refusal {
    fn new(status: u16, code: &'static str, message: impl Into<String>) -> Refusal {
        Refusal(status, code, message.into(), String::new())
    }

    /// A parameter that is missing or is none, as in the documentation's example.
    fn parameter(name: &str, kind: &str) -> Refusal {
        Refusal(
            400,
            "INVALID_PARAMETER",
            format!("The '{name}' parameter is required."),
            format!("{name} ({kind})"),
        )
    }
}

/// The name by which tests mean an endpoint.
pub(crate) fn name(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts[..] {
        ["", "users"] => "commerce-users",
        ["", "products"] => "commerce-products",
        ["", "products", _] => "commerce-product",
        ["", "orders"] => "commerce-orders",
        ["", "payments"] => "commerce-payments",
        ["", "notifications", "send"] => "commerce-notifications",
        ["", "logs"] => "commerce-logs",
        _ => return None,
    })
}

/// Answers as the documentation says: the key is checked first, then the path.
pub(crate) fn answer(book: &mut Book, asked: &Asked<'_>) -> Reply {
    decide(book, asked).unwrap_or_else(|Refusal(status, code, message, details)| {
        let error = json!({"code": code, "message": message, "details": details});
        Reply::of(status, json!({"error": error}))
    })
}

fn decide(book: &mut Book, asked: &Asked<'_>) -> Result<Reply, Refusal> {
    let header = asked.parts.headers.get(AUTHORIZATION);
    let bearer = header.and_then(|header| header.to_str().ok()?.strip_prefix("Bearer "));
    match bearer {
        Some(WITHOUT_RIGHTS) => {
            return Err(Refusal::new(403, "FORBIDDEN", "Insufficient permissions."));
        }
        Some(bearer) if GOOD.contains(&bearer) => {}
        _ => return Err(Refusal::new(401, "UNAUTHORIZED", "Authentication failed.")),
    }
    let parts: Vec<&str> = asked.path.split('/').collect();
    match (&asked.parts.method, &parts[..]) {
        (&Method::GET, ["", "users"]) => lists::users(asked.query),
        (&Method::GET, ["", "products"]) => lists::products(asked.query),
        (&Method::GET, ["", "products", BROKEN]) => Err(Refusal::new(
            500,
            "INTERNAL",
            "An unexpected server error occurred.",
        )),
        (&Method::GET, ["", "products", id]) => lists::product(id),
        (&Method::GET, ["", "logs"]) => lists::logs(asked.query),
        (&Method::POST, ["", "orders"]) => changes::order(book, asked.body),
        (&Method::POST, ["", "payments"]) => changes::pay(book, asked.body),
        (&Method::POST, ["", "notifications", "send"]) => changes::notify(asked.body),
        _ => Err(Refusal::new(
            404,
            "NOT_FOUND",
            "The requested resource could not be found.",
        )),
    }
}
