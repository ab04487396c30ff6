//! Client of the [bukaOlshop](https://bukaolshop.com) Open API: the products, categories, slides and
//! custom pages of a shop, and what it knows of the member who is logged in.
//!
//! A [`Client`] sends requests, repairs the answers, and walks through lists page by page. Rows keep the names that
//! the API's documentation gives their fields, and get the types that it promises: a number that arrives as a text is a
//! number, a list that arrives as `null` is empty, and a link that arrives empty is [`None`]. A row that cannot be read
//! is left out of the list, which gives the other rows all the same; `rejected` says why. A price or a balance is never
//! guessed.
//!
//! The same crate, compiled to WebAssembly, is inside the npm package `bukaolshop` for pages of olshop
//! apps.
//!
//! The feature `server` is for the shop's own server, and never for a page. It has a client of the Closed API, which
//! can change balances and orders, a receiver of callbacks, and clients of the systems that fulfil orders.
//!
//! # A Rust program
//!
//! ```sh
//! cargo add bukaolshop --features native
//! cargo add tokio --features macros,rt-multi-thread # for #[tokio::main]
//! cargo add futures-util
//! ```
//!
//! With the feature `native`, [`transport`] has one that sends requests with reqwest on tokio:
//!
#![cfg_attr(feature = "native", doc = "```no_run")]
#![cfg_attr(not(feature = "native"), doc = "```ignore")]
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
//! let mut rows = toko.produk().all(&ProdukQuery::default());
//! while let Some(produk) = rows.try_next().await? {
//!     println!("{}: {}", produk.nama_produk, produk.harga_produk);
//! }
//! println!("{} rows could not be read", rows.report().rejected.len());
//! # Ok(())
//! # }
//! ```
//!
//! Cloning a client is cheap. Calls and streams own what they need and are `Send`, so they can be spawned. A program can
//! describe an endpoint that this crate does not have, and ask it in the same way: see [`Endpoint`].
//!
//! # A transport of one's own
//!
//! A [`Transport`](transport::Transport) carries a request to a server and its answer back, and does nothing else. A test
//! can bring a transport of its own that answers without a network, and the feature `test-util` has a clock for it that
//! never waits:
//!
#![cfg_attr(feature = "test-util", doc = "```")]
#![cfg_attr(not(feature = "test-util"), doc = "```ignore")]
//! use std::sync::atomic::{AtomicU32, Ordering};
//!
//! use bukaolshop::json::Value;
//! use bukaolshop::test_util::VirtualClock;
//! use bukaolshop::transport::{Answer, AnswerOf, Failure, Transport};
//! use bukaolshop::{Client, MemberTokens, Options, Request};
//!
//! /// Answers 503 at first, and then as documented.
//! struct Canned {
//!     clock: VirtualClock,
//!     sent: AtomicU32,
//! }
//!
//! impl Transport for Canned {
//!     type Tree = Value;
//!     type Platform = VirtualClock;
//!
//!     async fn send(&self, _: &Request) -> Result<AnswerOf<Self>, Failure> {
//!         if self.sent.fetch_add(1, Ordering::Relaxed) == 0 {
//!             return Ok(Answer::from_bytes(503, None, b""));
//!         }
//!         let body = br#"{"code": 200, "status": "ok", "data": {"nama_user": "Budi", "jumlah_saldo": "50000"}}"#;
//!         Ok(Answer::from_bytes(200, None, body))
//!     }
//!
//!     fn platform(&self) -> &VirtualClock {
//!         &self.clock
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let clock = VirtualClock::new();
//! let transport = Canned {
//!     clock: clock.clone(),
//!     sent: AtomicU32::new(0),
//! };
//! let member = MemberTokens {
//!     token_user: "TOKEN_USER",
//!     id_user: "130173",
//! };
//! let toko = Client::with_transport(Options::new("TOKEN")?.member(member), transport);
//!
//! let info = clock.run(toko.user().info())??;
//! assert_eq!(info.nama_user, "Budi");
//! assert_eq!(info.jumlah_saldo.to_string(), "Rp50.000");
//! assert_eq!(info.foto_profil, None);
//! # Ok(())
//! # }
//! ```
//!
//! # Map
//!
//! | where | what |
//! |---|---|
//! | [`Client`], [`Options`] | the client of the Open API, and its options |
//! | [`open_api`] | one module for each endpoint: its parameters and its rows; [`open_api::calls`] has the calls |
//! | [`Endpoint`], [`Paged`], [`row!`] | an endpoint as a value; write one for what the API adds |
//! | [`Page`], [`Rows`], [`PageStream`], [`RowStream`] | pages, lists in one piece, and lists in pages from the first to the last |
//! | [`types`] | amounts of money, dates, ids, statuses |
//! | [`Error`], [`ErrorKind`], [`Language`] | the one type of errors, which holds no token and no member's data; the language of its message |
//! | [`Identity`], [`MemberTokens`] | the shop's token, the member's pair, and texts with shortcodes in them |
//! | [`repair`] | repairing what the API sends, by a table of fields |
//! | [`layer`] | keeping answers, one deadline, asking once, trying again, counting the day's requests: each wraps a transport |
//! | [`transport`] | sending requests: the only part of the client that does I/O |
//! | `test_util` (feature `test-util`) | a clock for tests |
//! | [`marker`] | bounds that are `Send` and `Sync` where there are threads, and nothing in a page |
//! | [`json`] | the types of serde_json that stand in signatures of this crate |
//! | `web` (feature `js`, WebAssembly only) | the client as the npm package's JavaScript calls it |
//! | `server` (feature `server`) | what belongs on a shop's server, never in a page |
//! | `server::closed_api` | bukaOlshop's Closed API, one module for each endpoint |
//! | `server::callback` | the requests that bukaOlshop's server sends: verified, typed, each worked on once |
//! | `server::orders` | clients of Mitra Bunso, OneSolu, OneTablet and the commerce REST API |
//! | `server::forward` | maps an order of bukaOlshop to an order of one of these systems, and sends it once |
//! | `server::open_api_cache` | a front of the Open API for pages: one cache and one budget of requests for all visitors |
//!
//! A call goes one way through these parts: from the options to the client, the endpoint, the layers and the transport.
//! The answer comes back through the repair, and becomes a page.
//!
//! # Features
//!
//! No feature is on by default.
//!
//! - `native`: the transport of Rust programs, with TLS by rustls and ring. `rustls` is another name of it.
//! - `native-tls`: the same transport with the TLS of the system, in place of `native`.
//! - `reqwest`: the same transport without TLS, for a reqwest client of one's own.
//! - `gzip`, `brotli`: the native transport accepts answers that are compressed in these ways.
//! - `serde`: `Serialize` for pages, lists and errors, and `Deserialize` for pages and lists.
//! - `time`: dates as types of the crate `time`.
//! - `test-util`: a clock for tests.
//! - `server`: the Closed API, callbacks and order systems. It brings no transport: take `native` beside it.
//! - `axum`: `server`, and for axum a handler of callbacks and the routes of the front of the Open API.
//! - `sqlite`, `postgres`, `redis`: `server`, and the store of callbacks in this database. `sqlite` also keeps the answers
//!   of the front of the Open API.
//! - `relay`: the program `bukaolshop-relay`, a server for shops that write none.
//! - `js`: the exports that the npm package is made of; WebAssembly only. What only Rust programs use is left out with it.
//! - `server-js`: the exports that the package's entry `bukaolshop/server` is made of; WebAssembly only.
//!
//! A page that is written in Rust (with Leptos, Yew or Dioxus) needs no feature: `transport::browser::Fetch` is there
//! wherever the target is `wasm32`.

