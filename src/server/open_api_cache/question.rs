//! What visitors may ask: the seven endpoints with their documented parameters. Each request is read into an endpoint of
//! [`open_api`](crate::open_api) and written again from it, so nothing of a visitor's address reaches bukaOlshop as it came.

use std::borrow::Cow;

use crate::client::{By, PreparedQuery};
use crate::endpoint::{PageQuery, Paged};
use crate::error::Error;
use crate::identity::{Identity, MemberTokens};
use crate::open_api::kategori::{self, KategoriQuery, Struktur};
use crate::open_api::kostumpage::{self, KostumPageQuery};
use crate::open_api::produk::{self, ProdukQuery};
use crate::open_api::slide::{self, SlideQuery};
use crate::open_api::user::catatan::{self, CatatanPoinQuery, CatatanSaldoQuery};
use crate::open_api::user::info::{self, UserInfoQuery};
use crate::open_api::user::transaksi::{self, TransaksiQuery};
use crate::open_api::{PATHS, QUERY_FIELDS};
use crate::page::MOST_PAGES;
use crate::repair::decimal;

use super::refusal::Refusal;

/// The longest query that is read, in bytes.
const LONGEST_QUERY: usize = 2_048;
/// The most characters of what a shopper searches for.
const LONGEST_SEARCH: usize = 64;
/// The most digits of an id.
const LONGEST_ID: usize = 18;
/// The most bytes of `token_user` and of `id_user`.
const LONGEST_MEMBER: usize = 512;

/// A question that may be asked.
#[derive(Clone)]
pub(super) struct Question {
    /// The whole address, with the shop's token: not for logs.
    pub url: String,
    /// What is asked, without saying who asks, in one spelling for all addresses that ask the same. `None` for a question
    /// about a member, whose answer is not kept.
    pub key: Option<String>,
}

/// Reads the path and the query of an address, for the shop that `shop` names.
pub(super) fn read(
    path: &str,
    query: &str,
    base_url: &str,
    shop: &Identity,
) -> Result<Question, Refusal> {
    let path = known_path(path)?;
    if query.len() > LONGEST_QUERY {
        return Err(Refusal::QueryTooLong);
    }
    let fields = Fields::read(path, query)?;
    let (prepared, identity) = match path {
        produk::PATH => (paged(&fields.produk()?), shop.clone()),
        kategori::PATH => (PreparedQuery::of(&fields.kategori()?), shop.clone()),
        slide::PATH => (PreparedQuery::of(&SlideQuery), shop.clone()),
        kostumpage::PATH => (PreparedQuery::of(&KostumPageQuery), shop.clone()),
        info::PATH => (PreparedQuery::of(&UserInfoQuery), fields.member(shop)?),
        catatan::PATH => (fields.catatan()?, fields.member(shop)?),
        transaksi::PATH => {
            let paging = fields.paging()?;
            (paged(&TransaksiQuery { paging }), fields.member(shop)?)
        }
        _ => return Err(Refusal::UnknownPath),
    };
    let request = prepared
        .and_then(|prepared| prepared.request(base_url, &identity))
        .map_err(|error| wrong(&error))?;
    Ok(Question {
        url: request.url,
        key: request.cache_key,
    })
}

/// The path of an endpoint.
pub(super) fn known_path(path: &str) -> Result<&'static str, Refusal> {
    PATHS
        .iter()
        .find_map(|(_, known)| (*known == path).then_some(*known))
        .ok_or(Refusal::UnknownPath)
}

fn paged(query: &impl Paged) -> Result<Box<PreparedQuery>, Error> {
    PreparedQuery::paged(query, By::Pages)
}

/// The refusal of an argument that the client would not send either.
fn wrong(error: &Error) -> Refusal {
    Refusal::Parameter(error.detail().unwrap_or_default().to_owned())
}

/// The parameters that a path may have, beside the token that pages send and that counts for nothing.
fn allowed(path: &str) -> impl Iterator<Item = &'static str> {
    let own = QUERY_FIELDS.iter().find(|(known, _)| *known == path);
    let own = own.map_or(&[][..], |(_, names)| names);
    let of_member: &[&str] = match path.starts_with("/user/") {
        true => &["token_user", "id_user"],
        false => &[],
    };
    own.iter().chain(of_member).copied()
}

