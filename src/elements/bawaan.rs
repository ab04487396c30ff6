//! What each element shows when the page gives it no template: the same bindings that a page author
//! would write, in a shorthand that is built node by node. (A text parsed as HTML would be refused
//! where Trusted Types are enforced.)
//!
//! One node a line, two spaces deeper than its parent: the tag, its classes behind dots, attributes,
//! and behind `|` its text.
//!
//! In the style sheet a rule names one class, or the element itself: whatever a page says later about
//! either holds. Where a rule must say more, it sets a custom property that such a simple rule uses.

/// The elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jenis {
    /// `<olshop-produk>`
    Produk,
    /// `<olshop-kategori>`
    Kategori,
    /// `<olshop-slide>`
    Slide,
    /// `<olshop-kostumpage>`
    KostumPage,
    /// `<olshop-user>`
    User,
    /// `<olshop-catatan>` of the balance
    CatatanSaldo,
    /// `<olshop-catatan>` of the points
    CatatanPoin,
    /// `<olshop-transaksi>`
    Transaksi,
}

/// How elements look.
pub const STYLE: &str = include_str!("bawaan.css");

/// A row.
pub fn row(jenis: Jenis) -> &'static str {
    match jenis {
        Jenis::Produk => {
            "a.olshop-kartu data-attr-href=url_produk
  span.olshop-bingkai
    img.olshop-gambar data-jika=gambar_utama data-attr-src=gambar_utama alt= loading=lazy decoding=async
    b.olshop-potongan data-jika=harga_produk_asli data-isi=harga_produk data-format=diskon
    i.olshop-habis data-jika-tidak=stok | Habis
  span.olshop-nama data-isi=nama_produk
  b.olshop-harga data-isi=harga_produk data-format=rupiah
  s.olshop-coret data-jika=harga_produk_asli data-isi=harga_produk_asli data-format=rupiah"
        }
        Jenis::Kategori => {
            "a.olshop-ubin data-attr-href=url_kategori
  span.olshop-bingkai
    img.olshop-gambar data-jika=gambar_kategori data-attr-src=gambar_kategori alt= loading=lazy decoding=async
  span.olshop-label data-isi=nama_kategori"
        }
        // Most slides are drawn 21:9. Said of a picture that has not come yet, engines keep its place.
        Jenis::Slide => {
            "a.olshop-geser data-attr-href=url_tujuan
  img.olshop-spanduk data-attr-src=url_gambar_slide alt=Promo width=21 height=9 decoding=async"
        }
        Jenis::KostumPage => {
            "a.olshop-ubin data-attr-href=url_kostum_page
  span.olshop-bingkai
    img.olshop-gambar data-jika=icon_page data-attr-src=icon_page alt= loading=lazy decoding=async
  span.olshop-label data-isi=nama_page"
        }
        Jenis::User => {
            "div.olshop-anggota
  img.olshop-foto data-jika=foto_profil data-attr-src=foto_profil alt= decoding=async
  div.olshop-isi
    b.olshop-judul data-isi=nama_user
    div.olshop-redup data-isi=nama_membership
  dl.olshop-dompet
    div.olshop-saku
      dt.olshop-redup | Saldo
      dd.olshop-nilai data-isi=jumlah_saldo data-format=rupiah
    div.olshop-saku
      dt.olshop-redup | Poin
      dd.olshop-nilai data-isi=jumlah_poin"
        }
        Jenis::CatatanSaldo => {
            "a.olshop-baris data-attr-href=link_transaksi
  div.olshop-isi
    div.olshop-judul data-isi=informasi_catatan
    div.olshop-redup data-isi=tanggal data-format=tanggal
  div.olshop-angka
    b.olshop-jumlah data-isi=jumlah_dana data-format=rupiah data-attr-data-tipe=tipe_jumlah
    div.olshop-redup data-isi=saldo_terakhir data-format=rupiah"
        }
        Jenis::CatatanPoin => {
            "a.olshop-baris data-attr-href=link_transaksi
  div.olshop-isi
    div.olshop-judul data-isi=kategori_poin
    div.olshop-redup data-isi=tanggal_poin data-format=tanggal
  div.olshop-angka
    b.olshop-jumlah data-isi=jumlah_poin data-attr-data-tipe=tipe_jumlah
    div.olshop-redup data-isi=total_poin_terakhir"
        }
        Jenis::Transaksi => {
            "a.olshop-baris data-attr-href=link_transaksi
  img.olshop-ikon data-jika=url_gambar_produk data-attr-src=url_gambar_produk alt= loading=lazy decoding=async
  div.olshop-isi
    div.olshop-judul data-isi=nama_barang
    div.olshop-redup data-isi=tanggal data-format=tanggal
  div.olshop-angka
    b.olshop-status data-isi=status_bayar data-attr-data-status=status_bayar
    div.olshop-redup data-isi=status_pengiriman"
        }
    }
}

