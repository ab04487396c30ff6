//! Whose balance, whose profile.

use std::fmt;

use crate::endpoint::Parameters;
use crate::error::Error;

/// A member, by one of the two names that the Closed API takes: "pilih salah satu".
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Member {
    /// Digits, as in lists of members and in orders.
    IdUser(String),
    /// The address that the member logs in with.
    EmailUser(String),
}

impl Member {
    /// A member by `id_user`.
    pub fn id(id_user: impl Into<String>) -> Self {
        Member::IdUser(id_user.into())
    }

    /// A member by `email_user`.
    pub fn email(email_user: impl Into<String>) -> Self {
        Member::EmailUser(email_user.into())
    }

    /// Appends the parameter that it is.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] when it is empty.
    pub(crate) fn push(&self, parameters: &mut Parameters) -> Result<(), Error> {
        let (name, value, complaint) = match self {
            Member::IdUser(id) => ("id_user", id, "id_user harus diisi"),
            Member::EmailUser(email) => ("email_user", email, "email_user harus diisi"),
        };
        if value.trim().is_empty() {
            return Err(Error::argument(complaint));
        }
        parameters.text(name, value.trim());
        Ok(())
    }
}

/// Tells which of the two it is, not who: members stay out of logs.
impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Member::IdUser(_) => "IdUser(..)",
            Member::EmailUser(_) => "EmailUser(..)",
        })
    }
}
