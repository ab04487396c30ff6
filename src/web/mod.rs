//! What the npm package's JavaScript calls: the client as a class, whose calls are promises.
//!
//! `options` and `query` read what a page hands over, `output` makes what it gets, `toko` has the calls between
//! the two, and `tree` holds answers as the engine's own objects. All
//! that is asked and decided here is the crate's: the same as a Rust program has.

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
