//! `GET /order/orders/total_summary/{id_user}`: how many orders there are of each status.
//!
//! Documentation: "API Total Sumarry Order". No parameters but `id_user`, which the client fills in.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, Tree, number};

/// The question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TotalSummary;

impl Call for TotalSummary {
    type Answer = Totals;

    fn path(&self) -> &'static str {
        "/order/orders/total_summary/{id_user}"
    }

    fn read(&self, mut received: Received) -> Result<Totals, Unreadable> {
        // An object without fields is an empty list to PHP.
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

/// Orders of each status; 0 where none was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct Totals {
    /// Just made.
    pub new: f64,
    /// Being made ready.
    pub processed: f64,
    /// On their way.
    pub sent: f64,
    /// Not complete.
    pub draft: f64,
    /// Statuses that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
