//! What the npm package's custom elements make of a row's values, for programs that show rows, too: amounts,
//! dates and discounts as a shopper reads them, and links that a page may hold.
//!
//! The elements themselves are JavaScript, in the package's entry files: a browser fills its own templates
//! with fewer bytes than it takes to tell it how. Both are held to the same cases, in `tests/cases/`.

mod format;
mod link;

pub use format::{diskon, rupiah, tanggal};
pub use link::{Use, safe_link};
