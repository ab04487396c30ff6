//! `POST /orders/{id}/cancel`: asks for the cancellation of an order.
//!
//! Documentation: "Cancel Order". JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `cancel_reason` | no | one of four; `OTHER` if not said |
//! | `cancel_details` | no | in words |
//! | `reason` | no | in words, where `cancel_details` is not there |

use serde::{Deserialize, Serialize};

use super::envelope::{self, About, Envelope, order_id};
use super::receipt::Receipt;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// The cancellation of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The order's `id`, as it was submitted.
    #[serde(skip)]
    pub order_id: String,
    /// Why. `None`: OneTablet takes it for `OTHER`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<CancelReason>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_details: Option<String>,
    /// Why, in words, for an integration that knows no `cancel_details`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Why an order is cancelled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CancelReason {
    /// `ITEM_OUT_OF_STOCK`
    ItemOutOfStock,
    /// `STORE_CLOSED`
    StoreClosed,
    /// `KITCHEN_BUSY`
    KitchenBusy,
    /// `OTHER`
    #[default]
    Other,
}

impl CancelReason {
    /// All of them, in the documentation's order.
    pub const ALL: [CancelReason; 4] = [
        CancelReason::ItemOutOfStock,
        CancelReason::StoreClosed,
        CancelReason::KitchenBusy,
        CancelReason::Other,
    ];
}

impl Cancellation {
    /// Of this order, for this reason, without a word.
    pub fn new(order_id: impl Into<String>, reason: CancelReason) -> Self {
        Self {
            order_id: order_id.into(),
            cancel_reason: Some(reason),
            cancel_details: None,
            reason: None,
        }
    }

    /// With these words.
    #[must_use]
    pub fn details(self, details: impl Into<String>) -> Self {
        Self {
            cancel_details: Some(details.into()),
            ..self
        }
    }
}

/// A cancellation on its way.
pub(super) struct Cancelling<'c> {
    pub cancellation: &'c Cancellation,
    pub envelope: Option<&'c Envelope>,
}

impl Call for Cancelling<'_> {
    type Answer = Receipt;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        self.envelope
            .map_or("/orders/{id}/cancel", |_| envelope::PATH)
    }

    fn segments(&self) -> Vec<String> {
        vec![self.cancellation.order_id.clone()]
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let order_id = order_id(&self.cancellation.order_id)?;
        match self.envelope {
            None => Body::json(self.cancellation).map(Some),
            Some(Envelope { cancel, .. }) => {
                let fields = self.cancellation;
                envelope::body(cancel, About { order_id, fields })
            }
        }
    }

    /// An order is cancelled once.
    fn repeatable(&self) -> bool {
        true
    }

    fn may_be_empty(&self) -> bool {
        true
    }

    fn read(&self, received: Received) -> Result<Receipt, Unreadable> {
        Receipt::read(received)
    }
}
