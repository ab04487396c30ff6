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
    let text = text.trim().trim_end_matches('/');
    let is_plain = |byte: u8| byte > b' ' && !matches!(byte, b'?' | b'#' | b'@' | b'\\');
    let host = match (
        after_scheme(text, "https://"),
        after_scheme(text, "http://"),
    ) {
        (Some(rest), _) => Some(rest).filter(|rest| !rest.is_empty()),
        (_, Some(rest)) => Some(rest).filter(|rest| is_loopback(rest)),
        _ => None,
    };
    match host {
        Some(host) if !host.starts_with('/') && text.bytes().all(is_plain) => Ok(text.to_owned()),
        _ => Err(Error::argument(
            "baseUrl harus alamat https (http hanya untuk localhost), tanpa ? dan tanpa #",
        )),
    }
}

fn after_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let found = text.get(..scheme.len())?.eq_ignore_ascii_case(scheme);
    text.get(scheme.len()..).filter(|_| found)
}

/// Whether an address without its scheme begins with a host of this machine. The authority has no
/// user's name in it: that is refused elsewhere.
fn is_loopback(rest: &str) -> bool {
    let mut labels = rest.split(['/', ':']);
    let host = labels.next().unwrap_or_default();
    if host.eq_ignore_ascii_case("localhost") {
        return true;
    }
    if rest.starts_with("[::1]") {
        return matches!(rest.as_bytes().get(5), None | Some(b':' | b'/'));
    }
    let parts = host.split('.');
    host.starts_with("127.")
        && parts.clone().count() == 4
        && parts
            .into_iter()
            // The parser takes a plus for a sign; to a browser it is a letter of a name.
            .all(|part| !part.starts_with('+') && part.parse::<u8>().is_ok())
}
