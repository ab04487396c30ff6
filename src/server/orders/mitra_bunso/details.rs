//! `GET /order/orders/details/{id_user}/{id_order}`: the details of one order.
//!
//! Documentation: "API Details". If a part of the order cannot be read, the whole answer is refused, so
//! that no part is lost silently.
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user` | yes | the user's id, which the client fills in |
//! | `id_order` | yes | the order's id, 36 characters |

use super::order_record::{OrderRecords, RECORDS};
use super::service::checked_id;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Asks for the details of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderGet {
    /// The order's id: `order_id` in a list, `id` in a record.
    pub id_order: String,
}

impl Call for OrderGet {
    type Answer = OrderRecords;

    fn path(&self) -> &'static str {
        "/order/orders/details/{id_user}/{id_order}"
    }

    fn segments(&self) -> Vec<String> {
        vec![self.id_order.clone()]
    }

    fn parameters(&self, _: &mut Parameters) -> Result<(), Error> {
        checked_id(
            &self.id_order,
            "id_order harus 36 karakter (huruf, angka, -)",
        )
        .map(drop)
    }

    fn read(&self, received: Received) -> Result<OrderRecords, Unreadable> {
        received.object(&RECORDS)
    }
}
