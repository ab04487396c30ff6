//! A page's queries: which endpoint is asked, and with which parameters.

use js_sys::{Array, Number};
use wasm_bindgen::prelude::*;

use super::field::{NumberRule, field, is_missing};
use crate::client::{By, PreparedQuery};
use crate::endpoint::{PAGE, PageQuery, Paged, TOTAL_DATA};
use crate::error::{Error, ErrorKind};
use crate::open_api::PATHS;
use crate::open_api::kategori::{self, KategoriQuery, Struktur};
use crate::open_api::kostumpage::{self, KostumPageQuery};
use crate::open_api::produk::{self, ProdukQuery};
use crate::open_api::slide::{self, SlideQuery};
use crate::open_api::user::catatan::{self, CatatanPoinQuery, CatatanSaldoQuery};
use crate::open_api::user::info::{self, UserInfoQuery};
use crate::open_api::user::transaksi::{self, TransaksiQuery};
use crate::wire::decimal;

/// The question to the endpoint at this path, one of the Open API's.
///
/// # Errors
/// [`ErrorKind::InvalidArgument`], which names the field of the query and says what it may be.
pub(super) fn prepare(path: &str, query: &JsValue, by: By) -> Result<PreparedQuery, Error> {
    let known = PATHS.iter().find(|(_, known)| *known == path);
    read(path, query, by).map_err(|error| match known {
        Some((_, known)) => error.at(known),
        None => error,
    })
}

fn read(path: &str, query: &JsValue, by: By) -> Result<PreparedQuery, Error> {
    if !is_missing(query) && (!query.is_object() || Array::is_array(query)) {
        let rule = "query harus objek, misalnya { page: 1 }";
        return Err(Error::argument(rule));
    }
    let mut key = None;
    let asked = match path {
        kategori::PATH => {
            let struktur = field(query, "struktur");
            let struktur = match struktur.as_string().as_deref() {
                Some("flat") => Some(Struktur::Flat),
                None if is_missing(&struktur) => None,
                _ => return Err(Error::argument("struktur hanya boleh \"flat\"")),
            };
            return PreparedQuery::of(&KategoriQuery { struktur });
        }
        slide::PATH => return PreparedQuery::of(&SlideQuery),
        kostumpage::PATH => return PreparedQuery::of(&KostumPageQuery),
        info::PATH => return Ok(PreparedQuery::of(&UserInfoQuery)?.single()),
        produk::PATH => {
            let words = field(query, "cari_nama_produk");
            if !is_missing(&words) && !words.is_string() {
                return Err(Error::argument("cari_nama_produk harus teks"));
            }
            let wanted = ProdukQuery {
                id_kategori: category(&field(query, "id_kategori"))?,
                cari_nama_produk: words.as_string(),
                ..ProdukQuery::default()
            };
            key = wanted.key();
            PreparedQuery::of(&wanted)
        }
        catatan::PATH => {
            let tipe = field(query, "tipe");
            match tipe.as_string().as_deref() {
                Some("poin") => PreparedQuery::of(&CatatanPoinQuery::default()),
                Some("saldo") => PreparedQuery::of(&CatatanSaldoQuery::default()),
                None if is_missing(&tipe) => PreparedQuery::of(&CatatanSaldoQuery::default()),
                _ => return Err(Error::argument("tipe harus \"saldo\" atau \"poin\"")),
            }
        }
        transaksi::PATH => PreparedQuery::of(&TransaksiQuery::default()),
        // The package's JavaScript has its paths from the crate, and no others.
        _ => return Err(Error::new(ErrorKind::InvalidArgument)),
    };
    asked?.in_pages(paging(query)?, by, key)
}

static PAGE_RULE: NumberRule = NumberRule {
    name: "page",
    least: 1.0,
    most: u32::MAX as f64,
    whole: true,
    nullable: true,
    rule: PAGE,
};

/// That it is a multiple of ten, [`PreparedQuery::in_pages`] checks.
static TOTAL_DATA_RULE: NumberRule = NumberRule {
    name: "total_data",
    least: 1.0,
    most: PageQuery::LARGEST_TOTAL as f64,
    whole: true,
    nullable: true,
    rule: TOTAL_DATA,
};

fn paging(query: &JsValue) -> Result<PageQuery, Error> {
    Ok(PageQuery {
        page: PAGE_RULE.read(query)?.map(|page| page as u32),
        total_data: TOTAL_DATA_RULE.read(query)?.map(|total| total as u32),
    })
}

/// The number of a category; `None` for any, which is what the `<select>` of a form gives as an empty text.
fn category(value: &JsValue) -> Result<Option<u64>, Error> {
    if is_missing(value) {
        return Ok(None);
    }
    let id = match (value.as_f64(), value.as_string()) {
        (Some(number), _) => Number::is_safe_integer(value)
            .then_some(number)
            .filter(|number| *number >= 0.0)
            .map(|number| number as u64),
        (None, Some(text)) => {
            let text = text.trim();
            if text.is_empty() {
                return Ok(None);
            }
            let digits = text.strip_prefix('+').unwrap_or(text);
            match digits.trim_start_matches('0') {
                "" if !digits.is_empty() => Some(0),
                significant => decimal(significant),
            }
        }
        _ => None,
    };
    let rule = "id_kategori harus angka id kategori, misalnya 5387 atau \"5387\"";
    id.map(Some).ok_or_else(|| Error::argument(rule))
}
