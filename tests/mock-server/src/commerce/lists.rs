//! What can be read: users, products, logs.

use serde_json::{Value, json};

use super::{Refusal, Reply};
use crate::query::Query;

const USERS: u64 = 150;
const PRODUCTS: u64 = 137;
const LOGS: u64 = 250;

/// `GET /users`: every fifth is inactive.
pub(super) fn users(query: &Query) -> Result<Reply, Refusal> {
    let status = query.get("status");
    let rows = (0..USERS).map(|number| {
        json!({
            "id": format!("usr_{number}"),
            "username": format!("pengguna{number}"),
            "email": format!("pengguna{number}@contoh.id"),
            "status": if number % 5 == 4 { "inactive" } else { "active" },
            "createdAt": "2023-01-15T10:30:00Z",
        })
    });
    page(
        query,
        rows.filter(|row| status.is_none_or(|status| row["status"] == status)),
    )
}

/// `GET /products`.
pub(super) fn products(query: &Query) -> Result<Reply, Refusal> {
    page(query, (0..PRODUCTS).map(row))
}

/// `GET /products/{productId}`.
pub(super) fn product(id: &str) -> Result<Reply, Refusal> {
    let number = id.strip_prefix("prod_").and_then(|text| text.parse().ok());
    let number = number.filter(|number| *number < PRODUCTS);
    let missing = || Refusal::new(404, "NOT_FOUND", "The product does not exist.");
    Ok(Reply::of(200, row(number.ok_or_else(missing)?)))
}

/// What a product costs, in cents.
pub(super) fn price(id: &str) -> Option<u64> {
    let number: u64 = id.strip_prefix("prod_")?.parse().ok()?;
    (number < PRODUCTS).then_some(4_999 + number * 50)
}

fn row(number: u64) -> Value {
    let id = format!("prod_{number}");
    let price = price(&id).unwrap_or_default() as f64 / 100.0;
    json!({
        "id": id,
        "name": format!("Premium Widget {number}"),
        "description": "A high-quality widget for all your needs.",
        "price": price,
        "currency": "USD",
        "stock": 150 - number,
    })
}

/// `GET /logs`, oldest first: one each hour from 2023-10-01 on.
pub(super) fn logs(query: &Query) -> Result<Reply, Refusal> {
    let rows = (0..LOGS).map(|number| {
        let level = ["info", "warn", "error"][(number % 3) as usize];
        let moment = format!("2023-10-{:02}T{:02}:00:00Z", 1 + number / 24, number % 24);
        json!({
            "timestamp": moment,
            "level": level,
            "message": "User 'johndoe' accessed /products endpoint.",
            "userId": "usr_0",
            "ipAddress": "192.168.1.100",
        })
    });
    // All of these moments are written alike, so that their texts sort as they do.
    let fits = |row: &Value| {
        let moment = row["timestamp"].as_str().unwrap_or_default();
        query.get("startDate").is_none_or(|start| moment >= start)
            && query.get("endDate").is_none_or(|end| moment <= end)
            && query.get("level").is_none_or(|level| row["level"] == level)
    };
    page(query, rows.filter(fits))
}

/// The rows that `limit` and `offset` ask for, and where they stand.
fn page(query: &Query, rows: impl Iterator<Item = Value>) -> Result<Reply, Refusal> {
    let number = |name: &str, usual: u64| match query.get(name) {
        Some(text) => text
            .parse()
            .map_err(|_| Refusal::parameter(name, "integer")),
        None => Ok(usual),
    };
    let (limit, offset) = (number("limit", 20)?, number("offset", 0)?);
    if !(1..=100).contains(&limit) {
        return Err(Refusal::parameter("limit", "integer"));
    }
    let rows: Vec<Value> = rows.collect();
    let headers = vec![
        ("x-total-count", rows.len() as u64),
        ("x-limit", limit),
        ("x-offset", offset),
    ];
    let skipped = usize::try_from(offset).unwrap_or(usize::MAX);
    let shown = rows.into_iter().skip(skipped).take(limit as usize);
    Ok(Reply {
        headers,
        ..Reply::of(200, shown.collect())
    })
}
