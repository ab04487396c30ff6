//! The client: a stack of layers over a transport, and one way to ask.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::answer::{Source, is_about_the_day};
use crate::endpoint::{Endpoint, Paged};
use crate::error::{Error, ErrorKind};
use crate::identity::Identity;
use crate::layer::{Cache, Dedupe, Quota, Retry, Timeout, shop_number};
use crate::marker::MaybeSend;
use crate::page::{Page, RawPage, Rows};
use crate::repair::TreeRows;
use crate::transport::{Platform, Transport};

pub(crate) mod address;
mod decode;
mod options;
mod stream;
pub(crate) mod walk;

pub(crate) use address::PreparedQuery;
pub(crate) use decode::DecodedRows;
use decode::{ParsedAnswer, checked};
pub use options::{DEFAULT_TIMEOUT, Options};
pub(crate) use stream::misfit;
pub use stream::{Ending, PageStream, RejectedRow, RowStream, WalkReport};
pub use walk::{By, Walk};

/// A client of the Open API.
///
/// It has a method for each endpoint, and methods that ask any [`Endpoint`]. `T` is the transport that carries the
/// requests. Cloning a client is cheap, and a clone is the same client: clones share the cache, the count of the day's
/// requests, and requests that are under way.
///
/// A call or a stream owns what it needs, so it can be spawned and may outlive the client. It is `Send` where there are
/// threads. Dropping it aborts its request.
///
#[cfg_attr(feature = "native", doc = "```no_run")]
#[cfg_attr(not(feature = "native"), doc = "```ignore")]
/// # async fn ask() -> Result<(), Box<dyn std::error::Error>> {
/// use bukaolshop::open_api::produk::ProdukQuery;
/// use bukaolshop::transport::native::Native;
/// use bukaolshop::{Client, Options};
///
/// let toko = Client::with_transport(Options::new("TOKEN")?, Native::new()?);
/// let search = tokio::spawn({
///     let toko = toko.clone();
///     async move { toko.produk().list(&ProdukQuery::default()).await }
/// });
/// let slides = toko.slide().await?;
/// let page = search.await??;
/// println!("{} slides, {} products", slides.data.len(), page.data.len());
/// # Ok(())
/// # }
/// ```
pub struct Client<T: Transport>(Arc<Inner<T>>);

/// What all clones of a client share.
struct Inner<T: Transport> {
    identity: Identity,
    base_url: String,
    stack: Cache<Timeout<Dedupe<Retry<Quota<T>>>>>,
}

impl<T: Transport> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Transport> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("identity", &self.0.identity)
            .field("base_url", &self.0.base_url)
            .finish_non_exhaustive()
    }
}

impl<T: Transport> Client<T> {
    /// A client that sends its requests through `transport`.
    pub fn with_transport(options: Options, transport: T) -> Self {
        let shop = shop_number(&options.base_url, options.identity.token());
        let Options {
            identity,
            base_url,
            timeout,
            backoff,
            cache,
            daily_limit,
        } = options;
        // From the transport outwards: Quota counts every request that is sent; Retry sits above it, so each
        // attempt counts; Dedupe joins callers of the same address; Timeout gives each of those callers a
        // deadline of its own; Cache is outermost, so that an answer that is kept costs none of this.
        let stack = Retry::new(Quota::new(transport, daily_limit, shop), backoff);
        let stack = Timeout::new(Dedupe::new(stack), timeout);
        let stack = Cache::new(stack, cache, shop);
        Self(Arc::new(Inner {
            identity,
            base_url,
            stack,
        }))
    }

    /// The shop's token and the member, with which this client asks.
    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// The number of requests for this shop that were sent today, the day of Jakarta: by this transport and its clones in
    /// a program, by all pages of the origin in a page.
    pub fn used_today(&self) -> u32 {
        self.quota().used_today()
    }

    /// The number of requests that may be sent in a day ([`Options::daily_limit`]); `None` without a limit.
    pub fn daily_limit(&self) -> Option<u32> {
        self.quota().limit()
    }

    /// When the next day begins in Jakarta, as the time since 1970-01-01 UTC. The count of [`used_today`](Self::used_today)
    /// begins again at zero then.
    pub fn quota_resets_at(&self) -> Duration {
        self.quota().resets_at()
    }

    /// An error that says when it will be better, where the day's requests are used up.
    fn until_midnight(&self, mut error: Error) -> Error {
        let is_daily = match error.kind {
            ErrorKind::Quota => true,
            ErrorKind::RateLimited => error.status.as_deref().is_some_and(is_about_the_day),
            _ => false,
        };
        if is_daily && error.retry_after.is_none() {
            let now = self.0.stack.platform().now();
            error.retry_after = Some(self.quota_resets_at().saturating_sub(now));
        }
        error
    }

    fn quota(&self) -> &Quota<T> {
        self.0.stack.inner().inner().inner().inner()
    }

    /// Forgets all answers in the cache, those of other shops in the same storage included.
    pub fn clear_cache(&self) {
        self.0.stack.clear();
    }

    /// Asks the server for a list that comes in one piece, without asking the cache first, and keeps the new
    /// answer in the cache. Returns true where the new answer differs from the kept one: a program that shows
    /// the list should then read it again.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`].
    pub fn renew<E: Endpoint>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<bool, Error>> + MaybeSend + use<T, E> {
        self.clone().renew_of(PreparedQuery::of(endpoint))
    }

    /// Asks the server for one page of a list, without asking the cache first, and keeps the new answer in the cache.
    /// Returns true where the new answer differs from the kept one.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`].
    pub fn renew_page<E: Paged>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<bool, Error>> + MaybeSend + use<T, E> {
        self.clone()
            .renew_of(PreparedQuery::paged(endpoint, By::Pages))
    }

