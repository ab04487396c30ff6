//! Just enough of URLs: percent-encoding, and which base addresses are allowed.

use crate::error::Error;

/// Where the Open API answers.
pub const OPEN_API: &str = "https://openapi.bukaolshop.net/v1";

/// Appends a text as a query value: letters, digits and `-_.~` as they are, all else as `%XX`.
pub(crate) fn push_encoded(url: &mut String, text: &str) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let digit = |value: u8| HEX.get(usize::from(value)).copied().unwrap_or('0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            url.push(char::from(byte));
        } else {
            url.push('%');
            url.push(digit(byte >> 4));
            url.push(digit(byte & 15));
        }
    }
}

/// A base address without the slash at its end.
///
/// # Errors
/// [`crate::ErrorKind::InvalidArgument`] unless it is `https`, or `http` to a loopback host, for
/// the token travels in every request; or when it holds a query, a fragment, or a user's name.
pub(crate) fn base_url(text: &str) -> Result<String, Error> {
    let refused = Error::argument(
        "baseUrl harus alamat https (http hanya untuk localhost), tanpa ? dan tanpa #",
    );
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(refused);
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let secure = scheme.eq_ignore_ascii_case("https");
    let allowed = !authority.is_empty()
        && !text.contains(|c: char| matches!(c, '?' | '#' | '@' | '\\') || c <= ' ')
        && (secure || scheme.eq_ignore_ascii_case("http") && is_loopback(authority));
    if !allowed {
        return Err(refused);
    }
    Ok(text.trim_end_matches('/').to_owned())
}

fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let in_127 = |host: &str| {
        host.strip_prefix("127.").is_some_and(|rest| {
            rest.split('.').count() == 3 && rest.split('.').all(|part| part.parse::<u8>().is_ok())
        })
    };
    host.eq_ignore_ascii_case("localhost") || host == "::1" || in_127(host)
}
