//! Fields of objects: mostly of those that a page hands over. `from_value` of serde-wasm-bindgen would read whole structs, at
//! 10 KB of module (brotli) for every page.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::error::Error;

/// A field of an object; undefined where there is none, where `object` is none, and where a getter of the page's
/// own throws. The package's JavaScript hands over copies that have own fields alone, so that what scripts add to the
/// prototype of all objects is no option.
pub(super) fn field(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Whether a page has left something out: `undefined` or `null`.
pub(super) fn is_missing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// A field that is a number.
pub(super) struct NumberRule {
    pub name: &'static str,
    pub least: f64,
    pub most: f64,
    /// Whether it must be a whole one.
    pub whole: bool,
    /// Whether `null` means that it is left out, as `undefined` does.
    pub nullable: bool,
    /// What an error says: the name of the field, and what it may be.
    pub rule: &'static str,
}

impl NumberRule {
    /// The number in this field of an object; `None` where it is left out.
    ///
    /// # Errors
    /// [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for anything but such a number.
    pub fn read(&self, object: &JsValue) -> Result<Option<f64>, Error> {
        let value = field(object, self.name);
        if value.is_undefined() || self.nullable && value.is_null() {
            return Ok(None);
        }
        let number = value.as_f64().filter(|number| {
            (self.least..=self.most).contains(number) && !(self.whole && number.trunc() != *number)
        });
        number.map(Some).ok_or_else(|| Error::argument(self.rule))
    }
}

/// A field that is one of some texts.
pub(super) struct ChoiceRule {
    pub name: &'static str,
    pub choices: &'static [&'static str],
    /// Whether `null` means that it is left out, as `undefined` does.
    pub nullable: bool,
    /// What an error says: the name of the field, and what it may be.
    pub rule: &'static str,
}

impl ChoiceRule {
    /// Which of its texts this field of an object is, counted from 0; `None` where it is left out.
    ///
    /// # Errors
    /// [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for anything else.
    pub fn read(&self, object: &JsValue) -> Result<Option<usize>, Error> {
        let value = field(object, self.name);
        if value.is_undefined() || self.nullable && value.is_null() {
            return Ok(None);
        }
        let text = value.as_string().unwrap_or_default();
        let place = self.choices.iter().position(|choice| *choice == text);
        place.map(Some).ok_or_else(|| Error::argument(self.rule))
    }
}
