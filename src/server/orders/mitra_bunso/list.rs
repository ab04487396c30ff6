//! `GET /order/orders/list/{id_user}/{offsite}/{limit}`: a slice of the orders.
//!
//! Documentation: "API List".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user` | yes | the user's id, which the client fills in |
//! | `offsite` | yes | the number of orders to skip |
//! | `limit` | yes | the largest number of orders to return; the documentation gives no upper bound |
//! | `q` | no | the words to search for |
//! | `status` | no | only orders with this status |
//!
//! The answer holds the length of the whole list in `total`, and the number of returned orders in
//! `show`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::order::{Customer, DETAIL, Detail, OrderInfo, Sender, Status};
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Kind, Shape, Tree, nullable, rows, text};
use crate::server::call::Call;
use crate::server::orders::slice::{Slice, Sliced};
use crate::server::received::{Received, Unreadable};

/// Asks for orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderList {
    /// The number of orders to skip (`offsite`).
    pub offset: u64,
    /// The largest number of orders to return, at least 1. The documentation gives no default; this
    /// crate uses 100.
    pub limit: u64,
    /// The words to search for.
    pub q: Option<String>,
    /// Limits the list to orders with this status.
    pub status: Option<Status>,
}

impl Default for OrderList {
    fn default() -> Self {
        Self {
            offset: 0,
            limit: 100,
            q: None,
            status: None,
        }
    }
}

impl Call for OrderList {
    type Answer = Slice<OrderRow>;

    fn path(&self) -> &'static str {
        "/order/orders/list/{id_user}/{offsite}/{limit}"
    }

    fn segments(&self) -> Vec<String> {
        vec![self.offset.to_string(), self.limit.to_string()]
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        if self.limit == 0 {
            return Err(Error::argument("limit harus bilangan bulat mulai dari 1"));
        }
        search(self.q.as_deref(), parameters);
        if let Some(status) = &self.status {
            if status.name().trim().is_empty() {
                return Err(Error::argument("status tidak boleh kosong"));
            }
            parameters.text("status", status.name().trim());
        }
        Ok(())
    }

    fn read(&self, received: Received) -> Result<Slice<OrderRow>, Unreadable> {
        let total = count(&received.rest, "total");
        let listed = received.rows(&SHAPE)?;
        Ok(Slice::new(listed, self.offset, self.limit, total))
    }
}

impl Sliced for OrderList {
    type Row = OrderRow;

    fn offset(&self) -> u64 {
        self.offset
    }

    fn at(&self, offset: u64) -> Self {
        Self {
            offset,
            ..self.clone()
        }
    }

    fn key(row: &OrderRow) -> Option<&str> {
        row.order.order_id.as_deref()
    }
}

/// Appends the search words; a blank text is left out.
pub(super) fn search(q: Option<&str>, parameters: &mut Parameters) {
    if let Some(q) = q.map(str::trim).filter(|q| !q.is_empty()) {
        parameters.text("q", q);
    }
}

/// A number that stands beside the rows, as a JSON number or as a text; `None` where it is missing or is
/// no whole number.
pub(super) fn count(rest: &Value, name: &'static str) -> Option<u64> {
    match rest.kind_of(name) {
        Kind::Number => rest.get(name)?.as_u64(),
        Kind::Text => rest.get(name)?.as_str()?.trim().parse().ok(),
        _ => None,
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        rows("details", &DETAIL),
        nullable("updatedAWB"),
        text("createdAt"),
        nullable("processedAt"),
        nullable("sentAt"),
        text("status"),
        nullable("updatedInvoice"),
    ],
};

/// An order as a row of the list: an [`Order`](super::Order) with its status and its times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderRow {
    /// The customer.
    #[serde(deserialize_with = "super::order::customer")]
    pub customer: Customer,
    /// The sender.
    #[serde(deserialize_with = "super::order::sender")]
    pub sender: Sender,
    /// The invoice, the courier, the shop and the costs.
    #[serde(deserialize_with = "super::order::info")]
    pub order: OrderInfo,
    /// The ordered products.
    pub details: Vec<Detail>,
    /// The latest tracking number of the courier.
    #[serde(rename = "updatedAWB")]
    pub updated_awb: Option<String>,
    /// The time of creation: `YYYY-MM-DD hh:mm:ss`, as sent.
    pub created_at: String,
    /// The time at which the order was prepared, in the same form.
    pub processed_at: Option<String>,
    /// The time at which the order was sent, in the same form.
    pub sent_at: Option<String>,
    /// The status of the order.
    pub status: Status,
    /// The latest invoice number of the shop.
    pub updated_invoice: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
