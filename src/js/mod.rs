//! What the npm package's entry files call. Conversions, no logic: everything here can be done, and
//! is tested, from Rust as well.

mod endpoints;
mod error;
mod memory;
mod polled;
mod toko;
mod tree;

pub use tree::JsTree;
