//! Which path leads where.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::connect_info::ConnectInfo;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{any, delete, get, post};

use crate::listener::Socket;
use crate::mock::Mock;
use crate::{app, files, reply, uji};

/// Pasted pages may hold pictures as data URLs.
const BODY_LIMIT: usize = 32 << 20;

/// All routes.
pub(crate) fn router(mock: Arc<Mock>) -> Router {
    Router::new()
        .route("/", get(async || reply::redirect("/app/budi/index.html")))
        .route("/v1/{*path}", any(api))
        .route("/closed/api/v1/{*path}", any(api))
        .route("/commerce/{*path}", any(api))
        .route("/mitra-bunso/public/{*path}", any(api))
        .route("/onesolu/v1/{*path}", any(api))
        .route("/onetablet/{*path}", any(api))
        .route("/uji/{session}", delete(uji::forget).options(preflight))
        .route(
            "/uji/{session}/log",
            get(uji::log).delete(uji::clear_log).options(preflight),
        )
        .route(
            "/uji/{session}/script",
            post(uji::script)
                .delete(uji::clear_script)
                .options(preflight),
        )
        .route("/uji/{session}/{*rest}", any(api))
        .route("/app/{siapa}/", get(app::page))
        .route("/app/{siapa}/{*path}", get(app::page).options(preflight))
        .route("/app/{siapa}/tempel", post(app::paste).options(preflight))
        .route("/app/{siapa}/tempel/{number}", get(app::pasted))
        .route("/gambar/{*path}", get(app::picture))
        .route("/bengkel/", get(bengkel))
        .route("/bengkel/{*path}", get(bengkel))
        .route("/pkg/{*path}", get(pkg))
        .route("/www/", get(app::www))
        .route("/www/{*path}", get(app::www))
        .route("/pages/{*path}", get(pages))
        .fallback(async || reply::not_found())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(map_response(close))
        .with_state(mock)
}

/// One request per connection. Browsers repeat a request by themselves when the connection that they
/// had used before is reset, so that a test would see neither the reset nor its count.
async fn close(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

async fn preflight() -> Response {
    reply::reply(StatusCode::NO_CONTENT, reply::TEXT, Body::empty())
}

async fn api(
    State(mock): State<Arc<Mock>>,
    ConnectInfo(socket): ConnectInfo<Socket>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let reads = matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let body = match reads {
        true => Bytes::new(),
        // A body that is not whole is none.
        false => to_bytes(body, BODY_LIMIT).await.unwrap_or_default(),
    };
    uji::exchange(&mock, &parts, &body, socket).await
}

async fn pkg(State(mock): State<Arc<Mock>>, uri: Uri) -> Response {
    files::serve(mock.options.pkg.as_deref(), below(&uri, "/pkg/")).await
}

async fn bengkel(State(mock): State<Arc<Mock>>, uri: Uri) -> Response {
    files::serve(mock.options.bengkel.as_deref(), below(&uri, "/bengkel/")).await
}

async fn pages(State(mock): State<Arc<Mock>>, request: Request) -> Response {
    let path = below(request.uri(), "/pages/");
    if path == app::CONFIG {
        return app::config(&mock, request.headers(), None);
    }
    files::serve(mock.options.pages.as_deref(), path).await
}

fn below<'a>(uri: &'a Uri, prefix: &str) -> &'a str {
    uri.path().strip_prefix(prefix).unwrap_or("")
}
