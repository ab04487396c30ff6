//! Telling the program of each request, for its logs and its counts.

use std::sync::Arc;
use std::time::Duration;

use crate::endpoint::Method;
use crate::transport::{MaybeSend, MaybeSync};

/// A request that has ended. It holds no secret and no member's data: the address is that of the endpoint,
/// with names in braces instead of values, and without its query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestEvent {
    /// The name of the system that was asked.
    pub service: &'static str,
    /// The method.
    pub method: Method,
    /// The path of the endpoint, for example `/transaksi/id`.
    pub path: &'static str,
    /// The code of the answer: the body's `code` where the system has one, else the HTTP status. `None`
    /// without an answer.
    pub status: Option<i64>,
    /// How long the request took.
    pub elapsed: Duration,
}

/// Is told of each request, repeated ones included; see
/// [`Options::on_request`](super::Options::on_request).
pub trait RequestObserver: MaybeSend + MaybeSync {
    /// Called when an answer has come, or when it is known that none comes.
    fn observe(&self, event: &RequestEvent);
}

#[cfg(not(target_arch = "wasm32"))]
impl<F: Fn(&RequestEvent) + Send + Sync> RequestObserver for F {
    fn observe(&self, event: &RequestEvent) {
        self(event);
    }
}

/// An observer that clients share.
pub(super) type SharedObserver = Arc<dyn RequestObserver>;
