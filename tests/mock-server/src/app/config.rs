//! `config.js`: where pages find the Open API. A classic script, so that it runs everywhere.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::mock::Mock;
use crate::shop::TOKEN;
use crate::{origin, reply};

/// The script's file name.
pub(crate) const CONFIG: &str = "config.js";

const REAL: &str = "https://openapi.bukaolshop.net/v1";

/// Where a page is to find the Open API.
pub(crate) struct Aim {
    pub(crate) token: String,
    pub(crate) base_url: String,
}

/// The configured API. `uji` is `{session}/{faults}` when the page runs under a test's control.
pub(crate) fn aim(mock: &Mock, headers: &HeaderMap, uji: Option<&str>) -> Aim {
    let origin = origin::of(headers, &mock.listening);
    let base_url = match (&mock.options.base_url, &mock.options.token, uji) {
        (.., Some(uji)) => format!("{origin}/uji/{uji}/v1"),
        (Some(url), ..) => url.clone(),
        (None, Some(_), None) => REAL.to_owned(),
        (None, None, None) => format!("{origin}/v1"),
    };
    // A test's control reaches this server's API only, which knows its own token only.
    let token = mock
        .options
        .token
        .as_deref()
        .filter(|_| uji.is_none())
        .unwrap_or(TOKEN)
        .to_owned();
    Aim { token, base_url }
}

/// The script that tells a page.
pub(crate) fn config(mock: &Mock, headers: &HeaderMap, uji: Option<&str>) -> Response {
    let Aim { token, base_url } = aim(mock, headers, uji);
    let script = format!(
        "window.TOKO_CONFIG={{token:{},baseUrl:{}}};\n",
        literal(&token),
        literal(&base_url)
    );
    reply::reply(StatusCode::OK, "text/javascript; charset=utf-8", script)
}

/// A string literal that can stand in any script, inline ones included.
fn literal(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        assert_eq!(
            literal("a\"</script>\u{2028}"),
            "\"a\\\"\\u003c/script>\\u2028\""
        );
    }
}
