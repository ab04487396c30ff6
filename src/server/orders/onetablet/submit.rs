//! `POST /orders`: submits an order.
//!
//! Documentation: "Submit Order". The body is JSON: an [`Order`].

use super::envelope::{self, Envelope, order_id};
use super::order::Order;
use super::receipt::Receipt;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// The call that submits an order.
pub(super) struct SubmitCall<'s> {
    pub order: &'s Order,
    pub envelope: Option<&'s Envelope>,
}

impl SubmitCall<'_> {
    fn check(&self) -> Result<(), Error> {
        let Order {
            id,
            store_order_cart_id,
            categories,
            ..
        } = &self.order;
        order_id(id)?;
        if store_order_cart_id.trim().is_empty() {
            return Err(Error::argument("store_order_cart_id harus diisi"));
        }
        let mut items = categories.iter().flat_map(|category| &category.items);
        if items.clone().next().is_none() {
            return Err(Error::argument(
                "categories harus berisi sedikitnya satu barang",
            ));
        }
        if items.any(|item| item.quantity == 0) {
            return Err(Error::argument("quantity setiap barang mulai dari 1"));
        }
        Ok(())
    }
}

impl Call for SubmitCall<'_> {
    type Answer = Receipt;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        self.envelope.map_or("/orders", |_| envelope::PATH)
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        self.check()?;
        match self.envelope {
            None => Body::json(self.order).map(Some),
            Some(Envelope { submit, .. }) => envelope::body(submit, self.order),
        }
    }

    /// The order carries an id by which OneTablet recognizes it.
    fn repeatable(&self) -> bool {
        true
    }

    fn may_be_empty(&self) -> bool {
        true
    }

    fn look(&self) -> Look {
        Look::with("submit", "id", &self.order.id)
    }

    fn read(&self, received: Received) -> Result<Receipt, Unreadable> {
        Receipt::read(received)
    }
}
