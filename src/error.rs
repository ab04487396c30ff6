//! One error for everything that can go wrong, and its kinds.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

#[cfg(any(not(feature = "js"), feature = "server"))]
pub(crate) use crate::cause::Cause;
#[cfg(any(not(feature = "js"), feature = "server"))]
use crate::language::Language;
use crate::repair::push_decimal;

/// What kind of error it is. The codes are those of the table "Errors Code" in the API's documentation.
///
/// ```
/// use bukaolshop::ErrorKind;
///
/// assert_eq!(ErrorKind::from_code(401), ErrorKind::Unauthorized);
/// assert_eq!(ErrorKind::Unavailable.name(), "unavailable");
/// assert!(ErrorKind::Network.is_retryable() && !ErrorKind::Forbidden.is_retryable());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An option or a query is not allowed. Nothing was sent.
    InvalidArgument,
    /// `token_user` or `id_user` is missing. Nothing was sent.
    NotLoggedIn,
    /// The number of requests that the client may send in a day is used up. Nothing was sent.
    Quota,
    /// There is no answer: the machine is offline, the host was not found (DNS), TLS or CORS has failed, or the connection was
    /// lost.
    Network,
    /// There was no answer within the time of the call.
    Timeout,
    /// The API refused the request with code 400, or with a code up to 499 that has no kind of its own.
    BadRequest,
    /// The API refused the token (code 401).
    Unauthorized,
    /// The API refused access, for example to another member's data (code 403).
    Forbidden,
    /// The API found nothing (code 404).
    NotFound,
    /// The address does not accept the method of the request (code 405).
    MethodNotAllowed,
    /// There were too many requests, or the shop's requests of the day are used up (code 429).
    RateLimited,
    /// The server failed (codes from 500 to 599, except 503).
    Server,
    /// The server is offline or under maintenance (code 503).
    Unavailable,
    /// The answer is not what the documentation promises.
    InvalidResponse,
    /// A payment failed (code 402).
    #[cfg(any(not(feature = "js"), feature = "server"))]
    PaymentRequired,
    /// The request contradicts data that the server has (code 409).
    #[cfg(any(not(feature = "js"), feature = "server"))]
    Conflict,
    /// It is not known whether the server has done what it was asked for: the request may have reached it, and no answer
    /// tells what it did. Do not repeat the request; the field `sent` has what is needed to find out, and `movement` the
    /// money that may have moved.
    #[cfg(feature = "server")]
    UnknownOutcome,
}

impl ErrorKind {
    /// All kinds that a client of the Open API can meet.
    pub const OPEN_API: [Self; 14] = [
        ErrorKind::InvalidArgument,
        ErrorKind::NotLoggedIn,
        ErrorKind::Quota,
        ErrorKind::Network,
        ErrorKind::Timeout,
        ErrorKind::BadRequest,
        ErrorKind::Unauthorized,
        ErrorKind::Forbidden,
        ErrorKind::NotFound,
        ErrorKind::MethodNotAllowed,
        ErrorKind::RateLimited,
        ErrorKind::Server,
        ErrorKind::Unavailable,
        ErrorKind::InvalidResponse,
    ];

