//! Layers: each wraps a transport, is one, and has one concern. None of them knows an endpoint.

mod quota;
mod retry;
mod timeout;

pub use quota::{Quota, used_today};
pub use retry::{Backoff, Retry};
pub use timeout::Timeout;
