//! The older form of OneTablet's operations: one address for all of them, and a name that tells them
//! apart.
//!
//! Documentation: "Some integrations instead use an older event-envelope transport that delivers the
//! same operations as a single POST /webhooks call with an event.type discriminator." The documentation
//! says no more, so this module decides the rest:
//!
//! ```json
//! {"event": {"type": "order.cancel"}, "data": {"order_id": "…", "cancel_reason": "OTHER"}}
//! ```
//!
//! `data` is the body of the operation's own endpoint, with the `order_id` that would be in the path.
//! [`Envelope`] holds the names, which a program can change.

use serde::Serialize;

use crate::endpoint::Body;
use crate::error::Error;

/// The names of the three operations in `event.type`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The name of submitting an order: `order.submit`.
    pub submit: String,
    /// The name of cancelling an order: `order.cancel`.
    pub cancel: String,
    /// The name of reporting a delivery's status: `order.delivery_status`.
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

/// The path of all operations in this form.
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

/// The body of an operation with the name `kind`.
pub(super) fn body(kind: &str, data: impl Serialize) -> Result<Option<Body>, Error> {
    if kind.trim().is_empty() {
        return Err(Error::argument("nama event.type harus diisi"));
    }
    let event = Event { kind };
    Body::json(&Enveloped { event, data }).map(Some)
}

/// The fields of an operation, and the id of the order that they are about.
#[derive(Serialize)]
pub(super) struct WithOrderId<'o, D> {
    pub order_id: &'o str,
    #[serde(flatten)]
    pub fields: D,
}

/// Trims an order's id and refuses one that is empty, `.` or `..`.
pub(super) fn order_id(id: &str) -> Result<&str, Error> {
    match id.trim() {
        "" | "." | ".." => Err(Error::argument(
            "id order harus diisi, bukan \".\" atau \"..\"",
        )),
        id => Ok(id),
    }
}
