//! A server's own words, as an error may show them: without secrets, for a server may echo what it was sent.

use crate::url::push_encoded;

/// Bytes of a server's words that an error keeps.
const LONGEST: usize = 500;

/// The text with stars in place of each secret, percent-encoded or not, and cut where it is a flood. It is cut last, for
/// half of a secret is not found.
pub(crate) fn redact(text: &str, secrets: &[&str]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        let mut encoded = String::new();
        push_encoded(&mut encoded, secret);
        for spelling in [*secret, &encoded] {
            text = mask(&text, spelling);
        }
    }
    text.truncate(text.floor_char_boundary(LONGEST));
    text
}

/// The text with stars in place of a secret, in capitals or small letters: `%2F` is `%2f` to some servers. The
/// standard library's search is faster on long texts, and half as large as the rest of the module's texts together.
fn mask(text: &str, secret: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    let place = |rest: &str| {
        rest.as_bytes()
            .windows(secret.len())
            .position(|part| part.eq_ignore_ascii_case(secret.as_bytes()))
    };
    while let Some(at) = place(rest) {
        masked.push_str(rest.get(..at).unwrap_or_default());
        masked.push_str("***");
        rest = rest.get(at + secret.len()..).unwrap_or_default();
    }
    masked.push_str(rest);
    masked
}
