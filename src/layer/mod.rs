//! Layers: each wraps a transport, is one, and has one concern. None of them knows an endpoint.

mod cache;
mod cache_storage;
mod dedupe;
mod quota;
mod retry;
mod timeout;

pub use cache::{Cache, Freshness};
pub use cache_storage::{Storage, shop_number};
pub use dedupe::Dedupe;
pub use quota::Quota;
pub use retry::{Backoff, Retry};
pub use timeout::Timeout;
