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

use super::source::{self, Source};
use super::{Counterparts, MapError, Mapped};
use crate::server::orders::onesolu::create_order::{NewItem, NewOrder};

/// The values of an order that the source does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The `menu_id` of each `id_barang`.
    pub menu: BTreeMap<String, String>,
    /// The `customer_id` of each `id_user`.
    pub customers: BTreeMap<String, String>,
    /// The `customer_id` of members that are not in `customers`.
    pub customer: Option<String>,
}

/// The table of the module's documentation.
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
