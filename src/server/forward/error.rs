//! The errors of a mapping.

use std::fmt;

use crate::language::{Language, filled, sentence_in};
use crate::server::callback::Rejection;

/// Why a mapping could not make an order. The error names fields and ids, but no people.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MapError {
    /// The profile's table of products has no entry for this product.
    MissingProduct {
        /// The product's number in the shop.
        id_barang: String,
        /// The product's name in the shop.
        nama_barang: String,
        /// The path of the product in the source: `data_pesanan[0].data_produk[1]`.
        path: String,
    },
    /// The profile's table of couriers has no entry for this courier.
    MissingCourier {
        /// The courier, as it is written in `ekspedisi`.
        ekspedisi: String,
        /// The path of the shipment in the source: `data_pesanan[0]`.
        path: String,
    },
    /// The profile has no customer for this member.
    MissingCustomer {
        /// The member's number.
        id_user: String,
    },
    /// The mapping needs the answer of `member/id`, which the source does not have.
    MissingMember,
    /// The member has no address, or not the one that the caller picked.
    MissingAddress,
    /// The member has several addresses, and the caller picked none.
    AmbiguousAddress {
        /// The number of addresses.
        count: usize,
    },
    /// The member of the source is not the one who ordered.
    OtherMember,
    /// An amount is negative, has a fraction, or is too large.
    Amount {
        /// The path of the amount.
        path: String,
    },
    /// A number of pieces is not a whole number from 1.
    Quantity {
        /// The path of the number.
        path: String,
    },
    /// `id_user` is not a number, and the order needs one.
    IdUser,
    /// A shipment or the whole order has no product.
    NoProduct {
        /// The path of the empty list.
        path: String,
    },
}

impl MapError {
    /// The name of the error in logs, for example `"missing_product"`.
    pub fn name(&self) -> &'static str {
        match self {
            MapError::MissingProduct { .. } => "missing_product",
            MapError::MissingCourier { .. } => "missing_courier",
            MapError::MissingCustomer { .. } => "missing_customer",
            MapError::MissingMember => "missing_member",
            MapError::MissingAddress => "missing_address",
            MapError::AmbiguousAddress { .. } => "ambiguous_address",
            MapError::OtherMember => "other_member",
            MapError::Amount { .. } => "amount",
            MapError::Quantity { .. } => "quantity",
            MapError::IdUser => "id_user",
            MapError::NoProduct { .. } => "no_product",
        }
    }
}

impl MapError {
    /// The sentence in Indonesian with names in braces, and the values of those names.
    fn sentence(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            MapError::MissingProduct {
                id_barang,
                nama_barang,
                path,
            } => (
                "Produk {id_barang} ({nama_barang}) di {path} tidak ada di tabel produk. Tambahkan pasangannya di sistem tujuan",
                vec![
                    ("id_barang", id_barang.clone()),
                    ("nama_barang", format!("{nama_barang:?}")),
                    ("path", path.clone()),
                ],
            ),
            MapError::MissingCourier { ekspedisi, path } => (
                "Ekspedisi {ekspedisi} di {path} tidak ada di tabel kurir. Tambahkan id kurirnya di sistem tujuan",
                vec![
                    ("ekspedisi", format!("{ekspedisi:?}")),
                    ("path", path.clone()),
                ],
            ),
            MapError::MissingCustomer { id_user } => (
                "Member {id_user} tidak ada di tabel pelanggan. Tambahkan, atau isi pelanggan bawaan",
                vec![("id_user", id_user.clone())],
            ),
            MapError::MissingMember => (
                "Pesanan ini butuh data member. Sertakan jawaban member/id",
                Vec::new(),
            ),
            MapError::MissingAddress => (
                "Member tidak punya alamat yang dimaksud. Isi alamat bawaan, atau pilih alamat lain",
                Vec::new(),
            ),
            MapError::AmbiguousAddress { count } => (
                "Member punya {count} alamat dan transaksi tidak menyebut yang mana. Pilih salah satu",
                vec![("count", count.to_string())],
            ),
            MapError::OtherMember => (
                "Data member bukan milik pemesan. Sertakan member/id dari id_user ini",
                Vec::new(),
            ),
            MapError::Amount { path } => (
                "{path} harus rupiah bulat yang tidak negatif. Periksa transaksinya",
                vec![("path", path.clone())],
            ),
            MapError::Quantity { path } => (
                "{path} harus bilangan bulat mulai dari 1. Periksa transaksinya",
                vec![("path", path.clone())],
            ),
            MapError::IdUser => ("id_user harus angka untuk sistem ini", Vec::new()),
            MapError::NoProduct { path } => (
                "{path} kosong: tidak ada produk yang bisa dipesan",
                vec![("path", path.clone())],
            ),
        }
    }

    /// What happened and what to do, in a language. [`Display`](fmt::Display) shows it in the one that
    /// [`Language::set_default`] has chosen; Indonesian unless it was called.
    pub fn message_in(&self, language: Language) -> String {
        let (sentence, values) = self.sentence();
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        filled(sentence_in(language, sentence), &values)
    }
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_in(Language::default()))
    }
}

impl std::error::Error for MapError {}

/// Another attempt gives the same error, so the work is left to a person.
impl From<MapError> for Rejection {
    fn from(error: MapError) -> Self {
        Rejection::held(format!("{}: {error}", error.name()))
    }
}
