//! Lists of orders, and how many there are.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Book, Outcome};
use crate::query::Query;

/// `GET /order/orders/list/{id_user}/{offsite}/{limit}`.
pub(super) fn list(book: &Book, query: &Query, offsite: &str, limit: &str) -> Outcome {
    let number = |text: &str| text.parse::<usize>().ok();
    let (Some(offset), Some(limit)) = (number(offsite), number(limit).filter(|limit| *limit > 0))
    else {
        return Err((400, "offsite dan limit harus bilangan bulat"));
    };
    let status = query.get("status");
    let rows: Vec<Value> = book
        .rows()
        .filter(|row| status.is_none_or(|status| row["status"] == status))
        .filter(|row| query.get("q").is_none_or(|words| found(row, words)))
        .collect();
    let total = rows.len();
    let shown: Vec<Value> = rows.into_iter().skip(offset).take(limit).collect();
    let show = shown.len();
    Ok(
        json!({"message": "Data retrieved successfully", "data": shown, "total": total, "show": show}),
    )
}

/// Whether these words are in an order's invoice or in its customer's name.
fn found(row: &Value, words: &str) -> bool {
    let words = words.to_lowercase();
    ["/order/invoice", "/customer/name"]
        .iter()
        .filter_map(|at| row.pointer(at)?.as_str())
        .any(|text| text.to_lowercase().contains(&words))
}

/// `GET /order/orders/total_summary/{id_user}`.
pub(super) fn summary(book: &Book) -> Value {
    let mut totals = BTreeMap::new();
    for row in book.rows() {
        let status = row["status"].as_str().unwrap_or_default().to_owned();
        *totals.entry(status).or_insert(0_u64) += 1;
    }
    json!({"message": "data retrieved successfully", "data": totals})
}
