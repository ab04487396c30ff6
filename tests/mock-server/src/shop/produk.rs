//! A product.

use super::SITE;
use super::art::Art;

/// A product, with the values of a row of `/app/produk`.
#[derive(Clone, Debug)]
pub(crate) struct Produk {
    pub(crate) id: u32,
    pub(crate) kategori: u32,
    pub(crate) nama: String,
    /// Rupiah.
    pub(crate) harga: u64,
    /// Rupiah before the discount; 0 without one.
    pub(crate) harga_asli: u64,
    pub(crate) singkat: String,
    pub(crate) panjang: String,
    pub(crate) kondisi: &'static str,
    pub(crate) stok: u32,
    /// Gram.
    pub(crate) berat: u32,
    pub(crate) tanggal: String,
    pub(crate) ukuran: Option<Vec<&'static str>>,
    pub(crate) warna: Option<Vec<&'static str>>,
    /// How many pictures it has, from 1.
    pub(crate) gambar: u8,
    pub(crate) art: Art,
}

impl Produk {
    /// Path of picture `number` (from 1) on this server.
    pub(crate) fn picture(&self, number: u8) -> String {
        format!("/gambar/produk/{}-{number}.svg", self.id)
    }

    /// Its page on the shop's site.
    pub(crate) fn url(&self) -> String {
        format!("{SITE}/produk/{}-{}", slug(&self.nama), self.id)
    }

    /// Whether the name holds every word of `text`, letters' case aside.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let nama = self.nama.to_lowercase();
        text.to_lowercase()
            .split_whitespace()
            .all(|word| nama.contains(word))
    }
}

/// The name as links carry it: lower case letters and digits, joined by hyphens.
pub(crate) fn slug(nama: &str) -> String {
    let words = nama
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let slug = words
        .map(str::to_ascii_lowercase)
        .collect::<Vec<_>>()
        .join("-");
    if slug.is_empty() {
        "produk".to_owned()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_hold_letters_digits_and_hyphens_only() {
        assert_eq!(slug("Kaos Polos 30s - Putih"), "kaos-polos-30s-putih");
        assert_eq!(slug("<img src=x onerror=\"x\">"), "img-src-x-onerror-x");
        assert_eq!(slug("🎁🎁"), "produk");
    }
}
