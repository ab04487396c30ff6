//! Mitra Bunso's order module, one file for each endpoint: orders are made, looked at, and their labels
//! printed.
//!
//! Documentation: "penggunaan API untuk modul order". Every request carries the bearer token of a login, and
//! the id of its user in the path: the client fills both in. `POST` carries forms, in which whole orders
//! stand as JSON.
//!
//! | call | endpoint |
//! |---|---|
//! | `list`, `slices`, `all` | `GET /order/orders/list/{id_user}/{offsite}/{limit}` |
//! | `total_summary` | `GET /order/orders/total_summary/{id_user}` |
//! | `create` | `POST /order/orders/create/{id_user}` |
//! | `batch_create` | `POST /order/orders/batch_create/{id_user}` |
//! | `details` | `GET /order/orders/details/{id_user}/{id_order}` |
//! | `smart_order` | `POST /smartorder/fetch/{id_user}` |
//! | `processed_list` | `GET /order/orders/processed_list/{id_user}` |
//! | `print_order` | `POST /order/orders/print_order/{id_user}/{timestamp}/{print_status}` |
//!
//! # The address, and what travels in the clear
//!
//! The documentation has one address, [`MITRA_BUNSO`], and it is plain `http`. Asked there, the token and
//! every customer's name, phone and address cross the network unencrypted: whoever sits in between can read
//! them, ask with that token, and change the answers. It is the one plain address that this crate asks, and
//! only as the default here. Where the server answers on `https` as well, or behind a gateway or a tunnel of
//! yours, say so: [`Options::base_url`] takes any `https` address, and plain `http` to this machine only.
//!
//! # What the documentation leaves open
//!
//! - Errors: none is shown. The HTTP status tells the kind, `message` the words.
//! - Amounts arrive as numbers and as texts, and those as `"10000"` and `"10.000"`: both are ten thousand
//!   rupiah. An amount that cannot be read makes its row unreadable; none is guessed.
//! - `order_first_state` is JSON inside of a text: it is decoded, and kept as the text where that fails
//!   ([`FirstState`]).
//! - The second `excel` of a smart order: see [`SmartOrder`].
//! - No limits are documented, neither of the rows in a list nor of requests.

mod account;
mod batch_create;
mod create;
mod details;
mod lenient;
mod list;
mod order;
mod print_order;
mod processed_list;
mod record;
mod smart_order;
mod total_summary;

use std::fmt;

use futures_util::stream::Stream;
use serde_json::Value;

use self::account::Token;
use super::slice::{self, Slice};
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::page::Rows;
use crate::server::call::Call;
use crate::server::client::{Client, Options};
use crate::server::money::Movement;
use crate::server::received::{Received, Unreadable};
use crate::server::service::Place;
use crate::transport::Transport;

pub use account::MITRA_BUNSO;
pub use batch_create::{BatchCreate, BatchCreated};
pub use details::OrderGet;
pub use lenient::Waktu;
pub use list::{OrderList, OrderRow};
pub use order::{
    Customer, Detail, NewDetail, NewOrder, NewOrderInfo, Order, OrderInfo, Sender, Status,
};
pub use print_order::{PrintOrder, Printed};
pub use processed_list::{ProcessedList, ProcessedRow};
pub use record::{FirstState, OrderRecord, OrderRecords, ProductRecord};
pub use smart_order::{CourierDetected, OrderTemplate, ProductDetected, SmartOrder, Written};
pub use total_summary::{TotalSummary, Totals};

/// A client of the order module; `T` is what carries the requests.
pub struct MitraBunso<T: Transport<Tree = Value>> {
    client: Client<T, Token>,
    id_user: String,
}

