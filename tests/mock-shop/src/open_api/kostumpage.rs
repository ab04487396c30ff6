//! `GET /app/kostumpage`

use serde::Serialize;

use super::Call;
use super::envelope::Envelope;
use crate::shop::SITE;

#[derive(Serialize)]
struct Row {
    nama_page: &'static str,
    icon_page: String,
    url_kostum_page: String,
}

pub(super) fn answer(call: &Call<'_>) -> String {
    let rows: Vec<Row> = call
        .shop
        .kostumpages
        .iter()
        .map(|page| Row {
            nama_page: page.nama,
            icon_page: format!("{}/gambar/kostumpage/{}.svg", call.origin, page.id),
            url_kostum_page: format!("{SITE}/digital/{}", page.id),
        })
        .collect();
    Envelope::of(rows).json()
}
