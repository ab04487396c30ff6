//! `POST /orders/{id}/delivery-status`: tells how far the courier is.
//!
//! Documentation: "Update Delivery Status". JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `delivery_status` | yes | one of five, in their order: [`Delivery`] |
//! | `courier_info` | no | who, and with which vehicle |

use std::fmt;

use serde::{Deserialize, Serialize};

use super::delivery::{Delivery, DeliveryStatus};
use super::envelope::{self, About, Envelope, order_id};
use super::receipt::Receipt;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Who brings the order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Courier {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// Phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// With what.
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

/// What a courier drives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vehicle {
    /// `Blue`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// `Toyota`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub make: Option<String>,
    /// `Camry`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// A status on its way.
pub(super) struct StatusUpdate<'s> {
    pub delivery: &'s Delivery,
    pub status: DeliveryStatus,
    pub courier: Option<&'s Courier>,
    pub envelope: Option<&'s Envelope>,
}

#[derive(Serialize)]
struct Written<'s> {
    delivery_status: DeliveryStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    courier_info: Option<&'s Courier>,
}

impl Call for StatusUpdate<'_> {
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
        let fields = Written {
            delivery_status: self.status,
            courier_info: self.courier,
        };
        match self.envelope {
            None => Body::json(&fields).map(Some),
            Some(Envelope {
                delivery_status, ..
            }) => envelope::body(delivery_status, About { order_id, fields }),
        }
    }

    /// It says the same twice.
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
