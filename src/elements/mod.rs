//! Custom elements: pages without script.
//!
//! What a page author writes is read here ([`read`]), what a row holds is made fit to be shown
//! ([`rupiah`], [`tanggal`], [`diskon`], [`safe_link`]), and templates are filled. None of that needs a
//! browser but the last. The classes that a browser wants for its elements are shells, written in
//! JavaScript, in the npm package's entry files.

mod bawaan;
mod binding;
mod format;
mod link;
#[cfg(all(feature = "elements", target_arch = "wasm32"))]
mod tampilan;

pub use bawaan::{Jenis, Line, STYLE, lines, row, state};
pub use binding::{Binding, nearest, read};
pub use format::{Format, diskon, rupiah, tanggal};
pub use link::{Use, safe_link};
