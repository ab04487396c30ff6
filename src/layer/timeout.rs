//! One deadline for a call, all that happens inside it included.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crate::endpoint::Request;
use crate::transport::{AnswerOf, Failure, Platform, Transport};

/// Gives up after a while. What is under way is dropped, and so aborted.
#[derive(Debug)]
pub struct Timeout<T> {
    inner: T,
    after: Duration,
}

impl<T> Timeout<T> {
    /// Gives up after this long, less what the call has spent before.
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
