//! The shop's `secret_key_callback`, and comparing it in constant time.

use std::fmt;

use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

use crate::error::Error;
use crate::server::secret::SHORTEST;

/// The largest length of a secret in bytes, which is longer than any secret that the app shows.
const LONGEST: usize = 256;

/// The secret that bukaOlshop puts into every callback, from the menu "API & Callback" of its Android
/// app.
#[derive(Clone)]
pub struct SecretKey {
    padded: [u8; LONGEST],
    length: u64,
}

/// Shows nothing: secrets stay out of logs.
impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(***)")
    }
}

impl SecretKey {
    /// A secret without the white space around it: a value from an environment variable may end with a
    /// line break.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a secret that is [too short](SHORTEST) or longer than
    /// 256 bytes.
    pub fn new(secret: &str) -> Result<Self, Error> {
        let secret = secret.trim();
        match pad(secret) {
            Some((padded, length)) if secret.len() >= SHORTEST => Ok(Self { padded, length }),
            _ => Err(Error::argument(
                "secret_key_callback harus diisi (4 sampai 256 byte) dengan kode dari aplikasi bukaOlshop",
            )),
        }
    }

    /// Whether `text` is the secret. The time of the comparison depends on `text` alone: neither on the
    /// secret, nor on its length, nor on how many characters are right.
    pub fn is(&self, text: &str) -> bool {
        let Some((padded, length)) = pad(text.trim()) else {
            return false;
        };
        let same: Choice = self.padded.ct_eq(&padded) & self.length.ct_eq(&length);
        same.into()
    }

    /// A text that tells secrets apart and not what they are: twelve digits of a hash.
    pub(super) fn fingerprint(&self) -> String {
        let hash = Sha256::new_with_prefix(b"bukaolshop: whose store this is: ")
            .chain_update(self.padded)
            .finalize();
        hash.iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// A text that is filled up with zero bytes, and its length without them. `None` where the text is too
/// long.
fn pad(text: &str) -> Option<([u8; LONGEST], u64)> {
    let mut padded = [0; LONGEST];
    padded
        .get_mut(..text.len())?
        .copy_from_slice(text.as_bytes());
    Some((padded, u64::try_from(text.len()).ok()?))
}
