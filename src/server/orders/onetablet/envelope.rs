//! The older way to send the same: one address, and a name that tells what it is.
//!
//! Documentation: "Some integrations instead use an older event-envelope transport that delivers the same
//! operations as a single POST /webhooks call with an event.type discriminator." It says no more, so the
//! rest is decided here:
//!
//! ```json
//! {"event": {"type": "order.cancel"}, "data": {"order_id": "…", "cancel_reason": "OTHER"}}
//! ```
//!
//! `data` is what the operation's own endpoint would carry, with the `order_id` that would stand in its
//! path. The names are [`Envelope`]'s, and can be others.

use serde::Serialize;

use crate::endpoint::Body;
use crate::error::Error;

/// How the three operations are named in `event.type`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Of a submitted order: `order.submit`.
    pub submit: String,
    /// Of a cancellation: `order.cancel`.
    pub cancel: String,
    /// Of a delivery's status: `order.delivery_status`.
    pub delivery_status: String,
}

impl Default for Envelope {
    fn default() -> Self {
        Self {
            submit: "order.submit".to_owned(),
            cancel: "order.cancel".to_owned(),
            delivery_status: "order.delivery_status".to_owned(),
        }
    }
}

/// Where all of them go.
pub(super) const PATH: &str = "/webhooks";

#[derive(Serialize)]
struct Enveloped<'e, D> {
    event: Event<'e>,
    data: D,
}

#[derive(Serialize)]
struct Event<'e> {
    #[serde(rename = "type")]
    kind: &'e str,
}

/// An operation of this name.
pub(super) fn body(kind: &str, data: impl Serialize) -> Result<Option<Body>, Error> {
    if kind.trim().is_empty() {
        return Err(Error::argument("nama event.type harus diisi"));
    }
    let event = Event { kind };
    Body::json(&Enveloped { event, data }).map(Some)
}

/// A request's fields, and the order that they are about.
#[derive(Serialize)]
pub(super) struct About<'o, D> {
    pub order_id: &'o str,
    #[serde(flatten)]
    pub fields: D,
}

/// The order's id, if it is one.
pub(super) fn order_id(id: &str) -> Result<&str, Error> {
    match id.trim() {
        "" | "." | ".." => Err(Error::argument(
            "id order harus diisi, bukan \".\" atau \"..\"",
        )),
        id => Ok(id),
    }
}
