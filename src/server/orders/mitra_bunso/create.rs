//! `POST /order/orders/create/{id_user}`: makes an order.
//!
//! Documentation: "API Create". A form of one field, for the documentation names a parameter of the `POST`
//! and not a body.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `data` | yes | the order, as JSON |
//!
//! It is not repeated by itself: nothing says that the system knows an invoice that it had before. When
//! nobody knows whether an order was made, [`OrderList`](super::OrderList) with its invoice as `q` tells.

use super::order::NewOrder;
use super::record::{OrderRecords, RECORDS};
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

impl Call for NewOrder {
    type Answer = OrderRecords;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/order/orders/create/{id_user}"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        self.check()?;
        let mut fields = Parameters::default();
        fields.text("data", Body::json(self)?.text());
        Ok(Some(Body::form(&fields)))
    }

    fn read(&self, received: Received) -> Result<OrderRecords, Unreadable> {
        received.object(&RECORDS)
    }
}
