//! Maps an order of bukaOlshop to an order of the system that fulfils it, and sends it once. The functions `map` are
//! pure and send nothing; the functions `send` map an order and send the result.
//!
//! | mapping | result | one for |
//! |---|---|---|
//! | [`mitra_bunso::map`] | [`NewOrder`](super::orders::mitra_bunso::NewOrder) | each shipment (`data_pesanan`) |
//! | [`onesolu::map`] | [`NewOrder`](super::orders::onesolu::create_order::NewOrder) | each transaction |
//! | [`onetablet::map`] | [`Order`](super::orders::onetablet::order::Order) | each transaction |
//! | [`commerce::map`] | [`OrderCreate`](super::orders::commerce::OrderCreate) | each transaction |
//!
//! Each mapping takes a [`Source`], which holds the answer of `transaksi/id` and optionally that of
//! `member/id`, and a `Profile` with the values that the source does not have: ids of shops, couriers,
//! products and customers in the other system. The result is [`Mapped`]: the orders, the names of all
//! fields of the source that are in no order ([`Mapped::left_out`]), and the names of all fields of the
//! orders that came from the profile ([`Mapped::given`]). Every field of the source is in an order or in
//! `left_out`, including fields that the documentation does not list. If a table of the profile has neither a
//! row for a value nor one for [`ALL_OTHERS`], or if the source holds a value that no order can have (a
//! negative amount, no product), the result is a [`MapError`].
//!
//! The constant `COUNTERPARTS` of each mapping's module lists the fields of the source that are mapped,
//! with the fields of the order that they go to.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use bukaolshop::server::closed_api::transaksi::TransaksiDetail;
//! use bukaolshop::server::forward::{ALL_OTHERS, Source, onesolu};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let transaksi = r#"{
//! #     "nomor_pembayaran": "74879326", "id_user": "2343", "status_bayar": "lunas",
//! #     "status_pengiriman": "diproses", "bank_penerima": "BCA", "terakhir_update": "", "tanggal_buat": "",
//! #     "potongan": 0, "kode_unik": 0, "total_membership": 0, "total_transaksi": 53000,
//! #     "data_pesanan": [{
//! #         "ekspedisi": "JNE OKE", "ongkos_kirim": 43000, "nama_pengirim": "Toko Budi", "provinsi": "Bali",
//! #         "kota": "Badung", "kecamatan": "Abiansemal", "no_hp": "0857", "kode_pos": "80351",
//! #         "data_produk": [{
//! #             "id_transaksi": "t1", "id_barang": "513039", "nama_barang": "Nasi goreng", "jumlah_barang": 2,
//! #             "total_harga": 10000, "catatan": "pedas", "nomor_resi": ""
//! #         }]
//! #     }]
//! # }"#;
//! # let transaksi: TransaksiDetail = serde_json::from_str(transaksi)?;
//! // `transaksi` is the answer of `closed.transaksi().get(nomor)`.
//! let profile = onesolu::Profile {
//!     menu: BTreeMap::from([
//!         ("513039".to_owned(), "menu_001".to_owned()),
//!         (ALL_OTHERS.to_owned(), "menu_002".to_owned()),
//!     ]),
//!     customer: Some("cust_abc123".to_owned()),
//!     ..onesolu::Profile::default()
//! };
//! let mapped = onesolu::map(&Source::new(&transaksi), &profile)?;
//! assert_eq!(mapped.orders[0].items[0].menu_id, "menu_001");
//! assert!(mapped.left_out().any(|path| path == "data_pesanan[0].data_produk[0].catatan"));
//! # Ok(())
//! # }
//! ```
//!
//! # Sending each order once
//!
//! Each mapping's module has a function `send`, which maps a transaction and sends its orders, each
//! [once](super::callback::Receiver::send_once) under a key of its own, whatever happens in between:
//!
//! | system | recognizes an order that comes twice | can be asked for an order | after a lost answer or a crash |
//! |---|---|---|---|
//! | Mitra Bunso | no | yes, by the invoice | `send` looks for the order, and sends it again where it is not there |
//! | OneTablet | yes, by the order's id | not needed | `send` sends the order again |
//! | OneSolu | no | no: only by the id that it gave itself | the order is left to a person |
//! | commerce API | no | no | the order is left to a person |
//!
//! If one order of a transaction fails, the others are sent all the same. A transaction that cannot be mapped
//! is left to a person ([`Reason::Held`](super::callback::Reason::Held)), for another attempt would not help.
//!
//! # Digital products
//!
//! A shipment whose `provinsi` is "PRODUK DIGITAL" is no parcel: it is in no order, and its products are
//! [`Mapped::digital`].
//!
//! # Where the documentation is silent
//!
//! - `data_pesanan` has the name of a sender (`nama_pengirim`), followed by a province, a city, a
//!   district, a phone number and a postal code. The mappings take these for the sender's, because they
//!   stand beside the sender's name. The address of the delivery is therefore taken from the member:
//!   `data_alamat` of `member/id`.
//! - A member may have several addresses, and the order does not say which one it is for. A single
//!   address is used; of several addresses the caller must pick one ([`Source::alamat`]), and without a
//!   choice the result is [`MapError::AmbiguousAddress`]: an order that waits is better than goods at
//!   the wrong house.
//! - `total_harga` is the price of all pieces of a product, and may not be a multiple of their number.
//!   The documentation of each mapping says what happens to the remainder.

