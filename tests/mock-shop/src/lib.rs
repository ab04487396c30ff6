//! A made-up bukaOlshop shop: what its Open API answers, the pictures that its rows link to, and the app's
//! shortcodes. It needs no server and no clock, so the mock server and the workshop in the browser share it.

#[cfg(feature = "js")]
mod js;
pub mod open_api;
pub mod pictures;
pub mod query;
pub mod shop;
pub mod shortcodes;
