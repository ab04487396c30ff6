//! The systems that fulfil orders: which of them a path leads to, and what it answers.

use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};

use crate::faults::Draft;
use crate::query::Query;
use crate::uji::api_headers;
use crate::{clock, commerce, mitra_bunso, onesolu, onetablet};

/// A system.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum System {
    Commerce,
    MitraBunso,
    OneSolu,
    OneTablet,
}

/// Where each of them is.
const PREFIXES: [(&str, System); 4] = [
    (commerce::PREFIX, System::Commerce),
    (mitra_bunso::PREFIX, System::MitraBunso),
    (onesolu::PREFIX, System::OneSolu),
    (onetablet::PREFIX, System::OneTablet),
];

/// What a session has told them.
#[derive(Default)]
pub(crate) struct Books {
    commerce: commerce::Book,
    mitra_bunso: mitra_bunso::Book,
    onesolu: onesolu::Book,
    onetablet: onetablet::Book,
}

/// A request.
pub(crate) struct Asked<'a> {
    pub(crate) parts: &'a Parts,
    /// Below the system's prefix.
    pub(crate) path: &'a str,
    pub(crate) query: &'a Query,
    pub(crate) body: &'a [u8],
}

/// The system that a path leads to, and the rest of the path.
pub(crate) fn at(path: &str) -> Option<(System, &str)> {
    PREFIXES.into_iter().find_map(|(prefix, system)| {
        let rest = path.strip_prefix(prefix)?;
        rest.starts_with('/').then_some((system, rest))
    })
}

/// Where the path of one of them begins in another path.
pub(crate) fn find(path: &str) -> Option<usize> {
    let places = PREFIXES.iter().map(|(prefix, _)| format!("{prefix}/"));
    places.filter_map(|place| path.find(&place)).min()
}

impl System {
    /// The name by which tests mean an endpoint.
    pub(crate) fn name(self, path: &str) -> Option<&'static str> {
        match self {
            System::Commerce => commerce::name(path),
            System::MitraBunso => mitra_bunso::name(path),
            System::OneSolu => onesolu::name(path),
            System::OneTablet => onetablet::name(path),
        }
    }

    /// An answer as it is documented.
    pub(crate) fn answer(self, books: &mut Books, asked: &Asked<'_>) -> Draft {
        let mut headers = api_headers();
        let (status, body) = match self {
            System::Commerce => {
                let reply = commerce::answer(&mut books.commerce, asked);
                for (name, value) in reply.headers {
                    let name = HeaderName::from_static(name);
                    headers.insert(name, HeaderValue::from(value));
                }
                let body = reply.body.map(|body| body.to_string());
                (reply.status, body.unwrap_or_default())
            }
            System::MitraBunso => {
                let (status, body) = mitra_bunso::answer(&mut books.mitra_bunso, asked);
                (status, body.to_string())
            }
            System::OneSolu => {
                let reply = onesolu::answer(&mut onesolu::Call {
                    book: &mut books.onesolu,
                    parts: asked.parts,
                    path: asked.path,
                    query: asked.query,
                    body: asked.body,
                    now: clock::now(&asked.parts.headers),
                });
                for (name, value) in reply.headers {
                    let name = HeaderName::from_static(name);
                    headers.insert(name, HeaderValue::from(value));
                }
                (reply.status, reply.body.to_string())
            }
            System::OneTablet => {
                let reply = onetablet::answer(&mut onetablet::Call {
                    book: &mut books.onetablet,
                    parts: asked.parts,
                    path: asked.path,
                    body: asked.body,
                });
                let body = reply.body.map(|body| body.to_string());
                (reply.status, body.unwrap_or_default())
            }
        };
        Draft {
            status,
            headers,
            body: body.into_bytes(),
        }
    }

    /// An answer to a request that did nothing, for faults to spoil.
    pub(crate) fn nothing() -> Draft {
        Draft {
            status: 200,
            headers: api_headers(),
            body: b"{}".to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_system() {
        assert_eq!(
            at("/onesolu/v1/api/orders"),
            Some((System::OneSolu, "/api/orders"))
        );
        assert_eq!(
            at("/onetablet/orders"),
            Some((System::OneTablet, "/orders"))
        );
        assert_eq!(
            at("/mitra-bunso/public/smartorder/fetch/1"),
            Some((System::MitraBunso, "/smartorder/fetch/1"))
        );
        assert_eq!(at("/commerce/users"), Some((System::Commerce, "/users")));
        assert_eq!(at("/onetablets/orders"), None);
        assert_eq!(at("/v1/app/produk"), None);
    }

    #[test]
    fn it_begins_behind_the_faults() {
        assert_eq!(
            find("contenttype:text/html/onesolu/v1/api/orders"),
            Some(21)
        );
        assert_eq!(find("-/v1/app/produk"), None);
    }
}