pub mod commerce;
mod error;
pub mod mitra_bunso;
pub mod onesolu;
pub mod onetablet;
mod source;

use std::fmt;

use serde::Serialize;

use super::callback::{Errand, Receiver, Rejection, Store};
use crate::transport::Platform;

pub use error::MapError;
pub use source::Source;

/// The orders of a mapping, and the fields that were not mapped.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Mapped<O> {
    /// The orders; none where all products are [digital](Self::digital).
    pub orders: Vec<O>,
    /// The fields of the source that are in no order, then the fields of the orders that came from the
    /// profile; each group in the order of its fields.
    pub unmapped: Vec<Unmapped>,
    /// The digital products, which are in no order: the shop delivers them in another way.
    pub digital: Vec<DigitalItem>,
}

/// A digital product of an order.
#[derive(Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DigitalItem {
    /// The path of the product in the source: `data_pesanan[0].data_produk[1]`.
    pub path: String,
    /// The number of this product in this order.
    pub id_transaksi: String,
    /// The product's number in the shop.
    pub id_barang: String,
    /// The product's name with its variant.
    pub nama_barang: String,
    /// The number of pieces.
    pub jumlah_barang: f64,
    /// The price of all pieces in rupiah.
    pub total_harga: f64,
    /// The member's note, for example the phone number of a top-up.
    pub catatan: String,
}

/// Leaves out the note, which the member has written.
impl fmt::Debug for DigitalItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DigitalItem")
            .field("path", &self.path)
            .field("id_barang", &self.id_barang)
            .finish_non_exhaustive()
    }
}

/// Shows the number of orders, but not their content: customers stay out of logs.
impl<O> fmt::Debug for Mapped<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mapped")
            .field("orders", &self.orders.len())
            .field("unmapped", &self.unmapped)
            .finish()
    }
}

impl<O> Mapped<O> {
    /// The fields of the source that are in no order.
    pub fn left_out(&self) -> impl Iterator<Item = &str> {
        self.of(Side::Source)
    }

    /// The fields of the orders that came from the profile.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        self.of(Side::Profile)
    }

    fn of(&self, side: Side) -> impl Iterator<Item = &str> {
        let those = self.unmapped.iter().filter(move |field| field.side == side);
        those.map(|field| field.path.as_str())
    }
}

/// A field that was not mapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    /// Whether the field belongs to the source or to the order.
    pub side: Side,
    /// The path of the field: `data_pesanan[0].data_produk[1].nomor_resi`, `member.nama_user`,
    /// `order.shopId`.
    pub path: String,
}

/// The side of a mapping that a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// A field of the source that is in no order.
    Source,
    /// A field of the order that the source does not have; its value came from the profile.
    Profile,
}

/// The fields of the source that are mapped, each with the fields of the order that it goes to. `[]`
/// stands for all rows of a list, `member.alamat` for the address that was picked.
pub type Counterparts = &'static [(&'static str, &'static str)];

/// The name of the row for all others in a table of a `Profile`: it holds for what has no row of its own.
pub const ALL_OTHERS: &str = "*";

/// What distinguishes the orders of a system when each is to be sent once.
pub(in crate::server) trait Forwarded {
    /// Whether the system recognizes an order that is sent again.
    const IS_REPEATABLE: bool = false;

    /// The key under which the order is sent once. `nomor_pembayaran` is the number of its transaction.
    fn key(&self, nomor_pembayaran: &str) -> String;

    /// The value by which the system can be asked for the order; `None` where it cannot be asked.
    fn sought_by(&self) -> Option<&str> {
        None
    }
}

/// An order on its way to its system.
struct Sending<'o, C, O> {
    client: &'o C,
    order: &'o O,
}

/// Sends the orders of a transaction, each once under its own key.
///
/// # Errors
/// Those of [`Receiver::send_once`] for the first order that could not be sent; the others were sent.
async fn send_each<'o, S: Store, P: Platform, C, O: Forwarded>(
    receiver: &Receiver<S, P>,
    client: &'o C,
    source: &Source<'_>,
    orders: &'o [O],
) -> Result<(), Rejection>
where
    Sending<'o, C, O>: Errand,
{
    let nomor = &source.transaksi.nomor_pembayaran;
    let mut outcome = Ok(());
    for order in orders {
        let sending = Sending { client, order };
        let sent = receiver
            .send_once(&order.key(nomor), Some(nomor), &sending)
            .await;
        // One order that fails keeps no other from being sent.
        outcome = outcome.and(sent.map(drop));
    }
    outcome
}
