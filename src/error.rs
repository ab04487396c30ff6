//! One error for everything that can go wrong, and its kinds.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use crate::repair::push_decimal;

/// What went wrong, in the words that a page can branch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An option or a query is not allowed. Nothing was sent.
    InvalidArgument,
    /// `token_user` or `id_user` is missing. Nothing was sent.
    NotLoggedIn,
    /// The page's own daily limit is used up. Nothing was sent.
    Quota,
    /// No answer: offline, DNS, TLS, CORS, connection lost.
    Network,
    /// No answer in time.
    Timeout,
    /// 400 of the API's error table, and other codes from 400 to 499 that have no kind of their own.
    BadRequest,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 405.
    MethodNotAllowed,
    /// 429.
    RateLimited,
    /// 500 and other codes from 500 to 599.
    Server,
    /// 503.
    Unavailable,
    /// An answer that is not what the documentation promises.
    InvalidResponse,
    /// 402: a payment failed.
    #[cfg(feature = "server")]
    PaymentRequired,
    /// 409: it clashes with what is there already.
    #[cfg(feature = "server")]
    Conflict,
    /// Money may have moved or not: the request may have reached the server, and no answer tells what it
    /// did. Never repeat it blindly; `movement` has what is needed to find out.
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
            #[cfg(feature = "server")]
            ErrorKind::PaymentRequired => "payment_required",
            #[cfg(feature = "server")]
            ErrorKind::Conflict => "conflict",
            #[cfg(feature = "server")]
            ErrorKind::UnknownOutcome => "unknown_outcome",
        }
    }

    /// The kind of an answer's code, from the table "Errors Code" of the API's documentation.
    pub fn from_code(code: i64) -> Self {
        match code {
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
            ErrorKind::Quota => "Jatah permintaan hari ini sudah habis. Coba lagi besok",
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
                "Terlalu banyak permintaan, atau jatah toko hari ini sudah habis. Coba lagi nanti"
            }
            ErrorKind::Server => "Server bukaOlshop sedang bermasalah. Coba lagi nanti",
            ErrorKind::Unavailable => {
                "Server bukaOlshop sedang offline atau dirawat. Coba lagi nanti"
            }
            ErrorKind::InvalidResponse => "Jawaban server tidak sesuai dokumentasi",
            #[cfg(feature = "server")]
            ErrorKind::PaymentRequired | ErrorKind::Conflict | ErrorKind::UnknownOutcome => {
                self.server_advice()
            }
        }
    }

    /// The same for those who run a shop's server: it has keys, and asks more systems than one.
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
            ErrorKind::PaymentRequired => "Pembayaran gagal. Periksa cara pembayaran dan jumlahnya",
            ErrorKind::Conflict => {
                "Bertentangan dengan data yang sudah ada. Periksa data itu sebelum mengirim lagi"
            }
            ErrorKind::UnknownOutcome => {
                "Belum diketahui apakah uang berpindah. Jangan ulangi begitu saja: periksa dulu catatannya"
            }
            other => other.advice(),
        }
    }
}

/// Anything that can go wrong. Holds no token and no member data, in no field.
///
/// Its fields are those of [`Details`]: `error.kind`, `error.code` and so on. They lie behind a
/// pointer, for a result that is nearly always good should not be as large as a bad one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

/// What there is to know of an [`Error`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Details {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Code of the answer: the body's `code` where there is one, else the HTTP status. `None` when
    /// nothing was answered.
    pub code: Option<i64>,
    /// Path of the endpoint, for example `/app/produk`.
    pub endpoint: Option<&'static str>,
    /// The API's own `status` text, when it sent one other than "ok".
    pub status: Option<String>,
    /// For [`ErrorKind::InvalidResponse`]: where, for example `data.jumlah_saldo`.
    pub path: Option<String>,
    /// How long the server asked to wait (`Retry-After`).
    pub retry_after: Option<Duration>,
    /// Attempts made.
    pub attempts: u32,
    /// Which argument and what it may be, or what is wrong at `path`.
    pub(crate) detail: Option<&'static str>,
    /// The error's name in a system that has names for them, for example `UNAUTHORIZED`.
    #[cfg(feature = "server")]
    pub server_code: Option<String>,
    /// For [`ErrorKind::UnknownOutcome`]: the money that may have moved.
    #[cfg(feature = "server")]
    pub movement: Option<Box<crate::server::money::Movement>>,
    /// The system that was asked, where it is not the Open API.
    #[cfg(feature = "server")]
    pub(crate) service: Option<&'static str>,
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
            #[cfg(feature = "server")]
            server_code: None,
            #[cfg(feature = "server")]
            movement: None,
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

    /// The sentence that [`fmt::Display`] shows. A page's module builds it without the standard
    /// formatter, which would cost every visitor its size.
    pub fn message(&self) -> String {
        let mut text = String::from(self.advice());
        if let Some(code) = self.code {
            text.push_str(" (kode ");
            if code < 0 {
                text.push('-');
            }
            push_decimal(&mut text, code.unsigned_abs());
            text.push(')');
        }
        match (&self.path, self.detail) {
            (Some(path), Some(detail)) => push_all(&mut text, &[": ", path, " ", detail]),
            (Some(path), None) => push_all(&mut text, &[": ", path]),
            (None, Some(detail)) => push_all(&mut text, &[": ", detail]),
            (None, None) => {}
        }
        text.push('.');
        if let Some(status) = &self.status {
            push_all(&mut text, &[" Kata server: \"", status, "\"."]);
        }
        text
    }
}

fn push_all(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}
