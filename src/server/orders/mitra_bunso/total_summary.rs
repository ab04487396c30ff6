//! `GET /order/orders/total_summary/{id_user}`: the number of orders of each status.
//!
//! Documentation: "API Total Sumarry Order". The only parameter is `id_user`, which the client fills in.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::repair::{Shape, Tree, number};
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Asks for the number of orders of each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TotalSummary;

impl Call for TotalSummary {
    type Answer = Totals;

    fn path(&self) -> &'static str {
        "/order/orders/total_summary/{id_user}"
    }

    fn read(&self, mut received: Received) -> Result<Totals, Unreadable> {
        // PHP writes an object without fields as an empty list.
        if received.data.kind().is_missing() {
            received.data = Value::Object(Map::new());
        }
        received.object(&SHAPE)
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        number("NEW"),
        number("PROCESSED"),
        number("SENT"),
        number("DRAFT"),
    ],
};

/// The number of orders of each status; 0 for a status that was not sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct Totals {
    /// `NEW`: orders that were created.
    pub new: f64,
    /// `PROCESSED`: orders that are prepared and not sent yet.
    pub processed: f64,
    /// `SENT`: orders that were sent.
    pub sent: f64,
    /// `DRAFT`: incomplete orders.
    pub draft: f64,
    /// The numbers of orders of statuses that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
