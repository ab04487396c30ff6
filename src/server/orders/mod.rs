//! The systems that fulfil orders, each a client of its own: own key, own paging, own errors, own limits.
//!
//! | where | system |
//! |---|---|
//! | [`mitra_bunso`] | the order module of Mitra Bunso: orders, smart order, labels to print |
//! | [`onesolu`] | OneSolu: orders, webhooks, analytics |
//! | [`onetablet`] | OneTablet: orders to a restaurant's tablet, cancellations, the courier's way |
//! | [`commerce`] | the commerce REST API: users, products, orders, payments, notifications, logs |
//!
//! Lists that are asked for by offset and limit come as [`Slice`].

pub mod commerce;
pub mod mitra_bunso;
pub mod onesolu;
pub mod onetablet;
mod slice;

pub use slice::{Slice, Sliced};
