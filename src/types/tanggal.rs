//! Dates and times.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A date or a time as the API writes it: `YYYY-MM-DD hh:mm:ss` in Jakarta, or `YYYY-MM-DD`.
///
/// The value holds the text that was sent, which may be empty or of another form. With the feature `time`,
/// `to_time` and `to_date` read it as types of the crate [`time`](https://docs.rs/time).
///
#[cfg_attr(feature = "time", doc = "```")]
#[cfg_attr(not(feature = "time"), doc = "```ignore")]
/// use bukaolshop::types::Tanggal;
///
/// let tanggal = Tanggal::from("2024-01-15 12:00:00");
/// assert_eq!(tanggal.as_str(), "2024-01-15 12:00:00");
/// assert_eq!(tanggal.to_time().unwrap().unix_timestamp(), 1_705_294_800);
/// assert_eq!(tanggal.to_date().unwrap().day(), 15);
/// assert_eq!(Tanggal::from("kemarin").to_date(), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tanggal(String);

impl Tanggal {
    /// The text as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty: the API has sent no date.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The moment, in the time zone of Jakarta (UTC+7); `None` for a text of another form and for a date without a time.
    #[cfg(feature = "time")]
    pub fn to_time(&self) -> Option<time::OffsetDateTime> {
        let text = self.0.trim();
        let [hour, minute, second] = numbers(text.get(11..)?, b':')?;
        if text.as_bytes().get(10) != Some(&b' ') || text.len() != 19 {
            return None;
        }
        let part = |number: u16| u8::try_from(number).ok();
        let clock = time::Time::from_hms(part(hour)?, part(minute)?, part(second)?).ok()?;
        let offset = time::UtcOffset::from_hms(7, 0, 0).ok()?;
        Some(self.to_date()?.with_time(clock).assume_offset(offset))
    }

    /// The day in Jakarta; `None` for a text of another form.
    #[cfg(feature = "time")]
    pub fn to_date(&self) -> Option<time::Date> {
        let text = self.0.trim();
        if !matches!(text.as_bytes().get(10), None | Some(b' ')) {
            return None;
        }
        let [year, month, day] = numbers(text.get(..10)?, b'-')?;
        let part = |number: u16| u8::try_from(number).ok();
        let month = time::Month::try_from(part(month)?).ok()?;
        time::Date::from_calendar_date(i32::from(year), month, part(day)?).ok()
    }
}

/// Three numbers with marks between them.
#[cfg(feature = "time")]
fn numbers(text: &str, mark: u8) -> Option<[u16; 3]> {
    let mut parts = text.split(char::from(mark));
    let mut number = || {
        let digits = parts.next()?;
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok()).flatten()
    };
    let numbers = [number()?, number()?, number()?];
    parts.next().is_none().then_some(numbers)
}

impl fmt::Display for Tanggal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Tanggal {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Tanggal {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Tanggal {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialEq<str> for Tanggal {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Tanggal {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

#[cfg(all(test, feature = "time"))]
mod tests {
    use super::Tanggal;

    #[test]
    fn texts_of_another_form_have_no_date() {
        for text in [
            "",
            "0000-00-00 00:00:00",
            "2024-02-30",
            "2024-1-1",
            "2024-01-15T12:00:00",
            "15 Januari 2024",
            "é024-01-15",
        ] {
            assert_eq!(Tanggal::from(text).to_date(), None, "{text}");
            assert_eq!(Tanggal::from(text).to_time(), None, "{text}");
        }
        for text in [
            "2024-01-15",
            "2024-01-15 24:00:00",
            "2024-01-15 12:00",
            "2024-01-15 12:00:00.5",
        ] {
            assert!(Tanggal::from(text).to_date().is_some(), "{text}");
            assert_eq!(Tanggal::from(text).to_time(), None, "{text}");
        }
    }
}
