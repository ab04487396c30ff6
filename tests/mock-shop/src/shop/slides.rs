//! Banners of the home screen.

use super::art::Art;

/// A banner.
#[derive(Debug)]
pub struct Slide {
    /// The line above the headline.
    pub kicker: &'static str,
    /// The headline's two lines.
    pub headline: [&'static str; 2],
    /// The line below them.
    pub detail: &'static str,
    /// Of the background.
    pub hue: u16,
    /// What is shown, and the product names that decide about its looks.
    pub things: [(Art, &'static str); 3],
    /// Path on the shop's site that a tap opens; none for a banner that is only looked at.
    pub target: Option<&'static str>,
}

/// In order of appearance.
pub const ALL: &[Slide] = &[
    Slide {
        kicker: "Pesta Akhir Tahun",
        headline: ["Diskon", "s.d. 50%"],
        detail: "Fashion pilihan sekeluarga",
        hue: 340,
        things: [
            (Art::Gamis, "Gamis Brokat Kanaya"),
            (Art::Tas, "Tas Tangan Melati"),
            (Art::Kaos, "Kaos Sablon Gunung Prau Sagara"),
        ],
        target: Some("/kategori/fashion-wanita-41300"),
    },
    Slide {
        kicker: "Isi ulang 24 jam",
        headline: ["Pulsa & Data", "Hemat"],
        detail: "Masuk dalam hitungan detik",
        hue: 214,
        things: [
            (Art::Token, "Token Listrik PLN 100 Ribu"),
            (Art::Dompet, "Saldo DANA 50.000"),
            (Art::PaketData, "Paket Data Telkomsel 12GB 30 Hari"),
        ],
        target: Some("/kategori/pulsa-paket-data-41210"),
    },
    Slide {
        kicker: "Rasa Nusantara",
        headline: ["Kopi, Sambal", "& Camilan"],
        detail: "Langsung dari UMKM setempat",
        hue: 18,
        things: [
            (Art::KopiBubuk, "Kopi Arabika Gayo Kampung Rasa"),
            (Art::Toples, "Sambal Bawang Pawon Nini"),
            (Art::Kemasan, "Keripik Singkong Balado Tani Makmur"),
        ],
        target: Some("/kategori/makanan-minuman-41360"),
    },
    Slide {
        kicker: "Top up game",
        headline: ["Diamond", "Termurah"],
        detail: "Cukup ID, tanpa login",
        hue: 258,
        things: [
            (Art::Kristal, "Diamonds Free Fire"),
            (Art::KartuGame, "Voucher Steam Wallet Rp60.000"),
            (Art::Diamond, "86 Diamonds Mobile Legends"),
        ],
        target: Some("/digital/24681"),
    },
    Slide {
        kicker: "Gratis ongkir",
        headline: ["Belanja mulai", "Rp100.000"],
        detail: "Se-Pulau Jawa, tanpa kode",
        hue: 160,
        things: [
            (Art::Vas, "Tanaman Hias Gria"),
            (Art::Headphone, "Headphone Kilat"),
            (Art::Hampers, "Hampers Camilan Nusantara"),
        ],
        target: None,
    },
];
