//! Mitra Bunso's order module: creating orders, reading orders, and printing
//! their labels.
//!
//! Documentation: "penggunaan API untuk modul order". Every request carries the bearer token of a login,
//! and in its path the id of the user who has logged in; the client fills both in. `POST` requests carry
//! forms, in which orders are JSON.
//!
//! | call | endpoint |
//! |---|---|
//! | `list`, `slices`, `all` | `GET /order/orders/list/{id_user}/{offsite}/{limit}` |
//! | `find` | the list, searched for an invoice |
//! | `total_summary` | `GET /order/orders/total_summary/{id_user}` |
//! | `create` | `POST /order/orders/create/{id_user}` |
//! | `batch_create` | `POST /order/orders/batch_create/{id_user}` |
//! | `details` | `GET /order/orders/details/{id_user}/{id_order}` |
//! | `smart_order` | `POST /smartorder/fetch/{id_user}` |
//! | `processed_list` | `GET /order/orders/processed_list/{id_user}` |
//! | `print_order` | `POST /order/orders/print_order/{id_user}/{timestamp}/{print_status}` |
//!
//! # The base address is not encrypted
//!
//! The documentation gives one base address, [`MITRA_BUNSO`], which is plain `http`. Over it the token
//! and the name, phone and address of every customer are sent unencrypted: whoever is between client and
//! server can read them, send requests with the token, and change the answers. It is the only plain
//! address that this crate accepts, and only as the default here. If the server answers on `https`, too,
//! or is behind a gateway or a tunnel of yours, use that address: [`Options::base_url`] takes any
//! `https` address, and plain `http` for a loopback host only.
//!
//! # What the documentation leaves open
//!
//! - The documentation shows no errors. The HTTP status gives the kind of an error, and `message` its
//!   text.
//! - Amounts arrive as numbers and as texts, and the texts as `"10000"` and as `"10.000"`: both mean ten
//!   thousand rupiah. A row with an amount that cannot be read is rejected; no amount is guessed.
//! - `order_first_state` is JSON inside a text. It is decoded; a text that cannot be decoded is kept
//!   ([`FirstState`]).
//! - The second field `excel` of a smart order: see [`SmartOrder`].
//! - The documentation states no limits, neither for the number of rows in a list nor for the number of
//!   requests.

mod batch_create;
mod create;
mod details;
mod lenient_number;
mod list;
mod order;
mod order_record;
mod print_order;
mod processed_list;
mod service;
mod smart_order;
mod total_summary;
mod waktu;

use std::fmt;
use std::pin::pin;

use futures_util::stream::{Stream, StreamExt};
use serde_json::Value;

use self::service::{MitraBunsoService, checked_id};
use super::slice::{self, Slice};
use crate::error::Error;
use crate::page::Rows;
use crate::server::call::{Call, as_inside};
use crate::server::client::{Client, Options};
use crate::server::money::Outcome;
use crate::transport::Transport;

pub use batch_create::{BatchCreate, BatchCreated};
pub use details::OrderGet;
pub use list::{OrderList, OrderRow};
pub use order::{
    Customer, Detail, NewDetail, NewOrder, NewOrderInfo, Order, OrderInfo, Sender, Status,
};
pub use order_record::{FirstState, OrderRecord, OrderRecords, ProductRecord};
pub use print_order::{PrintOrder, Printed};
pub use processed_list::{ProcessedList, ProcessedRow};
pub use service::MITRA_BUNSO;
pub use smart_order::{CourierDetected, OrderTemplate, ProductDetected, SmartOrder, Written};
pub use total_summary::{TotalSummary, Totals};
pub use waktu::Waktu;

/// A client of the order module. `T` is the transport that carries the requests.
///
/// ```
/// # use bukaolshop::json::Value;
/// # use bukaolshop::transport::Transport;
/// use bukaolshop::server::Options;
/// use bukaolshop::server::orders::mitra_bunso::{MitraBunso, OrderList, Status};
///
/// # async fn ask<T: Transport<Tree = Value>>(transport: T) -> Result<(), bukaolshop::Error> {
/// let options = Options::new().base_url("https://gateway.example/mitra-bunso")?;
/// let id_user = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b";
/// let mitra = MitraBunso::with_transport("TOKEN", id_user, options, transport)?;
/// let query = OrderList {
///     status: Some(Status::New),
///     ..OrderList::default()
/// };
/// let slice = mitra.list(&query).await?;
/// println!("{} of {:?} new orders", slice.data.len(), slice.total);
/// # Ok(())
/// # }
/// ```
pub struct MitraBunso<T: Transport<Tree = Value>> {
    client: Client<T, MitraBunsoService>,
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
    /// A client that sends its requests through `transport`, for the user with this id of 36 characters
    /// and the token of that user's login. Without another base address in `options` it sends them
    /// unencrypted to [`MITRA_BUNSO`]; see [the module](self).
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a token that is shorter than 4 characters or that a
    /// header cannot carry,
    /// and for an id of another form.
    pub fn with_transport(
        token: &str,
        id_user: &str,
        options: Options,
        transport: T,
    ) -> Result<Self, Error> {
        let id_user = checked_id(id_user, "id_user harus 36 karakter (huruf, angka, -)")?;
        Ok(Self {
            client: Client::with_transport(MitraBunsoService::new(token)?, options, transport),
            id_user: id_user.to_owned(),
        })
    }

