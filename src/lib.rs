//! Client of the [bukaOlshop](https://bukaolshop.com) Open API: the products, categories, slides and
//! custom pages of a shop, and what it knows of the member who is logged in.
//!
//! It asks, repairs and pages. Rows keep the names that the API's documentation gives their fields, and
//! get the types that it promises: numbers that arrive as texts are numbers, a list that arrives as
//! `null` is empty, a link that arrives empty is [`None`]. A row that cannot be read is left out, with
//! the reason in `rejected`, and hides none of the others; a price or balance is never guessed.
//!
//! The same crate, compiled to WebAssembly, is inside the npm package `bukaolshop` for pages of olshop
//! apps.
//!
//! For the shop's own server, and never for a page, there are the Closed API, which can change balances and
//! orders, callbacks, and the systems that fulfil orders: the feature `server`.
//!
//! # A Rust program
//!
//! With the feature `native`, [`transport`] has one that sends requests with reqwest on tokio:
//!
#![cfg_attr(feature = "native", doc = "```no_run")]
#![cfg_attr(not(feature = "native"), doc = "```ignore")]
//! use std::pin::pin;
//!
//! use bukaolshop::open_api::produk::ProdukQuery;
//! use bukaolshop::transport::native::Native;
//! use bukaolshop::{Client, ErrorKind, Options};
//! use futures_util::TryStreamExt;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let options = Options::new("TOKEN")?.daily_limit(Some(100));
//! let toko = Client::with_transport(options, Native::new()?);
//!
//! // One page.
//! let query = ProdukQuery {
//!     cari_nama_produk: Some("pulsa".to_owned()),
//!     ..ProdukQuery::default()
//! };
//! match toko.produk().list(&query).await {
//!     Ok(page) => println!("{} rows, more: {}", page.data.len(), page.has_next),
//!     Err(error) if error.kind == ErrorKind::Unauthorized => println!("wrong token"),
//!     Err(error) => return Err(error.into()),
//! }
//!
//! // The whole catalogue, a hundred rows a request, fetched as it is consumed.
//! let everything = ProdukQuery::default();
//! let mut rows = pin!(toko.produk().all(&everything));
//! while let Some(produk) = rows.try_next().await? {
//!     println!("{}: Rp{}", produk.nama_produk, produk.harga_produk);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Calls and streams are `Send`: they can be spawned.
//!
//! # Any other program
//!
//! A [`Transport`](transport::Transport) carries bytes and nothing else, so a test brings a server that is
//! none, and a clock that never waits:
//!
//! ```
//! use std::time::Duration;
//!
//! use bukaolshop::transport::{Answer, Failure, Platform, Transport};
//! use bukaolshop::{Client, Options, Request};
//! use serde_json::Value;
//!
//! struct Canned(&'static str);
//!
//! impl Transport for Canned {
//!     type Tree = Value;
//!     type Platform = Self;
//!
//!     async fn send(&self, _: &Request) -> Result<Box<Answer<Value>>, Failure> {
//!         Ok(Answer::from_bytes(200, None, self.0.as_bytes()))
//!     }
//!
//!     fn platform(&self) -> &Self {
//!         self
//!     }
//! }
//!
//! impl Platform for Canned {
//!     type Text = String;
//!
//!     // The deadline never comes.
//!     async fn sleep(&self, _: Duration) {
//!         std::future::pending().await
//!     }
//!
//!     fn now(&self) -> Duration {
//!         Duration::ZERO
//!     }
//!
//!     fn random(&self) -> f64 {
//!         0.5
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), bukaolshop::Error> {
//! let answer = r#"{"code": 200, "status": "ok", "data": {"nama_user": "Budi", "jumlah_saldo": "50000"}}"#;
//! let options = Options::with_member("TOKEN", Some("TOKEN_USER"), Some("130173"))?;
//! let toko = Client::with_transport(options, Canned(answer));
//!
//! let info = toko.user().info().await?;
//! assert_eq!(info.nama_user, "Budi");
//! assert_eq!(info.jumlah_saldo, 50_000.0);
//! assert_eq!(info.foto_profil, None);
//! # Ok(())
//! # }
//! ```
//!
//! # Map
//!
//! | where | what |
//! |---|---|
//! | [`Client`], [`Options`] | everything that can be asked, and how |
//! | [`open_api`] | one file for each endpoint: its parameters and its rows; [`open_api::menu`] lists the calls |
//! | [`Endpoint`], [`Paged`] | an endpoint as a value; write one for what the API adds |
//! | [`Page`], [`Rows`], [`Walk`] | pages, lists in one piece, and the walk from the first page to the last |
//! | [`Error`], [`ErrorKind`] | one error for all that can go wrong; it holds no token and no member's data |
//! | [`Identity`] | the shop's token, the member's pair, and texts with shortcodes in them |
//! | [`repair`] | repairing what the API sends, by a table of fields |
//! | [`layer`] | keeping answers, one deadline, asking once, trying again, counting the day's requests: each wraps a transport |
//! | [`transport`] | the only part that does I/O |
//! | [`marker`] | `Send` and `Sync` where there are threads |
//! | `web` (feature `js`) | the client as the npm package's JavaScript calls it |
//! | `server` (feature `server`) | what belongs on a shop's server, never in a page |
//! | `server::closed_api` | bukaOlshop's Closed API, one file for each endpoint |
//! | `server::callback` | what bukaOlshop's server sends: verified, typed, worked on once |
//! | `server::orders` | Mitra Bunso, OneSolu, OneTablet, the commerce REST API |
//! | `server::forward` | from an order of bukaOlshop's to theirs |
//!
//! Data flows one way: options, client, endpoint, layers, transport, and the answer back through the repair
//! into a page.
//!
//! # Features
//!
//! - `native`: the transport of Rust programs, and `server` with it.
//! - `server`: what belongs on a server: the Closed API, callbacks, order systems. The in-app module is built
//!   without it.
//! - `axum`: `server`, and a handler of callbacks for axum.
//! - `js`: the exports that the npm package is made of; WebAssembly only.
//! - `server-js`: those that its entry `bukaolshop/server` is made of, in a module of their own.

// What wasm-bindgen writes for the browser is unsafe; nothing else is.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

mod answer;
mod client;
mod endpoint;
mod error;
mod identity;
pub mod layer;
pub mod marker;
pub mod open_api;
mod page;
mod redact;
pub mod repair;
#[cfg(feature = "server")]
pub mod server;
pub mod transport;
mod url;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub mod web;

pub use answer::Source;
pub use client::{By, Client, DEFAULT_TIMEOUT, Options, Walk};
pub use endpoint::{Body, Endpoint, Method, PageQuery, Paged, Parameters, Request};
#[cfg(feature = "server")]
pub use error::Place;
pub use error::{Details, Error, ErrorKind};
pub use identity::{Identity, OLD_APP};
pub use page::{Page, Rows};
pub use url::OPEN_API;

/// The README's program compiles.
#[cfg(all(doctest, feature = "native"))]
#[doc = include_str!("../README.md")]
mod readme {}
