//! `GET /order/orders/details/{id_user}/{id_order}`: one order, with all that is known of it.
//!
//! Documentation: "API Details". An order with a part that cannot be read is not read at all: nothing of it
//! may be lost in silence.
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user` | yes | whose; the client fills it in |
//! | `id_order` | yes | which, 36 characters |

use super::account;
use super::record::{OrderRecords, RECORDS};
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderGet {
    /// Its id: `order_id` in a list, `id` in a record.
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
        account::id(
            &self.id_order,
            "id_order harus 36 karakter (huruf, angka, -)",
        )
        .map(drop)
    }

    fn read(&self, received: Received) -> Result<OrderRecords, Unreadable> {
        received.object(&RECORDS)
    }
}