// What wasm-bindgen writes for the browser is unsafe; nothing else is.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]
// The documentation on docs.rs names the feature of each item.
#![cfg_attr(docsrs, feature(doc_cfg))]
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
// The module of pages leaves out what only programs have, and the documentation names that all the same.
#![cfg_attr(
    all(feature = "js", not(feature = "server")),
    allow(rustdoc::broken_intra_doc_links)
)]

mod answer;
#[cfg(any(not(feature = "js"), feature = "server"))]
mod cause;
mod client;
mod course;
mod endpoint;
mod error;
mod identity;
#[cfg(any(not(feature = "js"), feature = "server"))]
mod language;
pub mod layer;
pub mod marker;
pub mod open_api;
mod page;
mod redact;
pub mod repair;
mod row;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "test-util")]
pub mod test_util;
pub mod transport;
pub mod types;
mod url;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub mod web;

pub use answer::Source;
pub use client::{
    By, Client, DEFAULT_TIMEOUT, Ending, Options, PageStream, RejectedRow, RowStream, Walk,
    WalkReport,
};
pub use endpoint::{Body, Endpoint, Method, PageQuery, Paged, Parameters, Request};
#[cfg(feature = "server")]
pub use error::Place;
pub use error::{Details, Error, ErrorKind};
pub use identity::{Identity, MemberTokens, OLD_APP};
#[cfg(any(not(feature = "js"), feature = "server"))]
pub use language::Language;
pub use page::{Page, Rows};
pub use row::Row;
pub use url::OPEN_API;

/// The types of [`serde_json`] that stand in signatures of this crate. With them a program can write a transport without a
/// dependency on `serde_json` of its own.
pub mod json {
    pub use serde_json::{Map, Number, Value};
}

/// What [`row!`] expands to.
#[doc(hidden)]
pub mod __private {
    pub use serde;

    pub mod names {
        pub use serde as __bukaolshop_serde;
    }
}

/// The README's programs compile.
#[cfg(all(doctest, feature = "native", feature = "server"))]
#[doc = include_str!("../README.md")]
mod readme {}
