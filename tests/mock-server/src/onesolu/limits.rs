//! How many requests a key has, a minute and a day.

use std::collections::BTreeMap;

/// A plan: requests a minute, requests a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plan {
    Free,
    Pro,
    Enterprise,
}

const MINUTE: u64 = 60;
const DAY: u64 = 86_400;

impl Plan {
    /// Whose key it is.
    pub(super) fn of_key(key: &str) -> Option<Plan> {
        Some(match key {
            "kunci-onesolu-free/1+2==" => Plan::Free,
            "kunci-onesolu-pro/3+4==" => Plan::Pro,
            "kunci-onesolu-enterprise/5+6==" => Plan::Enterprise,
            _ => return None,
        })
    }

    /// Seconds of a window, and requests in it. "Unlimited" has to be some number in a header.
    fn windows(self) -> [(u64, u64); 2] {
        match self {
            Plan::Free => [(MINUTE, 60), (DAY, 1_000)],
            Plan::Pro => [(MINUTE, 300), (DAY, 50_000)],
            Plan::Enterprise => [(MINUTE, u64::MAX), (DAY, u64::MAX)],
        }
    }
}

/// Requests so far, by plan, window and the window's number since 1970.
#[derive(Default)]
pub(super) struct Counts(BTreeMap<(Plan, u64, u64), u64>);

impl Counts {
    /// Counts a request at `now`, in milliseconds, if it `counts`. Whether it is allowed, and what the headers say: of the
    /// day where that is used up, else of the minute.
    pub(super) fn count(
        &mut self,
        plan: Plan,
        counts: bool,
        now: u64,
    ) -> (bool, Vec<(&'static str, u64)>) {
        let now = now / 1000;
        let [minute, day] = plan.windows().map(|(seconds, limit)| {
            let window = now / seconds;
            let count = self.0.entry((plan, seconds, window)).or_default();
            if counts {
                *count += 1;
            }
            let reset = (window + 1) * seconds;
            (*count <= limit, limit, limit.saturating_sub(*count), reset)
        });
        let (_, limit, remaining, reset) = if day.2 == 0 { day } else { minute };
        let headers = vec![
            ("x-ratelimit-limit", limit),
            ("x-ratelimit-remaining", remaining),
            ("x-ratelimit-reset", reset),
        ];
        (minute.0 && day.0, headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_has_its_requests_and_the_next_has_them_again() {
        let mut counts = Counts::default();
        for left in (0..60).rev() {
            let (allowed, headers) = counts.count(Plan::Free, true, 30_000);
            assert!(allowed);
            assert_eq!(headers[1], ("x-ratelimit-remaining", left));
            assert_eq!(headers[2], ("x-ratelimit-reset", 60));
        }
        assert!(!counts.count(Plan::Free, true, 59_999).0);
        assert!(counts.count(Plan::Free, true, 60_000).0);
        assert!(counts.count(Plan::Pro, true, 59_999).0);
    }

    #[test]
    fn a_day_has_its_requests() {
        let mut counts = Counts::default();
        for minute in 0..25 {
            for _ in 0..40 {
                assert!(counts.count(Plan::Free, true, minute * 60_000).0);
            }
        }
        let (allowed, headers) = counts.count(Plan::Free, true, 30 * 60_000);
        assert!(!allowed);
        assert_eq!(headers[0], ("x-ratelimit-limit", 1_000));
        assert_eq!(headers[2], ("x-ratelimit-reset", DAY));
    }
}
