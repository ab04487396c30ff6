//! Numbers that arrive as texts.

use bukaolshop::repair::number_from_text;

/// The input is a text. A number that is read from it is the one that Rust's own parser reads.
pub fn number(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(number) = number_from_text(&text) else {
        return;
    };
    assert_eq!(text.trim().parse(), Ok(number), "{text:?}");
}
