//! `GET /user/transaksi`

use serde::Serialize;

use super::envelope::Envelope;
use super::paging::Paging;
use super::{Call, Refusal};
use crate::shop::Member;

#[derive(Serialize)]
struct Row<'a> {
    nomor_pembayaran: &'a str,
    status_bayar: &'a str,
    status_pengiriman: &'a str,
    tanggal: String,
    nama_barang: &'a str,
    url_gambar_produk: String,
    link_transaksi: String,
}

pub(super) fn answer(member: &Member, call: &Call<'_>) -> Result<String, Refusal> {
    let paging = Paging::of(call.query)?;
    let rows: Vec<Row> = paging
        .rows(member.transaksi.iter())
        .map(|transaksi| Row {
            nomor_pembayaran: &transaksi.nomor,
            status_bayar: transaksi.status_bayar,
            status_pengiriman: transaksi.status_pengiriman,
            tanggal: transaksi.tanggal.text(),
            nama_barang: &transaksi.nama_barang,
            url_gambar_produk: format!("{}{}", call.origin, transaksi.gambar),
            link_transaksi: transaksi.link(),
        })
        .collect();
    Ok(Envelope::page(paging.page, rows)
        .with_total_data(paging.total_data)
        .json_with_escaped_slashes())
}
