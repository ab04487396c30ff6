//! When bukaOlshop may be asked: the day's budget, spread over the day.
//!
//! The budget has three shares, so that none of those who spend it can take it from the others:
//!
//! | share | for | of 100 requests |
//! |---|---|---|
//! | renewals | questions whose answers are kept, and have grown old | 40, of which 10 at once |
//! | first | questions that nobody has asked before: all of a stranger's invented searches | 40, all at once |
//! | members | questions about members, whose answers are not kept | 20, of which 10 at once |
//!
//! What is not to be had at once becomes available evenly from midnight to midnight in Jakarta. What the other two shares
//! have not used by then goes to the renewals, but for a tenth of the day's budget. In all, no more requests are sent in a
//! day than its budget has.
//!
//! Beside the budget, the shares of first questions and of members have an allowance for each minute, also where a plan has
//! no limit; and after a failure bukaOlshop is left in peace for a while.

use std::time::Duration;

use crate::layer::next_midnight;
use crate::server::jakarta;

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;
/// How long bukaOlshop is left in peace after one failure; twice as long after each further one.
const FIRST_REST: Duration = Duration::from_secs(2);
/// The longest of these times, and of those that the server asks for without saying that the day is used up.
const LONGEST_REST: Duration = Duration::from_secs(5 * 60);

/// What a request to bukaOlshop is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// An answer that is kept has grown old.
    Renewal,
    /// Nobody has asked this before.
    First,
    /// A member asks about themselves.
    Member,
}

/// What was spent on a day, as it is stored: `DAY RENEWALS FIRST MEMBERS DRY`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spent {
    /// The number of the day in Jakarta, since 1970.
    day: u64,
    renewals: u32,
    first: u32,
    members: u32,
    /// Whether bukaOlshop has said that the day's requests are used up.
    dry: bool,
}

impl Spent {
    /// Reads what was stored; nothing spent where it is of another day or no such text.
    pub fn read(stored: &str, now: Duration) -> Self {
        let today = Self::nothing(now);
        let mut numbers = stored.split(' ').map(str::parse::<u64>);
        let mut next = || numbers.next()?.ok();
        let mut read = || {
            Some(Self {
                day: next()?,
                renewals: u32::try_from(next()?).ok()?,
                first: u32::try_from(next()?).ok()?,
                members: u32::try_from(next()?).ok()?,
                dry: next()? != 0,
            })
        };
        read()
            .filter(|spent| spent.day == today.day)
            .unwrap_or(today)
    }

    fn nothing(now: Duration) -> Self {
        Self {
            day: jakarta::day(now),
            ..Self::default()
        }
    }

    /// As it is stored.
    pub fn text(&self) -> String {
        let Self {
            day,
            renewals,
            first,
            members,
            dry,
        } = self;
        format!("{day} {renewals} {first} {members} {}", u8::from(*dry))
    }

    /// Requests of all purposes.
    pub fn sum(&self) -> u32 {
        self.renewals
            .saturating_add(self.first)
            .saturating_add(self.members)
    }

    fn of(&mut self, purpose: Purpose) -> &mut u32 {
        match purpose {
            Purpose::Renewal => &mut self.renewals,
            Purpose::First => &mut self.first,
            Purpose::Member => &mut self.members,
        }
    }

    /// The same with what another program has spent, too: each count is the higher one.
    fn merged(self, other: Self) -> Self {
        Self {
            day: self.day,
            renewals: self.renewals.max(other.renewals),
            first: self.first.max(other.first),
            members: self.members.max(other.members),
            dry: self.dry || other.dry,
        }
    }
}

/// What may be spent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Requests a day; `None` where the plan has no limit.
    pub daily: Option<u32>,
    /// First questions a minute.
    pub first_per_minute: u32,
    /// Questions about members a minute.
    pub members_per_minute: u32,
}

/// Requests of one minute.
#[derive(Debug, Clone, Copy, Default)]
struct Minute {
    /// Its number since 1970.
    number: u64,
    first: u32,
    members: u32,
}

