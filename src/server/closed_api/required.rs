//! Fields of a form that a call cannot do without.

use crate::endpoint::Parameters;
use crate::error::Error;

pub(super) const MISSING: &str = "harus diisi";

/// Appends a text, and refuses a blank one.
pub(super) fn required(
    fields: &mut Parameters,
    name: &'static str,
    text: &str,
) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(Error::wrong_field(name, MISSING));
    }
    fields.text(name, text);
    Ok(())
}
