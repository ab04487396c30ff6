//! What the npm package's entry files call: conversions, and what a page has in place of an executor
//! and a roomy memory. No logic: everything that is asked here can be asked, and is tested, from Rust as
//! well.

mod endpoints;
mod error;
mod memory;
mod polled;
mod toko;
mod tree;

pub use tree::JsTree;
