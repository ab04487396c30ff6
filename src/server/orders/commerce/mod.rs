//! The commerce REST API: users, products, orders, payments, notifications and logs, one file for each
//! endpoint.
//!
//! Documentation: "API Reference". The documentation names no server, so the caller gives the base
//! address. Every request carries an API key or an OAuth 2.0 token as a bearer token ([`Credentials`]);
//! `POST` requests carry JSON.
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
//! Errors are `{"error": {"code", "message", "details"}}`; these fields become the error's
//! `server_code`, `status` and `path`. A payment that failed (402) is
//! [`PaymentRequired`](crate::ErrorKind::PaymentRequired), and [`PaymentFailure`] holds the server's
//! texts about it.
//!
//! Lists are asked for by [`Paging`]; the header `X-Total-Count` tells how long they are.
//!
//! With OAuth, a 401 makes the client ask the source for a new token and send the request again, once. A
//! payment is not sent again, because a call that moves money is sent once: it ends in the error for
//! 401, which says that nothing was done, and the next request carries the new token.

mod credentials;
mod logs;
mod notifications;
mod orders;
mod paging;
mod payments;
mod product;
mod products;
mod service;
mod users;

use std::fmt;

use futures_util::stream::Stream;
use serde_json::Value;

use self::credentials::WithBearer;
use self::service::CommerceService;
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

