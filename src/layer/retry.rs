//! Repeating requests that failed for a reason that may pass.

use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::endpoint::Request;
use crate::error::ErrorKind;
use crate::transport::{AnswerOf, Failure, Platform, Transport, milliseconds};

/// How often a request is sent at most, and how long to wait before each repetition.
///
/// ```
/// use std::time::Duration;
///
/// use bukaolshop::Options;
/// use bukaolshop::layer::Backoff;
///
/// let patient = Backoff {
///     attempts: 5,
///     max_delay: Duration::from_secs(20),
///     ..Backoff::default()
/// };
/// let options = Options::new("TOKEN")?.retry(patient);
/// # Ok::<(), bukaolshop::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The largest number of attempts, the first included. 0 counts as 1. Default: 3.
    pub attempts: u32,
    /// The longest wait before the second attempt; it doubles with each attempt after that. Default: 0.4 seconds.
    pub base_delay: Duration,
    /// The longest wait before any attempt. If a server asks for a longer wait (`Retry-After`), the request is not
    /// repeated. Default: 8 seconds.
    pub max_delay: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            attempts: 3,
            base_delay: Duration::from_millis(400),
            max_delay: Duration::from_secs(8),
        }
    }
}

impl Backoff {
    /// No repetition: one attempt.
    pub const NEVER: Self = Self {
        attempts: 1,
        base_delay: Duration::ZERO,
        max_delay: Duration::ZERO,
    };

    /// The wait after this many attempts, at least a half of the longest: the part `chance`, from 0 to 1, decides of the
    /// other half.
    #[cfg(feature = "server")]
    pub(crate) fn spread(&self, attempts: u32, chance: f64) -> Duration {
        self.jittered(attempts, 0.5 + chance / 2.0)
    }

    /// The wait after this many attempts: the part `chance`, from 0 to 1, of the longest wait.
    fn jittered(&self, attempts: u32, chance: f64) -> Duration {
        // As floating-point numbers, which do not overflow: a million doublings are infinitely long.
        let most = milliseconds(self.max_delay) as f64;
        let mut ceiling = milliseconds(self.base_delay) as f64;
        for _ in 1..attempts.min(64) {
            ceiling *= 2.0;
        }
        Duration::from_millis((ceiling.min(most) * chance) as u64)
    }
}

/// Repeats a request that got no answer, or an answer whose error may pass ([`ErrorKind::is_retryable`]). Before each
/// repetition it waits as long as the server has asked for, or else a random part of a time that doubles with each attempt
/// ("full jitter").
///
/// A request that was refused because there were too many (429), without a time to wait, is repeated once. It is not
/// repeated where the answer says that the requests of the day are used up.
#[derive(Debug)]
pub struct Retry<T> {
    inner: T,
    backoff: Backoff,
    /// Fixed waits, in place of those that double. With them, a timeout is repeated, too.
    schedule: Option<&'static [Duration]>,
}

impl<T> Retry<T> {
    /// Wraps a transport.
    pub fn new(inner: T, backoff: Backoff) -> Self {
        Self {
            inner,
            backoff,
            schedule: None,
        }
    }

    /// Waits as long as `schedule` says: its first time before the second attempt, its second before the third, and so on,
    /// and its last time before each attempt after that. A request whose answer did not come in time is then repeated,
    /// too, and a request that was answered with 400 to 499 is not, not even after 429. Default: `None`, no schedule.
    #[must_use]
    pub fn schedule(self, schedule: Option<&'static [Duration]>) -> Self {
        Self { schedule, ..self }
    }

    pub(crate) fn inner(&self) -> &T {
        &self.inner
    }
}

impl<T: Transport> Retry<T> {
    /// How long to wait before the next attempt; `None` if there is to be none.
    fn wait(&self, attempts: u32, outcome: &Result<AnswerOf<T>, Failure>) -> Option<Duration> {
        if attempts >= self.backoff.attempts {
            return None;
        }
        let asked = match outcome {
            Err(Failure::Network | Failure::Lost) => None,
            Err(Failure::Timeout) if self.schedule.is_some() => None,
            Err(Failure::Timeout | Failure::Quota) => return None,
            Ok(answer) => {
                if answer.code() == 200 || !ErrorKind::from_code(answer.code()).is_retryable() {
                    return None;
                }
                if self.schedule.is_some() && (400..500).contains(&answer.code()) {
                    return None;
                }
                // The requests of the day may be used up, so that each repetition is one more that is refused.
                if answer.code() == 429
                    && answer.retry_after.is_none()
                    && (attempts > 1 || answer.is_day_used_up())
                {
                    return None;
                }
                answer.retry_after
            }
        };
        if asked.is_none()
            && let Some(schedule) = self.schedule
        {
            let at = (attempts as usize).saturating_sub(1);
            return schedule.get(at).or(schedule.last()).copied();
        }
        match asked {
            Some(asked) if asked > self.backoff.max_delay => None,
            Some(asked) => Some(asked),
            None => Some(
                self.backoff
                    .jittered(attempts, self.inner.platform().random()),
            ),
        }
    }
}

impl<T: Transport> Transport for Retry<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        let mut last = None;
        loop {
            let attempts = request
                .attempts
                .fetch_add(1, Ordering::Relaxed)
                .saturating_add(1);
            request.course.begin();
            let outcome = self.inner.send(request).await;
            if matches!(outcome, Err(Failure::Quota)) {
                // The layer below has refused this attempt, so it does not count; the failure of the attempt before it
                // says more.
                request.attempts.fetch_sub(1, Ordering::Relaxed);
                return last.unwrap_or(outcome);
            }
            match self.wait(attempts, &outcome) {
                Some(wait) if request.repeatable => {
                    if let Ok(answer) = &outcome {
                        let refusal = || (answer.code(), answer.retry_after);
                        request.course.refuse(refusal);
                    }
                    self.inner.platform().sleep(wait).await;
                }
                _ => return outcome,
            }
            last = Some(outcome);
        }
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
