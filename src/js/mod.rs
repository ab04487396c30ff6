//! What the npm package's entry files call. Conversions, no logic: everything here can be done, and
//! is tested, from Rust as well.

mod endpoints;
mod error;
mod polled;
mod toko;
mod tree;

pub use tree::JsTree;

/// Half as large as the standard one, which every page would load.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
