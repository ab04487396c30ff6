//! Kecantikan, the main category without any below it.

use super::{Line, Shelf, line};
use crate::shop::art::Art;
use crate::shop::kategori::KECANTIKAN;

const SINGKAT: &[&str] = &[
    "BPOM, aman untuk ibu hamil",
    "Cocok kulit tropis",
    "Bebas alkohol",
    "Teruji dermatologis",
    "Halal",
];
const CERITA: &[&str] = &[
    "Sudah terdaftar di BPOM.",
    "Bebas paraben, alkohol dan pewangi buatan.",
    "Oleskan tipis pagi dan malam setelah wajah bersih.",
    "Hentikan pemakaian bila timbul iritasi.",
    "Tekstur ringan, cepat meresap di cuaca panas.",
    "Simpan di bawah 30 derajat, jauh dari cahaya matahari.",
];

pub(super) const SHELVES: &[Shelf] = &[
    Shelf {
        kategori: KECANTIKAN,
        lines: PERAWATAN,
        makers: MAKERS,
        ukuran: &[],
        warna: &[],
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: KECANTIKAN,
        lines: RIASAN,
        makers: MAKERS,
        ukuran: &[],
        warna: &["Nude", "Rose", "Peach", "Merah", "Mocca", "Plum"],
        singkat: SINGKAT,
        cerita: CERITA,
    },
];

const MAKERS: &[&str] = &[
    "Kemuning",
    "Puspa",
    "Wangsa",
    "Ayudia",
    "Ratna Dewi",
    "Kirana",
];

const PERAWATAN: &[Line] = &[
    line("Serum Niacinamide 10%", Art::Serum, 79_000, 80),
    line("Serum Vitamin C Cerah", Art::Serum, 85_000, 80),
    line("Toner Air Mawar", Art::Serum, 45_000, 150),
    line("Sunscreen SPF 50 PA++++", Art::Tube, 69_000, 70),
    line("Facial Wash Teh Hijau", Art::Tube, 35_000, 120),
    line("Hand Body Lotion Beras", Art::Tube, 42_000, 250),
    line("Parfum Melati 30 ml", Art::Parfum, 89_000, 150),
    line("Body Mist Vanila", Art::Parfum, 55_000, 180),
];
const RIASAN: &[Line] = &[
    line("Lip Cream Matte", Art::Lipstik, 49_000, 40),
    line("Lip Tint Segar", Art::Lipstik, 39_000, 35),
    line("Lipstik Satin", Art::Lipstik, 59_000, 45),
    line("Bedak Padat Refill", Art::Bedak, 65_000, 60),
    line("Cushion SPF 35", Art::Bedak, 129_000, 90),
    line("Blush On Krim", Art::Bedak, 45_000, 50),
];
