//! Drawings of things, each in a box of 400 by 400.
//!
//! They are SVG without colours of their own: `class="m"` is the thing's main colour, `d` a darker
//! and `l` a lighter one, `a` an accent, `w` white, `k` ink, `s` shade and `g` gloss over what is
//! below, `t` a fine line and `c` a line in the darker colour. `super::palette` sets them.

mod beauty;
mod clothes;
mod digital;
mod food;
mod gadgets;
mod home;
mod patterns;
mod shoes;

use crate::shop::art::Art;

/// The drawing of `art` for the product called `nama`, which decides about patterns and labels.
pub(super) fn draw(art: Art, nama: &str) -> String {
    match art {
        Art::Pulsa => digital::pulsa(nama),
        Art::PaketData => digital::paket_data(nama),
        Art::Token => digital::token(nama),
        Art::Dompet => digital::dompet(nama),
        Art::Diamond => digital::diamond(nama),
        Art::Kristal => digital::kristal(nama),
        Art::KartuGame => digital::kartu_game(nama),
        Art::Kaos => clothes::kaos(nama),
        Art::Polo => clothes::polo(nama),
        Art::Kemeja => clothes::kemeja(nama),
        Art::Batik => clothes::batik(nama),
        Art::Celana => clothes::celana(nama),
        Art::CelanaPendek => clothes::celana_pendek(nama),
        Art::Gamis => clothes::gamis(nama),
        Art::Hijab => clothes::hijab(nama),
        Art::Tas => clothes::tas(nama),
        Art::Ransel => clothes::RANSEL.to_owned(),
        Art::Sneaker => shoes::SNEAKER.to_owned(),
        Art::Pantofel => shoes::PANTOFEL.to_owned(),
        Art::Sandal => shoes::SANDAL.to_owned(),
        Art::Heels => shoes::HEELS.to_owned(),
        Art::Charger => gadgets::CHARGER.to_owned(),
        Art::Kabel => gadgets::KABEL.to_owned(),
        Art::Powerbank => gadgets::POWERBANK.to_owned(),
        Art::Casing => gadgets::CASING.to_owned(),
        Art::Headphone => gadgets::HEADPHONE.to_owned(),
        Art::Tws => gadgets::TWS.to_owned(),
        Art::Speaker => gadgets::SPEAKER.to_owned(),
        Art::Bohlam => gadgets::BOHLAM.to_owned(),
        Art::LampuMeja => gadgets::LAMPU_MEJA.to_owned(),
        Art::StopKontak => gadgets::STOP_KONTAK.to_owned(),
        Art::Kemasan => food::kemasan(nama),
        Art::Toples => food::toples(nama),
        Art::Hampers => food::HAMPERS.to_owned(),
        Art::KopiBubuk => food::kopi_bubuk(nama),
        Art::Cangkir => food::CANGKIR.to_owned(),
        Art::Botol => food::botol(nama),
        Art::Wajan => home::WAJAN.to_owned(),
        Art::Panci => home::PANCI.to_owned(),
        Art::Tumbler => home::TUMBLER.to_owned(),
        Art::Bantal => home::bantal(nama),
        Art::Vas => home::vas(nama),
        Art::JamDinding => home::JAM_DINDING.to_owned(),
        Art::Serum => beauty::SERUM.to_owned(),
        Art::Tube => beauty::TUBE.to_owned(),
        Art::Lipstik => beauty::LIPSTIK.to_owned(),
        Art::Bedak => beauty::BEDAK.to_owned(),
        Art::Parfum => beauty::PARFUM.to_owned(),
    }
}

/// How far above the box's floor a drawing of something flat ends.
pub(super) fn above_floor(art: Art) -> u32 {
    match art {
        Art::Sneaker | Art::Pantofel => 32,
        Art::Pulsa | Art::Heels | Art::StopKontak => 20,
        Art::CelanaPendek | Art::Bantal => 18,
        _ => 0,
    }
}
