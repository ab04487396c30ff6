//! Pages, and the walk through them: the one place that knows where a list ends.

use std::fmt;

use futures_util::stream::{self, Stream};

use crate::client::{Client, Plan};
use crate::error::{Error, ErrorKind};
use crate::transport::Transport;
use crate::wire::{Rejected, Tree, TreeRows};

/// One page of a list. `R` is a row; `V` holds what the answer says beside its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<R, V = serde_json::Value> {
    /// The rows that could be read.
    pub data: Vec<R>,
    /// Which page this is, from 1.
    pub page: u32,
    /// Rows asked for per page.
    pub total_data: u32,
    /// False on a page shorter than asked for, and past the end: the API tells no total.
    pub has_next: bool,
    /// Where it came from.
    pub source: Source,
    /// Rows that could not be read. They are left out of `data` and hide none of the others.
    pub rejected: Vec<Rejected>,
    /// The answer without its rows: `code`, `status`, and what the API adds to them.
    pub rest: V,
}

/// A page whose rows are where they were read.
#[derive(Debug)]
pub(crate) struct Sheet<V: Tree> {
    pub rows: V::Rows,
    pub page: u32,
    pub total_data: u32,
    pub has_next: bool,
    pub source: Source,
    pub rejected: Vec<Rejected>,
    pub rest: V,
}

impl<V: Tree> From<Sheet<V>> for Page<V, V> {
    fn from(sheet: Sheet<V>) -> Self {
        Self {
            data: sheet.rows.into_vec(),
            page: sheet.page,
            total_data: sheet.total_data,
            has_next: sheet.has_next,
            source: sheet.source,
            rejected: sheet.rejected,
            rest: sheet.rest,
        }
    }
}

/// A list that came in one piece.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows<R> {
    /// The rows that could be read.
    pub data: Vec<R>,
    /// Rows that could not.
    pub rejected: Vec<Rejected>,
    /// Where it came from.
    pub source: Source,
}

/// Where an answer came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The server, just now.
    Network,
    /// The cache, and fresh.
    Cache,
    /// The cache, and no longer fresh: whoever asked has it at once, and should see to
    /// [`Client::renew`].
    Stale,
    /// The cache, however old, because the server could not be asked.
    Fallback,
}

impl Source {
    /// Its name in the JavaScript package.
    pub fn name(self) -> &'static str {
        match self {
            Source::Network => "network",
            Source::Cache => "cache",
            Source::Stale | Source::Fallback => "stale",
        }
    }
}

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
    pub(crate) plan: Plan,
    /// How many more rows are wanted.
    left: Option<usize>,
    keys: V::Keys,
    previous: Option<V::Print>,
    ended: bool,
}

impl<V: Tree> fmt::Debug for Walk<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk")
            .field("plan", &self.plan)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl<V: Tree> Walk<V> {
    pub(crate) fn new(plan: Plan) -> Self {
        Self {
            plan,
            left: None,
            keys: V::Keys::default(),
            previous: None,
            ended: false,
        }
    }

    /// Ends the walk after this many rows; a page that goes past it is cut.
    #[must_use]
    pub fn limit(self, rows: usize) -> Self {
        Self {
            left: Some(rows),
            ended: rows == 0,
            ..self
        }
    }

    /// The next page; `None` behind the last.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; the walk has ended then.
    pub async fn step<T>(&mut self, client: &Client<T>) -> Result<Option<Page<V, V>>, Error>
    where
        T: Transport<Tree = V>,
    {
        let Some(plan) = self.begin() else {
            return Ok(None);
        };
        let outcome = client.sheet(&plan).await;
        Ok(self.land(outcome)?.map(Page::from))
    }

    /// The question of the next step; `None` behind the last page.
    pub(crate) fn begin(&mut self) -> Option<Plan> {
        // Ended until proven otherwise: a step that is dropped half-way or fails is the last.
        let ended = std::mem::replace(&mut self.ended, true);
        (!ended).then(|| self.plan.clone())
    }

    /// What a step's answer means for the walk.
    pub(crate) fn land(
        &mut self,
        outcome: Result<Sheet<V>, Error>,
    ) -> Result<Option<Sheet<V>>, Error> {
        let mut sheet = match outcome {
            Err(error)
                if error.kind == ErrorKind::NotFound
                    && self.plan.paging.is_some_and(|at| at.0 > 1) =>
            {
                return Ok(None);
            }
            other => other?,
        };
        let print = sheet.rows.print();
        match self.previous.replace(print) {
            // The walk's first page is an answer even if it is empty; behind it, emptiness is the end.
            Some(_) if sheet.rows.len() == 0 && sheet.rejected.is_empty() => return Ok(None),
            previous if previous.is_some() && previous == self.previous => return Ok(None),
            _ => {}
        }
        if let Some(key) = self.plan.key {
            sheet.rows.retain_new(key, &mut self.keys);
        }
        if let Some(left) = self.left {
            sheet.rows.truncate(left);
            self.left = Some(left - sheet.rows.len());
        }
        let next = sheet
            .page
            .checked_add(1)
            .filter(|_| sheet.has_next && self.left != Some(0));
        self.ended = next.is_none();
        if let Some(next) = next {
            self.plan.paging = Some((next, sheet.total_data));
        }
        Ok(Some(sheet))
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
