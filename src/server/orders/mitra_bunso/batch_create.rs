//! `POST /order/orders/batch_create/{id_user}`: makes many orders at once.
//!
//! Documentation: "API Create Batch". A form of one field.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `batchData` | yes | a list of orders, as JSON |
//!
//! The documentation names no bound for the list, and does not say whether the others are made when one is
//! refused. As with one order, it is not repeated by itself.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::list::count;
use super::order::NewOrder;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, texts};

/// Orders to be made: at least one.
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

    fn read(&self, received: Received) -> Result<BatchCreated, Unreadable> {
        let total = count(&received.rest, "total");
        let created: BatchCreated = received.object(&SHAPE)?;
        Ok(BatchCreated { total, ..created })
    }
}

const SHAPE: Shape = Shape {
    fields: &[texts("invoices")],
};

/// Orders that were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchCreated {
    /// So the documentation calls them; its example has ids of 36 characters here.
    pub invoices: Vec<String>,
    /// How many were made; `None` where the server did not say.
    #[serde(default, skip_deserializing)]
    pub total: Option<u64>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
