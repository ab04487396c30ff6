//! `POST /member/notifikasi`

use serde_json::{Value, json};

use super::{Call, bad, member};
use crate::open_api::Refusal;

/// The beginnings of the addresses of bukaOlshop's own pictures.
const OWN: [&str; 2] = [
    "https://bukaolshop.s3-id-jkt-1.kilatstorage.id/",
    "https://storage1.bukaolshop.com/",
];

pub(super) fn create(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let fields = call.fields()?;
    let orang = member::find(call, fields.get("id_user"), fields.get("email_user"))?;
    for name in ["judul_notifikasi", "pesan_notifikasi"] {
        if fields.get(name).is_none() {
            return Err(bad(&format!("Parameter {name} wajib di isi")));
        }
    }
    let gambar = fields.get("url_gambar");
    if gambar.is_some_and(|url| !OWN.iter().any(|own| url.starts_with(own))) {
        return Err(bad("url_gambar harus berasal dari server bukaOlshop"));
    }
    Ok(json!({
        "status": "ok - Notifikasi berhasil dikirim",
        "id_user": orang.id_user,
        "status_gambar": gambar.map(|_| "valid"),
        "token_notifikasi": format!("ntf-{}", orang.id_user),
    }))
}
