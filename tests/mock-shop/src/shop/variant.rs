//! Shops that are hard on a page: without goods, with names too long, with names that attack, all on sale.

use super::Shop;

/// How a shop differs from the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Not at all.
    Usual,
    /// It has no product, category, slide or custom page.
    Empty,
    /// Every product's name has more than 150 letters; every second one is a single word.
    LongNames,
    /// Names and descriptions of products try to run as scripts. One that runs sets `window.diretas`.
    HostileNames,
    /// Every product has a discount.
    Discounts,
}

impl Variant {
    /// All of them, by the names under which pages choose them.
    pub const ALL: &[(&str, Variant)] = &[
        ("biasa", Variant::Usual),
        ("kosong", Variant::Empty),
        ("nama-panjang", Variant::LongNames),
        ("nama-jahat", Variant::HostileNames),
        ("diskon", Variant::Discounts),
    ];

    /// The variant of this name.
    pub fn named(name: &str) -> Option<Variant> {
        let found = Variant::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, variant)| *variant)
    }
}

const HOSTILE: &[&str] = &[
    "<img src=x onerror=\"window.diretas=1\">",
    "</script><script>window.diretas=1</script>",
    "');window.diretas=1;('",
    "\" onmouseover=\"window.diretas=1",
    "{{token_user}}",
    "<b>Tebal</b> & \"kutip\" 'satu'",
];

impl Shop {
    /// The usual shop, changed as the variant says.
    pub fn open_as(variant: Variant) -> Shop {
        let mut shop = Shop::open();
        match variant {
            Variant::Usual => {}
            Variant::Empty => {
                shop.produk.clear();
                shop.kategori = &[];
                shop.slides = &[];
                shop.kostumpages = &[];
            }
            Variant::LongNames => {
                for (place, produk) in shop.produk.iter_mut().enumerate() {
                    let long = format!("{} ", produk.nama).repeat(8);
                    produk.nama = if place % 2 == 0 {
                        long.replace(' ', "")
                    } else {
                        long.trim_end().to_owned()
                    };
                    while produk.nama.chars().count() <= 150 {
                        produk.nama.push_str(&produk.nama.clone());
                    }
                }
            }
            Variant::HostileNames => {
                for (produk, hostile) in shop.produk.iter_mut().zip(HOSTILE.iter().cycle()) {
                    produk.nama = format!("{hostile}{}", produk.nama);
                    produk.singkat = format!("{hostile}{}", produk.singkat);
                    produk.panjang = format!("{hostile}{}", produk.panjang);
                }
            }
            Variant::Discounts => {
                for produk in &mut shop.produk {
                    if produk.harga_asli == 0 {
                        produk.harga_asli = (produk.harga * 5 / 4).max(produk.harga + 1);
                    }
                }
            }
        }
        shop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_variant_is_what_it_says() {
        let empty = Shop::open_as(Variant::Empty);
        assert!(empty.produk.is_empty() && empty.kategori.is_empty());
        assert!(empty.slides.is_empty() && empty.kostumpages.is_empty());
        let long = Shop::open_as(Variant::LongNames);
        assert!(
            long.produk
                .iter()
                .all(|produk| produk.nama.chars().count() > 150)
        );
        assert!(long.produk.iter().any(|produk| !produk.nama.contains(' ')));
        let hostile = Shop::open_as(Variant::HostileNames);
        let attacks =
            |nama: &str| nama.contains("diretas") || nama.contains("{{") || nama.contains('<');
        assert!(hostile.produk.iter().all(|produk| attacks(&produk.nama)));
        let discounts = Shop::open_as(Variant::Discounts);
        assert!(
            discounts
                .produk
                .iter()
                .all(|produk| produk.harga_asli > produk.harga)
        );
        assert_eq!(
            Shop::open_as(Variant::Usual).produk.len(),
            Shop::open().produk.len()
        );
    }

    #[test]
    fn variants_are_known_by_name() {
        for (name, variant) in Variant::ALL {
            assert_eq!(Variant::named(name), Some(*variant));
        }
        assert_eq!(Variant::named("lain"), None);
    }
}
