//! Makanan & Minuman.

use super::{Line, Shelf, line};
use crate::shop::art::Art;
use crate::shop::kategori::{CAMILAN, KOPI, SAMBAL};

const MAKERS: &[&str] = &[
    "Dapur Bu Sri",
    "Kampung Rasa",
    "Legi Wangi",
    "Pawon Nini",
    "Tani Makmur",
    "Si Uda",
];
const SINGKAT: &[&str] = &[
    "Halal dan PIRT",
    "Baru matang tiap hari",
    "Tanpa pengawet",
    "Oleh-oleh khas",
    "Kemasan zip, tetap renyah",
];
const CERITA: &[&str] = &[
    "Dibuat sesuai pesanan dengan bahan pilihan petani setempat.",
    "Tahan 3 bulan dalam kemasan tertutup.",
    "Simpan di tempat sejuk dan kering.",
    "Tanpa pengawet dan tanpa pewarna buatan.",
    "Dikemas rapat, aman untuk luar pulau.",
    "Sudah berlabel halal dan PIRT.",
];

pub(super) const SHELVES: &[Shelf] = &[
    Shelf {
        kategori: CAMILAN,
        lines: CAMILAN_LINES,
        makers: MAKERS,
        ukuran: &["100 gr", "250 gr", "500 gr", "1 kg"],
        warna: &[],
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: KOPI,
        lines: KOPI_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: &[],
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: SAMBAL,
        lines: SAMBAL_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: &[],
        singkat: SINGKAT,
        cerita: CERITA,
    },
];

const CAMILAN_LINES: &[Line] = &[
    line("Keripik Singkong Balado", Art::Kemasan, 18_000, 260),
    line("Keripik Tempe Sagu", Art::Kemasan, 22_000, 260),
    line("Basreng Pedas Daun Jeruk", Art::Kemasan, 16_000, 220),
    line("Makaroni Ngehe Level 5", Art::Kemasan, 14_000, 210),
    line("Rengginang Terasi", Art::Kemasan, 20_000, 320),
    line("Kue Nastar Wisman", Art::Toples, 89_000, 600),
    line("Kastengel Keju Edam", Art::Toples, 95_000, 600),
    line("Kacang Bawang Renyah", Art::Toples, 45_000, 550),
    line("Hampers Camilan Nusantara", Art::Hampers, 149_000, 1_500),
];
const KOPI_LINES: &[Line] = &[
    line("Kopi Arabika Gayo 250 gr", Art::KopiBubuk, 75_000, 270),
    line(
        "Kopi Robusta Temanggung 250 gr",
        Art::KopiBubuk,
        45_000,
        270,
    ),
    line("Kopi Toraja Sapan 200 gr", Art::KopiBubuk, 82_000, 220),
    line("Kopi Tubruk Saset Isi 10", Art::KopiBubuk, 22_000, 250),
    line("Cold Brew Literan", Art::Botol, 65_000, 1_100),
    line("Teh Melati Tubruk", Art::KopiBubuk, 15_000, 120),
    line("Teh Hijau Pegunungan", Art::Cangkir, 35_000, 130),
    line("Wedang Uwuh Isi 10", Art::Cangkir, 28_000, 300),
    line("Jahe Merah Instan", Art::Cangkir, 32_000, 350),
];
const SAMBAL_LINES: &[Line] = &[
    line("Sambal Roa Botol", Art::Botol, 38_000, 300),
    line("Sambal Bawang Toples", Art::Toples, 28_000, 280),
    line("Sambal Matah Bali", Art::Toples, 32_000, 260),
    line("Sambal Cumi Asin", Art::Toples, 42_000, 280),
    line("Kecap Manis Kedelai Hitam", Art::Botol, 29_000, 650),
    line("Bumbu Rendang Instan", Art::Kemasan, 24_000, 150),
    line("Bumbu Pecel Blitar", Art::Kemasan, 21_000, 300),
    line("Madu Hutan Murni", Art::Botol, 95_000, 700),
];
