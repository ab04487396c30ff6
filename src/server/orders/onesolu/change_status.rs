//! `PUT /api/orders/{id}/status`: sets the status of an order.
//!
//! Documentation: "Orders API". "Valid statuses: pending, preparing, ready, completed, cancelled." The
//! documentation states no order of the statuses, so the client lets any status follow any other.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::order::{OrderStatus, Status};
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::repair::{Shape, text};
use crate::server::call::Call;
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// A status to set. The request may be repeated after an attempt without an answer, because setting a
/// status twice has the same effect as setting it once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusChange {
    /// The order's id.
    #[serde(skip)]
    pub id: String,
    /// The new status of the order.
    pub status: Status,
}

const SHAPE: Shape = Shape {
    fields: &[text("id").essential(), text("status"), text("updated_at")],
};

/// The status of an order after the change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusChanged {
    /// The order's id.
    pub id: String,
    /// The order's status.
    pub status: OrderStatus,
    /// The time of the change, as RFC 3339.
    pub updated_at: String,
    /// The server's message, for example "Order status updated successfully". It stands beside `data` in
    /// the body.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

impl Call for StatusChange {
    type Answer = StatusChanged;

    fn method(&self) -> Method {
        Method::Put
    }

    fn path(&self) -> &'static str {
        "/api/orders/{id}/status"
    }

    fn segments(&self) -> Vec<String> {
        vec![self.id.clone()]
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        Body::json(self).map(Some)
    }

    fn repeatable(&self) -> bool {
        true
    }

    fn look(&self) -> Look {
        Look::with("order", "id", &self.id)
    }

    fn read(&self, received: Received) -> Result<StatusChanged, Unreadable> {
        let message = received.rest.get("message").and_then(Value::as_str);
        let message = message.map(str::to_owned);
        let changed: StatusChanged = received.object(&SHAPE)?;
        Ok(StatusChanged { message, ..changed })
    }
}