/// The parameters of an address: those that are there, known, and not empty.
struct Fields<'q>(Vec<(&'static str, Cow<'q, str>)>);

impl<'q> Fields<'q> {
    fn read(path: &str, query: &'q str) -> Result<Self, Refusal> {
        let mut fields: Vec<(&'static str, Cow<'q, str>)> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if name == "token" {
                continue;
            }
            let Some(known) = allowed(path).find(|known| *known == name) else {
                let known: Vec<&str> = allowed(path).collect();
                return Err(Refusal::Parameter(match known.is_empty() {
                    true => "alamat ini tidak punya parameter selain token".to_owned(),
                    false => format!("parameter tidak dikenal; yang ada: {}", known.join(", ")),
                }));
            };
            if fields.iter().any(|(other, _)| *other == known) {
                return Err(Refusal::Parameter(format!("{known} hanya boleh sekali")));
            }
            // An empty one is as good as none, and remembered as empty, so that it cannot come twice.
            fields.push((known, value));
        }
        Ok(Self(fields))
    }

    fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| *known == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// A whole number in digits; one that is none becomes 0, which no parameter allows.
    fn number(&self, name: &str) -> Option<u32> {
        let number = decimal(self.get(name)?).and_then(|number| u32::try_from(number).ok());
        Some(number.unwrap_or(0))
    }

    fn paging(&self) -> Result<PageQuery, Refusal> {
        let page = self.number("page");
        if page.is_some_and(|page| page > MOST_PAGES) {
            return Err(Refusal::Parameter(format!(
                "page harus bilangan bulat dari 1 sampai {MOST_PAGES}"
            )));
        }
        let per_page = self.number("total_data");
        Ok(PageQuery { page, per_page })
    }

    fn produk(&self) -> Result<ProdukQuery, Refusal> {
        let id_kategori = self.get("id_kategori");
        let is_id =
            |id: &str| id.len() <= LONGEST_ID && id.bytes().all(|byte| byte.is_ascii_digit());
        if id_kategori.is_some_and(|id| !is_id(id)) {
            return Err(Refusal::Parameter("id_kategori harus angka".to_owned()));
        }
        let words = self.get("cari_nama_produk");
        if words.is_some_and(|words| words.chars().nth(LONGEST_SEARCH).is_some()) {
            return Err(Refusal::Parameter(format!(
                "cari_nama_produk paling panjang {LONGEST_SEARCH} huruf"
            )));
        }
        Ok(ProdukQuery {
            paging: self.paging()?,
            id_kategori: id_kategori.map(Into::into),
            cari_nama_produk: words.map(str::to_owned),
            use_raw_html: match self.get("use_raw_html") {
                // Tags are taken out without the parameter, too.
                None | Some("false" | "0") => None,
                Some("true" | "1") => Some(true),
                Some(_) => {
                    let rule = "use_raw_html harus true atau false";
                    return Err(Refusal::Parameter(rule.to_owned()));
                }
            },
        })
    }

    fn kategori(&self) -> Result<KategoriQuery, Refusal> {
        let struktur = match self.get("struktur") {
            None => None,
            Some("flat") => Some(Struktur::Flat),
            Some(_) => return Err(Refusal::Parameter("struktur harus flat".to_owned())),
        };
        Ok(KategoriQuery { struktur })
    }

    fn catatan(&self) -> Result<Result<Box<PreparedQuery>, Error>, Refusal> {
        let paging = self.paging()?;
        match self.get("tipe") {
            None | Some("saldo") => Ok(paged(&CatatanSaldoQuery { paging })),
            Some("poin") => Ok(paged(&CatatanPoinQuery { paging })),
            Some(_) => Err(Refusal::Parameter("tipe harus saldo atau poin".to_owned())),
        }
    }

    /// The shop together with the member who asks.
    fn member(&self, shop: &Identity) -> Result<Identity, Refusal> {
        // One that is too long is nobody's.
        let text = |name: &str| {
            let text = self.get(name).filter(|text| text.len() <= LONGEST_MEMBER);
            text.unwrap_or_default()
        };
        let identity = shop.clone().with_member(MemberTokens {
            token_user: text("token_user"),
            id_user: text("id_user"),
        });
        match identity.in_app() {
            true => Ok(identity),
            false => Err(Refusal::NoMember),
        }
    }
}
