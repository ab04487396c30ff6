//! The orders: those that are always there, and those that a session has made.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Orders that are always there.
const ALWAYS: usize = 237;

/// What a session has made and printed.
#[derive(Default)]
pub(crate) struct Book {
    /// As rows of a list, oldest first.
    made: Vec<Value>,
    /// How often labels were printed, by when their orders were processed.
    pub(super) printed: BTreeMap<String, u64>,
}

impl Book {
    /// All orders, newest first.
    pub(super) fn rows(&self) -> impl Iterator<Item = Value> {
        let made = self.made.iter().rev().cloned();
        made.chain((0..ALWAYS).map(always))
    }

    /// Writes an order down, and says which it is.
    pub(super) fn make(&mut self, order: &Value) -> String {
        let id = id(2, self.made.len());
        let mut info = order["order"].clone();
        info["order_id"] = json!(id);
        self.made.push(json!({
            "customer": order["customer"],
            "sender": order["sender"],
            "order": info,
            "details": order["details"],
            "updatedAWB": order["order"]["awb"],
            "createdAt": "2022-10-11 15:08:14",
            "processedAt": null,
            "sentAt": null,
            "status": "NEW",
            "updatedInvoice": order["order"]["invoice"],
        }));
        id
    }
}

/// An id of 36 characters.
pub(super) fn id(of: u32, number: usize) -> String {
    format!("{of:08x}-0000-4000-8000-{number:012x}")
}

/// An order that is always there. As the system does, it sends amounts as texts and as numbers.
fn always(number: usize) -> Value {
    let status = ["NEW", "SENT", "PROCESSED", "SENT", "DRAFT"][number % 5];
    // Eight orders are processed at a time.
    let processed =
        (status == "PROCESSED").then(|| format!("2022-07-{:02} 16:11:21", 28 - number / 40));
    let price = 10_000 + number * 500;
    let invoice = format!("INV20220505MPL{:04}", 9_999 - number);
    json!({
        "customer": {
            "name": format!("Pembeli {number}"),
            "phone": format!("6281{number:08}"),
            "address": format!("Jl. Contoh No. {number}\r\nSingaparna 46412"),
            "provinceCode": null, "provinceName": "",
            "cityCode": null, "cityName": "",
            "districtCode": null, "districtName": "",
            "postCode": null,
        },
        "sender": {"name": "Toko Contoh", "phone": "6282165077777"},
        "order": {
            "invoice": invoice,
            "courierId": id(3, number % 4),
            "courierName": "JNE(OKE)",
            "shippingCost": if number.is_multiple_of(3) { json!("10.000") } else { json!("0") },
            "shopId": id(4, 0),
            "shopName": "Toko Contoh",
            "awb": if number.is_multiple_of(2) { json!(format!("TJE{number:08}")) } else { json!(null) },
            "adminNote": null,
            "customerNote": "",
            "totalCost": if number.is_multiple_of(2) { json!(price) } else { json!(price.to_string()) },
            "labelImage": null,
            "printType": "2",
            "assign": null,
            "order_id": id(1, number),
        },
        "details": [{
            "productId": id(5, number % 30),
            "qty": 1,
            "productPrice": price,
            "totalPrice": price,
            "productName": format!("Silicone Cover {}", number % 30),
        }],
        "updatedAWB": null,
        "createdAt": "2022-05-05 05:36:50",
        "processedAt": processed,
        "sentAt": null,
        "status": status,
        "updatedInvoice": invoice,
    })
}
