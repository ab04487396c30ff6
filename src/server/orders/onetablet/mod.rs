//! OneTablet: orders for the tablet of a restaurant, and the progress of the courier who delivers them.
//!
//! Documentation: "API Endpoints". OneTablet assigns the base address and the API key when an
//! integration is set up; every request carries the key as `x-api-key`. Errors are `{error, message}`.
//! Amounts are [`Cents`].
//!
//! | call | endpoint |
//! |---|---|
//! | [`submit`](OneTablet::submit) | `POST /orders` |
//! | [`cancel`](OneTablet::cancel) | `POST /orders/{id}/cancel` |
//! | [`delivery_status`](OneTablet::delivery_status) | `POST /orders/{id}/delivery-status` |
//!
//! Some integrations take these operations as `POST /webhooks`: see [`Envelope`].
//!
//! # Retries
//!
//! The client follows the documentation: an attempt has 30 seconds; after an attempt without an answer,
//! or with an answer from 500 to 599, the next attempt follows after 1 second, then after 5, then after
//! 30. (The documentation's example program stops before the third wait of its list; this client uses
//! all of them.) An answer from 400 to 499 is never followed by another attempt. Every call may be
//! repeated: an order carries its own id, "so duplicate requests can be detected", and cancelling an
//! order or reporting a status a second time changes nothing.
//!
//! # The progress of a delivery
//!
//! [`Delivery`] holds the status that was last sent, and only moves forward.

pub mod cancel;
mod cents;
mod delivery;
pub mod delivery_status;
mod envelope;
pub mod order;
mod receipt;
mod service;
pub mod submit;

use std::fmt;

use serde_json::Value;

use self::cancel::{CancelCall, Cancellation};
use self::delivery_status::{Courier, DeliveryStatusCall};
use self::order::Order;
use self::service::OneTabletService;
use self::submit::SubmitCall;
use crate::error::Error;
use crate::server::client::{Client, Options};
use crate::transport::Transport;

pub use cents::Cents;
pub use delivery::{Delivery, DeliveryStatus};
pub use envelope::Envelope;
pub use receipt::Receipt;

/// A client of OneTablet. `T` is the transport that carries the requests.
///
/// ```
/// # use bukaolshop::json::Value;
/// # use bukaolshop::transport::Transport;
/// use bukaolshop::server::Options;
/// use bukaolshop::server::orders::onetablet::cancel::{CancelReason, Cancellation};
/// use bukaolshop::server::orders::onetablet::{Delivery, DeliveryStatus, OneTablet};
///
/// # async fn ask<T: Transport<Tree = Value>>(transport: T) -> Result<(), bukaolshop::Error> {
/// let address = "https://onetablet.example";
/// let tablet = OneTablet::with_transport(address, "X-API-KEY", Options::new(), transport)?;
/// let cancellation = Cancellation::new("order-1", CancelReason::StoreClosed);
/// tablet.cancel(&cancellation.details("closed for today")).await?;
///
/// let mut delivery = Delivery::new("order-2");
/// tablet.delivery_status(&mut delivery, DeliveryStatus::DasherConfirmed, None).await?;
/// # Ok(())
/// # }
/// ```
pub struct OneTablet<T: Transport<Tree = Value>> {
    client: Client<T, OneTabletService>,
    envelope: Option<Envelope>,
}

impl<T: Transport<Tree = Value>> fmt::Debug for OneTablet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneTablet")
            .field("client", &self.client)
            .field("envelope", &self.envelope)
            .finish_non_exhaustive()
    }
}

impl<T: Transport<Tree = Value>> OneTablet<T> {
    /// A client that sends its requests through `transport`, to the address and with the API key that
    /// OneTablet has assigned.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for an address that is not `https` (`http` only for a
    /// loopback host), and for a key that is shorter than 4 characters or that a header
    /// cannot carry.
    pub fn with_transport(
        base_url: &str,
        api_key: &str,
        options: Options,
        transport: T,
    ) -> Result<Self, Error> {
        let service = OneTabletService::new(base_url, api_key)?;
        Ok(Self {
            client: Client::with_transport(service, options, transport),
            envelope: None,
        })
    }

    /// Sends every operation as `POST /webhooks`, for an integration of the older form.
    #[must_use]
    pub fn envelope(self, envelope: Envelope) -> Self {
        Self {
            envelope: Some(envelope),
            ..self
        }
    }

    /// `POST /orders`: submits an order. OneTablet recognizes an order that is submitted again by its
    /// id.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn submit(&self, order: &Order) -> Result<Receipt, Error> {
        let envelope = self.envelope.as_ref();
        self.client.ask(&SubmitCall { order, envelope }).await
    }

    /// `POST /orders/{id}/cancel`: asks for the cancellation of an order.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn cancel(&self, cancellation: &Cancellation) -> Result<Receipt, Error> {
        let envelope = self.envelope.as_ref();
        let call = CancelCall {
            cancellation,
            envelope,
        };
        self.client.ask(&call).await
    }

    /// `POST /orders/{id}/delivery-status`: reports the status of a delivery. `delivery` moves on when
    /// OneTablet has accepted the status. After an error `delivery` is unchanged, and the same status
    /// can be sent again.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a status that does not come next ([`Delivery::check`]);
    /// nothing is sent then. Any other [`crate::ErrorKind`] after sending.
    pub async fn delivery_status(
        &self,
        delivery: &mut Delivery,
        status: DeliveryStatus,
        courier: Option<&Courier>,
    ) -> Result<Receipt, Error> {
        let call = DeliveryStatusCall {
            delivery,
            status,
            courier,
            envelope: self.envelope.as_ref(),
        };
        let receipt = self.client.ask(&call).await?;
        delivery.advance(status)?;
        Ok(receipt)
    }
}