/// The day's budget, and what was spent of it.
#[derive(Debug)]
pub(super) struct Budget {
    limits: Limits,
    spent: Spent,
    minute: Minute,
    /// Until when bukaOlshop is left in peace, as time since 1970-01-01 UTC.
    rests_until: Duration,
    /// Failures without a good answer between them.
    failures: u32,
}

impl Budget {
    /// A budget of which nothing is spent.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            spent: Spent::default(),
            minute: Minute::default(),
            rests_until: Duration::ZERO,
            failures: 0,
        }
    }

    /// What is spent of the day.
    pub fn spent(&self, now: Duration) -> Spent {
        match self.spent.day == jakarta::day(now) {
            true => self.spent,
            false => Spent::nothing(now),
        }
    }

    /// What is spent of the day, together with what a store says.
    pub fn merged(&self, stored: Option<&str>, now: Duration) -> Spent {
        let own = self.spent(now);
        stored.map_or(own, |stored| own.merged(Spent::read(stored, now)))
    }

    /// Whether bukaOlshop may be asked now, where this much is spent; else how long until it may.
    pub fn may(&self, purpose: Purpose, spent: Spent, now: Duration) -> Result<(), Duration> {
        let midnight = next_midnight(now).saturating_sub(now);
        if spent.dry {
            return Err(midnight);
        }
        if now < self.rests_until {
            return Err(self.rests_until.saturating_sub(now));
        }
        let minute = self.minute(now);
        let is_over = match purpose {
            Purpose::Renewal => false,
            Purpose::First => minute.first >= self.limits.first_per_minute,
            Purpose::Member => minute.members >= self.limits.members_per_minute,
        };
        if is_over {
            return Err(Duration::from_secs(60 - now.as_secs() % 60));
        }
        let Some(limit) = self.limits.daily else {
            return Ok(());
        };
        if spent.sum() >= limit {
            return Err(midnight);
        }
        let elapsed = DAY.saturating_sub(midnight.as_secs().max(1));
        let is_open = |elapsed| is_within(limit, purpose, spent, elapsed);
        if is_open(elapsed) {
            return Ok(());
        }
        // The first minute of the day at which it may be, in the half of those that are left, and so on.
        let (mut closed, mut open) = (elapsed / 60, DAY / 60);
        while closed + 1 < open {
            let middle = closed.midpoint(open);
            match is_open(middle * 60) {
                true => open = middle,
                false => closed = middle,
            }
        }
        Err(Duration::from_secs(open * 60 - elapsed).min(midnight))
    }

    /// Counts a request. `spent` is what was spent before it.
    pub fn spend(&mut self, purpose: Purpose, spent: Spent, now: Duration) {
        self.spent = with_one_more(spent, purpose);
        let mut minute = self.minute(now);
        match purpose {
            Purpose::Renewal => {}
            Purpose::First => minute.first += 1,
            Purpose::Member => minute.members += 1,
        }
        self.minute = minute;
    }

    /// Notes that bukaOlshop has answered well.
    pub fn answered(&mut self) {
        self.failures = 0;
        self.rests_until = Duration::ZERO;
    }

    /// Leaves bukaOlshop in peace after a failure, at least as long as it has asked for. Returns for how long.
    pub fn rest(&mut self, asked: Option<Duration>, now: Duration) -> Duration {
        let own = FIRST_REST * 2_u32.saturating_pow(self.failures.min(16));
        self.failures = self.failures.saturating_add(1);
        let rest = asked.unwrap_or_default().max(own).min(LONGEST_REST);
        self.rests_until = self.rests_until.max(now.saturating_add(rest));
        rest
    }

    /// Notes that bukaOlshop has no more requests for this day.
    pub fn dry(&mut self, now: Duration) -> Spent {
        let spent = self.spent(now);
        self.spent = Spent { dry: true, ..spent };
        self.spent
    }

    fn minute(&self, now: Duration) -> Minute {
        let number = now.as_secs() / 60;
        match self.minute.number == number {
            true => self.minute,
            false => Minute {
                number,
                ..Minute::default()
            },
        }
    }
}

