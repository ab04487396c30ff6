//! `/api/orders`.

use serde_json::{Value, json};

use super::{Call, Good, Refusal, fields, text};

/// The menu: id, price in rupiah.
const MENU: [(&str, u64); 3] = [
    ("menu_001", 35_000),
    ("menu_002", 42_000),
    ("menu_003", 18_500),
];
const STATUSES: [&str; 5] = ["pending", "preparing", "ready", "completed", "cancelled"];

/// `POST /api/orders`.
pub(super) fn create(call: &mut Call<'_>) -> Result<Good, Refusal> {
    let fields = fields(call)?;
    let customer_id = text(&fields, "customer_id")?;
    let sent = fields["items"].as_array().ok_or(Refusal::BAD_REQUEST)?;
    if sent.is_empty() {
        return Err(Refusal::BAD_REQUEST);
    }
    let mut items = Vec::new();
    let mut total = 0;
    for item in sent {
        let menu_id = text(item, "menu_id")?;
        let price = MENU.iter().find(|(id, _)| *id == menu_id);
        let quantity = item["quantity"]
            .as_u64()
            .filter(|count| (1..=1000).contains(count));
        let (Some((_, price)), Some(quantity)) = (price, quantity) else {
            return Err(Refusal::BAD_REQUEST);
        };
        let subtotal = price * quantity;
        total += subtotal;
        items.push(json!({"menu_id": menu_id, "quantity": quantity, "subtotal": subtotal}));
    }
    let id = format!("order_{}", call.book.orders.len() + 1);
    let order = json!({
        "id": id,
        "customer_id": customer_id,
        "items": items,
        "total": total,
        "currency": "IDR",
        "status": "pending",
        "created_at": "2025-02-18T10:30:00Z",
    });
    call.book.orders.insert(id, order.clone());
    Ok((201, json!({"data": order})))
}

/// `GET /api/orders/{id}`: without the items, with an estimate.
pub(super) fn get(call: &Call<'_>, id: &str) -> Result<Good, Refusal> {
    let mut order = call.book.orders.get(id).ok_or(Refusal::NOT_FOUND)?.clone();
    if let Value::Object(fields) = &mut order {
        fields.remove("items");
        fields.insert("estimated_ready".into(), "2025-02-18T10:45:00Z".into());
    }
    Ok((200, json!({"data": order})))
}

/// `PUT /api/orders/{id}/status`.
pub(super) fn change(call: &mut Call<'_>, id: &str) -> Result<Good, Refusal> {
    let fields = fields(call)?;
    let status = text(&fields, "status")?;
    if !STATUSES.contains(&status) {
        return Err(Refusal::BAD_REQUEST);
    }
    let order = call.book.orders.get_mut(id).ok_or(Refusal::NOT_FOUND)?;
    order["status"] = status.into();
    let data = json!({"id": id, "status": status, "updated_at": "2025-02-18T10:42:00Z"});
    let message = "Order status updated successfully";
    Ok((200, json!({"data": data, "message": message})))
}
