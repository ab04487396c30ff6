//! Sending one request for several callers that ask the same at the same time.

use std::fmt;
use std::future::poll_fn;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use crate::answer::Answer;
use crate::endpoint::{Method, Request};
use crate::marker::Boxed;
use crate::repair::Parse;
use crate::transport::{AnswerOf, Failure, Transport};

/// Joins callers of the same address while its request is under way. A caller that is cancelled leaves the others
/// waiting; when the last one is cancelled, the request is dropped, and so aborted.
pub struct Dedupe<T: Transport> {
    inner: Arc<T>,
    /// The requests under way, each with the number of its callers.
    flights: Mutex<Vec<(Arc<Flight<T>>, usize)>>,
}

/// A request under way.
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

/// Wakes all callers of a request when a panic goes by.
#[cfg(panic = "unwind")]
struct WakeOnPanic<'w>(&'w Arc<WakerSet>);

#[cfg(panic = "unwind")]
impl Drop for WakeOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            Arc::clone(self.0).wake();
        }
    }
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

/// Polls the future of a request. Where the transport panics, the panic goes on to the caller that has polled, and the
/// others find a connection that was lost: a future that has panicked must not be polled again.
fn poll_once<T: Transport>(
    sending: &mut Boxed<Result<AnswerOf<T>, Failure>>,
    context: &mut Context<'_>,
) -> Poll<Result<AnswerOf<T>, Failure>> {
    #[cfg(panic = "unwind")]
    {
        let lost = Box::pin(std::future::ready(Err(Failure::Lost)));
        let mut polled = std::mem::replace(sending, lost);
        let outcome = polled.as_mut().poll(context);
        if outcome.is_pending() {
            *sending = polled;
        }
        outcome
    }
    #[cfg(not(panic = "unwind"))]
    sending.as_mut().poll(context)
}

fn locked<X>(mutex: &Mutex<X>) -> MutexGuard<'_, X> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Transport> Flight<T> {
    fn poll(&self, context: &mut Context<'_>) -> Poll<Result<AnswerOf<T>, Failure>> {
        // Wakes all callers where the transport panics, too: each of them would wait for ever.
        #[cfg(panic = "unwind")]
        let _wakes = WakeOnPanic(&self.wakers);
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
            let polled = poll_once::<T>(sending, &mut Context::from_waker(&all));
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

    /// Joins the flight to this address, or begins one.
    fn join_or_start(&self, url: &str) -> Arc<Flight<T>> {
        let mut flights = locked(&self.flights);
        if let Some((flight, callers)) = flights.iter_mut().find(|(it, _)| it.request.url == url) {
            *callers += 1;
            return Arc::clone(flight);
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
        flights.push((Arc::clone(&flight), 1));
        flight
    }
}

/// A caller of a flight.
struct Caller<'c, T: Transport> {
    dedupe: &'c Dedupe<T>,
    flight: Arc<Flight<T>>,
    request: &'c Request,
    /// Whether the flight has landed. This layer keeps no answers, so nobody else may join it then.
    has_landed: bool,
}

/// A caller that has its answer or is cancelled takes over the attempts made for it, and leaves the flight. A flight
/// without callers is dropped.
impl<T: Transport> Drop for Caller<'_, T> {
    fn drop(&mut self) {
        let attempts = self.flight.request.attempts.load(Ordering::Relaxed);
        self.request.attempts.store(attempts, Ordering::Relaxed);
        self.request.course.take_over(&self.flight.request.course);
        let mut flights = locked(&self.dedupe.flights);
        let is_own = |(flight, _): &(Arc<Flight<T>>, usize)| Arc::ptr_eq(flight, &self.flight);
        let Some(at) = flights.iter().position(is_own) else {
            return;
        };
        let others = flights.get_mut(at).map_or(0, |(_, callers)| {
            *callers -= 1;
            *callers
        });
        // Nobody may join one whose transport has panicked, either.
        let has_panicked = cfg!(panic = "unwind") && std::thread::panicking();
        if others == 0 || self.has_landed || has_panicked {
            flights.swap_remove(at);
        }
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
        let mut caller = Caller {
            dedupe: self,
            flight: self.join_or_start(&request.url),
            request,
            has_landed: false,
        };
        let outcome = poll_fn(|context| caller.flight.poll(context)).await;
        caller.has_landed = true;
        outcome
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
