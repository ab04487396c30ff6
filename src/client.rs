//! The client: options, a stack of layers over a transport, and one way to ask.

use std::fmt;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::endpoint::{Endpoint, Method, PageQuery, Paged, Parameters, Request};
use crate::error::{Error, ErrorKind};
use crate::identity::Identity;
use crate::layer::{Backoff, Cache, Dedupe, Freshness, Quota, Retry, Timeout};
use crate::page::{By, Page, Rows, Source, Walk};
use crate::transport::{Answer, AnswerOf, Failure, Platform, Transport};
use crate::url;
use crate::wire::{Kind, Rejected, Shape, Tree, repair, repair_rows};

/// What a client needs to know, and may be told.
#[derive(Debug, Clone)]
pub struct Options {
    identity: Identity,
    base_url: String,
    timeout: Duration,
    backoff: Backoff,
    cache: Option<Freshness>,
    daily_limit: Option<u32>,
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
pub(crate) struct Reading<V> {
    pub rows: Vec<V>,
    /// Rows before any was left out.
    pub sent: usize,
    pub rejected: Vec<Rejected>,
    pub source: Source,
    pub rest: V,
}

/// A good answer's body, and how it was asked for.
struct Asked<V, X> {
    body: V,
    text: X,
    source: Source,
    request: Request,
}

type AskedOf<T> = Asked<<T as Transport>::Tree, <<T as Transport>::Platform as Platform>::Text>;

impl<T: Transport> Client<T> {
    /// A client over a transport of your own.
    pub fn with_transport(options: Options, transport: T) -> Self {
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
        let stack = Cache::new(stack, cache, &base_url, identity.token());
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
        let reading = self.read(plan).await?;
        Ok(Rows {
            data: reading.rows,
            rejected: reading.rejected,
            source: reading.source,
        })
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
        let plan = plan?;
        let Asked {
            mut body, request, ..
        } = self.ask(&plan, true).await?;
        let mut rejected = Vec::new();
        let at = match body.take("data") {
            None => None,
            Some(mut data) => {
                if repair(&mut data, plan.shape, &mut rejected) {
                    return Ok(data);
                }
                rejected.pop()
            }
        };
        let mut path = String::from("data");
        let detail = match at {
            Some(Rejected {
                path: field,
                reason,
                ..
            }) => {
                if !field.is_empty() {
                    path.push('.');
                    path.push_str(&field);
                }
                reason
            }
            None => "tidak ada",
        };
        Err(plan.unreadable(path, detail, &request))
    }

    pub(crate) async fn page_of(
        &self,
        plan: Result<Plan, Error>,
    ) -> Result<Page<T::Tree, T::Tree>, Error> {
        self.next_page(&plan?).await
    }

    pub(crate) async fn next_page(&self, plan: &Plan) -> Result<Page<T::Tree, T::Tree>, Error> {
        let Reading {
            rows,
            sent,
            rejected,
            source,
            rest,
        } = self.read(plan).await?;
        let (page, total_data) = plan.paging.unwrap_or_default();
        Ok(Page {
            data: rows,
            page,
            total_data,
            has_next: sent >= total_data as usize,
            source,
            rejected,
            rest,
        })
    }

    async fn read(&self, plan: &Plan) -> Result<Reading<T::Tree>, Error> {
        let mut asked = self.ask(plan, plan.fresh).await?;
        // Whether there may be another answer, should this one be of no use.
        let mut spare = !plan.fresh;
        loop {
            let mut rejected = Vec::new();
            let rows = match asked.body.kind_of("data") {
                Kind::Absent => None,
                _ => repair_rows(&mut asked.body, "data", plan.shape, &mut rejected),
            };
            let is_of_use = rows
                .as_ref()
                .is_some_and(|(rows, _)| !rows.is_empty() || rejected.is_empty());
            match asked.source {
                Source::Network if is_of_use => self.stack.keep(&asked.request, &asked.text),
                // The server talks rubbish: what it said before it did is better.
                Source::Network if spare => {
                    spare = false;
                    if let Some(answer) = self.stack.after_all(&asked.request)
                        && let Some(body) = answer.body
                    {
                        asked.body = body;
                        asked.source = answer.source;
                        continue;
                    }
                }
                Source::Network => {}
                _ if is_of_use => {}
                // The cache held what was never put there.
                _ => {
                    self.stack.forget(&asked.request);
                    if spare {
                        spare = false;
                        asked = self.ask(plan, true).await?;
                        continue;
                    }
                }
            }
            let Some((rows, sent)) = rows else {
                return Err(plan.unreadable(String::from("data"), "bukan daftar", &asked.request));
            };
            return Ok(Reading {
                rows,
                sent,
                rejected,
                source: asked.source,
                rest: asked.body,
            });
        }
    }