/// A state, by the name that a page's `data-saat` has for it.
pub fn state(jenis: Jenis, name: &str) -> &'static str {
    match (name, jenis) {
        ("memuat", Jenis::Slide) => "div.olshop-tunggu.olshop-tunggu-geser aria-hidden=true",
        ("memuat", Jenis::Produk) => {
            "div.olshop-tunggu.olshop-tunggu-kartu aria-hidden=true
div.olshop-tunggu.olshop-tunggu-kartu aria-hidden=true
div.olshop-tunggu.olshop-tunggu-kartu aria-hidden=true
div.olshop-tunggu.olshop-tunggu-kartu aria-hidden=true"
        }
        ("memuat", Jenis::Kategori | Jenis::KostumPage) => {
            "div.olshop-tunggu.olshop-tunggu-ubin aria-hidden=true
div.olshop-tunggu.olshop-tunggu-ubin aria-hidden=true
div.olshop-tunggu.olshop-tunggu-ubin aria-hidden=true
div.olshop-tunggu.olshop-tunggu-ubin aria-hidden=true"
        }
        ("memuat", _) => {
            "div.olshop-tunggu aria-hidden=true
div.olshop-tunggu aria-hidden=true"
        }
        ("kosong", Jenis::Produk) => "p.olshop-pesan role=status | Belum ada produk yang cocok.",
        ("kosong", Jenis::Transaksi) => "p.olshop-pesan role=status | Belum ada transaksi.",
        ("kosong", Jenis::CatatanSaldo | Jenis::CatatanPoin) => {
            "p.olshop-pesan role=status | Belum ada catatan."
        }
        ("kosong", _) => "p.olshop-pesan role=status | Belum ada isinya.",
        ("belum-masuk", _) => {
            "p.olshop-pesan role=status | Masuk dulu di aplikasi untuk melihat bagian ini."
        }
        ("lagi", _) => "button.olshop-tombol.olshop-lagi type=button data-muat-lagi= | Muat lagi",
        _ => {
            "div.olshop-pesan role=alert
  p.olshop-alasan data-isi=message
  button.olshop-tombol type=button data-muat-ulang= | Coba lagi"
        }
    }
}

/// One node of the shorthand.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'m> {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// The tag.
    pub tag: &'m str,
    /// Names and values; a `class` has dots between its names.
    pub attributes: Vec<(&'m str, &'m str)>,
    /// The text inside; empty for none.
    pub text: &'m str,
}

/// Reads the shorthand.
pub fn lines(markup: &str) -> impl Iterator<Item = Line<'_>> {
    markup.split('\n').map(|line| {
        let node = line.trim_start_matches(' ');
        let (node, text) = node.split_once(" | ").unwrap_or((node, ""));
        let mut words = node.split(' ');
        let (tag, class) = split(words.next().unwrap_or_default(), '.');
        let class = (!class.is_empty()).then_some(("class", class));
        let attributes = class
            .into_iter()
            .chain(words.map(|word| split(word, '=')))
            .collect();
        Line {
            depth: (line.len() - line.trim_start_matches(' ').len()) / 2,
            tag,
            attributes,
            text,
        }
    })
}

fn split(word: &str, at: char) -> (&str, &str) {
    word.split_once(at).unwrap_or((word, ""))
}

#[cfg(test)]
mod tests {
    use super::{Jenis, Line, lines, row, state};
    use crate::elements::{Binding, read};

    const ALL: [Jenis; 8] = [
        Jenis::Produk,
        Jenis::Kategori,
        Jenis::Slide,
        Jenis::KostumPage,
        Jenis::User,
        Jenis::CatatanSaldo,
        Jenis::CatatanPoin,
        Jenis::Transaksi,
    ];

    #[test]
    fn reads_a_node_a_line() {
        let read: Vec<_> = lines("a.b c=d e=\n  p.x | halo | dunia").collect();
        let first = Line {
            depth: 0,
            tag: "a",
            attributes: vec![("class", "b"), ("c", "d"), ("e", "")],
            text: "",
        };
        let second = Line {
            depth: 1,
            tag: "p",
            attributes: vec![("class", "x")],
            text: "halo | dunia",
        };
        assert_eq!(read, [first, second]);
    }

    #[test]
    fn every_default_uses_bindings_that_hold() {
        for jenis in ALL {
            let states =
                ["memuat", "kosong", "gagal", "belum-masuk", "lagi"].map(|name| state(jenis, name));
            for markup in std::iter::once(row(jenis)).chain(states) {
                let mut depth = 0;
                for line in lines(markup) {
                    assert!(line.depth <= depth + 1, "{markup}");
                    depth = line.depth;
                    for (name, value) in line.attributes {
                        let binding = read(&line.tag.to_ascii_uppercase(), name, value);
                        assert!(binding.is_ok(), "{jenis:?} {name}");
                        if let Ok(Some(Binding::Text(field))) = binding {
                            assert!(!field.is_empty());
                        }
                    }
                }
            }
        }
    }
}
