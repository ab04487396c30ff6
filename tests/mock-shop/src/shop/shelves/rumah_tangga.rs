//! Rumah Tangga.

use super::{Line, Shelf, line};
use crate::shop::art::Art;
use crate::shop::kategori::{DAPUR, KAMAR};

const MAKERS: &[&str] = &["Omahku", "Rukun", "Gria", "Teduh", "Pandan Wangi", "Saung"];
const SINGKAT: &[&str] = &[
    "Serbaguna di rumah",
    "Tahan lama",
    "Mudah dibersihkan",
    "Kado pindahan",
    "Hemat tempat",
];
const CERITA: &[&str] = &[
    "Bahan aman untuk makanan dan mudah dibersihkan.",
    "Ukuran pas untuk rumah dan kos.",
    "Ganti baru bila pecah di jalan, cukup kirim foto.",
    "Ujung tumpul, aman untuk anak.",
    "Dikemas kardus tebal dengan pengaman sudut.",
];

pub(super) const SHELVES: &[Shelf] = &[
    Shelf {
        kategori: DAPUR,
        lines: DAPUR_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: &["Hitam", "Krem", "Sage", "Merah", "Mint"],
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: KAMAR,
        lines: KAMAR_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: &[
            "Putih",
            "Abu",
            "Sage",
            "Dusty Pink",
            "Terakota",
            "Navy",
            "Krem",
        ],
        singkat: SINGKAT,
        cerita: CERITA,
    },
];

const DAPUR_LINES: &[Line] = &[
    line("Wajan Anti Lengket 26 cm", Art::Wajan, 129_000, 900),
    line("Wajan Granit 30 cm", Art::Wajan, 189_000, 1_300),
    line("Teflon Telur Dadar 18 cm", Art::Wajan, 69_000, 500),
    line("Panci Susu Stainless", Art::Panci, 79_000, 600),
    line("Panci Presto 5 Liter", Art::Panci, 289_000, 2_800),
    line("Panci Kukus Dua Susun", Art::Panci, 169_000, 1_600),
    line("Tumbler Stainless 500 ml", Art::Tumbler, 85_000, 350),
    line("Botol Minum Kaca Borosilikat", Art::Tumbler, 59_000, 450),
    line("Termos Air Panas 1 Liter", Art::Tumbler, 119_000, 800),
];
const KAMAR_LINES: &[Line] = &[
    line("Bantal Tidur Dakron", Art::Bantal, 55_000, 900),
    line("Sarung Bantal Sofa 40x40", Art::Bantal, 25_000, 150),
    line("Guling Silikon Empuk", Art::Bantal, 65_000, 1_000),
    line("Bantal Leher Memory Foam", Art::Bantal, 79_000, 500),
    line("Vas Keramik Minimalis", Art::Vas, 69_000, 700),
    line("Tanaman Hias Artifisial", Art::Vas, 45_000, 400),
    line("Pot Semen Geometris", Art::Vas, 39_000, 900),
    line("Jam Dinding Kayu 30 cm", Art::JamDinding, 95_000, 700),
    line(
        "Jam Dinding Sunyi Tanpa Detak",
        Art::JamDinding,
        75_000,
        500,
    ),
];
