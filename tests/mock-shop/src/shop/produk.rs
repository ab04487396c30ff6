//! A product.

use super::SITE;
use super::art::Art;

/// A product, with the values of a row of `/app/produk`.
#[derive(Clone, Debug)]
pub struct Produk {
    pub id: u32,
    pub kategori: u32,
    pub nama: String,
    /// Rupiah.
    pub harga: u64,
    /// Rupiah before the discount; 0 without one.
    pub harga_asli: u64,
    pub singkat: String,
    pub panjang: String,
    pub kondisi: &'static str,
    pub stok: u32,
    /// Gram.
    pub berat: u32,
    pub tanggal: String,
    pub ukuran: Option<Vec<&'static str>>,
    pub warna: Option<Vec<&'static str>>,
    /// How many pictures it has, from 1.
    pub gambar: u8,
    pub art: Art,
}

impl Produk {
    /// `status_produk`. Some products with pieces left cannot be bought, as in real shops.
    pub fn status(&self) -> &'static str {
        match self.id {
            _ if self.kondisi == "GANGGUAN" => "gangguan",
            id if id % 89 == 3 => "gangguan",
            id if id % 211 == 5 => "closed",
            _ => "live",
        }
    }

    /// The long description as the server sends it unless it is asked for raw HTML: without tags, but for
    /// line breaks, which real answers hold now and then.
    pub fn panjang_without_tags(&self) -> String {
        without_tags(&self.panjang)
    }

    /// Path of picture `number` (from 1) on this server.
    pub fn picture(&self, number: u8) -> String {
        format!("/gambar/produk/{}-{number}.svg", self.id)
    }

    /// Its page on the shop's site.
    pub fn url(&self) -> String {
        format!("{SITE}/produk/{}-{}", slug(&self.nama), self.id)
    }

    /// Whether the name holds every word of `text`, letters' case aside.
    pub fn matches(&self, text: &str) -> bool {
        let nama = self.nama.to_lowercase();
        text.to_lowercase()
            .split_whitespace()
            .all(|word| nama.contains(word))
    }
}

/// A text without its tags, but for `<br>`.
fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((tag, after)) = behind.split_once('>') else {
            // A lone "<" hides the rest, as with PHP's strip_tags.
            return plain;
        };
        if tag.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br") {
            plain.push_str("<br>");
        }
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// The name as links carry it: lower case letters and digits, joined by hyphens.
pub fn slug(nama: &str) -> String {
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
    fn tags_go_and_line_breaks_stay() {
        let html = "<p>Kuota <b>5GB</b><br />Aktif &amp; murah</p><script>x</script> <";
        assert_eq!(without_tags(html), "Kuota 5GB<br>Aktif &amp; murahx ");
    }

    #[test]
    fn slugs_hold_letters_digits_and_hyphens_only() {
        assert_eq!(slug("Kaos Polos 30s - Putih"), "kaos-polos-30s-putih");
        assert_eq!(slug("<img src=x onerror=\"x\">"), "img-src-x-onerror-x");
        assert_eq!(slug("🎁🎁"), "produk");
    }
}
