//! Numbers that arrive as texts, and whole numbers that go out as texts.

/// Fifteen digits are always held exactly by a double.
const MOST_DIGITS: u32 = 15;

/// Reads a number as the API spells one in a text: `"50000"`, `"-3423"`, `"50000.00"`.
///
/// Everything that could mean two things is refused rather than guessed, for it may be money:
/// `"50.000"` (three digits behind the dot are thousands to an Indonesian, thousandths to a
/// machine), `"1,5"`, `"Rp5000"`, `"1e3"`, more than fifteen digits.
///
/// ```
/// # use bukaolshop::wire::number_from_text;
/// assert_eq!(number_from_text(" 50000 "), Some(50000.0));
/// assert_eq!(number_from_text("-12.50"), Some(-12.5));
/// assert_eq!(number_from_text("50.000"), None);
/// ```
pub fn number_from_text(text: &str) -> Option<f64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.len() != 3 => (whole, fraction),
        Some(_) => return None,
        None => (digits, ""),
    };
    if whole.is_empty() {
        return None;
    }
    let mut value = 0_u64;
    let mut scale = 1_u64;
    let mut count = 0;
    for (part, step) in [(whole, 1), (fraction, 10)] {
        for byte in part.bytes() {
            if !byte.is_ascii_digit() || count == MOST_DIGITS {
                return None;
            }
            // Leading zeros take no room.
            count += u32::from(value > 0 || byte != b'0' || step == 10);
            value = value * 10 + u64::from(byte - b'0');
            scale *= step;
        }
    }
    let size = value as f64 / scale as f64;
    Some(if negative && value > 0 { -size } else { size })
}

/// Appends a whole number in decimal digits. The standard formatter would do, at a few kilobytes
/// of module for every page that loads it.
pub fn push_decimal(text: &mut String, number: u64) {
    if number >= 10 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
