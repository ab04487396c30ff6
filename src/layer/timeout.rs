//! One deadline for a call, all that happens inside it included.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};

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
        let left = self.after.saturating_sub(request.spent);
        let call = pin!(self.inner.send(request));
        let deadline = pin!(self.inner.platform().sleep(left));
        match select(call, deadline).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(Failure::Timeout),
        }
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
