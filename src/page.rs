//! The results of calls for lists: one page of a list, or a list in one piece. Also the rules by which a list ends.

pub use crate::answer::Source;
use crate::endpoint::PageQuery;
use crate::error::{Error, ErrorKind};
use crate::repair::{Rejected, Tree, TreeRows};

/// One page of a list. `R` is a row; `V` holds what the answer says beside its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<R, V = serde_json::Value> {
    /// The rows that could be read.
    pub data: Vec<R>,
    /// Which page this is, from 1.
    pub page: u32,
    /// Rows asked for per page.
    pub total_data: u32,
    /// False on a page shorter than asked for, and past the end: the API tells no total. True on a page with as many rows
    /// as the answer's own `total_data` says, where a server gives fewer than asked for.
    pub has_next: bool,
    /// Where it came from.
    pub source: Source,
    /// Whether the list goes on behind this page though the API serves no further one.
    #[cfg(feature = "server")]
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
    pub total_data: u32,
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
            total_data: page.total_data,
            has_next: page.has_next,
            source: page.source,
            #[cfg(feature = "server")]
            truncated: false,
            rejected: page.rejected,
            rest: page.rest,
        }
    }
}

/// A list that came in one piece.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows<R> {
    /// The rows that could be read.
    pub data: Vec<R>,
    /// The rows that could not be read, which are left out of `data`.
    pub rejected: Vec<Rejected>,
    /// Where it came from.
    pub source: Source,
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
    let default = PageQuery::DEFAULT_TOTAL;
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
