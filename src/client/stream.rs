//! Lists in pages as streams: of pages, and of rows.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use futures_util::Stream;
use serde_json::Value;

use super::Client;
use super::walk::Walk;
use crate::answer::Source;
use crate::error::{Error, ErrorKind};
use crate::marker::Boxed;
use crate::page::{Page, typed_page};
use crate::repair::Rejected;
use crate::row::Row;
use crate::transport::Transport;

/// A step that is being taken, and the walk that it gives back.
type Step = Boxed<(Walk<Value>, Result<Option<Page<Value, Value>>, Error>)>;

enum State {
    /// Between two steps.
    Idle(Walk<Value>),
    Going(Step),
    /// The query is not allowed: the stream's only item.
    Refused(Error),
    Ended,
}

/// The pages of a list, from the one asked for to the last, each fetched when the stream is polled for it. The stream ends
/// behind the first error.
///
/// The stream owns what it needs, and is `Unpin`. The future of one `next` may be dropped, for example by a timeout: the
/// request is not lost, and the `next` after that gives its page. Dropping the stream aborts the request.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::produk::ProdukQuery;
/// use futures_util::TryStreamExt;
///
/// let mut pages = toko.produk().pages(&ProdukQuery::default());
/// while let Some(page) = pages.try_next().await? {
///     println!("page {}: {} rows", page.page, page.data.len());
/// }
/// # Ok(())
/// # }
/// ```
pub struct PageStream<T: Transport, R> {
    client: Client<T>,
    state: State,
    report: WalkReport,
    row: std::marker::PhantomData<fn() -> R>,
}

/// Nothing in it is pinned in place: the step is in a box.
impl<T: Transport, R> Unpin for PageStream<T, R> {}

impl<T: Transport, R> fmt::Debug for PageStream<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream")
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}

/// What a stream knows of its list beside the pages or rows that it has given: [`PageStream::report`],
/// [`RowStream::report`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct WalkReport {
    /// The number of pages that have come.
    pub pages: u32,
    /// The number of rows on these pages that could be read, each row counted once.
    pub rows: u64,
    /// Rows that could not be read, which the stream leaves out.
    pub rejected: Vec<RejectedRow>,
    /// The number of pages whose source is [`Stale`](crate::Source::Stale) or [`Fallback`](crate::Source::Fallback): the cache
    /// had them, and they were no longer fresh.
    pub stale: u32,
    /// The number of stale pages that are renewed in the background. Where the platform can run tasks, these are all
    /// pages whose source is [`Stale`](crate::Source::Stale); elsewhere there are none, and [`Client::renew_page`] renews a page.
    pub renewing: u32,
    /// How the stream has ended; `None` as long as it goes on.
    pub ending: Option<Ending>,
}

/// A row of a list that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct RejectedRow {
    /// The page that the row is on, from 1.
    pub page: u32,
    /// Which row of the page it is, and why it could not be read.
    pub row: Rejected,
}

/// How a stream has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Ending {
    /// The list has ended: all rows of it have come that could be read.
    Complete,
    /// As many rows have come as [`RowStream::limit`] allows.
    Limit,
    /// There was an error, which was the stream's last item. The rows behind it are missing.
    Error,
}

impl<T: Transport<Tree = Value>, R: Row> PageStream<T, R> {
    pub(crate) fn new(client: Client<T>, walk: Result<Walk<Value>, Error>) -> Self {
        Self {
            client,
            state: walk.map_or_else(State::Refused, State::Idle),
            report: WalkReport::default(),
            row: std::marker::PhantomData,
        }
    }

    /// What is known of the list so far.
    pub fn report(&self) -> &WalkReport {
        &self.report
    }

    fn limit(&mut self, rows: usize) {
        if let State::Idle(walk) = &mut self.state {
            walk.end_after(rows);
        }
    }

    /// Takes a step, or goes on with the one that is being taken.
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<R>, Error>>> {
        // Ended, too, where the transport panics: a future that has panicked must not be polled again.
        let mut step = match std::mem::replace(&mut self.state, State::Ended) {
            State::Idle(walk) if walk.has_ended() => return Poll::Ready(self.end(&walk)),
            State::Idle(mut walk) => {
                let client = self.client.clone();
                Box::pin(async move {
                    let page = walk.step(&client).await;
                    (walk, page)
                })
            }
            State::Going(step) => step,
            State::Refused(error) => return Poll::Ready(self.fail(error)),
            State::Ended => return Poll::Ready(None),
        };
        let Poll::Ready((walk, page)) = step.as_mut().poll(context) else {
            self.state = State::Going(step);
            return Poll::Pending;
        };
        let page = match page {
            Ok(Some(page)) => page,
            Ok(None) => return Poll::Ready(self.end(&walk)),
            Err(error) => return Poll::Ready(self.fail(error)),
        };
        let report = &mut self.report;
        if page.source == Source::Stale {
            let mut query = (*walk.query).clone();
            // The walk has gone on to its next page.
            query.paging = Some((page.page, page.per_page));
            report.renewing += u32::from(self.client.renew_in_background(&query));
        }
        let page: Page<R> = typed_page(page);
        report.pages += 1;
        report.rows += page.data.len() as u64;
        report.stale += u32::from(matches!(page.source, Source::Stale | Source::Fallback));
        report
            .rejected
            .extend(page.rejected.iter().map(|row| RejectedRow {
                page: page.page,
                row: row.clone(),
            }));
        self.state = State::Idle(walk);
        Poll::Ready(Some(Ok(page)))
    }

