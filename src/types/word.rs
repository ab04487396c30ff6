//! Fields that hold one of a few words. The documentation lists some of them, and the API may add others.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares an enum of words, and what a word that it does not know becomes: `Other`, with the word.
macro_rules! words {
    (
        $(#[$attribute:meta])*
        $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)+ }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$about])* $variant,)+
            /// A word that this crate does not know, as it was sent; empty where nothing was sent.
            Other(String),
        }

        impl $name {
            /// The word as the API writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }
        }

        /// Reads a word. Capitals and white space around the word do not matter.
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                let word = text.trim();
                $(if word.eq_ignore_ascii_case($word) {
                    return Self::$variant;
                })+
                Self::Other(text.to_owned())
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Other(String::new())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str().eq_ignore_ascii_case(other.trim())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Ok(Self::from(String::deserialize(from)?.as_str()))
            }
        }
    };
}

words! {
    /// Whether an amount was added to a balance or points, or taken away from them (`tipe_jumlah`).
    ///
    /// ```
    /// use bukaolshop::types::TipeJumlah;
    ///
    /// assert_eq!(TipeJumlah::from("kurang"), TipeJumlah::Kurang);
    /// assert_eq!(TipeJumlah::from("tahan"), TipeJumlah::Other("tahan".to_owned()));
    /// ```
    TipeJumlah {
        /// `tambah`: the amount was added.
        Tambah = "tambah",
        /// `kurang`: the amount was taken away.
        Kurang = "kurang",
    }
}
words! {
    /// Whether a product can be bought (`status_produk`).
    ///
    /// ```
    /// use bukaolshop::types::StatusProduk;
    ///
    /// assert_eq!(StatusProduk::from("LIVE"), StatusProduk::Live);
    /// assert_eq!(StatusProduk::Live.as_str(), "live");
    /// ```
    StatusProduk {
        /// `live`: the product can be bought.
        Live = "live",
        /// `gangguan`: the product is shown, but cannot be bought for now.
        Gangguan = "gangguan",
        /// `closed`: the product cannot be bought.
        Closed = "closed",
    }
}
words! {
    /// Whether a category stands on the first level or inside another one (`tipe_kategori`).
    TipeKategori {
        /// `utama`: the category stands on the first level.
        Utama = "utama",
        /// `sub`: the category stands inside another one.
        Sub = "sub",
    }
}
words! {
    /// Whether an order is paid (`status_bayar`).
    StatusBayar {
        /// `pending`: the order is not paid.
        Pending = "pending",
        /// `lunas`: the order is paid.
        Lunas = "lunas",
        /// `dibayar`: the order is paid. The documentation does not list this word; programs meet it.
        Dibayar = "dibayar",
        /// `di batalkan`: the order is cancelled.
        DiBatalkan = "di batalkan",
    }
}
words! {
    /// How far the delivery of an order is (`status_pengiriman`).
    StatusPengiriman {
        /// `belum diproses`: the order is not being prepared yet.
        BelumDiproses = "belum diproses",
        /// `diproses`: the order is being prepared.
        Diproses = "diproses",
        /// `dikirim`: the order was sent.
        Dikirim = "dikirim",
        /// `diterima`: the member has received the order. The documentation does not list this word; programs meet it.
        Diterima = "diterima",
        /// `selesai`: the order was delivered.
        Selesai = "selesai",
        /// `di batalkan`: the order is cancelled.
        DiBatalkan = "di batalkan",
        /// `gagal`: the order has failed. The documentation does not list this word; programs meet it.
        Gagal = "gagal",
    }
}
words! {
    /// The state of a member's account (`status_akun`). The documentation shows one word; any other is [`Other`](Self::Other).
    StatusAkun {
        /// `aktif`: the account can be used.
        Aktif = "aktif",
    }
}
words! {
    /// Whether the member's e-mail address or phone number was verified (`status_email`, `status_nomor_hp`). The documentation shows one word; any other is
    /// [`Other`](Self::Other).
    StatusVerifikasi {
        /// `belum_verifikasi`: it was not verified.
        BelumVerifikasi = "belum_verifikasi",
    }
}

#[cfg(test)]
mod tests {
    use super::{StatusPengiriman, StatusProduk};

    #[test]
    fn a_word_that_nobody_knows_stays_as_it_was_sent() {
        let json = "\" Dalam Perjalanan\"";
        let status: StatusPengiriman = serde_json::from_str(json).expect("a word");
        let other = StatusPengiriman::Other(" Dalam Perjalanan".to_owned());
        assert_eq!(status, other);
        assert_eq!(serde_json::to_string(&status).expect("JSON"), json);
    }

    #[test]
    fn capitals_do_not_matter() {
        assert_eq!(StatusProduk::from("LIVE"), StatusProduk::Live);
        assert_eq!(StatusProduk::Gangguan, "Gangguan");
        assert_eq!(StatusProduk::default().as_str(), "");
    }
}
