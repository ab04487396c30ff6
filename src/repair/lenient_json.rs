//! Parsing JSON of which single characters are wrong, as JavaScript engines and PHP let them pass.

use serde_json::Value;

/// Parses a text; `None` if it is not JSON. A text that is refused is changed and parsed once more:
///
/// - Half of an emoji (`\ud83d` without its other half), which shops get by cutting texts, becomes U+FFFD.
/// - A control character inside a text, which JSON wants escaped, is escaped.
/// - A backslash that begins no escape, as PHP's `addslashes` writes before an apostrophe, stands for itself.
/// - A number that is too large for a floating-point number becomes a text.
/// - A list or an object that lies deeper than [`DEEPEST`] becomes the text of its JSON.
pub(crate) fn parse_json(text: &str) -> Option<Value> {
    serde_json::from_str(text)
        .ok()
        .or_else(|| serde_json::from_str(&mended(text)).ok())
}

/// Parses bytes like [`parse_json`]. What is not UTF-8 becomes U+FFFD.
#[cfg(feature = "server")]
pub(crate) fn parse_json_bytes(bytes: &[u8]) -> Option<Value> {
    parse_json(&String::from_utf8_lossy(bytes))
}

/// Lists and objects may lie so deep in each other. `serde_json` refuses a whole text of which one value lies
/// deeper than 127.
const DEEPEST: usize = 100;

/// The text with the changes of [`parse_json`].
fn mended(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut mended = String::with_capacity(text.len() + 16);
    // Everything before this place is in `mended`.
    let mut copied = 0;
    let mut at = 0;
    let mut is_inside = false;
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        let (length, change) = match byte {
            b'"' => {
                is_inside = !is_inside;
                (1, None)
            }
            b'\\' if is_inside => escape(bytes.get(at..).unwrap_or_default()),
            0..0x20 if is_inside => (1, Some(format!("\\u{byte:04x}"))),
            b'[' | b'{' if !is_inside && depth >= DEEPEST => {
                too_deep(text.get(at..).unwrap_or_default())
            }
            b'[' | b'{' if !is_inside => {
                depth += 1;
                (1, None)
            }
            b']' | b'}' if !is_inside => {
                depth = depth.saturating_sub(1);
                (1, None)
            }
            b'-' | b'0'..=b'9' if !is_inside => number(text.get(at..).unwrap_or_default()),
            _ => (1, None),
        };
        if let Some(change) = change {
            mended.push_str(text.get(copied..at).unwrap_or_default());
            mended.push_str(&change);
            copied = at + length;
        }
        at += length;
    }
    mended.push_str(text.get(copied..).unwrap_or_default());
    mended
}

/// The length of the list or the object at the start of `rest`, and its JSON as a text. One that does not end
/// is left as it is.
fn too_deep(rest: &str) -> (usize, Option<String>) {
    let bytes = rest.as_bytes();
    let (mut at, mut depth, mut is_inside) = (0, 0_usize, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => is_inside = !is_inside,
            b'\\' if is_inside => at += 1,
            b'[' | b'{' if !is_inside => depth += 1,
            b']' | b'}' if !is_inside => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            let text = Value::from(rest.get(..at).unwrap_or_default());
            return (at, Some(text.to_string()));
        }
    }
    (1, None)
}

/// The length of the escape at the start of `rest`, and what to put into its place.
fn escape(rest: &[u8]) -> (usize, Option<String>) {
    let unit = |rest: &[u8]| {
        let digits = rest.strip_prefix(b"\\u")?.get(..4)?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let (first, second) = (unit(rest), rest.get(6..).and_then(unit));
    match (first, second) {
        (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => (12, None),
        (Some(0xd800..0xe000), _) => (6, Some("\\ufffd".to_owned())),
        (Some(_), _) => (6, None),
        // The character behind the backslash may be a quote, which does not end the text.
        (None, _) if rest.get(1).is_some_and(|byte| b"\"\\/bfnrt".contains(byte)) => (2, None),
        (None, _) => (1, Some("\\\\".to_owned())),
    }
}

/// The length of the number at the start of `rest`, and its text in quotes where it is too large.
fn number(rest: &str) -> (usize, Option<String>) {
    let is_part = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
    let length = rest.bytes().take_while(is_part).count();
    let digits = rest.get(..length).unwrap_or_default();
    let is_too_large = digits.parse::<f64>().is_ok_and(f64::is_infinite);
    (length, is_too_large.then(|| format!("\"{digits}\"")))
}

#[cfg(test)]
mod tests {
    use super::{mended, parse_json, parse_json_bytes};
    use serde_json::json;

    #[test]
    fn halves_of_emoji_are_replaced_and_whole_ones_kept() {
        for (text, value) in [
            (r#""\ud83d""#, "\u{fffd}"),
            (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\uD83D\u0041""#, "\u{fffd}A"),
            (r#""\\ud83d\ud83d""#, "\\ud83d\u{fffd}"),
            (r#""\"\ud83d\"""#, "\"\u{fffd}\""),
        ] {
            assert_eq!(parse_json(text), Some(json!(value)), "{text}");
        }
    }

    #[test]
    fn control_characters_and_large_numbers_are_read() {
        assert_eq!(
            parse_json("{\"a\": \"b\n\tc\"}"),
            Some(json!({"a": "b\n\tc"}))
        );
        assert_eq!(
            parse_json("[1e999, -2, \"1e999\n\"]"),
            Some(json!(["1e999", -2, "1e999\n"]))
        );
        assert_eq!(
            parse_json_bytes(b"{\"a\":\"\xff\"}"),
            Some(json!({"a": "\u{fffd}"}))
        );
    }

    #[test]
    fn a_backslash_that_begins_no_escape_stands_for_itself() {
        for (text, value) in [
            (r#""a\'b""#, "a\\'b"),
            (r#""a\q\n""#, "a\\q\n"),
            (r#""\u12""#, "\\u12"),
            (r#""\u00g0\\""#, "\\u00g0\\"),
            ("\"a\\\nb\"", "a\\\nb"),
        ] {
            assert_eq!(parse_json(text), Some(json!(value)), "{text}");
        }
    }

    #[test]
    fn a_value_that_lies_too_deep_costs_the_others_nothing() {
        let deep = |depth: usize| format!("{}\"]\\\"\"{}", "[".repeat(depth), "]".repeat(depth));
        let text = format!("{{\"a\": {}, \"b\": 1}}", deep(500));
        let value = parse_json(&text).expect("it is read");
        assert_eq!(value["b"], 1);
        let mut inner = &value["a"];
        while inner.is_array() {
            inner = &inner[0];
        }
        assert_eq!(inner, &json!(deep(401)));
        assert!(parse_json(&deep(120)).is_some_and(|value| value.is_array()));
    }

    #[test]
    fn what_is_no_json_stays_none_and_json_is_not_changed() {
        for text in [
            "",
            "{",
            "halo",
            r#"{"a": "\"#,
            "[1e999",
            "\"a",
            "<p>\u{1}</p>",
        ] {
            assert_eq!(parse_json(text), None, "{text}");
        }
        let text = r#"{"a": [1.5e3, "\ud83d\ude00\u0041\\", {"é": null}]}"#;
        assert_eq!(mended(text), text);
    }
}
