//! The innermost layer of a service's client: looks at each answer with the service's eyes, and keeps the
//! pace that its headers ask for.

use std::borrow::Borrow;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::service::{Seen, Service, Tempo};
use crate::endpoint::Request;
use crate::transport::{AnswerOf, Failure, Platform, Transport};

/// See the module.
pub(super) struct Desk<T, S> {
    inner: T,
    service: Arc<S>,
    pace: Mutex<Pace>,
}

/// When the next request may go.
#[derive(Debug, Default)]
struct Pace {
    tempo: Option<Tempo>,
    /// The moment that the last request was given.
    last: Duration,
}

impl<T, S> fmt::Debug for Desk<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl<T: Transport, S: Service> Desk<T, S> {
    pub fn new(inner: T, service: Arc<S>) -> Self {
        Self {
            inner,
            service,
            pace: Mutex::default(),
        }
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next moment at which a request may go, and says how long that is from now; one that is
    /// farther off than `longest` is not taken.
    pub fn turn(&self, longest: Duration) -> Result<Duration, Duration> {
        let now = self.inner.platform().now();
        let mut pace = self.pace();
        let next = match pace.tempo {
            Some(tempo) if now < tempo.until => {
                // Past its end, the limit is a new one.
                let next = pace.last.saturating_add(tempo.gap).max(now);
                next.min(tempo.until)
            }
            _ => now,
        };
        let wait = next.saturating_sub(now);
        if wait > longest {
            return Err(wait);
        }
        pace.last = next;
        Ok(wait)
    }
}

impl<T: Transport<Tree: Borrow<Value>>, S: Service> Transport for Desk<T, S> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        let mut answer = self.inner.send(request).await?;
        let now = self.inner.platform().now();
        let seen = Seen::new(&answer);
        let (code, tempo) = (self.service.code(&seen), self.service.tempo(&seen, now));
        answer.service_code = Some(code);
        if let Some(tempo) = tempo {
            self.pace().tempo = Some(tempo);
            let wait = tempo.gap.min(tempo.until.saturating_sub(now));
            if code == 429 && answer.retry_after.is_none() && !wait.is_zero() {
                answer.retry_after = Some(wait);
            }
        }
        Ok(answer)
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