impl<T: Transport<Tree = Value>> fmt::Debug for MitraBunso<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MitraBunso")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl<T: Transport<Tree = Value>> MitraBunso<T> {
    /// A client over a transport of your own, for the user with this id of 36 characters and the token of
    /// that user's login. It asks [`MITRA_BUNSO`], in the clear, unless told otherwise: see
    /// [the module](self).
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a token that is empty or that no header can hold, and for
    /// any other id.
    pub fn with_transport(
        token: &str,
        id_user: &str,
        options: Options,
        transport: T,
    ) -> Result<Self, Error> {
        let id_user = account::id(id_user, "id_user harus 36 karakter (huruf, angka, -)")?;
        Ok(Self {
            client: Client::with_transport(Token::new(token)?, options, transport),
            id_user: id_user.to_owned(),
        })
    }

    /// Asks a call. The first brace of its path is the user's id: the client fills it in.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        let id_user = &self.id_user;
        self.client.ask(&OfUser { call, id_user }).await
    }

    /// Some orders.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn list(&self, query: &OrderList) -> Result<Slice<OrderRow>, Error> {
        self.ask(query).await
    }

    /// The orders from the offset asked for to the end by `total`, `limit` at a time, fetched as they are
    /// consumed. Ends behind the first error.
    pub fn slices(
        &self,
        query: &OrderList,
    ) -> impl Stream<Item = Result<Slice<OrderRow>, Error>> + use<'_, T> {
        slice::slices(query.clone(), async |query| self.ask(&query).await)
    }

    /// The same, order by order, each once. Those that cannot be read are not among them: they stand in
    /// `rejected` of [`slices`](Self::slices).
    pub fn all(
        &self,
        query: &OrderList,
    ) -> impl Stream<Item = Result<OrderRow, Error>> + use<'_, T> {
        slice::rows::<OrderList>(self.slices(query))
    }

    /// How many orders there are of each status.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn total_summary(&self) -> Result<Totals, Error> {
        self.ask(&TotalSummary).await
    }

    /// Makes an order. It is sent once: when no answer came, look for its invoice before sending it again.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn create(&self, order: &NewOrder) -> Result<OrderRecords, Error> {
        self.ask(order).await
    }

    /// Makes many orders at once. As [`create`](Self::create), it is sent once.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn batch_create(&self, batch: &BatchCreate) -> Result<BatchCreated, Error> {
        self.ask(batch).await
    }

    /// One order.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn details(&self, id_order: &str) -> Result<OrderRecords, Error> {
        let id_order = id_order.to_owned();
        self.ask(&OrderGet { id_order }).await
    }

    /// Turns a marketplace's export into forms to fill in, one for each of its orders.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn smart_order(&self, export: &SmartOrder) -> Result<Rows<OrderTemplate>, Error> {
        self.ask(export).await
    }

    /// What was made ready and waits to be sent.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn processed_list(&self, query: &ProcessedList) -> Result<Rows<ProcessedRow>, Error> {
        self.ask(query).await
    }

    /// The orders whose labels are to be printed, which counts as printing them.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn print_order(&self, print: &PrintOrder) -> Result<Printed, Error> {
        self.ask(print).await
    }
}

/// A call about a user, whose id stands in the first brace of every path.
struct OfUser<'c, C> {
    call: &'c C,
    id_user: &'c str,
}

impl<C: Call> Call for OfUser<'_, C> {
    type Answer = C::Answer;

    fn method(&self) -> Method {
        self.call.method()
    }

    fn path(&self) -> &'static str {
        self.call.path()
    }

    fn segments(&self) -> Vec<String> {
        let mut segments = vec![self.id_user.to_owned()];
        segments.append(&mut self.call.segments());
        segments
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        self.call.parameters(parameters)
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        self.call.body()
    }

    fn repeatable(&self) -> bool {
        self.call.repeatable()
    }

    fn moves_money(&self) -> Option<Movement> {
        self.call.moves_money()
    }

    fn secrets(&self) -> Vec<&str> {
        self.call.secrets()
    }

    fn place(&self) -> Option<Place> {
        self.call.place()
    }

    fn may_be_empty(&self) -> bool {
        self.call.may_be_empty()
    }

    fn read(&self, received: Received) -> Result<C::Answer, Unreadable> {
        self.call.read(received)
    }
}
