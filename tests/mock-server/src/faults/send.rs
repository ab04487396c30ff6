//! Puts an answer and its faults together and sends it.

use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::wire::{self, Step};
use super::{Draft, Faults, Redirect, Reset, RetryAfter, Stall, body};
use crate::cors;
use crate::listener::Socket;
use crate::reply::HTML;
use crate::watch::Watch;

/// Where redirects can lead.
pub(crate) struct Here {
    pub(crate) origin: String,
    pub(crate) other_origin: String,
    /// Path and query of the request without its faults.
    pub(crate) without_faults: String,
    /// Path and query of the request.
    pub(crate) as_asked: String,
}

/// Answers with `draft` as `faults` leave it.
pub(crate) async fn send(
    draft: Draft,
    faults: Faults,
    here: &Here,
    socket: Socket,
    watch: Option<Watch>,
) -> Response {
    if !faults.delay.is_zero() {
        tokio::time::sleep(faults.delay).await;
    }
    if faults.stall == Some(Stall::Headers) {
        // Ends when the client goes away: the server then drops this.
        std::future::pending::<()>().await;
    }
    if faults.reset == Some(Reset::Before) {
        socket.reset();
        if let Some(watch) = watch {
            watch.broken();
        }
        // Never written: the socket refuses every byte from now on.
        return Response::new(Body::empty());
    }

    let mut response = head(&draft, &faults, here);
    let mut whole = Bytes::from(body::spoil(draft.body, &faults));
    if faults.redirect.is_some() {
        whole.clear();
    }
    if let Some(share) = faults.truncate {
        whole.truncate(part(share, whole.len()));
    }
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    *response.body_mut() = wire::body(steps(whole, &faults, socket), watch);
    response
}

/// How the body travels.
fn steps(whole: Bytes, faults: &Faults, socket: Socket) -> Vec<Step> {
    let start = |share: f64| Step::Send(whole.slice(..part(share, whole.len())));
    match (faults.reset, faults.stall, faults.cut) {
        (Some(Reset::Headers), ..) => vec![Step::Pause, Step::Reset(socket)],
        (Some(_), ..) => vec![start(0.5), Step::Pause, Step::Reset(socket)],
        (None, Some(_), _) => vec![start(0.5), Step::Stall],
        (None, None, Some(share)) => vec![start(share), Step::Pause, Step::Close],
        (None, None, None) => vec![Step::Send(whole)],
    }
}

fn part(share: f64, length: usize) -> usize {
    // A share of 1 is all, less than 1 never all: a cut that cuts nothing would be no fault.
    if share < 1.0 {
        ((length as f64 * share) as usize).min(length.saturating_sub(1))
    } else {
        length
    }
}

/// Status and headers.
fn head(draft: &Draft, faults: &Faults, here: &Here) -> Response {
    let mut response = Response::new(Body::empty());
    let said = if faults.code.is_some() {
        200
    } else {
        draft.status
    };
    *response.status_mut() =
        StatusCode::from_u16(faults.status.unwrap_or(said)).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.clone_from(&draft.headers);
    if faults.html {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
    }
    if let Some(media_type) = &faults.content_type {
        headers.insert(header::CONTENT_TYPE, media_type.clone());
    }
    if let Some(after) = &faults.retry_after {
        headers.insert(header::RETRY_AFTER, retry_after(after));
    }
    if faults.no_store {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if faults.gzip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    if faults.no_cors {
        cors::close(headers);
    }
    if let Some(location) = faults
        .redirect
        .and_then(|redirect| location(redirect, here))
    {
        headers.insert(header::LOCATION, location);
        *response.status_mut() = StatusCode::FOUND;
    }
    response
}

fn retry_after(after: &RetryAfter) -> HeaderValue {
    match after {
        RetryAfter::Text(text) => text.clone(),
        RetryAfter::Date => {
            // Dates have whole seconds only; the third makes it two at least.
            let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3));
            HeaderValue::try_from(date).unwrap_or(HeaderValue::from_static("2"))
        }
    }
}

fn location(redirect: Redirect, here: &Here) -> Option<HeaderValue> {
    let target = match redirect {
        Redirect::Same => format!("{}{}", here.origin, here.without_faults),
        Redirect::Other => format!("{}{}", here.other_origin, here.without_faults),
        Redirect::Loop => format!("{}{}", here.origin, here.as_asked),
    };
    HeaderValue::try_from(target).ok()
}
