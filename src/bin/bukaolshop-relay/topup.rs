//! Top-ups whose page is the shop's own: the page that a member sees, and being told that one was paid.

use std::fmt::Write;
use std::sync::Arc;

use axum::Json;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use bukaolshop::server::callback::{KeptTopUp, Reason, Rejection, SecretKey, TopUpState};
use serde::Deserialize;
use serde_json::json;
use tracing::{info, warn};

use crate::shop::Shop;
use crate::{log, metrics};

/// The answer to the request that opens the page.
pub(crate) async fn page(shop: &Shop, instructions: &str, method: &str, body: &[u8]) -> Response {
    match shop.topups.open(method, body).await {
        Ok(topup) => {
            info!(topup = topup.id, state = name(topup.state), "topup");
            html(&topup, instructions)
        }
        Err(rejection) => {
            log::refused("topup", &rejection);
            metrics::topup(rejection.reason.name());
            rejection.into_response()
        }
    }
}

/// The name of a state, in the log, the metrics and the answers.
fn name(state: TopUpState) -> &'static str {
    match state {
        TopUpState::Waiting => "waiting",
        TopUpState::Confirming => "confirming",
        TopUpState::Confirmed => "confirmed",
        TopUpState::Refused => "refused",
        TopUpState::Held => "held",
    }
}

fn html(topup: &KeptTopUp, instructions: &str) -> Response {
    let total = topup.total_topup.or(topup.jumlah_topup);
    let total = total.map_or_else(|| "-".to_owned(), rupiah);
    let text = match topup.state {
        TopUpState::Waiting => format!(
            "<p>Jumlah yang dibayar</p><p class=\"jumlah\">{total}</p><p>{}</p>",
            escaped(instructions)
        ),
        TopUpState::Confirming => {
            format!("<p>Pembayaran {total} sudah diterima dan sedang diproses.</p>")
        }
        TopUpState::Confirmed => format!("<p>Topup {total} berhasil. Saldo sudah bertambah.</p>"),
        TopUpState::Refused => {
            "<p>Topup ini tidak bisa diproses. Ulangi topup di aplikasi, atau hubungi toko.</p>"
                .to_owned()
        }
        TopUpState::Held => {
            format!("<p>Topup {total} sedang diperiksa toko. Tidak perlu membayar lagi.</p>")
        }
    };
    let page = format!(
        "<!doctype html><html lang=\"id\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Topup</title><style>body{{font:16px/1.5 sans-serif;margin:2rem auto;max-width:30rem;padding:0 1rem}}\
         .jumlah{{font-size:2rem;font-weight:bold;margin:0}}small{{color:#555}}</style>\
         <h1>Topup</h1>{text}<p><small>Nomor topup: {}</small></p></html>",
        topup.id
    );
    let headers = [
        (CACHE_CONTROL, "no-store"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'",
        ),
    ];
    (headers, Html(page)).into_response()
}

/// An amount as Indonesians write it: `Rp50.123`.
fn rupiah(amount: u64) -> String {
    let digits = amount.to_string();
    let mut text = "Rp".to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at) % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// A text as a part of a page.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("<br>"),
            // Writing to a `String` cannot fail.
            _ => {
                let _ = escaped.write_char(letter);
            }
        }
    }
    escaped
}

/// What the shop's own program tells: that this sum has arrived for this top-up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paid {
    id: String,
    /// In rupiah, with the unique code.
    total: u64,
}

/// The answer to being told that a top-up was paid.
pub(crate) async fn paid(
    shop: Arc<Shop>,
    token: &SecretKey,
    headers: &HeaderMap,
    body: &[u8],
) -> Response {
    let bearer = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if !bearer.is_some_and(|bearer| token.is(bearer)) {
        log::refused("topup", &Rejection::new(Reason::WrongSecret));
        return answer(StatusCode::FORBIDDEN, "token salah");
    }
    let Ok(paid) = serde_json::from_slice::<Paid>(body) else {
        return answer(
            StatusCode::BAD_REQUEST,
            "isi permintaan harus JSON, misalnya {\"id\": \"…\", \"total\": 50123}",
        );
    };
    let kept = match shop.topups.get(&paid.id).await {
        Ok(Some(kept)) => kept,
        Ok(None) => return answer(StatusCode::NOT_FOUND, "topup tidak ada"),
        Err(rejection) => {
            log::failed("topup", &rejection);
            return rejection.into_response();
        }
    };
    let total = kept.total_topup.or(kept.jumlah_topup);
    if total != Some(paid.total) {
        warn!(topup = kept.id, "topup: another sum was paid");
        metrics::topup("other_sum");
        return answer(
            StatusCode::CONFLICT,
            "jumlah yang dibayar tidak sama dengan jumlah topup; tidak ada saldo yang ditambah",
        );
    }
    match shop.topups.confirm(&shop.closed, &paid.id).await {
        Ok(topup) => {
            let state = name(topup.state);
            info!(topup = topup.id, state, "topup");
            metrics::topup(state);
            Json(json!({"id": topup.id, "state": state})).into_response()
        }
        Err(rejection) => {
            log::failed("topup", &rejection);
            metrics::topup(rejection.reason.name());
            rejection.into_response()
        }
    }
}

fn answer(status: StatusCode, text: &str) -> Response {
    let body = Json(json!({"code": status.as_u16(), "status": text}));
    (status, body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_dots_and_a_text_no_markup() {
        let amounts = [0, 999, 1_000, 50_123, 1_234_567].map(rupiah);
        assert_eq!(
            amounts,
            ["Rp0", "Rp999", "Rp1.000", "Rp50.123", "Rp1.234.567"]
        );
        assert_eq!(
            escaped("<b>\"BCA\" & BRI</b>\n1"),
            "&lt;b&gt;&quot;BCA&quot; &amp; BRI&lt;/b&gt;<br>1"
        );
    }
}
