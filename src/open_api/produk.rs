//! `GET /app/produk`: the shop's products, newest first.
//!
//! Documentation: "Daftar Produk".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `page` | yes | which page, from 1 |
//! | `id_kategori` | no | only products of this category |
//! | `total_data` | no | rows on a page, a multiple of 10 |
//! | `cari_nama_produk` | no | search in the name; letters, digits and spaces only |
//! | `use_raw_html` | no | whether `deskripsi_panjang` keeps its tags |
//!
//! `use_raw_html` and the field `status_produk` are newer than the documentation.

use crate::endpoint::{Endpoint, PageQuery, Paged, Parameters};
use crate::error::Error;
use crate::row;
use crate::types::{IdKategori, IdProduk, Rupiah, StatusProduk, Tanggal};

/// Asks for products.
///
/// ```
/// use bukaolshop::PageQuery;
/// use bukaolshop::open_api::produk::ProdukQuery;
///
/// let query = ProdukQuery {
///     cari_nama_produk: Some("kaos merah".to_owned()),
///     paging: PageQuery {
///         per_page: Some(50),
///         ..PageQuery::default()
///     },
///     ..ProdukQuery::default()
/// };
/// assert_eq!(query.id_kategori, None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProdukQuery {
    /// The page, and the number of rows on it; [`PageQuery`] names the defaults.
    pub paging: PageQuery,
    /// The id of the category to which the list is limited. Default: `None`, all categories.
    pub id_kategori: Option<IdKategori>,
    /// The words to search for in the names of products, as a shopper has typed them. A character that the API does not
    /// allow is sent as a space; a text without any letter or digit is no search. Default: `None`, no search.
    pub cari_nama_produk: Option<String>,
    /// Whether `deskripsi_panjang` keeps its HTML tags. Default: `None`, with which the server takes most of them out.
    pub use_raw_html: Option<bool>,
}

/// The path of this endpoint.
pub const PATH: &str = "/app/produk";

impl Endpoint for ProdukQuery {
    type Row = Produk;

    fn path(&self) -> &'static str {
        PATH
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        if let Some(id) = &self.id_kategori {
            parameters.text("id_kategori", id.as_str());
        }
        if let Some(words) = self.cari_nama_produk.as_deref().map(searchable)
            && !words.is_empty()
        {
            parameters.text("cari_nama_produk", &words);
        }
        if let Some(raw) = self.use_raw_html {
            parameters.boolean("use_raw_html", raw);
        }
        Ok(())
    }
}

impl Paged for ProdukQuery {
    fn paging(&self) -> PageQuery {
        self.paging
    }

    fn key(&self) -> Option<&'static str> {
        Some("id_produk")
    }
}

row! {
    /// A product.
    pub struct Produk {
        /// The product's id, digits.
        pub id_produk: IdProduk => essential text,
        /// The id of its category, digits; empty where it was not sent.
        pub id_kategori: IdKategori => text,
        /// The name, as the shop's owner typed it. It may hold anything, HTML included.
        pub nama_produk: String => essential text,
        /// The price in rupiah. A row without a readable price is rejected, never shown with the price 0.
        pub harga_produk: Rupiah => essential number,
        /// The price before discount in rupiah; 0 means no discount.
        pub harga_produk_asli: Rupiah => number,
        /// The short description, as the owner typed it. It may hold anything, HTML included.
        pub deskripsi_singkat: String => text,
        /// The long description, as the owner typed it. It may hold anything, HTML included.
        pub deskripsi_panjang: String => text,
        /// The condition, as the owner typed it, for example "Baru", "Ready Stock", "GANGGUAN".
        pub kondisi_produk: String => text,
        /// Whether the product can be bought: "live", "gangguan" (it is shown, but cannot be bought for now) or "closed".
        /// `None` where the server did not say. [`tersedia`](Self::tersedia) takes the stock into account, too.
        pub status_produk: Option<StatusProduk> => nullable,
        /// The number of pieces in stock; 0 or less means sold out.
        pub stok: f64 => number,
        /// The weight in grams.
        pub berat: f64 => number,
        /// The product's date: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent. The documentation does not say of what.
        pub tanggal: Tanggal => text,
        /// The sizes to choose from.
        pub ukuran: Vec<String> => texts,
        /// The colours to choose from.
        pub warna: Vec<String> => texts,
        /// The main picture's address.
        pub gambar_utama: Option<String> => nullable,
        /// The addresses of all pictures.
        pub list_gambar: Vec<String> => texts,
        /// The address of the product's page in the app.
        pub url_produk: Option<String> => nullable,
    }
}

impl Produk {
    /// Whether the product can be bought: a piece is left, and `status_produk` is "live", in whatever capitals, or was not sent.
    pub fn tersedia(&self) -> bool {
        let is_live = |status: &StatusProduk| *status == StatusProduk::Live;
        self.stok > 0.0 && self.status_produk.as_ref().is_none_or(is_live)
    }
}

/// Letters, digits and single spaces of a text: what `cari_nama_produk` may hold.
fn searchable(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        if is_letter_or_digit(c) {
            words.push(c);
        } else if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.truncate(words.trim_ascii_end().len());
    words
}

/// Without the Unicode tables, which would cost each page some kilobytes: beyond ASCII all counts
/// as a letter but for the blocks of signs, pictures and private use.
fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'ª' | 'µ' | 'º' => true,
        '\u{80}'..='\u{bf}' | '×' | '÷' => false,
        // Punctuation, currency, arrows, mathematics, boxes, dingbats, CJK punctuation.
        '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{3004}' | '\u{3007}'..='\u{3020}' => false,
        // Surrogates cannot be here; private use, variation selectors, full-width punctuation.
        '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' => false,
        '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => false,
        '\u{feff}' | '\u{ffe0}'..='\u{ffff}' => false,
        // Emoji and other pictures; tags and further private use.
        '\u{1f000}'..='\u{1faff}' | '\u{e0000}'.. => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_letter_or_digit, searchable};

    #[test]
    fn turns_signs_into_single_spaces() {
        assert_eq!(
            searchable("  baju (merah) & celana!! "),
            "baju merah celana"
        );
        assert_eq!(searchable("pulsa%20rb\n5"), "pulsa 20rb 5");
        assert_eq!(searchable("?!."), "");
        assert_eq!(searchable("teh 🍵 café № 9"), "teh café 9");
    }

    #[test]
    fn agrees_with_unicode_where_shoppers_type() {
        let scripts = [
            '\0'..='\u{24f}',
            '\u{400}'..='\u{45f}',
            '\u{4e00}'..='\u{9fff}',
        ];
        for c in scripts.into_iter().flatten() {
            // Unicode counts fractions and superscripts as digits; the API would not.
            if !matches!(c, '¹' | '²' | '³' | '¼' | '½' | '¾') {
                assert_eq!(
                    is_letter_or_digit(c),
                    c.is_alphanumeric(),
                    "{:#x}",
                    c as u32
                );
            }
        }
        for sign in "“”‘’–—…•€₹™←∞■★☎✓　。「」\u{fe0f}😀🛒\u{200d}".chars()
        {
            assert!(!is_letter_or_digit(sign), "{sign}");
        }
    }
}
