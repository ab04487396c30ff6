//! Texts that no log may show: API keys, PINs, tokens.

use std::fmt;

use crate::error::Error;

/// The smallest length of a key or a secret in bytes. A shorter text protects nothing, and masking it would
/// change the ordinary words of every message that it is a part of.
pub const SHORTEST: usize = 4;

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
    /// [`crate::ErrorKind::InvalidArgument`] with the text `complaint` for a key that is [too
    /// short](SHORTEST) or holds anything but visible ASCII, which no header can carry.
    pub fn key(text: &str, complaint: &'static str) -> Result<Self, Error> {
        let text = text.trim();
        if text.len() < SHORTEST || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
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
