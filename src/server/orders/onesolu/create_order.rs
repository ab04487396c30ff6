//! `POST /api/orders`: creates an order.
//!
//! Documentation: "Orders API". JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `customer_id` | yes | whose order |
//! | `items[].menu_id` | yes | what |
//! | `items[].quantity` | yes | how many, from 1 |

use serde::{Deserialize, Serialize};

use super::order::Order;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// An order to create. It is not repeated by itself: nothing in it tells OneSolu that it came before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOrder {
    /// What is ordered; at least one row.
    pub items: Vec<NewItem>,
    /// Whose order.
    pub customer_id: String,
}

/// A row of an order to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// `menu_001`
    pub menu_id: String,
    /// How many, from 1.
    pub quantity: u32,
}

impl Call for NewOrder {
    type Answer = Order;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/api/orders"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        if self.customer_id.trim().is_empty() {
            return Err(Error::argument("customer_id harus diisi"));
        }
        if self.items.is_empty() {
            return Err(Error::argument("items harus berisi sedikitnya satu barang"));
        }
        if self.items.iter().any(|item| item.menu_id.trim().is_empty()) {
            return Err(Error::argument("menu_id setiap barang harus diisi"));
        }
        if self.items.iter().any(|item| item.quantity == 0) {
            return Err(Error::argument("quantity setiap barang mulai dari 1"));
        }
        Body::json(self).map(Some)
    }

    fn read(&self, received: Received) -> Result<Order, Unreadable> {
        received.plain()
    }
}
