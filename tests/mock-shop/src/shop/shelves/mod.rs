//! What stands on the shelves, by main category: tables that the catalogue combines to products.

mod elektronik;
mod fashion_pria;
mod fashion_wanita;
mod kecantikan;
mod makanan;
mod pulsa;
mod rumah_tangga;
mod voucher_game;

use super::art::Art;
use super::random::Random;

/// A product before it has an id, a date, a discount and a stock.
pub struct Draft {
    pub kategori: u32,
    pub nama: String,
    pub harga: u64,
    pub singkat: String,
    pub panjang: String,
    /// Gram; 0 for what is sent over the network.
    pub berat: u32,
    pub ukuran: Option<Vec<&'static str>>,
    pub warna: Option<Vec<&'static str>>,
    pub art: Art,
}

/// Everything the shop sells, in table order.
pub fn all(random: &mut Random) -> Vec<Draft> {
    let mut drafts = Vec::new();
    pulsa::stock(&mut drafts);
    voucher_game::stock(&mut drafts);
    for shelf in [
        fashion_pria::SHELVES,
        fashion_wanita::SHELVES,
        elektronik::SHELVES,
        makanan::SHELVES,
        rumah_tangga::SHELVES,
        kecantikan::SHELVES,
    ]
    .into_iter()
    .flatten()
    {
        shelf.stock(random, &mut drafts);
    }
    drafts
}

/// Goods of one category: each line comes from each of the makers.
pub struct Shelf {
    kategori: u32,
    lines: &'static [Line],
    makers: &'static [&'static str],
    /// All sizes; a product has a run of them. Empty: goods without sizes.
    ukuran: &'static [&'static str],
    /// All colours; a product has some of them. Empty: goods without colours.
    warna: &'static [&'static str],
    /// Short descriptions.
    singkat: &'static [&'static str],
    /// Sentences that long descriptions are put together from.
    cerita: &'static [&'static str],
}

/// A kind of goods.
struct Line {
    nama: &'static str,
    art: Art,
    /// Rupiah, before the maker's own pricing.
    harga: u64,
    /// Gram.
    berat: u32,
}

const fn line(nama: &'static str, art: Art, harga: u64, berat: u32) -> Line {
    Line {
        nama,
        art,
        harga,
        berat,
    }
}

impl Shelf {
    fn stock(&self, random: &mut Random, drafts: &mut Vec<Draft>) {
        for line in self.lines {
            for maker in self.makers {
                drafts.push(Draft {
                    kategori: self.kategori,
                    nama: format!("{} {maker}", line.nama),
                    harga: sensible_price(line.harga * random.between(86, 138) / 100),
                    singkat: (*random.pick(self.singkat)).to_owned(),
                    panjang: self.description(line, maker, random),
                    berat: line.berat,
                    ukuran: run_of(self.ukuran, random),
                    warna: some_of(self.warna, random),
                    art: line.art,
                });
            }
        }
    }

    fn description(&self, line: &Line, maker: &str, random: &mut Random) -> String {
        let mut sentences: Vec<&str> = self.cerita.to_vec();
        random.shuffle(&mut sentences);
        let chosen = &sentences[..sentences.len().min(3)];
        let mut text = format!("{} dari {maker}.\n{}\n\nDetail:\n", line.nama, chosen[0]);
        for sentence in &chosen[1..] {
            text += &format!("- {sentence}\n");
        }
        text + &format!(
            "- Berat kirim {} gram\n\nPesanan sebelum pukul 15.00 WIB dikirim hari yang sama.",
            line.berat
        )
    }
}

/// A price as shops write it: to the 500 below fifty thousand, else to the thousand, now and then
/// one hundred short of it.
fn sensible_price(harga: u64) -> u64 {
    match harga {
        ..50_000 => harga.div_ceil(500) * 500,
        50_000..100_000 => harga / 1_000 * 1_000 + 900,
        _ => harga / 5_000 * 5_000 + if harga.is_multiple_of(2) { 4_900 } else { 0 },
    }
}

fn run_of(all: &'static [&'static str], random: &mut Random) -> Option<Vec<&'static str>> {
    let count = all.len() as u64;
    if count == 0 {
        return None;
    }
    let first = random.below(count.div_ceil(3));
    let last = random.between(count * 2 / 3, count - 1);
    Some(all[first as usize..=last as usize].to_vec())
}

fn some_of(all: &'static [&'static str], random: &mut Random) -> Option<Vec<&'static str>> {
    if all.is_empty() {
        return None;
    }
    let mut colours = all.to_vec();
    random.shuffle(&mut colours);
    colours.truncate(random.between(2, 5) as usize);
    Some(colours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_end_as_shops_write_them() {
        assert_eq!(sensible_price(18_320), 18_500);
        assert_eq!(sensible_price(64_120), 64_900);
        assert_eq!(sensible_price(187_352), 189_900);
        assert_eq!(sensible_price(187_351), 185_000);
    }
}
