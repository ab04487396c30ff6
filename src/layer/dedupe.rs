//! Asking once what several ask at the same time.

use std::fmt;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};

use crate::endpoint::{Method, Request};
use crate::transport::{Answer, AnswerOf, Boxed, Failure, Transport};
use crate::wire::Parse;

/// Joins askers of the same address while its answer is under way. One who gives up leaves the
/// others; when the last one does, the request is dropped, and so aborted.
pub struct Dedupe<T: Transport> {
    inner: Arc<T>,
    flights: Mutex<Vec<Flight<T>>>,
}

/// What all who joined get: the first to take it gets the parsed body, each one after that a copy of
/// its own, for an answer is repaired in place.
type Landed<T> = Result<Arc<Mutex<AnswerOf<T>>>, Failure>;

struct Flight<T: Transport> {
    request: Arc<Request>,
    landed: WeakShared<Boxed<Landed<T>>>,
}

impl<T: Transport> fmt::Debug for Dedupe<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dedupe").finish_non_exhaustive()
    }
}

impl<T: Transport> Dedupe<T> {
    /// Wraps a transport.
    pub fn new(inner: T) -> Self {
        Self {
            inner: Arc::new(inner),
            flights: Mutex::default(),
        }
    }

    pub(crate) fn inner(&self) -> &T {
        &self.inner
    }

    /// The flight to this address, joined or begun.
    fn board(&self, url: &str) -> (Arc<Request>, Shared<Boxed<Landed<T>>>) {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = None;
        flights.retain(|flight| {
            // Gone when nobody waits any more, and over when it has landed: answers are not kept here.
            let going = flight.landed.upgrade().filter(|it| it.peek().is_none());
            match going {
                Some(landed) if flight.request.url == url => {
                    found = Some((Arc::clone(&flight.request), landed));
                    true
                }
                other => other.is_some(),
            }
        });
        if let Some(found) = found {
            return found;
        }
        let request = Arc::new(Request::new(Method::Get, url.to_owned()));
        let (inner, sent) = (Arc::clone(&self.inner), Arc::clone(&request));
        let flight: Boxed<Landed<T>> = Box::pin(async move {
            let answer = inner.send(&sent).await?;
            Ok(Arc::new(Mutex::new(answer)))
        });
        let landed = flight.shared();
        if let Some(weak) = landed.downgrade() {
            flights.push(Flight {
                request: Arc::clone(&request),
                landed: weak,
            });
        }
        (request, landed)
    }
}

/// Tells an asker the attempts made until it has its answer or gives up.
struct Tally<'r> {
    from: Arc<Request>,
    to: &'r Request,
}

impl Drop for Tally<'_> {
    fn drop(&mut self) {
        let attempts = self.from.attempts.load(Ordering::Relaxed);
        self.to.attempts.store(attempts, Ordering::Relaxed);
    }
}

impl<T: Transport> Transport for Dedupe<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        if request.method != Method::Get {
            return self.inner.send(request).await;
        }
        let (flown, landed) = self.board(&request.url);
        let _tally = Tally {
            from: flown,
            to: request,
        };
        let landed = landed.await?;
        let mut answer = landed.lock().unwrap_or_else(PoisonError::into_inner);
        let body = answer.body.take();
        Ok(Answer {
            http_status: answer.http_status,
            retry_after: answer.retry_after,
            body: body.or_else(|| T::Tree::parse(&answer.text)),
            text: answer.text.clone(),
            source: answer.source,
        })
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
