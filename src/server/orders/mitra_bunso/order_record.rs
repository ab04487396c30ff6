//! The record of an order: the answer to creating an order, and to asking for its details.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::lenient_number;
use super::order::{ORDER, Order, Status};
use super::waktu::{self, Waktu};
use crate::repair::{Shape, nullable, parse_json, rows, text};
use crate::server::nested;

pub(super) const RECORDS: Shape = Shape {
    fields: &[rows("order", &RECORD), rows("products", &PRODUCT)],
};

const RECORD: Shape = Shape {
    fields: &[
        nullable("deleted_at"),
        text("id").essential(),
        text("customerId"),
        text("customerName"),
        text("customerAddress"),
        nullable("senderAddress"),
        text("senderId"),
        text("senderName"),
        text("courierId"),
        text("courierName"),
        text("status"),
        nullable("labelImage"),
        text("shopId"),
        text("shopName"),
        text("invoice"),
        nullable("awb"),
        nullable("customerNote"),
        nullable("adminNote"),
        nullable("createdBy"),
        nullable("updatedBy"),
        nullable("createdByName"),
        nullable("updatedByName"),
    ],
};

const PRODUCT: Shape = Shape {
    fields: &[text("detailsId"), text("productId"), text("productName")],
};

/// The records of an order and of its products.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderRecords {
    /// The record of the order. It is a list, which has one entry in the documentation's examples.
    pub order: Vec<OrderRecord>,
    /// The records of the products.
    pub products: Vec<ProductRecord>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The record of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderRecord {
    /// The order as it was when it was created.
    #[serde(
        rename = "order_first_state",
        default,
        deserialize_with = "first_state"
    )]
    pub order_first_state: Option<FirstState>,
    /// The time of deletion.
    #[serde(rename = "deleted_at")]
    pub deleted_at: Option<String>,
    /// The order's id, 36 characters.
    pub id: String,
    /// The customer's id.
    pub customer_id: String,
    /// The customer's name.
    pub customer_name: String,
    /// The customer's address.
    pub customer_address: String,
    /// The sender's address.
    pub sender_address: Option<String>,
    /// The sender's id.
    pub sender_id: String,
    /// The sender's name.
    pub sender_name: String,
    /// The courier's id.
    pub courier_id: String,
    /// The courier's name.
    pub courier_name: String,
    /// The shipping cost in rupiah.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub shipping_cost: Option<f64>,
    /// The status of the order.
    pub status: Status,
    /// How often the label was printed.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub print_status: Option<f64>,
    /// The address of the label's picture.
    pub label_image: Option<String>,
    /// The shop's id.
    pub shop_id: String,
    /// The shop's name.
    pub shop_name: String,
    /// The shop's own invoice number.
    pub invoice: String,
    /// The courier's tracking number.
    pub awb: Option<String>,
    /// The total price in rupiah.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub total_price: Option<f64>,
    /// The number of pieces.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub total_product: Option<f64>,
    /// The customer's note.
    pub customer_note: Option<String>,
    /// A note for the people who pack the order.
    pub admin_note: Option<String>,
    /// The time of creation.
    #[serde(default, deserialize_with = "waktu::waktu")]
    pub created: Option<Waktu>,
    /// The time of the last change.
    #[serde(default, deserialize_with = "waktu::waktu")]
    pub updated: Option<Waktu>,
    /// The time at which the order was prepared.
    #[serde(default, deserialize_with = "waktu::waktu")]
    pub processed: Option<Waktu>,
    /// The time at which the order was sent.
    #[serde(default, deserialize_with = "waktu::waktu")]
    pub sent: Option<Waktu>,
    /// The id of the user who has created the order.
    pub created_by: Option<String>,
    /// The id of the user who has last changed the order.
    pub updated_by: Option<String>,
    /// The name of the user who has created the order.
    pub created_by_name: Option<String>,
    /// The name of the user who has last changed the order.
    pub updated_by_name: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The record of a product of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductRecord {
    /// The id of the product's row in the order.
    pub details_id: String,
    /// The product's id.
    pub product_id: String,
    /// The product's name.
    pub product_name: String,
    /// The price of one piece in rupiah.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub product_price: Option<f64>,
    /// The number of pieces.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub qty: Option<f64>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// `order_first_state`: the order as it was when it was created, which the API sends as JSON inside a
/// text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FirstState {
    /// The order that the text holds.
    Order(Box<Order>),
    /// The text as it was sent, where it holds no order that can be read.
    Text(String),
}

impl FirstState {
    /// The order; `None` where the text could not be read.
    pub fn order(&self) -> Option<&Order> {
        match self {
            FirstState::Order(order) => Some(order),
            FirstState::Text(_) => None,
        }
    }

    fn of(text: String) -> Self {
        let order = parse_json(&text).and_then(|value| nested::by_table(value, &ORDER));
        match order {
            Some(order) => FirstState::Order(Box::new(order)),
            None => FirstState::Text(text),
        }
    }
}

/// Deserializes the text of an answer, or the JSON that serializing this type has written.
impl<'de> Deserialize<'de> for FirstState {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(from)? {
            Value::String(text) => FirstState::of(text),
            // The server may one day send the order as an object instead of a text.
            other => FirstState::of(other.to_string()),
        })
    }
}

fn first_state<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FirstState>, D::Error> {
    Option::deserialize(from)
}
