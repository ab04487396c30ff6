//! `POST /order/orders/create/{id_user}`: creates an order.
//!
//! Documentation: "API Create". The body is a form with one field: the documentation describes a
//! parameter of the `POST`, and no body of another format.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `data` | yes | the order, as JSON |
//!
//! The client sends the request once, because the documentation does not say that the system recognizes
//! an invoice that it has already. After a request without an answer, [`OrderList`](super::OrderList)
//! with the invoice as `q` shows whether the order was created.

use super::order::NewOrder;
use super::order_record::{OrderRecords, RECORDS};
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::money::Look;
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

    fn look(&self) -> Look {
        Look::with("find", "invoice", &self.order.invoice)
    }

    fn read(&self, received: Received) -> Result<OrderRecords, Unreadable> {
        received.object(&RECORDS)
    }
}
