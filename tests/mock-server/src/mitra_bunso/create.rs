//! Making orders, and what is known of one.

use serde_json::{Value, json};

use super::book::id;
use super::{Book, Outcome, json_in};
use crate::query::Query;

/// `POST /order/orders/create/{id_user}`.
pub(super) fn create(book: &mut Book, form: &Query) -> Outcome {
    let order = json_in(form, "data").filter(is_whole);
    let order = order.ok_or((400, "data order tidak lengkap"))?;
    let id = book.make(&order);
    let mut body = details(book, &id)?;
    body["message"] = json!("Data has been created succesfully.");
    Ok(body)
}

/// `POST /order/orders/batch_create/{id_user}`: all of them, or none.
pub(super) fn batch(book: &mut Book, form: &Query) -> Outcome {
    let orders = match json_in(form, "batchData") {
        Some(Value::Array(orders)) if !orders.is_empty() && orders.iter().all(is_whole) => orders,
        _ => return Err((400, "batchData tidak lengkap")),
    };
    let ids: Vec<String> = orders.iter().map(|order| book.make(order)).collect();
    Ok(json!({
        "message": "Data has been created succesfully.",
        "data": {"invoices": ids},
        "total": ids.len(),
    }))
}

/// Whether an order has what the documentation's has.
fn is_whole(order: &Value) -> bool {
    let text = |at: &str| {
        let text = order.pointer(at).and_then(Value::as_str);
        text.is_some_and(|text| !text.is_empty())
    };
    let texts = [
        "/customer/name",
        "/customer/phone",
        "/sender/name",
        "/order/invoice",
        "/order/courierId",
        "/order/shippingCost",
        "/order/printType",
    ];
    let details = order["details"].as_array();
    texts.into_iter().all(text)
        && order["order"]["totalCost"].is_u64()
        && details.is_some_and(|details| details.iter().all(|detail| detail["qty"].is_u64()))
}

/// `GET /order/orders/details/{id_user}/{id_order}`.
pub(super) fn details(book: &Book, id_order: &str) -> Outcome {
    let row = book.rows().find(|row| row["order"]["order_id"] == id_order);
    let row = row.ok_or((404, "Order tidak ditemukan"))?;
    let first_state = json!({
        "customer": row["customer"],
        "sender": row["sender"],
        "order": row["order"],
        "details": row["details"],
    });
    let moment = json!({
        "date": "2022-10-11 15:08:46.000000", "timezone_type": 3, "timezone": "Asia/Bangkok"
    });
    let lines = row["details"].as_array().into_iter().flatten().enumerate();
    let products: Vec<Value> = lines
        .map(|(number, line)| {
            json!({
                "detailsId": id(6, number),
                "productId": line["productId"],
                "productName": line["productName"],
                "productPrice": line["productPrice"].to_string(),
                "qty": line["qty"].to_string(),
            })
        })
        .collect();
    let info = &row["order"];
    let record = json!({
        "order_first_state": first_state.to_string(),
        "deleted_at": null,
        "id": id_order,
        "customerId": id(7, 0),
        "customerName": row["customer"]["name"],
        "customerAddress": row["customer"]["address"],
        "senderAddress": null,
        "senderId": id(8, 0),
        "senderName": row["sender"]["name"],
        "courierId": info["courierId"],
        "courierName": info["courierName"],
        "shippingCost": info["shippingCost"],
        "status": row["status"],
        "printStatus": "0",
        "labelImage": null,
        "shopId": info["shopId"],
        "shopName": info["shopName"],
        "invoice": info["invoice"],
        "awb": info["awb"].as_str().unwrap_or_default(),
        "totalPrice": null,
        "totalProduct": null,
        "customerNote": null,
        "adminNote": "",
        "created": moment,
        "updated": moment,
        "processed": null,
        "sent": null,
        "createdBy": "",
        "updatedBy": "",
        "createdByName": null,
        "updatedByName": null,
    });
    Ok(json!({
        "message": "Data retrieved successfully",
        "data": {"order": [record], "products": products},
    }))
}
