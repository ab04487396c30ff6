//! Removing secrets from the texts of servers. An error shows such a text, and a server may repeat what it was sent.

use crate::url::push_encoded;

/// The length to which a server's text is cut, in bytes.
const LONGEST: usize = 500;

/// Replaces each secret in a text by `***`, whether it is percent-encoded or not, and cuts the text to [`LONGEST`]. The
/// text is cut last: in a text that was cut before, a secret at its end would be incomplete, and not be found.
pub(crate) fn redact(text: &str, secrets: &[&str]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        let mut encoded = String::new();
        push_encoded(&mut encoded, secret);
        text = mask(&mask(&text, secret), &encoded);
    }
    text.truncate(text.floor_char_boundary(LONGEST));
    text
}

/// Where a word stands in a text, as a number of bytes. Capitals and small letters are not distinguished. The search
/// compares at each place: texts of servers are short, and the standard library's search for long texts would cost
/// each page a kilobyte.
pub(crate) fn position_of(text: &str, word: &str) -> Option<usize> {
    text.as_bytes()
        .windows(word.len())
        .position(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

/// Replaces a secret in a text by `***`, in capitals and small letters alike, because some servers write `%2F` as `%2f`.
pub(crate) fn mask(text: &str, secret: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = position_of(rest, secret) {
        masked.push_str(rest.get(..at).unwrap_or_default());
        masked.push_str("***");
        rest = rest.get(at + secret.len()..).unwrap_or_default();
    }
    masked.push_str(rest);
    masked
}
