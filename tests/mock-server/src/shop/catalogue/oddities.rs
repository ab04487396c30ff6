//! What shop owners type, and what an attacker would: rows that a page must show as text only.

use crate::shop::produk::Produk;

/// Position from the newest, name, long description. Scripts in them would set `window.diretas`.
const ODDITIES: &[(usize, &str, &str)] = &[
    (
        26,
        "<img src=x onerror=\"window.diretas=1\">Kaos Promo",
        "Deskripsi dengan <img src=x onerror=\"window.diretas=1\"> di dalamnya.",
    ),
    (
        57,
        "Celana \"Anti Sobek\" 'Super' & <b>Tebal</b>",
        "<p>Bahan <b>tebal</b> &amp; kuat.</p>\n<ul><li>Jahitan ganda</li><li>Kancing logam</li></ul>",
    ),
    (
        93,
        "</script><script>window.diretas=1</script>Tas Murah",
        "<script>window.diretas=1</script>\n<a href=\"javascript:window.diretas=1\">klik di sini</a>",
    ),
    (
        141,
        "🔥🔥 SALE 🔥🔥 Keripik Pedas Level 10 🌶️🌶️🌶️ 100% HALAL ✅",
        "Awas ketagihan! 😋\n\n✅ Renyah\n✅ Pedas\n✅ Halal",
    ),
    (
        198,
        "');window.diretas=1;('",
        "onclick=\"beli('');window.diretas=1;('')\"",
    ),
    (
        256,
        "PaketHematSekaliTanpaSpasiSamaSekaliSampaiKartuProdukDiHalamanDepanHarusMemotongNamaIniDenganRapiAgarTidakMerusakSusunan",
        "Nama tanpa spasi.",
    ),
    (
        311,
        "مصحف القرآن الكريم Al-Quran Tajwid A5",
        "Al-Quran tajwid berwarna.\nUkuran A5, kertas QPP.",
    ),
    (
        402,
        "  Kopi   Susu\tGula\nAren  ",
        "Nama dengan spasi berlebih,\ttab dan baris baru.",
    ),
    (
        530,
        "{{nama_user}} Gratis Ongkir",
        "Halo {{nama_user}}, tulis <%= nama %> dan ${nama} apa adanya.",
    ),
];

/// Gives some of the products odd names and descriptions.
pub(super) fn hide_among(produk: &mut [Produk]) {
    for (place, nama, panjang) in ODDITIES {
        if let Some(produk) = produk.get_mut(*place) {
            produk.nama = (*nama).to_owned();
            produk.panjang = (*panjang).to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::shop::Shop;

    #[test]
    fn the_hostile_name_is_on_the_third_page() {
        let shop = Shop::open();
        assert!(
            shop.produk[20..30]
                .iter()
                .any(|produk| produk.nama.contains("onerror"))
        );
    }
}
