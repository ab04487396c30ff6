//! What the workshop calls: a shop and its app, inside of a browser.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::open_api::{self, Call, Endpoint, Refusal};
use crate::pictures;
use crate::query::Query;
use crate::shop::{Shop, TOKEN, Variant};
use crate::shortcodes::{self, Siapa, Source};

/// Where the shop says that its pictures are. Nobody answers there: names in `.invalid` never exist.
const ORIGIN: &str = "https://toko-contoh.invalid";

/// The statuses that the API's documentation has for failures, and the one of a quota used up.
const FAILURES: &[u16] = &[400, 401, 403, 404, 405, 429, 500, 503];

/// An answer of the Open API.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    body: String,
}

#[wasm_bindgen]
impl Reply {
    /// The body's text.
    #[wasm_bindgen(getter)]
    pub fn body(&self) -> String {
        self.body.clone()
    }
}

/// A shop, its app and its Open API.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SampleShop {
    shop: Shop,
}

#[wasm_bindgen]
impl SampleShop {
    /// Opens the shop as the variant of this name; as usual where no variant has it.
    #[wasm_bindgen(constructor)]
    pub fn new(variant: &str) -> SampleShop {
        SampleShop {
            shop: Shop::open_as(Variant::named(variant).unwrap_or(Variant::Usual)),
        }
    }

    /// The Open API token of the shop.
    pub fn token() -> String {
        TOKEN.to_owned()
    }

    /// Where the shop says that its pictures are.
    pub fn origin() -> String {
        ORIGIN.to_owned()
    }

    /// Names under which variants are opened.
    pub fn variants() -> Vec<String> {
        Variant::ALL
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect()
    }

    /// A page as the app shows it: its shortcodes replaced as for `siapa`, whose identity may be told.
    pub fn show(
        &self,
        page: &str,
        siapa: &str,
        token_user: Option<String>,
        id_user: Option<String>,
    ) -> String {
        let siapa = Siapa::named(&self.shop, siapa).unwrap_or(Siapa::Tamu);
        let source = Source {
            shop: &self.shop,
            token_user: token_user.as_deref(),
            id_user: id_user.as_deref(),
            origin: ORIGIN,
        };
        let shown = shortcodes::replace(page.as_bytes(), siapa, source);
        String::from_utf8_lossy(&shown).into_owned()
    }

    /// Names of the app's shortcodes.
    pub fn shortcodes() -> Vec<String> {
        shortcodes::NAMES
            .iter()
            .map(|name| (*name).to_owned())
            .collect()
    }

    /// Answers a request to `path`, below the API's `/v1`.
    pub fn answer(&self, method: &str, path: &str, query: &str) -> Reply {
        let call = Call {
            shop: &self.shop,
            query: &Query::parse(query),
            origin: ORIGIN,
        };
        let answer = open_api::answer(method, Endpoint::at(path), &call);
        Reply {
            status: answer.status,
            body: answer.body,
        }
    }

    /// The statuses that the API's documentation has for failures.
    pub fn failures() -> Vec<u16> {
        FAILURES.to_vec()
    }

    /// What the API says with this status.
    pub fn reason(code: u16) -> String {
        Refusal::usual_reason(code).to_owned()
    }

    /// An answer of the API that says no: as HTTP status, or inside of HTTP 200.
    pub fn refuse(code: u16, inside_200: bool) -> Reply {
        let reason = Refusal::usual_reason(code);
        let refusal = match inside_200 {
            true => Refusal::in_200(code, reason),
            false => Refusal::http(code, reason),
        };
        Reply {
            status: refusal.http_status,
            body: refusal.body(),
        }
    }

    /// The picture at a path below `/gambar/`, as SVG.
    pub fn picture(&self, path: &str) -> Option<String> {
        pictures::draw(path, &self.shop)
    }
}
