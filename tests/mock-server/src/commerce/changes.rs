//! What is made: orders, payments, notifications.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::lists::price;
use super::{Refusal, Reply};

/// A payment method that never pays.
const DECLINED: &str = "pm_ditolak";

/// What was made.
#[derive(Default)]
pub(crate) struct Book {
    /// Orders by id; `paid` counts their payments.
    orders: BTreeMap<String, Value>,
}

/// `POST /orders`.
pub(super) fn order(book: &mut Book, body: &[u8]) -> Result<Reply, Refusal> {
    let fields = fields(body)?;
    text(&fields, "userId")?;
    let items = fields["items"].as_array().filter(|items| !items.is_empty());
    let items = items.ok_or_else(|| Refusal::parameter("items", "array"))?;
    let mut total = 0;
    for item in items {
        let price = price(text(item, "productId")?);
        let quantity = item["quantity"].as_u64().filter(|quantity| *quantity > 0);
        let (Some(price), Some(quantity)) = (price, quantity) else {
            return Err(Refusal::parameter("items", "array"));
        };
        total += price.saturating_mul(quantity);
    }
    if !fields["shippingAddress"].is_object() {
        return Err(Refusal::parameter("shippingAddress", "object"));
    }
    let id = format!("ord_{}", book.orders.len() + 1);
    let mut order = fields;
    order["id"] = json!(id);
    order["total"] = json!(total as f64 / 100.0);
    order["paid"] = json!(0);
    book.orders.insert(id, order.clone());
    Ok(Reply::of(201, order))
}

/// `POST /payments`: an order is paid as often as it is asked for, for a test to see how often that was.
pub(super) fn pay(book: &mut Book, body: &[u8]) -> Result<Reply, Refusal> {
    let fields = fields(body)?;
    let method = text(&fields, "paymentMethodId")?;
    text(&fields, "currency")?;
    let amount = fields["amount"].as_f64();
    let amount = amount.ok_or_else(|| Refusal::parameter("amount", "number"))?;
    let missing = || Refusal::new(404, "NOT_FOUND", "The order does not exist.");
    let id = text(&fields, "orderId")?;
    let order = book.orders.get_mut(id).ok_or_else(missing)?;
    if method == DECLINED {
        return Err(Refusal(
            402,
            "PAYMENT_FAILED",
            format!("The payment method {method} was declined."),
            "card_declined".to_owned(),
        ));
    }
    if Some(amount) != order["total"].as_f64() {
        return Err(Refusal::new(
            402,
            "WRONG_AMOUNT",
            "The amount is not the order's total.",
        ));
    }
    let paid = order["paid"].as_u64().unwrap_or_default() + 1;
    order["paid"] = json!(paid);
    let payment = json!({
        "id": format!("pay_{id}_{paid}"),
        "orderId": id,
        "status": "succeeded",
        "amount": amount,
        "currency": fields["currency"],
    });
    Ok(Reply::of(200, payment))
}

/// `POST /notifications/send`: accepted, without a word.
pub(super) fn notify(body: &[u8]) -> Result<Reply, Refusal> {
    let fields = fields(body)?;
    text(&fields, "userId")?;
    text(&fields, "message")?;
    match text(&fields, "type")? {
        "sms" => {}
        "email" => {
            text(&fields, "subject")?;
        }
        _ => return Err(Refusal::parameter("type", "string")),
    }
    Ok(Reply {
        body: None,
        ..Reply::of(202, Value::Null)
    })
}

fn fields(body: &[u8]) -> Result<Value, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::new(400, "INVALID_BODY", "No JSON."))
}

/// A text that is there and not empty.
fn text<'v>(fields: &'v Value, name: &str) -> Result<&'v str, Refusal> {
    fields[name]
        .as_str()
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Refusal::parameter(name, "string"))
}