/// What is spent after one more request.
pub(super) fn with_one_more(mut spent: Spent, purpose: Purpose) -> Spent {
    let count = spent.of(purpose);
    *count = count.saturating_add(1);
    spent
}

/// Whether one more request of a purpose is within the day's budget, so many seconds after midnight.
fn is_within(limit: u32, purpose: Purpose, spent: Spent, elapsed: u64) -> bool {
    // Hundredths of the limit, rounded up: the smallest limit allows one request for each purpose.
    let part = |hundredths: u64| (u64::from(limit) * hundredths).div_ceil(100);
    let spread = |at_once: u64, whole: u64| {
        let (at_once, whole) = (part(at_once), part(whole));
        at_once + (whole - at_once) * elapsed / DAY
    };
    let others = u64::from(spent.first) + u64::from(spent.members);
    let (used, allowed) = match purpose {
        Purpose::Renewal => {
            let left_by_others = spread(10, 90).saturating_sub(others);
            (spent.renewals, spread(10, 40).max(left_by_others))
        }
        Purpose::First => (spent.first, part(40)),
        Purpose::Member => (spent.members, spread(10, 20)),
    };
    u64::from(used) < allowed
}

#[cfg(test)]
mod tests {
    use super::{Budget, Limits, Purpose, Spent};
    use std::time::Duration;

    /// Midnight in Jakarta.
    const MIDNIGHT: Duration = Duration::from_secs(20_000 * 86_400 - 7 * 3_600);

    fn budget(daily: Option<u32>) -> Budget {
        Budget::new(Limits {
            daily,
            first_per_minute: 1_000,
            members_per_minute: 1_000,
        })
    }

    /// Spends until the budget refuses.
    fn spend_all(budget: &mut Budget, purpose: Purpose, now: Duration) -> u32 {
        let mut count = 0;
        while count < 10_000 && budget.may(purpose, budget.spent(now), now).is_ok() {
            budget.spend(purpose, budget.spent(now), now);
            count += 1;
        }
        count
    }

    fn hours(hours: u64) -> Duration {
        Duration::from_secs(hours * 3_600)
    }

    #[test]
    fn renewals_are_spread_over_the_day_and_get_what_the_others_leave() {
        let mut budget = budget(Some(100));
        let by_hour: Vec<u32> = (0..24)
            .map(|hour| spend_all(&mut budget, Purpose::Renewal, MIDNIGHT + hours(hour)))
            .collect();
        assert_eq!(by_hour.first(), Some(&10));
        assert!(by_hour.iter().skip(1).all(|hour| (3..=4).contains(hour)));
        let sum: u32 = by_hour.iter().sum();
        assert!((85..=90).contains(&sum), "{sum}");
        // The last tenth is for whoever comes at the end of the day.
        let evening = MIDNIGHT + hours(23);
        assert!(spend_all(&mut budget, Purpose::Member, evening) >= 10);
    }

    #[test]
    fn those_who_ask_what_nobody_asked_leave_the_renewals_their_share() {
        let mut budget = budget(Some(100));
        assert_eq!(spend_all(&mut budget, Purpose::First, MIDNIGHT), 40);
        assert_eq!(spend_all(&mut budget, Purpose::Member, MIDNIGHT), 10);
        assert_eq!(spend_all(&mut budget, Purpose::Renewal, MIDNIGHT), 10);
        let mut sum = 60;
        for minute in 1..24 * 60 {
            let now = MIDNIGHT + Duration::from_secs(minute * 60);
            for purpose in [Purpose::First, Purpose::Member, Purpose::Renewal] {
                sum += spend_all(&mut budget, purpose, now);
            }
        }
        assert!((97..=100).contains(&sum), "{sum}");
        assert!(budget.spent.renewals >= 39);
    }

