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
/// # use bukaolshop::repair::number_from_text;
/// assert_eq!(number_from_text(" 50000 "), Some(50000.0));
/// assert_eq!(number_from_text("-12.50"), Some(-12.5));
/// assert_eq!(number_from_text("50.000"), None);
/// ```
pub fn number_from_text(text: &str) -> Option<f64> {
    let text = trimmed(text.as_bytes());
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        _ => (false, text),
    };
    let mut value = 0_u64;
    let mut scale = 1_u64;
    let mut count = 0;
    let mut whole = 0;
    // Digits behind the dot, once there is one.
    let mut fraction = None;
    for byte in digits {
        match (byte, &mut fraction) {
            (b'.', None) => fraction = Some(0),
            (b'0'..=b'9', places) if count < MOST_DIGITS => {
                // Leading zeros take no room.
                count += u32::from(value > 0 || *byte != b'0' || places.is_some());
                value = value * 10 + u64::from(byte - b'0');
                match places {
                    Some(places) => {
                        *places += 1;
                        scale *= 10;
                    }
                    None => whole += 1,
                }
            }
            _ => return None,
        }
    }
    if whole == 0 || matches!(fraction, Some(0 | 3)) {
        return None;
    }
    let size = value as f64 / scale as f64;
    Some(if negative && value > 0 { -size } else { size })
}

/// Without the white space that people and programs leave around a number. The standard way knows all
/// of Unicode's, with tables that every page would load.
fn trimmed(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [b'\t'..=b'\r' | b' ', rest @ ..] | [rest @ .., b'\t'..=b'\r' | b' '] => rest,
            // No-break space.
            [0xc2, 0xa0, rest @ ..] | [rest @ .., 0xc2, 0xa0] => rest,
            _ => return text,
        }
    }
}

/// The whole number that some digits spell: nineteen of them at most, which always fit.
pub(crate) fn decimal(digits: &str) -> Option<u64> {
    let good = (1..=19).contains(&digits.len());
    let mut number = 0;
    for byte in digits.bytes().filter(|_| good) {
        number = number * 10
            + u64::from(byte)
                .checked_sub(48)
                .filter(|digit| *digit < 10)?;
    }
    good.then_some(number)
}

/// What stands before and behind the first such byte, one of ASCII.
pub(crate) fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// Appends a whole number in decimal digits. The standard formatter would do, at a few kilobytes
/// of module for every page that loads it.
pub fn push_decimal(text: &mut String, number: u64) {
    if number >= 10 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
