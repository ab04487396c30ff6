//! Numbers as Mitra Bunso writes them: as JSON numbers or as texts, and those with dots between thousands.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::repair::{Kind, Tree, number_from_text};

/// Reads a number as this system writes it: digits as in the rest of the API (`"10000"`), or digits with
/// dots between thousands (`"10.000"`). All amounts of this system are rupiah, which have no decimals,
/// so three digits behind a dot are thousands. A text with two possible readings is refused.
pub(super) fn number_as_written(text: &str) -> Option<f64> {
    let text = text.trim();
    number_from_text(text).or_else(|| {
        let (first, rest) = text.split_once('.')?;
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let good = (1..=3).contains(&first.len())
            && is_digits(first)
            && !first.starts_with('0')
            && rest
                .split('.')
                .all(|group| group.len() == 3 && is_digits(group));
        let digits = text.replace('.', "");
        good.then(|| number_from_text(&digits)).flatten()
    })
}

/// Deserializes a number from a JSON number or a text. `None` where the field is missing or empty: an
/// amount that nobody knows is not 0 rupiah.
pub(super) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    let value = Value::deserialize(from)?;
    let number = match value.kind() {
        kind if kind.is_missing() => return Ok(None),
        Kind::Number => value.as_f64(),
        Kind::Text => value.as_str().and_then(number_as_written),
        _ => None,
    };
    number
        .map(Some)
        .ok_or_else(|| D::Error::custom("no number"))
}

#[cfg(test)]
mod tests {
    use super::number_as_written;

    #[test]
    fn dots_between_thousands_are_read() {
        for (text, number) in [
            ("10000", 10_000.0),
            ("10.000", 10_000.0),
            (" 1.250.000 ", 1_250_000.0),
            ("0", 0.0),
            ("51000.00", 51_000.0),
        ] {
            assert_eq!(number_as_written(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_could_mean_anything_else_is_refused() {
        for text in [
            "",
            ".",
            "1.",
            ".000",
            "10,000",
            "0.500",
            "1.00.000",
            "1.000.00",
            "Rp10.000",
            "1.00x",
            "+1.000",
            "-1.000",
            "1.000.000.000.000.000",
        ] {
            assert_eq!(number_as_written(text), None, "{text}");
        }
    }
}
