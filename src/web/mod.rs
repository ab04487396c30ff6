//! What the npm package's JavaScript calls: the client as a class, whose calls are promises.
//!
//! `options` and `query` read what a page hands over, `output` writes what it gets, `toko` has the calls between the two,
//! `renewal` replaces stale answers, and `tree` holds answers as the engine's own objects. What is asked and decided is
//! the crate's: a Rust program has the same.

mod allocator;
mod field;
mod options;
mod output;
mod query;
mod renewal;
mod toko;
mod tree;

pub use toko::{Call, Toko};
pub use tree::JsTree;
