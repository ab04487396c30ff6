//! Generated pictures: no file, no network, the same for the same address every time.

mod art;
mod kategori;
mod kostumpage;
mod palette;
mod people;
mod scene;
mod slide;
mod text;

use crate::shop::Shop;

/// The picture at a path such as `/gambar/produk/2104307-1.svg`, as SVG; None where there is none.
pub fn draw(path: &str, shop: &Shop) -> Option<String> {
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