    /// Sends a call and reads its answer. The first brace of the call's path stands for the user's id,
    /// which the client fills in.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        let id_user = &self.id_user;
        self.client.ask(&WithUserId { call, id_user }).await
    }

    /// `GET /order/orders/list/…`: one slice of the orders.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn list(&self, query: &OrderList) -> Result<Slice<OrderRow>, Error> {
        self.ask(query).await
    }

    /// The slices from the offset of `query` to the end of the list, which `total` tells; each is
    /// requested when the stream is polled for it. The stream ends after an error.
    pub fn slices(
        &self,
        query: &OrderList,
    ) -> impl Stream<Item = Result<Slice<OrderRow>, Error>> + use<'_, T> {
        slice::slices(query.clone(), async |query| self.ask(&query).await)
    }

    /// The orders of [`slices`](Self::slices), each once. Orders that cannot be read are not among them;
    /// they are in `rejected` of their slice.
    pub fn all(
        &self,
        query: &OrderList,
    ) -> impl Stream<Item = Result<OrderRow, Error>> + use<'_, T> {
        slice::rows::<OrderList>(self.slices(query), |_| {})
    }

    /// The orders of [`all`](Self::all); `on_slice` sees each slice before its rows are given out, with the
    /// rows that are left out.
    pub fn all_from<O: FnMut(&Slice<OrderRow>)>(
        &self,
        query: &OrderList,
        on_slice: O,
    ) -> impl Stream<Item = Result<OrderRow, Error>> + use<'_, T, O> {
        slice::rows::<OrderList>(self.slices(query), on_slice)
    }

    /// Finds out whether there is an order with this invoice, after a `create` whose answer was lost. The
    /// list is searched for the invoice; [`Outcome::Unclear`] where it has an order that cannot be read.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn find(&self, invoice: &str) -> Result<Outcome, Error> {
        let invoice = invoice.trim();
        let query = OrderList {
            q: Some(invoice.to_owned()),
            ..OrderList::default()
        };
        let mut slices = pin!(self.slices(&query));
        let mut outcome = Outcome::NotChanged;
        while let Some(slice) = slices.next().await {
            let slice = slice?;
            let has_it = |row: &OrderRow| {
                row.order.invoice == invoice || row.updated_invoice.as_deref() == Some(invoice)
            };
            if slice.data.iter().any(has_it) {
                return Ok(Outcome::Changed);
            }
            if !slice.rejected.is_empty() {
                // It may be the one that cannot be read.
                outcome = Outcome::Unclear;
            }
        }
        Ok(outcome)
    }

    /// `GET /order/orders/total_summary/…`: the number of orders of each status.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn total_summary(&self) -> Result<Totals, Error> {
        self.ask(&TotalSummary).await
    }

    /// `POST /order/orders/create/…`: creates an order. The request is sent once; after a request
    /// without an answer, search for the invoice before sending the order again.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn create(&self, order: &NewOrder) -> Result<OrderRecords, Error> {
        self.ask(order).await
    }

    /// `POST /order/orders/batch_create/…`: creates many orders. The request is sent once, like
    /// [`create`](Self::create).
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn batch_create(&self, batch: &BatchCreate) -> Result<BatchCreated, Error> {
        self.ask(batch).await
    }

    /// `GET /order/orders/details/…`: the details of one order.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn details(&self, id_order: &str) -> Result<OrderRecords, Error> {
        let id_order = id_order.to_owned();
        self.ask(&OrderGet { id_order }).await
    }

    /// `POST /smartorder/fetch/…`: turns the export of a marketplace into templates, one for each order
    /// of the export.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn smart_order(&self, export: &SmartOrder) -> Result<Rows<OrderTemplate>, Error> {
        self.ask(export).await
    }

    /// `GET /order/orders/processed_list/…`: the orders that are prepared and not sent yet.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn processed_list(&self, query: &ProcessedList) -> Result<Rows<ProcessedRow>, Error> {
        self.ask(query).await
    }

    /// `POST /order/orders/print_order/…`: the orders whose labels are to be printed. The system counts
    /// this request as a print.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn print_order(&self, print: &PrintOrder) -> Result<Printed, Error> {
        self.ask(print).await
    }
}

/// A call with the user's id in the first brace of its path.
struct WithUserId<'c, C> {
    call: &'c C,
    id_user: &'c str,
}

impl<C: Call> Call for WithUserId<'_, C> {
    type Answer = C::Answer;

    fn segments(&self) -> Vec<String> {
        let mut segments = vec![self.id_user.to_owned()];
        segments.append(&mut self.call.segments());
        segments
    }

    as_inside! { method path parameters headers body repeatable changes look moves_money secrets data_location may_be_empty explain read }
}
