//! `notifikasi`, `judul_notifikasi` and `pesan_notifikasi`: the notification with which the app tells a
//! member of a change.

use std::fmt;

use crate::endpoint::Parameters;
use crate::error::Error;

/// Whether the member is told of a change of the balance, and in which words. Nothing is sent for what is
/// `None`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ChangeNotification {
    /// Whether the member is told.
    pub notifikasi: Option<bool>,
    /// The title of the notification, instead of the platform's own.
    pub judul_notifikasi: Option<String>,
    /// The text of the notification, instead of the platform's own.
    pub pesan_notifikasi: Option<String>,
}

/// Leaves out the words, which may name the member.
impl fmt::Debug for ChangeNotification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangeNotification")
            .field("notifikasi", &self.notifikasi)
            .finish_non_exhaustive()
    }
}

impl ChangeNotification {
    /// A notification in the platform's own words.
    pub fn usual() -> Self {
        Self {
            notifikasi: Some(true),
            ..Self::default()
        }
    }

    /// A notification in these words.
    pub fn in_words(judul: impl Into<String>, pesan: impl Into<String>) -> Self {
        Self {
            judul_notifikasi: Some(judul.into()),
            pesan_notifikasi: Some(pesan.into()),
            ..Self::usual()
        }
    }

    /// Appends the parameters that are given.
    pub(super) fn push(&self, fields: &mut Parameters) -> Result<(), Error> {
        if let Some(notifikasi) = self.notifikasi {
            fields.boolean("notifikasi", notifikasi);
        }
        for (name, words) in [
            ("judul_notifikasi", &self.judul_notifikasi),
            ("pesan_notifikasi", &self.pesan_notifikasi),
        ] {
            let Some(words) = words else { continue };
            if words.trim().is_empty() {
                return Err(Error::wrong_field(name, "tidak boleh kosong"));
            }
            fields.text(name, words);
        }
        Ok(())
    }
}
