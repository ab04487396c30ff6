//! Texts that no log may show: API keys, PINs, tokens.

use std::fmt;

use crate::error::Error;
use crate::identity::mask;
use crate::url::push_encoded;

/// A text that is sent, but never shown: an API key, a PIN, a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret of any text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A key that is sent in a header, without the white space around it.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] with the text `complaint` for a key that is empty or holds
    /// anything but visible ASCII, which no header can carry.
    pub fn key(text: &str, complaint: &'static str) -> Result<Self, Error> {
        let text = text.trim();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::argument(complaint));
        }
        Ok(Self::new(text))
    }

    /// The secret text.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Replaces secrets in a text by `***`, so that the text can be shown or logged: a server may echo what
/// it was sent. Percent-encoded spellings are replaced, too.
pub(crate) fn redact(text: &str, secrets: &[&str]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        let mut encoded = String::new();
        push_encoded(&mut encoded, secret);
        for spelling in [*secret, &encoded] {
            text = mask(&text, spelling);
        }
    }
    text
}
