//! Callbacks: what bukaOlshop's server sends to the shop's own when an order was made or its status has
//! changed ("Callback bukaOlshop" of the API's documentation).
//!
//! A [`Receiver`] does all there is to do with one: method, size, body, secret, types, and whether it came
//! before. What is left is the work, which it starts with a [`Delivery`] and answers for with a [`Reply`].
//! It knows no server: an axum program has `axum::route` (feature `axum`), any other hands over
//! method and body and sends the reply.
//!
#![cfg_attr(
    all(feature = "native", not(target_arch = "wasm32")),
    doc = "```no_run"
)]
#![cfg_attr(
    not(all(feature = "native", not(target_arch = "wasm32"))),
    doc = "```ignore"
)]
//! use bukaolshop::server::callback::{Delivery, FileStore, Guard, Receiver, Rejection};
//! use bukaolshop::server::callback::StatusTransaksi;
//! use bukaolshop::transport::native::System;
//!
//! # async fn forward(_: &str) -> Result<(), bukaolshop::Error> { Ok(()) }
//! async fn work(delivery: Delivery) -> Result<(), Rejection> {
//!     let callback = delivery.callback;
//!     if callback.status_transaksi == StatusTransaksi::Lunas {
//!         // Looks the transaction up, calls `callback.confirm(…)`, hands the order on under its
//!         // `nomor_pembayaran`.
//!         forward(&callback.nomor_pembayaran).await?;
//!     }
//!     Ok(())
//! }
//!
//! # async fn server(method: &str, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! let guard = Guard::new(FileStore::open("callback.journal")?, System::default());
//! let receiver = Receiver::new("toko-saya", "SECRET_KEY_CALLBACK", guard)?;
//!
//! // What a crash has left undone.
//! receiver.resume(work).await?;
//!
//! let reply = receiver.receive(method, body, work).await;
//! println!("{}", reply.log());
//! # Ok(())
//! # }
//! ```
//!
//! # What is promised
//!
//! For each combination of shop, `tipe_callback`, `nomor_pembayaran` and `status_transaksi`:
//!
//! - the work runs at most once at a time;
//! - it is begun again after a failure, a crash or a deadline until it reports success: when the callback
//!   is repeated, or by [`Receiver::resume`];
//! - once it has reported success it is never begun again, and repeats are answered with 200.
//!
//! What no guard can promise is that the work has not done its part just before a crash kept it from
//! saying so. So work that hands an order on carries an idempotency key of its own, the
//! `nomor_pembayaran`, and where [`Delivery::attempt`] is above 1 it first asks whether it was done.
//!
//! # Order
//!
//! Callbacks may come late and in any order, and say nothing of when they were made. What a transaction's
//! status is now, only the API tells (`transaksi/id` of the Closed API): the work looks it up and
//! goes by that. [`Callback::confirm`] compares the two and refuses a callback that claims what the API
//! does not know, which is what a forged one does.
//!
//! # Where the documentation is silent
//!
//! - It shows no body. PHP's ways to send one are all read: a form, a form in parts
//!   (`multipart/form-data`), and JSON; which one it is, its first bytes tell, for the content type is
//!   wrong as often as not. Of a name that stands twice, the last counts, as in PHP.
//! - `tipe_transaksi` is told of new transactions. A change of status may lack it.
//! - It does not tell whether a callback is repeated when the answer was no 200. [`Receiver::resume`] does
//!   not need it to be.

mod body;
mod fields;
mod guard;
mod receiver;
mod rejection;
mod reply;
mod secret;
mod status;
pub mod store;
mod topup;
mod transaksi;

#[cfg(all(feature = "axum", not(target_arch = "wasm32")))]
pub mod axum;

pub use guard::Guard;
pub use receiver::{Delivery, Receiver};
pub use rejection::{Reason, Rejection};
pub use reply::Reply;
pub use secret::SecretKey;
pub use status::{Standing, StatusTransaksi};
#[cfg(not(target_arch = "wasm32"))]
pub use store::FileStore;
pub use store::{MemoryStore, Store, StoreError};
pub use topup::TopUp;
pub use transaksi::{Callback, TipeCallback, TipeTransaksi};
