//! `POST /order/orders/print_order/{id_user}/{timestamp}/{print_status}`: the orders whose labels are to
//! be printed.
//!
//! Documentation: "API Print Order".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user` | yes | the user's id, which the client fills in |
//! | `timestamp` | yes | the time at which the orders were prepared, from [`ProcessedRow`](super::ProcessedRow) |
//! | `print_status` | yes | how often the labels were printed, from [`ProcessedRow`](super::ProcessedRow) |
//!
//! The system counts each of these requests as a print, so the client sends the request once. The rows
//! of the answer are one level deeper than in other endpoints, in `data.data`.

use serde_json::Value;

use super::list::count;
use super::order::{ORDER, Order};
use crate::endpoint::{Method, Parameters};
use crate::error::Error;
use crate::repair::Rejected;
use crate::server::call::Call;
use crate::server::money::Look;
use crate::server::orders::text_form::has_form;
use crate::server::received::{Received, Unreadable};

/// Asks for the orders whose labels are to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintOrder {
    /// The time at which the orders were prepared: `YYYY-MM-DD hh:mm:ss`.
    pub timestamp: String,
    /// How often the labels were printed, from [`ProcessedRow`](super::ProcessedRow).
    pub print_status: u32,
}

impl Call for PrintOrder {
    type Answer = Printed;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/order/orders/print_order/{id_user}/{timestamp}/{print_status}"
    }

    fn segments(&self) -> Vec<String> {
        vec![self.timestamp.clone(), self.print_status.to_string()]
    }

    fn parameters(&self, _: &mut Parameters) -> Result<(), Error> {
        if !has_form(self.timestamp.trim(), "0000-00-00 00:00:00") {
            return Err(Error::argument(
                "timestamp harus berbentuk YYYY-MM-DD hh:mm:ss, seperti processed di processed_list",
            ));
        }
        Ok(())
    }

    fn look(&self) -> Look {
        Look::with("processedList", "processed", &self.timestamp)
    }

    fn read(&self, mut received: Received) -> Result<Printed, Unreadable> {
        let mut inner = std::mem::take(&mut received.data);
        let total = count(&inner, "total");
        received.data = inner
            .get_mut("data")
            .map(Value::take)
            .ok_or_else(|| Unreadable::new("data.data", "tidak ada"))?;
        received.field = "data.data";
        let listed = received.rows(&ORDER)?;
        Ok(Printed {
            data: listed.data,
            rejected: listed.rejected,
            total,
        })
    }
}

/// The orders whose labels are to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The orders.
    pub data: Vec<Order>,
    /// The orders that could not be read. Their labels are missing from `data`.
    pub rejected: Vec<Rejected>,
    /// The number of orders; `None` where the server did not send it.
    pub total: Option<u64>,
}
