//! The rules of a store, for stores that are written in JavaScript.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::convert::read;
use super::error::thrown;
use crate::server::callback::store::table::{Change, Table};
use crate::server::callback::store::{Bid, Claim, End};
use crate::transport::milliseconds;

/// What is noted, and the rules by which more is. A change counts once it was applied: what stores it
/// does so in between. Changes are lines of JSON, as in the journal of Rust's file store.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Notes {
    table: Table,
}

#[derive(Deserialize)]
pub(super) struct BidIn {
    key: String,
    note: String,
    now: u64,
    lease: u64,
}

/// An answer to a bid, as stores of the package's users give it, too.
#[derive(Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum ClaimJson {
    Claimed { attempt: u32 },
    InProgress { left: u64 },
    Done,
}

impl From<Claim> for ClaimJson {
    fn from(claim: Claim) -> Self {
        match claim {
            Claim::Claimed { attempt } => ClaimJson::Claimed { attempt },
            Claim::InProgress { left } => ClaimJson::InProgress {
                left: milliseconds(left),
            },
            Claim::Done => ClaimJson::Done,
        }
    }
}

impl From<ClaimJson> for Claim {
    fn from(claim: ClaimJson) -> Self {
        match claim {
            ClaimJson::Claimed { attempt } => Claim::Claimed { attempt },
            ClaimJson::InProgress { left } => Claim::InProgress {
                left: Duration::from_millis(left),
            },
            ClaimJson::Done => Claim::Done,
        }
    }
}

/// How an attempt has ended.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EndJson {
    Done,
    Failed,
    Refused,
}

impl From<End> for EndJson {
    fn from(end: End) -> Self {
        match end {
            End::Done => EndJson::Done,
            End::Failed => EndJson::Failed,
            End::Refused => EndJson::Refused,
        }
    }
}

#[derive(Deserialize)]
struct SettleIn {
    key: String,
    attempt: u32,
    end: EndJson,
    now: u64,
}

#[derive(Serialize)]
struct Claimed {
    claim: ClaimJson,
    /// What becomes of the key: a line.
    change: Option<Change>,
}

#[wasm_bindgen]
impl Notes {
    /// Nothing is noted yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Notes {
        Self::default()
    }

    /// The answer to a bid, and the change that follows from it.
    pub fn claim(&self, bid: &str) -> Result<String, JsValue> {
        let bid: BidIn = read(bid).map_err(thrown)?;
        let (claim, change) = self.table.claim(&Bid {
            key: &bid.key,
            note: &bid.note,
            now: Duration::from_millis(bid.now),
            lease: Duration::from_millis(bid.lease),
        });
        let claim = claim.into();
        super::convert::write(&Claimed { claim, change }).map_err(thrown)
    }

    /// The change that follows from the end of an attempt; none where it has no say any more.
    pub fn settle(&self, ended: &str) -> Result<Option<String>, JsValue> {
        let ended: SettleIn = read(ended).map_err(thrown)?;
        let end = match ended.end {
            EndJson::Done => End::Done,
            EndJson::Failed => End::Failed,
            EndJson::Refused => End::Refused,
        };
        let now = Duration::from_millis(ended.now);
        let change = self.table.settle(&ended.key, ended.attempt, end, now);
        let line = change.map(|change| super::convert::write(&change));
        line.transpose().map_err(thrown)
    }

    /// Lets something have happened; false where the line is none.
    pub fn apply(&mut self, line: &str) -> bool {
        match serde_json::from_str(line) {
            Ok(change) => {
                self.table.apply(change);
                true
            }
            Err(_) => false,
        }
    }

    /// What was begun, was not done, and is not being done now.
    pub fn unfinished(&self, now: f64) -> String {
        let unfinished = self.table.unfinished(Duration::from_millis(now as u64));
        let unfinished: Vec<_> = unfinished
            .into_iter()
            .map(|left| serde_json::json!({"key": left.key, "note": left.note}))
            .collect();
        serde_json::Value::from(unfinished).to_string()
    }

    /// Ends all leases: whoever held them is gone.
    #[wasm_bindgen(js_name = endLeases)]
    pub fn end_leases(&mut self) {
        self.table.end_leases();
    }

    /// Forgets what was done longer ago than this.
    pub fn forget(&mut self, now: f64, kept: f64) {
        let [now, kept] = [now, kept].map(|time| Duration::from_millis(time as u64));
        self.table.forget(now, kept);
    }

    /// How many keys there are.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> usize {
        self.table.len()
    }

    /// What must have happened for everything to be as it is: lines, each with its end.
    pub fn lines(&self) -> String {
        let lines = self
            .table
            .changes()
            .filter_map(|change| serde_json::to_string(&change).ok());
        lines.map(|line| line + "\n").collect()
    }
}
