//! Walking through a list part by part: the loop that asks for one part after the other, and the rules by
//! which a list of pages ends. The rules for lists with an offset are in [`super::orders`].

use std::collections::HashSet;

use futures_util::stream::{self, Stream, TryStreamExt};

use super::call::Call;
use crate::error::{Error, ErrorKind, Place};
use crate::page::{Page, is_behind_the_end};

/// A call that answers with one page of a list.
pub trait Listing: Call<Answer = Page<Self::Row>> + Clone + Send {
    /// The type of a row.
    type Row: PartialEq + Send;

    /// The same call for the next page; `None` where the service serves no further page.
    fn next(&self) -> Option<Self>;

    /// The number of the page that the call asks for.
    fn page(&self) -> u32;

    /// A value that identifies a row in the whole list. A new row at the front of the list moves the
    /// others to later pages, where the walk would see them a second time; it leaves out rows whose key it
    /// has seen.
    fn key(row: &Self::Row) -> &str;
}

/// The rules of one way to split a list into parts. `L` is the call that answers with a part.
pub(super) trait Parts<L: Call> {
    /// The type of a row.
    type Row;

    /// Whether an answer 404 means that the list has ended. `previous` is the part before it; `None` for
    /// the first part of the walk.
    fn ends_with_not_found(previous: Option<&L::Answer>) -> bool;

    /// Decides about a part that has arrived. `brings_new` is false if the keys of all of its rows were seen before.
    fn arrived(
        call: &L,
        previous: Option<&L::Answer>,
        part: &L::Answer,
        brings_new: bool,
    ) -> Result<Arrived<L>, Error>;

    /// The rows of a part.
    fn rows(part: &L::Answer) -> &[Self::Row];

    /// The rows of a part, taken out of it.
    fn into_rows(part: L::Answer) -> Vec<Self::Row>;

    /// A value that identifies a row in the whole list; `None` for a row without one.
    fn key(row: &Self::Row) -> Option<&str>;

    /// The place of the part that a call asks for.
    fn place(call: &L) -> Place;
}

/// The most parts that a walk asks for: a list that goes on behind them has no end.
const MOST_PARTS: u32 = 10_000;

/// What a walk does with a part.
pub(super) enum Arrived<L> {
    /// The walk gives out the part and asks for the next one; `None` ends the walk behind this part.
    Part(Option<L>),
    /// The list has ended before this part, which is not given out.
    End,
}

/// The parts of a list, from the one that `first` asks for to the last. A part is asked for when the
/// stream is polled for it. The stream ends after an error.
pub(super) fn parts<P, L, A, F>(first: L, ask: A) -> impl Stream<Item = Result<L::Answer, Error>>
where
    P: Parts<L>,
    L: Call<Answer: Clone> + Clone,
    A: Fn(L) -> F,
    F: Future<Output = Result<L::Answer, Error>>,
{
    let start = (Some(first), None, HashSet::new(), 0, ask);
    stream::try_unfold(start, async |(next, previous, mut seen, count, ask)| {
        let Some(call) = next else {
            return Ok(None);
        };
        if count == MOST_PARTS {
            let mut error = Error::new(ErrorKind::InvalidResponse).at(call.path());
            error.detail = Some("daftar belum berakhir sesudah 10000 halaman");
            return Err(error);
        }
        let part = match ask(call.clone()).await {
            Err(error)
                if error.kind == ErrorKind::NotFound
                    && P::ends_with_not_found(previous.as_ref()) =>
            {
                return Ok(None);
            }
            other => other.map_err(|error| placed::<P, L>(error, &call))?,
        };
        let rows = P::rows(&part);
        // One part may have no row that can be read; behind a second one there is nothing to be found.
        let had_rows = previous
            .as_ref()
            .is_none_or(|part| !P::rows(part).is_empty());
        let mut brings_new = rows.is_empty() && had_rows;
        for row in rows {
            brings_new |= P::key(row).is_none_or(|key| seen.insert(key.to_owned()));
        }
        let arrived = P::arrived(&call, previous.as_ref(), &part, brings_new);
        match arrived.map_err(|error| placed::<P, L>(error, &call))? {
            Arrived::Part(next) => Ok(Some((
                part.clone(),
                (next, Some(part), seen, count + 1, ask),
            ))),
            Arrived::End => Ok(None),
        }
    })
}

/// An error with the place of the part that a call asks for.
fn placed<P: Parts<L>, L: Call>(mut error: Error, call: &L) -> Error {
    error.place = Some(P::place(call));
    error
}

/// The rows of the parts of a list. A row whose key was seen before is left out. `on_part` sees each part
/// before its rows are given out, and with it the rows that could not be read.
pub(super) fn unique_rows<P, L>(
    parts: impl Stream<Item = Result<L::Answer, Error>>,
    mut on_part: impl FnMut(&L::Answer),
) -> impl Stream<Item = Result<P::Row, Error>>
where
    P: Parts<L>,
    L: Call,
{
    let mut seen = HashSet::new();
    parts
        .map_ok(move |part| {
            on_part(&part);
            let mut rows = P::into_rows(part);
            rows.retain(|row| P::key(row).is_none_or(|key| seen.insert(key.to_owned())));
            stream::iter(rows.into_iter().map(Ok))
        })
        .try_flatten()
}

/// Parts that are numbered pages, of a list whose length the server does not tell.
enum Pages {}

impl<L: Listing> Parts<L> for Pages {
    type Row = L::Row;

    fn ends_with_not_found(previous: Option<&Page<L::Row>>) -> bool {
        previous.is_some()
    }

    fn arrived(
        call: &L,
        previous: Option<&Page<L::Row>>,
        page: &Page<L::Row>,
        brings_new: bool,
    ) -> Result<Arrived<L>, Error> {
        let is_empty = page.data.is_empty() && page.rejected.is_empty();
        if is_behind_the_end(previous.is_none(), is_empty, brings_new) {
            return Ok(Arrived::End);
        }
        Ok(Arrived::Part(call.next().filter(|_| page.has_next)))
    }

    fn rows(page: &Page<L::Row>) -> &[L::Row] {
        &page.data
    }

    fn into_rows(page: Page<L::Row>) -> Vec<L::Row> {
        page.data
    }

    fn key(row: &L::Row) -> Option<&str> {
        Some(L::key(row))
    }

    fn place(call: &L) -> Place {
        Place::Page(call.page())
    }
}

/// The pages of a list, from the one that `first` asks for to the last. A page is asked for when the
/// stream is polled for it. The stream ends
///
/// - behind a page with fewer rows than a page can have, an empty one included,
/// - at a 404 on any page but the first,
/// - at a page without a row that is new, which a server sends that ignores `page` or whose pages go round,
/// - behind an error, which ten thousand pages end with.
pub(super) fn pages<L, A, F>(first: L, ask: A) -> impl Stream<Item = Result<Page<L::Row>, Error>>
where
    L: Listing<Row: Clone>,
    A: Fn(L) -> F,
    F: Future<Output = Result<Page<L::Row>, Error>>,
{
    parts::<Pages, L, A, F>(first, ask)
}

/// The rows of the pages of a list, each row once. `on_page` sees each page before its rows are given out.
pub(super) fn rows<L: Listing>(
    pages: impl Stream<Item = Result<Page<L::Row>, Error>>,
    on_page: impl FnMut(&Page<L::Row>),
) -> impl Stream<Item = Result<L::Row, Error>> {
    unique_rows::<Pages, L>(pages, on_page)
}
