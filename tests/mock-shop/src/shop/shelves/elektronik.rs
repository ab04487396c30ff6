//! Elektronik.

use super::{Line, Shelf, line};
use crate::shop::art::Art;
use crate::shop::kategori::{AKSESORIS_HP, AUDIO, LAMPU};

const MAKERS: &[&str] = &["Voltara", "Kilat", "Sinyo", "Arka", "Lentera", "Gema"];
const WARNA: &[&str] = &["Hitam", "Putih", "Navy", "Merah", "Mint", "Abu"];
const SINGKAT: &[&str] = &[
    "Garansi toko 6 bulan",
    "Garansi resmi 1 tahun",
    "Segel pabrik",
    "Dicoba sebelum dikirim",
    "SNI",
];
const CERITA: &[&str] = &[
    "Garansi tukar baru 7 hari bila ada cacat pabrik.",
    "Setiap unit dicoba dahulu sebelum dikirim.",
    "Buku petunjuk berbahasa Indonesia ada di dalam kotak.",
    "Sertakan video buka paket untuk klaim garansi.",
    "Dikemas dengan bubble wrap dua lapis tanpa biaya.",
];

pub(super) const SHELVES: &[Shelf] = &[
    Shelf {
        kategori: AKSESORIS_HP,
        lines: HP_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: WARNA,
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: AUDIO,
        lines: AUDIO_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: WARNA,
        singkat: SINGKAT,
        cerita: CERITA,
    },
    Shelf {
        kategori: LAMPU,
        lines: LAMPU_LINES,
        makers: MAKERS,
        ukuran: &[],
        warna: &[],
        singkat: SINGKAT,
        cerita: CERITA,
    },
];

const HP_LINES: &[Line] = &[
    line("Charger Fast Charging 20W", Art::Charger, 79_000, 120),
    line("Charger GaN 65W Dual Port", Art::Charger, 249_000, 180),
    line("Kepala Charger USB-C 33W", Art::Charger, 109_000, 110),
    line("Kabel Data USB-C 1 Meter", Art::Kabel, 25_000, 60),
    line("Kabel Anyam 3 in 1", Art::Kabel, 39_000, 80),
    line("Powerbank 10.000 mAh", Art::Powerbank, 149_000, 300),
    line("Powerbank 20.000 mAh PD", Art::Powerbank, 259_000, 450),
    line("Casing HP Anti Banting", Art::Casing, 29_000, 70),
    line("Casing HP Magnetik Bening", Art::Casing, 49_000, 70),
];
const AUDIO_LINES: &[Line] = &[
    line("Headphone Bluetooth Bass", Art::Headphone, 199_000, 350),
    line("Headset Gaming Mic Lipat", Art::Headphone, 179_000, 400),
    line("Headphone ANC Lipat", Art::Headphone, 449_000, 330),
    line("TWS Earbuds Bluetooth 5.4", Art::Tws, 139_000, 90),
    line("TWS Olahraga Kait Telinga", Art::Tws, 169_000, 100),
    line("TWS ENC Layar Sentuh", Art::Tws, 229_000, 100),
    line("Speaker Bluetooth Mini", Art::Speaker, 89_000, 300),
    line("Speaker Portabel Tahan Air", Art::Speaker, 259_000, 650),
    line("Speaker Karaoke 2 Mic", Art::Speaker, 399_000, 1_800),
];
const LAMPU_LINES: &[Line] = &[
    line("Lampu LED Bohlam 9W", Art::Bohlam, 19_000, 80),
    line("Lampu LED Bohlam 15W", Art::Bohlam, 29_000, 110),
    line("Lampu Emergency 12W", Art::Bohlam, 49_000, 150),
    line("Lampu Pintar WiFi RGB", Art::Bohlam, 89_000, 120),
    line("Lampu Meja Belajar Lipat", Art::LampuMeja, 99_000, 500),
    line("Lampu Tidur Sensor Sentuh", Art::LampuMeja, 65_000, 300),
    line("Stop Kontak 4 Lubang 3 Meter", Art::StopKontak, 59_000, 500),
    line("Stop Kontak USB 6 Lubang", Art::StopKontak, 95_000, 600),
    line("Steker T Multi 3 Arah", Art::StopKontak, 22_000, 120),
];
