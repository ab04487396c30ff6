//! Repairing what the API sends.
//!
//! The API sends numbers as numbers or as texts, lists as lists or as `null`, and links as texts or as nothing, which
//! differs by endpoint and has changed over the years. This module changes each row in place into what the documentation
//! promises, by a table of its fields ([`Shape`]). The same code serves a Rust program and a page, because it sees
//! values only through the trait [`Tree`].
//!
//! ```
//! use bukaolshop::json::Value;
//! use bukaolshop::repair::{Shape, nullable, number, repair, text};
//!
//! static PRODUK: Shape = Shape {
//!     fields: &[text("nama_produk").essential(), number("harga_produk"), nullable("gambar_utama")],
//! };
//! let mut row: Value = serde_json::from_str(
//!     r#"{"nama_produk": "Kaos", "harga_produk": "45000", "gambar_utama": ""}"#,
//! )?;
//! assert!(repair(&mut row, &PRODUK, &mut Vec::new()));
//! assert_eq!(row["harga_produk"], 45_000.0);
//! assert_eq!(row["gambar_utama"], Value::Null);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod lenient_json;
mod number;
mod row;
mod shape;
mod tree;

#[cfg(feature = "server")]
pub(crate) use lenient_json::{parse_json, parse_json_bytes};
pub(crate) use number::{decimal, split_once_byte};
pub use number::{number_from_text, push_decimal};
pub use row::{Rejected, repair, repair_rows};
pub use shape::{Field, MISMATCHED, Shape, Want, nullable, number, rows, text, text_or, texts};
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub(crate) use tree::is_blank;
#[cfg(feature = "server")]
pub(crate) use tree::keep_mismatched;
pub use tree::{Kind, Parse, Tree, TreeRows};
