//! `POST /order/orders/batch_create/{id_user}`: creates many orders with one request.
//!
//! Documentation: "API Create Batch". The body is a form with one field.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `batchData` | yes | a list of orders, as JSON |
//!
//! The documentation gives no largest length of the list, and does not say whether the other orders are
//! created when one is refused. The client sends the request once, as for a single order.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::list::count;
use super::order::NewOrder;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::repair::{Shape, texts};
use crate::server::call::Call;
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// The orders to create, at least one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchCreate {
    /// The orders.
    pub orders: Vec<NewOrder>,
}

impl Call for BatchCreate {
    type Answer = BatchCreated;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/order/orders/batch_create/{id_user}"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        if self.orders.is_empty() {
            return Err(Error::argument("batchData harus berisi minimal satu order"));
        }
        self.orders.iter().try_for_each(NewOrder::check)?;
        let mut fields = Parameters::default();
        fields.text("batchData", Body::json(&self.orders)?.text());
        Ok(Some(Body::form(&fields)))
    }

    fn look(&self) -> Look {
        Look {
            call: Some("find"),
            by: Some("invoice"),
            values: (self.orders.iter())
                .map(|order| order.order.invoice.clone())
                .collect(),
        }
    }

    fn read(&self, received: Received) -> Result<BatchCreated, Unreadable> {
        let total = count(&received.rest, "total");
        let created: BatchCreated = received.object(&SHAPE)?;
        Ok(BatchCreated { total, ..created })
    }
}

const SHAPE: Shape = Shape {
    fields: &[texts("invoices")],
};

/// The answer to orders that were created.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchCreated {
    /// The ids of the orders. The documentation calls them invoices; in its example they have 36
    /// characters.
    pub invoices: Vec<String>,
    /// The number of orders that were created; `None` where the server did not send it.
    #[serde(default, skip_deserializing)]
    pub total: Option<u64>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