    fn end(&mut self, walk: &Walk<Value>) -> Option<Result<Page<R>, Error>> {
        self.report.ending = Some(match walk.is_limited() {
            true => Ending::Limit,
            false => Ending::Complete,
        });
        None
    }

    fn fail(&mut self, error: Error) -> Option<Result<Page<R>, Error>> {
        self.report.ending = Some(Ending::Error);
        Some(Err(error))
    }
}

impl<T: Transport<Tree = Value>, R: Row> Stream for PageStream<T, R> {
    type Item = Result<Page<R>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

/// What is told of each page before its rows are given.
#[cfg(not(target_arch = "wasm32"))]
type OnPage<R> = Box<dyn FnMut(&Page<R>) + Send>;
/// What is told of each page before its rows are given.
#[cfg(target_arch = "wasm32")]
type OnPage<R> = Box<dyn FnMut(&Page<R>)>;

/// The rows of a list, from the page asked for to the last, each once; a page is fetched when the stream is polled for a row
/// that has not come yet. The stream ends behind the first error.
///
/// Rows that could not be read are left out, and listed in the [`report`](Self::report). Like a
/// [`PageStream`], it owns what it needs, and the future of one `next` may be dropped without a loss.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::Ending;
/// use bukaolshop::open_api::produk::ProdukQuery;
/// use futures_util::TryStreamExt;
///
/// let mut rows = toko
///     .produk()
///     .all(&ProdukQuery::default())
///     .on_page(|page| println!("page {}: {} rows", page.page, page.data.len()));
/// while let Some(produk) = rows.try_next().await? {
///     println!("{} {}", produk.nama_produk, produk.harga_produk);
/// }
/// let report = rows.report();
/// assert_eq!(report.ending, Some(Ending::Complete));
/// println!("{} rows, {} unreadable", report.rows, report.rejected.len());
/// # Ok(())
/// # }
/// ```
pub struct RowStream<T: Transport, R> {
    pages: PageStream<T, R>,
    rows: vec::IntoIter<R>,
    on_page: Option<OnPage<R>>,
}

/// Nothing in it is pinned in place.
impl<T: Transport, R> Unpin for RowStream<T, R> {}

impl<T: Transport, R> fmt::Debug for RowStream<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowStream")
            .field("report", &self.pages.report)
            .finish_non_exhaustive()
    }
}

impl<T: Transport<Tree = Value>, R: Row> RowStream<T, R> {
    pub(crate) fn new(pages: PageStream<T, R>) -> Self {
        Self {
            pages,
            rows: Vec::new().into_iter(),
            on_page: None,
        }
    }

    /// Ends the stream after this many rows. No further page is fetched then. It is set before the first row is asked for;
    /// later it changes nothing. Default: all rows.
    #[must_use]
    pub fn limit(mut self, rows: usize) -> Self {
        if self.pages.report.pages == 0 {
            self.pages.limit(rows);
        }
        self
    }

    /// Calls `on_page` with each page before its rows are given: for progress, for rows that could not be read, and for
    /// where the page came from.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn on_page(mut self, on_page: impl FnMut(&Page<R>) + Send + 'static) -> Self {
        self.on_page = Some(Box::new(on_page));
        self
    }

    /// Calls `on_page` with each page before its rows are given: for progress, for rows that could not be read, and for
    /// where the page came from.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub fn on_page(mut self, on_page: impl FnMut(&Page<R>) + 'static) -> Self {
        self.on_page = Some(Box::new(on_page));
        self
    }

    /// What is known of the list so far: rows that could not be read, pages that are no longer fresh, and whether all has
    /// come.
    pub fn report(&self) -> &WalkReport {
        &self.pages.report
    }

    fn poll_row(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R, Error>>> {
        loop {
            if let Some(row) = self.rows.next() {
                return Poll::Ready(Some(Ok(row)));
            }
            match self.pages.poll_page(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(page))) => {
                    if let Some(on_page) = &mut self.on_page {
                        on_page(&page);
                    }
                    self.rows = page.data.into_iter();
                }
            }
        }
    }
}

impl<T: Transport<Tree = Value>, R: Row> Stream for RowStream<T, R> {
    type Item = Result<R, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_row(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rows.len(), None)
    }
}

/// The error of an object that its struct cannot hold: the path of the field, and nothing of what is in it.
pub(crate) fn misfit<R: Row>(object: &Value, endpoint: &'static str) -> Error {
    let mut error = Error::new(ErrorKind::InvalidResponse).at(endpoint);
    error.code = Some(200);
    error.path = Some(match R::misfit(object) {
        Some(field) => format!("data.{field}"),
        None => "data".to_owned(),
    });
    error.detail = Some("tidak terbaca");
    error
}