    /// The kind's name in the JavaScript package, for example `"invalid_argument"`.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::InvalidArgument => "invalid_argument",
            ErrorKind::NotLoggedIn => "not_logged_in",
            ErrorKind::Quota => "quota",
            ErrorKind::Network => "network",
            ErrorKind::Timeout => "timeout",
            ErrorKind::BadRequest => "bad_request",
            ErrorKind::Unauthorized => "unauthorized",
            ErrorKind::Forbidden => "forbidden",
            ErrorKind::NotFound => "not_found",
            ErrorKind::MethodNotAllowed => "method_not_allowed",
            ErrorKind::RateLimited => "rate_limited",
            ErrorKind::Server => "server",
            ErrorKind::Unavailable => "unavailable",
            ErrorKind::InvalidResponse => "invalid_response",
            #[cfg(any(not(feature = "js"), feature = "server"))]
            ErrorKind::PaymentRequired => "payment_required",
            #[cfg(any(not(feature = "js"), feature = "server"))]
            ErrorKind::Conflict => "conflict",
            #[cfg(feature = "server")]
            ErrorKind::UnknownOutcome => "unknown_outcome",
        }
    }

    /// The kind of an answer's code, from the table "Errors Code" of the API's documentation, and from the codes that the
    /// variants of this enum name.
    pub fn from_code(code: i64) -> Self {
        match code {
            #[cfg(any(not(feature = "js"), feature = "server"))]
            402 => ErrorKind::PaymentRequired,
            #[cfg(any(not(feature = "js"), feature = "server"))]
            409 => ErrorKind::Conflict,
            401 => ErrorKind::Unauthorized,
            403 => ErrorKind::Forbidden,
            404 => ErrorKind::NotFound,
            405 => ErrorKind::MethodNotAllowed,
            429 => ErrorKind::RateLimited,
            503 => ErrorKind::Unavailable,
            400..=499 => ErrorKind::BadRequest,
            500..=599 => ErrorKind::Server,
            _ => ErrorKind::InvalidResponse,
        }
    }

    /// Whether trying again later can help.
    pub fn is_retryable(self) -> bool {
        matches!(
            self,
            ErrorKind::Quota
                | ErrorKind::Network
                | ErrorKind::Timeout
                | ErrorKind::RateLimited
                | ErrorKind::Server
                | ErrorKind::Unavailable
        )
    }

    /// What happened and what to do, in Indonesian, for page authors and shoppers; without a full stop.
    pub fn advice(self) -> &'static str {
        match self {
            ErrorKind::InvalidArgument => "Argumen tidak sah",
            ErrorKind::NotLoggedIn => {
                "Belum masuk: token_user atau id_user kosong. Minta pembeli masuk (login) di aplikasi, \
                 lalu isi keduanya dari shortcode aplikasi"
            }
            ErrorKind::Quota => {
                "Jatah permintaan hari ini sudah habis. Coba lagi besok, sesudah pukul 00.00 WIB"
            }
            ErrorKind::Network => {
                "Server tidak terhubung. Periksa koneksi internet, lalu coba lagi"
            }
            ErrorKind::Timeout => "Server terlalu lama menjawab. Coba lagi",
            ErrorKind::BadRequest => "Permintaan ditolak. Periksa parameter yang dikirim",
            ErrorKind::Unauthorized => {
                "Token olshop ditolak. Periksa token Open API di aplikasi bukaOlshop"
            }
            ErrorKind::Forbidden => {
                "Akses ditolak. Periksa token_user dan id_user, atau minta pembeli masuk lagi"
            }
            ErrorKind::NotFound => "Data tidak ditemukan",
            ErrorKind::MethodNotAllowed => "Cara mengakses alamat ini salah. Periksa baseUrl",
            ErrorKind::RateLimited => {
                "Terlalu banyak permintaan, atau jatah toko hari ini sudah habis. Coba lagi nanti, paling lambat sesudah pukul 00.00 WIB"
            }
            ErrorKind::Server => "Server bukaOlshop sedang bermasalah. Coba lagi nanti",
            ErrorKind::Unavailable => {
                "Server bukaOlshop sedang offline atau dirawat. Coba lagi nanti"
            }
            ErrorKind::InvalidResponse => "Jawaban server tidak sesuai dokumentasi",
            #[cfg(any(not(feature = "js"), feature = "server"))]
            ErrorKind::PaymentRequired => "Pembayaran gagal. Periksa cara pembayaran dan jumlahnya",
            #[cfg(any(not(feature = "js"), feature = "server"))]
            ErrorKind::Conflict => {
                "Bertentangan dengan data yang sudah ada. Periksa data itu sebelum mengirim lagi"
            }
            #[cfg(feature = "server")]
            ErrorKind::UnknownOutcome => {
                "Belum diketahui apakah permintaan ini sudah dikerjakan server"
            }
        }
    }

    /// What happened and what to do, for whoever runs a shop's server, which has keys and calls several systems.
    #[cfg(feature = "server")]
    fn server_advice(self) -> &'static str {
        match self {
            ErrorKind::Quota => {
                "Jatah permintaan sudah habis; permintaan tidak dikirim. Coba lagi nanti"
            }
            ErrorKind::Unauthorized => "API key ditolak. Periksa API key di server Anda",
            ErrorKind::Forbidden => {
                "Permintaan tidak diizinkan. Periksa hak API key dan isi permintaan"
            }
            ErrorKind::MethodNotAllowed => {
                "Cara mengakses alamat ini salah. Periksa alamat server yang dipakai"
            }
            ErrorKind::RateLimited => "Terlalu banyak permintaan. Tunggu dulu, lalu coba lagi",
            ErrorKind::Server => "Server sedang bermasalah. Coba lagi nanti",
            ErrorKind::Unavailable => "Server sedang offline atau dirawat. Coba lagi nanti",
            other => other.advice(),
        }
    }
}

