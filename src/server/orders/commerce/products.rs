//! `GET /products`: the products that can be ordered.
//!
//! Documentation: "Products Resource".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `limit`, `offset` | no | see [`Paging`](super::Paging) |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::paging::Paging;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Shape, number, text};
use crate::server::call::Call;
use crate::server::orders::slice::{Slice, Sliced};
use crate::server::received::{Received, Unreadable};

/// Asks for products.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProductList {
    /// The rows to ask for.
    pub paging: Paging,
}

impl Call for ProductList {
    type Answer = Slice<Product>;

    fn path(&self) -> &'static str {
        "/products"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        self.paging.push(parameters)
    }

    fn read(&self, received: Received) -> Result<Slice<Product>, Unreadable> {
        self.paging.read(received, &SHAPE)
    }
}

impl Sliced for ProductList {
    type Row = Product;

    fn offset(&self) -> u64 {
        self.paging.offset
    }

    fn at(&self, offset: u64) -> Self {
        Self {
            paging: self.paging.at(offset),
        }
    }

    fn key(row: &Product) -> Option<&str> {
        Some(&row.id)
    }
}

pub(super) const SHAPE: Shape = Shape {
    fields: &[
        text("id").essential(),
        text("name"),
        text("description"),
        number("price").essential(),
        text("currency"),
    ],
};

/// A product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// The product's id, for example "prod_xyz789".
    pub id: String,
    /// The name.
    pub name: String,
    /// The description.
    pub description: String,
    /// The price in units of `currency`, for example 49.99. A product without a readable price is
    /// rejected, never shown with the price 0.
    pub price: f64,
    /// The currency, for example "USD".
    pub currency: String,
    /// The number of pieces in stock; `None` where it was not sent.
    #[serde(default)]
    pub stock: Option<f64>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
