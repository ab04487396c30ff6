//! `GET /order/orders/list/{id_user}/{offsite}/{limit}`: orders, some at a time.
//!
//! Documentation: "API List".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user` | yes | whose; the client fills it in |
//! | `offsite` | yes | how many orders to pass over |
//! | `limit` | yes | how many at most; the documentation names no bound |
//! | `q` | no | search |
//! | `status` | no | only orders of this status |
//!
//! The answer tells the whole list's size in `total`, and how many of it are here in `show`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::order::{Customer, DETAIL, Detail, OrderInfo, Sender, Status};
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::orders::slice::{Slice, Sliced};
use crate::server::received::{Received, Unreadable};
use crate::wire::{Kind, Shape, Tree, nullable, rows, text};

/// Which orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderList {
    /// How many to pass over (`offsite`).
    pub offset: u64,
    /// How many at most, at least 1. 100 unless told otherwise: the documentation has no default.
    pub limit: u64,
    /// Words to search for.
    pub q: Option<String>,
    /// Only orders of this status.
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

/// Appends what to search for; nothing to search for is no search.
pub(super) fn search(q: Option<&str>, parameters: &mut Parameters) {
    if let Some(q) = q.map(str::trim).filter(|q| !q.is_empty()) {
        parameters.text("q", q);
    }
}

/// A count that stands beside the rows, as a number or as a text; `None` where there is none.
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

/// An order in a list: an [`Order`](super::Order), and how far it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderRow {
    /// Who gets it.
    #[serde(deserialize_with = "super::order::customer")]
    pub customer: Customer,
    /// Who sends it.
    #[serde(deserialize_with = "super::order::sender")]
    pub sender: Sender,
    /// The order itself.
    #[serde(deserialize_with = "super::order::info")]
    pub order: OrderInfo,
    /// What is in it.
    pub details: Vec<Detail>,
    /// The courier's number, as it is now.
    #[serde(rename = "updatedAWB")]
    pub updated_awb: Option<String>,
    /// `YYYY-MM-DD hh:mm:ss`, as sent.
    pub created_at: String,
    /// The same, when it was made ready.
    pub processed_at: Option<String>,
    /// The same, when it was sent.
    pub sent_at: Option<String>,
    /// How far it is.
    pub status: Status,
    /// The shop's own number for it, as it is now.
    pub updated_invoice: Option<String>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
