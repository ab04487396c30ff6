//! Numbers that arrive as texts, and whole numbers that go out as texts.

/// A floating-point number holds every number of fifteen digits exactly.
const MOST_DIGITS: u32 = 15;

/// Parses a number that the API sends as a text: `"50000"`, `"-3423"`, `"50000.00"`.
///
/// A text that could mean two numbers is refused, because the number may be an amount of money: `"50.000"` (fifty
/// thousand in Indonesia, fifty to a parser), `"1,5"`, `"Rp5000"`, `"1e3"`, more than fifteen digits.
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
    // The number of digits behind the dot; `None` as long as there was no dot.
    let mut fraction = None;
    for byte in digits {
        match (byte, &mut fraction) {
            (b'.', None) => fraction = Some(0),
            (b'0'..=b'9', places) if count < MOST_DIGITS => {
                // Leading zeros do not count as digits.
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

/// The text without the white space around it. Only the white space that occurs around numbers is known here:
/// `str::trim` knows all of Unicode's, with tables that every page would load.
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

/// Parses a whole number of one to nineteen digits, which always fits into 64 bits.
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

/// Splits a text at the first occurrence of an ASCII byte: what stands before it, and what stands behind it. The
/// standard `split_once` is a general search, which would be larger than all that uses it here.
pub(crate) fn split_once_byte(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// Appends a whole number in decimal digits. The standard formatter does the same, and would cost each page some
/// kilobytes.
pub fn push_decimal(text: &mut String, number: u64) {
    if number >= 10 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
