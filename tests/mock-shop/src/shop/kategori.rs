//! The shop's categories: 8 main ones, 22 below them.

/// A category or sub-category.
#[derive(Debug)]
pub struct Kategori {
    /// `id_kategori`.
    pub id: u32,
    /// `nama_kategori`.
    pub nama: &'static str,
    /// Its sub-categories; none below a sub-category.
    pub sub: &'static [Kategori],
}

/// Main categories in the shop's order.
pub const ALL: &[Kategori] = &[
    utama(
        41210,
        "Pulsa & Paket Data",
        &[
            sub(PULSA, "Pulsa"),
            sub(PAKET_DATA, "Paket Data"),
            sub(TOKEN_EWALLET, "Token & E-Wallet"),
        ],
    ),
    utama(
        41240,
        "Voucher Game",
        &[
            sub(MOBILE_LEGENDS, "Mobile Legends"),
            sub(FREE_FIRE, "Free Fire"),
            sub(VOUCHER_LAIN, "Voucher Lainnya"),
        ],
    ),
    utama(
        41270,
        "Fashion Pria",
        &[
            sub(KAOS, "Kaos"),
            sub(KEMEJA, "Kemeja & Batik"),
            sub(CELANA, "Celana"),
            sub(SEPATU_PRIA, "Sepatu Pria"),
        ],
    ),
    utama(
        41300,
        "Fashion Wanita",
        &[
            sub(GAMIS, "Gamis & Dress"),
            sub(HIJAB, "Hijab"),
            sub(TAS, "Tas"),
            sub(SEPATU_WANITA, "Sepatu Wanita"),
        ],
    ),
    utama(
        41330,
        "Elektronik",
        &[
            sub(AKSESORIS_HP, "Aksesoris HP"),
            sub(AUDIO, "Audio"),
            sub(LAMPU, "Lampu & Listrik"),
        ],
    ),
    utama(
        41360,
        "Makanan & Minuman",
        &[
            sub(CAMILAN, "Camilan"),
            sub(KOPI, "Kopi & Teh"),
            sub(SAMBAL, "Sambal & Bumbu"),
        ],
    ),
    utama(
        41390,
        "Rumah Tangga",
        &[sub(DAPUR, "Dapur"), sub(KAMAR, "Kamar & Dekorasi")],
    ),
    utama(KECANTIKAN, "Kecantikan", &[]),
];

pub const PULSA: u32 = 41211;
pub const PAKET_DATA: u32 = 41212;
pub const TOKEN_EWALLET: u32 = 41213;
pub const MOBILE_LEGENDS: u32 = 41241;
pub const FREE_FIRE: u32 = 41242;
pub const VOUCHER_LAIN: u32 = 41243;
pub const KAOS: u32 = 41271;
pub const KEMEJA: u32 = 41272;
pub const CELANA: u32 = 41273;
pub const SEPATU_PRIA: u32 = 41274;
pub const GAMIS: u32 = 41301;
pub const HIJAB: u32 = 41302;
pub const TAS: u32 = 41303;
pub const SEPATU_WANITA: u32 = 41304;
pub const AKSESORIS_HP: u32 = 41331;
pub const AUDIO: u32 = 41332;
pub const LAMPU: u32 = 41333;
pub const CAMILAN: u32 = 41361;
pub const KOPI: u32 = 41362;
pub const SAMBAL: u32 = 41363;
pub const DAPUR: u32 = 41391;
pub const KAMAR: u32 = 41392;
pub const KECANTIKAN: u32 = 41420;

const fn utama(id: u32, nama: &'static str, sub: &'static [Kategori]) -> Kategori {
    Kategori { id, nama, sub }
}

const fn sub(id: u32, nama: &'static str) -> Kategori {
    Kategori { id, nama, sub: &[] }
}

/// The ids whose products a filter by `id` shows: the category's own and its sub-categories'.
pub fn with_subs(id: u32) -> Vec<u32> {
    let below = ALL
        .iter()
        .find(|kategori| kategori.id == id)
        .map_or(&[][..], |kategori| kategori.sub);
    std::iter::once(id)
        .chain(below.iter().map(|kategori| kategori.id))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_thirty_categories_with_ids_of_their_own() {
        let mut ids: Vec<u32> = ALL.iter().flat_map(|utama| with_subs(utama.id)).collect();
        assert_eq!((ALL.len(), ids.len()), (8, 30));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 30);
    }
}
