//! Staying inside the requests that a shop has per day. FREE and LITE plans have 100, which all of
//! the shop's visitors share; a page can keep its own visitor to a part of them.

use crate::endpoint::Request;
use crate::transport::{Answer, Failure, Platform, Transport};
use crate::wire::push_decimal;

/// Where the count is kept: the day's number since 1970 in Jakarta, a space, the requests sent.
const KEY: &str = "bukaolshop:kuota";

const DAY: u64 = 24 * 60 * 60;
/// Jakarta is seven hours ahead of UTC, in summer too.
const JAKARTA: u64 = 7 * 60 * 60;

/// Counts requests by the day in Jakarta, and refuses those past a limit. Sits below the layers
/// that repeat requests: each one sent counts.
#[derive(Debug)]
pub struct Quota<T> {
    inner: T,
    limit: Option<u32>,
}

impl<T> Quota<T> {
    /// Wraps a transport. Without a limit it only counts.
    pub fn new(inner: T, limit: Option<u32>) -> Self {
        Self { inner, limit }
    }
}

/// Requests sent today.
pub fn used_today(platform: &impl Platform) -> u32 {
    let stored = platform.load(KEY).unwrap_or_default();
    match stored.split_once(' ') {
        Some((day, used)) if day.parse() == Ok(today(platform)) => used.parse().unwrap_or(0),
        _ => 0,
    }
}

/// The day's number since 1970, in Jakarta.
fn today(platform: &impl Platform) -> u64 {
    platform.now().as_secs().saturating_add(JAKARTA) / DAY
}

impl<T: Transport> Transport for Quota<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<Answer<T::Tree>, Failure> {
        let platform = self.platform();
        let used = used_today(platform);
        if self.limit.is_some_and(|limit| used >= limit) {
            return Err(Failure::Quota);
        }
        let mut count = String::new();
        push_decimal(&mut count, today(platform));
        count.push(' ');
        push_decimal(&mut count, u64::from(used) + 1);
        platform.store(KEY, &count);
        self.inner.send(request).await
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
