//! A small front of the Open API, for shops whose plan has few requests a day: pages point to it with `data-base-url`, and
//! it answers all visitors from one cache.
//!
//! The plans FREE and LITE have 100 requests a day for the whole shop, so what each phone keeps does not save a shop with
//! many visitors. An [`OpenApiCache`] keeps answers once for all of them. It
//!
//! - holds the shop's token, so that pages need none. The client of pages demands a token all the same, which may be any
//!   text: the one that an address carries is dropped, and never reaches bukaOlshop. A stranger's token changes nothing, and
//!   no reply tells whether it is the shop's;
//! - asks bukaOlshop only when an answer has grown old ([`Builder::fresh`]), and once for all who ask the same at once;
//! - spreads the day's budget ([`Builder::daily_limit`]) from midnight to midnight in Jakarta, in three shares: for answers
//!   that have grown old, for what nobody has asked before, and for questions about members;
//! - gives old answers where it cannot or may not ask, with the header `Age`, and `Cache-Status` with the seconds since
//!   they were fresh as a negative `ttl` (RFC 9211);
//! - passes questions about members through, keeps none of the answers, and counts each;
//! - tells phones and proxies how long they may keep an answer (`Cache-Control`, `ETag`, answers with 304).
//!
//! # What strangers can do
//!
//! Only GET, HEAD and OPTIONS are answered, only for the seven endpoints of the Open API, and only with their documented
//! parameters. Each question is written anew from its parsed parameters, in one spelling, so their order, defaults and
//! empty parameters make no difference. All else gets an error in the API's own shape, `code` and `status`.
//!
//! Whoever invents questions, such as a million different searches, spends the share for what nobody has asked before, and
//! an allowance for each minute where the plan has no limit. After that they are answered with 429 and `Retry-After`, and
//! all that is kept is answered as before. The memory is bounded, and answers that were asked for once only are evicted
//! first. The same is true of questions about members with invented names: their share is spent, and no other.
//!
//! # An example
//!
#![cfg_attr(
    all(
        feature = "native",
        feature = "axum",
        feature = "sqlite",
        not(target_arch = "wasm32")
    ),
    doc = "```no_run"
)]
#![cfg_attr(
    not(all(
        feature = "native",
        feature = "axum",
        feature = "sqlite",
        not(target_arch = "wasm32")
    )),
    doc = "```ignore"
)]
//! use axum::Router;
//! use bukaolshop::server::open_api_cache;
//! use bukaolshop::server::open_api_cache::{SqliteAnswers, axum::router};
//! use bukaolshop::transport::native::Native;
//!
//! # fn app() -> Result<Router, Box<dyn std::error::Error>> {
//! let front = open_api_cache("TOKEN")?
//!     .daily_limit(Some(100))
//!     .store(SqliteAnswers::open("openapi.db")?)
//!     .build(Native::new()?);
//! // Pages have data-base-url="https://toko.example/openapi".
//! let app = Router::new().nest("/openapi", router(front));
//! # Ok(app)
//! # }
//! ```
//!
//! A program without axum passes each request as an [`Asked`] to [`OpenApiCache::answer`] and sends the [`Reply`].
//!
//! # Where nothing is stored
//!
//! Without a [store](Builder::store), a program that is started again has forgotten the answers and the day's count. It
//! then asks for more than the budget allows, until bukaOlshop itself says that the day's requests are used up; from then
//! on it gives what it has until midnight.

mod budget;
mod front;
mod judge;
mod kept;
mod question;
mod refusal;
mod reply;
mod store;

#[cfg(all(feature = "axum", not(target_arch = "wasm32")))]
pub mod axum;
#[cfg(all(feature = "sqlite", not(target_arch = "wasm32")))]
mod sqlite;
pub mod statements;

pub use front::{Builder, OpenApiCache, Status, open_api_cache};
pub use reply::{Asked, Reply, Served};
#[cfg(all(feature = "sqlite", not(target_arch = "wasm32")))]
pub use sqlite::SqliteAnswers;
pub use store::{AnswerStore, AnswerStoreError, NoStore};
