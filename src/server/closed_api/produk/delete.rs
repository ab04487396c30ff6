//! `DELETE /produk/id`: deletes a product.
//!
//! Documentation: "Hapus Produk". The body is JSON. A product that does not exist is answered with 400.

use serde::Serialize;

use super::{CHANGED, PARAMETERS, ProdukChanged, id_barang};
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// Deletes a product. The client sends the request once: a repeated request would be answered with 400.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProdukDelete {
    /// The product's number, as in a list of products or in an order.
    pub id_barang: String,
}

impl Call for ProdukDelete {
    type Answer = ProdukChanged;

    fn method(&self) -> Method {
        Method::Delete
    }

    fn path(&self) -> &'static str {
        "/produk/id"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        id_barang(&self.id_barang)?;
        Body::json(self).map(Some)
    }

    fn look(&self) -> Look {
        Look::with("produk.get", "id_barang", &self.id_barang)
    }

    fn read(&self, received: Received) -> Result<ProdukChanged, Unreadable> {
        received.object(&CHANGED)
    }
}

impl TakesExtra for ProdukDelete {
    const PARAMETERS: &'static [&'static str] = PARAMETERS;
}
