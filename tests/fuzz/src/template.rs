//! Texts with shortcodes in them.

use std::ops::Range;

use bukaolshop::{ErrorKind, Identity, MemberTokens};

use super::texts;

/// `token_user` and `id_user`, zero bytes between them, and the text to fill.
pub fn template(bytes: &[u8]) {
    let [token_user, id_user, text] = texts(bytes);
    let member = |token_user: &str, id_user: &str| {
        let member = MemberTokens {
            token_user,
            id_user,
        };
        Identity::new("T", Some(member)).expect("the token is real")
    };
    let expected = filled(&text, token_user.trim(), id_user.trim());

    let identity = member(&token_user, &id_user);
    let is_member = is_real(&token_user) && is_real(&id_user);
    assert_eq!(identity.in_app(), is_member);
    let result = identity.template(&text).map_err(|error| error.kind);
    if is_member || expected == text {
        assert_eq!(result, Ok(expected));
    } else {
        assert_eq!(result, Err(ErrorKind::NotLoggedIn));
    }

    // Values that make no shortcode together with what stands around them.
    let identity = member("/", "/");
    let once = identity.template(&text).expect("a member");
    assert_eq!(identity.template(&once).as_ref(), Ok(&once));
}

/// Whether a text counts as a value.
pub(super) fn is_real(text: &str) -> bool {
    let text = text.trim();
    let whole = shortcodes(text)
        .first()
        .is_some_and(|(at, _)| *at == (0..text.len()));
    !text.is_empty() && !whole
}

fn filled(text: &str, token_user: &str, id_user: &str) -> String {
    let mut filled = String::new();
    let mut done = 0;
    for (at, name) in shortcodes(text) {
        let value = match name {
            "token_user" => token_user,
            "id_user" => id_user,
            _ => continue,
        };
        filled.push_str(&text[done..at.start]);
        filled.push_str(&encoded(value));
        done = at.end;
    }
    filled + &text[done..]
}

/// A text as a query's value.
pub(super) fn encoded(text: &str) -> String {
    let encoded = |byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            String::from(char::from(byte))
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}

/// A sign of a text, as far as shortcodes are concerned.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Open,
    Close,
    Space,
    Name,
    Other,
}

/// The shortcodes of a text and their names: the crate's reading, done in another way.
fn shortcodes(text: &str) -> Vec<(Range<usize>, &str)> {
    let signs = signs(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let count = |from: usize, sign| {
            let rest = signs.get(from..).unwrap_or_default();
            rest.iter().take_while(|(_, it)| *it == sign).count()
        };
        let is_pair = |from: usize, sign| {
            let pair = signs.get(from..from + 2).unwrap_or_default();
            pair.len() == 2 && pair.iter().all(|(_, it)| *it == sign)
        };
        let name = at + 2 + count(at + 2, Sign::Space);
        let behind = name + count(name, Sign::Name);
        let close = behind + count(behind, Sign::Space);
        if is_pair(at, Sign::Open) && behind > name && is_pair(close, Sign::Close) {
            let name = signs[name].0.start..signs[behind - 1].0.end;
            found.push((signs[at].0.start..signs[close + 1].0.end, &text[name]));
            at = close + 2;
        } else {
            at += 1;
        }
    }
    found
}

fn signs(text: &str) -> Vec<(Range<usize>, Sign)> {
    let mut signs = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let encoded = text.get(at..at + 3).unwrap_or_default();
        let (length, sign) = match (first, encoded) {
            ('{', _) => (1, Sign::Open),
            ('}', _) => (1, Sign::Close),
            (_, "%7B" | "%7b") => (3, Sign::Open),
            (_, "%7D" | "%7d") => (3, Sign::Close),
            (_, "%20") => (3, Sign::Space),
            (' ' | '\t' | '\n' | '\x0c' | '\r', _) => (1, Sign::Space),
            ('A'..='Z' | 'a'..='z' | '0'..='9' | '_', _) => (1, Sign::Name),
            _ => (first.len_utf8(), Sign::Other),
        };
        signs.push((at..at + length, sign));
        at += length;
    }
    signs
}
