//! `/api/analytics/daily`.

use serde_json::{Value, json};

use super::{Call, Good, Refusal};

/// `GET /api/analytics/daily`.
pub(super) fn daily(call: &Call<'_>) -> Result<Good, Refusal> {
    let days = match call.query.get("days") {
        None => 7,
        Some(text) => text
            .parse::<u64>()
            .ok()
            .filter(|days| (1..=28).contains(days))
            .ok_or(Refusal::BAD_REQUEST)?,
    };
    let rows: Vec<Value> = (1..=days)
        .map(|day| {
            let date = format!("2025-02-{day:02}");
            json!({"date": date, "requests": day * 100, "errors": day})
        })
        .collect();
    let data = json!({
        "period": format!("{days}d"),
        "total_requests": days * (days + 1) / 2 * 100,
        "avg_response_time_ms": 85,
        "error_rate": 0.01,
        "daily": rows,
        "top_endpoints": [
            {"endpoint": "/api/menu", "count": 1540},
            {"endpoint": "/api/orders", "count": 1280},
        ],
    });
    Ok((200, json!({"data": data})))
}
