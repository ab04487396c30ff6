//! Puts the shelves' goods into the shop: dates, ids, discounts, stocks, and the oddities that real
//! shops hold.

use super::kategori;
use super::produk::Produk;
use super::random::Random;
use super::shelves::{self, Draft};
use super::tanggal::{DAY, NOW};

mod oddities;

/// How long before the shop's last evening its first product came.
const HISTORY: i64 = 425 * DAY;

/// All products, newest first.
pub(super) fn build() -> Vec<Produk> {
    let mut random = Random::new(0x0b5b_0915);
    let mut drafts = shelves::all(&mut random);
    random.shuffle(&mut drafts);
    oddities::hide_among(&mut drafts);
    let step = HISTORY / drafts.len() as i64;
    let count = drafts.len() as u32;
    drafts
        .into_iter()
        .enumerate()
        .map(|(age, draft)| {
            let id = 2_104_300 + (count - age as u32) * 7 + random.below(5) as u32;
            let tanggal = NOW
                .minus(age as i64 * step + random.below(step as u64) as i64)
                .text();
            place(draft, id, tanggal, &mut random)
        })
        .collect()
}

fn place(draft: Draft, id: u32, tanggal: String, random: &mut Random) -> Produk {
    let sent = draft.berat == 0;
    let (kondisi, stok) = match random.below(100) {
        ..4 if sent => ("GANGGUAN", 0),
        _ if sent => ("Ready Stock", random.between(40, 999) as u32),
        ..6 => ("Baru", 0),
        6..14 if sells_second_hand(draft.kategori) => ("Bekas", random.between(1, 3) as u32),
        6..24 => ("Ready Stock", random.between(1, 9) as u32),
        24..40 => ("Ready Stock", random.between(10, 250) as u32),
        _ => ("Baru", random.between(4, 180) as u32),
    };
    let harga_asli = if !sent && random.chance(34) {
        before_discount(draft.harga, random)
    } else {
        0
    };
    let gambar = if sent { 1 } else { random.between(1, 4) as u8 };
    Produk {
        id,
        kategori: draft.kategori,
        nama: draft.nama,
        harga: draft.harga,
        harga_asli,
        singkat: draft.singkat,
        panjang: draft.panjang,
        kondisi,
        stok,
        berat: draft.berat,
        tanggal,
        ukuran: draft.ukuran,
        warna: draft.warna,
        gambar,
        art: draft.art,
    }
}

fn sells_second_hand(id: u32) -> bool {
    [
        kategori::AKSESORIS_HP,
        kategori::AUDIO,
        kategori::LAMPU,
        kategori::TAS,
        kategori::SEPATU_PRIA,
        kategori::SEPATU_WANITA,
        kategori::DAPUR,
        kategori::KAMAR,
    ]
    .contains(&id)
}

/// A price that makes `harga` a discount of 10 to 50 percent.
fn before_discount(harga: u64, random: &mut Random) -> u64 {
    let percent = *random.pick(&[10, 15, 20, 25, 30, 35, 40, 50]);
    (harga * 100 / (100 - percent)).div_ceil(500) * 500
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_enough_products_and_every_leaf_category_has_some() {
        let produk = build();
        assert_eq!(produk.len(), 1257);
        let kategori: BTreeSet<u32> = produk.iter().map(|produk| produk.kategori).collect();
        assert_eq!(kategori.len(), 23);
    }

    #[test]
    fn ids_are_unique_and_fall_with_the_date() {
        let produk = build();
        assert!(
            produk
                .windows(2)
                .all(|pair| pair[0].id > pair[1].id && pair[0].tanggal > pair[1].tanggal)
        );
    }

    #[test]
    fn a_discount_is_always_one() {
        let produk = build();
        let discounted: Vec<_> = produk
            .iter()
            .filter(|produk| produk.harga_asli > 0)
            .collect();
        assert!(discounted.len() > 150);
        assert!(
            discounted
                .iter()
                .all(|produk| produk.harga_asli > produk.harga)
        );
    }
}
