//! Percent-encoding of query values, and the check of base addresses.

use crate::error::Error;
use crate::repair::{decimal, split_once_byte};

/// The base address of the Open API.
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
/// the token travels in every request; or when it holds a query, a fragment, a user's name, or a port that is none.
pub(crate) fn base_url(text: &str) -> Result<String, Error> {
    let mut text = text.trim();
    while let Some(shorter) = text.strip_suffix("/") {
        text = shorter;
    }
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
        Some(host)
            if !host.starts_with("/") && text.bytes().all(is_plain) && has_good_port(host) =>
        {
            Ok(text.to_owned())
        }
        _ => Err(Error::argument(
            "baseUrl harus alamat https (http hanya untuk localhost), tanpa ? dan tanpa #",
        )),
    }
}

/// Whether an address without its scheme has a port that can be asked, or none.
fn has_good_port(rest: &str) -> bool {
    let end = rest.bytes().position(|byte| byte == b'/');
    let authority = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    // The address of IPv6 in brackets has colons of its own.
    let behind = split_once_byte(authority, b']').map_or(authority, |(_, behind)| behind);
    match split_once_byte(behind, b':') {
        Some((_, port)) => decimal(port).is_some_and(|port| (1..65_536).contains(&port)),
        None => true,
    }
}

fn after_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let found = text.get(..scheme.len())?.eq_ignore_ascii_case(scheme);
    text.get(scheme.len()..).filter(|_| found)
}

/// Whether an address without its scheme begins with a host of this machine. The authority has no
/// user's name in it: that is refused elsewhere.
fn is_loopback(rest: &str) -> bool {
    if rest.starts_with("[::1]") {
        return matches!(rest.as_bytes().get(5), None | Some(b':' | b'/'));
    }
    let end = rest.bytes().position(|byte| matches!(byte, b'/' | b':'));
    let host = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    if host.eq_ignore_ascii_case("localhost") {
        return true;
    }
    // 127 and three more numbers of one byte.
    let Some(mut numbers) = host.strip_prefix("127.") else {
        return false;
    };
    for _ in 0..2 {
        match split_once_byte(numbers, b'.') {
            Some((number, after)) if is_byte(number) => numbers = after,
            _ => return false,
        }
    }
    is_byte(numbers)
}

fn is_byte(digits: &str) -> bool {
    decimal(digits).is_some_and(|number| number < 256)
}
