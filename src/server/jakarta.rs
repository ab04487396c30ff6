//! Times as bukaOlshop writes them: `YYYY-MM-DD hh:mm:ss`, Jakarta time.

use std::time::Duration;

/// Jakarta is seven hours ahead of UTC all year round.
const AHEAD: i64 = 7 * 60 * 60;

/// The time since 1970-01-01 UTC; `None` for a text of another form, and for a time before that.
pub(super) fn time(text: &str) -> Option<Duration> {
    let text = text.trim();
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok()).flatten()
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':')];
    let has_marks = |(at, mark): &(usize, u8)| text.as_bytes().get(*at) == Some(mark);
    if !marks.iter().all(has_marks) {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 {
        return None;
    }
    // Counts years from March on, so that a leap day is the last day of its year.
    let years = if month <= 2 { year - 1 } else { year };
    let months = (month + 9) % 12;
    let days_in_year = (153 * months + 2) / 5 + day - 1;
    let days = 365 * years + years / 4 - years / 100 + years / 400 + days_in_year - 719_468;
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - AHEAD;
    u64::try_from(seconds).ok().map(Duration::from_secs)
}

/// The number of the day in Jakarta, counted from 1970-01-01.
pub(super) fn day(now: Duration) -> u64 {
    now.as_secs().saturating_add(AHEAD as u64) / (24 * 60 * 60)
}

#[cfg(test)]
mod tests {
    use super::{day, time};
    use std::time::Duration;

    #[test]
    fn a_time_of_jakarta_is_seven_hours_less_in_utc() {
        let noon = Duration::from_secs(1_705_294_800);
        assert_eq!(time("2024-01-15 12:00:00"), Some(noon));
        assert_eq!(time("1970-01-01 07:00:01"), Some(Duration::from_secs(1)));
        let leap = time("2024-03-01 00:00:00").zip(time("2024-02-28 00:00:00"));
        let days = leap.map(|(after, before)| (after - before).as_secs() / 86_400);
        assert_eq!(days, Some(2));
        assert_eq!(day(noon), 19_737);
    }

    #[test]
    fn another_form_is_no_time() {
        for text in [
            "",
            "kemarin",
            "2024-13-01 00:00:00",
            "2024-01-15",
            "1969-12-31 00:00:00",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
