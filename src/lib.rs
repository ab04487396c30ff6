//! bukaolshop
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

mod client;
mod endpoint;
mod error;
mod identity;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub mod js;
pub mod layer;
pub mod open_api;
mod page;
pub mod transport;
mod url;
pub mod wire;

pub use client::{Client, Options};
pub use endpoint::{Endpoint, Method, PageQuery, Paged, Parameters, Request};
pub use error::{Details, Error, ErrorKind};
pub use identity::Identity;
pub use page::{By, Page, Rows, Source, Walk};
pub use url::OPEN_API;
