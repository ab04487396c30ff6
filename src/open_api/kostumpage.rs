//! `GET /app/kostumpage`: the shop's custom pages, all of them in one answer.
//!
//! Documentation: "Daftar Kostum Halaman". It has no parameters of its own.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Endpoint;
use crate::repair::{Shape, nullable, text};

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

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

static SHAPE: Shape = Shape {
    fields: &[
        text("nama_page").essential(),
        nullable("icon_page"),
        text("url_kostum_page").essential(),
    ],
};

/// A custom page ("Kostum Halaman").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KostumPage {
    /// Typed by the shop's owner.
    pub nama_page: String,
    /// The icon's address.
    pub icon_page: Option<String>,
    /// The page in the app.
    pub url_kostum_page: String,
    /// Fields that the documentation does not know yet.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
