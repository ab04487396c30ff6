//! An order in OneSolu's answers.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::repair::{Shape, nullable, text};

/// The status of an order: one of five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// `pending`: the order was created.
    Pending,
    /// `preparing`: the kitchen prepares the order.
    Preparing,
    /// `ready`: the order can be picked up.
    Ready,
    /// `completed`: the order was picked up.
    Completed,
    /// `cancelled`: the order was cancelled.
    Cancelled,
}

impl Status {
    /// All statuses, in the order of the documentation.
    pub const ALL: [Status; 5] = [
        Status::Pending,
        Status::Preparing,
        Status::Ready,
        Status::Completed,
        Status::Cancelled,
    ];

    /// The name of the status in the API.
    pub fn name(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::Preparing => "preparing",
            Status::Ready => "ready",
            Status::Completed => "completed",
            Status::Cancelled => "cancelled",
        }
    }
}

/// The status in an answer. A status that the documentation does not list is kept as a text, so that the
/// rest of the answer can be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OrderStatus {
    /// A status that the documentation lists.
    Known(Status),
    /// Any other status, as it was sent.
    Other(String),
}

impl OrderStatus {
    /// The status where the documentation lists it; `None` for any other.
    pub fn known(&self) -> Option<Status> {
        match self {
            OrderStatus::Known(status) => Some(*status),
            OrderStatus::Other(_) => None,
        }
    }
}

/// The table of an order. What is missing in it has a type that is strict: an amount, a number of pieces.
pub(super) const SHAPE: Shape = Shape {
    fields: &[
        text("id").essential(),
        text("customer_id").essential(),
        text("currency"),
        text("status"),
        nullable("estimated_ready"),
        text("created_at"),
    ],
};

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The order's id, for example `order_xyz789`.
    pub id: String,
    /// The id of the customer who ordered.
    pub customer_id: String,
    /// The items of the order. The answer to a request for a single order leaves them out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// The total price in `currency`: whole rupiah for `IDR`.
    pub total: f64,
    /// The currency, for example `IDR`.
    pub currency: String,
    /// The status of the order.
    pub status: OrderStatus,
    /// The time at which the order is expected to be ready, as RFC 3339. Only the answer to a request
    /// for a single order has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_ready: Option<String>,
    /// The time of creation, as RFC 3339.
    pub created_at: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// One item of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The id of the menu item, for example `menu_001`.
    pub menu_id: String,
    /// The number of pieces.
    pub quantity: u64,
    /// The price of all pieces, in the order's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<f64>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
