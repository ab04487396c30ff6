//! The shop's `secret_key_callback`.

use std::fmt;

use subtle::{Choice, ConstantTimeEq};

use crate::error::Error;

/// Longer than any that the app shows.
const ROOM: usize = 256;

/// The code that bukaOlshop puts into every callback, from the menu "API & Callback" of its Android app.
#[derive(Clone)]
pub struct SecretKey {
    padded: [u8; ROOM],
    length: u64,
}

/// Tells nothing: secrets stay out of logs.
impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(***)")
    }
}

impl SecretKey {
    /// White space around it does not count: an environment variable may end with a line break.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] where nothing is left, or more than 256 bytes are.
    pub fn new(secret: &str) -> Result<Self, Error> {
        let secret = secret.trim();
        match pad(secret) {
            Some((padded, length)) if length > 0 => Ok(Self { padded, length }),
            _ => Err(Error::argument(
                "secret_key_callback harus diisi (1 sampai 256 byte) dengan kode dari aplikasi bukaOlshop",
            )),
        }
    }

    /// Whether this text is the secret. How long it takes depends on the text alone: not on the secret,
    /// nor its length, nor how much of it is right.
    pub fn is(&self, text: &str) -> bool {
        let Some((padded, length)) = pad(text.trim()) else {
            return false;
        };
        let same: Choice = self.padded.ct_eq(&padded) & self.length.ct_eq(&length);
        same.into()
    }
}

/// A text with zero bytes after it, and its length without them.
fn pad(text: &str) -> Option<([u8; ROOM], u64)> {
    let mut padded = [0; ROOM];
    padded
        .get_mut(..text.len())?
        .copy_from_slice(text.as_bytes());
    Some((padded, u64::try_from(text.len()).ok()?))
}
