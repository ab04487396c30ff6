//! The client: options, a stack of layers over a transport, and one way to ask.

use std::fmt;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::endpoint::{Endpoint, Method, PageQuery, Paged, Parameters, Request};
use crate::error::{Error, ErrorKind};
use crate::identity::Identity;
use crate::layer::{Backoff, Cache, Dedupe, Freshness, Quota, Retry, Timeout, shop_number};
use crate::page::{By, Page, Rows, Sheet, Source, Walk};
use crate::transport::{Answer, AnswerOf, Failure, Platform, Transport};
use crate::url;
use crate::wire::{Kind, Rejected, Shape, Tree, TreeRows, repair, repair_rows};

/// What a client needs to know, and may be told.
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) identity: Identity,
    pub(crate) base_url: String,
    pub(crate) timeout: Duration,
    pub(crate) backoff: Backoff,
    pub(crate) cache: Option<Freshness>,
    pub(crate) daily_limit: Option<u32>,
}

impl Options {
    /// A shop's client, with nobody logged in.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] when the token is empty or still a shortcode.
    pub fn new(token: &str) -> Result<Self, Error> {
        Self::with_member(token, None, None)
    }

    /// A shop's client for what a page received as `token_user` and `id_user`. Empty, missing or
    /// still a shortcode: nobody is logged in.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] when the token is empty or still a shortcode.
    pub fn with_member(
        token: &str,
        token_user: Option<&str>,
        id_user: Option<&str>,
    ) -> Result<Self, Error> {
        Ok(Self {
            identity: Identity::new(token, token_user, id_user)?,
            base_url: url::OPEN_API.to_owned(),
            timeout: Duration::from_secs(30),
            backoff: Backoff::default(),
            cache: None,
            daily_limit: None,
        })
    }

    /// Another server. Plain `http` only to a loopback host.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] for any other address.
    pub fn base_url(self, base_url: &str) -> Result<Self, Error> {
        Ok(Self {
            base_url: url::base_url(base_url)?,
            ..self
        })
    }

    /// Time allowed for one call, all of its attempts and waits included. Default 30 seconds.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// How a call that failed in a retryable way is repeated. Default: three attempts in all.
    #[must_use]
    pub fn retry(self, backoff: Backoff) -> Self {
        Self { backoff, ..self }
    }

    /// Keeps answers about the shop, and gives them again for a while; never those about a member.
    /// Default: keeps nothing.
    #[must_use]
    pub fn cache(self, freshness: Option<Freshness>) -> Self {
        Self {
            cache: freshness,
            ..self
        }
    }

    /// Requests that may be sent in a day, which begins at midnight in Jakarta. Default: no limit.
    /// The shop's plan has its own, for all visitors together: 100 for FREE and LITE.
    #[must_use]
    pub fn daily_limit(self, requests: Option<u32>) -> Self {
        Self {
            daily_limit: requests,
            ..self
        }
    }
}

/// A client of the Open API.
///
/// Everything it can be asked is a method of its own; `T` is what carries the requests.
pub struct Client<T: Transport> {
    identity: Identity,
    base_url: String,
    stack: Cache<Timeout<Dedupe<Retry<Quota<T>>>>>,
}

impl<T: Transport> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("identity", &self.identity)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

/// Bytes of the API's own words that an error keeps.
const LONGEST_STATUS: usize = 500;

/// One answer, read: its rows, and what else stands beside them.
#[derive(Debug)]
pub(crate) struct Reading<V: Tree> {
    pub rows: V::Rows,
    /// Rows before any was left out.
    pub sent: usize,
    pub rejected: Vec<Rejected>,
    pub source: Source,
    pub rest: V,
}

impl<V: Tree> Reading<V> {
    /// As a page of a list.
    pub fn sheet(self, paging: Option<(u32, u32)>) -> Sheet<V> {
        let (page, total_data) = paging.unwrap_or_default();
        Sheet {
            rows: self.rows,
            page,
            total_data,
            has_next: self.sent >= total_data as usize,
            source: self.source,
            rejected: self.rejected,
            rest: self.rest,
        }
    }

    /// As a list in one piece.
    pub fn whole(self) -> Rows<V> {
        Rows {
            data: self.rows.into_vec(),
            rejected: self.rejected,
            source: self.source,
        }
    }
}

