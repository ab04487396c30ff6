//! An order, as OneSolu tells of it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The five statuses of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// `pending`: it was created.
    Pending,
    /// `preparing`: the kitchen is at it.
    Preparing,
    /// `ready`: it can be taken away.
    Ready,
    /// `completed`: it was.
    Completed,
    /// `cancelled`: it will not be.
    Cancelled,
}

impl Status {
    /// All of them, in the documentation's order.
    pub const ALL: [Status; 5] = [
        Status::Pending,
        Status::Preparing,
        Status::Ready,
        Status::Completed,
        Status::Cancelled,
    ];

    /// The API's word for it.
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

/// The status in an answer. One that the documentation does not know is kept, for the rest of the answer
/// is worth reading all the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OrderStatus {
    /// One of the five.
    Known(Status),
    /// Another.
    Other(String),
}

impl OrderStatus {
    /// The status, if it is one of the five.
    pub fn known(&self) -> Option<Status> {
        match self {
            OrderStatus::Known(status) => Some(*status),
            OrderStatus::Other(_) => None,
        }
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// `order_xyz789`
    pub id: String,
    /// Whose order.
    pub customer_id: String,
    /// What was ordered. The answer about a single order leaves it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// The price of all, in `currency`: whole rupiah for `IDR`.
    pub total: f64,
    /// `IDR`
    pub currency: String,
    /// How far it is.
    pub status: OrderStatus,
    /// When it is likely to be ready, as RFC 3339. Only in the answer about a single order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_ready: Option<String>,
    /// When it was created, as RFC 3339.
    pub created_at: String,
    /// What else the server says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A row of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// `menu_001`
    pub menu_id: String,
    /// How many.
    pub quantity: u64,
    /// The price of all of them, in the order's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<f64>,
    /// What else the server says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
