//! The deadline of a call, with all of its attempts and waits.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crate::endpoint::Request;
use crate::transport::{AnswerOf, Failure, Platform, Transport};

/// Ends a call with [`Failure::Timeout`] when its time is over. The future of the call is dropped, which aborts its
/// request.
#[derive(Debug)]
pub struct Timeout<T> {
    inner: T,
    after: Duration,
}

impl<T> Timeout<T> {
    /// Wraps a transport. A call may take as long as `after`, less the time that it took before it was sent
    /// ([`Request::elapsed`]).
    pub fn new(inner: T, after: Duration) -> Self {
        Self { inner, after }
    }

    pub(crate) fn inner(&self) -> &T {
        &self.inner
    }
}

impl<T: Transport> Transport for Timeout<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        let left = self.after.saturating_sub(request.elapsed);
        let mut call = pin!(self.inner.send(request));
        let mut deadline = pin!(self.inner.platform().sleep(left));
        poll_fn(|context| match call.as_mut().poll(context) {
            Poll::Ready(outcome) => Poll::Ready(outcome),
            Poll::Pending => {
                let passed = deadline.as_mut().poll(context);
                passed.map(|()| Err(Failure::Timeout))
            }
        })
        .await
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
