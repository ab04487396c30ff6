//! What the tables of fields do not know: amounts as Indonesians write them, and moments as PHP writes
//! them.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::server::nested;
use crate::wire::{Kind, Shape, Tree, number_from_text, text};

/// Reads a number as people write it in this system: as the API spells one in a text (`"10000"`), and with
/// dots between thousands (`"10.000"`). All of its amounts are rupiah, which have no fractions, so three
/// digits behind a dot are thousands. What could mean anything else is refused.
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

/// A number, however it arrives; `None` where nothing was sent. A default is not invented: 0 rupiah is not
/// the same as an amount that nobody knows.
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

/// A moment as PHP writes one out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waktu {
    /// `YYYY-MM-DD hh:mm:ss`, with six more digits where the API sends them, at the clock of `timezone`.
    pub date: String,
    /// For example "Asia/Bangkok", which has Jakarta's time; empty where it was not sent.
    pub timezone: String,
    /// Fields that the documentation does not explain, such as `timezone_type`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

const WAKTU: Shape = Shape {
    fields: &[text("date").essential(), text("timezone")],
};

/// A moment, as an object or as a text; `None` where nothing was sent.
pub(super) fn waktu<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Waktu>, D::Error> {
    match Value::deserialize(from)? {
        Value::String(date) if !date.trim().is_empty() => Ok(Some(Waktu {
            date,
            timezone: String::new(),
            extra: Map::new(),
        })),
        value => nested::object(value, &WAKTU).map_err(D::Error::custom),
    }
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
