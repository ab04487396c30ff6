//! Asking once what several ask at the same time.

use std::fmt;
use std::future::poll_fn;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Wake, Waker};

use crate::endpoint::{Method, Request};
use crate::transport::{Answer, AnswerOf, Boxed, Failure, Platform, Transport};
use crate::wire::Parse;

/// Joins askers of the same address while its answer is under way. One who gives up leaves the
/// others; when the last one does, the request is dropped, and so aborted.
pub struct Dedupe<T: Transport> {
    inner: Arc<T>,
    flights: Mutex<Vec<Weak<Flight<T>>>>,
}

/// A request under way, held by those who asked for it.
struct Flight<T: Transport> {
    request: Arc<Request>,
    stage: Mutex<Stage<T>>,
    bell: Arc<Bell>,
}

enum Stage<T: Transport> {
    Going(Boxed<Result<AnswerOf<T>, Failure>>),
    /// The first to take it gets the parsed body, each one after that a copy of its own, for an answer
    /// is repaired in place.
    Landed(Result<AnswerOf<T>, Failure>),
}

/// Wakes all who asked. So it does not matter which of them polled last, nor whether that one is still
/// there.
#[derive(Default)]
struct Bell(Mutex<Vec<Waker>>);

impl Bell {
    fn heard_by(&self, waker: &Waker) {
        let mut wakers = locked(&self.0);
        if !wakers.iter().any(|other| other.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }
}

impl Wake for Bell {
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
        if T::Platform::WAKES && taken.is_ready() {
            // Not while the stage is locked: who is woken may look at it at once.
            Arc::clone(&self.bell).wake();
        }
        taken
    }

    fn land(&self, context: &mut Context<'_>) -> Poll<Result<AnswerOf<T>, Failure>> {
        let mut stage = locked(&self.stage);
        if let Stage::Going(sending) = &mut *stage {
            let polled = if T::Platform::WAKES {
                self.bell.heard_by(context.waker());
                let bell = Waker::from(Arc::clone(&self.bell));
                sending.as_mut().poll(&mut Context::from_waker(&bell))
            } else {
                sending.as_mut().poll(context)
            };
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
                    #[cfg(feature = "server")]
                    headers: answer.headers.clone(),
                    #[cfg(feature = "server")]
                    judged: answer.judged,
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

    /// The flight to this address, joined or begun.
    fn board(&self, url: &str) -> Arc<Flight<T>> {
        let mut flights = locked(&self.flights);
        let mut found = None;
        flights.retain(|flight| {
            // Gone when nobody waits any more, and over when it has landed: answers are not kept here.
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
            bell: Arc::default(),
        });
        flights.push(Arc::downgrade(&flight));
        flight
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
        // The same address with other headers is another question.
        #[cfg(feature = "server")]
        if !request.headers.is_empty() || request.body.is_some() {
            return self.inner.send(request).await;
        }
        let flight = self.board(&request.url);
        let _tally = Tally {
            from: Arc::clone(&flight.request),
            to: request,
        };
        poll_fn(|context| flight.poll(context)).await
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
