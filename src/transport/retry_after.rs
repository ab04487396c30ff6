//! The header `Retry-After`.

use std::time::Duration;

use crate::repair::decimal;

/// How long a server asks to wait: so many seconds, or until a date, which `parse_date` turns into the time since
/// 1970-01-01 UTC. `None` where the header says neither.
pub(super) fn retry_after(
    header: &str,
    now: Duration,
    parse_date: impl FnOnce(&str) -> Option<Duration>,
) -> Option<Duration> {
    let header = header.trim_ascii();
    if let Some(seconds) = decimal(header) {
        return Some(Duration::from_secs(seconds));
    }
    // JavaScript engines read a date out of nearly any text; a date of HTTP has a time of day.
    if !has_time_of_day(header) {
        return None;
    }
    Some(parse_date(header)?.saturating_sub(now))
}

/// Whether `hh:mm:ss` stands somewhere in a text.
fn has_time_of_day(text: &str) -> bool {
    text.as_bytes().windows(8).any(|window| {
        window.iter().enumerate().all(|(at, byte)| match at {
            2 | 5 => *byte == b':',
            _ => byte.is_ascii_digit(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::retry_after;
    use std::time::Duration;

    const NOW: Duration = Duration::from_secs(1000);

    fn wait(header: &str) -> Option<u64> {
        let at = |_: &str| Some(Duration::from_secs(1007));
        retry_after(header, NOW, at).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_are_seconds() {
        assert_eq!(wait("7"), Some(7));
        assert_eq!(wait(" 0 "), Some(0));
    }

    #[test]
    fn a_date_is_the_time_until_then() {
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:00 GMT"), Some(7));
        let past = |_: &str| Some(Duration::from_secs(1));
        assert_eq!(retry_after("07:28:00", NOW, past), Some(Duration::ZERO));
    }

    #[test]
    fn anything_else_is_none() {
        for header in [
            "",
            "sebentar",
            "-5",
            "1.5",
            "5detik",
            "07:28",
            "99999999999999999999",
        ] {
            assert_eq!(wait(header), None, "{header}");
        }
        assert_eq!(retry_after("07:28:00", NOW, |_| None), None);
    }
}