/// A client of the commerce API. `T` is the transport that carries the requests.
///
/// ```
/// # use bukaolshop::json::Value;
/// # use bukaolshop::transport::Transport;
/// use bukaolshop::server::Options;
/// use bukaolshop::server::orders::commerce::{Commerce, Credentials, Paging, ProductList};
///
/// # async fn ask<T: Transport<Tree = Value>>(transport: T) -> Result<(), bukaolshop::Error> {
/// let credentials = Credentials::api_key("API KEY")?;
/// let address = "https://commerce.example/v1";
/// let commerce = Commerce::with_transport(address, credentials, Options::new(), transport)?;
/// let query = ProductList {
///     paging: Paging::LARGEST,
/// };
/// for product in commerce.products(&query).await?.data {
///     println!("{}: {}", product.name, product.price);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Commerce<T: Transport<Tree = Value>> {
    client: Client<T, CommerceService>,
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
    /// A client that sends its requests through `transport` to the server at `base_url`.
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
            client: Client::with_transport(CommerceService::new(base_url)?, options, transport),
            credentials,
        })
    }

    /// Sends a call and reads its answer. After a 401 the call is sent once more with a new token, if
    /// the credentials have one and the call moves no money.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        self.client.check(call)?;
        let bearer = self.credentials.bearer().await;
        let bearer = bearer.map_err(|error| self.client.named(error, call.path()))?;
        let call_with_bearer = WithBearer {
            call,
            bearer: &bearer,
        };
        let refused = match self.client.ask(&call_with_bearer).await {
            Err(error) if error.kind == ErrorKind::Unauthorized => error,
            other => return other,
        };
        match self.credentials.renew(&bearer).await {
            Some(Ok(bearer)) if call.moves_money().is_none() => {
                let call_with_bearer = WithBearer {
                    call,
                    bearer: &bearer,
                };
                self.client.ask(&call_with_bearer).await
            }
            // The server's answer is more useful than the failure of the source.
            _ => Err(refused),
        }
    }

    fn walk<L: Sliced>(
        &self,
        from: L,
    ) -> impl Stream<Item = Result<Slice<L::Row>, Error>> + use<'_, T, L> {
        slice::slices(from, async |listing: L| self.ask(&listing).await)
    }

    /// `GET /users`: one slice of the users.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn users(&self, query: &UserList) -> Result<Slice<User>, Error> {
        self.ask(query).await
    }

    /// The slices from the offset of `query` to the end of the list; each is requested when the stream
    /// is polled for it. The stream ends after an error.
    pub fn user_slices(
        &self,
        query: &UserList,
    ) -> impl Stream<Item = Result<Slice<User>, Error>> + use<'_, T> {
        self.walk(query.clone())
    }

    /// The users of [`user_slices`](Self::user_slices), each once. Users that cannot be read are not
    /// among them; they are in `rejected` of their slice.
    pub fn all_users(
        &self,
        query: &UserList,
    ) -> impl Stream<Item = Result<User, Error>> + use<'_, T> {
        slice::rows::<UserList>(self.user_slices(query), |_| {})
    }

    /// The rows of [`all_users`](Self::all_users); `on_slice` sees each slice before its rows are given out, with
    /// the rows that are left out.
    pub fn all_users_from<O: FnMut(&Slice<User>)>(
        &self,
        query: &UserList,
        on_slice: O,
    ) -> impl Stream<Item = Result<User, Error>> + use<'_, T, O> {
        slice::rows::<UserList>(self.user_slices(query), on_slice)
    }

    /// `GET /products`: one slice of the products.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn products(&self, query: &ProductList) -> Result<Slice<Product>, Error> {
        self.ask(query).await
    }

    /// The slices of the products, like [`user_slices`](Self::user_slices).
    pub fn product_slices(
        &self,
        query: &ProductList,
    ) -> impl Stream<Item = Result<Slice<Product>, Error>> + use<'_, T> {
        self.walk(*query)
    }

    /// All products, like [`all_users`](Self::all_users).
    pub fn all_products(
        &self,
        query: &ProductList,
    ) -> impl Stream<Item = Result<Product, Error>> + use<'_, T> {
        slice::rows::<ProductList>(self.product_slices(query), |_| {})
    }

    /// The rows of [`all_products`](Self::all_products); `on_slice` sees each slice before its rows are given out, with
    /// the rows that are left out.
    pub fn all_products_from<O: FnMut(&Slice<Product>)>(
        &self,
        query: &ProductList,
        on_slice: O,
    ) -> impl Stream<Item = Result<Product, Error>> + use<'_, T, O> {
        slice::rows::<ProductList>(self.product_slices(query), on_slice)
    }

    /// `GET /products/{productId}`: one product.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; [`NotFound`](ErrorKind::NotFound) for a product that does not exist.
    pub async fn product(&self, product_id: &str) -> Result<Product, Error> {
        let product_id = product_id.to_owned();
        self.ask(&ProductGet { product_id }).await
    }

    /// `POST /orders`: creates an order. The request is sent once.
    ///
    /// # Errors
    /// Any [`ErrorKind`]. After an error that [is retryable](Error::is_retryable), the order may have
    /// been created.
    pub async fn create_order(&self, order: &OrderCreate) -> Result<Order, Error> {
        self.ask(order).await
    }

    /// `POST /payments`: pays for an order. The request is sent once.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; [`PaymentRequired`](ErrorKind::PaymentRequired) when the payment failed
    /// ([`PaymentFailure::of`]), and [`UnknownOutcome`](ErrorKind::UnknownOutcome) when no answer says
    /// whether it was made.
    pub async fn pay(&self, payment: &Pay) -> Result<Payment, Error> {
        self.ask(payment).await
    }

    /// `POST /notifications/send`: sends a message to a user. The request is sent once.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn send_notification(
        &self,
        notification: &NotificationSend,
    ) -> Result<NotificationAccepted, Error> {
        self.ask(notification).await
    }

    /// `GET /logs`: one slice of the log.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn logs(&self, query: &LogList) -> Result<Slice<LogEntry>, Error> {
        self.ask(query).await
    }

    /// The slices of the log, like [`user_slices`](Self::user_slices).
    pub fn log_slices(
        &self,
        query: &LogList,
    ) -> impl Stream<Item = Result<Slice<LogEntry>, Error>> + use<'_, T> {
        self.walk(query.clone())
    }

    /// All log entries, like [`all_users`](Self::all_users); equal entries are not taken for one.
    pub fn all_logs(
        &self,
        query: &LogList,
    ) -> impl Stream<Item = Result<LogEntry, Error>> + use<'_, T> {
        slice::rows::<LogList>(self.log_slices(query), |_| {})
    }

    /// The rows of [`all_logs`](Self::all_logs); `on_slice` sees each slice before its rows are given out, with
    /// the rows that are left out.
    pub fn all_logs_from<O: FnMut(&Slice<LogEntry>)>(
        &self,
        query: &LogList,
        on_slice: O,
    ) -> impl Stream<Item = Result<LogEntry, Error>> + use<'_, T, O> {
        slice::rows::<LogList>(self.log_slices(query), on_slice)
    }
}
