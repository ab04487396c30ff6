//! `GET /app/slide`: the pictures of the shop's slide show, all of them in one answer.
//!
//! Documentation: "Daftar Gambar Slide". It has no parameters of its own.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Endpoint;
use crate::repair::{Shape, nullable, text};

/// All slides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SlideQuery;

/// The path of this endpoint.
pub const PATH: &str = "/app/slide";

impl Endpoint for SlideQuery {
    type Row = Slide;

    fn path(&self) -> &'static str {
        PATH
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

static SHAPE: Shape = Shape {
    fields: &[text("url_gambar_slide").essential(), nullable("url_tujuan")],
};

/// A picture of the slide show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slide {
    /// The picture's address.
    pub url_gambar_slide: String,
    /// Where a tap on it leads.
    pub url_tujuan: Option<String>,
    /// Fields that the documentation does not know yet.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
