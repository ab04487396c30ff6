//! Counting the requests of a day, and refusing those beyond a limit. Shops on the plans FREE and LITE have 100 requests a
//! day, which all of their visitors share; a page can limit its own visitor to a part of them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::endpoint::Request;
use crate::repair::{decimal, push_decimal, split_once_byte};
use crate::transport::{AnswerOf, Failure, Platform, Text, Transport};

/// The key under which the count is stored. The stored text is the day's number since 1970 in Jakarta, a space, and the
/// number of requests sent.
const KEY: &str = "bukaolshop:kuota";

const DAY: u64 = 24 * 60 * 60;
/// Jakarta is seven hours ahead of UTC, in summer too.
const JAKARTA: u64 = 7 * 60 * 60;

/// The number of a moment's day since 1970, in Jakarta.
fn day_of(now: Duration) -> u64 {
    now.as_secs().saturating_add(JAKARTA) / DAY
}

/// When the next day begins in Jakarta, as the time since 1970-01-01 UTC.
pub(crate) fn next_midnight(now: Duration) -> Duration {
    Duration::from_secs((day_of(now) + 1).saturating_mul(DAY) - JAKARTA)
}

/// Counts requests by the day in Jakarta, and refuses those beyond a limit. This layer is below the layer that repeats
/// requests, so each attempt counts.
#[derive(Debug)]
pub struct Quota<T> {
    inner: T,
    limit: Option<u32>,
    /// The count of a page whose storage is forbidden or full: the day's number in the upper half, the number of
    /// requests in the lower half.
    own: AtomicU64,
}

impl<T: Transport> Quota<T> {
    /// Wraps a transport. Without a limit, requests are only counted.
    pub fn new(inner: T, limit: Option<u32>) -> Self {
        Self {
            inner,
            limit,
            own: AtomicU64::new(0),
        }
    }

    /// Requests sent today.
    pub fn used_today(&self) -> u32 {
        let today = self.today();
        let own = self.own.load(Ordering::Relaxed);
        let own = if own >> 32 == today { own as u32 } else { 0 };
        let stored = self.platform().load(KEY).map(|text| text.to_rust());
        let stored = match stored
            .as_deref()
            .and_then(|text| split_once_byte(text, b' '))
        {
            Some((day, used)) if decimal(day) == Some(today) => decimal(used).unwrap_or(0),
            _ => 0,
        };
        own.max(u32::try_from(stored).unwrap_or(0))
    }

    /// Requests that may be sent in a day.
    pub fn limit(&self) -> Option<u32> {
        self.limit
    }

    /// When the next day begins in Jakarta, as the time since 1970-01-01 UTC.
    pub fn resets_at(&self) -> Duration {
        next_midnight(self.platform().now())
    }

    /// The day's number since 1970, in Jakarta.
    fn today(&self) -> u64 {
        day_of(self.platform().now())
    }

    fn count(&self, used: u32) {
        let today = self.today();
        let mut count = String::new();
        push_decimal(&mut count, today);
        count.push(' ');
        push_decimal(&mut count, u64::from(used));
        if !self.platform().store(KEY, &count.as_str().into()) {
            self.own
                .store((today << 32) | u64::from(used), Ordering::Relaxed);
        }
    }
}

impl<T: Transport> Transport for Quota<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        let used = self.used_today();
        if self.limit.is_some_and(|limit| used >= limit) {
            return Err(Failure::Quota);
        }
        self.count(used.saturating_add(1));
        self.inner.send(request).await
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
