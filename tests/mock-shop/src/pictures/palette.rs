//! Colours of things and of what is behind them.

use crate::shop::Produk;
use crate::shop::art::Art;
use crate::shop::kategori;

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Colour(u8, u8, u8);

impl Colour {
    const fn hex(code: u32) -> Colour {
        Colour((code >> 16) as u8, (code >> 8) as u8, code as u8)
    }

    /// `share` percent of the way to `other`.
    fn towards(self, other: Colour, share: u16) -> Colour {
        let mix = |from: u8, to: u8| {
            ((u16::from(from) * (100 - share) + u16::from(to) * share) / 100) as u8
        };
        Colour(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }

    fn distance(self, other: Colour) -> u32 {
        [(self.0, other.0), (self.1, other.1), (self.2, other.2)]
            .into_iter()
            .map(|(a, b)| u32::from(a.abs_diff(b)))
            .sum()
    }

    fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// For things on a saturated ground.
pub(super) const CREAM: Colour = Colour::hex(0xfb_f6ea);

const WHITE: Colour = Colour::hex(0xff_ffff);
const BLACK: Colour = Colour::hex(0x10_1420);

const ACCENTS: [Colour; 5] = [
    Colour::hex(0xf2_b84b),
    Colour::hex(0xef_6f5e),
    Colour::hex(0x3f_a796),
    Colour::hex(0x6c_8cf0),
    Colour::hex(0xf6_efe2),
];

/// The style sheet of every picture; drawings are coloured by the properties of [`of`].
pub(super) const STYLE: &str = "<style>.m{fill:var(--m)}.d{fill:var(--d)}.l{fill:var(--l)}.a{fill:var(--a)}.w{fill:#fff}.k{fill:#23262f}\
     .s{fill:#000;fill-opacity:.09}.g{fill:#fff;fill-opacity:.28}\
     .t,.c{fill:none;stroke-linecap:round;stroke-linejoin:round}.t{stroke:#000;stroke-opacity:.16;stroke-width:3}.c{stroke:var(--d)}</style>";

/// The properties that colour a drawing: main, darker, lighter and accent.
pub(super) fn of(main: Colour, seed: u32) -> String {
    let start = seed as usize % ACCENTS.len();
    let accent = (0..ACCENTS.len())
        .map(|step| ACCENTS[(start + step) % ACCENTS.len()])
        .find(|accent| accent.distance(main) > 170);
    // White goods need a grey shade, black ones a visible light.
    let light = if main.distance(WHITE) < 90 {
        main.towards(BLACK, 8)
    } else {
        main.towards(WHITE, 42)
    };
    format!(
        "--m:{};--d:{};--l:{};--a:{}",
        main.css(),
        main.towards(BLACK, if main.distance(WHITE) < 90 { 14 } else { 26 })
            .css(),
        light.css(),
        accent.unwrap_or(ACCENTS[0]).css()
    )
}

/// A product's own colour in its picture `number`: picture by picture the colours it comes in.
pub(super) fn of_product(produk: &Produk, number: u8) -> Colour {
    if let Some(warna) = produk.warna.as_deref().filter(|warna| !warna.is_empty()) {
        return named(warna[usize::from(number - 1) % warna.len()]);
    }
    of_goods(produk.art, &produk.nama)
}

/// The colour of goods that come in one only: the brand's, or one that fits what it is.
pub(super) fn of_goods(art: Art, nama: &str) -> Colour {
    let brands = [
        ("Telkomsel", 0xd9_2332),
        ("Indosat", 0xe8_a317),
        ("Axis", 0x7a_2d91),
        ("XL", 0x1f_4fb2),
        ("Tri", 0x2f_2f3a),
        ("Smartfren", 0xc9_1f6b),
        ("GoPay", 0x12_9bc9),
        ("OVO", 0x55_2f91),
        ("DANA", 0x1f_7be0),
        ("ShopeePay", 0xe5_5b2d),
        ("LinkAja", 0xd4_2b2f),
        ("Google Play", 0x1e_8e5a),
        ("Steam", 0x24_405f),
        ("PUBG", 0xc9_8a1e),
        ("Roblox", 0x3b_4252),
        ("Valorant", 0xd8_3c4b),
        ("Genshin", 0x4c_77b8),
        ("Garena", 0xc4_3a2e),
        ("Free Fire", 0xd9_6a1f),
        ("Mobile Legends", 0x2b_4c9b),
        ("PLN", 0x17_7fa6),
    ];
    if let Some((_, code)) = brands.into_iter().find(|(brand, _)| nama.contains(brand)) {
        return Colour::hex(code);
    }
    let choices: &[u32] = match art {
        Art::Kemasan => &[
            0xd9_4b35, 0xe8_9a22, 0x3f_8f58, 0x8b_4a9b, 0x1f_7a8c, 0xc2_3b5d,
        ],
        Art::Toples | Art::Botol => &[0xb2_3a2e, 0x3b_6e4f, 0xc9_7b2a, 0x5b_3a29],
        Art::KopiBubuk => &[0x3b_2a22, 0x1f_4d46, 0x8a_4b2d, 0x27_3a5c, 0x6b_2737],
        Art::Cangkir => &[0xe9_e2d3, 0x2f_6f73, 0xc7_6b4a, 0x4b_5a8a],
        Art::Hampers => &[0xb0_7a45, 0x9a_6437],
        Art::Serum | Art::Tube | Art::Parfum => &[
            0xe7_a6a1, 0x8f_b9a8, 0xe3_b873, 0xa9_9bd0, 0x86_b5d6, 0xd9_8aa5,
        ],
        Art::Bohlam | Art::LampuMeja | Art::StopKontak => {
            &[0x2f_6f8f, 0xe0_7a3f, 0x4a_5568, 0x2e_8b78]
        }
        _ => &[0x2f_6f8f, 0xc0_633f, 0x4f_7f5b, 0x7b_5aa6],
    };
    Colour::hex(choices[seed(nama) as usize % choices.len()])
}

/// A number that a name always gives.
fn seed(nama: &str) -> u32 {
    nama.bytes().fold(17, |seed: u32, byte| {
        seed.wrapping_mul(31).wrapping_add(u32::from(byte))
    })
}

fn named(warna: &str) -> Colour {
    Colour::hex(match warna {
        "Hitam" => 0x2d_2f38,
        "Putih" => 0xf5_f4f0,
        "Navy" => 0x27_3a66,
        "Maroon" => 0x86_2238,
        "Hijau Botol" => 0x1f_5f49,
        "Mustard" => 0xdb_a52c,
        "Abu" => 0x9a_a1aa,
        "Cokelat" => 0x7d_5339,
        "Biru Denim" => 0x4a_6c98,
        "Olive" => 0x70_733d,
        "Terakota" => 0xc4_6641,
        "Khaki" => 0xba_a074,
        "Dusty Pink" => 0xdb_a5aa,
        "Sage" => 0xa3_b99a,
        "Lilac" => 0xb9_a5d3,
        "Broken White" => 0xf0_eadf,
        "Mocca" => 0xa4_8065,
        "Biru Langit" => 0x8c_bbe0,
        "Merah" => 0xd1_3d3d,
        "Mint" => 0x8c_cfb5,
        "Krem" => 0xe9_dcc3,
        "Nude" => 0xd9_a28c,
        "Rose" => 0xc9_566f,
        "Peach" => 0xf0_a184,
        _ => 0x75_355b,
    })
}

/// The hue behind the things of a category: that of its main category.
pub(super) fn hue(id: u32) -> u16 {
    let main = kategori::ALL
        .iter()
        .find(|main| kategori::with_subs(main.id).contains(&id))
        .map_or(0, |main| main.id);
    match main {
        41210 => 218,
        41240 => 262,
        41270 => 200,
        41300 => 346,
        41330 => 178,
        41360 => 32,
        41390 => 142,
        _ => 318,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_mix() {
        assert_eq!(WHITE.towards(Colour(0, 0, 0), 40), Colour(153, 153, 153));
        assert_eq!(Colour::hex(0x0a_0b0c).css(), "#0a0b0c");
    }

    #[test]
    fn every_colour_of_the_catalogue_has_a_code_of_its_own() {
        let shop = crate::shop::Shop::open();
        for warna in shop
            .produk
            .iter()
            .flat_map(|produk| produk.warna.iter().flatten())
        {
            assert!(*warna == "Plum" || named(warna) != named("Plum"), "{warna}");
        }
    }
}
