//! `GET /app/kategori`

use serde::Serialize;

use super::envelope::Envelope;
use super::{Call, Refusal};
use crate::shop::{Kategori, SITE, produk::slug};

#[derive(Serialize)]
struct Row {
    id_kategori: String,
    nama_kategori: &'static str,
    gambar_kategori: String,
    url_kategori: String,
    tipe_kategori: &'static str,
    /// Sub-categories don't have the field at all; nor does the flat structure.
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_kategori: Option<Vec<Row>>,
}

pub(super) fn answer(call: &Call<'_>) -> Result<String, Refusal> {
    let flat = match call.query.get("struktur") {
        None => false,
        Some("flat") => true,
        Some(_) => {
            return Err(Refusal::http(
                400,
                "Parameter struktur hanya boleh berisi flat",
            ));
        }
    };
    let mut rows = Vec::new();
    for utama in call.shop.kategori {
        let below = utama.sub.iter().map(|sub| row(sub, "sub", call.origin));
        let mut main = row(utama, "utama", call.origin);
        if flat {
            rows.push(main);
            rows.extend(below);
        } else {
            main.sub_kategori = Some(below.collect());
            rows.push(main);
        }
    }
    Ok(Envelope::of(rows).json())
}

fn row(kategori: &Kategori, tipe_kategori: &'static str, origin: &str) -> Row {
    Row {
        id_kategori: kategori.id.to_string(),
        nama_kategori: kategori.nama,
        gambar_kategori: format!("{origin}/gambar/kategori/{}.svg", kategori.id),
        url_kategori: format!("{SITE}/kategori/{}-{}", slug(kategori.nama), kategori.id),
        tipe_kategori,
        sub_kategori: None,
    }
}
