//! The Open API as documented: seven endpoints, one file each.

mod catatan;
mod endpoint;
mod envelope;
mod info;
mod kategori;
mod kostumpage;
mod paging;
mod produk;
mod refusal;
mod slide;
mod transaksi;

pub use endpoint::Endpoint;
pub use refusal::Refusal;

use crate::query::Query;
use crate::shop::{Member, Shop, TOKEN};

/// What an endpoint reads.
#[derive(Debug)]
pub struct Call<'a> {
    pub shop: &'a Shop,
    pub query: &'a Query,
    /// `http://host:port` for links to this server.
    pub origin: &'a str,
}

/// HTTP status and body of an answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// Answers as the documentation says: the method, the token and the parameters are checked first.
pub fn answer(method: &str, endpoint: Option<Endpoint>, call: &Call<'_>) -> Answer {
    match decide(method, endpoint, call) {
        Ok(body) => Answer { status: 200, body },
        Err(refusal) => Answer {
            status: refusal.http_status,
            body: refusal.body(),
        },
    }
}

fn decide(method: &str, endpoint: Option<Endpoint>, call: &Call<'_>) -> Result<String, Refusal> {
    let endpoint = endpoint.ok_or_else(|| Refusal::http(404, "Endpoint tidak ditemukan"))?;
    if !matches!(method, "GET" | "HEAD") {
        return Err(Refusal::http(405, "Method tidak diizinkan, gunakan GET"));
    }
    if call.query.get("token") != Some(TOKEN) {
        return Err(Refusal::http(401, "Token tidak valid"));
    }
    match endpoint {
        Endpoint::Produk => produk::answer(call),
        Endpoint::Kategori => kategori::answer(call),
        Endpoint::KostumPage => Ok(kostumpage::answer(call)),
        Endpoint::Slide => Ok(slide::answer(call)),
        Endpoint::Info => Ok(info::answer(member(call)?, call)),
        Endpoint::Catatan => catatan::answer(member(call)?, call),
        Endpoint::Transaksi => transaksi::answer(member(call)?, call),
    }
}

fn member<'a>(call: &Call<'a>) -> Result<&'a Member, Refusal> {
    let id_user = call
        .query
        .get("id_user")
        .ok_or_else(|| Refusal::http(400, "Parameter id_user wajib diisi"))?;
    let token_user = call
        .query
        .get("token_user")
        .ok_or_else(|| Refusal::http(400, "Parameter token_user wajib diisi"))?;
    call.shop
        .member(id_user, token_user)
        .ok_or_else(|| Refusal::in_200(403, "Anda tidak memiliki akses ke data user ini"))
}