/// A good answer, with its rows taken out.
struct Asked<V: Tree, X> {
    rows: Option<(V::Rows, usize)>,
    rejected: Vec<Rejected>,
    source: Source,
    text: X,
    rest: Option<V>,
}

impl<V: Tree, X> Asked<V, X> {
    #[allow(clippy::boxed_local, reason = "taken out here, not by each caller")]
    fn new(plan: &Plan, answer: Box<Answer<V, X>>) -> Self {
        let answer = *answer;
        let mut rest = answer.body;
        let mut rejected = Vec::new();
        let rows = rest
            .as_mut()
            .and_then(|body| plan.rows(body, &mut rejected));
        Self {
            rows,
            rejected,
            source: answer.source,
            text: answer.text,
            rest,
        }
    }

    fn is_of_use(&self) -> bool {
        match &self.rows {
            Some((rows, _)) => rows.len() > 0 || self.rejected.is_empty(),
            None => false,
        }
    }

    fn reading(mut self, plan: &Plan, request: &Request) -> Result<Reading<V>, Error> {
        match (self.rows, self.rest) {
            (Some((rows, sent)), Some(rest)) => Ok(Reading {
                rows,
                sent,
                rejected: self.rejected,
                source: self.source,
                rest,
            }),
            _ => Err(plan.unreadable(self.rejected.pop(), request)),
        }
    }
}

impl<T: Transport> Client<T> {
    /// A client over a transport of your own.
    pub fn with_transport(options: Options, transport: T) -> Self {
        let shop = shop_number(&options.base_url, options.identity.token());
        Self::of_shop(options, transport, shop)
    }

    /// The same, where the [number](shop_number) of the shop is known.
    pub(crate) fn of_shop(options: Options, transport: T, shop: u32) -> Self {
        let Options {
            identity,
            base_url,
            timeout,
            backoff,
            cache,
            daily_limit,
        } = options;
        // From the inside: each request counts; what fails is tried again; those who ask the same
        // wait together, each as long as it likes; and first of all, nobody need be asked.
        let stack = Retry::new(Quota::new(transport, daily_limit), backoff);
        let stack = Timeout::new(Dedupe::new(stack), timeout);
        let stack = Cache::new(stack, cache, shop);
        Self {
            identity,
            base_url,
            stack,
        }
    }

    /// Who asks.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Requests sent today, the day of Jakarta: by this program or, in a page, by all pages of its
    /// origin.
    pub fn used_today(&self) -> u32 {
        let retry = self.stack.inner().inner().inner();
        retry.inner().used_today()
    }

    /// Forgets all answers that were kept.
    pub fn clear_cache(&self) {
        self.stack.clear();
    }

