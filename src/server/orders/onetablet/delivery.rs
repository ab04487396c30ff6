//! The progress of a delivery.

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The status of a delivery: one of five, in the order of the documentation's "Status Flow".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// `dasher_confirmed`: a courier has accepted the delivery.
    DasherConfirmed,
    /// `arriving_at_store`: the courier is on the way to the restaurant.
    ArrivingAtStore,
    /// `arrived_at_store`: the courier is at the restaurant.
    ArrivedAtStore,
    /// `dasher_out_for_delivery`: the courier is on the way to the customer, with the order.
    DasherOutForDelivery,
    /// `dropoff`: the order is delivered.
    Dropoff,
}

impl DeliveryStatus {
    /// All statuses, in the order in which they follow each other.
    pub const FLOW: [DeliveryStatus; 5] = [
        DeliveryStatus::DasherConfirmed,
        DeliveryStatus::ArrivingAtStore,
        DeliveryStatus::ArrivedAtStore,
        DeliveryStatus::DasherOutForDelivery,
        DeliveryStatus::Dropoff,
    ];

    /// The name of the status in the API.
    pub fn name(self) -> &'static str {
        match self {
            DeliveryStatus::DasherConfirmed => "dasher_confirmed",
            DeliveryStatus::ArrivingAtStore => "arriving_at_store",
            DeliveryStatus::ArrivedAtStore => "arrived_at_store",
            DeliveryStatus::DasherOutForDelivery => "dasher_out_for_delivery",
            DeliveryStatus::Dropoff => "dropoff",
        }
    }

    /// The status with this name.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for any other text.
    pub fn of(name: &str) -> Result<Self, Error> {
        let known = Self::FLOW.into_iter().find(|status| status.name() == name);
        known.ok_or_else(|| {
            Error::argument(
                "delivery_status harus dasher_confirmed, arriving_at_store, arrived_at_store, \
                 dasher_out_for_delivery atau dropoff",
            )
        })
    }

    /// The status that follows this one; `None` behind the last.
    pub fn next(self) -> Option<Self> {
        Self::FLOW.into_iter().find(|status| *status > self)
    }
}

/// The delivery of an order: the order's id, and the status that was last sent. The status only moves
/// forward.
///
/// The documentation shows one sequence of statuses, so no status of it may be left out: the next one to
/// send is the first status, the one that follows the last status, or the last status once more. A
/// program whose courier app reports fewer statuses sends those in between by itself;
/// [`missing`](Self::missing) lists them.
///
/// ```
/// use bukaolshop::server::orders::onetablet::{Delivery, DeliveryStatus};
///
/// let delivery = Delivery::resume("order-1", DeliveryStatus::ArrivingAtStore);
/// assert!(delivery.check(DeliveryStatus::ArrivedAtStore).is_ok());
/// assert!(delivery.check(DeliveryStatus::ArrivingAtStore).is_ok());
/// assert!(delivery.check(DeliveryStatus::DasherConfirmed).is_err());
/// assert!(delivery.check(DeliveryStatus::Dropoff).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Delivery {
    order_id: String,
    status: Option<DeliveryStatus>,
}

impl Delivery {
    /// The delivery of an order of which no status was sent.
    pub fn new(order_id: impl Into<String>) -> Self {
        Self {
            order_id: order_id.into(),
            status: None,
        }
    }

    /// The delivery of an order whose last status is known, for example from the program's own store.
    pub fn resume(order_id: impl Into<String>, status: DeliveryStatus) -> Self {
        Self {
            order_id: order_id.into(),
            status: Some(status),
        }
    }

    /// The `id` with which the order was submitted.
    pub fn order_id(&self) -> &str {
        &self.order_id
    }

    /// The last status that OneTablet has accepted; `None` before the first.
    pub fn status(&self) -> Option<DeliveryStatus> {
        self.status
    }

    /// Checks whether this status may be sent now.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a status before the last one, and for a status that
    /// leaves one out.
    pub fn check(&self, status: DeliveryStatus) -> Result<(), Error> {
        if self.status.is_some_and(|reached| status < reached) {
            return Err(Error::argument(
                "delivery_status tidak boleh mundur: status yang lebih jauh sudah terkirim",
            ));
        }
        if self.missing(status).len() > 1 {
            return Err(Error::argument(
                "delivery_status tidak boleh melompat: kirim dulu status di antaranya, sesuai urutan \
                 dasher_confirmed, arriving_at_store, arrived_at_store, dasher_out_for_delivery, dropoff",
            ));
        }
        Ok(())
    }

    /// The statuses to send, one after the other, until the delivery has the status `status`. The list
    /// is empty where the delivery has that status or a later one.
    pub fn missing(&self, status: DeliveryStatus) -> Vec<DeliveryStatus> {
        DeliveryStatus::FLOW
            .into_iter()
            .filter(|step| *step <= status && self.status.is_none_or(|reached| *step > reached))
            .collect()
    }

    /// Sets the status after it was sent.
    pub(super) fn advance(&mut self, status: DeliveryStatus) -> Result<(), Error> {
        self.check(status)?;
        self.status = Some(status);
        Ok(())
    }
}
