//! Walks through the pages of a list, and the rules by which a list ends.

use std::fmt;

use futures_util::stream::{self, Stream};

use super::Client;
use super::address::PreparedQuery;
use crate::error::Error;
use crate::page::{Page, RawPage, is_behind_the_end, is_no_page};
use crate::repair::{Tree, TreeRows};
use crate::transport::Transport;

/// What a walk is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// For its pages, as they are: ten rows each unless told otherwise.
    Pages,
    /// For its rows, each once: a hundred at a time unless told otherwise, which is ten times
    /// fewer requests.
    Rows,
}

/// A walk through the pages of a list, one [`step`](Walk::step) each. It ends
///
/// - behind a page with fewer rows than asked for, an empty one included,
/// - at a 404 on any page but the first,
/// - at a page that repeats the one before (a server that ignores `page`),
/// - once `limit` rows have gone by,
/// - behind an error.
///
/// Nothing is sent before a step is asked for, nor after the end.
pub struct Walk<V: Tree> {
    /// The question of the next step.
    pub(crate) query: Box<PreparedQuery>,
    /// How many more rows are wanted.
    left: Option<usize>,
    keys: V::Keys,
    /// The fingerprint of the page before.
    previous: Option<V::Fingerprint>,
    ended: bool,
}

impl<V: Tree> fmt::Debug for Walk<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk")
            .field("query", &self.query)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl<V: Tree> Walk<V> {
    pub(crate) fn new(query: Box<PreparedQuery>) -> Self {
        Self {
            query,
            left: None,
            keys: V::Keys::default(),
            previous: None,
            ended: false,
        }
    }

    /// Ends the walk after this many rows; a page that goes past it is cut.
    #[must_use]
    pub fn limit(mut self, rows: usize) -> Self {
        self.end_after(rows);
        self
    }

    /// The same in place, before the first step.
    pub(crate) fn end_after(&mut self, rows: usize) {
        self.left = Some(rows);
        self.ended = rows == 0;
    }

    /// The next page; `None` behind the last.
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind); the walk has ended then.
    pub async fn step<T>(&mut self, client: &Client<T>) -> Result<Option<Page<V, V>>, Error>
    where
        T: Transport<Tree = V>,
    {
        if !self.begin() {
            return Ok(None);
        }
        let outcome = client.raw_page(&self.query).await;
        Ok(self.land(outcome)?.map(Page::from))
    }

    /// Begins a step, which asks [`query`](Self::query); false behind the last page.
    pub(crate) fn begin(&mut self) -> bool {
        // Ended until proven otherwise: a step that is dropped half-way or fails is the last.
        !std::mem::replace(&mut self.ended, true)
    }

    /// What a step's answer means for the walk.
    pub(crate) fn land(
        &mut self,
        outcome: Result<RawPage<V>, Error>,
    ) -> Result<Option<RawPage<V>>, Error> {
        let is_first = self.query.paging.is_none_or(|(page, _)| page == 1);
        let mut page = match outcome {
            Err(error) if is_no_page(&error, is_first) => return Ok(None),
            other => other?,
        };
        let is_empty = page.rows.len() == 0 && page.rejected.is_empty();
        let fingerprint = page.rows.fingerprint();
        if is_behind_the_end(self.previous.as_ref(), &fingerprint, is_empty) {
            return Ok(None);
        }
        self.previous = Some(fingerprint);
        if let Some(key) = self.query.key {
            page.rows.retain_new(key, &mut self.keys);
        }
        if let Some(left) = self.left {
            page.rows.truncate(left);
            self.left = Some(left - page.rows.len());
        }
        let next = page
            .page
            .checked_add(1)
            .filter(|_| page.has_next && self.left != Some(0));
        self.ended = next.is_none();
        if let Some(next) = next {
            self.query.paging = Some((next, page.total_data));
        }
        Ok(Some(page))
    }
}

/// The pages of a walk as a stream.
pub(crate) fn pages<T: Transport>(
    client: &Client<T>,
    walk: Result<Walk<T::Tree>, Error>,
) -> impl Stream<Item = Result<Page<T::Tree, T::Tree>, Error>> {
    stream::try_unfold(walk, async move |walk| {
        let mut walk = walk?;
        let page = walk.step(client).await?;
        Ok(page.map(|page| (page, Ok(walk))))
    })
}
