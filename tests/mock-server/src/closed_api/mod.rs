//! The Closed API as documented, one file for each of its nouns: what a shop's server sees and changes.
//!
//! What is changed is kept by session, so that tests do not meet.

mod aplikasi;
mod book;
mod chat;
mod fields;
mod member;
mod notifikasi;
mod produk;
mod saldo;
mod transaksi;

use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use serde_json::{Value, json};

pub(crate) use book::Book;
use fields::Fields;

use crate::clock;
use crate::open_api::{Answer, Refusal};
use crate::query::Query;
use crate::shop::Shop;

/// The shop's API key. It holds characters that a query would need encoded.
const KEY: &str = "kunci-tertutup/uji+1==";
/// A key that may see nothing.
const KEY_WITHOUT_RIGHTS: &str = "kunci-terbatas";

/// A request.
pub(crate) struct Call<'a> {
    pub(crate) shop: &'a Shop,
    pub(crate) book: &'a mut Book,
    pub(crate) parts: &'a Parts,
    /// Below `/closed/api/v1`.
    pub(crate) path: &'a str,
    pub(crate) query: &'a Query,
    pub(crate) body: &'a [u8],
    /// `http://host:port` for links to this server.
    pub(crate) origin: &'a str,
}

impl Call<'_> {
    /// The fields of the body: a form, or JSON.
    fn fields(&self) -> Result<Fields, Refusal> {
        Fields::of(self.parts, self.body)
    }

    /// Milliseconds since 1970.
    fn now(&self) -> u64 {
        clock::now(&self.parts.headers)
    }
}

/// The name by which tests mean an endpoint: its path, with a hyphen for the slash.
pub(crate) fn name(path: &str) -> Option<&'static str> {
    Some(match path {
        "/aplikasi/info" => "aplikasi-info",
        "/aplikasi/info_limit" => "aplikasi-info_limit",
        "/produk/list" => "produk-list",
        "/produk/id" => "produk-id",
        "/produk/id_upload" => "produk-id_upload",
        "/produk/create" => "produk-create",
        "/member/list" => "member-list",
        "/member/id" => "member-id",
        "/member/saldo" => "member-saldo",
        "/member/topup" => "member-topup",
        "/member/notifikasi" => "member-notifikasi",
        "/chat/create" => "chat-create",
        "/transaksi/list" => "transaksi-list",
        "/transaksi/id" => "transaksi-id",
        _ => return None,
    })
}

/// An answer to a request that did nothing, for faults to spoil.
pub(crate) fn nothing() -> Answer {
    good(json!({}))
}

/// Answers as the documentation says: the path, the method and the key are checked first.
pub(crate) fn answer(call: &mut Call<'_>) -> Answer {
    match decide(call) {
        Ok(fields) => good(fields),
        Err(refusal) => Answer {
            status: refusal.http_status,
            body: refusal.body(),
        },
    }
}

/// `code` and `status`, then the fields; a `status` among them says more.
fn good(fields: Value) -> Answer {
    let mut body = json!({"code": 200, "status": "ok"});
    if let (Value::Object(body), Value::Object(fields)) = (&mut body, fields) {
        body.extend(fields);
    }
    Answer {
        status: 200,
        body: body.to_string(),
    }
}

fn decide(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let name = name(call.path).ok_or_else(|| Refusal::http(404, "Endpoint tidak ditemukan"))?;
    let method = &call.parts.method;
    let handler: fn(&mut Call<'_>) -> Result<Value, Refusal> = match (name, method) {
        ("aplikasi-info", &Method::GET) => aplikasi::info,
        ("aplikasi-info_limit", &Method::GET) => aplikasi::info_limit,
        ("produk-list", &Method::GET) => produk::list,
        ("produk-id", &Method::GET) => produk::get,
        ("produk-id", &Method::PATCH) => produk::edit,
        ("produk-id", &Method::DELETE) => produk::delete,
        ("produk-id_upload", &Method::GET) => produk::id_upload,
        ("produk-create", &Method::POST) => produk::create,
        ("member-list", &Method::GET) => member::list,
        ("member-id", &Method::GET) => member::get,
        ("member-saldo", &Method::GET) => saldo::get,
        ("member-saldo", &Method::POST) => saldo::change,
        ("member-topup", &Method::POST) => saldo::topup,
        ("member-notifikasi", &Method::POST) => notifikasi::create,
        ("chat-create", &Method::POST) => chat::create,
        ("transaksi-list", &Method::GET) => transaksi::list,
        ("transaksi-id", &Method::GET) => transaksi::get,
        ("transaksi-id", &Method::PATCH) => transaksi::change,
        _ => {
            return Err(Refusal::http(
                405,
                "Anda mencoba mengakses endpoint dengan method yang salah",
            ));
        }
    };
    let key = call.parts.headers.get(AUTHORIZATION);
    let key = key.and_then(|header| header.to_str().ok()?.strip_prefix("Bearer "));
    match key {
        Some(KEY) => {
            if name != "aplikasi-info_limit" {
                call.book.requests += 1;
            }
            handler(call)
        }
        Some(KEY_WITHOUT_RIGHTS) => Err(Refusal::http(
            403,
            "Autentikasi berhasil, namun anda tidak memiliki hak untuk melihat data",
        )),
        _ => Err(Refusal::http(401, "API key anda salah")),
    }
}

/// The page asked for, and ten rows of it.
fn page<T>(call: &Call<'_>, rows: impl Iterator<Item = T>) -> Result<(u64, Vec<T>), Refusal> {
    let page = call.query.get("page").and_then(|text| text.parse().ok());
    let page: u64 = page
        .filter(|page| (1..=600).contains(page))
        .ok_or_else(|| {
            Refusal::http(
                400,
                "Pastikan anda memasukkan parameter page, tidak boleh 0 dan tidak lebih dari 600",
            )
        })?;
    let before = usize::try_from((page - 1) * 10).unwrap_or(usize::MAX);
    Ok((page, rows.skip(before).take(10).collect()))
}

fn bad(reason: &str) -> Refusal {
    Refusal::http(400, reason)
}

fn missing() -> Refusal {
    Refusal::http(404, "Data yang anda cari tidak ditemukan")
}
