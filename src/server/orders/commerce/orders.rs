//! `POST /orders`: makes an order.
//!
//! Documentation: "Orders Resource". JSON. 201 with the order; 400 for one that is not complete.
//!
//! It is not repeated by itself, and the documentation has no way to look for an order: when no answer
//! came, nobody but a person can tell whether it was made.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// An order to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderCreate {
    /// Who orders.
    pub user_id: String,
    /// What: one product at least.
    pub items: Vec<Item>,
    /// Where it goes.
    pub shipping_address: Address,
}

/// A product, so many of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// The product's id.
    pub product_id: String,
    /// Pieces, at least 1.
    pub quantity: u64,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Where an order goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub zip_code: String,
    /// Country.
    pub country: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Call for OrderCreate {
    type Answer = Order;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/orders"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let filled = [
            (&self.user_id, "userId harus diisi"),
            (
                &self.shipping_address.street,
                "shippingAddress.street harus diisi",
            ),
            (
                &self.shipping_address.city,
                "shippingAddress.city harus diisi",
            ),
            (
                &self.shipping_address.country,
                "shippingAddress.country harus diisi",
            ),
        ];
        if let Some((_, complaint)) = filled.iter().find(|(text, _)| text.trim().is_empty()) {
            return Err(Error::argument(complaint));
        }
        if self.items.is_empty() {
            return Err(Error::argument("items harus berisi minimal satu produk"));
        }
        if self
            .items
            .iter()
            .any(|item| item.product_id.trim().is_empty())
        {
            return Err(Error::argument("items.productId harus diisi"));
        }
        if self.items.iter().any(|item| item.quantity == 0) {
            return Err(Error::argument(
                "items.quantity harus bilangan bulat mulai dari 1",
            ));
        }
        Body::json(self).map(Some)
    }

    fn read(&self, received: Received) -> Result<Order, Unreadable> {
        let order: Order = received.plain()?;
        if order.id.trim().is_empty() {
            return Err(Unreadable::new("id", "kosong"));
        }
        Ok(order)
    }
}

/// An order. Its documentation shows none, but that a payment names it by its id; what else the server
/// sends of what was ordered is here under the same names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// For example "ord_qwe987".
    pub id: String,
    /// Who ordered.
    #[serde(default)]
    pub user_id: Option<String>,
    /// What.
    #[serde(default)]
    pub items: Option<Vec<Item>>,
    /// Where it goes.
    #[serde(default)]
    pub shipping_address: Option<Address>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
