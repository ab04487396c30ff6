//! Sending one request for several callers that ask the same at the same time.

use std::fmt;
use std::future::poll_fn;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Wake, Waker};

use crate::answer::Answer;
use crate::endpoint::{Method, Request};
use crate::marker::Boxed;
use crate::repair::Parse;
use crate::transport::{AnswerOf, Failure, Transport};

/// Joins callers of the same address while its request is under way. A caller that is cancelled leaves the
/// others waiting; when the last one is cancelled, the request is dropped, and so aborted.
pub struct Dedupe<T: Transport> {
    inner: Arc<T>,
    flights: Mutex<Vec<Weak<Flight<T>>>>,
}

/// A request under way, held by the callers that wait for it.
struct Flight<T: Transport> {
    request: Arc<Request>,
    stage: Mutex<Stage<T>>,
    wakers: Arc<WakerSet>,
}

enum Stage<T: Transport> {
    Going(Boxed<Result<AnswerOf<T>, Failure>>),
    /// The first caller takes the parsed body; each one after that parses a copy of its own, for an answer is
    /// repaired in place.
    Landed(Result<AnswerOf<T>, Failure>),
}

/// The wakers of all callers of a request. All of them are woken together, so it does not matter which of them
/// polled the request last, nor whether that one was cancelled since.
#[derive(Default)]
struct WakerSet(Mutex<Vec<Waker>>);

impl WakerSet {
    fn add(&self, waker: &Waker) {
        let mut wakers = locked(&self.0);
        if !wakers.iter().any(|other| other.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }
}

impl Wake for WakerSet {
    fn wake(self: Arc<Self>) {
        for waker in std::mem::take(&mut *locked(&self.0)) {
            waker.wake();
        }
    }
}

fn locked<X>(mutex: &Mutex<X>) -> MutexGuard<'_, X> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Transport> Flight<T> {
    fn poll(&self, context: &mut Context<'_>) -> Poll<Result<AnswerOf<T>, Failure>> {
        let taken = self.land(context);
        if taken.is_ready() {
            // After the lock on the stage is released: a caller that is woken may poll at once.
            Arc::clone(&self.wakers).wake();
        }
        taken
    }

    fn land(&self, context: &mut Context<'_>) -> Poll<Result<AnswerOf<T>, Failure>> {
        let mut stage = locked(&self.stage);
        if let Stage::Going(sending) = &mut *stage {
            self.wakers.add(context.waker());
            let all = Waker::from(Arc::clone(&self.wakers));
            let polled = sending.as_mut().poll(&mut Context::from_waker(&all));
            match polled {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(outcome) => *stage = Stage::Landed(outcome),
            }
        }
        match &mut *stage {
            Stage::Landed(Ok(answer)) => {
                let body = answer.body.take();
                Poll::Ready(Ok(Box::new(Answer {
                    http_status: answer.http_status,
                    retry_after: answer.retry_after,
                    body: body.or_else(|| T::Tree::parse(&answer.text)),
                    text: answer.text.clone(),
                    source: answer.source,
                    // To the first caller: only services ask for headers, and nobody shares their calls.
                    headers: std::mem::take(&mut answer.headers),
                    service_code: answer.service_code,
                })))
            }
            Stage::Landed(Err(failure)) => Poll::Ready(Err(*failure)),
            Stage::Going(_) => Poll::Pending,
        }
    }

    fn is_going(&self) -> bool {
        matches!(*locked(&self.stage), Stage::Going(_))
    }
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

    /// The flight to this address: the one under way, or a new one.
    fn join_or_start(&self, url: &str) -> Arc<Flight<T>> {
        let mut flights = locked(&self.flights);
        let mut found = None;
        flights.retain(|flight| {
            // A flight without callers is gone, and one that has landed is over: this layer keeps no answers.
            let Some(flight) = flight.upgrade().filter(|it| it.is_going()) else {
                return false;
            };
            if flight.request.url == url {
                found = Some(flight);
            }
            true
        });
        if let Some(flight) = found {
            return flight;
        }
        let request = Arc::new(Request::new(Method::Get, url.to_owned()));
        let (inner, sent) = (Arc::clone(&self.inner), Arc::clone(&request));
        let flight = Arc::new(Flight {
            request,
            stage: Mutex::new(Stage::Going(Box::pin(
                async move { inner.send(&sent).await },
            ))),
            wakers: Arc::default(),
        });
        flights.push(Arc::downgrade(&flight));
        flight
    }
}

/// Copies the attempts made for a flight into a caller's request, when the caller has its answer or is
/// cancelled.
struct AttemptSync<'r> {
    from: Arc<Request>,
    to: &'r Request,
}

impl Drop for AttemptSync<'_> {
    fn drop(&mut self) {
        let attempts = self.from.attempts.load(Ordering::Relaxed);
        self.to.attempts.store(attempts, Ordering::Relaxed);
    }
}

impl<T: Transport> Transport for Dedupe<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        // The same address with headers or a body of its own may have another answer.
        let is_alone =
            request.method != Method::Get || !request.headers.is_empty() || request.body.is_some();
        if is_alone {
            return self.inner.send(request).await;
        }
        let flight = self.join_or_start(&request.url);
        let _attempts = AttemptSync {
            from: Arc::clone(&flight.request),
            to: request,
        };
        poll_fn(|context| flight.poll(context)).await
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
