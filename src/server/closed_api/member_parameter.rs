//! `id_user` or `email_user`: the parameter by which the Closed API's endpoints find a member.

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::member::Member;

/// Appends the parameter that identifies a member.
///
/// # Errors
/// [`crate::ErrorKind::InvalidArgument`] when the value is empty.
pub(super) fn push(member: &Member, parameters: &mut Parameters) -> Result<(), Error> {
    let (name, value, complaint) = match member {
        Member::IdUser(id) => ("id_user", id, "id_user harus diisi"),
        Member::EmailUser(email) => ("email_user", email, "email_user harus diisi"),
    };
    if value.trim().is_empty() {
        return Err(Error::argument(complaint));
    }
    parameters.text(name, value.trim());
    Ok(())
}
