//! An endpoint as a value: what to ask and how to read the answer. No I/O.

use std::fmt;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use crate::course::Course;
use crate::error::Error;
use crate::repair::{Shape, push_decimal};
use crate::row::Row;
use crate::url::push_encoded;

/// The method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// Reads something. A layer may repeat the request.
    Get,
    /// Changes something. No layer repeats the request.
    Post,
    /// Puts something in the place of another.
    Put,
    /// Changes a part of something.
    Patch,
    /// Removes something.
    Delete,
}

impl Method {
    /// The method's name in a request, for example `GET`.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// One endpoint of the API, with the values of its parameters.
///
/// An implementation is a description, nothing else: the crate's own are in [`open_api`](crate::open_api). A client asks
/// any endpoint in the same way, so one that the API adds needs no newer version of this crate. Here is
/// `GET /app/ulasan`, a list of reviews in pages:
///
/// ```
/// use bukaolshop::types::{IdProduk, Tanggal};
/// use bukaolshop::{Client, Endpoint, Error, PageQuery, Paged, Parameters, row};
///
/// row! {
///     /// A review of a product.
///     pub struct Ulasan {
///         /// Digits.
///         pub id_ulasan: String => essential text,
///         /// From 1 to 5.
///         pub bintang: f64 => essential number,
///         /// Typed by the member.
///         pub isi_ulasan: String => text,
///         /// The addresses of pictures.
///         pub list_foto: Vec<String> => texts,
///         /// What the shop has answered.
///         pub balasan: Option<String> => nullable,
///         /// When it was written.
///         pub tanggal: Tanggal => text,
///     }
/// }
///
/// /// Reviews, newest first.
/// #[derive(Debug, Clone, Default)]
/// pub struct UlasanQuery {
///     pub paging: PageQuery,
///     pub id_produk: Option<IdProduk>,
///     pub bintang: Option<u8>,
/// }
///
/// impl Endpoint for UlasanQuery {
///     type Row = Ulasan;
///
///     fn path(&self) -> &'static str {
///         "/app/ulasan"
///     }
///
///     fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
///         if let Some(id) = &self.id_produk {
///             parameters.text("id_produk", id.as_str());
///         }
///         match self.bintang {
///             Some(bintang @ 1..=5) => parameters.number("bintang", bintang.into()),
///             Some(_) => return Err(Error::invalid_argument("bintang must be from 1 to 5")),
///             None => {}
///         }
///         Ok(())
///     }
/// }
///
/// impl Paged for UlasanQuery {
///     fn paging(&self) -> PageQuery {
///         self.paging
///     }
///
///     fn key(&self) -> Option<&'static str> {
///         Some("id_ulasan")
///     }
/// }
///
/// # async fn ask<T>(client: &Client<T>) -> Result<(), Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use futures_util::TryStreamExt;
///
/// let query = UlasanQuery {
///     id_produk: Some(IdProduk::from(17)),
///     ..UlasanQuery::default()
/// };
/// let first_page = client.list(&query).await?;
/// println!("{} reviews, more: {}", first_page.data.len(), first_page.has_next);
/// let mut reviews = client.all(&query);
/// while let Some(ulasan) = reviews.try_next().await? {
///     println!("{} {}", ulasan.bintang, ulasan.isi_ulasan);
/// }
/// # Ok(())
/// # }
/// ```
pub trait Endpoint {
    /// One row of its answer. [`row!`](crate::row!) declares one.
    type Row: Row;

    /// The method. Default: [`Method::Get`], which is that of the whole Open API.
    fn method(&self) -> Method {
        Method::Get
    }

    /// The path below the base address, for example `/app/produk`.
    fn path(&self) -> &'static str;

    /// Whether it answers about the member who is logged in. Then a client without a member sends nothing, and the answer
    /// is never kept. Default: false.
    fn member(&self) -> bool {
        false
    }

    /// Appends the parameters of the query, without the token, the member and the page. Default: none.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a value that the API does not allow.
    fn parameters(&self, _parameters: &mut Parameters) -> Result<(), Error> {
        Ok(())
    }

    /// The table of a row's fields. Default: the one that the type of the row declares.
    fn shape(&self) -> &'static Shape {
        Self::Row::SHAPE
    }
}

/// An endpoint whose answers come in pages.
pub trait Paged: Endpoint {
    /// The page that is asked for, and the number of rows on a page.
    fn paging(&self) -> PageQuery;

    /// The field whose value is different in each row of the list, if there is one. By it, a walk leaves out rows that it
    /// has seen: when the shop adds a row, the rows behind it move on, and some to the next page. It must be an essential
    /// text of the row: rows without it would be taken for each other, so a call with any other key is an error of the
    /// kind [`InvalidArgument`](crate::ErrorKind::InvalidArgument).
    fn key(&self) -> Option<&'static str> {
        None
    }
}

/// Which page, and how many rows on it.
///
/// ```
/// use bukaolshop::PageQuery;
///
/// let third = PageQuery {
///     page: Some(3),
///     per_page: Some(50),
/// };
/// assert_ne!(third, PageQuery::default());
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageQuery {
    /// The page, from 1. Default: 1.
    pub page: Option<u32>,
    /// Rows on a page, a multiple of 10 from 10 to 100; the API's parameter `total_data`. Default: 10, and 100 for a walk
    /// through the rows of all pages.
    pub per_page: Option<u32>,
}