/// An error of this crate. None of its fields holds a token or a member's data.
///
/// Its fields are those of [`Details`]: `error.kind`, `error.code` and so on. They stand behind a pointer, which keeps the
/// result of a call small.
///
/// [`Display`](fmt::Display) writes what happened and what to do, in the language that
/// [`Language::set_default`](crate::Language::set_default) has chosen; Indonesian unless it was called.
/// [`source`](std::error::Error::source) leads to the cause where there is one, such as a host's name that cannot be
/// resolved.
///
/// ```
/// use bukaolshop::{Error, ErrorKind, Language, Options};
///
/// let error: Error = Options::new(" ").unwrap_err();
/// assert_eq!(error.kind, ErrorKind::InvalidArgument);
/// assert!(error.to_string().starts_with("Argumen tidak sah: token"));
/// assert!(error.message_in(Language::English).starts_with("Invalid argument: token"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

/// The fields of an [`Error`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Details {
    /// What went wrong.
    pub kind: ErrorKind,
    /// The code of the answer: the body's `code` if it has one, else the HTTP status. `None` if there is no answer.
    pub code: Option<i64>,
    /// The path of the endpoint, for example `/app/produk`; `None` where nothing was to be asked.
    pub endpoint: Option<&'static str>,
    /// The text `status` of the answer, if it is not "ok", without secrets.
    pub status: Option<String>,
    /// For [`ErrorKind::InvalidResponse`]: the field that could not be read, for example `data.jumlah_saldo`. For a call
    /// of a server: the argument that is wrong, where it is known.
    pub path: Option<String>,
    /// How long to wait before trying again: as long as the server asked for (`Retry-After`), or until midnight in Jakarta
    /// where the day's requests are used up. `None` where neither is known.
    pub retry_after: Option<Duration>,
    /// How often the request was sent; 0 where nothing was sent.
    pub attempts: u32,
    /// The argument that is wrong and what it may be, or what is wrong with the field `path`.
    pub(crate) detail: Option<&'static str>,
    /// What was expected of an argument and what came instead, without its value; stands in the place of `detail`.
    #[cfg(any(not(feature = "js"), feature = "server"))]
    pub(crate) expectation: Option<String>,
    /// Why there is no answer, or why it cannot be read.
    #[cfg(any(not(feature = "js"), feature = "server"))]
    pub(crate) cause: Cause,
    /// The error's name in a system that has names for them, for example `UNAUTHORIZED`.
    #[cfg(feature = "server")]
    pub server_code: Option<String>,
    /// For [`ErrorKind::UnknownOutcome`]: what was sent, and which call shows whether it was done.
    #[cfg(feature = "server")]
    pub sent: Option<Box<crate::server::money::Sent>>,
    /// For [`ErrorKind::UnknownOutcome`]: the money that may have moved.
    #[cfg(feature = "server")]
    pub movement: Option<Box<crate::server::money::Movement>>,
    /// For an error in the middle of a walk through a list: where the walk can be taken up.
    #[cfg(feature = "server")]
    pub place: Option<Place>,
    /// The system that was asked, where it is not the Open API.
    #[cfg(feature = "server")]
    pub(crate) service: Option<&'static str>,
}

