//! Mitra Bunso as a [`Service`]: its base address, its token, its errors.

use crate::error::Error;
use crate::repair::Tree;
use crate::server::secret::Secret;
use crate::server::service::{DataLocation, Refusal, ResponseView, Service};

/// The base address of the order module in its documentation, which is plain `http`. See [the
/// module](super).
pub const MITRA_BUNSO: &str = "http://apiv2.mitrabunso.com/public";

/// The length of the ids of this system, in characters.
const ID_LENGTH: usize = 36;

/// The service's settings: the bearer token of a login.
#[derive(Debug)]
pub(super) struct MitraBunsoService(Secret);

impl MitraBunsoService {
    pub fn new(token: &str) -> Result<Self, Error> {
        const COMPLAINT: &str = "token harus diisi dengan token login Mitra Bunso (minimal 4 karakter, tanpa spasi dan tanpa kata Bearer)";
        Secret::key(token, COMPLAINT).map(Self)
    }
}

/// Trims an id and checks its form.
///
/// # Errors
/// [`crate::ErrorKind::InvalidArgument`] with the text `complaint` for anything but 36 letters, digits
/// and hyphens.
pub(super) fn checked_id<'t>(text: &'t str, complaint: &'static str) -> Result<&'t str, Error> {
    let text = text.trim();
    let good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if text.len() != ID_LENGTH || !text.bytes().all(good) {
        return Err(Error::argument(complaint));
    }
    Ok(text)
}

impl Service for MitraBunsoService {
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

    fn data_location(&self) -> DataLocation {
        DataLocation::Field("data")
    }

    /// The documentation shows no errors. Successful answers have a text in `message`, so the same field
    /// is read in errors.
    fn refusal(&self, _: i64, answer: &ResponseView<'_>) -> Refusal {
        Refusal {
            status: answer.body.text("message"),
            ..Refusal::default()
        }
    }
}
