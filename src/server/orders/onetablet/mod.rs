//! OneTablet: orders to the tablet of a restaurant, and the way of the courier who fetches them.
//!
//! Documentation: "API Endpoints". The base address and the key come from OneTablet, when an integration is
//! set up; every request carries the key as `x-api-key`. Errors are `{error, message}`. Amounts are
//! [`Cents`].
//!
//! | call | endpoint |
//! |---|---|
//! | [`submit`](OneTablet::submit) | `POST /orders` |
//! | [`cancel`](OneTablet::cancel) | `POST /orders/{id}/cancel` |
//! | [`delivery_status`](OneTablet::delivery_status) | `POST /orders/{id}/delivery-status` |
//!
//! Some integrations take the same as one `POST /webhooks`: see [`Envelope`].
//!
//! # Trying again
//!
//! As the documentation asks: an attempt is given 30 seconds; after one that got no answer, or an answer
//! from 500 to 599, it is tried again, after 1 second, then after 5, then after 30. (The program that the
//! documentation shows stops before the third wait of its list; here all of them are used.) What was
//! refused, 400 to 499, is never tried again. Every call may be repeated: an order carries its own id,
//! "so duplicate requests can be detected", and a cancellation or a status says the same twice.
//!
//! # The courier's way
//!
//! [`Delivery`] knows how far a courier is, and only goes forward.

pub mod cancel;
mod cents;
mod delivery;
pub mod delivery_status;
mod envelope;
mod key;
pub mod order;
mod receipt;
pub mod submit;

use std::fmt;

use serde_json::Value;

use self::cancel::{Cancellation, Cancelling};
use self::delivery_status::{Courier, StatusUpdate};
use self::key::Key;
use self::order::Order;
use self::submit::Submission;
use crate::error::Error;
use crate::server::client::{Client, Options};
use crate::transport::Transport;

pub use cents::Cents;
pub use delivery::{Delivery, DeliveryStatus};
pub use envelope::Envelope;
pub use receipt::Receipt;

/// A client of OneTablet; `T` is what carries the requests.
pub struct OneTablet<T: Transport<Tree = Value>> {
    client: Client<T, Key>,
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
    /// A client over a transport of your own, with the address and the key that OneTablet gave you.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for an address that is not `https` (`http` only to this
    /// machine), and for a key that is empty or that no header can hold.
    pub fn with_transport(
        base_url: &str,
        api_key: &str,
        options: Options,
        transport: T,
    ) -> Result<Self, Error> {
        let key = Key::new(base_url, api_key)?;
        Ok(Self {
            client: Client::with_transport(key, options, transport),
            envelope: None,
        })
    }

    /// Sends everything to `/webhooks`, for an integration of the older kind.
    #[must_use]
    pub fn envelope(self, envelope: Envelope) -> Self {
        Self {
            envelope: Some(envelope),
            ..self
        }
    }

    /// Submits an order. Submitting the same again does no harm.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn submit(&self, order: &Order) -> Result<Receipt, Error> {
        let envelope = self.envelope.as_ref();
        self.client.ask(&Submission { order, envelope }).await
    }

    /// Asks for the cancellation of an order.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn cancel(&self, cancellation: &Cancellation) -> Result<Receipt, Error> {
        let envelope = self.envelope.as_ref();
        let cancelling = Cancelling {
            cancellation,
            envelope,
        };
        self.client.ask(&cancelling).await
    }

    /// Tells OneTablet how far the courier is. `delivery` goes on once OneTablet has taken it; after an
    /// error it is where it was, and the same can be sent again.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a status that does not come next, see
    /// [`Delivery::check`]; nothing is sent then. Else any [`crate::ErrorKind`].
    pub async fn delivery_status(
        &self,
        delivery: &mut Delivery,
        status: DeliveryStatus,
        courier: Option<&Courier>,
    ) -> Result<Receipt, Error> {
        let update = StatusUpdate {
            delivery,
            status,
            courier,
            envelope: self.envelope.as_ref(),
        };
        let receipt = self.client.ask(&update).await?;
        delivery.advance(status)?;
        Ok(receipt)
    }
}
