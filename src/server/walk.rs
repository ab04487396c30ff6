//! Walking through the pages of a service's list.

use std::collections::HashSet;

use futures_util::stream::{self, Stream, TryStreamExt};

use super::call::Call;
use crate::error::{Error, ErrorKind};
use crate::page::Page;

/// A call that answers with one page of a list.
pub trait Listing: Call<Answer = Page<Self::Row>> + Clone + Send {
    /// One row of it.
    type Row: PartialEq + Send;

    /// The same question about the page behind; `None` where there is none to ask for.
    fn next(&self) -> Option<Self>;

    /// What no two rows of the whole list share. Rows move to a later page when a new one is put in front
    /// of them, and would be seen twice.
    fn key(row: &Self::Row) -> &str;
}

/// A walk, between two steps.
struct Walk<L: Listing> {
    next: Option<L>,
    /// Whether the next page is the walk's first.
    first: bool,
    previous: Vec<L::Row>,
}

/// The pages from the one asked for to the last, each asked for when it is consumed. It ends
///
/// - behind a page with fewer rows than there could be, an empty one included,
/// - at a 404 on any page but the first,
/// - at a page that repeats the one before (a server that ignores `page`),
/// - behind an error.
pub(super) fn pages<L, A, F>(from: L, ask: A) -> impl Stream<Item = Result<Page<L::Row>, Error>>
where
    L: Listing<Row: Clone>,
    A: Fn(L) -> F,
    F: Future<Output = Result<Page<L::Row>, Error>>,
{
    let walk = Walk {
        next: Some(from),
        first: true,
        previous: Vec::new(),
    };
    stream::try_unfold((walk, ask), async |(mut walk, ask)| {
        let Some(listing) = walk.next.take() else {
            return Ok(None);
        };
        let page = match ask(listing.clone()).await {
            Err(error) if error.kind == ErrorKind::NotFound && !walk.first => return Ok(None),
            other => other?,
        };
        let is_empty = page.data.is_empty() && page.rejected.is_empty();
        // The first page is an answer even if it is empty; behind it, emptiness is the end.
        if !walk.first && (is_empty || (!page.data.is_empty() && page.data == walk.previous)) {
            return Ok(None);
        }
        walk.first = false;
        walk.previous.clone_from(&page.data);
        walk.next = listing.next().filter(|_| page.has_next);
        Ok(Some((page, (walk, ask))))
    })
}

/// The rows of those pages, each once.
pub(super) fn rows<L: Listing>(
    pages: impl Stream<Item = Result<Page<L::Row>, Error>>,
) -> impl Stream<Item = Result<L::Row, Error>> {
    let mut seen = HashSet::new();
    pages
        .map_ok(move |mut page| {
            page.data.retain(|row| seen.insert(L::key(row).to_owned()));
            stream::iter(page.data.into_iter().map(Ok))
        })
        .try_flatten()
}
