//! `POST /orders`: creates an order.
//!
//! Documentation: "Orders Resource". The body is JSON. The server answers 201 with the order, and 400
//! for an incomplete one.
//!
//! The client sends the request once. The documentation describes no way to find an order, so after a
//! request without an answer only a person can tell whether the order was created.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::repair::{Shape, nullable, text};
use crate::server::call::Call;
use crate::server::nested;
use crate::server::received::{Received, Unreadable};

/// An order to create.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderCreate {
    /// The id of the user who orders.
    pub user_id: String,
    /// The items, at least one.
    pub items: Vec<Item>,
    /// The address of the delivery.
    pub shipping_address: Address,
}

/// One item of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// The product's id.
    pub product_id: String,
    /// The number of pieces, at least 1.
    pub quantity: u64,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The address of a delivery.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address {
    /// The street and the house number.
    pub street: String,
    /// The city.
    pub city: String,
    /// The postal code.
    pub zip_code: String,
    /// The country.
    pub country: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

const SHAPE: Shape = Shape {
    fields: &[text("id").essential(), nullable("userId")],
};

const ADDRESS: Shape = Shape {
    fields: &[
        text("street"),
        text("city"),
        text("zipCode"),
        text("country"),
    ],
};

fn address<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Address>, D::Error> {
    nested::object(from, &ADDRESS)
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
        received.object(&SHAPE)
    }
}

/// An order. The documentation says only that a payment names the order by its id, and shows no answer.
/// If the server repeats the fields of the request, they are here under the same names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The order's id, for example "ord_qwe987".
    pub id: String,
    /// The id of the user who ordered.
    #[serde(default)]
    pub user_id: Option<String>,
    /// The items.
    #[serde(default)]
    pub items: Option<Vec<Item>>,
    /// The address of the delivery.
    #[serde(default, deserialize_with = "address")]
    pub shipping_address: Option<Address>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