impl PageQuery {
    /// The number of rows on a page where the API is not told one.
    pub const DEFAULT_PER_PAGE: u32 = 10;
    /// The most that the API sends on a page.
    pub(crate) const LARGEST_TOTAL: u32 = 100;

    /// The page and the rows on it, with the defaults filled in.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a page 0 or a number of rows that is no multiple
    /// of 10 from 10 to 100.
    pub(crate) fn resolve(self, default_total: u32) -> Result<(u32, u32), Error> {
        let page = self.page.unwrap_or(1);
        let total = self.per_page.unwrap_or(default_total);
        if page == 0 {
            return Err(Error::argument(PAGE));
        }
        if !total.is_multiple_of(10) || !(10..=Self::LARGEST_TOTAL).contains(&total) {
            return Err(Error::argument(TOTAL_DATA));
        }
        Ok((page, total))
    }
}

pub(crate) const PAGE: &str = "page harus bilangan bulat mulai dari 1";
pub(crate) const TOTAL_DATA: &str = "total_data harus kelipatan 10, dari 10 sampai 100";

/// Parameters of a request: names and values, in the order in which they were appended. [`Endpoint::parameters`] fills them.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    query: String,
}

impl Parameters {
    /// Appends a parameter whose value is a text, which is percent-encoded.
    pub fn text(&mut self, name: &str, value: &str) {
        self.query.push('&');
        self.query.push_str(name);
        self.query.push('=');
        push_encoded(&mut self.query, value);
    }

    /// Appends a parameter whose value is a whole number.
    pub fn number(&mut self, name: &'static str, value: u64) {
        let mut digits = String::new();
        push_decimal(&mut digits, value);
        self.text(name, &digits);
    }

    /// Appends a parameter whose value is `true` or `false`.
    pub fn boolean(&mut self, name: &str, value: bool) {
        self.text(name, if value { "true" } else { "false" });
    }

    pub(crate) fn push(&mut self, others: &Parameters) {
        self.query.push_str(&others.query);
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.query
    }
}

/// A request, as a transport sends it.
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The whole address. It holds the shop's token and the member's, so no log may show it.
    pub url: String,
    /// The key under which the cache keeps the answer: the path and the parameters, without the token. `None` where the
    /// answer must not be kept.
    pub cache_key: Option<String>,
    /// Whether the cache must not answer this request, because the caller wants the server's own answer.
    pub fresh: bool,
    /// How much of the call's time had passed before this request was made. The deadline counts it.
    pub elapsed: Duration,
    /// How often the request was sent so far. The layers that repeat it count here.
    pub attempts: AtomicU32,
    /// Headers beside those that every request has. Names are in small letters; values may be secret.
    pub headers: Vec<(&'static str, String)>,
    /// The body; `None` for a request without one.
    pub body: Option<Body>,
    /// Whether sending the request twice has the same effect as sending it once. Only then may a layer repeat it.
    pub repeatable: bool,
    /// What is known of its attempts beside their number.
    pub(crate) course: Course,
    /// What became of its attempts, as far as the client of a server needs it.
    #[cfg(feature = "server")]
    pub(crate) fate: crate::server::Fate,
}

/// The body of a request.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// `application/x-www-form-urlencoded`.
    Form(String),
    /// `application/json`.
    Json(String),
}

impl Body {
    /// A form with these fields.
    pub fn form(fields: &Parameters) -> Self {
        let fields = fields.as_str();
        Body::Form(fields.strip_prefix('&').unwrap_or(fields).to_owned())
    }

    /// A value as JSON.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for what JSON cannot hold, such as a map whose keys are no
    /// texts.
    pub fn json(value: &impl serde::Serialize) -> Result<Self, Error> {
        serde_json::to_string(value)
            .map(Body::Json)
            .map_err(|_| Error::argument("isi permintaan tidak dapat ditulis sebagai JSON"))
    }

    /// The text that is sent.
    pub fn text(&self) -> &str {
        match self {
            Body::Form(text) | Body::Json(text) => text,
        }
    }

    /// The value of the header `Content-Type`.
    pub fn media_type(&self) -> &'static str {
        match self {
            Body::Form(_) => "application/x-www-form-urlencoded",
            Body::Json(_) => "application/json",
        }
    }
}

/// Shows the kind only: bodies hold PINs and addresses.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Body::Form(_) => "Form(..)",
            Body::Json(_) => "Json(..)",
        })
    }
}

impl Request {
    /// Notes why a transport has no answer to this request: [`Error::source`](std::error::Error::source) leads to it. The
    /// error must not hold the request's address, for that has the token in it, nor anything of an answer.
    #[cfg(any(not(feature = "js"), feature = "server"))]
    pub fn set_cause(&self, error: impl std::error::Error + Send + Sync + 'static) {
        self.course.fail(crate::error::Cause::new(error));
    }

    /// A request for this address, without a body, whose answer is not kept. It may be repeated where its method is `GET`.
    pub fn new(method: Method, url: String) -> Self {
        Self {
            method,
            url,
            cache_key: None,
            fresh: false,
            elapsed: Duration::ZERO,
            attempts: AtomicU32::new(0),
            headers: Vec::new(),
            body: None,
            repeatable: method == Method::Get,
            course: Course::default(),
            #[cfg(feature = "server")]
            fate: crate::server::Fate::default(),
        }
    }
}

/// Leaves the address out: it holds the token.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
