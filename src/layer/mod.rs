//! Layers. Each wraps a transport, is a transport itself, and has one task; none of them knows an endpoint.

mod cache;
mod cache_storage;
mod dedupe;
mod quota;
mod retry;
mod timeout;

pub use cache::{Cache, Freshness};
pub use cache_storage::{Storage, shop_number};
pub use dedupe::Dedupe;
#[cfg(feature = "server")]
pub(crate) use quota::next_midnight;
pub use quota::{QUOTA_KEY, Quota};
pub use retry::{Backoff, Retry};
pub use timeout::Timeout;
