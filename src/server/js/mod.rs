//! The functions that the entry `bukaolshop/server` of the npm package calls. They convert values and
//! decide nothing; a Rust program can call everything behind them.
//!
//! Values are passed as JSON in a text, which the engine's own `JSON.parse` and `JSON.stringify` read
//! and write on the other side. An error is thrown as JSON in a text, too.

mod callback;
mod claim_table;
mod closed_api;
mod commerce;
mod convert;
mod error;
mod member;
mod mitra_bunso;
mod onesolu;
mod onetablet;
mod walk;

pub use callback::CallbackBinding;
pub use claim_table::ClaimTableBinding;
pub use closed_api::ClosedApiBinding;
pub use commerce::CommerceBinding;
pub use mitra_bunso::MitraBunsoBinding;
pub use onesolu::{OneSoluBinding, OneSoluWebhooksBinding};
pub use onetablet::OneTabletBinding;
pub use walk::Walk;
