//! The systems that fulfil orders: one module for each system.
//!
//! | module | system |
//! |---|---|
//! | [`mitra_bunso`] | Mitra Bunso's order module: orders, smart order, labels to print |
//! | [`onesolu`] | OneSolu: orders, webhooks, analytics |
//! | [`onetablet`] | OneTablet: orders for a restaurant's tablet, cancellations, the progress of deliveries |
//! | [`commerce`] | the commerce REST API: users, products, orders, payments, notifications, logs |
//!
//! Lists that are asked for by offset and limit are returned as [`Slice`].

pub mod commerce;
pub mod mitra_bunso;
pub mod onesolu;
pub mod onetablet;
mod slice;
mod text_form;

pub use slice::{Slice, Sliced};
