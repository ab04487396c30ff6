//! Lists that are asked for by offset and limit, and the walk through them.

use std::collections::HashSet;

use futures_util::stream::{self, Stream, TryStreamExt};
use serde_json::Value;

use crate::error::{Error, ErrorKind};
use crate::server::call::Call;
use crate::server::received::Listed;
use crate::wire::Rejected;

/// A part of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice<R> {
    /// The rows that could be read.
    pub data: Vec<R>,
    /// How many rows of the list stand before the first of these.
    pub offset: u64,
    /// The most rows that there could be here.
    pub limit: u64,
    /// How many rows the whole list has; `None` where the server did not say.
    pub total: Option<u64>,
    /// The offset of the rows behind these; `None` behind the last.
    pub next_offset: Option<u64>,
    /// Rows that could not be read. They are left out of `data` and hide none of the others.
    pub rejected: Vec<Rejected>,
    /// What the answer says beside its rows.
    pub rest: Value,
}

impl<R> Slice<R> {
    /// The rows of an answer. The list goes on as long as its total says, or, without one, behind each
    /// part that is full; the next part begins behind the rows that were sent, however many were asked for.
    pub(super) fn new(listed: Listed<R>, offset: u64, limit: u64, total: Option<u64>) -> Self {
        let sent = listed.sent as u64;
        let next = offset.checked_add(sent).filter(|next| match total {
            Some(total) => *next < total,
            None => sent >= limit,
        });
        Self {
            data: listed.data,
            offset,
            limit,
            total,
            next_offset: next.filter(|_| sent > 0),
            rejected: listed.rejected,
            rest: listed.rest,
        }
    }
}

/// A call that answers with a part of a list.
pub trait Sliced: Call<Answer = Slice<Self::Row>> + Clone + Send {
    /// One row of it.
    type Row: Clone + PartialEq + Send;

    /// The same question about the rows behind so many.
    #[must_use]
    fn at(&self, offset: u64) -> Self;

    /// What no two rows of the whole list share; `None` where there is no such thing. Rows move to a later
    /// offset when a new one is put in front of them, and would be seen twice.
    fn key(row: &Self::Row) -> Option<&str>;
}

/// A walk, between two steps.
struct Walk<L: Sliced> {
    next: Option<L>,
    previous: Option<Slice<L::Row>>,
}

impl<L: Sliced> Walk<L> {
    /// Whether these rows are the ones before: the server does not look at the offset. Two equal rows
    /// without a key may be two, as long as a total says when they end.
    fn repeats(&self, slice: &Slice<L::Row>) -> bool {
        let same = |before: &Slice<L::Row>| !slice.data.is_empty() && before.data == slice.data;
        let telling = || slice.data.iter().any(|row| L::key(row).is_some());
        self.previous.as_ref().is_some_and(same) && (slice.total.is_none() || telling())
    }
}

/// The parts from the one asked for to the end, each asked for when it is consumed. It ends
///
/// - where the total says, or, without a total, behind a part with fewer rows than there could be and at
///   a 404 on any part but the first,
/// - behind a part without rows,
/// - behind an error, which a part that repeats the one before is, too: the rest cannot be had.
pub(super) fn slices<L, A, F>(from: L, ask: A) -> impl Stream<Item = Result<Slice<L::Row>, Error>>
where
    L: Sliced,
    A: Fn(L) -> F,
    F: Future<Output = Result<Slice<L::Row>, Error>>,
{
    let walk = Walk {
        next: Some(from),
        previous: None,
    };
    stream::try_unfold((walk, ask), async |(mut walk, ask)| {
        let Some(listing) = walk.next.take() else {
            return Ok(None);
        };
        let totalless = |before: &Slice<L::Row>| before.total.is_none();
        let slice = match ask(listing.clone()).await {
            Err(error)
                if error.kind == ErrorKind::NotFound
                    && walk.previous.as_ref().is_some_and(totalless) =>
            {
                return Ok(None);
            }
            other => other?,
        };
        if walk.repeats(&slice) {
            let mut error = Error::new(ErrorKind::InvalidResponse).at(listing.path());
            error.path = Some("offset".to_owned());
            error.detail = Some("tidak dihiraukan server: baris yang sama dikirim lagi");
            return Err(error);
        }
        walk.next = slice.next_offset.map(|offset| listing.at(offset));
        walk.previous = Some(slice.clone());
        Ok(Some((slice, (walk, ask))))
    })
}

/// The rows of those parts, each once.
pub(super) fn rows<L: Sliced>(
    slices: impl Stream<Item = Result<Slice<L::Row>, Error>>,
) -> impl Stream<Item = Result<L::Row, Error>> {
    let mut seen = HashSet::new();
    slices
        .map_ok(move |mut slice| {
            slice
                .data
                .retain(|row| L::key(row).is_none_or(|key| seen.insert(key.to_owned())));
            stream::iter(slice.data.into_iter().map(Ok))
        })
        .try_flatten()
}
