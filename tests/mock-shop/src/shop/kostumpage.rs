//! Custom pages that the owner has added to the app.

/// A custom page.
#[derive(Debug)]
pub struct KostumPage {
    /// Number in its link.
    pub id: u32,
    /// `nama_page`.
    pub nama: &'static str,
}

/// In menu order.
pub const ALL: &[KostumPage] = &[
    page(10576, "Cara Belanja"),
    page(24672, "Cek Ongkir"),
    page(24681, "Promo Hari Ini"),
    page(25310, "Lacak Paket"),
    page(25344, "Program Reseller"),
    page(26001, "Hubungi Kami"),
];

const fn page(id: u32, nama: &'static str) -> KostumPage {
    KostumPage { id, nama }
}
