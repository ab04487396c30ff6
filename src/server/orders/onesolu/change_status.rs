//! `PUT /api/orders/{id}/status`: sets the status of an order.
//!
//! Documentation: "Orders API". "Valid statuses: pending, preparing, ready, completed, cancelled." It says
//! nothing of an order in which they follow each other, so any may follow any.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::order::{OrderStatus, Status};
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// A status to set. Setting it twice does no more than setting it once, so it is repeated when there was
/// no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusChange {
    /// The order's id.
    #[serde(skip)]
    pub id: String,
    /// Its status from now on.
    pub status: Status,
}

/// An order's new status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusChanged {
    /// The order's id.
    pub id: String,
    /// Its status.
    pub status: OrderStatus,
    /// Since when, as RFC 3339.
    pub updated_at: String,
    /// What OneSolu says of it: "Order status updated successfully". It stands beside `data`.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What else the server says.
    #[serde(flatten)]
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

    fn read(&self, received: Received) -> Result<StatusChanged, Unreadable> {
        let message = received.rest.get("message").and_then(Value::as_str);
        let message = message.map(str::to_owned);
        let changed: StatusChanged = received.plain()?;
        Ok(StatusChanged { message, ..changed })
    }
}
