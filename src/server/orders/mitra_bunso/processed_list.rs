//! `GET /order/orders/processed_list/{id_user}`: the orders that are prepared and not sent yet.
//!
//! Documentation: "API Proccessed List".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user` | yes | the user's id, which the client fills in |
//! | `q` | no | the words to search for |
//!
//! The list is not split into slices.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::list::search;
use super::print_order::PrintOrder;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::page::{Rows, Source};
use crate::repair::{Shape, number, text};
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Asks for the orders that are prepared and not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProcessedList {
    /// The words to search for.
    pub q: Option<String>,
}

impl Call for ProcessedList {
    type Answer = Rows<ProcessedRow>;

    fn path(&self) -> &'static str {
        "/order/orders/processed_list/{id_user}"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        search(self.q.as_deref(), parameters);
        Ok(())
    }

    fn read(&self, received: Received) -> Result<Rows<ProcessedRow>, Unreadable> {
        let listed = received.rows(&SHAPE)?;
        Ok(Rows {
            data: listed.data,
            rejected: listed.rejected,
            source: Source::Network,
        })
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        number("totalLabels"),
        number("printStatus"),
        text("processed").essential(),
    ],
};

/// The orders that were prepared at the same time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessedRow {
    /// The number of labels to print.
    pub total_labels: f64,
    /// How often the labels were printed.
    pub print_status: f64,
    /// The time at which the orders were prepared: `YYYY-MM-DD hh:mm:ss`, as sent.
    pub processed: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

impl ProcessedRow {
    /// The call that asks for the labels of these orders.
    pub fn print(&self) -> PrintOrder {
        PrintOrder {
            timestamp: self.processed.clone(),
            print_status: self.print_status as u32,
        }
    }
}
