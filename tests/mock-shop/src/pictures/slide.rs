//! Banners.

use super::art;
use super::palette::{self, STYLE};
use super::text::{self, Weight};
use crate::shop::Slide;

/// Places of the three things: translation and scale, the one in front last.
const PLACES: [&str; 3] = [
    "translate(620 44) scale(.66)",
    "translate(950 54) scale(.62)",
    "translate(766 128) scale(.88)",
];

/// A banner of 1200 by 514.
pub(super) fn banner(slide: &Slide) -> String {
    let hue = slide.hue;
    let mut things = String::new();
    for (place, ((thing, nama), seed)) in PLACES.into_iter().zip(slide.things.iter().zip(3..)) {
        let colours = palette::of(palette::of_goods(*thing, nama), seed);
        things += &format!(
            r#"<g style="{colours}" transform="{place}">{}</g>"#,
            art::draw(*thing, nama)
        );
    }
    let kicker_width = 60 + slide.kicker.chars().count() as u32 * 19;
    let [first, second] = slide.headline;
    let size = text::fitting(first, 84, 560, Weight::Bold).min(text::fitting(
        second,
        84,
        560,
        Weight::Bold,
    ));
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 514" width="1200" height="514">{STYLE}<defs><linearGradient id="b" x2="1" y2="1"><stop stop-color="hsl({hue},68%,34%)"/><stop offset="1" stop-color="hsl({},66%,52%)"/></linearGradient></defs><rect width="1200" height="514" fill="url(#b)"/><g fill="#fff"><circle cx="910" cy="262" r="252" opacity=".14"/><circle cx="910" cy="262" r="186" opacity=".16"/><circle cx="60" cy="500" r="130" opacity=".06"/><circle cx="560" cy="-30" r="120" opacity=".07"/></g><ellipse cx="930" cy="470" rx="220" ry="18" opacity=".18"/>{things}<rect x="64" y="74" width="{kicker_width}" height="56" rx="28" fill="#fff" opacity=".2"/>{}{}{}{}</svg>"##,
        hue + 24,
        text::line(slide.kicker, 94, 112, 30, 560, Weight::Bold, "#fff"),
        text::line(first, 62, 234, size, 560, Weight::Bold, "#fff"),
        text::line(second, 62, 326, size, 560, Weight::Bold, "#ffe27a"),
        text::line(slide.detail, 64, 412, 38, 640, Weight::Regular, "#fff"),
    )
}
