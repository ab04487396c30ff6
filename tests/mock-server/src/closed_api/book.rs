//! What was changed in a session. Everything else is as the shop has it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::member::Orang;

/// The changes.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// Fields of products, by id.
    pub(super) produk: BTreeMap<u32, Map<String, Value>>,
    pub(super) deleted: BTreeSet<u32>,
    /// Balances, by `id_user`.
    akun: BTreeMap<String, Akun>,
    /// `status_bayar` and `status_pengiriman`, by number.
    pub(super) status: BTreeMap<String, (&'static str, &'static str)>,
    /// Couriers' numbers, by `id_transaksi`.
    pub(super) resi: BTreeMap<String, String>,
    /// Tokens of top-ups that are done.
    pub(super) topups: BTreeSet<String>,
    /// How many balances were changed.
    perubahan: u64,
    /// How many products were queued.
    antrian: u64,
    /// How many requests were answered that count against the limit of the day.
    pub(super) requests: u64,
}

/// A balance.
#[derive(Debug, Clone)]
pub(super) struct Akun {
    /// Rupiah.
    pub(super) saldo: i64,
    /// Newest first.
    pub(super) riwayat: Vec<Riwayat>,
    /// When it was last changed through the API: milliseconds since 1970.
    pub(super) last: Option<u64>,
}

/// A change of a balance.
#[derive(Debug, Clone)]
pub(super) struct Riwayat {
    pub(super) catatan: String,
    /// Rupiah; below zero where they were taken.
    pub(super) jumlah: i64,
    pub(super) tanggal: String,
}

impl Book {
    /// A member's balance.
    pub(super) fn akun(&mut self, orang: &Orang) -> &mut Akun {
        self.akun
            .entry(orang.id_user.clone())
            .or_insert_with(|| Akun {
                saldo: orang.saldo,
                riwayat: orang.riwayat.clone(),
                last: None,
            })
    }

    /// Queues a product, and gives back its number in the queue.
    pub(super) fn queue_produk(&mut self) -> u64 {
        self.antrian += 1;
        88_122 + self.antrian
    }

    /// Changes a balance, and gives back the number of the change.
    pub(super) fn change(&mut self, orang: &Orang, jumlah: i64, catatan: &str, at: u64) -> u64 {
        let tanggal = crate::shop::tanggal::Tanggal::at(at / 1000).text();
        let akun = self.akun(orang);
        akun.saldo += jumlah;
        akun.last = Some(at);
        akun.riwayat.insert(
            0,
            Riwayat {
                catatan: catatan.to_owned(),
                jumlah,
                tanggal,
            },
        );
        self.perubahan += 1;
        456_405 + self.perubahan
    }
}
