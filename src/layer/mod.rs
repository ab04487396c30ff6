//! Layers: each wraps a transport, is one, and has one concern. None of them knows an endpoint.

mod retry;
mod timeout;

pub use retry::{Backoff, Retry};
pub use timeout::Timeout;