    /// Asks for a list that comes in one piece, and gives its rows as the transport holds them: JSON values in a Rust
    /// program. [`rows`](Self::rows) gives rows of Rust's own types.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`].
    pub fn raw_rows<E: Endpoint>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<Rows<T::Tree>, Error>> + MaybeSend + use<T, E> {
        self.clone().rows_of(PreparedQuery::of(endpoint))
    }

    /// Asks for the one object that an endpoint answers with, and gives it as the transport holds it: a JSON value in a
    /// Rust program. [`one`](Self::one) gives an object of one of Rust's own types.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`].
    pub fn raw_object<E: Endpoint>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<T::Tree, Error>> + MaybeSend + use<T, E> {
        self.clone().object_of(PreparedQuery::of(endpoint))
    }

    /// Asks for one page of a list, and gives its rows as the transport holds them: JSON values in a Rust program.
    /// [`list`](Self::list) gives rows of Rust's own types.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`].
    pub fn raw_page<E: Paged>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<Page<T::Tree, T::Tree>, Error>> + MaybeSend + use<T, E> {
        self.clone()
            .page_of(PreparedQuery::paged(endpoint, By::Pages))
    }

    /// A [`Walk`] through the pages of a list, from the page that `endpoint` asks for to the last. Nothing is sent before
    /// its first step.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] for a page, a number of rows or a [key](Paged::key) that is not allowed.
    /// [`ErrorKind::NotLoggedIn`] comes with the first step.
    pub fn walk<E: Paged>(&self, endpoint: &E, by: By) -> Result<Walk<T::Tree>, Error> {
        PreparedQuery::paged(endpoint, by).map(Walk::new)
    }

    // From here on no endpoint's type is known: one copy of this serves all of them.

    pub(crate) async fn rows_of(
        self,
        query: Result<Box<PreparedQuery>, Error>,
    ) -> Result<Rows<T::Tree>, Error> {
        Ok(self.read(&*query?).await?.into_list())
    }

    pub(crate) async fn renew_of(
        self,
        query: Result<Box<PreparedQuery>, Error>,
    ) -> Result<bool, Error> {
        Ok(self.renewed(&mut *query?).await?.is_some())
    }

    /// Asks the server, whatever the cache holds, and keeps the answer; from then on the query asks for a fresh one. `None` when the
    /// answer is the one that was kept.
    pub(crate) async fn renewed(
        &self,
        query: &mut PreparedQuery,
    ) -> Result<Option<DecodedRows<T::Tree>>, Error> {
        query.fresh = true;
        let kept = self.kept(query);
        let rows = self.read(query).await?;
        Ok((kept.is_none() || kept != self.kept(query)).then_some(rows))
    }

    /// Renews a stale answer in the background, where the platform can run tasks. False where it cannot.
    pub(crate) fn renew_in_background(&self, query: &PreparedQuery) -> bool {
        let (client, mut query) = (self.clone(), query.clone());
        query.elapsed = Duration::ZERO;
        let renewal = async move {
            // A failure is nobody's error: the answer that was given is as good as before.
            client.renewed(&mut query).await.ok();
        };
        self.0.stack.platform().spawn(Box::pin(renewal))
    }

    /// What the cache holds for a query.
    fn kept(&self, query: &PreparedQuery) -> Option<<T::Platform as Platform>::Text> {
        self.0
            .stack
            .kept(&query.request(&self.0.base_url, &self.0.identity).ok()?)
    }

    pub(crate) async fn object_of(
        self,
        query: Result<Box<PreparedQuery>, Error>,
    ) -> Result<T::Tree, Error> {
        let query = query?.single();
        let object = self.read(&query).await?.rows.into_first();
        // A reading of a single object has one.
        object.ok_or_else(|| Error::new(ErrorKind::InvalidResponse).at(query.info.path))
    }

    pub(crate) async fn page_of(
        self,
        query: Result<Box<PreparedQuery>, Error>,
    ) -> Result<Page<T::Tree, T::Tree>, Error> {
        Ok(self.read_page(&*query?).await?.into())
    }

    pub(crate) async fn read_page(&self, query: &PreparedQuery) -> Result<RawPage<T::Tree>, Error> {
        Ok(self.read(query).await?.into_page(query.paging))
    }

    /// The one way to ask: sends a query's question, and reads the answer.
    pub(crate) async fn read(&self, query: &PreparedQuery) -> Result<DecodedRows<T::Tree>, Error> {
        let mut fresh = query.fresh;
        loop {
            let mut request = query.request(&self.0.base_url, &self.0.identity)?;
            request.fresh = fresh;
            let outcome = self.0.stack.send(&request).await;
            let answer = checked(outcome, query, &request, &self.0.identity)
                .map_err(|error| self.until_midnight(error))?;
            let mut parsed = ParsedAnswer::new(query, answer);
            match parsed.source {
                Source::Network if parsed.is_of_use() => self.0.stack.keep(&request, &parsed.text),
                // The server talks rubbish: what it said before it did is better.
                Source::Network if !fresh => {
                    if let Some(answer) = self.0.stack.after_all(&request) {
                        parsed = ParsedAnswer::new(query, answer);
                        if !parsed.is_of_use() {
                            self.0.stack.forget(&request);
                        }
                    }
                }
                // The cache held what was never put there.
                Source::Cache | Source::Stale | Source::Fallback if !parsed.is_of_use() => {
                    self.0.stack.forget(&request);
                    if !fresh {
                        fresh = true;
                        continue;
                    }
                }
                _ => {}
            }
            return parsed.decoded(query, &request);
        }
    }
}
