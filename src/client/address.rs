//! A question to an endpoint, free of the endpoint's type, and the request that asks it.

use std::time::Duration;

use crate::client::By;
use crate::endpoint::{Endpoint, Method, PageQuery, Paged, Parameters, Request};
use crate::error::Error;
use crate::identity::Identity;
use crate::repair::Shape;
#[cfg(any(not(feature = "js"), feature = "server"))]
use crate::repair::{Field, Want};

/// What is fixed about an endpoint, whatever its parameters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EndpointInfo {
    method: Method,
    pub path: &'static str,
    member: bool,
    pub shape: &'static Shape,
}

impl EndpointInfo {
    pub fn of<E: Endpoint>(endpoint: &E) -> Self {
        Self {
            method: endpoint.method(),
            path: endpoint.path(),
            member: endpoint.member(),
            shape: endpoint.shape(),
        }
    }
}

/// What is asked of an endpoint, checked: the parameters of its query as they stand in the address.
#[derive(Debug, Clone)]
pub(crate) struct PreparedQuery {
    pub info: EndpointInfo,
    /// Whether only an answer of the server's will do.
    pub fresh: bool,
    /// How much of the call's time is gone already.
    pub elapsed: Duration,
    /// The endpoint's own parameters, beside those of paging.
    pub parameters: Parameters,
    /// Whether the answer is one object, and no list.
    pub single: bool,
    /// The page, and rows on it.
    pub paging: Option<(u32, u32)>,
    /// The field that tells rows apart; `None` where all of their fields do.
    pub key: Option<&'static str>,
    /// Whether each row is wanted once.
    pub each_once: bool,
}

impl PreparedQuery {
    /// A question about a list that comes in one piece.
    pub fn of<E: Endpoint>(endpoint: &E) -> Result<Box<Self>, Error> {
        Self::new(EndpointInfo::of(endpoint), &|parameters| {
            endpoint.parameters(parameters)
        })
    }

    /// A question about a list that comes in pages.
    pub fn paged<E: Paged>(endpoint: &E, by: By) -> Result<Box<Self>, Error> {
        let query = Self::of(endpoint)?;
        #[cfg(any(not(feature = "js"), feature = "server"))]
        query.check_key(endpoint.key())?;
        query.in_pages(endpoint.paging(), by, endpoint.key())
    }

    /// Refuses a field that does not tell rows apart: without it, rows would be taken for each other and left out. The
    /// lists of the page's module are the crate's own, and have good keys.
    #[cfg(any(not(feature = "js"), feature = "server"))]
    fn check_key(&self, key: Option<&'static str>) -> Result<(), Error> {
        let is_good = |field: &Field| {
            Some(field.name) == key && field.essential && matches!(field.want, Want::Text)
        };
        if key.is_none() || self.info.shape.fields.iter().any(is_good) {
            return Ok(());
        }
        let mut error =
            Error::argument("bukan kunci baris: kunci harus teks yang wajib ada (essential text)");
        error.path = key.map(str::to_owned);
        Err(error.at(self.info.path))
    }

    // One copy of this serves all endpoints.
    fn new(
        info: EndpointInfo,
        fill: &dyn Fn(&mut Parameters) -> Result<(), Error>,
    ) -> Result<Box<Self>, Error> {
        let mut query = Box::new(Self {
            info,
            fresh: false,
            elapsed: Duration::ZERO,
            parameters: Parameters::default(),
            single: false,
            paging: None,
            key: None,
            each_once: false,
        });
        fill(&mut query.parameters).map_err(|error| error.at(info.path))?;
        Ok(query)
    }

    /// The same question about this page, on the way through pages or rows. `key` is the field that tells rows apart.
    fn in_pages(
        mut self: Box<Self>,
        paging: PageQuery,
        by: By,
        key: Option<&'static str>,
    ) -> Result<Box<Self>, Error> {
        let total = match by {
            By::Pages => PageQuery::DEFAULT_PER_PAGE,
            By::Rows => PageQuery::LARGEST_TOTAL,
        };
        let resolved = paging.resolve(total);
        self.paging = Some(resolved.map_err(|error| error.at(self.info.path))?);
        self.key = key;
        self.each_once = by == By::Rows;
        Ok(self)
    }

    /// The same question, of which the answer is one object.
    pub fn single(mut self: Box<Self>) -> Box<Self> {
        self.single = true;
        self
    }

    /// The request that asks this of the server at `base_url`.
    ///
    /// # Errors
    /// [`ErrorKind::NotLoggedIn`](crate::ErrorKind::NotLoggedIn) for a question about the member when nobody is
    /// logged in.
    pub fn request(&self, base_url: &str, identity: &Identity) -> Result<Request, Error> {
        let mut url = String::with_capacity(256);
        url.push_str(base_url);
        url.push_str(self.info.path);
        identity
            .push_query(&mut url, self.info.member)
            .map_err(|error| error.at(self.info.path))?;
        let mut parameters = Parameters::default();
        if let Some((page, per_page)) = self.paging {
            parameters.number("page", u64::from(page));
            parameters.number("total_data", u64::from(per_page));
        }
        parameters.push(&self.parameters);
        url.push_str(parameters.as_str());

        let mut request = Request::new(self.info.method, url);
        if !self.info.member && self.info.method == Method::Get {
            let mut key = String::from(self.info.path);
            key.push_str(parameters.as_str());
            request.cache_key = Some(key);
        }
        request.fresh = self.fresh;
        request.elapsed = self.elapsed;
        Ok(request)
    }
}
