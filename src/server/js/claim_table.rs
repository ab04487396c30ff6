//! The binding of [`ClaimTable`], for the stores that are written in JavaScript.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::convert::{read, write};
use super::error::thrown;
use crate::server::callback::store::claim_table::ClaimTable;
use crate::server::callback::store::old_journal::{self, Damaged};
use crate::server::callback::store::{Bid, Claim, End, Ended, KEPT, Reservation, Step, Unfinished};
use crate::transport::milliseconds;

/// The claims of a store in memory, and the rules by which claims are granted and settled.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct ClaimTableBinding {
    table: ClaimTable,
}

#[derive(Deserialize)]
pub(super) struct BidIn {
    key: String,
    note: String,
    now: u64,
    lease: u64,
    order: Option<String>,
    status: Option<String>,
    #[serde(default)]
    owner: String,
}

#[derive(Deserialize)]
struct ReservationIn {
    key: String,
    owner: String,
    now: u64,
    length: u64,
}

/// The answer to a claim, in the form in which the stores of the package's users give it, too.
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
    GivenUp,
    Refused,
}

impl From<End> for EndJson {
    fn from(end: End) -> Self {
        match end {
            End::Done => EndJson::Done,
            End::Failed { .. } => EndJson::Failed,
            End::GivenUp => EndJson::GivenUp,
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
    #[serde(default)]
    next: u64,
    note: Option<String>,
    #[serde(default)]
    owner: String,
}

#[wasm_bindgen]
impl ClaimTableBinding {
    /// A table without claims.
    #[wasm_bindgen(constructor)]
    pub fn new() -> ClaimTableBinding {
        Self::default()
    }

    /// Decides about a claim, and keeps it where it is granted.
    pub fn claim(&mut self, bid: &JsValue) -> Result<JsValue, JsValue> {
        let bid: BidIn = read(bid).map_err(thrown)?;
        let (claim, change) = self.table.claim(&Bid {
            key: &bid.key,
            note: &bid.note,
            now: Duration::from_millis(bid.now),
            lease: Duration::from_millis(bid.lease),
            step: match (&bid.order, &bid.status) {
                (Some(order), Some(status)) => Some(Step { order, status }),
                _ => None,
            },
            owner: &bid.owner,
        });
        change
            .into_iter()
            .for_each(|change| self.table.apply(change));
        write(&ClaimJson::from(claim)).map_err(thrown)
    }

    /// Settles a claim, unless a later attempt holds the lease.
    pub fn settle(&mut self, ended: &JsValue) -> Result<(), JsValue> {
        let ended: SettleIn = read(ended).map_err(thrown)?;
        let end = match ended.end {
            EndJson::Done => End::Done,
            EndJson::Failed => End::Failed {
                next: Duration::from_millis(ended.next),
            },
            EndJson::GivenUp => End::GivenUp,
            EndJson::Refused => End::Refused,
        };
        let now = Duration::from_millis(ended.now);
        let change = self.table.settle(&Ended {
            note: ended.note.as_deref(),
            owner: &ended.owner,
            ..Ended::new(&ended.key, ended.attempt, end, now)
        });
        change
            .into_iter()
            .for_each(|change| self.table.apply(change));
        Ok(())
    }

    /// The claims that are neither done nor running.
    pub fn unfinished(&self, now: f64) -> Result<JsValue, JsValue> {
        let unfinished = self.table.unfinished(Duration::from_millis(now as u64));
        written(&unfinished)
    }

    /// The claims of work that was given up.
    #[wasm_bindgen(js_name = givenUp)]
    pub fn given_up(&self) -> Result<JsValue, JsValue> {
        written(&self.table.given_up())
    }

    /// What the table has under a key; `null` where it has nothing.
    pub fn find(&self, key: &str) -> Result<JsValue, JsValue> {
        let found = self.table.find(key);
        let found = found
            .map(|found| json!({"attempt": found.attempt, "done": found.done, "note": found.note}));
        write(&found).map_err(thrown)
    }

    /// Reserves a key: `undefined` where the reservation is granted, else the milliseconds that the one of another owner
    /// lasts.
    pub fn reserve(&mut self, reservation: &JsValue) -> Result<Option<f64>, JsValue> {
        let reservation: ReservationIn = read(reservation).map_err(thrown)?;
        let left = self.table.reserve(&Reservation::new(
            &reservation.key,
            &reservation.owner,
            Duration::from_millis(reservation.now),
            Duration::from_millis(reservation.length),
        ));
        Ok(left.map(|left| milliseconds(left) as f64))
    }

    /// Remembers the fingerprint of the shop's secret; false where the claims are those of a shop with another one.
    #[wasm_bindgen(js_name = checkSecret)]
    pub fn check_secret(&mut self, secret: &str, previous: Option<String>) -> bool {
        self.table.check_secret(secret, previous.as_deref())
    }

    /// Removes the keys of work that was done longer than `kept` milliseconds ago; 90 days where `kept` is
    /// `undefined`.
    pub fn forget(&mut self, now: f64, kept: Option<f64>) {
        let duration = |milliseconds: f64| Duration::from_millis(milliseconds as u64);
        self.table
            .forget(duration(now), kept.map_or(KEPT, duration));
    }

    /// The number of keys.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> usize {
        self.table.len()
    }
}

/// Reads the journal of a store of an earlier version. Returns its claims as rows with the names that the statement
/// `import` has for its parameters; `null` where the bytes are not a journal, and `"damaged"` where the journal is damaged
/// elsewhere than at its end.
#[wasm_bindgen(js_name = readJournal)]
pub fn read_journal(bytes: &[u8]) -> Result<JsValue, JsValue> {
    match old_journal::read(bytes) {
        Ok(Some(table)) => write(&table.rows().collect::<Vec<_>>()).map_err(thrown),
        Ok(None) => Ok(JsValue::NULL),
        Err(Damaged) => Ok(JsValue::from_str("damaged")),
    }
}

/// Unfinished work in the form in which a store of JavaScript lists it.
fn written(unfinished: &[Unfinished]) -> Result<JsValue, JsValue> {
    let rows: Vec<_> = unfinished
        .iter()
        .map(|left| json!({"key": left.key, "note": left.note, "attempt": left.attempt}))
        .collect();
    write(&rows).map_err(thrown)
}
