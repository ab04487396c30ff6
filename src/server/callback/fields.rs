//! Takes the documented fields out of a body and repairs their values. The remaining fields are passed
//! on as they were sent.

use serde_json::{Map, Value};

use super::rejection::{Reason, Rejection};
use crate::repair::{Tree, number_from_text};

/// A text without the white space around it; a whole number is converted to its digits. `None` where the
/// field is missing or holds one of PHP's empty values.
pub(super) fn text(
    fields: &mut Map<String, Value>,
    name: &'static str,
) -> Result<Option<String>, Rejection> {
    let Some(value) = fields.remove(name) else {
        return Ok(None);
    };
    if value.kind().is_missing() {
        return Ok(None);
    }
    let text = value
        .to_text()
        .ok_or_else(|| Rejection::of(Reason::InvalidField, name))?;
    Ok(Some(text.trim().to_owned()))
}

/// A text like [`text`], but a missing one is rejected.
pub(super) fn essential(
    fields: &mut Map<String, Value>,
    name: &'static str,
) -> Result<String, Rejection> {
    text(fields, name)?.ok_or_else(|| Rejection::of(Reason::MissingField, name))
}

/// A text like [`text`] of a field that work can do without: a value that is no text stays among the
/// fields.
pub(super) fn side(fields: &mut Map<String, Value>, name: &'static str) -> Option<String> {
    let value = fields.get(name)?;
    let text = match value.kind() {
        kind if kind.is_missing() => None,
        _ => Some(value.to_text()?.trim().to_owned()),
    };
    fields.remove(name);
    text
}

/// An identifier: 1 to 100 visible ASCII characters. Identifiers are put into keys, addresses and log
/// lines.
pub(super) fn id(fields: &mut Map<String, Value>, name: &'static str) -> Result<String, Rejection> {
    let id = essential(fields, name)?;
    if id.len() <= 100 && id.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(id)
    } else {
        Err(Rejection::of(Reason::InvalidField, name))
    }
}

/// The number of an order: 1 to 40 digits.
pub(super) fn digits(
    fields: &mut Map<String, Value>,
    name: &'static str,
) -> Result<String, Rejection> {
    let number = essential(fields, name)?;
    if number.len() <= 40 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(number)
    } else {
        Err(Rejection::of(Reason::InvalidField, name))
    }
}

/// An amount in whole rupiah, at least 0.
pub(super) fn rupiah(
    fields: &mut Map<String, Value>,
    name: &'static str,
) -> Result<Option<u64>, Rejection> {
    let Some(text) = text(fields, name)? else {
        return Ok(None);
    };
    number_from_text(&text)
        .filter(|amount| *amount >= 0.0 && amount.fract() == 0.0)
        .map(|amount| Some(amount as u64))
        .ok_or_else(|| Rejection::of(Reason::InvalidField, name))
}
