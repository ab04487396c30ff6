//! `POST /orders/{id}/cancel`: asks for the cancellation of an order.
//!
//! Documentation: "Cancel Order". The body is JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `cancel_reason` | no | one of four; OneTablet takes `OTHER` if it is missing |
//! | `cancel_details` | no | the reason in words |
//! | `reason` | no | the reason in words, where `cancel_details` is missing |

use serde::{Deserialize, Serialize};

use super::envelope::{self, Envelope, WithOrderId, order_id};
use super::receipt::Receipt;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// The cancellation of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The `id` with which the order was submitted.
    #[serde(skip)]
    pub order_id: String,
    /// The reason. If it is `None`, OneTablet takes `OTHER`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<CancelReason>,
    /// The reason in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_details: Option<String>,
    /// The reason in words, for integrations that do not know `cancel_details`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The reason for cancelling an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CancelReason {
    /// `ITEM_OUT_OF_STOCK`: an item is out of stock.
    ItemOutOfStock,
    /// `STORE_CLOSED`: the restaurant is closed.
    StoreClosed,
    /// `KITCHEN_BUSY`: the kitchen has too much to do.
    KitchenBusy,
    /// `OTHER`: any other reason.
    #[default]
    Other,
}

impl CancelReason {
    /// All reasons, in the order of the documentation.
    pub const ALL: [CancelReason; 4] = [
        CancelReason::ItemOutOfStock,
        CancelReason::StoreClosed,
        CancelReason::KitchenBusy,
        CancelReason::Other,
    ];
}

impl Cancellation {
    /// The cancellation of this order for this reason, without details.
    pub fn new(order_id: impl Into<String>, reason: CancelReason) -> Self {
        Self {
            order_id: order_id.into(),
            cancel_reason: Some(reason),
            cancel_details: None,
            reason: None,
        }
    }

    /// Sets the reason in words.
    #[must_use]
    pub fn details(self, details: impl Into<String>) -> Self {
        Self {
            cancel_details: Some(details.into()),
            ..self
        }
    }
}

/// The call that cancels an order.
pub(super) struct CancelCall<'c> {
    pub cancellation: &'c Cancellation,
    pub envelope: Option<&'c Envelope>,
}

impl Call for CancelCall<'_> {
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
                envelope::body(cancel, WithOrderId { order_id, fields })
            }
        }
    }

    /// CancelCall an order a second time changes nothing.
    fn repeatable(&self) -> bool {
        true
    }

    fn may_be_empty(&self) -> bool {
        true
    }

    fn look(&self) -> Look {
        Look::with("cancel", "order_id", &self.cancellation.order_id)
    }

    fn read(&self, received: Received) -> Result<Receipt, Unreadable> {
        Receipt::read(received)
    }
}
