//! `GET /order/orders/processed_list/{id_user}`: what was made ready and waits to be sent.
//!
//! Documentation: "API Proccessed List".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user` | yes | whose; the client fills it in |
//! | `q` | no | search |
//!
//! It comes in one piece.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::list::search;
use super::print_order::PrintOrder;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::page::{Rows, Source};
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, number, text};

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProcessedList {
    /// Words to search for.
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

/// Orders that were made ready in the same moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessedRow {
    /// How many labels there are to print.
    pub total_labels: f64,
    /// How often they were printed.
    pub print_status: f64,
    /// When they were made ready: `YYYY-MM-DD hh:mm:ss`, as sent.
    pub processed: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl ProcessedRow {
    /// The question about the labels of these orders.
    pub fn print(&self) -> PrintOrder {
        PrintOrder {
            timestamp: self.processed.clone(),
            print_status: self.print_status as u32,
        }
    }
}
