//! The people with an account: one with much history, one with none, one with a nasty name.

use super::ledger::{self, CatatanPoin, CatatanSaldo};
use super::orders::{self, Transaksi};
use super::produk::Produk;

/// A member and all that the API tells about them.
#[derive(Debug)]
pub struct Member {
    /// Name in `/app/{siapa}`.
    pub siapa: &'static str,
    pub id_user: &'static str,
    pub token_user: &'static str,
    pub nama: &'static str,
    pub email: &'static str,
    pub tanggal_lahir: Option<&'static str>,
    pub nomor_telepon: &'static str,
    pub tanggal_daftar: &'static str,
    pub status_email: &'static str,
    pub status_nomor_hp: &'static str,
    pub nama_membership: Option<&'static str>,
    /// Path of the membership's icon on this server.
    pub icon_membership: Option<&'static str>,
    pub kode_referral: &'static str,
    /// Rupiah.
    pub saldo: u64,
    pub poin: u64,
    /// Newest first, as the two below.
    pub transaksi: Vec<Transaksi>,
    pub catatan_saldo: Vec<CatatanSaldo>,
    pub catatan_poin: Vec<CatatanPoin>,
}

impl Member {
    /// Path of the member's picture on this server.
    pub fn foto(&self) -> String {
        format!("/gambar/avatar/{}.svg", self.siapa)
    }
}

/// All members.
pub(super) fn build(produk: &[Produk]) -> Vec<Member> {
    let mut members = vec![budi(), siti(), oneil()];
    for (member, rows) in members.iter_mut().zip([
        Rows {
            transaksi: 460,
            saldo: 430,
            poin: 420,
        },
        Rows::NONE,
        Rows {
            transaksi: 48,
            saldo: 44,
            poin: 36,
        },
    ]) {
        let orders = orders::build(member.id_user, rows.transaksi, produk);
        member.catatan_saldo = ledger::saldo(&orders, rows.saldo, member.saldo);
        member.catatan_poin = ledger::poin(&orders, rows.poin, member.poin);
        member.transaksi = orders;
    }
    members
}

/// How much history a member has.
struct Rows {
    transaksi: usize,
    saldo: usize,
    poin: usize,
}

impl Rows {
    const NONE: Rows = Rows {
        transaksi: 0,
        saldo: 0,
        poin: 0,
    };
}

fn budi() -> Member {
    Member {
        siapa: "budi",
        id_user: "130173",
        token_user: "tu+budi/9f2c==",
        nama: "Budi Santoso",
        email: "budi.santoso@contoh.id",
        tanggal_lahir: Some("1994-03-17"),
        nomor_telepon: "6281288454822",
        tanggal_daftar: "2024-02-11",
        status_email: "terverifikasi",
        status_nomor_hp: "terverifikasi",
        nama_membership: Some("Reseller Emas"),
        icon_membership: Some("/gambar/membership/emas.svg"),
        kode_referral: "BUDI94",
        saldo: 1_250_000,
        poin: 3_400,
        transaksi: Vec::new(),
        catatan_saldo: Vec::new(),
        catatan_poin: Vec::new(),
    }
}

fn siti() -> Member {
    Member {
        siapa: "siti",
        id_user: "130174",
        token_user: "tu+siti/71aa==",
        nama: "Siti Nurhaliza Rahmawati",
        email: "siti@contoh.id",
        tanggal_lahir: None,
        nomor_telepon: "6285711223344",
        tanggal_daftar: "2026-11-19",
        status_email: "belum_verifikasi",
        status_nomor_hp: "belum_verifikasi",
        nama_membership: None,
        icon_membership: None,
        kode_referral: "SITI26",
        saldo: 0,
        poin: 0,
        transaksi: Vec::new(),
        catatan_saldo: Vec::new(),
        catatan_poin: Vec::new(),
    }
}

fn oneil() -> Member {
    Member {
        siapa: "oneil",
        id_user: "130175",
        token_user: "tu+oneil/c3d4==",
        // Everything that breaks a script or an attribute which a shortcode stands in.
        nama: "O'Neil \"<b>\nPutra</b>",
        email: "oneil@contoh.id",
        tanggal_lahir: Some("1998-11-08"),
        nomor_telepon: "6282128845482",
        tanggal_daftar: "2025-08-30",
        status_email: "belum_verifikasi",
        status_nomor_hp: "terverifikasi",
        nama_membership: Some("Basic reseller"),
        icon_membership: None,
        kode_referral: "ONEIL",
        saldo: 75_500,
        poin: 120,
        transaksi: Vec::new(),
        catatan_saldo: Vec::new(),
        catatan_poin: Vec::new(),
    }
}
