//! `POST /smartorder/fetch/{id_user}`.

use serde_json::{Map, Value, json};

use super::book::id;
use super::{Outcome, json_in};
use crate::query::Query;

/// Forms to fill in, one for each invoice of a spreadsheet's rows.
pub(super) fn fetch(form: &Query) -> Outcome {
    let needed = ["marketplace", "shop", "excel", "header"];
    if needed.iter().any(|name| form.get(name).is_none()) {
        return Err((400, "marketplace, shop, excel dan header wajib diisi"));
    }
    let Some(Value::Array(mut rows)) = json_in(form, "text") else {
        return Err((400, "text harus JSON"));
    };
    if form.get("header") == Some("1") {
        rows.remove(0);
    }
    let templates: Map<String, Value> = rows
        .iter()
        .map(|row| (cell(row, 0).to_owned(), template(row)))
        .collect();
    // As PHP writes an array without entries.
    let data = match templates.is_empty() {
        true => json!([]),
        false => Value::Object(templates),
    };
    Ok(json!({"message": "Data fetched successfully", "data": data}))
}

fn cell(row: &Value, at: usize) -> &str {
    row[at].as_str().unwrap_or_default()
}

fn template(row: &Value) -> Value {
    let cells = row.as_array().into_iter().flatten();
    let texts: Vec<String> = cells
        .map(|cell| {
            cell.as_str()
                .map_or_else(|| cell.to_string(), str::to_owned)
        })
        .collect();
    json!({
        "invoice": cell(row, 0),
        "awb": cell(row, 3),
        "shippingCost": cell(row, 32),
        "note": cell(row, 37),
        "customer_name": cell(row, 40),
        "customer_number": cell(row, 41),
        "customer_address": cell(row, 42),
        "cityName": cell(row, 43),
        "provinceName": cell(row, 44),
        "rawText": texts.join("|"),
        "productDetected": [{
            "product": "", "qty": row[16], "price": cell(row, 14), "text": cell(row, 11), "notes": "",
        }],
        "courierDetected": {"courier": id(3, 0), "status": "1", "text": cell(row, 4)},
    })
}
