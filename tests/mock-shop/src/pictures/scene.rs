//! A product in its surroundings, seen in up to four ways.

use super::art;
use super::palette::{self, STYLE};
use crate::shop::Produk;

/// Picture `number` (from 1) of a product.
pub(super) fn product(produk: &Produk, number: u8) -> String {
    let hue = palette::hue(produk.kategori);
    let content = match number {
        1 => front(produk, hue),
        2 => turned(produk, hue),
        3 => close(produk, hue),
        _ => pair(produk, hue),
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600">{STYLE}{content}</svg>"#
    )
}

/// The drawing, as the product's picture `number` colours it, after `transform`.
fn thing(produk: &Produk, number: u8, transform: &str) -> String {
    let colours = palette::of(palette::of_product(produk, number), produk.id);
    format!(
        r#"<g style="{colours}" transform="{transform}">{}</g>"#,
        art::draw(produk.art, &produk.nama)
    )
}

/// Upper and lower colour of the wall.
fn wall(top: &str, bottom: &str) -> String {
    format!(
        r#"<defs><linearGradient id="b" x2="0" y2="1"><stop stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/></linearGradient></defs><rect width="600" height="600" fill="url(#b)"/>"#
    )
}

fn front(produk: &Produk, hue: u16) -> String {
    let wall = wall(
        &format!("hsl({hue},52%,95%)"),
        &format!("hsl({hue},44%,87%)"),
    );
    // One of three shapes behind it, so that a grid of one category isn't one picture.
    let behind = match produk.id % 3 {
        0 => format!(r#"<circle cx="300" cy="286" r="212" fill="hsl({hue},56%,91%)"/>"#),
        1 => format!(
            r#"<path d="M120 600V300a180 180 0 0 1 360 0v300z" fill="hsl({hue},54%,91%)"/>"#
        ),
        _ => format!(
            r#"<rect x="96" y="92" width="408" height="408" rx="120" fill="hsl({hue},56%,91%)" transform="rotate(12 300 296)"/>"#
        ),
    };
    format!(
        r#"{wall}{behind}<ellipse cx="300" cy="512" rx="190" ry="20" fill="hsl({hue},30%,40%)" opacity=".2"/>{}"#,
        thing(
            produk,
            1,
            &format!(
                "translate(50 {}) scale(1.25)",
                54 + art::above_floor(produk.art) * 5 / 4
            )
        )
    )
}

fn turned(produk: &Produk, hue: u16) -> String {
    let wall = wall(
        &format!("hsl({hue},40%,76%)"),
        &format!("hsl({hue},38%,64%)"),
    );
    format!(
        r#"{wall}<path d="M0 470q300-90 600 0v130H0z" fill="hsl({hue},40%,58%)"/><circle cx="470" cy="130" r="90" fill="hsl({hue},60%,86%)" opacity=".55"/><ellipse cx="300" cy="528" rx="190" ry="20" opacity=".18"/>{}"#,
        thing(produk, 2, "rotate(-9 300 300) translate(62 56) scale(1.18)")
    )
}

fn close(produk: &Produk, hue: u16) -> String {
    let wall = wall(
        &format!("hsl({hue},36%,92%)"),
        &format!("hsl({hue},36%,82%)"),
    );
    format!(
        "{wall}{}",
        thing(produk, 3, "translate(-130 -60) scale(2.05)")
    )
}

fn pair(produk: &Produk, hue: u16) -> String {
    let wall = wall("#fbfaf7", &format!("hsl({hue},30%,92%)"));
    format!(
        r#"{wall}<path d="M0 410h600v190H0z" fill="hsl({hue},34%,86%)"/><ellipse cx="198" cy="454" rx="130" ry="14" opacity=".14"/><ellipse cx="414" cy="530" rx="150" ry="16" opacity=".16"/>{}{}"#,
        thing(produk, 3, "translate(30 150) scale(.84)"),
        thing(produk, 4, "translate(210 162) scale(1.02)")
    )
}
