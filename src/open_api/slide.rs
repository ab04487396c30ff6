//! `GET /app/slide`: the pictures of the shop's slide show, all of them in one answer.
//!
//! Documentation: "Daftar Gambar Slide". It has no parameters of its own.

use crate::endpoint::Endpoint;
use crate::row;

/// Asks for all slides.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::slide::SlideQuery;
///
/// // `toko.slide()` is the same.
/// for slide in toko.rows(&SlideQuery).await?.data {
///     println!("{} leads to {:?}", slide.url_gambar_slide, slide.url_tujuan);
/// }
/// # Ok(())
/// # }
/// ```
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
        /// The address to which a tap on the picture leads; `None` where it leads nowhere.
        pub url_tujuan: Option<String> => nullable,
    }
}
