//! `GET /products/{productId}`: one product.
//!
//! Documentation: "Products Resource". A product that does not exist is answered with 404.

use super::products::{Product, SHAPE};
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Asks for one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductGet {
    /// The product's id.
    pub product_id: String,
}

impl Call for ProductGet {
    type Answer = Product;

    fn path(&self) -> &'static str {
        "/products/{productId}"
    }

    fn segments(&self) -> Vec<String> {
        vec![self.product_id.clone()]
    }

    fn read(&self, received: Received) -> Result<Product, Unreadable> {
        received.object(&SHAPE)
    }
}
