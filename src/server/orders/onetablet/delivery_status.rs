//! `POST /orders/{id}/delivery-status`: reports the progress of a delivery.
//!
//! Documentation: "Update Delivery Status". The body is JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `delivery_status` | yes | one of five, in their order: [`Delivery`] |
//! | `courier_info` | no | the courier and the vehicle |

use std::fmt;

use serde::{Deserialize, Serialize};

use super::delivery::{Delivery, DeliveryStatus};
use super::envelope::{self, Envelope, WithOrderId, order_id};
use super::receipt::Receipt;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// The courier who delivers the order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Courier {
    /// The courier's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// The courier's phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The courier's vehicle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<Vehicle>,
}

/// Shows the vehicle only: people stay out of logs.
impl fmt::Debug for Courier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Courier")
            .field("vehicle", &self.vehicle)
            .finish_non_exhaustive()
    }
}

/// A courier's vehicle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vehicle {
    /// The colour, for example `Blue`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// The make, for example `Toyota`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub make: Option<String>,
    /// The model, for example `Camry`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// The call that reports a status.
pub(super) struct DeliveryStatusCall<'s> {
    pub delivery: &'s Delivery,
    pub status: DeliveryStatus,
    pub courier: Option<&'s Courier>,
    pub envelope: Option<&'s Envelope>,
}

#[derive(Serialize)]
struct DeliveryStatusBody<'s> {
    delivery_status: DeliveryStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    courier_info: Option<&'s Courier>,
}

impl Call for DeliveryStatusCall<'_> {
    type Answer = Receipt;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        self.envelope
            .map_or("/orders/{id}/delivery-status", |_| envelope::PATH)
    }

    fn segments(&self) -> Vec<String> {
        vec![self.delivery.order_id().to_owned()]
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let order_id = order_id(self.delivery.order_id())?;
        self.delivery.check(self.status)?;
        let fields = DeliveryStatusBody {
            delivery_status: self.status,
            courier_info: self.courier,
        };
        match self.envelope {
            None => Body::json(&fields).map(Some),
            Some(Envelope {
                delivery_status, ..
            }) => envelope::body(delivery_status, WithOrderId { order_id, fields }),
        }
    }

    /// Reporting a status a second time changes nothing.
    fn repeatable(&self) -> bool {
        true
    }

    fn may_be_empty(&self) -> bool {
        true
    }

    fn look(&self) -> Look {
        Look::with("deliveryStatus", "order_id", self.delivery.order_id())
    }

    fn read(&self, received: Received) -> Result<Receipt, Unreadable> {
        Receipt::read(received)
    }
}
