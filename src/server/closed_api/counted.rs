//! The layer that counts each request before it is sent.

use std::borrow::Borrow;
use std::sync::Arc;

use serde_json::Value;

use super::budget::{Budget, RequestKind, UNCOUNTED, is_essential};
use super::service::day_used_up;
use crate::endpoint::Request;
use crate::server::service::ResponseView;
use crate::transport::{AnswerOf, Failure, Transport};

/// A transport whose requests are counted. It is below the layers that repeat requests, so that each attempt counts.
pub(super) struct CountedTransport<T> {
    inner: T,
    budget: Arc<Budget>,
}

impl<T> CountedTransport<T> {
    pub fn new(inner: T, budget: Arc<Budget>) -> Self {
        Self { inner, budget }
    }
}

impl<T: Transport<Tree: Borrow<Value>>> Transport for CountedTransport<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        let path = request.fate.path;
        if path == UNCOUNTED {
            return self.inner.send(request).await;
        }
        let platform = self.inner.platform();
        let kind = RequestKind::of(request.method);
        let permit = match self.budget.take(kind, is_essential(path), platform).await {
            Ok(permit) => permit,
            Err(wait) => {
                request.fate.refuse(429, Some(wait));
                return Err(Failure::Quota);
            }
        };
        let sent = self.inner.send(request).await;
        match &sent {
            Ok(answer) => {
                let is_used_up = day_used_up(&ResponseView::new(answer), kind, path);
                let refused = is_used_up.then_some(answer.retry_after);
                self.budget.answered(&permit, refused, platform).await;
            }
            Err(Failure::Network | Failure::Quota) => self.budget.give_back(&permit),
            Err(Failure::Lost | Failure::Timeout) => {}
        }
        sent
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
