//! Names and paths of the endpoints.

/// An endpoint of the Open API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    Produk,
    Kategori,
    KostumPage,
    Slide,
    Info,
    Catatan,
    Transaksi,
}

impl Endpoint {
    /// The endpoint at `path`, below `/v1`.
    pub fn at(path: &str) -> Option<Endpoint> {
        Some(match path {
            "/app/produk" => Endpoint::Produk,
            "/app/kategori" => Endpoint::Kategori,
            "/app/kostumpage" => Endpoint::KostumPage,
            "/app/slide" => Endpoint::Slide,
            "/user/info" => Endpoint::Info,
            "/user/catatan" => Endpoint::Catatan,
            "/user/transaksi" => Endpoint::Transaksi,
            _ => return None,
        })
    }

    /// The last part of its path, by which tests name it.
    pub fn name(self) -> &'static str {
        match self {
            Endpoint::Produk => "produk",
            Endpoint::Kategori => "kategori",
            Endpoint::KostumPage => "kostumpage",
            Endpoint::Slide => "slide",
            Endpoint::Info => "info",
            Endpoint::Catatan => "catatan",
            Endpoint::Transaksi => "transaksi",
        }
    }
}
