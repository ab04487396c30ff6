//! Ids. They are texts of digits, which may begin with zeros.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::repair::push_decimal;

/// Declares an id.
macro_rules! id {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as the API sends it: digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the API has sent no id here.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<u64> for $name {
            fn from(id: u64) -> Self {
                let mut digits = String::new();
                push_decimal(&mut digits, id);
                Self(digits)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl<'i> From<&'i $name> for Cow<'i, str> {
            fn from(id: &'i $name) -> Self {
                Cow::Borrowed(&id.0)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    };
}

id! {
    /// The id of a product: `id_produk` of the Open API, `id_barang` of the Closed API.
    ///
    /// ```
    /// use bukaolshop::types::IdProduk;
    ///
    /// assert_eq!(IdProduk::from(17), "17");
    /// assert_eq!(IdProduk::from("017").to_string(), "017");
    /// ```
    IdProduk
}
id! {
    /// The id of a category: a row has it, and a query for products takes it as it is.
    ///
    /// ```
    /// use bukaolshop::open_api::produk::ProdukQuery;
    /// use bukaolshop::types::IdKategori;
    ///
    /// let query = ProdukQuery {
    ///     id_kategori: Some(IdKategori::from(5387)),
    ///     ..ProdukQuery::default()
    /// };
    /// assert_eq!(query.id_kategori.unwrap().as_str(), "5387");
    /// ```
    IdKategori
}
id! {
    /// The number of an order.
    ///
    /// ```
    /// use bukaolshop::types::NomorPembayaran;
    ///
    /// let nomor = NomorPembayaran::from("875169634");
    /// assert_eq!(format!("#{nomor}"), "#875169634");
    /// ```
    NomorPembayaran
}
