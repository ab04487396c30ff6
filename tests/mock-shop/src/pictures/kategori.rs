//! Icons of categories.

use super::art;
use super::palette::{self, STYLE};
use crate::shop::art::Art;
use crate::shop::kategori::{self, *};

/// The icon of category `id`: saturated for a main category, light for a sub-category.
pub(super) fn icon(id: u32) -> Option<String> {
    let main = ALL.iter().any(|main| main.id == id);
    if !ALL
        .iter()
        .flat_map(|main| kategori::with_subs(main.id))
        .any(|known| known == id)
    {
        return None;
    }
    let hue = palette::hue(id);
    let (top, bottom) = if main {
        (
            format!("hsl({hue},72%,66%)"),
            format!("hsl({},66%,50%)", hue + 14),
        )
    } else {
        (format!("hsl({hue},64%,95%)"), format!("hsl({hue},52%,86%)"))
    };
    let (art, nama) = typical(id);
    // Goods in cream stand out from a saturated ground; brands keep their colours.
    let own = palette::of_goods(art, nama);
    let branded = matches!(art, Art::PaketData | Art::KartuGame | Art::Hampers);
    let colours = palette::of(
        if main && !branded {
            palette::CREAM
        } else {
            own
        },
        id,
    );
    Some(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240">{STYLE}<defs><linearGradient id="b" x2="1" y2="1"><stop stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/></linearGradient></defs><rect width="240" height="240" fill="url(#b)"/><circle cx="196" cy="40" r="84" fill="{}" opacity=".22"/><g style="{colours}" transform="translate(30 28) scale(.45)">{}</g></svg>"#,
        "#fff",
        art::draw(art, nama)
    ))
}

/// What stands for a category, and the name that decides about its looks.
fn typical(id: u32) -> (Art, &'static str) {
    match id {
        41210 => (Art::PaketData, "Paket Data XL 8GB 28 Hari"),
        PULSA => (Art::Pulsa, "Pulsa Telkomsel 50.000"),
        PAKET_DATA => (Art::PaketData, "Paket Data Indosat 12GB 30 Hari"),
        TOKEN_EWALLET => (Art::Token, "Token Listrik PLN 100 Ribu"),
        41240 => (Art::KartuGame, "Voucher Steam Wallet Rp60.000"),
        MOBILE_LEGENDS => (Art::Diamond, "86 Diamonds Mobile Legends"),
        FREE_FIRE => (Art::Kristal, "140 Diamonds Free Fire"),
        VOUCHER_LAIN => (Art::KartuGame, "Voucher Google Play Rp50.000"),
        41270 => (Art::Polo, "Polo Shirt Strip Kerah"),
        KAOS => (Art::Kaos, "Kaos Sablon Gunung Prau"),
        KEMEJA => (Art::Batik, "Batik Parang"),
        CELANA => (Art::Celana, "Celana Jeans"),
        SEPATU_PRIA => (Art::Sneaker, "Sneaker Kanvas"),
        41300 => (Art::Tas, "Tas Tangan"),
        GAMIS => (Art::Gamis, "Gamis Brokat"),
        HIJAB => (Art::Hijab, "Hijab Segi Empat"),
        TAS => (Art::Ransel, "Ransel"),
        SEPATU_WANITA => (Art::Heels, "Heels"),
        41330 => (Art::Headphone, "Headphone"),
        AKSESORIS_HP => (Art::Charger, "Charger"),
        AUDIO => (Art::Speaker, "Speaker"),
        LAMPU => (Art::Bohlam, "Lampu"),
        41360 => (Art::Hampers, "Hampers"),
        CAMILAN => (Art::Kemasan, "Keripik Singkong"),
        KOPI => (Art::Cangkir, "Kopi"),
        SAMBAL => (Art::Toples, "Sambal"),
        41390 => (Art::Vas, "Tanaman Hias"),
        DAPUR => (Art::Wajan, "Wajan"),
        KAMAR => (Art::Bantal, "Sarung Bantal Sofa"),
        _ => (Art::Serum, "Serum"),
    }
}
