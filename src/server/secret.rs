//! A text that no log may show.

use std::fmt;

use crate::error::Error;

/// An API key, a PIN, a token: sent, never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Any text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A key that travels in a header; white space around it is left out.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`], saying `complaint`, when it is empty or holds what a header
    /// cannot: anything but visible ASCII.
    pub fn key(text: &str, complaint: &'static str) -> Result<Self, Error> {
        let text = text.trim();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::argument(complaint));
        }
        Ok(Self::new(text))
    }

    /// The text itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
