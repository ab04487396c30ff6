//! Fashion Pria.

use super::{Line, Shelf, line};
use crate::shop::art::Art;
use crate::shop::kategori::{CELANA, KAOS, KEMEJA, SEPATU_PRIA};

const MAKERS: &[&str] = &[
    "Rembulan",
    "Sagara",
    "Kalaras",
    "Tapak Jati",
    "Nusaraya",
    "Bahari",
];
const HURUF: &[&str] = &["S", "M", "L", "XL", "XXL", "3XL"];
const WARNA: &[&str] = &[
    "Hitam",
    "Putih",
    "Navy",
    "Maroon",
    "Hijau Botol",
    "Mustard",
    "Abu",
    "Cokelat",
    "Biru Denim",
    "Olive",
    "Terakota",
];

const SINGKAT: &[&str] = &[
    "Bisa tukar ukuran",
    "Adem dan tidak menerawang",
    "Produksi konveksi Bandung",
    "Siap kirim dari Solo",
    "Favorit pelanggan",
];
const CERITA: &[&str] = &[
    "Jahitan rantai di bahu, tidak mudah molor.",
    "Bahan menyerap keringat, nyaman dipakai seharian.",
    "Warna tidak mudah luntur saat dicuci.",
    "Potongan reguler mengikuti ukuran Indonesia.",
    "Foto asli, toleransi warna 5% karena cahaya.",
    "Cuci dengan air dingin, jangan diperas terlalu kuat.",
];

pub(super) const SHELVES: &[Shelf] = &[
    Shelf {
        kategori: KAOS,
        lines: KAOS_LINES,
        makers: MAKERS,
        ukuran: HURUF,
        warna: WARNA,
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: KEMEJA,
        lines: KEMEJA_LINES,
        makers: MAKERS,
        ukuran: HURUF,
        warna: WARNA,
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: CELANA,
        lines: CELANA_LINES,
        makers: MAKERS,
        ukuran: &["28", "29", "30", "31", "32", "33", "34", "36", "38"],
        warna: &[
            "Hitam",
            "Navy",
            "Khaki",
            "Abu",
            "Cokelat",
            "Biru Denim",
            "Olive",
        ],
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: SEPATU_PRIA,
        lines: SEPATU_LINES,
        makers: MAKERS,
        ukuran: &["38", "39", "40", "41", "42", "43", "44"],
        warna: &[
            "Hitam", "Putih", "Navy", "Abu", "Cokelat", "Maroon", "Olive",
        ],
        singkat: &[
            "Termasuk kotak dan tali cadangan",
            "Sol anti selip",
            "Ringan untuk jalan jauh",
            "Bisa tukar ukuran",
        ],
        cerita: &[
            "Sol karet jahit keliling, tidak hanya dilem.",
            "Ukuran normal; kaki lebar sebaiknya naik satu nomor.",
            "Busa alas dapat dilepas dan dicuci.",
            "Bahan dibersihkan dengan kain lembap, jangan direndam.",
        ],
    },
];

const KAOS_LINES: &[Line] = &[
    line("Kaos Polos Cotton Combed 30s", Art::Kaos, 49_000, 180),
    line("Kaos Oversize Heavyweight 16s", Art::Kaos, 89_000, 290),
    line("Kaos Lengan Panjang Katun", Art::Kaos, 72_000, 230),
    line("Kaos Raglan Dua Warna", Art::Kaos, 58_000, 190),
    line("Kaos Sablon Ombak Selatan", Art::Kaos, 79_000, 190),
    line("Kaos Sablon Gunung Prau", Art::Kaos, 79_000, 190),
    line("Kaos Olahraga Dry Fit", Art::Kaos, 54_000, 150),
    line("Kaos Henley Kancing Tiga", Art::Kaos, 69_000, 200),
    line("Polo Shirt Pique", Art::Polo, 95_000, 240),
    line("Polo Shirt Strip Kerah", Art::Polo, 109_000, 240),
];
const KEMEJA_LINES: &[Line] = &[
    line("Kemeja Oxford Lengan Panjang", Art::Kemeja, 139_000, 280),
    line("Kemeja Flanel Kotak", Art::Kemeja, 129_000, 300),
    line("Kemeja Linen Kerah Shanghai", Art::Kemeja, 145_000, 250),
    line("Kemeja Kerja Slim Fit", Art::Kemeja, 125_000, 260),
    line("Kemeja Pantai Motif Daun", Art::Kemeja, 99_000, 220),
    line("Batik Kawung Lengan Pendek", Art::Batik, 149_000, 240),
    line("Batik Parang Lengan Panjang", Art::Batik, 189_000, 270),
    line("Batik Mega Mendung Katun", Art::Batik, 165_000, 250),
    line("Batik Truntum Furing", Art::Batik, 259_000, 340),
];
const CELANA_LINES: &[Line] = &[
    line("Celana Chino Slim Fit", Art::Celana, 139_000, 420),
    line("Celana Jeans Stretch", Art::Celana, 169_000, 600),
    line("Celana Kargo Ripstop", Art::Celana, 155_000, 520),
    line("Celana Jogger Fleece", Art::Celana, 99_000, 380),
    line("Celana Bahan Formal", Art::Celana, 145_000, 400),
    line("Celana Sirwal Katun", Art::Celana, 89_000, 350),
    line("Celana Pendek Chino", Art::CelanaPendek, 85_000, 280),
    line("Celana Pendek Boxer Katun", Art::CelanaPendek, 35_000, 120),
    line("Celana Pendek Kargo", Art::CelanaPendek, 95_000, 330),
];
const SEPATU_LINES: &[Line] = &[
    line("Sneaker Kanvas Low", Art::Sneaker, 159_000, 800),
    line("Sneaker Kulit Sintetis", Art::Sneaker, 219_000, 900),
    line("Sepatu Lari Ringan", Art::Sneaker, 259_000, 650),
    line("Sepatu Slip On Rajut", Art::Sneaker, 129_000, 600),
    line("Sepatu Sekolah Hitam", Art::Sneaker, 139_000, 750),
    line("Sepatu Pantofel Kulit", Art::Pantofel, 279_000, 950),
    line("Sepatu Loafer Suede", Art::Pantofel, 239_000, 850),
    line("Sandal Gunung Tali Webbing", Art::Sandal, 119_000, 550),
    line("Sandal Jepit Karet", Art::Sandal, 25_000, 300),
];
