//! A small front of the Open API, for shops whose plan has few requests a day: pages point to it with `data-base-url`, and
//! it answers all visitors from one cache.
//!
//! The plans FREE and LITE have 100 requests a day for the whole shop, so a cache in each phone is not enough for a shop
//! with many visitors. An [`OpenApiCache`] keeps answers once for all visitors:
//!
//! - The front holds the shop's token, so pages need none. The client of pages demands a token all the same, which may be any
//!   text: the front drops the token of an address, which never reaches bukaOlshop. A stranger's token changes nothing, and
//!   no reply tells whether it is the shop's.
//! - It asks bukaOlshop only when an answer is no longer fresh ([`Builder::fresh`]), and once for all visitors who ask the same
//!   at the same time.
//! - It spreads the day's budget ([`Builder::daily_limit`]) from midnight to midnight in Jakarta, in three shares: for answers
//!   that are no longer fresh, for questions that nobody has asked before, and for questions about members.
//! - It gives old answers where it cannot or may not ask, with the header `Age`, and `Cache-Status` with the seconds since
//!   they were fresh as a negative `ttl` (RFC 9211).
//! - It passes questions about members through, keeps none of the answers, and counts each question.
//! - It tells phones and proxies how long they may keep an answer (`Cache-Control`, `ETag`, answers with 304).
//!
//! # What strangers can do
//!
//! Only GET, HEAD and OPTIONS are answered, only for the seven endpoints of the Open API, and only with their documented
//! parameters. The front writes each question anew from its parsed parameters, so their order and spelling, defaults and empty
//! parameters make no difference. Any other request is answered with an error in the API's own shape, `code` and `status`.
//!
//! A stranger who invents questions, such as a million different searches, uses up the share for questions that nobody has
//! asked before, or the allowance of a minute where the plan has no limit. After that, new questions are answered with 429 and
//! `Retry-After`, and the front gives the answers that it keeps as before. The memory is bounded, and answers that were asked
//! for only once are evicted first. Questions about members with invented names use up the share of members, and no other.
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
//! Without a [store](Builder::store), a program that is started again has forgotten the answers and the day's count. It may
//! then send more requests than the budget allows, until bukaOlshop itself says that the day's requests are used up. From
//! then until midnight it gives the answers that it has.

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
