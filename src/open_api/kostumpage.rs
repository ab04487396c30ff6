//! `GET /app/kostumpage`: the shop's custom pages, all of them in one answer.
//!
//! Documentation: "Daftar Kostum Halaman". It has no parameters of its own.

use crate::endpoint::Endpoint;
use crate::row;

/// Asks for all custom pages.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::kostumpage::KostumPageQuery;
///
/// // `toko.kostumpage()` is the same.
/// for page in toko.rows(&KostumPageQuery).await?.data {
///     println!("{}: {}", page.nama_page, page.url_kostum_page);
/// }
/// # Ok(())
/// # }
/// ```
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
        /// The name, as the shop's owner typed it.
        pub nama_page: String => essential text,
        /// The icon's address.
        pub icon_page: Option<String> => nullable,
        /// The address of the page in the app.
        pub url_kostum_page: String => essential text,
    }
}
