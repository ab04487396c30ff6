//! Amounts, dates and discounts as a shopper reads them.

use crate::wire::push_decimal;

/// 21000 becomes "Rp21.000", -5000 becomes "-Rp5.000".
///
/// ```
/// assert_eq!(bukaolshop::elements::rupiah(-1234567.0), "-Rp1.234.567");
/// ```
pub fn rupiah(amount: f64) -> String {
    let mut digits = String::new();
    push_decimal(&mut digits, (amount.abs() + 0.5) as u64);
    let negative = amount < 0.0 && digits != "0";
    let mut text = String::from(if negative { "-Rp" } else { "Rp" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// "2023-07-22 00:01:38" becomes "22 Juli 2023, 00.01", "1998-11-08" becomes "8 November 1998".
/// The API's times are Jakarta's, and so are the shop's: no clock is moved. What is no date stays as
/// it is.
///
/// ```
/// assert_eq!(bukaolshop::elements::tanggal("1998-11-08"), "8 November 1998");
/// ```
pub fn tanggal(text: &str) -> String {
    long_date(text.trim()).unwrap_or_else(|| text.to_owned())
}

fn long_date(text: &str) -> Option<String> {
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let number = |from: usize, to: usize| {
        let digits = date.get(from..to)?;
        let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u64>().ok().filter(|_| all_digits)
    };
    if date.len() != 10 || date.get(4..5) != Some("-") || date.get(7..8) != Some("-") {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let month = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let mut long = String::new();
    push_decimal(&mut long, day);
    for part in [" ", month, " "] {
        long.push_str(part);
    }
    push_decimal(&mut long, year);
    if let Some(time) = time {
        let is_time = time.len() == 8 && time.get(2..3) == Some(":");
        let (hour, minute) = (time.get(..2)?, time.get(3..5)?);
        if !is_time || !(hour.bytes().chain(minute.bytes())).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        for part in [", ", hour, ".", minute] {
            long.push_str(part);
        }
    }
    Some(long)
}

/// The discount in whole percent, with its sign; nothing where there is none.
///
/// ```
/// assert_eq!(bukaolshop::elements::diskon(80000.0, 100000.0), "-20%");
/// assert_eq!(bukaolshop::elements::diskon(80000.0, 0.0), "");
/// ```
pub fn diskon(price: f64, before: f64) -> String {
    let mut text = String::new();
    // Rounded down, for more would be a promise; at least the one percent that there is.
    if price >= 0.0 && before > price && before.is_finite() {
        let percent = ((before - price) / before * 100.0) as u64;
        text.push('-');
        push_decimal(&mut text, percent.clamp(1, 100));
        text.push('%');
    }
    text
}