/// A place in a list, where a walk can be taken up again.
#[cfg(feature = "server")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The page with this number, from 1.
    Page(u32),
    /// The rows behind the first so many.
    Offset(u64),
}

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Details {
            kind,
            code: None,
            endpoint: None,
            status: None,
            path: None,
            retry_after: None,
            attempts: 0,
            detail: None,
            #[cfg(any(not(feature = "js"), feature = "server"))]
            expectation: None,
            #[cfg(any(not(feature = "js"), feature = "server"))]
            cause: Cause::default(),
            #[cfg(feature = "server")]
            server_code: None,
            #[cfg(feature = "server")]
            sent: None,
            #[cfg(feature = "server")]
            movement: None,
            #[cfg(feature = "server")]
            place: None,
            #[cfg(feature = "server")]
            service: None,
        }))
    }

    /// `detail` names the argument and what it may be: "page harus bilangan bulat mulai dari 1".
    pub(crate) fn argument(detail: &'static str) -> Self {
        let mut error = Self::new(ErrorKind::InvalidArgument);
        error.detail = Some(detail);
        error
    }

    /// The error of an argument that an [`Endpoint`](crate::Endpoint) of your own does not allow. `detail` names the
    /// argument and says what it may be; a message shows it as it is, in whatever language it has.
    ///
    /// ```
    /// use bukaolshop::{Error, ErrorKind};
    ///
    /// let error = Error::invalid_argument("bintang must be from 1 to 5");
    /// assert_eq!(error.kind, ErrorKind::InvalidArgument);
    /// assert!(error.to_string().ends_with(": bintang must be from 1 to 5."));
    /// ```
    #[cfg(any(not(feature = "js"), feature = "server"))]
    pub fn invalid_argument(detail: impl Into<String>) -> Self {
        let mut error = Self::new(ErrorKind::InvalidArgument);
        error.expectation = Some(detail.into());
        error
    }

    /// The error for a field of a call's input: `name` is the field, `rule` what it may be: "harus diisi".
    #[cfg(feature = "server")]
    pub(crate) fn wrong_field(name: impl Into<String>, rule: &'static str) -> Self {
        let mut error = Self::argument(rule);
        error.path = Some(name.into());
        error
    }

    pub(crate) fn at(mut self, endpoint: &'static str) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// Whether trying again later can help.
    pub fn is_retryable(&self) -> bool {
        self.kind.is_retryable()
    }

    #[inline]
    fn advice(&self) -> &'static str {
        #[cfg(feature = "server")]
        if self.service.is_some() {
            return self.kind.server_advice();
        }
        self.kind.advice()
    }

    /// [`message`](Self::message) in this language, without regard to the default one.
    #[cfg(any(not(feature = "js"), feature = "server"))]
    pub fn message_in(&self, language: Language) -> String {
        match language {
            Language::Indonesian => crate::language::in_rust(&self.indonesian()),
            Language::English => crate::language::in_english(self),
        }
    }

    /// The sentences that [`Display`](fmt::Display) shows.
    pub fn message(&self) -> String {
        #[cfg(any(not(feature = "js"), feature = "server"))]
        return self.message_in(Language::default());
        #[cfg(all(feature = "js", not(feature = "server")))]
        self.indonesian()
    }

    /// What happened and what to do, in Indonesian, with the names of options as JavaScript has them. A page's module
    /// builds it without the standard formatter, which would cost every visitor its size.
    fn indonesian(&self) -> String {
        let mut text = String::from(self.advice());
        if let Some(code) = self.code {
            text.push_str(" (kode ");
            if code < 0 {
                text.push('-');
            }
            push_decimal(&mut text, code.unsigned_abs());
            text.push(')');
        }
        match (&self.path, self.detail()) {
            (Some(path), Some(detail)) => push_all(&mut text, &[": ", path, " ", detail]),
            (Some(path), None) => push_all(&mut text, &[": ", path]),
            (None, Some(detail)) => push_all(&mut text, &[": ", detail]),
            (None, None) => {}
        }
        text.push('.');
        #[cfg(feature = "server")]
        if let Some(place) = self.place {
            let (name, number) = match place {
                Place::Page(page) => ("halaman ", u64::from(page)),
                Place::Offset(offset) => ("offset ", offset),
            };
            push_all(&mut text, &[" Terjadi di ", name]);
            push_decimal(&mut text, number);
            push_all(&mut text, &["; daftar bisa dilanjutkan dari situ."]);
        }
        #[cfg(feature = "server")]
        if let Some(sent) = &self.sent {
            push_all(&mut text, &[" ", &sent.advice(), "."]);
        }
        if let Some(status) = &self.status {
            push_all(&mut text, &[" Kata server: \"", status, "\"."]);
        }
        text
    }
}

impl Details {
    /// The argument that is wrong and what it may be, or what is wrong with the field `path`.
    pub(crate) fn detail(&self) -> Option<&str> {
        #[cfg(any(not(feature = "js"), feature = "server"))]
        if let Some(expectation) = &self.expectation {
            return Some(expectation);
        }
        self.detail
    }
}

fn push_all(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

/// An object with the fields that every error has, and the sentences that [`Display`](fmt::Display) shows.
#[cfg(feature = "serde")]
impl serde::Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let wait = self.retry_after.map(crate::transport::milliseconds);
        let mut fields = serializer.serialize_struct("Error", 9)?;
        fields.serialize_field("kind", &self.kind)?;
        fields.serialize_field("message", &self.message())?;
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("endpoint", &self.endpoint)?;
        fields.serialize_field("status", &self.status)?;
        fields.serialize_field("path", &self.path)?;
        fields.serialize_field("retry_after_ms", &wait)?;
        fields.serialize_field("attempts", &self.attempts)?;
        fields.serialize_field("retryable", &self.is_retryable())?;
        fields.end()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {
    #[cfg(any(not(feature = "js"), feature = "server"))]
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.get()
    }
}
