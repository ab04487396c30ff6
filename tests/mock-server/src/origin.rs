//! The server's own address, as the request's sender knows it.

use axum::http::{HeaderMap, header};

/// `http://host:port` for links in answers: from the `Host` header, so that they work through a
/// forwarded port too; from the listening address where that header is missing or no host.
pub(crate) fn of(headers: &HeaderMap, listening: &str) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .filter(|host| is_host(host));
    format!("http://{}", host.unwrap_or(listening))
}

/// The same host at another port.
pub(crate) fn at_port(origin: &str, port: u16) -> String {
    let (scheme, authority) = origin.split_once("://").unwrap_or(("http", origin));
    // The colons inside of `[::1]` are not the port's.
    let host = match authority.rfind(':') {
        Some(colon) if !authority[colon..].contains(']') => &authority[..colon],
        _ => authority,
    };
    format!("{scheme}://{host}:{port}")
}

fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn with_host(host: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::HOST,
            HeaderValue::from_str(host).expect("a header value"),
        );
        headers
    }

    #[test]
    fn the_host_header_names_the_origin() {
        assert_eq!(
            of(&with_host("localhost:9000"), "127.0.0.1:1"),
            "http://localhost:9000"
        );
        assert_eq!(of(&HeaderMap::new(), "127.0.0.1:1"), "http://127.0.0.1:1");
    }

    #[test]
    fn a_host_that_could_break_out_of_a_script_is_not_used() {
        assert_eq!(
            of(&with_host("\"</script>"), "127.0.0.1:1"),
            "http://127.0.0.1:1"
        );
    }

    #[test]
    fn only_the_port_changes() {
        assert_eq!(at_port("http://localhost:9000", 7), "http://localhost:7");
        assert_eq!(at_port("http://localhost", 7), "http://localhost:7");
        assert_eq!(at_port("http://[::1]:9000", 7), "http://[::1]:7");
        assert_eq!(at_port("http://[::1]", 7), "http://[::1]:7");
    }
}