    #[test]
    fn no_budget_is_spent_twice_and_each_day_has_its_own() {
        for limit in [0, 1, 2, 3, 7, 50, 99, 1_000] {
            let mut budget = budget(Some(limit));
            let mut sum = 0;
            for minute in 0..24 * 60 {
                let now = MIDNIGHT + Duration::from_secs(minute * 60);
                for purpose in [Purpose::Member, Purpose::First, Purpose::Renewal] {
                    sum += spend_all(&mut budget, purpose, now);
                }
            }
            assert!(sum <= limit, "{sum} of {limit}");
            assert!((sum + 1) * 10 >= limit * 9, "{sum} of {limit}");
            let tomorrow = MIDNIGHT + hours(24);
            assert_eq!(
                budget.may(Purpose::First, budget.spent(tomorrow), tomorrow),
                match limit {
                    0 => Err(hours(24)),
                    _ => Ok(()),
                }
            );
        }
    }

    #[test]
    fn a_refusal_tells_when_it_ends() {
        let mut budget = budget(Some(100));
        spend_all(&mut budget, Purpose::Renewal, MIDNIGHT);
        let spent = budget.spent(MIDNIGHT);
        let wait = budget
            .may(Purpose::Renewal, spent, MIDNIGHT)
            .expect_err("spent");
        assert!(wait <= Duration::from_secs(20 * 60), "{wait:?}");
        let then = MIDNIGHT + wait;
        assert_eq!(budget.may(Purpose::Renewal, spent, then), Ok(()));
        budget.dry(MIDNIGHT);
        let spent = budget.spent(MIDNIGHT);
        assert_eq!(budget.may(Purpose::First, spent, MIDNIGHT), Err(hours(24)));
    }

    #[test]
    fn a_minute_has_an_allowance_where_the_day_has_no_limit() {
        let mut budget = Budget::new(Limits {
            daily: None,
            first_per_minute: 3,
            members_per_minute: 5,
        });
        assert_eq!(spend_all(&mut budget, Purpose::First, MIDNIGHT), 3);
        assert_eq!(spend_all(&mut budget, Purpose::Member, MIDNIGHT), 5);
        assert_eq!(spend_all(&mut budget, Purpose::Renewal, MIDNIGHT), 10_000);
        let spent = budget.spent(MIDNIGHT);
        let wait = Duration::from_secs(60);
        assert_eq!(budget.may(Purpose::First, spent, MIDNIGHT), Err(wait));
        assert_eq!(spend_all(&mut budget, Purpose::First, MIDNIGHT + wait), 3);
    }

    #[test]
    fn failures_in_a_row_are_followed_by_longer_rests() {
        let mut budget = budget(None);
        let rests: Vec<u64> = (0..10)
            .map(|_| budget.rest(None, MIDNIGHT).as_secs())
            .collect();
        assert_eq!(rests, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        let spent = budget.spent(MIDNIGHT);
        let wait = Duration::from_secs(300);
        assert_eq!(budget.may(Purpose::Renewal, spent, MIDNIGHT), Err(wait));
        budget.answered();
        assert_eq!(budget.may(Purpose::Renewal, spent, MIDNIGHT), Ok(()));
        let asked = Some(Duration::from_secs(40));
        assert_eq!(budget.rest(asked, MIDNIGHT).as_secs(), 40);
    }

    #[test]
    fn what_is_stored_is_read_again_on_the_same_day_only() {
        let mut budget = budget(Some(100));
        spend_all(&mut budget, Purpose::First, MIDNIGHT);
        let stored = budget.dry(MIDNIGHT).text();
        assert_eq!(stored, "20000 0 40 0 1");
        assert_eq!(Spent::read(&stored, MIDNIGHT), budget.spent(MIDNIGHT));
        let tomorrow = MIDNIGHT + hours(24);
        assert_eq!(Spent::read(&stored, tomorrow).sum(), 0);
        for nonsense in ["", "20000", "20000 1 2", "x 1 2 3 0", "20000 1 -2 3 0"] {
            assert_eq!(Spent::read(nonsense, MIDNIGHT).sum(), 0, "{nonsense}");
        }
        let other = Spent::read("20000 4 2 9 0", MIDNIGHT).text();
        let both = budget.merged(Some(&other), MIDNIGHT);
        assert_eq!(both.text(), "20000 4 40 9 1");
    }
}
