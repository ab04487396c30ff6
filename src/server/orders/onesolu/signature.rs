//! Verifying that OneSolu has sent a webhook.
//!
//! The documentation says that a webhook is registered with a signing secret (`whsec_…`), but neither
//! which header carries the signature nor how it is computed. This module assumes the usual way:
//! HMAC-SHA256 over the bytes of the body with the whole secret as the key, written as hexadecimal
//! digits, with or without `sha256=` before them. The header is [`DEFAULT_HEADER`] unless
//! [`Webhooks::header`] names another one.
//!
//! The signature contains no time, so anybody who has recorded a webhook can send it again. Such a
//! repetition has the same [`id`](Event::id); the program must remember which ids it has handled.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::event::Event;
use crate::error::Error;
use crate::language::{Language, filled, sentence_in};
use crate::repair::parse_json_bytes;
use crate::server::secret::{SHORTEST, Secret};

/// The header that is taken for the signature's, because OneSolu's documentation names none.
pub const DEFAULT_HEADER: &str = "x-onesolu-signature";

/// The largest body that is read, in bytes. An event has a few hundred bytes.
const LARGEST_BODY: usize = 1 << 20;

/// Verifies and parses the requests that OneSolu sends to one webhook.
///
/// ```
/// use bukaolshop::server::orders::onesolu::{EventType, Webhooks};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let webhooks = Webhooks::new("whsec_rahasia")?;
/// let body = br#"{"id": "evt_1", "type": "order.created", "data": {}, "created_at": "2025-02-12T10:00:00Z"}"#;
/// # let signature = webhooks.sign(body);
/// // `signature` is the value of the header `webhooks.header_name()`.
/// let event = webhooks.receive(body, Some(&signature))?;
/// assert_eq!(event.kind, EventType::OrderCreated);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Webhooks {
    secret: Secret,
    header: String,
}

/// Why a request to a webhook is not an event of OneSolu.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookFault {
    /// The body is larger than 1 MiB. Status 413.
    BodyTooLarge,
    /// The header of the signature is missing. Status 401.
    NoSignature,
    /// The signature is wrong: the request is not from OneSolu, or it was signed with another secret.
    /// Status 401.
    WrongSignature,
    /// The signature is right, but the body is not an event as documented. Status 400.
    Unreadable {
        /// The path of the field at fault; empty for the whole body.
        path: String,
    },
}

impl WebhookFault {
    /// The HTTP status of the reply.
    pub fn http_status(&self) -> u16 {
        match self {
            WebhookFault::BodyTooLarge => 413,
            WebhookFault::NoSignature | WebhookFault::WrongSignature => 401,
            WebhookFault::Unreadable { .. } => 400,
        }
    }
}

impl WebhookFault {
    /// What happened and what to do, in a language. [`Display`](fmt::Display) shows it in the one that
    /// [`Language::set_default`] has chosen; Indonesian unless it was called.
    pub fn message_in(&self, language: Language) -> String {
        let (sentence, path) = match self {
            WebhookFault::BodyTooLarge => (BODY_TOO_LARGE, ""),
            WebhookFault::NoSignature => (NO_SIGNATURE, ""),
            WebhookFault::WrongSignature => (WRONG_SIGNATURE, ""),
            WebhookFault::Unreadable { path } if path.is_empty() => (UNREADABLE, ""),
            WebhookFault::Unreadable { path } => (UNREADABLE_AT, &**path),
        };
        filled(sentence_in(language, sentence), &[("path", path)])
    }
}

const BODY_TOO_LARGE: &str = "Isi webhook terlalu besar.";
const NO_SIGNATURE: &str = "Tanda tangan webhook tidak ada. Periksa nama header tanda tangan.";
const WRONG_SIGNATURE: &str =
    "Tanda tangan webhook salah. Samakan secret dengan yang didaftarkan di OneSolu.";
const UNREADABLE: &str = "Isi webhook tidak terbaca.";
const UNREADABLE_AT: &str = "Isi webhook tidak terbaca: {path}.";

impl fmt::Display for WebhookFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_in(Language::default()))
    }
}

impl std::error::Error for WebhookFault {}

impl Webhooks {
    /// The receiver of a webhook that was registered with this secret. White space around the secret is
    /// ignored.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a secret that is [too short](SHORTEST), with which
    /// anybody could sign.
    pub fn new(secret: &str) -> Result<Self, Error> {
        let secret = secret.trim();
        if secret.len() < SHORTEST {
            return Err(Error::argument(
                "secret webhook harus diisi (minimal 4 karakter)",
            ));
        }
        Ok(Self {
            secret: Secret::new(secret),
            header: DEFAULT_HEADER.to_owned(),
        })
    }

    /// Reads the signature from another header.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a text that cannot be the name of a header.
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

    /// The name of the signature's header, in lower case.
    pub fn header_name(&self) -> &str {
        &self.header
    }

    /// The largest body that [`receive`](Self::receive) reads, in bytes.
    pub fn body_limit(&self) -> usize {
        LARGEST_BODY
    }

    /// The signature of a body in the form that the header has: for tests, and for programs that pass
    /// events on.
    pub fn sign(&self, body: &[u8]) -> String {
        // HMAC takes keys of any length; the error exists for other algorithms.
        let Ok(mut code) = Hmac::<Sha256>::new_from_slice(self.secret.reveal().as_bytes()) else {
            return String::new();
        };
        code.update(body);
        let bytes = code.finalize().into_bytes();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Checks the signature of a body. The comparison takes the same time for every wrong signature.
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
        // An empty signature is never accepted, even if signing had failed.
        if bool::from(same) && !right.is_empty() {
            Ok(())
        } else {
            Err(WebhookFault::WrongSignature)
        }
    }

    /// Checks the signature of a body, then parses the event. `signature` is the value of the header
    /// [`header_name`](Self::header_name).
    ///
    /// # Errors
    /// Any [`WebhookFault`]. The body is not parsed before its signature was found right.
    pub fn receive(&self, body: &[u8], signature: Option<&str>) -> Result<Event, WebhookFault> {
        if body.len() > LARGEST_BODY {
            return Err(WebhookFault::BodyTooLarge);
        }
        self.verify(body, signature)?;
        let unreadable = |path| WebhookFault::Unreadable { path };
        let body = parse_json_bytes(body).ok_or_else(|| unreadable(String::new()))?;
        Event::read(body).map_err(|fault| unreadable(fault.path))
    }
}
