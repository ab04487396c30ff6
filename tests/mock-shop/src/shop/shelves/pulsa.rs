//! Pulsa & Paket Data: what is sent to a phone number or a meter.

use super::Draft;
use crate::shop::art::Art;
use crate::shop::kategori::{PAKET_DATA, PULSA, TOKEN_EWALLET};

const OPERATORS: &[&str] = &["Telkomsel", "Indosat", "XL", "Axis", "Tri", "Smartfren"];
const NOMINALS: &[u64] = &[5, 10, 15, 20, 25, 50, 75, 100, 150, 200];

/// Gigabytes, days and rupiah.
const QUOTAS: &[(&str, u64, u64)] = &[
    ("1GB", 1, 6_500),
    ("1,5GB", 3, 10_500),
    ("3GB", 7, 16_000),
    ("5GB", 14, 24_500),
    ("8GB", 28, 39_000),
    ("12GB", 30, 54_500),
    ("18GB", 30, 71_000),
    ("25GB", 30, 89_500),
    ("40GB", 30, 116_000),
    ("75GB", 30, 159_000),
];

const METER: &[u64] = &[20, 50, 100, 200, 500, 1_000];
const WALLETS: &[&str] = &["DANA", "OVO", "GoPay", "ShopeePay", "LinkAja"];
const TOP_UPS: &[u64] = &[10, 20, 25, 50, 75, 100, 150, 200, 300, 500];

/// Puts them on the shelf.
pub(super) fn stock(drafts: &mut Vec<Draft>) {
    for (place, operator) in OPERATORS.iter().enumerate() {
        let margin = 300 + 150 * place as u64;
        for nominal in NOMINALS {
            drafts.push(sent(
                PULSA,
                format!("Pulsa {operator} {nominal}.000"),
                nominal * 1_000 + margin,
                format!("Pulsa reguler {operator} Rp{nominal}.000, menambah masa aktif.\n\nTulis nomor tujuan pada catatan pesanan. Nomor yang sudah diisi tidak dapat dibatalkan."),
                Art::Pulsa,
            ));
        }
        for (quota, days, harga) in QUOTAS {
            drafts.push(sent(
                PAKET_DATA,
                format!("Paket Data {operator} {quota} {days} Hari"),
                harga + margin,
                format!("Kuota {quota} untuk semua jaringan, berlaku {days} hari sejak aktif.\n\nCek kuota di aplikasi {operator}. Paket tidak diperpanjang otomatis."),
                Art::PaketData,
            ));
        }
    }
    for nominal in METER {
        drafts.push(sent(
            TOKEN_EWALLET,
            format!("Token Listrik PLN {nominal} Ribu"),
            nominal * 1_000 + 1_500,
            "Token listrik prabayar. Tulis nomor meter atau ID pelanggan pada catatan pesanan.\n\nKode token 20 angka muncul di halaman transaksi.".to_owned(),
            Art::Token,
        ));
    }
    for (place, wallet) in WALLETS.iter().enumerate() {
        for nominal in TOP_UPS {
            drafts.push(sent(
                TOKEN_EWALLET,
                format!("Saldo {wallet} {nominal}.000"),
                nominal * 1_000 + 700 + 100 * place as u64,
                format!("Top up saldo {wallet} ke nomor terdaftar.\n\nTulis nomor HP akun {wallet} pada catatan pesanan."),
                Art::Dompet,
            ));
        }
    }
}

fn sent(kategori: u32, nama: String, harga: u64, panjang: String, art: Art) -> Draft {
    Draft {
        kategori,
        nama,
        harga,
        singkat: "Proses otomatis 24 jam".to_owned(),
        panjang,
        berat: 0,
        ukuran: None,
        warna: None,
        art,
    }
}
