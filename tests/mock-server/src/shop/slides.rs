//! Banners of the home screen.

/// A banner.
#[derive(Debug)]
pub(crate) struct Slide {
    /// The line above the headline.
    pub(crate) kicker: &'static str,
    /// The headline.
    pub(crate) headline: &'static str,
    /// The line below it.
    pub(crate) detail: &'static str,
    /// Path on the shop's site that a tap opens; none for a banner that is only looked at.
    pub(crate) target: Option<&'static str>,
}

/// In order of appearance.
pub(crate) const ALL: &[Slide] = &[
    Slide {
        kicker: "Pesta Akhir Tahun",
        headline: "Diskon s.d. 50%",
        detail: "Fashion pilihan untuk sekeluarga",
        target: Some("/kategori/fashion-pria-41270"),
    },
    Slide {
        kicker: "Isi ulang 24 jam",
        headline: "Pulsa & Data Hemat",
        detail: "Masuk dalam hitungan detik",
        target: Some("/kategori/pulsa-paket-data-41210"),
    },
    Slide {
        kicker: "Rasa Nusantara",
        headline: "Kopi, Sambal, Camilan",
        detail: "Langsung dari UMKM setempat",
        target: Some("/kategori/makanan-minuman-41360"),
    },
    Slide {
        kicker: "Top up game",
        headline: "Diamond Termurah",
        detail: "Cukup ID, tanpa login",
        target: Some("/digital/24681"),
    },
    Slide {
        kicker: "Gratis ongkir",
        headline: "Belanja Rp100.000",
        detail: "Ke seluruh Pulau Jawa, tanpa kode",
        target: None,
    },
];
