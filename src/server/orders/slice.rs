//! Lists that are asked for by offset and limit, and the rules by which such a list ends.

use futures_util::stream::Stream;
use serde_json::Value;

use crate::error::{Error, ErrorKind, Place};
use crate::repair::Rejected;
use crate::server::call::Call;
use crate::server::received::Listed;
use crate::server::walk::{Arrived, Parts, parts, unique_rows};

/// A part of a list: the rows behind an offset.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice<R> {
    /// The rows that could be read.
    pub data: Vec<R>,
    /// The number of rows in the list before the first row of this slice.
    pub offset: u64,
    /// The largest number of rows that this slice could have.
    pub limit: u64,
    /// The number of rows in the whole list; `None` where the server did not send it.
    pub total: Option<u64>,
    /// The offset of the next slice; `None` where this is the last one.
    pub next_offset: Option<u64>,
    /// The rows that could not be read. They are not in `data`, and the other rows are.
    pub rejected: Vec<Rejected>,
    /// What the body holds beside the rows.
    pub rest: Value,
}

impl<R> Slice<R> {
    /// A slice of the rows of an answer. The next slice begins behind the rows that were sent, however
    /// many were asked for. There is a next slice as long as `total` says so or, without a total, if this
    /// slice is full.
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

/// A call that answers with a slice of a list.
pub trait Sliced: Call<Answer = Slice<Self::Row>> + Clone + Send {
    /// The type of a row.
    type Row: Clone + PartialEq + Send;

    /// The same call for the rows behind another offset.
    #[must_use]
    fn at(&self, offset: u64) -> Self;

    /// The offset of the rows that the call asks for.
    fn offset(&self) -> u64;

    /// A value that identifies a row in the whole list; `None` where rows have none. A new row at the front
    /// of the list moves the others to later offsets, where the walk would see them a second time; it
    /// leaves out rows whose key it has seen.
    fn key(row: &Self::Row) -> Option<&str>;
}

/// Parts that are slices.
enum Slices {}

impl<L: Sliced> Parts<L> for Slices {
    type Row = L::Row;

    fn ends_with_not_found(previous: Option<&Slice<L::Row>>) -> bool {
        previous.is_some_and(|previous| previous.total.is_none())
    }

    fn arrived(
        call: &L,
        previous: Option<&Slice<L::Row>>,
        slice: &Slice<L::Row>,
        brings_new: bool,
    ) -> Result<Arrived<L>, Error> {
        if previous.is_some_and(|previous| !brings_new || repeats::<L>(previous, slice)) {
            let mut error = Error::new(ErrorKind::InvalidResponse).at(call.path());
            error.path = Some("offset".to_owned());
            error.detail = Some("tidak dihiraukan server: baris yang sama dikirim lagi");
            return Err(error);
        }
        Ok(Arrived::Part(
            slice.next_offset.map(|offset| call.at(offset)),
        ))
    }

    fn rows(slice: &Slice<L::Row>) -> &[L::Row] {
        &slice.data
    }

    fn into_rows(slice: Slice<L::Row>) -> Vec<L::Row> {
        slice.data
    }

    fn key(row: &L::Row) -> Option<&str> {
        L::key(row)
    }

    fn place(call: &L) -> Place {
        Place::Offset(call.offset())
    }
}

/// Whether a slice has the same rows as the one before it, which a server sends that ignores the offset.
/// Rows without a key may be equal and still be different rows, so for them a total is trusted instead.
fn repeats<L: Sliced>(previous: &Slice<L::Row>, slice: &Slice<L::Row>) -> bool {
    let has_keys = || slice.data.iter().any(|row| L::key(row).is_some());
    !slice.data.is_empty() && previous.data == slice.data && (slice.total.is_none() || has_keys())
}

/// The slices of a list, from the one that `first` asks for to the last. A slice is asked for when the
/// stream is polled for it. The stream ends
///
/// - where the total says so or, without a total, behind a slice with fewer rows than it could have and
///   at a 404 on any slice but the first,
/// - behind a slice without rows,
/// - behind an error. A slice without a row that is new is an error, too, for the rest of the list cannot be read
///   then.
pub(super) fn slices<L, A, F>(first: L, ask: A) -> impl Stream<Item = Result<Slice<L::Row>, Error>>
where
    L: Sliced,
    A: Fn(L) -> F,
    F: Future<Output = Result<Slice<L::Row>, Error>>,
{
    parts::<Slices, L, A, F>(first, ask)
}

/// The rows of the slices of a list. Rows with a key are given out once. `on_slice` sees each slice before its
/// rows are given out.
pub(super) fn rows<L: Sliced>(
    slices: impl Stream<Item = Result<Slice<L::Row>, Error>>,
    on_slice: impl FnMut(&Slice<L::Row>),
) -> impl Stream<Item = Result<L::Row, Error>> {
    unique_rows::<Slices, L>(slices, on_slice)
}
