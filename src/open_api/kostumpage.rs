//! `GET /app/kostumpage`: the shop's custom pages, all of them in one answer.
//!
//! Documentation: "Daftar Kostum Halaman". It has no parameters of its own.

use crate::endpoint::Endpoint;
use crate::row;

/// All custom pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KostumPageQuery;

/// The path of this endpoint.
pub const PATH: &str = "/app/kostumpage";

impl Endpoint for KostumPageQuery {
    type Row = KostumPage;

    fn path(&self) -> &'static str {
        PATH
    }
}

row! {
    /// A custom page ("Kostum Halaman").
    pub struct KostumPage {
        /// Typed by the shop's owner.
        pub nama_page: String => essential text,
        /// The icon's address.
        pub icon_page: Option<String> => nullable,
        /// The page in the app.
        pub url_kostum_page: String => essential text,
    }
}
