//! A member of the shop, as the Closed API identifies one. Errors hold this type, so it depends on nothing
//! of the crate.

use std::fmt;

/// A member by one of the two parameters that the Closed API takes: "pilih salah satu".
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Member {
    /// `id_user`: the member's number, digits only, as in lists of members and in orders.
    IdUser(String),
    /// `email_user`: the e-mail address that the member logs in with.
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
}

/// Shows which of the two it is, without the value: members stay out of logs.
impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Member::IdUser(_) => "IdUser(..)",
            Member::EmailUser(_) => "EmailUser(..)",
        })
    }
}
