//! Mitra Bunso's order module as documented, under `/mitra-bunso/public`: orders, templates, labels.
//!
//! What is created is kept by session, so that tests do not meet. Its document shows no errors: they are a
//! `message` here, as good answers have one.

mod book;
mod create;
mod list;
mod print;
mod smart;

use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::query::Query;
use crate::systems::Asked;

pub(crate) use book::Book;

/// Where it is.
pub(crate) const PREFIX: &str = "/mitra-bunso/public";
/// A login's token. It holds characters that a query would need encoded.
const TOKEN: &str = "token-mitra/uji+1==";
/// The user that the token is of.
const ID_USER: &str = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b";

/// The good answer's body, or the error's status and words.
type Outcome = Result<Value, (u16, &'static str)>;

/// The name by which tests mean an endpoint.
pub(crate) fn name(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts[..] {
        ["", "order", "orders", "list", _, _, _] => "mitra-list",
        ["", "order", "orders", "total_summary", _] => "mitra-summary",
        ["", "order", "orders", "create", _] => "mitra-create",
        ["", "order", "orders", "batch_create", _] => "mitra-batch",
        ["", "order", "orders", "details", _, _] => "mitra-details",
        ["", "smartorder", "fetch", _] => "mitra-smart",
        ["", "order", "orders", "processed_list", _] => "mitra-processed",
        ["", "order", "orders", "print_order", _, _, _] => "mitra-print",
        _ => return None,
    })
}

/// Answers: the path, the method, the token and the user are checked first.
pub(crate) fn answer(book: &mut Book, asked: &Asked<'_>) -> (u16, Value) {
    match decide(book, asked) {
        Ok(body) => (200, body),
        Err((status, message)) => (status, json!({"message": message})),
    }
}

fn decide(book: &mut Book, asked: &Asked<'_>) -> Outcome {
    let name = name(asked.path).ok_or((404, "Endpoint tidak ditemukan"))?;
    let parts: Vec<String> = asked
        .path
        .split('/')
        .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
        .collect();
    let changes = matches!(
        name,
        "mitra-create" | "mitra-batch" | "mitra-smart" | "mitra-print"
    );
    let wanted = if changes { Method::POST } else { Method::GET };
    if asked.parts.method != wanted {
        return Err((405, "Method tidak diizinkan"));
    }
    let header = asked.parts.headers.get(AUTHORIZATION);
    let token = header.and_then(|header| header.to_str().ok()?.strip_prefix("Bearer "));
    if token != Some(TOKEN) {
        return Err((401, "Token tidak valid"));
    }
    // It is the third part for `smartorder/fetch`, the fourth for all others.
    let user = if name == "mitra-smart" { 3 } else { 4 };
    if parts.get(user).map(String::as_str) != Some(ID_USER) {
        return Err((403, "Token bukan milik user ini"));
    }
    let behind = |place: usize| parts.get(user + place).map_or("", String::as_str);
    let form = Query::parse(&String::from_utf8_lossy(asked.body));
    match name {
        "mitra-list" => list::list(book, asked.query, behind(1), behind(2)),
        "mitra-summary" => Ok(list::summary(book)),
        "mitra-create" => create::create(book, &form),
        "mitra-batch" => create::batch(book, &form),
        "mitra-details" => create::details(book, behind(1)),
        "mitra-smart" => smart::fetch(&form),
        "mitra-processed" => Ok(print::processed(book, asked.query)),
        _ => print::print(book, behind(1), behind(2)),
    }
}

/// The JSON in a field of a form.
fn json_in(form: &Query, name: &str) -> Option<Value> {
    serde_json::from_str(form.get(name)?).ok()
}
