//! `GET /app/slide`

use serde::Serialize;

use super::Call;
use super::envelope::Envelope;
use crate::shop::SITE;

#[derive(Serialize)]
struct Row {
    url_gambar_slide: String,
    url_tujuan: Option<String>,
}

pub(super) fn answer(call: &Call<'_>) -> String {
    let rows: Vec<Row> = call
        .shop
        .slides
        .iter()
        .zip(1..)
        .map(|(slide, number)| Row {
            url_gambar_slide: format!("{}/gambar/slide/{number}.svg", call.origin),
            url_tujuan: slide.target.map(|path| format!("{SITE}{path}")),
        })
        .collect();
    Envelope::of(rows).json()
}
