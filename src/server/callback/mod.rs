//! Receives callbacks: the requests that bukaOlshop's server sends to the shop's server when an order
//! was made or its status has changed ("Callback bukaOlshop" of the API's documentation).
//!
//! A [`Receiver`] checks the method, the size and the secret of a request, parses its body, and finds
//! out whether the same callback was received before. It then runs the program's work with a
//! [`Delivery`] and returns the [`Reply`] to send. The receiver is independent of any web framework: an
//! axum program uses `axum::route` (feature `axum`), any other program passes the method and the body
//! and sends the reply.
//!
#![cfg_attr(
    all(feature = "native", feature = "sqlite", not(target_arch = "wasm32")),
    doc = "```no_run"
)]
#![cfg_attr(
    not(all(feature = "native", feature = "sqlite", not(target_arch = "wasm32"))),
    doc = "```ignore"
)]
//! use bukaolshop::server::callback::{Delivery, Guard, Receiver, Rejection, SqliteStore};
//! use bukaolshop::server::callback::StatusTransaksi;
//! use bukaolshop::transport::native::System;
//!
//! # async fn forward(_: &str) -> Result<(), bukaolshop::Error> { Ok(()) }
//! async fn work(delivery: Delivery) -> Result<(), Rejection> {
//!     let callback = delivery.callback;
//!     if callback.status_transaksi == StatusTransaksi::Lunas {
//!         // Look the transaction up, call `callback.confirm(…)`, then pass the order on with its
//!         // `nomor_pembayaran` as the idempotency key.
//!         forward(&callback.nomor_pembayaran).await?;
//!     }
//!     Ok(())
//! }
//!
//! # async fn server(method: &str, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! let guard = Guard::new(SqliteStore::open("callback.db")?, System::default());
//! let receiver = Receiver::new("toko-saya", "SECRET_KEY_CALLBACK", guard)?;
//!
//! // Finish what a crash has interrupted.
//! receiver.resume(work).await?;
//!
//! let reply = receiver.receive(method, body, work).await;
//! println!("{}", reply.log());
//! # Ok(())
//! # }
//! ```
//!
//! # Stores
//!
//! A [`Guard`] keeps its claims in a [`Store`]: [`MemoryStore`] for tests, and with the features `sqlite`, `postgres` and `redis`
//! one in a database. [`mod@store`] says for what each is, and what it needs.
//!
#![cfg_attr(
    all(
        feature = "sqlite",
        feature = "postgres",
        feature = "redis",
        not(target_arch = "wasm32")
    ),
    doc = "```no_run"
)]
#![cfg_attr(
    not(all(
        feature = "sqlite",
        feature = "postgres",
        feature = "redis",
        not(target_arch = "wasm32")
    )),
    doc = "```ignore"
)]
//! use bukaolshop::server::callback::{AnyStore, DatabaseOptions, PostgresStore, RedisStore, SqliteStore};
//!
//! # async fn open() -> Result<(), Box<dyn std::error::Error>> {
//! let options = DatabaseOptions::new().shop("toko-saya");
//! let sqlite = SqliteStore::open_with("callback.db", options.clone())?;
//! let postgres = PostgresStore::connect_with("postgres://toko:PASSWORD@db/toko", options.clone()).await?;
//! let redis = RedisStore::connect_with("redis://:PASSWORD@redis", options.clone()).await?;
//!
//! // One of them, where a configuration has the address.
//! let any = AnyStore::open("sqlite:callback.db", options).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # What is guaranteed
//!
//! For each combination of shop, `tipe_callback`, `nomor_pembayaran` and `status_transaksi`:
//!
//! - The work runs at most once at a time.
//! - After a failure, a crash or a passed deadline the work is run again until it succeeds: when
//!   bukaOlshop repeats the callback, or by [`Receiver::resume`].
//! - After the work has succeeded it is not run again; repeated callbacks are answered with 200. A callback
//!   is a repeated one only while no other status of its order has come in between: an order can go from
//!   `dikirim` back to `diproses` and forward again.
//!
//! Two callbacks can tell of one payment: a new transaction that is paid, and a changed status. Work that must run once for
//! each paid order, such as delivering digital goods, belongs into [`Receiver::once_paid`].
//!
//! The work may have done its part right before a crash that kept the guard from storing the success. So work that passes an
//! order on sends the `nomor_pembayaran` with it as an idempotency key, and where [`Delivery::attempt`] is above 1 it first asks
//! the other system whether the order is there. [`Receiver::send_once`], and the functions `send` of
//! [`forward`](crate::server::forward), do both.
//!
//! # The order of callbacks
//!
//! Callbacks can arrive late and in any order, and carry no time. Only the API tells the current status
//! of a transaction (`transaksi/id` of the Closed API), so the work looks it up and follows it.
//! [`Callback::confirm`] compares the status of a callback with that of the transaction and rejects a
//! callback whose status contradicts it, as a forged callback does. Where this crate does not know one of the
//! two statuses, the standing is [`Standing::Unknown`], and the work decides.
//!
//! # Values that the documentation does not list
//!
//! A `tipe_callback`, `status_transaksi` or `tipe_transaksi` that the documentation does not list is passed
//! to the work as it was sent, and [`Callback::unknown_fields`] names it. A receiver refuses a request only for its secret, for
//! the number of the order and, in a top-up, for the amounts.
//!
//! # Where the documentation is silent
//!
//! - The documentation shows no body. The receiver reads the three formats that PHP programs send: a
//!   form, a form in parts (`multipart/form-data`), and JSON. The first bytes of the body decide which
//!   one it is, because the content type is often wrong. If a name occurs twice, its last value counts,
//!   as in PHP.
//! - The documentation names `tipe_transaksi` for new transactions only. The receiver does not demand it.
//! - Programs meet the statuses `diterima`, `gagal` and `dibayar` beside the documented ones.
//! - The documentation does not say whether a callback is repeated after an answer other than 200.
//!   [`Receiver::resume`] does not depend on that.

mod body;
mod confirm;
mod fields;
mod given_up;
pub(in crate::server) mod guard;
mod look_ups;
mod receiver;
mod rejection;
mod reply;
mod secret;
mod send_once;
mod status;
pub mod store;
mod sweep;
mod topup;
mod topups;
pub(in crate::server) mod transaksi;

#[cfg(all(feature = "axum", not(target_arch = "wasm32")))]
pub mod axum;

pub use confirm::TransaksiStatus;
pub use given_up::{DeadLetter, DeadWork};
pub use guard::{Guard, Ran};
pub use receiver::{BODY_TIMEOUT, Delivery, Receiver};
pub use rejection::{Reason, Rejection};
pub use reply::Reply;
pub use secret::SecretKey;
pub use send_once::{Errand, Failed};
pub use status::{Standing, StatusTransaksi};
#[cfg(all(feature = "postgres", not(target_arch = "wasm32")))]
pub use store::PostgresStore;
#[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
pub use store::RedisStore;
#[cfg(all(feature = "sqlite", not(target_arch = "wasm32")))]
pub use store::SqliteStore;
#[cfg(all(
    any(feature = "sqlite", feature = "postgres", feature = "redis"),
    not(target_arch = "wasm32")
))]
pub use store::{AnyStore, DatabaseOptions};
pub use store::{MemoryStore, Store, StoreError};
pub use sweep::{Sweep, Swept};
pub use topup::TopUp;
pub use topups::{KeptTopUp, TopUpState, TopUps};
pub use transaksi::{Callback, TipeCallback, TipeTransaksi};
