//! `/api/webhooks`.

use serde_json::json;

use super::{Call, Good, Refusal, fields, text};

/// `POST /api/webhooks`.
pub(super) fn register(call: &mut Call<'_>) -> Result<Good, Refusal> {
    let fields = fields(call)?;
    let url = text(&fields, "url")?;
    text(&fields, "secret")?;
    let events = fields["events"].as_array().ok_or(Refusal::BAD_REQUEST)?;
    if events.is_empty() || !events.iter().all(serde_json::Value::is_string) {
        return Err(Refusal::BAD_REQUEST);
    }
    call.book.webhooks += 1;
    let data = json!({
        "id": format!("wh_{}", call.book.webhooks),
        "url": url,
        "events": events,
        "active": true,
        "created_at": "2025-02-18T10:00:00Z",
    });
    Ok((201, json!({"data": data})))
}
