//! Counting the requests of a day, and refusing those beyond a limit. Shops on the plans FREE and LITE have 100 requests a
//! day, which all of their visitors share; a page can limit its own visitor to a part of them.
//!
//! The count is a shop's: the clients of two shops on one transport have two counts, and two clients of one shop have one.
//! A page's storage has one for all of its origin, which is one shop's.
//!
//! The count is as exact as the storage: tabs that send at the same moment may count one request for two, and a storage
//! that is cleared forgets.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::endpoint::Request;
use crate::repair::{decimal, push_decimal, split_once_byte};
use crate::transport::{AnswerOf, Failure, Platform, Text, Transport};

/// The key under which the counts are stored: a line for each of the last days on which something was sent, the newest
/// change first. `DAY USED SHOP` is the day's number since 1970 in Jakarta, the number of requests sent, and the
/// number of a shop that has none left on that day, as its server said, or 0.
#[doc(hidden)]
pub const QUOTA_KEY: &str = "bukaolshop:kuota";

/// Days that are stored: a clock that jumps and comes back finds its count again.
const DAYS: usize = 3;

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

/// What is known of a day.
#[derive(Debug, Clone, Copy, Default)]
struct Day {
    number: u64,
    used: u32,
    dry_shop: u64,
}

/// Counts requests by the day in Jakarta, and refuses those beyond a limit, or on a day on which the server has said that
/// it is used up. This layer is below the layer that repeats requests, so each attempt counts.
#[derive(Debug)]
pub struct Quota<T> {
    inner: T,
    limit: Option<u32>,
    /// The number of the client's shop.
    shop: u64,
    /// The count of a page whose storage is forbidden or full: the day's number in the upper half, the number of
    /// requests in the lower half.
    own: AtomicU64,
    /// The number of the day that is used up, for such a page, too.
    dry_day: AtomicU64,
}

impl<T: Transport> Quota<T> {
    /// Wraps a transport, for the shop with this [number](super::shop_number). Without a limit, requests are only
    /// counted.
    pub fn new(inner: T, limit: Option<u32>, shop: u64) -> Self {
        Self {
            inner,
            limit,
            shop,
            own: AtomicU64::new(0),
            // No day yet: a clock may well be at day 0.
            dry_day: AtomicU64::new(u64::MAX),
        }
    }

    /// The number of requests that were sent today, as far as the storage knows.
    pub fn used_today(&self) -> u32 {
        self.today().used
    }

    /// The number of requests that may be sent in a day; `None` without a limit.
    pub fn limit(&self) -> Option<u32> {
        self.limit
    }

    /// When the next day begins in Jakarta, as the time since 1970-01-01 UTC.
    pub fn resets_at(&self) -> Duration {
        next_midnight(self.platform().now())
    }

    /// The key under which the shop's counts are stored.
    #[inline(always)]
    fn key(&self) -> Cow<'static, str> {
        if !T::Platform::COUNTS_BY_SHOP {
            return Cow::Borrowed(QUOTA_KEY);
        }
        let mut key = String::from(QUOTA_KEY);
        key.push(':');
        push_decimal(&mut key, self.shop);
        Cow::Owned(key)
    }

    /// What is known of this day.
    fn today(&self) -> Day {
        self.day(day_of(self.platform().now()))
    }

    fn day(&self, number: u64) -> Day {
        let stored = self.stored();
        let known = lines(&stored)
            .filter_map(day_in)
            .find(|day| day.number == number);
        let mut day = known.unwrap_or(Day {
            number,
            ..Day::default()
        });
        let own = self.own.load(Ordering::Relaxed);
        if own >> 32 == number {
            day.used = day.used.max(own as u32);
        }
        day
    }

    /// What is stored; an empty text where nothing is.
    fn stored(&self) -> String {
        let text = self.platform().load(&self.key());
        text.map(|text| text.to_rust()).unwrap_or_default()
    }

    fn store(&self, changed: Day) {
        let mut text = String::new();
        for (number, end) in [
            (changed.number, ' '),
            (u64::from(changed.used), ' '),
            (changed.dry_shop, '\n'),
        ] {
            push_decimal(&mut text, number);
            text.push(end);
        }
        let stored = self.stored();
        let others = lines(&stored)
            .filter(|line| day_in(line).is_some_and(|day| day.number != changed.number));
        for line in others.take(DAYS - 1) {
            text.push_str(line);
            text.push('\n');
        }
        if !self.platform().store(&self.key(), &text.as_str().into()) {
            let own = (changed.number << 32) | u64::from(changed.used);
            self.own.store(own, Ordering::Relaxed);
        }
    }
}

/// The lines of what is stored. Only the first days count: whatever else stands behind them was written by somebody else.
fn lines(mut stored: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (line, rest) = split_once_byte(stored, b'\n')?;
        stored = rest;
        Some(line)
    })
    .take(DAYS)
}

/// A line of what is stored.
fn day_in(line: &str) -> Option<Day> {
    let (number, rest) = split_once_byte(line, b' ')?;
    let (used, dry_shop) = split_once_byte(rest, b' ')?;
    Some(Day {
        number: decimal(number)?,
        used: u32::try_from(decimal(used)?).ok()?,
        dry_shop: decimal(dry_shop)?,
    })
}

impl<T: Transport> Transport for Quota<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        let mut day = self.today();
        let is_dry =
            day.dry_shop == self.shop || self.dry_day.load(Ordering::Relaxed) == day.number;
        if is_dry || self.limit.is_some_and(|limit| day.used >= limit) {
            return Err(Failure::Quota);
        }
        day.used = day.used.saturating_add(1);
        self.store(day);
        let outcome = self.inner.send(request).await;
        if let Ok(answer) = &outcome
            && answer.is_day_used_up()
        {
            self.dry_day.store(day.number, Ordering::Relaxed);
            // Others may have counted meanwhile.
            let mut day = self.day(day.number);
            day.dry_shop = self.shop;
            self.store(day);
        }
        outcome
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
