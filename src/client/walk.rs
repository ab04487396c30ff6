//! Walks through the pages of a list, and the rules by which a list ends.

use std::fmt;

use super::Client;
use super::address::PreparedQuery;
use crate::error::{Error, ErrorKind};
use crate::page::{MOST_PAGES, Page, RawPage, is_behind_the_end, is_no_page};
use crate::repair::{Tree, TreeRows};
use crate::transport::Transport;

/// Whether a walk through a list is for its pages or for its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// For its pages, as the server gives them: ten rows each unless [`PageQuery`](crate::PageQuery) says otherwise.
    Pages,
    /// For its rows, each once. A page has a hundred rows unless [`PageQuery`](crate::PageQuery) says otherwise, which is
    /// a tenth of the requests.
    Rows,
}

/// A walk through the pages of a list, one [`step`](Walk::step) each. It ends
///
/// - behind a page with fewer rows than asked for, an empty one included,
/// - at a 404 on any page but the first,
/// - at a page without a row that is new (a server that ignores `page`, or whose pages go round),
/// - once `limit` rows have gone by,
/// - behind an error. A walk without a limit ends with an error after a thousand pages.
///
/// Each step sends one request, and nothing is sent between steps or after the end.
///
/// The pages of a walk have rows as the transport holds them. The streams of [`Client::pages`] and [`Client::all`] give
/// rows of Rust's own types.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::By;
/// use bukaolshop::open_api::produk::ProdukQuery;
///
/// let mut walk = toko.walk(&ProdukQuery::default(), By::Rows)?.limit(250);
/// while let Some(page) = walk.step(toko).await? {
///     for produk in &page.data {
///         println!("{}", produk["nama_produk"]);
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Walk<V: Tree> {
    /// The question of the next step.
    pub(crate) query: Box<PreparedQuery>,
    /// How many more rows are wanted.
    left: Option<usize>,
    /// The rows seen so far.
    keys: V::Keys,
    /// The fingerprints of the rows of the page before.
    previous: Vec<V::Fingerprint>,
    /// How many pages there were.
    pages: u32,
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
            previous: Vec::new(),
            pages: 0,
            ended: false,
        }
    }

    /// Ends the walk after this many rows. The last page has only the rows up to there. Default: no limit.
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

    /// The next page; `None` behind the last. A step whose future is dropped, for example by a timeout around it, is
    /// taken again by the next one: no page is left out.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API); the walk has ended then.
    pub async fn step<T>(&mut self, client: &Client<T>) -> Result<Option<Page<V, V>>, Error>
    where
        T: Transport<Tree = V>,
    {
        if self.has_ended() {
            return Ok(None);
        }
        let outcome = client.read_page(&self.query).await;
        Ok(self.land(outcome)?.map(Page::from))
    }

    /// Whether there is no further step, each of which asks [`query`](Self::query).
    pub(crate) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Whether the walk has ended because of its limit.
    pub(crate) fn is_limited(&self) -> bool {
        self.left == Some(0)
    }

    /// What a step's answer means for the walk.
    pub(crate) fn land(
        &mut self,
        outcome: Result<RawPage<V>, Error>,
    ) -> Result<Option<RawPage<V>>, Error> {
        // Unless the page at the end of this says otherwise: a step that fails is the last.
        self.ended = true;
        let is_first = self.query.paging.is_none_or(|(page, _)| page == 1);
        let mut page = match outcome {
            Err(error) if is_no_page(&error, is_first) => return Ok(None),
            other => other?,
        };
        let is_empty = page.rows.len() == 0 && page.rejected.is_empty();
        let prints = page.rows.fingerprints(self.query.key);
        let mut is_new = Vec::with_capacity(prints.len());
        for print in &prints {
            is_new.push(V::add_key(&mut self.keys, print));
        }
        // One page may have no row that can be read; behind a second one there is nothing to be found.
        let is_first_of_none = is_new.is_empty() && !self.previous.is_empty();
        let brings_new = is_new.contains(&true) || is_first_of_none;
        if is_behind_the_end(self.pages == 0, is_empty, brings_new) {
            return Ok(None);
        }
        self.pages += 1;
        if self.pages > MOST_PAGES && self.left.is_none() {
            let mut error = Error::new(ErrorKind::InvalidResponse).at(self.query.info.path);
            error.detail = Some("daftar belum berakhir sesudah 1000 halaman");
            return Err(error);
        }
        if self.query.each_once {
            if self.query.key.is_none() {
                // Rows may be equal. Only those that a new row has pushed over the seam were there before.
                let pushed = overlap(&self.previous, &prints);
                for (at, is_new) in is_new.iter_mut().enumerate() {
                    *is_new = at >= pushed;
                }
            }
            if is_new.contains(&false) {
                let mut is_new = is_new.into_iter();
                page.rows.retain(|_| is_new.next() != Some(false));
            }
        }
        self.previous = prints;
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
            self.query.paging = Some((next, page.per_page));
        }
        Ok(Some(page))
    }
}

/// How many rows at the end of a page stand at the beginning of the next one, too.
fn overlap<F: PartialEq>(before: &[F], after: &[F]) -> usize {
    (1..=before.len().min(after.len()))
        .rev()
        .find(|rows| before.get(before.len() - rows..) == after.get(..*rows))
        .unwrap_or(0)
}
