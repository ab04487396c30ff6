//! `GET /aplikasi/info` and `GET /aplikasi/info_limit`

use serde_json::{Value, json};

use super::Call;
use crate::open_api::Refusal;

pub(super) fn info(call: &mut Call<'_>) -> Result<Value, Refusal> {
    Ok(json!({
        "nama_toko": "OlshopGue",
        "nama_aplikasi": "OlshopGue",
        "nama_package": "com.olshopgue",
        "icon_aplikasi": format!("{}/gambar/membership/emas.svg", call.origin),
        "masa_aktif_premium": "2027-09-16",
        "status_premium": "lite",
        "tanggal_daftar_aplikasi": "2019-11-08 20:29:30",
        "telah_verifikasi_identitas": false,
        "email_pemilik_olshop": "pemilik@contoh.id",
        "nama_pemilik_olshop": "Pemilik Toko",
        "hp_pemilik_olshop": "082234327658",
    }))
}

/// The session's requests, without those to this endpoint.
pub(super) fn info_limit(call: &mut Call<'_>) -> Result<Value, Refusal> {
    Ok(json!({"jumlah_request": call.book.requests}))
}
