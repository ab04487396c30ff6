//! A page's queries: which endpoint is asked, and with which parameters.

use js_sys::{Array, Number};
use wasm_bindgen::prelude::*;

use super::field::{ChoiceRule, NumberRule, field, is_missing};
use crate::client::{By, PreparedQuery};
use crate::endpoint::{PAGE, PageQuery, TOTAL_DATA};
use crate::error::{Error, ErrorKind};
use crate::open_api::kategori::{self, KategoriQuery, Struktur};
use crate::open_api::kostumpage::{self, KostumPageQuery};
use crate::open_api::produk::{self, ProdukQuery};
use crate::open_api::slide::{self, SlideQuery};
use crate::open_api::user::catatan::{self, CatatanPoinQuery, CatatanSaldoQuery};
use crate::open_api::user::info::{self, UserInfoQuery};
use crate::open_api::user::transaksi::{self, TransaksiQuery};
use crate::repair::decimal;
use crate::types::IdKategori;

/// How a page's query is read.
type Read = fn(&JsValue, By) -> Result<Box<PreparedQuery>, Error>;

/// How the query of each endpoint is read.
static READERS: [(&str, Read); 7] = [
    (produk::PATH, produk),
    (kategori::PATH, kategori),
    (slide::PATH, |_, _| PreparedQuery::of(&SlideQuery)),
    (kostumpage::PATH, |_, _| PreparedQuery::of(&KostumPageQuery)),
    (info::PATH, |_, _| {
        Ok(PreparedQuery::of(&UserInfoQuery)?.single())
    }),
    (catatan::PATH, catatan),
    (transaksi::PATH, |query, by| {
        let paging = paging(query)?;
        PreparedQuery::paged(&TransaksiQuery { paging }, by)
    }),
];

/// The question to the endpoint at this path, one of the Open API's.
///
/// # Errors
/// [`ErrorKind::InvalidArgument`], which names the field of the query and says what it may be.
pub(super) fn prepare(path: &str, query: &JsValue, by: By) -> Result<Box<PreparedQuery>, Error> {
    let Some((path, read)) = READERS.iter().find(|(known, _)| *known == path) else {
        // The package's JavaScript has its paths from the crate, and no others.
        return Err(Error::new(ErrorKind::InvalidArgument));
    };
    if !is_missing(query) && (!query.is_object() || Array::is_array(query)) {
        let rule = "query harus objek, misalnya { page: 1 }";
        return Err(Error::argument(rule).at(path));
    }
    read(query, by).map_err(|error| error.at(path))
}

fn produk(query: &JsValue, by: By) -> Result<Box<PreparedQuery>, Error> {
    let words = field(query, "cari_nama_produk");
    if !is_missing(&words) && !words.is_string() {
        return Err(Error::argument("cari_nama_produk harus teks"));
    }
    let raw = field(query, "use_raw_html");
    if !is_missing(&raw) && raw.as_bool().is_none() {
        return Err(Error::argument("use_raw_html harus true atau false"));
    }
    let wanted = ProdukQuery {
        id_kategori: category(query)?.map(IdKategori::from),
        cari_nama_produk: words.as_string(),
        use_raw_html: raw.as_bool(),
        paging: paging(query)?,
    };
    PreparedQuery::paged(&wanted, by)
}

static STRUKTUR: ChoiceRule = ChoiceRule {
    name: "struktur",
    choices: &["flat"],
    nullable: true,
    rule: "struktur hanya boleh \"flat\"",
};

fn kategori(query: &JsValue, _: By) -> Result<Box<PreparedQuery>, Error> {
    let struktur = STRUKTUR.read(query)?.map(|_| Struktur::Flat);
    PreparedQuery::of(&KategoriQuery { struktur })
}

static TIPE: ChoiceRule = ChoiceRule {
    name: "tipe",
    choices: &["saldo", "poin"],
    nullable: true,
    rule: "tipe harus \"saldo\" atau \"poin\"",
};

fn catatan(query: &JsValue, by: By) -> Result<Box<PreparedQuery>, Error> {
    let tipe = TIPE.read(query)?;
    let paging = paging(query)?;
    match tipe {
        Some(1) => PreparedQuery::paged(&CatatanPoinQuery { paging }, by),
        _ => PreparedQuery::paged(&CatatanSaldoQuery { paging }, by),
    }
}

static PAGE_RULE: NumberRule = NumberRule {
    name: "page",
    least: 1.0,
    most: u32::MAX as f64,
    whole: true,
    nullable: true,
    rule: PAGE,
};

/// That it is a multiple of ten, [`PreparedQuery::paged`] checks.
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
        per_page: TOTAL_DATA_RULE.read(query)?.map(|total| total as u32),
    })
}

static ID_KATEGORI: NumberRule = NumberRule {
    name: "id_kategori",
    least: 0.0,
    most: Number::MAX_SAFE_INTEGER,
    whole: true,
    nullable: true,
    rule: "id_kategori harus angka id kategori, misalnya 5387 atau \"5387\"",
};

/// The number of a category; `None` for any, which is what the `<select>` of a form gives as an empty text.
fn category(query: &JsValue) -> Result<Option<u64>, Error> {
    let Some(text) = field(query, ID_KATEGORI.name).as_string() else {
        return Ok(ID_KATEGORI.read(query)?.map(|number| number as u64));
    };
    let digits = text.trim();
    if digits.is_empty() {
        return Ok(None);
    }
    let number = decimal(digits.strip_prefix("+").unwrap_or(digits));
    number
        .map(Some)
        .ok_or_else(|| Error::argument(ID_KATEGORI.rule))
}
