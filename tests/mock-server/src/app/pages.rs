//! `GET /app/{siapa}/...`: the storefront's and the tests' files, HTML as the app shows it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use mock_shop::shortcodes::{self, Siapa, Source};

use super::config::{self, CONFIG};
use super::contoh;
use crate::mock::Mock;
use crate::reply::{self, HTML, TEXT};
use crate::{files, origin};

/// A file of `--www`, or below `pages/` of `--pages`. With `uji/{session}/{faults}/` before its
/// path, the page's `config.js` leads to the API under that control.
pub(crate) async fn page(State(mock): State<Arc<Mock>>, request: Request) -> Response {
    let path = request.uri().path().strip_prefix("/app/").unwrap_or("");
    let (siapa, path) = path.split_once('/').unwrap_or((path, ""));
    let Some(siapa) = Siapa::named(&mock.shop, siapa) else {
        return reply::not_found();
    };
    let (uji, path) = under_control(path);
    let (root, path) = match path.strip_prefix("pages/") {
        Some(path) => (&mock.options.pages, path),
        None => (&mock.options.www, path),
    };
    if path == CONFIG {
        return config::config(&mock, request.headers(), uji);
    }
    let Some(root) = root else {
        return reply::not_found();
    };
    match files::read(root, path).await {
        Some(file) if file.media_type == HTML => {
            let page = if path.starts_with(contoh::FOLDER) {
                contoh::aimed(file.bytes, &config::aim(&mock, request.headers(), uji))
            } else {
                file.bytes
            };
            show(&page, siapa, &mock, request.headers())
        }
        Some(file) => reply::reply(StatusCode::OK, file.media_type, file.bytes),
        None => reply::not_found(),
    }
}

/// `GET /www/...`: the storefront's files as in an ordinary browser, which replaces no shortcode.
pub(crate) async fn www(State(mock): State<Arc<Mock>>, request: Request) -> Response {
    let path = request.uri().path().strip_prefix("/www/").unwrap_or("");
    if path == CONFIG {
        return config::config(&mock, request.headers(), None);
    }
    let root = mock.options.www.as_deref();
    if !path.starts_with(contoh::FOLDER) {
        return files::serve(root, path).await;
    }
    let file = match root {
        Some(root) => files::read(root, path).await,
        None => None,
    };
    match file {
        Some(file) if file.media_type != HTML => {
            reply::reply(StatusCode::OK, file.media_type, file.bytes)
        }
        Some(file) if request.uri().query() == Some(contoh::SOURCE) => {
            reply::reply(StatusCode::OK, TEXT, file.bytes)
        }
        Some(file) => {
            let aim = config::aim(&mock, request.headers(), None);
            reply::reply(StatusCode::OK, HTML, contoh::aimed(file.bytes, &aim))
        }
        None => reply::not_found(),
    }
}

/// A page with its shortcodes replaced.
pub(super) fn show(page: &[u8], siapa: Siapa<'_>, mock: &Mock, headers: &HeaderMap) -> Response {
    let origin = origin::of(headers, &mock.listening);
    let source = Source {
        shop: &mock.shop,
        token_user: mock.options.token_user.as_deref(),
        id_user: mock.options.id_user.as_deref(),
        origin: &origin,
    };
    reply::reply(
        StatusCode::OK,
        HTML,
        shortcodes::replace(page, siapa, source),
    )
}

/// `uji/{session}/{faults}/rest` -> (`{session}/{faults}`, `rest`).
fn under_control(path: &str) -> (Option<&str>, &str) {
    let split = path.strip_prefix("uji/").and_then(|control| {
        let (at, _) = control.match_indices('/').nth(1)?;
        Some((&control[..at], &control[at + 1..]))
    });
    split.map_or((None, path), |(control, path)| (Some(control), path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_is_part_of_the_path() {
        assert_eq!(
            under_control("uji/s1/status:503,times:2/index.html"),
            (Some("s1/status:503,times:2"), "index.html")
        );
        assert_eq!(under_control("css/a.css"), (None, "css/a.css"));
        assert_eq!(under_control("uji/s1/-"), (None, "uji/s1/-"));
    }
}