    /// The request that asks for a plan.
    fn request(&self, plan: &Plan) -> Result<Request, Error> {
        let mut url = String::with_capacity(256);
        url.push_str(&self.base_url);
        url.push_str(plan.path);
        self.identity
            .push_query(&mut url, plan.member)
            .map_err(|error| error.at(plan.path))?;
        let mut parameters = Parameters::default();
        if let Some((page, total_data)) = plan.paging {
            parameters.number("page", u64::from(page));
            parameters.number("total_data", u64::from(total_data));
        }
        parameters.push(&plan.parameters);
        url.push_str(parameters.as_str());

        let mut request = Request::new(plan.method, url);
        if !plan.member && plan.method == Method::Get {
            let mut question = String::from(plan.path);
            question.push_str(parameters.as_str());
            request.question = Some(question);
        }
        request.spent = plan.spent;
        Ok(request)
    }

    /// Sends one question; the body of a good answer.
    async fn ask(&self, plan: &Plan, fresh: bool) -> Result<AskedOf<T>, Error> {
        let mut request = self.request(plan)?;
        request.fresh = fresh;
        let answer = match self.stack.send(&request).await {
            Ok(answer) => answer,
            Err(failure) => {
                let kind = match failure {
                    Failure::Network => ErrorKind::Network,
                    Failure::Timeout => ErrorKind::Timeout,
                    Failure::Quota => ErrorKind::Quota,
                };
                return Err(plan.failed(kind, None, &request));
            }
        };
        let code = answer.code();
        match answer.body {
            Some(body) if (200..300).contains(&code) && body.kind() == Kind::Object => Ok(Asked {
                body,
                text: answer.text,
                source: answer.source,
                request,
            }),
            body => Err(self.refused(plan, code, &Answer { body, ..answer }, &request)),
        }
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

/// What an endpoint asks for, free of the endpoint's type.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    method: Method,
    pub path: &'static str,
    member: bool,
    /// Whether only an answer of the server's will do.
    pub fresh: bool,
    /// How much of the call's time is gone already.
    pub spent: Duration,
    parameters: Parameters,
    shape: &'static Shape,
    /// The page, and rows on it.
    pub paging: Option<(u32, u32)>,
    /// The field that tells rows apart, where each is wanted once.
    pub key: Option<&'static str>,
}

impl Plan {
    pub fn of<E: Endpoint>(endpoint: &E) -> Result<Self, Error> {
        let path = endpoint.path();
        let mut parameters = Parameters::default();
        endpoint
            .parameters(&mut parameters)
            .map_err(|error| error.at(path))?;
        Ok(Self {
            method: endpoint.method(),
            path,
            member: endpoint.member(),
            fresh: false,
            spent: Duration::ZERO,
            parameters,
            shape: endpoint.shape(),
            paging: None,
            key: None,
        })
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
            .map_err(|error| error.at(plan.path))?;
        Ok(Self {
            paging: Some(paging),
            key,
            ..plan
        })
    }

    /// An error of this question, once it was sent.
    fn failed(&self, kind: ErrorKind, code: Option<i64>, request: &Request) -> Error {
        let mut error = Error::new(kind).at(self.path);
        error.code = code;
        error.attempts = request.attempts.load(Ordering::Relaxed);
        error
    }

    fn unreadable(&self, path: String, detail: &'static str, request: &Request) -> Error {
        let mut error = self.failed(ErrorKind::InvalidResponse, Some(200), request);
        error.path = Some(path);
        error.detail = Some(detail);
        error
    }
}