    /// Asks the server about a list that comes in one piece, whatever the cache holds, and keeps the
    /// answer. True when it is not the one that was kept: whoever shows that can ask again.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub fn renew<E: Endpoint>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<bool, Error>> + use<'_, T, E> {
        self.renew_of(Plan::of(endpoint))
    }

    /// The same for one page of a list; see [`renew`](Self::renew).
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub fn renew_page<E: Paged>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<bool, Error>> + use<'_, T, E> {
        self.renew_of(Plan::paged(endpoint, By::Pages))
    }

    /// Asks for a list that comes in one piece.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub fn rows<E: Endpoint>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<Rows<T::Tree>, Error>> + use<'_, T, E> {
        self.rows_of(Plan::of(endpoint))
    }

    /// Asks for the one object that an endpoint answers with.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub fn object<E: Endpoint>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<T::Tree, Error>> + use<'_, T, E> {
        self.object_of(Plan::of(endpoint))
    }

    /// Asks for one page.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub fn page<E: Paged>(
        &self,
        endpoint: &E,
    ) -> impl Future<Output = Result<Page<T::Tree, T::Tree>, Error>> + use<'_, T, E> {
        self.page_of(Plan::paged(endpoint, By::Pages))
    }

    /// Walks through the pages from the one asked for to the last; see [`Walk`].
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`].
    pub fn walk<E: Paged>(&self, endpoint: &E, by: By) -> Result<Walk<T::Tree>, Error> {
        Plan::paged(endpoint, by).map(Walk::new)
    }

    // From here on no endpoint's type is known: one copy of this serves all of them.

    pub(crate) async fn rows_of(&self, plan: Result<Plan, Error>) -> Result<Rows<T::Tree>, Error> {
        self.whole(&plan?).await
    }

    pub(crate) async fn whole(&self, plan: &Plan) -> Result<Rows<T::Tree>, Error> {
        Ok(self.read(plan).await?.whole())
    }

    pub(crate) async fn renew_of(&self, plan: Result<Plan, Error>) -> Result<bool, Error> {
        let mut plan = plan?;
        plan.fresh = true;
        let kept = self.kept(&plan);
        self.read(&plan).await?;
        Ok(kept.is_none() || kept != self.kept(&plan))
    }

    /// What the cache holds for a plan.
    pub(crate) fn kept(&self, plan: &Plan) -> Option<<T::Platform as Platform>::Text> {
        self.stack.kept(&self.request(plan).ok()?)
    }

    pub(crate) async fn object_of(&self, plan: Result<Plan, Error>) -> Result<T::Tree, Error> {
        let plan = plan?.single();
        let object = self.read(&plan).await?.rows.into_first();
        // A reading of a single object has one.
        object.ok_or_else(|| Error::new(ErrorKind::InvalidResponse).at(plan.about.path))
    }

    pub(crate) async fn page_of(
        &self,
        plan: Result<Plan, Error>,
    ) -> Result<Page<T::Tree, T::Tree>, Error> {
        Ok(self.sheet(&plan?).await?.into())
    }

    pub(crate) async fn sheet(&self, plan: &Plan) -> Result<Sheet<T::Tree>, Error> {
        Ok(self.read(plan).await?.sheet(plan.paging))
    }

    /// The one way to ask: sends a plan's question, and reads the answer.
    pub(crate) async fn read(&self, plan: &Plan) -> Result<Reading<T::Tree>, Error> {
        let mut fresh = plan.fresh;
        loop {
            let mut request = self.request(plan)?;
            request.fresh = fresh;
            let outcome = self.stack.send(&request).await;
            let answer = self.checked(plan, &request, outcome)?;
            let mut asked = Asked::new(plan, answer);
            match asked.source {
                Source::Network if asked.is_of_use() => self.stack.keep(&request, &asked.text),
                // The server talks rubbish: what it said before it did is better.
                Source::Network if !fresh => {
                    if let Some(answer) = self.stack.after_all(&request) {
                        asked = Asked::new(plan, answer);
                        if !asked.is_of_use() {
                            self.stack.forget(&request);
                        }
                    }
                }
                // The cache held what was never put there.
                Source::Cache | Source::Stale | Source::Fallback if !asked.is_of_use() => {
                    self.stack.forget(&request);
                    if !fresh {
                        fresh = true;
                        continue;
                    }
                }
                _ => {}
            }
            return asked.reading(plan, &request);
        }
    }

    /// The request that asks for a plan.
    fn request(&self, plan: &Plan) -> Result<Request, Error> {
        let mut url = String::with_capacity(256);
        url.push_str(&self.base_url);
        url.push_str(plan.about.path);
        self.identity
            .push_query(&mut url, plan.about.member)
            .map_err(|error| error.at(plan.about.path))?;
        let mut parameters = Parameters::default();
        if let Some((page, total_data)) = plan.paging {
            parameters.number("page", u64::from(page));
            parameters.number("total_data", u64::from(total_data));
        }
        parameters.push(&plan.parameters);
        url.push_str(parameters.as_str());

        let mut request = Request::new(plan.about.method, url);
        if !plan.about.member && plan.about.method == Method::Get {
            let mut question = String::from(plan.about.path);
            question.push_str(parameters.as_str());
            request.question = Some(question);
        }
        request.spent = plan.spent;
        Ok(request)
    }

    /// A good answer, or the error that there is instead.
    fn checked(
        &self,
        plan: &Plan,
        request: &Request,
        outcome: Result<AnswerOf<T>, Failure>,
    ) -> Result<AnswerOf<T>, Error> {
        let answer = outcome.map_err(|failure| {
            let kind = match failure {
                Failure::Network => ErrorKind::Network,
                #[cfg(feature = "server")]
                Failure::Lost => ErrorKind::Network,
                Failure::Timeout => ErrorKind::Timeout,
                Failure::Quota => ErrorKind::Quota,
            };
            plan.failed(kind, None, request)
        })?;
        let code = answer.code();
        if (200..300).contains(&code) && answer.object().is_some() {
            return Ok(answer);
        }
        Err(self.refused(plan, code, &answer, request))
    }

    /// The error that an answer is.
    fn refused(&self, plan: &Plan, code: i64, answer: &AnswerOf<T>, request: &Request) -> Error {
        // An answer that calls itself a success is here because it cannot be read.
        let unreadable = (200..300).contains(&code);
        let kind = if unreadable {
            ErrorKind::InvalidResponse
        } else {
            ErrorKind::from_code(code)
        };
        let mut error = plan.failed(kind, Some(code), request);
        error.status = answer.status().map(|status| {
            let mut status = self.identity.redact(&status);
            // Cut where it is a flood; not before, for half a secret is none that can be found.
            status.truncate(status.floor_char_boundary(LONGEST_STATUS));
            status
        });
        error.retry_after = answer.retry_after;
        error.detail = unreadable.then_some("bukan objek JSON yang utuh");
        error
    }
}

/// An endpoint, free of its type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    method: Method,
    pub path: &'static str,
    member: bool,
    shape: &'static Shape,
}

impl About {
    pub fn of<E: Endpoint>(endpoint: &E) -> Self {
        Self {
            method: endpoint.method(),
            path: endpoint.path(),
            member: endpoint.member(),
            shape: endpoint.shape(),
        }
    }
}

/// What is asked of an endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub about: About,
    /// Whether only an answer of the server's will do.
    pub fresh: bool,
    /// How much of the call's time is gone already.
    pub spent: Duration,
    parameters: Parameters,
    /// Whether the answer is one object, and no list.
    pub single: bool,
    /// The page, and rows on it.
    pub paging: Option<(u32, u32)>,
    /// The field that tells rows apart, where each is wanted once.
    pub key: Option<&'static str>,
}

impl Plan {
    pub fn of<E: Endpoint>(endpoint: &E) -> Result<Self, Error> {
        let mut parameters = Parameters::default();
        endpoint
            .parameters(&mut parameters)
            .map_err(|error| error.at(endpoint.path()))?;
        Ok(Self::about(About::of(endpoint), parameters))
    }

    pub fn paged<E: Paged>(endpoint: &E, by: By) -> Result<Self, Error> {
        let plan = Self::of(endpoint)?;
        let (total, key) = match by {
            By::Pages => (PageQuery::DEFAULT_TOTAL, None),
            By::Rows => (PageQuery::LARGEST_TOTAL, endpoint.key()),
        };
        let paging = endpoint
            .paging()
            .resolve(total)
            .map_err(|error| error.at(endpoint.path()))?;
        Ok(Self {
            paging: Some(paging),
            key,
            ..plan
        })
    }

    /// The question to an endpoint, with these parameters in place of its own.
    pub fn about(about: About, parameters: Parameters) -> Self {
        Self {
            about,
            fresh: false,
            spent: Duration::ZERO,
            parameters,
            single: false,
            paging: None,
            key: None,
        }
    }

    /// An error of this question, once it was sent.
    fn failed(&self, kind: ErrorKind, code: Option<i64>, request: &Request) -> Error {
        let mut error = Error::new(kind).at(self.about.path);
        error.code = code;
        error.attempts = request.attempts.load(Ordering::Relaxed);
        error
    }

    /// The same question, of which the answer is one object.
    pub fn single(mut self) -> Self {
        self.single = true;
        self
    }

    /// Takes the rows out of an answer; `None` when there are none to be read. The second of the pair
    /// is the number of rows before any was left out.
    fn rows<V: Tree>(
        &self,
        body: &mut V,
        rejected: &mut Vec<Rejected>,
    ) -> Option<(V::Rows, usize)> {
        if self.single {
            let mut object = body.take("data")?;
            return repair(&mut object, self.about.shape, rejected)
                .then(|| (V::Rows::of_one(object), 1));
        }
        match body.kind_of("data") {
            Kind::Absent => None,
            _ => repair_rows(body, "data", self.about.shape, rejected),
        }
    }

    fn unreadable(&self, at: Option<Rejected>, request: &Request) -> Error {
        let mut error = self.failed(ErrorKind::InvalidResponse, Some(200), request);
        let mut path = String::from("data");
        let detail = match at {
            Some(row) => {
                if !row.path.is_empty() {
                    path.push('.');
                    path.push_str(&row.path);
                }
                row.reason
            }
            None if self.single => "tidak ada",
            None => "bukan daftar",
        };
        error.path = Some(path);
        error.detail = Some(detail);
        error
    }
}
