//! What OneTablet answers.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::server::received::{Received, Unreadable};

/// OneTablet has taken it.
///
/// The documentation promises a 200 and no more, so nothing in `body` is counted on: it is there to be
/// logged.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The answer's JSON; `null` where there was none.
    pub body: Value,
}

impl Receipt {
    pub(super) fn read(received: Received) -> Result<Self, Unreadable> {
        Ok(Self {
            body: received.data,
        })
    }
}
