//! What a member has bought.

use super::SITE;
use super::produk::Produk;
use super::random::Random;
use super::tanggal::{DAY, NOW, Tanggal};

/// A transaction.
#[derive(Clone, Debug)]
pub struct Transaksi {
    pub nomor: String,
    pub status_bayar: &'static str,
    pub status_pengiriman: &'static str,
    pub tanggal: Tanggal,
    pub nama_barang: String,
    /// Path of the product's picture on this server.
    pub gambar: String,
    /// Rupiah.
    pub total: u64,
    /// Whether the member paid, or tried to, from the balance.
    pub dengan_saldo: bool,
}

impl Transaksi {
    /// Its page on the shop's site.
    pub fn link(&self) -> String {
        link(&self.nomor)
    }

    /// Whether money was paid and came back.
    pub fn is_refunded(&self) -> bool {
        self.status_bayar == "di batalkan" && self.dengan_saldo
    }
}

/// The page of transaction `nomor` on the shop's site.
pub fn link(nomor: &str) -> String {
    format!("{SITE}/akun/?page=transaksi&nomor={nomor}")
}

const HISTORY: i64 = 410 * DAY;

/// `count` transactions, newest first. Only the newest can be on their way.
pub(super) fn build(id_user: &str, count: usize, produk: &[Produk]) -> Vec<Transaksi> {
    let mut random = Random::new(
        0xa11_0000
            ^ id_user
                .bytes()
                .fold(0, |seed, byte| seed * 31 + u64::from(byte)),
    );
    let affordable: Vec<&Produk> = produk
        .iter()
        .filter(|produk| (5_000..180_000).contains(&produk.harga))
        .collect();
    (0..count)
        .map(|age| {
            let step = HISTORY / count as i64;
            let produk = *random.pick(&affordable);
            let (status_bayar, status_pengiriman) = status(age, &mut random);
            let others = if produk.berat > 0 && random.chance(18) {
                random.between(1, 3)
            } else {
                0
            };
            let nama_barang = match others {
                0 => produk.nama.clone(),
                _ => format!("{} (+{others} produk lainnya)", produk.nama),
            };
            Transaksi {
                nomor: format!(
                    "{}{id_user}{:03}",
                    random.between(10_000, 99_999),
                    999 - age % 1_000
                ),
                status_bayar,
                status_pengiriman,
                tanggal: NOW
                    .minus(5_400 + age as i64 * step + random.below(step as u64 * 3 / 4) as i64),
                nama_barang,
                gambar: produk.picture(1),
                total: produk.harga * (1 + others),
                dengan_saldo: random.chance(76) && status_bayar != "pending",
            }
        })
        .collect()
}

fn status(age: usize, random: &mut Random) -> (&'static str, &'static str) {
    match (age, random.below(100)) {
        // One of each on the first page.
        (0, _) => ("pending", "belum diproses"),
        (1, _) => ("lunas", "diproses"),
        (2 | 3, _) => ("lunas", "dikirim"),
        (4, _) => ("di batalkan", "di batalkan"),
        (5..12, 0..35) => ("lunas", "dikirim"),
        (5..12, 35..50) => ("pending", "belum diproses"),
        (_, 0..9) => ("di batalkan", "di batalkan"),
        _ => ("lunas", "selesai"),
    }
}
