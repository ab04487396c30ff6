//! OneSolu: orders of a kitchen, webhooks about them, and how the API is used.
//!
//! Documentation: "OneSoluAPI Reference". Base address `https://api.onesolu.dev/v1`; every request carries
//! the API key as a bearer; answers stand in `data`; errors are `{error: {code, message, status}}`.
//!
//! | call | endpoint |
//! |---|---|
//! | [`create_order`](OneSolu::create_order) | `POST /api/orders` |
//! | [`order`](OneSolu::order) | `GET /api/orders/{id}` |
//! | [`change_status`](OneSolu::change_status) | `PUT /api/orders/{id}/status` |
//! | [`register_webhook`](OneSolu::register_webhook) | `POST /api/webhooks` |
//! | [`daily_analytics`](OneSolu::daily_analytics) | `GET /api/analytics/daily` |
//! | [`Webhooks::receive`] | what OneSolu sends to a webhook |
//!
//! # Limits
//!
//! Every answer says how many requests are left and until when ([`RateLimit`]). When less than a quarter
//! of a minute's requests is left, the client spreads them over the rest of that minute; when none is
//! left, it waits for the next. A wait that is longer than a call may take ends in
//! [`Quota`](crate::ErrorKind::Quota) at once, with `retry_after`, and nothing is sent. The documentation
//! does not say how often a plan's day begins anew; a limit that is not renewed within a minute is taken
//! for the day's, and used up to its last request without slowing down.
//!
//! # Orders are not repeated
//!
//! The documentation knows no key by which OneSolu would recognize an order that it has already. So
//! [`create_order`](OneSolu::create_order) is sent once, and no layer repeats it.

pub mod change_status;
pub mod create_order;
pub mod daily_analytics;
pub mod event;
pub mod get_order;
mod key;
mod limits;
pub mod order;
pub mod register_webhook;
mod signature;

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use self::change_status::{StatusChange, StatusChanged};
use self::create_order::NewOrder;
use self::daily_analytics::{Analytics, DailyAnalytics};
use self::get_order::GetOrder;
use self::key::Key;
use self::limits::Gauge;
use self::order::{Order, Status};
use self::register_webhook::{NewWebhook, Webhook};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::client::{Client, Options};
use crate::transport::Transport;

pub use event::{Event, EventData, EventType};
pub use key::ONE_SOLU;
pub use limits::{Plan, RateLimit};
pub use signature::{DEFAULT_HEADER, WebhookFault, Webhooks};

/// A client of OneSolu; `T` is what carries the requests.
pub struct OneSolu<T: Transport<Tree = Value>> {
    client: Client<T, Key>,
    gauge: Arc<Gauge>,
}

impl<T: Transport<Tree = Value>> fmt::Debug for OneSolu<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneSolu")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl<T: Transport<Tree = Value>> OneSolu<T> {
    /// A client over a transport of your own.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a key that is empty or that no header can hold.
    pub fn with_transport(api_key: &str, options: Options, transport: T) -> Result<Self, Error> {
        let gauge = Arc::new(Gauge::default());
        let key = Key::new(api_key, Arc::clone(&gauge))?;
        Ok(Self {
            client: Client::with_transport(key, options, transport),
            gauge,
        })
    }

    /// Asks a call.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        self.client.ask(call).await
    }

    /// Creates an order. It is sent once.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn create_order(&self, order: &NewOrder) -> Result<Order, Error> {
        self.client.ask(order).await
    }

    /// An order as it is now.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; `NotFound` where there is none of this id.
    pub async fn order(&self, id: &str) -> Result<Order, Error> {
        self.client.ask(&GetOrder { id: id.to_owned() }).await
    }

    /// Sets the status of an order.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn change_status(&self, id: &str, status: Status) -> Result<StatusChanged, Error> {
        let id = id.to_owned();
        self.client.ask(&StatusChange { id, status }).await
    }

    /// Registers an address that OneSolu then sends its events to. It is sent once.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn register_webhook(&self, webhook: &NewWebhook) -> Result<Webhook, Error> {
        self.client.ask(webhook).await
    }

    /// How the API was used on the last `days` days; on the last 7 for `None`.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn daily_analytics(&self, days: Option<u32>) -> Result<Analytics, Error> {
        self.client.ask(&DailyAnalytics { days }).await
    }

    /// What the last answer said of the limits; `None` before the first that said anything.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.gauge.read()
    }
}
