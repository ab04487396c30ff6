//! How far a courier is.

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The five statuses of a delivery, in the order of the documentation's "Status Flow".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// `dasher_confirmed`: a courier has the job.
    DasherConfirmed,
    /// `arriving_at_store`: on the way to the restaurant.
    ArrivingAtStore,
    /// `arrived_at_store`: there.
    ArrivedAtStore,
    /// `dasher_out_for_delivery`: on the way to the customer, with the order.
    DasherOutForDelivery,
    /// `dropoff`: delivered.
    Dropoff,
}

impl DeliveryStatus {
    /// All of them, in their order.
    pub const FLOW: [DeliveryStatus; 5] = [
        DeliveryStatus::DasherConfirmed,
        DeliveryStatus::ArrivingAtStore,
        DeliveryStatus::ArrivedAtStore,
        DeliveryStatus::DasherOutForDelivery,
        DeliveryStatus::Dropoff,
    ];

    /// The API's word for it.
    pub fn name(self) -> &'static str {
        match self {
            DeliveryStatus::DasherConfirmed => "dasher_confirmed",
            DeliveryStatus::ArrivingAtStore => "arriving_at_store",
            DeliveryStatus::ArrivedAtStore => "arrived_at_store",
            DeliveryStatus::DasherOutForDelivery => "dasher_out_for_delivery",
            DeliveryStatus::Dropoff => "dropoff",
        }
    }

    /// The status of this name.
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

    /// The one that comes after it; `None` at the end.
    pub fn next(self) -> Option<Self> {
        Self::FLOW.into_iter().find(|status| *status > self)
    }
}

/// The delivery of an order: which order, and how far it is. It only goes forward.
///
/// The documentation shows one flow, so no step of it is left out: what comes next is the first status,
/// the one after the last that was sent, or that one once more. A program whose courier's app tells less
/// sends the steps between by itself: [`missing`](Self::missing) names them.
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
    /// Of an order of which no status was sent so far.
    pub fn new(order_id: impl Into<String>) -> Self {
        Self {
            order_id: order_id.into(),
            status: None,
        }
    }

    /// Of an order that is known to be this far: from a program's own store.
    pub fn resume(order_id: impl Into<String>, status: DeliveryStatus) -> Self {
        Self {
            order_id: order_id.into(),
            status: Some(status),
        }
    }

    /// Which order: the `id` that it was submitted with.
    pub fn order_id(&self) -> &str {
        &self.order_id
    }

    /// The last status that OneTablet took; `None` before the first.
    pub fn status(&self) -> Option<DeliveryStatus> {
        self.status
    }

    /// Whether this status may be sent now.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for one that lies behind, and for one that leaves a step out.
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

    /// What is to be sent, one after the other, for the delivery to be at `status`, which is the last of
    /// them. Nothing, where it is there already or beyond.
    pub fn missing(&self, status: DeliveryStatus) -> Vec<DeliveryStatus> {
        DeliveryStatus::FLOW
            .into_iter()
            .filter(|step| *step <= status && self.status.is_none_or(|reached| *step > reached))
            .collect()
    }

    /// Goes on to a status that was sent.
    pub(super) fn advance(&mut self, status: DeliveryStatus) -> Result<(), Error> {
        self.check(status)?;
        self.status = Some(status);
        Ok(())
    }
}
