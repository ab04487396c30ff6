//! The client: options, a stack of layers over a transport, and one way to ask.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::endpoint::{Endpoint, Method, PageQuery, Paged, Parameters, Request};
use crate::error::{Error, ErrorKind};
use crate::identity::Identity;
use crate::layer::{Backoff, Quota, Retry, Timeout, used_today};
use crate::page::{By, Page, Rows, Source, Walk};
use crate::transport::{Answer, Failure, Transport};
use crate::url;
use crate::wire::{Kind, Rejected, Shape, Tree, repair, repair_rows};

/// What a client needs to know, and may be told.
#[derive(Debug, Clone)]
pub struct Options {
    identity: Identity,
    base_url: String,
    timeout: Duration,
    backoff: Backoff,
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
pub struct Client<T> {
    identity: Identity,
    base_url: String,
    stack: Timeout<Retry<Quota<T>>>,
}

impl<T> fmt::Debug for Client<T> {
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
    pub rest: V,
}

impl<T: Transport> Client<T> {
    /// A client over a transport of your own.
    pub fn with_transport(options: Options, transport: T) -> Self {
        let Options {
            identity,
            base_url,
            timeout,
            backoff,
            daily_limit,
        } = options;
        let stack = Timeout::new(
            Retry::new(Quota::new(transport, daily_limit), backoff),
            timeout,
        );
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
        used_today(self.stack.platform())
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
        let Reading { rows, rejected, .. } = self.read(&plan?).await?;
        Ok(Rows {
            data: rows,
            rejected,
        })
    }

    pub(crate) async fn object_of(&self, plan: Result<Plan, Error>) -> Result<T::Tree, Error> {
        let plan = plan?;
        let (mut body, request) = self.ask(&plan).await?;
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
            rest,
        } = self.read(plan).await?;
        let (page, total_data) = plan.paging.unwrap_or_default();
        Ok(Page {
            data: rows,
            page,
            total_data,
            has_next: sent >= total_data as usize,
            source: Source::Network,
            rejected,
            rest,
        })
    }

    async fn read(&self, plan: &Plan) -> Result<Reading<T::Tree>, Error> {
        let (mut body, request) = self.ask(plan).await?;
        let mut rejected = Vec::new();
        let rows = match body.kind_of("data") {
            Kind::Absent => None,
            _ => repair_rows(&mut body, "data", plan.shape, &mut rejected),
        };
        let Some((rows, sent)) = rows else {
            return Err(plan.unreadable(String::from("data"), "bukan daftar", &request));
        };
        Ok(Reading {
            rows,
            sent,
            rejected,
            rest: body,
        })
    }

    /// Sends one question; the body of a good answer.
    async fn ask(&self, plan: &Plan) -> Result<(T::Tree, Request), Error> {
        let mut url = String::with_capacity(256);
        url.push_str(&self.base_url);
        url.push_str(plan.path);
        self.identity
            .push_query(&mut url, plan.member)
            .map_err(|error| error.at(plan.path))?;
        if let Some((page, total_data)) = plan.paging {
            let mut parameters = Parameters::default();
            parameters.number("page", u64::from(page));
            parameters.number("total_data", u64::from(total_data));
            url.push_str(parameters.as_str());
        }
        url.push_str(plan.parameters.as_str());

        let request = Request {
            method: plan.method,
            url,
            attempts: AtomicU32::new(0),
        };
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
            Some(body) if (200..300).contains(&code) && body.kind() == Kind::Object => {
                Ok((body, request))
            }
            body => Err(self.refused(plan, code, &Answer { body, ..answer }, &request)),
        }
    }

    /// The error that an answer is.
    fn refused(
        &self,
        plan: &Plan,
        code: i64,
        answer: &Answer<T::Tree>,
        request: &Request,
    ) -> Error {
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
#[derive(Debug)]
pub(crate) struct Plan {
    method: Method,
    path: &'static str,
    member: bool,
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
