//! The functions that the entry `bukaolshop/server` of the npm package calls. They convert values and
//! decide nothing; a Rust program can call everything behind them.
//!
//! What goes in and out are plain objects of JavaScript, by serde-wasm-bindgen; errors are thrown as objects of their
//! fields.

mod callback;
mod claim_table;
mod closed_api;
mod commerce;
mod control;
mod convert;
mod errand;
mod error;
mod forward;
mod member;
mod mitra_bunso;
mod onesolu;
mod onetablet;
mod open_api_cache;
mod topups;
mod walk;

pub use callback::CallbackBinding;
pub use claim_table::{ClaimTableBinding, read_journal};
pub use closed_api::ClosedApiBinding;
pub use commerce::CommerceBinding;
pub use errand::OnceBinding;
pub use forward::{digital_items, map_order};
pub use mitra_bunso::MitraBunsoBinding;
pub use onesolu::{OneSoluBinding, OneSoluWebhooksBinding};
pub use onetablet::OneTabletBinding;
pub use open_api_cache::OpenApiCacheBinding;
pub use topups::TopUpsBinding;
pub use walk::Walk;
