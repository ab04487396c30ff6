//! `GET /user/catatan`

use serde::Serialize;

use super::envelope::Envelope;
use super::paging::Paging;
use super::{Call, Refusal};
use crate::shop::Member;

#[derive(Serialize)]
struct Saldo<'a> {
    informasi_catatan: &'a str,
    /// A number as string, as documented.
    jumlah_dana: String,
    tipe_jumlah: &'a str,
    tipe_mutasi: &'a str,
    tanggal: &'a str,
    saldo_terakhir: String,
    link_transaksi: &'a str,
    nomor_pembayaran: &'a str,
    catatan_saldo: &'a str,
}

#[derive(Serialize)]
struct Poin<'a> {
    kategori_poin: &'a str,
    tipe_jumlah: &'a str,
    jumlah_poin: String,
    tanggal_poin: &'a str,
    total_poin_terakhir: String,
    link_transaksi: &'a str,
}

pub(super) fn answer(member: &Member, call: &Call<'_>) -> Result<String, Refusal> {
    let paging = Paging::of(call.query)?;
    match call.query.get("tipe") {
        None | Some("saldo") => Ok(saldo(member, &paging)),
        Some("poin") => Ok(poin(member, &paging)),
        Some(_) => Err(Refusal::http(400, "Parameter tipe harus saldo atau poin")),
    }
}

fn saldo(member: &Member, paging: &Paging) -> String {
    let rows: Vec<Saldo> = paging
        .rows(member.catatan_saldo.iter())
        .map(|catatan| Saldo {
            informasi_catatan: &catatan.informasi,
            jumlah_dana: catatan.jumlah.to_string(),
            tipe_jumlah: catatan.tipe_jumlah,
            tipe_mutasi: catatan.tipe_mutasi,
            tanggal: &catatan.tanggal,
            saldo_terakhir: catatan.saldo_terakhir.to_string(),
            link_transaksi: &catatan.link,
            nomor_pembayaran: &catatan.nomor_pembayaran,
            catatan_saldo: catatan.catatan,
        })
        .collect();
    Envelope::page(paging.page, rows)
        .with_total_data(paging.total_data)
        .json_with_escaped_slashes()
}

fn poin(member: &Member, paging: &Paging) -> String {
    let rows: Vec<Poin> = paging
        .rows(member.catatan_poin.iter())
        .map(|catatan| Poin {
            kategori_poin: catatan.kategori,
            tipe_jumlah: catatan.tipe_jumlah,
            jumlah_poin: catatan.jumlah.to_string(),
            tanggal_poin: &catatan.tanggal,
            total_poin_terakhir: catatan.total_terakhir.to_string(),
            link_transaksi: &catatan.link,
        })
        .collect();
    Envelope::page(paging.page, rows).json()
}
