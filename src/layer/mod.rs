//! Layers: each wraps a transport, is one, and has one concern. None of them knows an endpoint.

mod cache;
mod dedupe;
mod quota;
mod retry;
mod shelf;
mod timeout;

pub use cache::{Cache, Freshness};
pub use dedupe::Dedupe;
pub use quota::Quota;
pub use retry::{Backoff, Retry};
pub use shelf::{Storage, shop_number};
pub use timeout::Timeout;
