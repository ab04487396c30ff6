//! What became of the attempts of a call, for the client to tell what certainly was not done.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::money::{Movement, Sent};

/// What became of the attempts of one request.
#[derive(Debug, Default)]
pub(crate) struct Fate {
    /// Whether an attempt may have been carried out: it was sent, and no answer has told that nothing was
    /// done. An attempt whose future was dropped counts, too.
    may_be_done: AtomicBool,
    /// The refusal that the next attempt is waiting for: its code, and the wait that the server asked for.
    refused: Mutex<Option<(i64, Option<Duration>)>>,
    /// The path of the endpoint, with names in braces.
    pub path: &'static str,
}

impl Fate {
    pub fn may_be_done(&self) -> bool {
        self.may_be_done.load(Ordering::Relaxed)
    }

    /// Notes that an attempt begins. Returns what was known before it.
    pub fn begin(&self) -> bool {
        *self.waiting() = None;
        self.may_be_done.swap(true, Ordering::Relaxed)
    }

    /// Notes that the attempt has certainly done nothing. `before` is what [`begin`](Self::begin) returned.
    pub fn nothing_done(&self, before: bool) {
        self.may_be_done.store(before, Ordering::Relaxed);
    }

    /// Notes a refusal, after which there may be another attempt.
    pub fn refuse(&self, code: i64, retry_after: Option<Duration>) {
        *self.waiting() = Some((code, retry_after));
    }

    /// The refusal that the next attempt is waiting for.
    pub fn refused(&self) -> Option<(i64, Option<Duration>)> {
        *self.waiting()
    }

    fn waiting(&self) -> MutexGuard<'_, Option<(i64, Option<Duration>)>> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A change that is being sent, for whoever cancels its call.
#[derive(Debug, Clone)]
#[cfg_attr(
    not(all(feature = "server-js", target_arch = "wasm32")),
    allow(dead_code, reason = "only JavaScript cancels this way")
)]
pub(crate) struct Pending {
    pub service: &'static str,
    pub path: &'static str,
    pub sent: Sent,
    pub movement: Option<Movement>,
}

/// What a call has told its caller so far: the change that it is sending.
#[derive(Debug, Clone, Default)]
pub(crate) struct Progress(Arc<Mutex<Option<Pending>>>);

thread_local! {
    /// The progress of the call whose future is being polled.
    static CURRENT: RefCell<Option<Progress>> = const { RefCell::new(None) };
}

impl Progress {
    /// Runs a call, which notes its progress here. The call may be dropped at any time, and afterwards
    /// [`pending`](Self::pending) tells what it was sending.
    #[cfg_attr(
        not(all(feature = "server-js", target_arch = "wasm32")),
        allow(dead_code, reason = "only JavaScript cancels this way")
    )]
    pub async fn of<F: Future>(&self, call: F) -> F::Output {
        let mut call = pin!(call);
        poll_fn(|context| {
            let outer = CURRENT.replace(Some(self.clone()));
            let polled = call.as_mut().poll(context);
            CURRENT.set(outer);
            polled
        })
        .await
    }

    /// The progress of the call that is being polled; one that nobody looks at where there is none.
    pub fn current() -> Self {
        CURRENT.with_borrow(|current| current.clone().unwrap_or_default())
    }

    /// Notes the change that is being sent; `None` when its outcome is known.
    pub fn note(&self, pending: Option<Pending>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = pending;
    }

    /// The change that the call was sending when it was dropped.
    #[cfg_attr(
        not(all(feature = "server-js", target_arch = "wasm32")),
        allow(dead_code, reason = "only JavaScript cancels this way")
    )]
    pub fn pending(&self) -> Option<Pending> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
