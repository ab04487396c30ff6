//! `POST /chat/create`

use serde_json::{Value, json};

use super::{Call, bad, member};
use crate::open_api::Refusal;

pub(super) fn create(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let fields = call.fields()?;
    let orang = member::find(call, fields.get("id_user"), fields.get("email_user"))?;
    let pesan = fields
        .get("pesan_teks")
        .ok_or_else(|| bad("Pastikan anda juga sudah mengisi parameter pesan_teks"))?;
    Ok(json!({
        "status": "ok - Pesan berhasil dikirim",
        "id_user": orang.id_user,
        "email_user": orang.email,
        "nama_user": orang.nama,
        "id_barang": fields.get("id_barang").unwrap_or(""),
        "pesan_teks": pesan,
    }))
}
