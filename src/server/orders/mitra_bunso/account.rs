//! Mitra Bunso as a service: its address, its token, the words of its errors.

use crate::error::Error;
use crate::server::secret::Secret;
use crate::server::service::{Place, Refusal, Seen, Service};
use crate::wire::Tree;

/// Where the order module answers, by its documentation: without TLS. See [the module](super).
pub const MITRA_BUNSO: &str = "http://apiv2.mitrabunso.com/public";

/// The length of all of the system's ids.
const ID: usize = 36;

/// The bearer token of a login.
#[derive(Debug)]
pub(super) struct Token(Secret);

impl Token {
    pub fn new(token: &str) -> Result<Self, Error> {
        const COMPLAINT: &str =
            "token harus diisi dengan token login Mitra Bunso (tanpa spasi dan tanpa kata Bearer)";
        Secret::key(token, COMPLAINT).map(Self)
    }
}

/// An id, without the white space around it.
///
/// # Errors
/// [`crate::ErrorKind::InvalidArgument`], saying `complaint`, for anything but 36 letters, digits and
/// hyphens.
pub(super) fn id<'t>(text: &'t str, complaint: &'static str) -> Result<&'t str, Error> {
    let text = text.trim();
    let good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if text.len() != ID || !text.bytes().all(good) {
        return Err(Error::argument(complaint));
    }
    Ok(text)
}

impl Service for Token {
    fn name(&self) -> &'static str {
        "Mitra Bunso"
    }

    fn base_url(&self) -> &str {
        MITRA_BUNSO
    }

    fn authorize(&self, headers: &mut Vec<(&'static str, String)>) {
        headers.push(("authorization", format!("Bearer {}", self.0.reveal())));
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.0.reveal()]
    }

    fn place(&self) -> Place {
        Place::Field("data")
    }

    /// Errors are not documented. Good answers say what happened in `message`, so bad ones are believed to.
    fn refusal(&self, _: i64, answer: &Seen<'_>) -> Refusal {
        Refusal {
            status: answer.body.text("message"),
            ..Refusal::default()
        }
    }
}
