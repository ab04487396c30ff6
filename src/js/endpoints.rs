//! A page's query objects, checked value by value: a page is written without types.

use js_sys::{JsString, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::client::Plan;
use crate::endpoint::{self, PageQuery};
use crate::error::Error;
use crate::open_api::kategori::{KategoriQuery, Struktur};
use crate::open_api::kostumpage::KostumPageQuery;
use crate::open_api::produk::ProdukQuery;
use crate::open_api::slide::SlideQuery;
use crate::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use crate::open_api::user::info::UserInfoQuery;
use crate::open_api::user::transaksi::TransaksiQuery;
use crate::page::By;

/// The lists of the API that come in pages, as the entry file numbers them.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy)]
pub enum Paged {
    /// `/app/produk`
    Produk,
    /// `/user/catatan`
    Catatan,
    /// `/user/transaksi`
    Transaksi,
}

/// The lists that come in one piece.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy)]
pub enum Whole {
    /// `/app/kategori`
    Kategori,
    /// `/app/slide`
    Slide,
    /// `/app/kostumpage`
    KostumPage,
}

const ID_KATEGORI: &str = "id_kategori harus angka id kategori, misalnya 5387 atau \"5387\"";
const CARI: &str = "cari_nama_produk harus teks";
const TIPE: &str = "tipe harus \"saldo\" atau \"poin\"";
const STRUKTUR: &str = "struktur hanya boleh \"flat\"";
const LIMIT: &str = "limit harus bilangan bulat mulai dari 0";

/// The largest whole number up to which a double holds each one.
const LARGEST_EXACT: f64 = 9_007_199_254_740_991.0;

pub(super) fn paged(endpoint: Paged, query: &JsValue, by: By) -> Result<Plan, Error> {
    let paging = paging(query);
    match endpoint {
        Paged::Produk => Plan::paged(
            &ProdukQuery {
                paging: paging?,
                id_kategori: id_kategori(&field(query, "id_kategori"))?,
                cari_nama_produk: text(&field(query, "cari_nama_produk"), CARI)?,
            },
            by,
        ),
        Paged::Catatan => match text(&field(query, "tipe"), TIPE)?.as_deref() {
            None | Some("saldo") => Plan::paged(&CatatanSaldoQuery { paging: paging? }, by),
            Some("poin") => Plan::paged(&CatatanPoinQuery { paging: paging? }, by),
            Some(_) => Err(Error::argument(TIPE)),
        },
        Paged::Transaksi => Plan::paged(&TransaksiQuery { paging: paging? }, by),
    }
}

pub(super) fn whole(endpoint: Whole, query: &JsValue) -> Result<Plan, Error> {
    match endpoint {
        Whole::Kategori => {
            let struktur = match text(&field(query, "struktur"), STRUKTUR)?.as_deref() {
                None => None,
                Some("flat") => Some(Struktur::Flat),
                Some(_) => return Err(Error::argument(STRUKTUR)),
            };
            Plan::of(&KategoriQuery { struktur })
        }
        Whole::Slide => Plan::of(&SlideQuery),
        Whole::KostumPage => Plan::of(&KostumPageQuery),
    }
}

pub(super) fn info() -> Result<Plan, Error> {
    Plan::of(&UserInfoQuery)
}

/// Rows wanted; `None`: all of them.
pub(super) fn limit(value: &JsValue) -> Result<Option<usize>, Error> {
    if is_absent(value) || value.as_f64() == Some(f64::INFINITY) {
        return Ok(None);
    }
    let limit = whole_number(value).ok_or_else(|| Error::argument(LIMIT))?;
    Ok(Some(usize::try_from(limit).unwrap_or(usize::MAX)))
}

fn paging(query: &JsValue) -> Result<PageQuery, Error> {
    let number = |name, refusal| {
        let value = field(query, name);
        if is_absent(&value) {
            return Ok(None);
        }
        let number = whole_number(&value).and_then(|number| u32::try_from(number).ok());
        number.map(Some).ok_or_else(|| Error::argument(refusal))
    };
    Ok(PageQuery {
        page: number("page", endpoint::PAGE)?,
        total_data: number("total_data", endpoint::TOTAL_DATA)?,
    })
}

/// Empty means any category: that is what a form's `<select>` gives for "all".
fn id_kategori(value: &JsValue) -> Result<Option<u64>, Error> {
    let id = match value.as_string() {
        Some(text) if text.trim().is_empty() => return Ok(None),
        Some(text) => text.trim().parse().ok(),
        None if is_absent(value) => return Ok(None),
        None => whole_number(value),
    };
    id.map(Some).ok_or_else(|| Error::argument(ID_KATEGORI))
}

fn text(value: &JsValue, refusal: &'static str) -> Result<Option<String>, Error> {
    match value.dyn_ref::<JsString>() {
        // A lone half of a surrogate pair cannot go into an address; it becomes U+FFFD.
        Some(text) => Ok(Some(String::from(text))),
        None if is_absent(value) => Ok(None),
        None => Err(Error::argument(refusal)),
    }
}

/// A whole number from 0 that a double holds exactly.
fn whole_number(value: &JsValue) -> Option<u64> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && (0.0..=LARGEST_EXACT).contains(&number)).then_some(number as u64)
}

fn is_absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// A getter of the page's own that throws counts as a field that is not there.
fn field(query: &JsValue, name: &str) -> JsValue {
    Reflect::get(query, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
