//! Orders, and what becomes of them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{BROKEN, Refusal};

/// The courier's way.
const FLOW: [&str; 5] = [
    "dasher_confirmed",
    "arriving_at_store",
    "arrived_at_store",
    "dasher_out_for_delivery",
    "dropoff",
];
const REASONS: [&str; 4] = ["ITEM_OUT_OF_STOCK", "STORE_CLOSED", "KITCHEN_BUSY", "OTHER"];
/// All that must be cents.
const AMOUNTS: [&str; 5] = [
    "subtotal",
    "tax",
    "merchant_tip_amount",
    "delivery_fee",
    "tax_amount_remitted_by_platform",
];

/// An order: how many steps its courier has gone.
#[derive(Default)]
struct Order {
    steps: usize,
}

/// The orders that were submitted.
#[derive(Default)]
pub(crate) struct Book(BTreeMap<String, Order>);

impl Book {
    /// Takes an order. One that came before is the same one.
    pub(super) fn submit(&mut self, fields: &Value) -> Result<(), Refusal> {
        let id = fields["id"].as_str().filter(|id| !id.is_empty());
        let id = id.ok_or(Refusal::bad("Missing order id"))?;
        if id == BROKEN {
            return Err(Refusal(
                500,
                "Internal Server Error",
                "Something went wrong",
            ));
        }
        let amounts = AMOUNTS.iter().filter_map(|name| fields.get(*name));
        if !amounts.into_iter().all(Value::is_u64) {
            return Err(Refusal::bad("Amounts must be whole cents"));
        }
        self.0.entry(id.to_owned()).or_default();
        Ok(())
    }

    /// Cancels an order.
    pub(super) fn cancel(&mut self, id: &str, fields: &Value) -> Result<(), Refusal> {
        self.order(id)?;
        match &fields["cancel_reason"] {
            Value::Null => Ok(()),
            Value::String(reason) if REASONS.contains(&reason.as_str()) => Ok(()),
            _ => Err(Refusal::bad("Unknown cancel_reason")),
        }
    }

    /// Sends a courier one step on, or nowhere.
    pub(super) fn delivery_status(&mut self, id: &str, fields: &Value) -> Result<(), Refusal> {
        let order = self.order(id)?;
        let status = fields["delivery_status"].as_str().unwrap_or("");
        let step = FLOW.iter().position(|name| *name == status);
        let step = step.ok_or(Refusal::bad("Unknown delivery_status"))? + 1;
        if step != order.steps && step != order.steps + 1 {
            return Err(Refusal::bad("delivery_status out of order"));
        }
        order.steps = step;
        Ok(())
    }

    fn order(&mut self, id: &str) -> Result<&mut Order, Refusal> {
        self.0.get_mut(id).ok_or(Refusal::bad("Unknown order"))
    }
}
