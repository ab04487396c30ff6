//! What belongs on a shop's server, and never in a page: the keys used here can move members' money.
//!
//! The systems that are asked differ in how they know who asks, where their answers stand and how they
//! say no. What is the same for all of them is here:
//!
//! | where | what |
//! |---|---|
//! | [`Service`] | a system: its address, its key, the shape of its answers, the words of its errors, its limits |
//! | [`Call`] | one endpoint of a system, as a value |
//! | [`Client`] | asks a call of a service, over any [`Transport`](crate::transport::Transport) |
//! | [`Movement`], [`Outcome`] | money that may have moved, and whether it did |
//! | [`Member`] | whose balance: by `id_user` or by `email_user` |
//! | [`callback`] | what bukaOlshop's server sends: verified, typed, worked on once |
//! | [`closed_api`] | bukaOlshop's Closed API, one file for each endpoint |
//! | [`forward`] | from an order of bukaOlshop's to the order of the system that fulfils it |
//! | [`orders`] | the systems that fulfil orders |
//!
//! # Money moves once
//!
//! A call that moves money is sent once, and repeated by no layer. Where no answer tells what became of
//! it, the error is [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome), and its `movement` has what is
//! needed to find out. Where the request has certainly not left (the connection was refused, the host's
//! name is unknown), it is [`Network`](crate::ErrorKind::Network), and can be sent again. Dropping the
//! future of such a call leaves its outcome unknown as well, and nobody to tell.

mod call;
pub mod callback;
mod client;
pub mod closed_api;
mod desk;
pub mod forward;
#[cfg(all(feature = "server-js", target_arch = "wasm32"))]
pub mod js;
mod member;
mod money;
mod nested;
pub mod orders;
mod received;
mod secret;
mod service;
mod walk;

pub use call::Call;
pub use client::{Client, Options};
pub use member::Member;
pub use money::{Direction, Movement, Outcome};
pub use received::{Listed, Received, Unreadable};
pub use secret::Secret;
pub use service::{Patience, Place, Refusal, Seen, Service, Tempo};
pub use walk::Listing;
