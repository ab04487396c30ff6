//! The systems that fulfil orders, one folder for each, one file for each endpoint.
//!
//! | module | system |
//! |---|---|
//! | [`onesolu`] | OneSolu: orders, webhooks, analytics |
//! | [`onetablet`] | OneTablet: orders to a restaurant's tablet, cancellations, the courier's way |

pub mod onesolu;
pub mod onetablet;
