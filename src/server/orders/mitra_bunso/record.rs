//! What the system has written down of an order: the answer to making one, and to looking at one.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::lenient::{self, Waktu};
use super::order::{ORDER, Order, Status};
use crate::server::nested;
use crate::wire::{Shape, nullable, rows, text};

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

/// An order and its products.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderRecords {
    /// The order: a list, in which the documentation's examples have one.
    pub order: Vec<OrderRecord>,
    /// What is in it.
    pub products: Vec<ProductRecord>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderRecord {
    /// The order as it was when it was made.
    #[serde(
        rename = "order_first_state",
        default,
        deserialize_with = "first_state"
    )]
    pub order_first_state: Option<FirstState>,
    /// When it was deleted.
    #[serde(rename = "deleted_at")]
    pub deleted_at: Option<String>,
    /// The order's id, 36 characters.
    pub id: String,
    /// The customer's id.
    pub customer_id: String,
    /// Who gets it.
    pub customer_name: String,
    /// Where.
    pub customer_address: String,
    /// From where.
    pub sender_address: Option<String>,
    /// The sender's id.
    pub sender_id: String,
    /// Who sends it.
    pub sender_name: String,
    /// The courier's id.
    pub courier_id: String,
    /// The courier's name.
    pub courier_name: String,
    /// Rupiah.
    #[serde(default, deserialize_with = "lenient::number")]
    pub shipping_cost: Option<f64>,
    /// How far it is.
    pub status: Status,
    /// How often its label was printed.
    #[serde(default, deserialize_with = "lenient::number")]
    pub print_status: Option<f64>,
    /// The address of a label's picture.
    pub label_image: Option<String>,
    /// The shop's id.
    pub shop_id: String,
    /// The shop's name.
    pub shop_name: String,
    /// The shop's own number for it.
    pub invoice: String,
    /// The courier's number for it.
    pub awb: Option<String>,
    /// Rupiah.
    #[serde(default, deserialize_with = "lenient::number")]
    pub total_price: Option<f64>,
    /// Pieces.
    #[serde(default, deserialize_with = "lenient::number")]
    pub total_product: Option<f64>,
    /// What the customer wrote.
    pub customer_note: Option<String>,
    /// A note to those who pack it.
    pub admin_note: Option<String>,
    /// When it was made.
    #[serde(default, deserialize_with = "lenient::waktu")]
    pub created: Option<Waktu>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "lenient::waktu")]
    pub updated: Option<Waktu>,
    /// When it was made ready.
    #[serde(default, deserialize_with = "lenient::waktu")]
    pub processed: Option<Waktu>,
    /// When it was sent.
    #[serde(default, deserialize_with = "lenient::waktu")]
    pub sent: Option<Waktu>,
    /// Who made it.
    pub created_by: Option<String>,
    /// Who last changed it.
    pub updated_by: Option<String>,
    /// The name of who made it.
    pub created_by_name: Option<String>,
    /// The name of who last changed it.
    pub updated_by_name: Option<String>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A product of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductRecord {
    /// The id of the line in the order.
    pub details_id: String,
    /// The product's id.
    pub product_id: String,
    /// The product's name.
    pub product_name: String,
    /// Rupiah for one.
    #[serde(default, deserialize_with = "lenient::number")]
    pub product_price: Option<f64>,
    /// Pieces.
    #[serde(default, deserialize_with = "lenient::number")]
    pub qty: Option<f64>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// `order_first_state`: JSON inside of a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FirstState {
    /// The order that the text holds.
    Order(Box<Order>),
    /// The text, as it came, where it holds no order that can be read.
    Text(String),
}

impl FirstState {
    /// The order, where there is one.
    pub fn order(&self) -> Option<&Order> {
        match self {
            FirstState::Order(order) => Some(order),
            FirstState::Text(_) => None,
        }
    }

    fn of(text: String) -> Self {
        let order = serde_json::from_str(&text)
            .ok()
            .and_then(|value| nested::by_table(value, &ORDER));
        match order {
            Some(order) => FirstState::Order(Box::new(order)),
            None => FirstState::Text(text),
        }
    }
}

/// As it stands in an answer, or as this type is written.
impl<'de> Deserialize<'de> for FirstState {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(from)? {
            Value::String(text) => FirstState::of(text),
            // Should the server one day send it as it is.
            other => FirstState::of(other.to_string()),
        })
    }
}

fn first_state<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FirstState>, D::Error> {
    Option::deserialize(from)
}
