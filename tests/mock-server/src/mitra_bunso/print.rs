//! What waits to be sent, and its labels.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Book, Outcome};
use crate::query::Query;

/// `GET /order/orders/processed_list/{id_user}`, newest first.
pub(super) fn processed(book: &Book, query: &Query) -> Value {
    let mut labels = BTreeMap::new();
    for row in book.rows() {
        if let Some(moment) = row["processedAt"].as_str() {
            *labels.entry(moment.to_owned()).or_insert(0_u64) += 1;
        }
    }
    let rows: Vec<Value> = labels
        .iter()
        .rev()
        .filter(|(moment, _)| query.get("q").is_none_or(|words| moment.contains(words)))
        .map(|(moment, total)| {
            let printed = book.printed.get(moment).copied().unwrap_or_default();
            json!({
                "totalLabels": total.to_string(),
                "printStatus": printed.to_string(),
                "processed": moment,
            })
        })
        .collect();
    json!({"message": "data retrieved successfully", "data": rows})
}

/// `POST /order/orders/print_order/{id_user}/{timestamp}/{print_status}`: counts.
pub(super) fn print(book: &mut Book, timestamp: &str, print_status: &str) -> Outcome {
    if print_status.parse::<u64>().is_err() {
        return Err((400, "print_status harus bilangan bulat"));
    }
    let orders: Vec<Value> = book
        .rows()
        .filter(|row| row["processedAt"] == timestamp)
        .map(|row| {
            json!({
                "customer": row["customer"],
                "sender": row["sender"],
                "order": row["order"],
                "details": row["details"],
            })
        })
        .collect();
    if orders.is_empty() {
        return Err((404, "Order tidak ditemukan"));
    }
    *book.printed.entry(timestamp.to_owned()).or_default() += 1;
    let total = orders.len();
    Ok(json!({
        "message": "data processed successfully",
        "data": {"data": orders, "total": total},
    }))
}
