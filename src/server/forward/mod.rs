//! From an order of bukaOlshop's to the order of the system that fulfils it. Pure values: nothing is asked,
//! nothing is sent.
//!
//! | mapping | makes | one for |
//! |---|---|---|
//! | [`mitra_bunso::map`] | [`NewOrder`](super::orders::mitra_bunso::NewOrder) | each shipment (`data_pesanan`) |
//! | [`onesolu::map`] | [`NewOrder`](super::orders::onesolu::create_order::NewOrder) | each transaction |
//! | [`onetablet::map`] | [`Order`](super::orders::onetablet::order::Order) | each transaction |
//! | [`commerce::map`] | [`OrderCreate`](super::orders::commerce::OrderCreate) | each transaction |
//!
//! Each takes a [`Source`], which is the answer of `transaksi/id` and, where there is one, that of
//! `member/id`, and a `Profile` of what no source can know: ids of shops, couriers, products and customers
//! in the other system. What comes out is [`Mapped`]: the orders, and by name all that is not in them
//! ([`Mapped::left_out`]) and all that is in them and came from the profile ([`Mapped::given`]). Nothing of
//! the source is in neither, what the documentation does not know included. Where a table lacks an entry,
//! or the source holds what no order can (a negative amount, no product), there is no order but a
//! [`MapError`] that says which.
//!
//! Each mapping's module has its table, `COUNTERPARTS`: what of the source goes where. What is not in the
//! table is left out, and named.
//!
//! # Where the documentation is silent
//!
//! - `data_pesanan` has the name of a sender (`nama_pengirim`), then province, city, district, phone and
//!   postal code. They are taken for the sender's, by the name that they stand beside. So where an order
//!   goes is the member's address, `data_alamat` of `member/id`.
//! - A member may have more addresses than one, and no order says which it was made for. One is taken
//!   without asking; of several the caller picks one ([`Source::alamat`]), or there is
//!   [`MapError::AmbiguousAddress`]: goods that go to the wrong house are worse than an order that waits.
//! - `total_harga` is for all pieces of a product. It may not be a multiple of their number; each mapping
//!   says what becomes of the rest.

pub mod commerce;
mod error;
pub mod mitra_bunso;
mod once;
pub mod onesolu;
pub mod onetablet;
mod source;

use std::fmt;

pub use error::MapError;
pub use once::Once;
pub use source::Source;

/// Orders, and what is to be known of how they came about.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Mapped<O> {
    /// The orders; at least one.
    pub orders: Vec<O>,
    /// What has no counterpart, and what had to be given, in the order in which they stand.
    pub unmapped: Vec<Unmapped>,
}

/// Tells how many orders, not whose: customers stay out of logs.
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

/// A field without a counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    /// Whose field it is.
    pub side: Side,
    /// Which: `data_pesanan[0].data_produk[1].nomor_resi`, `member.nama_user`; `order.shopId`.
    pub path: String,
}

/// Whose field has no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The source's: it is in no order.
    Source,
    /// The order's: the source does not know it, the caller's profile does.
    Profile,
}

/// What of the source goes where: a field of the source, and the fields of the order that it is in. `[]`
/// stands for all rows of a list, `member.alamat` for the address that was picked.
pub type Counterparts = &'static [(&'static str, &'static str)];
