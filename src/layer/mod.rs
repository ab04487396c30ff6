//! Layers. Each wraps a transport, is a transport itself, and has one task; none of them knows an endpoint.
//!
//! A [`Client`](crate::Client) sends a request through them in this order:
//!
//! | layer | task |
//! |---|---|
//! | [`Cache`] | answers from the cache while an answer is kept, and where the server cannot be asked |
//! | [`Timeout`] | gives the call its deadline, with all of its attempts and waits |
//! | [`Dedupe`] | joins callers that ask the same at the same time: one request for all of them |
//! | [`Retry`] | repeats a request whose error may pass |
//! | [`Quota`] | counts each attempt, and refuses those beyond the limit of the day |

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
