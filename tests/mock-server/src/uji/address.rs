//! Paths of the API, with and without a test's control.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::systems;

/// The parts of an API request's path.
pub(super) struct Address<'a> {
    /// None outside of any session.
    pub(super) session: Option<String>,
    pub(super) faults: String,
    /// From `/v1`, `/closed/api/v1` or an order system's prefix on.
    pub(super) path: &'a str,
}

/// Where APIs begin.
const APIS: [&str; 2] = ["/v1/", "/closed/api/v1/"];

impl<'a> Address<'a> {
    /// Takes a path apart; None where it doesn't lead to the API.
    pub(super) fn of(path: &'a str) -> Option<Address<'a>> {
        let Some(control) = path.strip_prefix("/uji/") else {
            return Some(Address {
                session: None,
                faults: String::new(),
                path,
            });
        };
        let (session, rest) = control.split_once('/')?;
        // A media type among the faults has a slash of its own, so the API's path starts where one does.
        let places = APIS.iter().filter_map(|api| rest.find(api));
        let at = places.chain(systems::find(rest)).min()?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        Some(Address {
            session: Some(decoded(session)),
            faults: decoded(&rest[..at]),
            path: &rest[at..],
        })
    }

    /// The same request without its faults.
    pub(super) fn without_faults(&self, query: Option<&str>) -> String {
        let kept: Vec<&str> = query
            .unwrap_or("")
            .split('&')
            .filter(|pair| !pair.starts_with("__fault="))
            .collect();
        let session = self
            .session
            .as_deref()
            .map(|session| format!("/uji/{}/-", utf8_percent_encode(session, NON_ALPHANUMERIC)));
        format!(
            "{}{}?{}",
            session.unwrap_or_default(),
            self.path,
            kept.join("&")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_and_faults_stand_before_the_api_s_path() {
        let address = Address::of("/uji/s%201/status:503,contenttype:text/html/v1/app/produk")
            .expect("an address");
        assert_eq!(address.session.as_deref(), Some("s 1"));
        assert_eq!(address.faults, "status:503,contenttype:text/html");
        assert_eq!(address.path, "/v1/app/produk");
        assert_eq!(
            address.without_faults(Some("page=2&__fault=x:1")),
            "/uji/s%201/-/v1/app/produk?page=2"
        );
    }

    #[test]
    fn the_closed_api_is_reached_through_a_session_too() {
        let address =
            Address::of("/uji/s/reset:before/closed/api/v1/member/saldo").expect("an address");
        assert_eq!(address.faults, "reset:before");
        assert_eq!(address.path, "/closed/api/v1/member/saldo");
    }

    #[test]
    fn a_path_that_reaches_no_api_is_none() {
        assert!(Address::of("/uji/s/-/v2/app").is_none());
        assert!(Address::of("/uji/s").is_none());
    }
}
