//! OneTablet's answer.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::server::received::{Received, Unreadable};

/// The answer to an operation that OneTablet has accepted.
///
/// The documentation promises a status of 200 and nothing about the body, so the client reads nothing
/// from `body`; it is there to be logged.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The JSON of the answer; `null` where it has no body.
    pub body: Value,
}

impl Receipt {
    pub(super) fn read(received: Received) -> Result<Self, Unreadable> {
        Ok(Self {
            body: received.data,
        })
    }
}
