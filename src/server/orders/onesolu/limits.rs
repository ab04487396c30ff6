//! The rate limits of OneSolu's subscription plans, and the rate limit that an answer's headers tell.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::server::service::{RequestPacing, ResponseView};

/// A subscription plan of OneSolu, from the documentation's table "Rate Limits".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubscriptionPlan {
    /// 60 requests a minute and 1,000 a day.
    Free,
    /// 300 requests a minute and 50,000 a day.
    Pro,
    /// No limits.
    Enterprise,
}

impl SubscriptionPlan {
    /// All plans.
    pub const ALL: [SubscriptionPlan; 3] = [
        SubscriptionPlan::Free,
        SubscriptionPlan::Pro,
        SubscriptionPlan::Enterprise,
    ];

    /// The number of requests that the plan allows in a minute; `None` without a limit.
    pub fn per_minute(self) -> Option<u64> {
        match self {
            SubscriptionPlan::Free => Some(60),
            SubscriptionPlan::Pro => Some(300),
            SubscriptionPlan::Enterprise => None,
        }
    }

    /// The number of requests that the plan allows in a day; `None` without a limit.
    pub fn per_day(self) -> Option<u64> {
        match self {
            SubscriptionPlan::Free => Some(1_000),
            SubscriptionPlan::Pro => Some(50_000),
            SubscriptionPlan::Enterprise => None,
        }
    }
}

/// The rate limit in the headers of an answer: `X-RateLimit-Limit`, `X-RateLimit-Remaining`,
/// `X-RateLimit-Reset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// The number of requests from one reset to the next.
    pub limit: Option<u64>,
    /// The number of requests that are left until the reset.
    pub remaining: u64,
    /// The time of the reset, in seconds since 1970-01-01 UTC.
    pub reset: u64,
}

const MINUTE: Duration = Duration::from_secs(60);
/// The longest limit of a plan is a day. A reset that is farther off is a mistake, and must not stop the
/// client for good.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl RateLimit {
    /// Reads the headers of an answer; `None` where they do not tell the remaining requests or the
    /// reset.
    pub(super) fn of(answer: &ResponseView<'_>) -> Option<Self> {
        Some(Self {
            limit: answer.header_number("x-ratelimit-limit"),
            remaining: answer.header_number("x-ratelimit-remaining")?,
            reset: answer.header_number("x-ratelimit-reset")?,
        })
    }

    /// The plan whose limit for a minute or for a day is this one; `None` where there is no such plan.
    pub fn plan(&self) -> Option<SubscriptionPlan> {
        let limit = Some(self.limit?);
        SubscriptionPlan::ALL
            .into_iter()
            .find(|plan| plan.per_minute() == limit || plan.per_day() == limit)
    }

    /// How fast requests may follow each other. `refused` says that the answer was 429.
    pub(super) fn request_pacing(&self, refused: bool, now: Duration) -> RequestPacing {
        let until = Duration::from_secs(self.reset).min(now.saturating_add(DAY));
        let left = until.saturating_sub(now);
        let gap = if refused || self.remaining == 0 {
            // No request before the reset, whenever the last request was sent.
            until
        } else if left <= MINUTE && self.is_short() {
            let remaining = u32::try_from(self.remaining).unwrap_or(u32::MAX);
            left.checked_div(remaining).unwrap_or(left)
        } else {
            Duration::ZERO
        };
        RequestPacing { gap, until }
    }

    /// Whether less than a quarter of the requests is left.
    fn is_short(&self) -> bool {
        self.limit
            .is_none_or(|limit| self.remaining.saturating_mul(4) < limit)
    }
}

/// The rate limit that the last answer has told.
#[derive(Debug, Default)]
pub(super) struct LastRateLimit(Mutex<Option<RateLimit>>);

impl LastRateLimit {
    pub fn set(&self, limit: RateLimit) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(limit);
    }

    pub fn read(&self) -> Option<RateLimit> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
