//! Voucher Game: what is sent to a game account.

use super::Draft;
use crate::shop::art::Art;
use crate::shop::kategori::{FREE_FIRE, MOBILE_LEGENDS, VOUCHER_LAIN};

const DIAMONDS: &[u64] = &[
    5, 12, 19, 28, 36, 44, 59, 74, 85, 86, 113, 148, 170, 172, 222, 240, 257, 296, 344, 370, 408,
    429, 514, 568, 600, 706, 875, 963, 1_050, 1_412, 2_010, 2_195, 3_688, 4_830, 6_050, 7_502,
];
const FIRE_DIAMONDS: &[u64] = &[
    5, 12, 20, 50, 55, 70, 80, 100, 120, 140, 145, 150, 190, 210, 250, 280, 300, 355, 400, 420,
    500, 520, 635, 720, 860, 925, 1_000, 1_075, 1_440, 2_000, 2_180, 3_640, 5_600, 7_290,
];
const PASSES: &[(u32, &str, u64)] = &[
    (MOBILE_LEGENDS, "Weekly Diamond Pass Mobile Legends", 28_500),
    (MOBILE_LEGENDS, "Twilight Pass Mobile Legends", 142_000),
    (MOBILE_LEGENDS, "Starlight Member Mobile Legends", 149_500),
    (FREE_FIRE, "Member Mingguan Free Fire", 28_000),
    (FREE_FIRE, "Member Bulanan Free Fire", 82_500),
];

/// An amount and its price in thousands of rupiah.
type Priced = (u64, u64);

/// Voucher, unit and amounts.
const VOUCHERS: &[(&str, &str, &[Priced])] = &[
    (
        "Google Play",
        "Rp",
        &[
            (5_000, 6),
            (10_000, 11),
            (20_000, 22),
            (50_000, 53),
            (100_000, 104),
            (150_000, 155),
            (300_000, 309),
            (500_000, 514),
        ],
    ),
    (
        "Steam Wallet",
        "Rp",
        &[
            (12_000, 15),
            (45_000, 51),
            (60_000, 67),
            (90_000, 99),
            (120_000, 131),
            (250_000, 269),
            (400_000, 428),
            (600_000, 641),
        ],
    ),
    (
        "PUBG Mobile",
        "UC",
        &[
            (60, 15),
            (120, 29),
            (180, 43),
            (325, 72),
            (385, 86),
            (660, 143),
            (985, 215),
            (1_800, 358),
            (3_850, 716),
        ],
    ),
    (
        "Roblox",
        "Robux",
        &[
            (80, 16),
            (160, 31),
            (240, 46),
            (400, 75),
            (800, 149),
            (1_700, 298),
            (4_500, 745),
        ],
    ),
    (
        "Valorant",
        "Points",
        &[
            (475, 54),
            (1_000, 108),
            (1_475, 159),
            (2_050, 214),
            (3_650, 375),
            (5_350, 536),
        ],
    ),
    (
        "Genshin Impact",
        "Genesis Crystals",
        &[
            (60, 14),
            (330, 69),
            (1_090, 219),
            (2_240, 424),
            (3_880, 701),
        ],
    ),
    (
        "Garena",
        "Shells",
        &[(33, 10), (66, 20), (165, 49), (330, 97), (660, 193)],
    ),
];

/// Puts them on the shelf.
pub(super) fn stock(drafts: &mut Vec<Draft>) {
    for amount in DIAMONDS {
        let harga = (amount * 272).div_ceil(500) * 500 + 500;
        drafts.push(sent(
            MOBILE_LEGENDS,
            format!("{} Diamonds Mobile Legends", dotted(*amount)),
            harga,
            Art::Diamond,
        ));
    }
    for amount in FIRE_DIAMONDS {
        let harga = (amount * 136).div_ceil(500) * 500 + 500;
        drafts.push(sent(
            FREE_FIRE,
            format!("{} Diamonds Free Fire", dotted(*amount)),
            harga,
            Art::Kristal,
        ));
    }
    for (kategori, nama, harga) in PASSES {
        drafts.push(sent(*kategori, (*nama).to_owned(), *harga, Art::KartuGame));
    }
    for (voucher, unit, amounts) in VOUCHERS {
        for (amount, thousands) in *amounts {
            let nama = match *unit {
                "Rp" => format!("Voucher {voucher} Rp{}", dotted(*amount)),
                unit => format!("{} {unit} {voucher}", dotted(*amount)),
            };
            drafts.push(sent(
                VOUCHER_LAIN,
                nama,
                thousands * 1_000 + 500,
                Art::KartuGame,
            ));
        }
    }
}

fn sent(kategori: u32, nama: String, harga: u64, art: Art) -> Draft {
    let panjang = format!(
        "{nama}.\n\nCara beli:\n1. Tekan tombol beli\n2. Tulis ID (dan server, bila ada) pada catatan\n3. Bayar; isi ulang masuk dalam 1-5 menit\n\nPastikan ID benar: isi ulang yang sudah masuk tidak dapat ditarik."
    );
    Draft {
        kategori,
        nama,
        harga,
        singkat: "Proses 1-5 menit, cukup ID".to_owned(),
        panjang,
        berat: 0,
        ukuran: None,
        warna: None,
        art,
    }
}

/// 1412 -> "1.412".
fn dotted(number: u64) -> String {
    match number {
        ..1_000 => number.to_string(),
        _ => format!("{}.{:03}", number / 1_000, number % 1_000),
    }
}
