//! `GET /app/produk`

use std::borrow::Cow;

use serde::Serialize;

use super::envelope::Envelope;
use super::paging::Paging;
use super::{Call, Refusal};
use crate::shop::{Produk, kategori};

#[derive(Serialize)]
struct Row<'a> {
    id_produk: String,
    id_kategori: String,
    nama_produk: &'a str,
    harga_produk: u64,
    harga_produk_asli: u64,
    deskripsi_singkat: &'a str,
    deskripsi_panjang: Cow<'a, str>,
    kondisi_produk: &'a str,
    status_produk: &'a str,
    stok: u32,
    berat: u32,
    tanggal: &'a str,
    ukuran: Option<&'a [&'a str]>,
    warna: Option<&'a [&'a str]>,
    gambar_utama: String,
    list_gambar: Vec<String>,
    url_produk: String,
}

pub(super) fn answer(call: &Call<'_>) -> Result<String, Refusal> {
    let paging = Paging::of(call.query)?;
    let kategori = match call.query.get("id_kategori") {
        None => None,
        Some(id) if id.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(kategori::with_subs(id.parse().unwrap_or(u32::MAX)))
        }
        Some(_) => {
            return Err(Refusal::http(
                400,
                "Parameter id_kategori harus berupa angka",
            ));
        }
    };
    let text = call.query.get("cari_nama_produk").unwrap_or("");
    if !text
        .chars()
        .all(|letter| letter.is_alphanumeric() || letter == ' ')
    {
        return Err(Refusal::http(
            400,
            "Parameter cari_nama_produk hanya boleh berisi huruf, angka dan spasi",
        ));
    }
    let raw = match call.query.get("use_raw_html") {
        None | Some("false" | "0") => false,
        Some("true" | "1") => true,
        Some(_) => {
            return Err(Refusal::http(
                400,
                "Parameter use_raw_html harus berupa boolean",
            ));
        }
    };
    let found = call.shop.produk.iter().filter(|produk| {
        kategori
            .as_ref()
            .is_none_or(|ids| ids.contains(&produk.kategori))
            && produk.matches(text)
    });
    let rows: Vec<Row> = paging
        .rows(found)
        .map(|produk| row(produk, raw, call.origin))
        .collect();
    Ok(Envelope::page(paging.page, rows).json())
}

fn row<'a>(produk: &'a Produk, raw: bool, origin: &str) -> Row<'a> {
    let list_gambar: Vec<String> = (1..=produk.gambar)
        .map(|number| format!("{origin}{}", produk.picture(number)))
        .collect();
    Row {
        id_produk: produk.id.to_string(),
        id_kategori: produk.kategori.to_string(),
        nama_produk: &produk.nama,
        harga_produk: produk.harga,
        harga_produk_asli: produk.harga_asli,
        deskripsi_singkat: &produk.singkat,
        deskripsi_panjang: match raw {
            true => Cow::Borrowed(produk.panjang.as_str()),
            false => Cow::Owned(produk.panjang_without_tags()),
        },
        kondisi_produk: produk.kondisi,
        status_produk: produk.status(),
        stok: produk.stok,
        berat: produk.berat,
        tanggal: &produk.tanggal,
        ukuran: produk.ukuran.as_deref(),
        warna: produk.warna.as_deref(),
        gambar_utama: format!("{origin}{}", produk.picture(1)),
        list_gambar,
        url_produk: produk.url(),
    }
}
