//! Generated pictures: no file, no network, the same for the same address every time.

mod art;
mod kategori;
mod kostumpage;
mod palette;
mod people;
mod scene;
mod slide;
mod text;

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::Response;

use crate::mock::Mock;
use crate::reply;
use crate::shop::Shop;

/// `GET /gambar/...`
pub(crate) async fn picture(State(mock): State<Arc<Mock>>, uri: Uri) -> Response {
    let Some(svg) = draw(uri.path(), &mock.shop) else {
        return reply::not_found();
    };
    let mut response = reply::reply(StatusCode::OK, "image/svg+xml", svg);
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=3600"),
    );
    response
}

fn draw(path: &str, shop: &Shop) -> Option<String> {
    let (kind, name) = path
        .strip_prefix("/gambar/")?
        .strip_suffix(".svg")?
        .split_once('/')?;
    match kind {
        "produk" => {
            let (id, number) = name.split_once('-')?;
            let (id, number): (u32, u8) = (id.parse().ok()?, number.parse().ok()?);
            let produk = shop.produk.iter().find(|produk| produk.id == id)?;
            (1..=produk.gambar)
                .contains(&number)
                .then(|| scene::product(produk, number))
        }
        "kategori" => kategori::icon(name.parse().ok()?),
        "kostumpage" => kostumpage::icon(name.parse().ok()?),
        "slide" => Some(slide::banner(
            shop.slides
                .get(name.parse::<usize>().ok()?.checked_sub(1)?)?,
        )),
        "avatar" => people::avatar(name),
        "membership" => people::membership(name),
        _ => None,
    }
}
