//! Maps a transaction to an order of the commerce API: one order for each transaction.
//!
//! | source | order |
//! |---|---|
//! | `id_user` | by [`Profile::users`] `userId` |
//! | `data_pesanan[].data_produk[].id_barang` | by [`Profile::products`] `items[].productId` |
//! | `data_pesanan[].data_produk[].jumlah_barang` | `items[].quantity` |
//! | `member.alamat.alamat_lengkap`, `kecamatan` | `shippingAddress.street`, a comma between them |
//! | `member.alamat.kota`, `provinsi` | `shippingAddress.city`, a comma between them |
//! | `member.alamat.kode_pos` | `shippingAddress.zipCode` |
//!
//! Not mapped are the recipient's name and phone, notes, variants, prices (the API has its own),
//! couriers, senders, and the order's number. The profile gives `shippingAddress.country`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::source::{self, Source};
use super::{Counterparts, Forwarded, MapError, Mapped, Sending, send_each};
use crate::server::callback::{Errand, Failed, Receiver, Rejection, Store};
use crate::server::closed_api::member::DataAlamat;
use crate::server::money::Outcome;
use crate::server::orders::commerce::{Address, Commerce, Item, OrderCreate};
use crate::transport::{Platform, Transport};

/// The values of an order that the source does not have.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Profile {
    /// The `productId` of each `id_barang`, and of [`ALL_OTHERS`](super::ALL_OTHERS).
    pub products: BTreeMap<String, String>,
    /// The `userId` of each `id_user`, and of [`ALL_OTHERS`](super::ALL_OTHERS).
    pub users: BTreeMap<String, String>,
    /// The `userId` of members for whom `users` has no row.
    pub user: Option<String>,
    /// `shippingAddress.country` as the server expects it, for example "Indonesia" or "ID".
    pub country: String,
    /// The address for orders whose member has none.
    pub alamat: Option<DataAlamat>,
}

/// The fields of the source that are mapped, each with the fields of the order that it goes to: the table of the
/// module's documentation.
pub const COUNTERPARTS: Counterparts = &[
    ("id_user", "userId"),
    (
        "data_pesanan[].data_produk[].id_barang",
        "items[].productId",
    ),
    (
        "data_pesanan[].data_produk[].jumlah_barang",
        "items[].quantity",
    ),
    ("member.alamat.alamat_lengkap", "shippingAddress.street"),
    ("member.alamat.kecamatan", "shippingAddress.street"),
    ("member.alamat.kota", "shippingAddress.city"),
    ("member.alamat.provinsi", "shippingAddress.city"),
    ("member.alamat.kode_pos", "shippingAddress.zipCode"),
];

/// Maps a transaction to one order.
///
/// # Errors
/// [`MapError`] names the value that is missing or wrong.
pub fn map(source: &Source<'_>, profile: &Profile) -> Result<Mapped<OrderCreate>, MapError> {
    if !source.has_parcels() {
        return Ok(source.mapped(Vec::new(), &[], None, &[]));
    }
    let id_user = &source.transaksi.id_user;
    let user_id = source::customer(&profile.users, profile.user.as_ref(), id_user)?;
    let (alamat, picked) = source.address(profile.alamat.as_ref())?;
    let mut items = Vec::new();
    for (path, product) in source.products()? {
        items.push(Item {
            product_id: source::counterpart(&profile.products, product, &path)?.clone(),
            quantity: u64::from(source::pieces(product, &path)?),
            ..Item::default()
        });
    }
    let joined = |texts: [&str; 2]| source::join(texts, ", ").unwrap_or_default();
    let order = OrderCreate {
        user_id: user_id.to_owned(),
        items,
        shipping_address: Address {
            street: joined([&alamat.alamat_lengkap, &alamat.kecamatan]),
            city: joined([&alamat.kota, &alamat.provinsi]),
            zip_code: alamat.kode_pos.trim().to_owned(),
            country: profile.country.clone(),
            ..Address::default()
        },
    };
    let mut given = vec!["userId", "items[].productId", "shippingAddress.country"];
    if picked.is_none() {
        given.push("shippingAddress");
    }
    Ok(source.mapped(vec![order], COUNTERPARTS, picked, &given))
}

impl Forwarded for OrderCreate {
    fn key(&self, nomor_pembayaran: &str) -> String {
        format!("commerce:{nomor_pembayaran}")
    }
}

/// Maps a transaction and sends its orders to the commerce API, each once; [`super`] says what happens after a lost
/// answer. The program calls this from its work on a callback, as often as it likes.
///
/// # Errors
/// [`Reason::Held`](crate::server::callback::Reason::Held) for a transaction that cannot be mapped. Otherwise
/// those of [`Receiver::send_once`] for the first order that could not be sent; the others were sent.
pub async fn send<S: Store, P: Platform, T: Transport<Tree = Value>>(
    receiver: &Receiver<S, P>,
    client: &Commerce<T>,
    source: &Source<'_>,
    profile: &Profile,
) -> Result<Mapped<OrderCreate>, Rejection> {
    let mapped = map(source, profile)?;
    send_each(receiver, client, source, &mapped.orders).await?;
    Ok(mapped)
}

impl<T: Transport<Tree = Value>> Errand for Sending<'_, Commerce<T>, OrderCreate> {
    /// The API has no way to find an order.
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        Ok(None)
    }

    async fn send(&self) -> Result<(), Failed> {
        Ok(self.client.create_order(self.order).await.map(drop)?)
    }
}
