//! Telling OneSolu's webhooks from anybody else's.
//!
//! The documentation has a webhook registered with a signing secret (`whsec_…`), and says neither which
//! header carries the signature nor how it is made. So this is what the field does: HMAC-SHA256 over the
//! body, byte by byte as it came, with the whole secret as the key, written as hexadecimal digits; the word
//! `sha256=` may stand before them. The header is [`DEFAULT_HEADER`] unless it is told otherwise.
//!
//! Nothing in the signature says when it was made, so a recorded webhook can be sent again by anyone:
//! its [`id`](Event::id) is the same, and a store of those that were handled tells.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::event::Event;
use crate::error::Error;
use crate::server::secret::Secret;

/// The header that is taken for the signature's, as long as OneSolu names none.
pub const DEFAULT_HEADER: &str = "x-onesolu-signature";

/// The largest body that is read: an event is a few hundred bytes.
const LARGEST_BODY: usize = 1 << 20;

/// Receives what OneSolu sends to one webhook.
#[derive(Debug, Clone)]
pub struct Webhooks {
    secret: Secret,
    header: String,
}

/// Why something that was sent to a webhook is no event of OneSolu's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookFault {
    /// The body is larger than 1 MiB. 413.
    BodyTooLarge,
    /// The signature is missing. 401.
    NoSignature,
    /// The signature is another one: not OneSolu sent this, or with another secret. 401.
    WrongSignature,
    /// It is signed, and none of the documentation's events. 400.
    Unreadable {
        /// The field at fault; empty for the whole body.
        path: String,
    },
}

impl WebhookFault {
    /// The HTTP status to answer with.
    pub fn http_status(&self) -> u16 {
        match self {
            WebhookFault::BodyTooLarge => 413,
            WebhookFault::NoSignature | WebhookFault::WrongSignature => 401,
            WebhookFault::Unreadable { .. } => 400,
        }
    }
}

impl fmt::Display for WebhookFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WebhookFault::BodyTooLarge => f.write_str("Isi webhook terlalu besar."),
            WebhookFault::NoSignature => {
                f.write_str("Tanda tangan webhook tidak ada. Periksa nama header tanda tangan.")
            }
            WebhookFault::WrongSignature => f.write_str(
                "Tanda tangan webhook salah. Samakan secret dengan yang didaftarkan di OneSolu.",
            ),
            WebhookFault::Unreadable { path } if path.is_empty() => {
                f.write_str("Isi webhook tidak terbaca.")
            }
            WebhookFault::Unreadable { path } => {
                write!(f, "Isi webhook tidak terbaca: {path}.")
            }
        }
    }
}

impl std::error::Error for WebhookFault {}

impl Webhooks {
    /// Of a webhook that was registered with this secret. White space around it does not count.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for an empty secret: everybody could sign with it.
    pub fn new(secret: &str) -> Result<Self, Error> {
        let secret = secret.trim();
        if secret.is_empty() {
            return Err(Error::argument("secret webhook harus diisi"));
        }
        Ok(Self {
            secret: Secret::new(secret),
            header: DEFAULT_HEADER.to_owned(),
        })
    }

    /// With the signature in another header.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for what is no header's name.
    pub fn header(self, name: &str) -> Result<Self, Error> {
        let header = name.trim().to_ascii_lowercase();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        if header.is_empty() || !header.bytes().all(is_name) {
            return Err(Error::argument(
                "nama header tanda tangan hanya berisi huruf, angka, \"-\" dan \"_\"",
            ));
        }
        Ok(Self { header, ..self })
    }

    /// The name of the signature's header, in small letters.
    pub fn header_name(&self) -> &str {
        &self.header
    }

    /// The signature of a body, as it stands in the header. For tests, and for whoever passes events on.
    pub fn sign(&self, body: &[u8]) -> String {
        // A key of any length is one: the error is for other kinds of code.
        let Ok(mut code) = Hmac::<Sha256>::new_from_slice(self.secret.reveal().as_bytes()) else {
            return String::new();
        };
        code.update(body);
        let bytes = code.finalize().into_bytes();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether this is the signature of this body. How long it takes tells nothing of the right one.
    ///
    /// # Errors
    /// [`WebhookFault::NoSignature`], [`WebhookFault::WrongSignature`].
    pub fn verify(&self, body: &[u8], signature: Option<&str>) -> Result<(), WebhookFault> {
        let signature = signature.unwrap_or_default().trim();
        let digits = signature.strip_prefix("sha256=").unwrap_or(signature);
        if digits.is_empty() {
            return Err(WebhookFault::NoSignature);
        }
        let right = self.sign(body);
        let same = right
            .as_bytes()
            .ct_eq(digits.to_ascii_lowercase().as_bytes());
        // Never true of nothing, even if nothing could be signed.
        if bool::from(same) && !right.is_empty() {
            Ok(())
        } else {
            Err(WebhookFault::WrongSignature)
        }
    }

    /// The event that a body is, once its signature is right. `signature` is what the header
    /// [`header_name`](Self::header_name) says.
    ///
    /// # Errors
    /// Any [`WebhookFault`]; nothing of the body is read before its signature was found right.
    pub fn receive(&self, body: &[u8], signature: Option<&str>) -> Result<Event, WebhookFault> {
        if body.len() > LARGEST_BODY {
            return Err(WebhookFault::BodyTooLarge);
        }
        self.verify(body, signature)?;
        let unreadable = |path| WebhookFault::Unreadable { path };
        let body: Value = serde_json::from_slice(body).map_err(|_| unreadable(String::new()))?;
        Event::read(body).map_err(|fault| unreadable(fault.path))
    }
}
