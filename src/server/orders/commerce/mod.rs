//! The commerce REST API, one file for each endpoint: users, products, orders, payments, notifications, logs.
//!
//! Documentation: "API Reference". It names no server: the address is the caller's. Every request carries an
//! API key or an OAuth 2.0 token as a bearer ([`Credentials`]); `POST` carries JSON.
//!
//! | call | endpoint |
//! |---|---|
//! | `users`, `user_slices`, `all_users` | `GET /users` |
//! | `products`, `product_slices`, `all_products` | `GET /products` |
//! | `product` | `GET /products/{productId}` |
//! | `create_order` | `POST /orders` |
//! | `pay` | `POST /payments` |
//! | `send_notification` | `POST /notifications/send` |
//! | `logs`, `log_slices`, `all_logs` | `GET /logs` |
//!
//! Errors come as `{"error": {"code", "message", "details"}}`: they are the error's `server_code`, `status`
//! and `path`. A payment that failed (402) is [`PaymentRequired`](crate::ErrorKind::PaymentRequired), and
//! [`PaymentFailure`] has its words.
//!
//! Lists are asked for by [`Paging`]; `X-Total-Count` says where they end.
//!
//! With OAuth, a 401 asks the token's source for a new one, once, and the request is sent again with it. Not
//! so a payment: what moves money reaches the server once. It ends in the 401, which is a plain no, and the
//! next request has the new token.

mod credentials;
mod logs;
mod notifications;
mod orders;
mod paging;
mod payments;
mod product;
mod products;
mod system;
mod users;

use std::fmt;

use futures_util::stream::Stream;
use serde_json::Value;

use self::credentials::Borne;
use self::system::System;
use super::slice::{self, Slice, Sliced};
use crate::error::{Error, ErrorKind};
use crate::server::call::Call;
use crate::server::client::{Client, Options};
use crate::transport::Transport;

pub use credentials::Credentials;
pub use logs::{LogEntry, LogList};
pub use notifications::{NotificationAccepted, NotificationSend, NotificationType};
pub use orders::{Address, Item, Order, OrderCreate};
pub use paging::{DEFAULT_LIMIT, LARGEST_LIMIT, Paging};
pub use payments::{Amount, Pay, Payment, PaymentFailure};
pub use product::ProductGet;
pub use products::{Product, ProductList};
pub use users::{User, UserList};

/// A client of a commerce API; `T` is what carries the requests.
pub struct Commerce<T: Transport<Tree = Value>> {
    client: Client<T, System>,
    credentials: Credentials,
}

impl<T: Transport<Tree = Value>> fmt::Debug for Commerce<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Commerce")
            .field("client", &self.client)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

impl<T: Transport<Tree = Value>> Commerce<T> {
    /// A client over a transport of your own, of the server at this address.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] unless the address is `https`, or `http` to a loopback host.
    pub fn with_transport(
        base_url: &str,
        credentials: Credentials,
        options: Options,
        transport: T,
    ) -> Result<Self, Error> {
        Ok(Self {
            client: Client::with_transport(System::new(base_url)?, options, transport),
            credentials,
        })
    }

    /// Asks a call.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        self.client.check(call)?;
        let bearer = self.credentials.bearer().await;
        let bearer = bearer.map_err(|error| self.client.named(error, call.path()))?;
        let borne = Borne {
            call,
            bearer: &bearer,
        };
        let refused = match self.client.ask(&borne).await {
            Err(error) if error.kind == ErrorKind::Unauthorized => error,
            other => return other,
        };
        match self.credentials.renewed(&bearer).await {
            Some(Ok(bearer)) if call.moves_money().is_none() => {
                let borne = Borne {
                    call,
                    bearer: &bearer,
                };
                self.client.ask(&borne).await
            }
            // What the server said tells more than what the source did not.
            _ => Err(refused),
        }
    }

    fn walk<L: Sliced>(
        &self,
        from: L,
    ) -> impl Stream<Item = Result<Slice<L::Row>, Error>> + use<'_, T, L> {
        slice::slices(from, async |listing: L| self.ask(&listing).await)
    }

    /// Some users.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn users(&self, query: &UserList) -> Result<Slice<User>, Error> {
        self.ask(query).await
    }

    /// The users from the offset asked for to the end, `limit` at a time, fetched as they are consumed.
    /// Ends behind the first error.
    pub fn user_slices(
        &self,
        query: &UserList,
    ) -> impl Stream<Item = Result<Slice<User>, Error>> + use<'_, T> {
        self.walk(query.clone())
    }

    /// The same, user by user, each once. Those that cannot be read are not among them: they stand in
    /// `rejected` of [`user_slices`](Self::user_slices).
    pub fn all_users(
        &self,
        query: &UserList,
    ) -> impl Stream<Item = Result<User, Error>> + use<'_, T> {
        slice::rows::<UserList>(self.user_slices(query))
    }

    /// Some products.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn products(&self, query: &ProductList) -> Result<Slice<Product>, Error> {
        self.ask(query).await
    }

    /// The products, as [`user_slices`](Self::user_slices).
    pub fn product_slices(
        &self,
        query: &ProductList,
    ) -> impl Stream<Item = Result<Slice<Product>, Error>> + use<'_, T> {
        self.walk(*query)
    }

    /// The products, as [`all_users`](Self::all_users).
    pub fn all_products(
        &self,
        query: &ProductList,
    ) -> impl Stream<Item = Result<Product, Error>> + use<'_, T> {
        slice::rows::<ProductList>(self.product_slices(query))
    }

    /// One product.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; [`NotFound`](ErrorKind::NotFound) for one that does not exist.
    pub async fn product(&self, product_id: &str) -> Result<Product, Error> {
        let product_id = product_id.to_owned();
        self.ask(&ProductGet { product_id }).await
    }

    /// Makes an order. It is sent once.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; after one that [is retryable](Error::is_retryable), the order may have been made.
    pub async fn create_order(&self, order: &OrderCreate) -> Result<Order, Error> {
        self.ask(order).await
    }

    /// Pays for an order, once.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; [`PaymentRequired`](ErrorKind::PaymentRequired) when it failed
    /// ([`PaymentFailure::of`]), and [`UnknownOutcome`](ErrorKind::UnknownOutcome) when nobody knows.
    pub async fn pay(&self, payment: &Pay) -> Result<Payment, Error> {
        self.ask(payment).await
    }

    /// Sends a user a message. It is sent once.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn send_notification(
        &self,
        notification: &NotificationSend,
    ) -> Result<NotificationAccepted, Error> {
        self.ask(notification).await
    }

    /// Some log entries.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn logs(&self, query: &LogList) -> Result<Slice<LogEntry>, Error> {
        self.ask(query).await
    }

    /// The log entries, as [`user_slices`](Self::user_slices).
    pub fn log_slices(
        &self,
        query: &LogList,
    ) -> impl Stream<Item = Result<Slice<LogEntry>, Error>> + use<'_, T> {
        self.walk(query.clone())
    }

    /// The log entries, as [`all_users`](Self::all_users); equal entries are all there.
    pub fn all_logs(
        &self,
        query: &LogList,
    ) -> impl Stream<Item = Result<LogEntry, Error>> + use<'_, T> {
        slice::rows::<LogList>(self.log_slices(query))
    }
}
