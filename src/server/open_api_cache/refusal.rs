//! Why a visitor gets no data, in the shape in which the API reports its errors: an HTTP status, and the same `code` with
//! a `status` in words.

use std::borrow::Cow;
use std::time::Duration;

use crate::error::ErrorKind;
use crate::open_api::PATHS;

/// Why a visitor gets no data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A path that the API does not have.
    UnknownPath,
    /// A method other than GET, HEAD and OPTIONS.
    Method,
    /// A request with a body.
    Body,
    /// A query that is too long.
    QueryTooLong,
    /// A parameter that is not allowed; the text says what is.
    Parameter(String),
    /// A question about a member without a `token_user` and an `id_user`.
    NoMember,
    /// The budget does not allow to ask now; until it may, this much time passes.
    Budget(Duration),
    /// bukaOlshop has refused the question with this code.
    Upstream(u16),
    /// bukaOlshop does not answer as it should; it is asked again after this time.
    Failed(Trouble, Duration),
}

/// How an answer of bukaOlshop's fails to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is no connection, or it was lost.
    Lost,
    /// No answer came in time.
    Late,
    /// The answer is not what the documentation says.
    Unreadable,
    /// The shop's token was refused, with this code.
    Token(u16),
    /// Too many requests.
    Limited,
    /// An error of the server's.
    Server,
}

impl Refusal {
    /// The HTTP status, which is the `code` of the body, too.
    pub fn code(&self) -> u16 {
        match self {
            Refusal::UnknownPath => 404,
            Refusal::Method => 405,
            Refusal::QueryTooLong => 414,
            Refusal::Body | Refusal::Parameter(_) | Refusal::NoMember => 400,
            Refusal::Budget(_) => 429,
            Refusal::Upstream(code) => *code,
            Refusal::Failed(trouble, _) => match trouble {
                Trouble::Lost | Trouble::Unreadable => 502,
                Trouble::Late => 504,
                Trouble::Token(code) => *code,
                Trouble::Limited => 429,
                Trouble::Server => 503,
            },
        }
    }

    /// What happened and what to do.
    ///
    /// The sentence of a budget that is used up must not speak of the day: a client that reads so stops asking until the
    /// next one, though the lists that are kept are still there.
    pub fn sentence(&self) -> Cow<'static, str> {
        match self {
            Refusal::UnknownPath => {
                let paths: Vec<&str> = PATHS.iter().map(|(_, path)| *path).collect();
                format!("Alamat tidak dikenal. Yang ada: {}", paths.join(", ")).into()
            }
            Refusal::Method => "Method tidak diizinkan, gunakan GET".into(),
            Refusal::Body => "Permintaan tidak boleh punya isi (body)".into(),
            Refusal::QueryTooLong => "Alamat terlalu panjang".into(),
            Refusal::Parameter(rule) => format!("Parameter tidak sah: {rule}").into(),
            Refusal::NoMember => {
                "Parameter token_user dan id_user wajib diisi; minta pembeli masuk (login) di aplikasi".into()
            }
            Refusal::Budget(_) | Refusal::Failed(Trouble::Limited, _) => {
                "Terlalu banyak permintaan. Coba lagi nanti".into()
            }
            Refusal::Failed(Trouble::Token(_), _) => {
                "Token Open API di server toko ditolak. Pemilik toko perlu memeriksanya".into()
            }
            Refusal::Upstream(code) => ErrorKind::from_code((*code).into()).advice().into(),
            Refusal::Failed(trouble, _) => match trouble {
                Trouble::Lost => "Server bukaOlshop tidak terhubung. Coba lagi nanti",
                Trouble::Late => "Server bukaOlshop terlalu lama menjawab. Coba lagi nanti",
                Trouble::Unreadable => "Jawaban server bukaOlshop tidak terbaca. Coba lagi nanti",
                _ => ErrorKind::Server.advice(),
            }
            .into(),
        }
    }

    /// When to ask again.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Refusal::Budget(wait) | Refusal::Failed(_, wait) => Some(*wait),
            _ => None,
        }
    }

    /// The body.
    pub fn body(&self) -> String {
        serde_json::json!({"code": self.code(), "status": self.sentence()}).to_string()
    }
}
