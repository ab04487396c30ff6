//! Repairing what the API sends.
//!
//! The API's numbers arrive as numbers or as texts, its lists as lists or as `null`, its links as
//! links or as nothing, differing by endpoint and by year. Here each row is made what the
//! documentation promises, in place, by a table of its fields ([`Shape`]). The same walk serves a
//! Rust program and a page: it sees values through [`Tree`] only.

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
