//! The layer that applies a service's rules to each answer: it gives the answer its code, and paces the
//! requests by the rate-limit headers.

use std::borrow::Borrow;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::observer::{RequestEvent, SharedObserver};
use super::service::{RequestPacing, ResponseView, Service};
use crate::endpoint::Request;
use crate::transport::{AnswerOf, Failure, Platform, Transport};

/// The innermost layer of a service's client, directly around the transport.
///
/// It sets the code of each answer to what [`Service::code`] returns, so that the layers outside of it
/// decide by that code, and it remembers the pacing that the answers ask for.
pub(super) struct ServiceLayer<T, S> {
    inner: T,
    service: Arc<S>,
    observer: Option<SharedObserver>,
    state: Mutex<PacingState>,
}

/// What decides when the next request may be sent.
#[derive(Debug, Default)]
struct PacingState {
    /// The rule of the last answer that had one.
    pacing: Option<RequestPacing>,
    /// The moment that the last request was given, as time since 1970-01-01 UTC. It may be in the future.
    last_slot: Duration,
}

impl<T, S> fmt::Debug for ServiceLayer<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceLayer").finish_non_exhaustive()
    }
}

impl<T: Transport, S: Service> ServiceLayer<T, S> {
    pub fn new(inner: T, service: Arc<S>, observer: Option<SharedObserver>) -> Self {
        Self {
            inner,
            service,
            observer,
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, PacingState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reserves the next moment at which a request may be sent, and returns the wait until then. A wait
    /// longer than `longest` is returned as an error, and nothing is reserved.
    pub fn reserve_slot(&self, longest: Duration) -> Result<Duration, Duration> {
        let now = self.inner.platform().now();
        let mut state = self.state();
        let next = match state.pacing {
            Some(pacing) if now < pacing.until => {
                let next = state.last_slot.saturating_add(pacing.gap).max(now);
                // At `until` the server's limit is renewed, so nothing waits longer than that.
                next.min(pacing.until)
            }
            _ => now,
        };
        let wait = next.saturating_sub(now);
        if wait > longest {
            return Err(wait);
        }
        state.last_slot = next;
        Ok(wait)
    }
}

/// Tells the observer of an attempt when it is over, also when its future is dropped.
struct Ending<'e, T: Transport, S: Service> {
    layer: &'e ServiceLayer<T, S>,
    request: &'e Request,
    began: Duration,
    status: Option<i64>,
    /// Whether the day's limit has kept the request from being sent.
    is_refused: bool,
}

impl<T: Transport, S: Service> Drop for Ending<'_, T, S> {
    fn drop(&mut self) {
        let Some(observer) = self.layer.observer.as_ref().filter(|_| !self.is_refused) else {
            return;
        };
        observer.observe(&RequestEvent {
            service: self.layer.service.name(),
            method: self.request.method,
            path: self.request.fate.path,
            status: self.status,
            elapsed: (self.layer.inner.platform().now()).saturating_sub(self.began),
        });
    }
}

impl<T: Transport<Tree: Borrow<Value>>, S: Service> Transport for ServiceLayer<T, S> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        let before = request.fate.begin();
        let began = self.inner.platform().now();
        let mut ending = Ending {
            layer: self,
            request,
            began,
            status: None,
            is_refused: false,
        };
        let sent = self.inner.send(request).await;
        if matches!(sent, Err(Failure::Network | Failure::Quota)) {
            request.fate.nothing_done(before);
        }
        ending.is_refused = matches!(sent, Err(Failure::Quota));
        let mut answer = sent?;
        let now = self.inner.platform().now();
        let view = ResponseView::new(&answer);
        let (code, pacing) = (
            self.service.code(&view),
            self.service.request_pacing(&view, now),
        );
        ending.status = Some(code);
        // An answer from 400 to 499 says that the server did nothing.
        if (400..500).contains(&code) && answer.http_status < 500 {
            request.fate.nothing_done(before);
        }
        answer.service_code = Some(code);
        if let Some(pacing) = pacing {
            self.state().pacing = Some(pacing);
            let wait = pacing.gap.min(pacing.until.saturating_sub(now));
            if code == 429 && answer.retry_after.is_none() && !wait.is_zero() {
                answer.retry_after = Some(wait);
            }
        }
        if code == 429 {
            request.fate.refuse(code, answer.retry_after);
        }
        Ok(answer)
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
