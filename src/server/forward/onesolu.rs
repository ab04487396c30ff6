//! Maps a transaction to an order of OneSolu: one order for each transaction.
//!
//! | source | order |
//! |---|---|
//! | `id_user` | by [`Profile::customers`] `customer_id` |
//! | `data_pesanan[].data_produk[].id_barang` | by [`Profile::menu`] `items[].menu_id` |
//! | `data_pesanan[].data_produk[].jumlah_barang` | `items[].quantity` |
//!
//! OneSolu's orders have no other fields. Not mapped, and so to be told to the kitchen in another way
//! where they matter, are notes, variants, prices (OneSolu has its own), couriers, addresses, and the
//! order's number.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::source::{self, Source};
use super::{Counterparts, Forwarded, MapError, Mapped, Sending, send_each};
use crate::server::callback::{Errand, Failed, Receiver, Rejection, Store};
use crate::server::money::Outcome;
use crate::server::orders::onesolu::OneSolu;
use crate::server::orders::onesolu::create_order::{NewItem, NewOrder};
use crate::transport::{Platform, Transport};

/// The values of an order that the source does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Profile {
    /// The `menu_id` of each `id_barang`, and of [`ALL_OTHERS`](super::ALL_OTHERS).
    pub menu: BTreeMap<String, String>,
    /// The `customer_id` of each `id_user`, and of [`ALL_OTHERS`](super::ALL_OTHERS).
    pub customers: BTreeMap<String, String>,
    /// The `customer_id` of members for whom `customers` has no row.
    pub customer: Option<String>,
}

/// The fields of the source that are mapped, each with the fields of the order that it goes to: the table of the
/// module's documentation.
pub const COUNTERPARTS: Counterparts = &[
    ("id_user", "customer_id"),
    ("data_pesanan[].data_produk[].id_barang", "items[].menu_id"),
    (
        "data_pesanan[].data_produk[].jumlah_barang",
        "items[].quantity",
    ),
];

/// Maps a transaction to one order.
///
/// # Errors
/// [`MapError`] names the value that is missing or wrong.
pub fn map(source: &Source<'_>, profile: &Profile) -> Result<Mapped<NewOrder>, MapError> {
    if !source.has_parcels() {
        return Ok(source.mapped(Vec::new(), &[], None, &[]));
    }
    let id_user = &source.transaksi.id_user;
    let customer_id = source::customer(&profile.customers, profile.customer.as_ref(), id_user)?;
    let mut items = Vec::new();
    for (path, product) in source.products()? {
        items.push(NewItem {
            menu_id: source::counterpart(&profile.menu, product, &path)?.clone(),
            quantity: source::pieces(product, &path)?,
        });
    }
    let order = NewOrder {
        items,
        customer_id: customer_id.to_owned(),
    };
    let given = &["customer_id", "items[].menu_id"];
    Ok(source.mapped(vec![order], COUNTERPARTS, None, given))
}

impl Forwarded for NewOrder {
    fn key(&self, nomor_pembayaran: &str) -> String {
        format!("onesolu:{nomor_pembayaran}")
    }
}

/// Maps a transaction and sends its orders to OneSolu, each once; [`super`] says what happens after a lost
/// answer. The program calls this from its work on a callback, as often as it likes.
///
/// # Errors
/// [`Reason::Held`](crate::server::callback::Reason::Held) for a transaction that cannot be mapped. Otherwise
/// those of [`Receiver::send_once`] for the first order that could not be sent; the others were sent.
pub async fn send<S: Store, P: Platform, T: Transport<Tree = Value>>(
    receiver: &Receiver<S, P>,
    client: &OneSolu<T>,
    source: &Source<'_>,
    profile: &Profile,
) -> Result<Mapped<NewOrder>, Rejection> {
    let mapped = map(source, profile)?;
    send_each(receiver, client, source, &mapped.orders).await?;
    Ok(mapped)
}

impl<T: Transport<Tree = Value>> Errand for Sending<'_, OneSolu<T>, NewOrder> {
    /// OneSolu can only be asked by the id that it gave itself.
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        Ok(None)
    }

    async fn send(&self) -> Result<(), Failed> {
        Ok(self.client.create_order(self.order).await.map(drop)?)
    }
}
