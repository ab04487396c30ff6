//! One request to an API, from its path to its answer.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::address::Address;
use super::log::Entry;
use crate::closed_api;
use crate::faults::{self, Draft, Faults};
use crate::listener::Socket;
use crate::mock::Mock;
use crate::open_api::{self, Answer, Call, Endpoint};
use crate::query::Query;
use crate::reply::{self, JSON};
use crate::systems::{self, Asked, System};
use crate::watch::Watch;
use crate::{cors, origin};

/// Answers a request to an API, `/v1/...`, `/closed/api/v1/...` or one of the order systems', or to
/// `/uji/{session}/{faults}` and one of those.
pub(crate) async fn exchange(mock: &Mock, parts: &Parts, body: &[u8], socket: Socket) -> Response {
    let Some(address) = Address::of(parts.uri.path()) else {
        return reply::not_found();
    };
    let query = Query::parse(parts.uri.query().unwrap_or(""));
    let closed = address.path.strip_prefix("/closed/api/v1");
    let endpoint = Endpoint::at(address.path.strip_prefix("/v1").unwrap_or(""));
    let system = systems::at(address.path);
    let name = match (closed, system) {
        (Some(path), _) => closed_api::name(path),
        (None, Some((system, path))) => system.name(path),
        (None, None) => endpoint.map(Endpoint::name),
    };
    let watch = address.session.as_deref().map(|session| {
        let (entry, watch) = Entry::of(parts, address.path, &query, body);
        mock.sessions
            .with(session, |session| session.log.push(entry));
        watch
    });

    let text = fault_text(&address, &query, &parts.headers);
    let faults = match Faults::parse(&text) {
        Ok(faults) => faults,
        Err(reason) => {
            return settled(
                watch,
                reply::reply(
                    StatusCode::NOT_IMPLEMENTED,
                    reply::TEXT,
                    format!("{reason}\n"),
                ),
            );
        }
    };
    if parts.method == Method::OPTIONS {
        return settled(watch, preflight(&faults));
    }

    let origin = origin::of(&parts.headers, &mock.listening);
    let open = (closed.is_none() && system.is_none()).then(|| {
        open_api::answer(
            parts.method.as_str(),
            endpoint,
            &Call {
                shop: &mock.shop,
                query: &query,
                origin: &origin,
            },
        )
    });
    let (draft, faults) = mock
        .sessions
        .with(address.session.as_deref().unwrap_or(""), |session| {
            // A script goes before the path's faults.
            let next = session
                .script
                .iter()
                .position(|scripted| scripted.fits(name))
                .and_then(|at| session.script.remove(at));
            let mut now = Faults::default();
            if next.is_none() && faults.when.concerns(name, query.get("page")) {
                let before = session.count(format!("{} {text}", address.path));
                if faults.when.is_due(before) {
                    now = faults;
                }
            }
            let undone = next
                .as_ref()
                .map_or(now.undone, |scripted| scripted.is_undone());
            let normal = match (open, system) {
                (Some(answer), _) => draft(answer),
                (None, Some(_)) if undone => System::nothing(),
                (None, Some((system, path))) => system.answer(
                    &mut session.books,
                    &Asked {
                        parts,
                        path,
                        query: &query,
                        body,
                    },
                ),
                (None, None) if undone => draft(closed_api::nothing()),
                (None, None) => draft(closed_api::answer(&mut closed_api::Call {
                    shop: &mock.shop,
                    book: &mut session.book,
                    parts,
                    path: closed.unwrap_or_default(),
                    query: &query,
                    body,
                    origin: &origin,
                })),
            };
            match next {
                Some(scripted) => scripted.answer(normal),
                None => (normal, now),
            }
        });
    let here = faults::Here {
        without_faults: address.without_faults(parts.uri.query()),
        as_asked: parts
            .uri
            .path_and_query()
            .map_or_else(String::new, ToString::to_string),
        other_origin: origin::at_port(&origin, mock.other_port),
        origin,
    };
    faults::send(draft, faults, &here, socket, watch).await
}

fn draft(answer: Answer) -> Draft {
    Draft {
        status: answer.status,
        headers: api_headers(),
        body: answer.body.into_bytes(),
    }
}

fn settled(watch: Option<Watch>, response: Response) -> Response {
    if let Some(watch) = watch {
        watch.answered();
    }
    response
}

fn preflight(faults: &Faults) -> Response {
    let mut response = reply::reply(StatusCode::NO_CONTENT, reply::TEXT, "");
    if faults.no_cors {
        cors::close(response.headers_mut());
    }
    response
}

/// The headers of every answer.
pub(crate) fn api_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    cors::open(&mut headers);
    headers
}

/// Where the faults stand: in the path, in the query or in a header.
fn fault_text(address: &Address, query: &Query, headers: &HeaderMap) -> String {
    let elsewhere = query
        .get("__fault")
        .or_else(|| headers.get("x-fault").and_then(|value| value.to_str().ok()));
    match (address.faults.as_str(), elsewhere) {
        ("-" | "", elsewhere) => elsewhere.unwrap_or("").to_owned(),
        (faults, None) => faults.to_owned(),
        (faults, Some(elsewhere)) => format!("{faults},{elsewhere}"),
    }
}
