//! Dates of the shop, all of them before one fixed evening: the clock must not change answers.

/// A moment in Jakarta time, in seconds since 1970-01-01 00:00:00 there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tanggal(i64);

/// 2026-11-20 21:30:00, when the shop's history ends.
pub const NOW: Tanggal = Tanggal(20_777 * DAY + 77_400);

/// A day in seconds.
pub const DAY: i64 = 86_400;

impl Tanggal {
    /// The moment this many seconds after 1970-01-01 UTC.
    pub fn at(seconds: u64) -> Tanggal {
        Tanggal(i64::try_from(seconds).unwrap_or(i64::MAX / 2) + 7 * 3600)
    }

    /// This many seconds earlier.
    pub fn minus(self, seconds: i64) -> Tanggal {
        Tanggal(self.0 - seconds)
    }

    /// `YYYY-MM-DD hh:mm:ss`, as the API writes it.
    pub fn text(self) -> String {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        format!(
            "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}",
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

/// Year, month and day of a day's number since 1970-01-01: the usual reckoning in 400-year eras of
/// years that begin in March, so that the leap day comes last.
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * march_month + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shop_s_last_evening_reads_as_planned() {
        assert_eq!(NOW.text(), "2026-11-20 21:30:00");
        assert_eq!(NOW.minus(DAY * 20).text(), "2026-10-31 21:30:00");
    }

    #[test]
    fn leap_days_and_century_years_are_right() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(19_782), (2024, 2, 29));
        assert_eq!(civil(-1), (1969, 12, 31));
    }
}
