//! Fashion Wanita.

use super::{Line, Shelf, line};
use crate::shop::art::Art;
use crate::shop::kategori::{GAMIS, HIJAB, SEPATU_WANITA, TAS};

const MAKERS: &[&str] = &[
    "Melati",
    "Kanaya",
    "Arunika",
    "Sekar Ayu",
    "Dahayu",
    "Larasati",
];
const WARNA: &[&str] = &[
    "Dusty Pink",
    "Sage",
    "Lilac",
    "Broken White",
    "Hitam",
    "Mocca",
    "Navy",
    "Maroon",
    "Mustard",
    "Biru Langit",
    "Terakota",
];

const SINGKAT: &[&str] = &[
    "Bahan jatuh dan adem",
    "Busui friendly",
    "Jahitan rapi butik",
    "Bisa bayar di tempat",
    "Stok terbatas",
];
const CERITA: &[&str] = &[
    "Bahan jatuh, tidak menerawang dan tidak mudah kusut.",
    "Setiap helai diperiksa sebelum dikemas.",
    "Warna mengikuti foto yang diambil dengan cahaya siang.",
    "Setrika suhu rendah dari sisi dalam.",
    "Cocok untuk harian, kantor maupun kondangan.",
    "Dikemas dengan plastik zip, siap jadi hadiah.",
];

pub(super) const SHELVES: &[Shelf] = &[
    Shelf {
        kategori: GAMIS,
        lines: GAMIS_LINES,
        makers: MAKERS,
        ukuran: &["S", "M", "L", "XL", "XXL"],
        warna: WARNA,
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: HIJAB,
        lines: HIJAB_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: WARNA,
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: TAS,
        lines: TAS_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: WARNA,
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: SEPATU_WANITA,
        lines: SEPATU_LINES,
        makers: MAKERS,
        ukuran: &["36", "37", "38", "39", "40", "41"],
        warna: WARNA,
        singkat: &[
            "Empuk seharian",
            "Hak stabil",
            "Bisa tukar ukuran",
            "Termasuk kotak",
        ],
        cerita: &[
            "Alas empuk dengan busa memori.",
            "Ukuran normal; ragu di antara dua nomor, pilih yang besar.",
            "Sol anti selip untuk lantai basah.",
            "Simpan dengan isian kertas agar bentuk terjaga.",
        ],
    },
];

const GAMIS_LINES: &[Line] = &[
    line("Gamis Syari Ceruty", Art::Gamis, 189_000, 550),
    line("Gamis Katun Rayon Harian", Art::Gamis, 129_000, 420),
    line("Gamis Brokat Pesta", Art::Gamis, 349_000, 700),
    line("Dress Midi Linen", Art::Gamis, 159_000, 380),
    line("Dress Tunik Kancing Depan", Art::Gamis, 139_000, 350),
    line("Abaya Arab Polos", Art::Gamis, 219_000, 600),
    line("Daster Batik Jumbo", Art::Gamis, 65_000, 280),
    line("Kaftan Satin Lebaran", Art::Gamis, 259_000, 500),
    line("Setelan One Set Crinkle", Art::Gamis, 149_000, 480),
];
const HIJAB_LINES: &[Line] = &[
    line("Hijab Segi Empat Voal", Art::Hijab, 39_000, 90),
    line("Pashmina Ceruty Babydoll", Art::Hijab, 45_000, 150),
    line("Pashmina Inner Instan", Art::Hijab, 55_000, 160),
    line("Bergo Instan Jersey", Art::Hijab, 49_000, 140),
    line("Hijab Sport Serut", Art::Hijab, 42_000, 110),
    line("Khimar Syari Dua Lapis", Art::Hijab, 79_000, 260),
    line("Hijab Paris Premium", Art::Hijab, 25_000, 80),
    line("Ciput Rajut Anti Pusing", Art::Hijab, 15_000, 40),
    line("Mukena Travel Parasut", Art::Hijab, 119_000, 400),
];
const TAS_LINES: &[Line] = &[
    line("Tas Selempang Mini", Art::Tas, 99_000, 350),
    line("Tote Bag Kanvas", Art::Tas, 55_000, 250),
    line("Tas Tangan Kulit Sintetis", Art::Tas, 179_000, 600),
    line("Tas Bahu Hobo", Art::Tas, 149_000, 500),
    line("Tas Anyaman Pandan", Art::Tas, 119_000, 450),
    line("Clutch Pesta Manik", Art::Tas, 139_000, 300),
    line("Ransel Wanita Anti Air", Art::Ransel, 169_000, 600),
    line("Ransel Laptop 14 Inci", Art::Ransel, 219_000, 800),
    line("Tas Serut Olahraga", Art::Ransel, 49_000, 150),
];
const SEPATU_LINES: &[Line] = &[
    line("Heels Pesta 7 cm", Art::Heels, 169_000, 600),
    line("Wedges Tali Pergelangan", Art::Heels, 155_000, 650),
    line("Block Heels Kantor 5 cm", Art::Heels, 159_000, 620),
    line("Flat Shoes Pita", Art::Pantofel, 89_000, 400),
    line("Loafer Wanita Klasik", Art::Pantofel, 135_000, 550),
    line("Sneaker Wanita Platform", Art::Sneaker, 189_000, 750),
    line("Sneaker Rajut Slip On", Art::Sneaker, 119_000, 500),
    line("Sandal Slop Jelly", Art::Sandal, 45_000, 350),
    line("Sandal Selop Kulit", Art::Sandal, 99_000, 450),
];
