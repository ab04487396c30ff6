//! The results of calls for lists: one page of a list, or a list in one piece. Also the rules by which a list ends.

pub use crate::answer::Source;
use crate::endpoint::PageQuery;
use crate::error::{Error, ErrorKind};
use crate::repair::{Rejected, Tree, TreeRows};
use crate::row::Row;
use serde_json::Value;

/// One page of a list. `R` is a row; `V` holds what the answer says beside its rows.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::Source;
/// use bukaolshop::open_api::produk::ProdukQuery;
///
/// let page = toko.produk().list(&ProdukQuery::default()).await?;
/// println!("page {}, {} rows, more: {}", page.page, page.data.len(), page.has_next);
/// for row in &page.rejected {
///     println!("{} cannot be read: {}", row.path, row.reason);
/// }
/// if page.source != Source::Network {
///     println!("these rows were kept from before");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Page<R, V = serde_json::Value> {
    /// The rows that could be read.
    pub data: Vec<R>,
    /// Which page this is, from 1.
    pub page: u32,
    /// The number of rows that were asked for on each page: the API's `total_data`, which is not the number of all rows.
    /// The API does not tell that number.
    pub per_page: u32,
    /// Whether another page may follow. The API does not tell it, so it is told by the number of rows: true on a page with
    /// as many rows as were asked for, or as many as the answer's own `total_data` says where that is fewer. False on a
    /// shorter page, and past the end.
    pub has_next: bool,
    /// Where the page came from.
    pub source: Source,
    /// Whether this is the last page that the API serves although the list goes on behind it. Only the Closed API has such
    /// a page; false for the Open API.
    #[cfg(feature = "server")]
    #[cfg_attr(feature = "serde", serde(default))]
    pub truncated: bool,
    /// The rows that could not be read, which are left out of `data`.
    pub rejected: Vec<Rejected>,
    /// The answer without its rows: `code`, `status`, and what the API adds to them.
    pub rest: V,
}

/// A page whose rows are still held as they were parsed: by the engine, in a page.
#[derive(Debug)]
pub(crate) struct RawPage<V: Tree> {
    pub rows: V::Rows,
    pub page: u32,
    pub per_page: u32,
    pub has_next: bool,
    pub source: Source,
    pub rejected: Vec<Rejected>,
    pub rest: V,
}

impl<V: Tree> From<RawPage<V>> for Page<V, V> {
    fn from(page: RawPage<V>) -> Self {
        Self {
            data: page.rows.into_vec(),
            page: page.page,
            per_page: page.per_page,
            has_next: page.has_next,
            source: page.source,
            #[cfg(feature = "server")]
            truncated: false,
            rejected: page.rejected,
            rest: page.rest,
        }
    }
}

/// A list that came in one piece. `R` is a row.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// let slides = toko.slide().await?;
/// for slide in &slides.data {
///     println!("{}", slide.url_gambar_slide);
/// }
/// println!("{} slides could not be read", slides.rejected.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rows<R> {
    /// The rows that could be read.
    pub data: Vec<R>,
    /// The rows that could not be read, which are left out of `data`.
    pub rejected: Vec<Rejected>,
    /// Where the list came from.
    pub source: Source,
}

/// A page with rows of Rust's own types.
pub(crate) fn typed_page<R: Row>(page: Page<Value, Value>) -> Page<R> {
    let Page {
        data,
        page,
        per_page,
        has_next,
        source,
        rejected,
        mut rest,
        #[cfg(feature = "server")]
        truncated,
    } = page;
    let Rows { data, rejected, .. } = typed_rows(Rows {
        data,
        rejected,
        source,
    });
    if let Some(fields) = rest.as_object_mut() {
        fields.remove("data");
    }
    Page {
        data,
        page,
        per_page,
        has_next,
        source,
        #[cfg(feature = "server")]
        truncated,
        rejected,
        rest,
    }
}

/// A list with rows of Rust's own types. A row that was repaired nearly always has them; where it has not, such as a price
/// with a part of a rupiah, it is one more rejected row.
pub(crate) fn typed_rows<R: Row>(rows: Rows<Value>) -> Rows<R> {
    let Rows {
        data,
        mut rejected,
        source,
    } = rows;
    let mut index = 0;
    let data = data.into_iter().filter_map(|value| {
        while rejected
            .iter()
            .any(|row| row.index == index && is_whole(row))
        {
            index += 1;
        }
        let row = R::deserialize(&value).ok();
        if row.is_none() {
            let mut path = format!("data[{index}]");
            if let Some(field) = R::misfit(&value) {
                path += ".";
                path += field;
            }
            rejected.push(Rejected {
                index,
                path,
                reason: "tidak terbaca",
            });
        }
        index += 1;
        row
    });
    let data = data.collect();
    rejected.sort_by_key(|row| row.index);
    Rows {
        data,
        rejected,
        source,
    }
}

/// Whether the row itself was left out, not a row inside it.
fn is_whole(rejected: &Rejected) -> bool {
    rejected.path.matches('[').count() == 1
}

// Where a list in pages ends: no answer says how many pages there are.

/// Whether an error says that there is no such page: a 404 on any page but the list's first.
pub(crate) fn is_no_page(error: &Error, is_first: bool) -> bool {
    error.kind == ErrorKind::NotFound && !is_first
}

/// Whether the list has ended before a page: it is empty, or none of its rows is new, as on the pages of a server that
/// ignores `page`. The first page of a walk is an answer even if it is empty.
pub(crate) fn is_behind_the_end(is_first: bool, is_empty: bool, brings_new: bool) -> bool {
    !is_first && (is_empty || !brings_new)
}

/// Whether there may be a page behind this one: it has as many rows as were asked for, or as many as the answer says that
/// a page has, for some servers give fewer than asked for. Without such a number, a page of just the ten rows that a
/// server gives unless told otherwise is worth another question.
pub(crate) fn may_have_next(sent: usize, asked: u32, told: Option<f64>) -> bool {
    let default = PageQuery::DEFAULT_PER_PAGE;
    match told {
        _ if sent >= asked as usize => true,
        // As a whole number: the remainder of floating-point numbers is a kilobyte of code.
        Some(told) => {
            let told = told as u32;
            told > 0 && told.is_multiple_of(default) && sent >= told as usize
        }
        None => sent == default as usize,
    }
}

/// The most pages that a page's walk asks for where it has no limit: a list that goes on behind them has no end.
pub(crate) const MOST_PAGES: u32 = 1_000;
