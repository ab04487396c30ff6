//! The functions that the entry `bukaolshop/server` of the npm package calls. They convert values and
//! decide nothing; a Rust program can call everything behind them.
//!
//! What goes in and out are plain objects of JavaScript; errors are thrown as objects of their fields. What goes in is read by
//! serde-wasm-bindgen. What goes out is handed to the engine as one text, and so are a callback and the questions to a store, which
//! a busy server has thousands of in a second: one call for each field would take several times as long.

mod callback;
mod closed_api;
mod commerce;
mod control;
mod convert;
mod errand;
mod error;
mod forward;
mod member;
mod memory_store;
mod mitra_bunso;
mod onesolu;
mod onetablet;
mod open_api_cache;
mod store;
mod topups;
mod walk;

pub use callback::CallbackBinding;
pub use closed_api::ClosedApiBinding;
pub use commerce::CommerceBinding;
pub use errand::OnceBinding;
pub use forward::{digital_items, map_order};
pub use memory_store::{MemoryStoreBinding, read_journal};
pub use mitra_bunso::MitraBunsoBinding;
pub use onesolu::{OneSoluBinding, OneSoluWebhooksBinding};
pub use onetablet::OneTabletBinding;
pub use open_api_cache::OpenApiCacheBinding;
pub use store::{answered, failed};
pub use topups::TopUpsBinding;
pub use walk::Walk;
