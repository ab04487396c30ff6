//! `GET /api/orders/{id}`: an order.
//!
//! Documentation: "Orders API". The answer has no `items`.

use super::order::{Order, SHAPE};
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Asks for an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetOrder {
    /// The order's id.
    pub id: String,
}

impl Call for GetOrder {
    type Answer = Order;

    fn path(&self) -> &'static str {
        "/api/orders/{id}"
    }

    fn segments(&self) -> Vec<String> {
        vec![self.id.clone()]
    }

    fn read(&self, received: Received) -> Result<Order, Unreadable> {
        received.object(&SHAPE)
    }
}
