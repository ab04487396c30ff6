//! `GET /app/kategori`: the shop's categories, all of them in one answer.
//!
//! Documentation: "Daftar Kategori".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `struktur` | no | `flat`: no level between categories and sub-categories |

use crate::endpoint::{Endpoint, Parameters};
use crate::error::Error;
use crate::repair::{Shape, nullable, rows, text, text_or};
use crate::row;
use crate::types::{IdKategori, TipeKategori};

/// Asks for the categories.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::kategori::{KategoriQuery, Struktur};
///
/// let tree = toko.kategori(&KategoriQuery::default()).await?;
/// for kategori in &tree.data {
///     println!("{}: {} inside", kategori.nama_kategori, kategori.sub_kategori.len());
/// }
/// let query = KategoriQuery {
///     struktur: Some(Struktur::Flat),
/// };
/// println!("{} in all", toko.kategori(&query).await?.data.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KategoriQuery {
    /// How the categories are arranged. Default: `None`, sub-categories stand inside their category.
    pub struktur: Option<Struktur>,
}

/// Arrangements of categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Struktur {
    /// `flat`: categories and sub-categories stand in one list.
    Flat,
}

/// The path of this endpoint.
pub const PATH: &str = "/app/kategori";

impl Endpoint for KategoriQuery {
    type Row = Kategori;

    fn path(&self) -> &'static str {
        PATH
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        if let Some(Struktur::Flat) = self.struktur {
            parameters.text("struktur", "flat");
        }
        Ok(())
    }
}

static SUB: Shape = Shape {
    fields: &[
        text("id_kategori").essential(),
        text("nama_kategori").essential(),
        nullable("gambar_kategori"),
        nullable("url_kategori"),
        text_or("tipe_kategori", "sub"),
        rows("sub_kategori", &BELOW),
    ],
};

/// Two levels are all that the API has. Should it ever send a third, its rows are repaired too, but
/// for what they list in turn: a table that named itself would follow a hostile answer down until
/// the stack ends.
static BELOW: Shape = Shape {
    fields: &[
        text("id_kategori").essential(),
        text("nama_kategori").essential(),
        nullable("gambar_kategori"),
        nullable("url_kategori"),
        text_or("tipe_kategori", "sub"),
    ],
};

row! {
    /// A category.
    pub struct Kategori {
        /// The category's id, digits.
        pub id_kategori: IdKategori => essential text,
        /// The name, as the shop's owner typed it.
        pub nama_kategori: String => essential text,
        /// The picture's address.
        pub gambar_kategori: Option<String> => nullable,
        /// The category's page in the app.
        pub url_kategori: Option<String> => nullable,
        /// Whether the category stands on the first level ("utama") or inside another one ("sub"). A missing word counts as
        /// "utama", and inside another category as "sub".
        pub tipe_kategori: TipeKategori => text_or("utama"),
        /// The categories inside this one. Empty for a sub-category and in the flat structure.
        #[serde(default)]
        pub sub_kategori: Vec<Kategori> => rows_of(&SUB),
    }
}
