//! How many requests a plan allows, and what the answers' headers say of those that are left.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::server::service::{Seen, Tempo};

/// A plan, from the table "Rate Limits".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Plan {
    /// 60 requests a minute, 1,000 a day.
    Free,
    /// 300 requests a minute, 50,000 a day.
    Pro,
    /// No limits.
    Enterprise,
}

impl Plan {
    /// All of them.
    pub const ALL: [Plan; 3] = [Plan::Free, Plan::Pro, Plan::Enterprise];

    /// Requests a minute; `None` without limit.
    pub fn per_minute(self) -> Option<u64> {
        match self {
            Plan::Free => Some(60),
            Plan::Pro => Some(300),
            Plan::Enterprise => None,
        }
    }

    /// Requests a day; `None` without limit.
    pub fn per_day(self) -> Option<u64> {
        match self {
            Plan::Free => Some(1_000),
            Plan::Pro => Some(50_000),
            Plan::Enterprise => None,
        }
    }
}

/// What the headers of an answer say: `X-RateLimit-Limit`, `X-RateLimit-Remaining`, `X-RateLimit-Reset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// How many requests there are, from one reset to the next.
    pub limit: Option<u64>,
    /// How many of them are left.
    pub remaining: u64,
    /// When they are all there again: seconds since 1970-01-01 UTC.
    pub reset: u64,
}

const MINUTE: Duration = Duration::from_secs(60);
/// No limit of a plan is longer: a reset beyond is a mistake, and must not stop a client for good.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl RateLimit {
    /// From an answer's headers; `None` where they do not tell what is left, or until when.
    pub(super) fn of(answer: &Seen<'_>) -> Option<Self> {
        Some(Self {
            limit: answer.header_number("x-ratelimit-limit"),
            remaining: answer.header_number("x-ratelimit-remaining")?,
            reset: answer.header_number("x-ratelimit-reset")?,
        })
    }

    /// The plan that has this limit, for a minute or for a day; `None` where no plan has.
    pub fn plan(&self) -> Option<Plan> {
        let limit = Some(self.limit?);
        Plan::ALL
            .into_iter()
            .find(|plan| plan.per_minute() == limit || plan.per_day() == limit)
    }

    /// How fast requests may follow each other. `refused`: this answer said that they came too fast.
    pub(super) fn tempo(&self, refused: bool, now: Duration) -> Tempo {
        let until = Duration::from_secs(self.reset).min(now.saturating_add(DAY));
        let left = until.saturating_sub(now);
        let gap = if refused || self.remaining == 0 {
            // Not before the end, whenever the last one was sent.
            until
        } else if left <= MINUTE && self.is_short() {
            let remaining = u32::try_from(self.remaining).unwrap_or(u32::MAX);
            left.checked_div(remaining).unwrap_or(left)
        } else {
            Duration::ZERO
        };
        Tempo { gap, until }
    }

    /// Whether less than a quarter is left.
    fn is_short(&self) -> bool {
        self.limit
            .is_none_or(|limit| self.remaining.saturating_mul(4) < limit)
    }
}

/// The last that was said.
#[derive(Debug, Default)]
pub(super) struct Gauge(Mutex<Option<RateLimit>>);

impl Gauge {
    pub fn set(&self, limit: RateLimit) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(limit);
    }

    pub fn read(&self) -> Option<RateLimit> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
