//! `POST /order/orders/print_order/{id_user}/{timestamp}/{print_status}`: the orders whose labels are to be
//! printed.
//!
//! Documentation: "API Print Order".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user` | yes | whose; the client fills it in |
//! | `timestamp` | yes | when the orders were made ready, as [`ProcessedRow`](super::ProcessedRow) has it |
//! | `print_status` | yes | how often this was asked, which is how often the labels were printed |
//!
//! The system counts how often it is asked, so it is not repeated by itself. Its rows stand one level
//! deeper than those of other endpoints, in `data.data`.

use serde_json::Value;

use super::list::count;
use super::order::{ORDER, Order};
use crate::endpoint::{Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};
use crate::wire::Rejected;

/// Which orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintOrder {
    /// When they were made ready: `YYYY-MM-DD hh:mm:ss`.
    pub timestamp: String,
    /// How often their labels were printed, as [`ProcessedRow`](super::ProcessedRow) has it.
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
        if !is_moment(self.timestamp.trim()) {
            return Err(Error::argument(
                "timestamp harus berbentuk YYYY-MM-DD hh:mm:ss, seperti processed di processed_list",
            ));
        }
        Ok(())
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

/// Whether a text is a moment, as `2022-09-02 16:11:21`.
fn is_moment(text: &str) -> bool {
    const MOMENT: &[u8] = b"0000-00-00 00:00:00";
    text.len() == MOMENT.len()
        && text.bytes().zip(MOMENT).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            form => byte == *form,
        })
}

/// Orders whose labels are to be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The orders.
    pub data: Vec<Order>,
    /// Orders that could not be read: their labels are missing from `data`.
    pub rejected: Vec<Rejected>,
    /// How many there are; `None` where the server did not say.
    pub total: Option<u64>,
}
