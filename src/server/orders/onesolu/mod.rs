//! OneSolu: orders of a kitchen, webhooks about them, and statistics of the API's use.
//!
//! Documentation: "OneSoluAPI Reference". The base address is `https://api.onesolu.dev/v1`; every
//! request carries the API key as a bearer token; the data of an answer is in the field `data`; errors
//! are `{error: {code, message, status}}`.
//!
//! | call | endpoint |
//! |---|---|
//! | [`create_order`](OneSolu::create_order) | `POST /api/orders` |
//! | [`order`](OneSolu::order) | `GET /api/orders/{id}` |
//! | [`change_status`](OneSolu::change_status) | `PUT /api/orders/{id}/status` |
//! | [`register_webhook`](OneSolu::register_webhook) | `POST /api/webhooks` |
//! | [`daily_analytics`](OneSolu::daily_analytics) | `GET /api/analytics/daily` |
//! | [`Webhooks::receive`] | the requests that OneSolu sends to a webhook |
//!
//! # Limits
//!
//! Every answer tells how many requests are left until which time ([`RateLimit`]). When less than a
//! quarter of a minute's requests is left, the client spreads them over the rest of that minute; when
//! none is left, the client waits for the next minute. A wait that is longer than the deadline of a call
//! ends at once in [`Quota`](crate::ErrorKind::Quota) with `retry_after`, and nothing is sent. The
//! documentation does not say when a plan's day begins. The client takes a limit that is not reset
//! within a minute for the limit of a day, and uses it up without slowing down.
//!
//! # Orders are not repeated
//!
//! The documentation describes no idempotency key by which OneSolu could recognize an order that it has
//! already. So the client sends [`create_order`](OneSolu::create_order) once, and no layer repeats it.

pub mod change_status;
pub mod create_order;
pub mod daily_analytics;
pub mod event;
pub mod get_order;
mod limits;
pub mod order;
pub mod register_webhook;
mod service;
mod signature;

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use self::change_status::{StatusChange, StatusChanged};
use self::create_order::NewOrder;
use self::daily_analytics::{Analytics, DailyAnalytics};
use self::get_order::GetOrder;
use self::limits::LastRateLimit;
use self::order::{Order, Status};
use self::register_webhook::{NewWebhook, Webhook};
use self::service::OneSoluService;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::client::{Client, Options};
use crate::transport::Transport;

pub use event::{Event, EventData, EventType};
pub use limits::{RateLimit, SubscriptionPlan};
pub use service::ONE_SOLU;
pub use signature::{DEFAULT_HEADER, WebhookFault, Webhooks};

/// A client of OneSolu. `T` is the transport that carries the requests.
///
/// ```
/// # use bukaolshop::json::Value;
/// # use bukaolshop::transport::Transport;
/// use bukaolshop::server::Options;
/// use bukaolshop::server::orders::onesolu::OneSolu;
/// use bukaolshop::server::orders::onesolu::create_order::{NewItem, NewOrder};
///
/// # async fn ask<T: Transport<Tree = Value>>(transport: T) -> Result<(), bukaolshop::Error> {
/// let onesolu = OneSolu::with_transport("API KEY", Options::new(), transport)?;
/// let order = NewOrder {
///     items: vec![NewItem {
///         menu_id: "menu_001".to_owned(),
///         quantity: 2,
///     }],
///     customer_id: "cust_abc123".to_owned(),
/// };
/// let created = onesolu.create_order(&order).await?;
/// println!("{}: {} {}", created.id, created.currency, created.total);
/// # Ok(())
/// # }
/// ```
pub struct OneSolu<T: Transport<Tree = Value>> {
    client: Client<T, OneSoluService>,
    last_rate_limit: Arc<LastRateLimit>,
}

impl<T: Transport<Tree = Value>> fmt::Debug for OneSolu<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneSolu")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl<T: Transport<Tree = Value>> OneSolu<T> {
    /// A client that sends its requests through `transport`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a key that is shorter than 4 characters, or that a header
    /// cannot carry.
    pub fn with_transport(api_key: &str, options: Options, transport: T) -> Result<Self, Error> {
        let last_rate_limit = Arc::new(LastRateLimit::default());
        let service = OneSoluService::new(api_key, Arc::clone(&last_rate_limit))?;
        Ok(Self {
            client: Client::with_transport(service, options, transport),
            last_rate_limit,
        })
    }

    /// Sends a call and reads its answer.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        self.client.ask(call).await
    }

    /// `POST /api/orders`: creates an order. The request is sent once.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn create_order(&self, order: &NewOrder) -> Result<Order, Error> {
        self.client.ask(order).await
    }

    /// `GET /api/orders/{id}`: an order, without its items.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`NotFound`](crate::ErrorKind::NotFound) where there is no order with
    /// this id.
    pub async fn order(&self, id: &str) -> Result<Order, Error> {
        self.client.ask(&GetOrder { id: id.to_owned() }).await
    }

    /// `PUT /api/orders/{id}/status`: sets the status of an order.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn change_status(&self, id: &str, status: Status) -> Result<StatusChanged, Error> {
        let id = id.to_owned();
        self.client.ask(&StatusChange { id, status }).await
    }

    /// `POST /api/webhooks`: registers an address to which OneSolu then sends events. The request is
    /// sent once.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn register_webhook(&self, webhook: &NewWebhook) -> Result<Webhook, Error> {
        self.client.ask(webhook).await
    }

    /// `GET /api/analytics/daily`: the use of the API on the last `days` days; on the last 7 days for
    /// `None`.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn daily_analytics(&self, days: Option<u32>) -> Result<Analytics, Error> {
        self.client.ask(&DailyAnalytics { days }).await
    }

    /// The rate limit that the last answer has told; `None` before the first answer with such headers.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.last_rate_limit.read()
    }
}
