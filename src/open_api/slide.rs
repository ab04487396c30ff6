//! `GET /app/slide`: the pictures of the shop's slide show, all of them in one answer.
//!
//! Documentation: "Daftar Gambar Slide". It has no parameters of its own.

use crate::endpoint::Endpoint;
use crate::row;

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
}

row! {
    /// A picture of the slide show.
    pub struct Slide {
        /// The picture's address.
        pub url_gambar_slide: String => essential text,
        /// Where a tap on it leads.
        pub url_tujuan: Option<String> => nullable,
    }
}
