//! The server side of a shop, which must never be part of a page: the API keys used here can move
//! members' money.
//!
//! The systems that a shop's server talks to differ in how they authenticate, where in a body their data
//! is, and how they report errors. This module has what they have in common:
//!
//! | where | what |
//! |---|---|
//! | [`Service`] | a system: its base address, its key, the layout of its answers, its errors, its rate limits |
//! | [`Call`] | one endpoint of a system, as a value |
//! | [`Client`] | sends a call to a service, over any [`Transport`](crate::transport::Transport) |
//! | [`Movement`], [`Outcome`] | money that may have moved, and whether it did |
//! | [`Member`] | a member of the shop, by `id_user` or by `email_user` |
//! | [`callback`] | receives the callbacks that bukaOlshop's server sends: verifies, parses and handles each one once |
//! | [`closed_api`] | bukaOlshop's Closed API, one module for each endpoint |
//! | [`forward`] | maps an order of bukaOlshop to an order of the system that fulfils it, and sends it once |
//! | [`orders`] | the systems that fulfil orders |
//! | [`open_api_cache`](mod@open_api_cache) | a front of the Open API for pages: one cache and one budget for all visitors |
//!
//! # Without a program of one's own
//!
//! The program `bukaolshop-relay` of this crate (feature `relay`, `cargo install bukaolshop --features relay`) does all of this for a
//! shop that writes no program. The file `relay.toml` configures it, and `bukaolshop-relay check` names every mistake in that file. A
//! container file, and the files of the proxies in front, are in `pkg-template/relay/` of the repository.
//!
//! # Calls that change something are sent once
//!
//! A call that changes something (an order, a message, a status, money) is sent once, unless the system
//! recognizes it when it comes again; no layer repeats it. If no answer says what the server did, the
//! error is [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome): its `sent` names the call that shows
//! whether it was done, and its `movement` holds the money that may have moved. If the request has
//! certainly not left this machine (the connection was refused, or the host's name is unknown), the error
//! is [`Network`](crate::ErrorKind::Network), and the call can be sent again. Dropping the future of such
//! a call leaves the outcome unknown, too, without an error that says so;
//! [`Guard::send_once`](callback::Guard::send_once) finds out after that, and after a crash.

mod call;
pub mod callback;
mod client;
pub mod closed_api;
mod extra_fields;
mod fate;
pub mod forward;
mod jakarta;
#[cfg(all(feature = "server-js", target_arch = "wasm32"))]
pub mod js;
mod member;
mod mismatched;
pub(crate) mod money;
mod nested;
mod observer;
pub mod open_api_cache;
pub mod orders;
mod received;
mod secret;
mod service;
mod service_layer;
mod walk;

pub use crate::repair::MISMATCHED;
pub use call::Call;
pub use client::{Client, Options};
pub(crate) use fate::Fate;
pub use member::Member;
pub use mismatched::mismatched;
pub use money::{Direction, Look, Movement, Outcome, Sent};
pub use observer::{RequestEvent, RequestObserver};
pub use open_api_cache::open_api_cache;
pub use received::{Listed, Received, Unreadable};
pub use secret::{SHORTEST, Secret};
pub use service::{DataLocation, Patience, Refusal, RequestPacing, ResponseView, Service};
pub use walk::Listing;
