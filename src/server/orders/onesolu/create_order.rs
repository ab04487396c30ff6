//! `POST /api/orders`: creates an order.
//!
//! Documentation: "Orders API". The body is JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `customer_id` | yes | the customer who orders |
//! | `items[].menu_id` | yes | the menu item |
//! | `items[].quantity` | yes | the number of pieces, from 1 |

use serde::{Deserialize, Serialize};

use super::order::{Order, SHAPE};
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// An order to create. The client sends it once: nothing in the request lets OneSolu recognize an order
/// that it has already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOrder {
    /// The items of the order, at least one.
    pub items: Vec<NewItem>,
    /// The id of the customer who orders.
    pub customer_id: String,
}

/// One item of an order to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// The id of the menu item, for example `menu_001`.
    pub menu_id: String,
    /// The number of pieces, from 1.
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
        received.object(&SHAPE)
    }
}
