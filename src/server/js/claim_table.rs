//! The binding of [`ClaimTable`], for the stores that are written in JavaScript.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::convert::{read, write};
use super::error::thrown;
use crate::error::Error;
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
struct ReservationIn {
    key: String,
    owner: String,
    now: u64,
    length: u64,
}

fn time(milliseconds: f64) -> Duration {
    Duration::from_millis(milliseconds as u64)
}

#[wasm_bindgen]
impl ClaimTableBinding {
    /// A table without claims.
    #[wasm_bindgen(constructor)]
    pub fn new() -> ClaimTableBinding {
        Self::default()
    }

    /// Decides about a claim, and keeps it where it is granted. Returns 0 where the work is done, the number of the attempt
    /// where the claim is granted, and else the milliseconds that are left, as a negative number.
    #[expect(
        clippy::too_many_arguments,
        reason = "an object's fields would be read one by one, in a call into the engine each"
    )]
    pub fn claim(
        &mut self,
        key: &str,
        note: &str,
        now: f64,
        lease: f64,
        owner: &str,
        order: Option<String>,
        status: Option<String>,
    ) -> f64 {
        let bid = Bid::new(key, note, time(now), time(lease)).owner(owner);
        let (claim, change) = self.table.claim(&Bid {
            step: match (&order, &status) {
                (Some(order), Some(status)) => Some(Step { order, status }),
                _ => None,
            },
            ..bid
        });
        change
            .into_iter()
            .for_each(|change| self.table.apply(change));
        match claim {
            Claim::Done => 0.0,
            Claim::Claimed { attempt } => f64::from(attempt),
            Claim::InProgress { left } => -(milliseconds(left) as f64),
        }
    }

    /// Settles a claim, unless a later attempt holds the lease. `end` is `done`, `failed`, `given_up` or `refused`, and `next` the
    /// time from which failed work is listed again.
    #[expect(clippy::too_many_arguments, reason = "as for `claim`")]
    pub fn settle(
        &mut self,
        key: &str,
        attempt: u32,
        end: &str,
        now: f64,
        next: f64,
        owner: &str,
        note: Option<String>,
    ) -> Result<(), JsValue> {
        let end = match end {
            "done" => End::Done,
            "given_up" => End::GivenUp,
            "refused" => End::Refused,
            "failed" => End::Failed { next: time(next) },
            _ => {
                let rule = "end harus done, failed, given_up atau refused";
                return Err(thrown(Error::argument(rule)));
            }
        };
        let change = self.table.settle(&Ended {
            note: note.as_deref(),
            owner,
            ..Ended::new(key, attempt, end, time(now))
        });
        change
            .into_iter()
            .for_each(|change| self.table.apply(change));
        Ok(())
    }

    /// The claims that are neither done nor running.
    pub fn unfinished(&self, now: f64) -> Result<JsValue, JsValue> {
        let unfinished = self.table.unfinished(time(now));
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
        self.table.forget(time(now), kept.map_or(KEPT, time));
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
