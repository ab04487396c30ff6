//! What shop owners type, and what an attacker would: rows that a page must show as text only.

use crate::shop::art::Art;
use crate::shop::kategori::{AKSESORIS_HP, CAMILAN, CELANA, HIJAB, KAOS, KOPI, TAS};
use crate::shop::shelves::Draft;

/// Scripts in these would set `window.diretas`. `place` counts from the newest product.
struct Oddity {
    place: usize,
    kategori: u32,
    art: Art,
    harga: u64,
    nama: &'static str,
    panjang: &'static str,
}

const ODDITIES: &[Oddity] = &[
    Oddity {
        place: 24,
        kategori: KAOS,
        art: Art::Kaos,
        harga: 45_000,
        nama: "<img src=x onerror=\"window.diretas=1\">Kaos Promo",
        panjang: "Deskripsi dengan <img src=x onerror=\"window.diretas=1\"> di dalamnya.",
    },
    Oddity {
        place: 57,
        kategori: CELANA,
        art: Art::Celana,
        harga: 119_000,
        nama: "Celana \"Anti Sobek\" 'Super' & <b>Tebal</b>",
        panjang: "<p>Bahan <b>tebal</b> &amp; kuat.</p>\n<ul><li>Jahitan ganda</li><li>Kancing logam</li></ul>",
    },
    Oddity {
        place: 93,
        kategori: TAS,
        art: Art::Tas,
        harga: 89_000,
        nama: "</script><script>window.diretas=1</script>Tote Bag Murah",
        panjang: "<script>window.diretas=1</script>\n<a href=\"javascript:window.diretas=1\">klik di sini</a>",
    },
    Oddity {
        place: 141,
        kategori: CAMILAN,
        art: Art::Kemasan,
        harga: 15_000,
        nama: "🔥🔥 SALE 🔥🔥 Keripik Pedas Level 10 🌶️🌶️🌶️ 100% HALAL ✅",
        panjang: "Awas ketagihan! 😋\n\n✅ Renyah\n✅ Pedas\n✅ Halal",
    },
    Oddity {
        place: 198,
        kategori: AKSESORIS_HP,
        art: Art::Casing,
        harga: 27_000,
        nama: "Casing ');window.diretas=1;('",
        panjang: "onclick=\"beli('');window.diretas=1;('')\"",
    },
    Oddity {
        place: 227,
        kategori: KOPI,
        art: Art::Hampers,
        harga: 12_499_000,
        nama: "Paket Usaha Kopi Keliling Lengkap: Gerobak, Mesin, Bahan Baku 3 Bulan, Pelatihan dan Pendampingan sampai Balik Modal",
        panjang: "Harga delapan angka dan nama yang panjang, seperti pada toko sungguhan.",
    },
    Oddity {
        place: 256,
        kategori: CAMILAN,
        art: Art::Hampers,
        harga: 99_000,
        nama: "PaketHematSekaliTanpaSpasiSamaSekaliSampaiKartuProdukDiHalamanDepanHarusMemotongNamaIniDenganRapiAgarTidakMerusakSusunan",
        panjang: "Nama tanpa spasi.",
    },
    Oddity {
        place: 311,
        kategori: CAMILAN,
        art: Art::Toples,
        harga: 135_000,
        nama: "عجوة المدينة Kurma Ajwa 500 gr",
        panjang: "عجوة المدينة\nKurma Ajwa asli Madinah.",
    },
    Oddity {
        place: 402,
        kategori: KOPI,
        art: Art::Botol,
        harga: 18_000,
        nama: "  Kopi   Susu\tGula\nAren  ",
        panjang: "Nama dengan spasi berlebih,\ttab dan baris baru.",
    },
    Oddity {
        place: 530,
        kategori: HIJAB,
        art: Art::Hijab,
        harga: 35_000,
        nama: "{{nama_user}} Gratis Ongkir",
        panjang: "Halo {{nama_user}}, tulis <%= nama %> dan ${nama} apa adanya.",
    },
];

/// Puts them among the other goods.
pub(super) fn hide_among(drafts: &mut Vec<Draft>) {
    for oddity in ODDITIES {
        let draft = Draft {
            kategori: oddity.kategori,
            nama: oddity.nama.to_owned(),
            harga: oddity.harga,
            singkat: "<b>Bukan</b> contoh yang baik".to_owned(),
            panjang: oddity.panjang.to_owned(),
            berat: 200,
            ukuran: None,
            warna: None,
            art: oddity.art,
        };
        drafts.insert(oddity.place.min(drafts.len()), draft);
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

    #[test]
    fn names_and_descriptions_hold_every_kind_of_trouble() {
        let shop = Shop::open();
        for trouble in [
            "<img",
            "</script>",
            "javascript:",
            "');",
            "🔥",
            "عجوة",
            "\t",
            "{{",
        ] {
            let troubled = |text: &str| text.contains(trouble);
            assert!(
                shop.produk
                    .iter()
                    .any(|produk| troubled(&produk.nama) || troubled(&produk.panjang)),
                "{trouble}"
            );
        }
    }
}
