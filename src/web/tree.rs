//! An answer as the engine's own object: parsed by the engine, repaired in place, handed to the
//! page as it is. Nothing of it is copied into WebAssembly but what needs repair.

use std::cell::RefCell;
use std::fmt;

use js_sys::{Array, JSON, JsString, Number, Object, Reflect, Set};
use wasm_bindgen::prelude::*;

use crate::repair::{
    Field, Kind, MISMATCHED, Parse, Shape, Tree, TreeRows, Want, is_blank, push_decimal,
};

#[wasm_bindgen(module = "/src/web/tree.js")]
extern "C" {
    #[wasm_bindgen(js_name = nextMismatch)]
    fn next_mismatch(row: &JsValue, rules: &JsValue, from: u32) -> i32;
    fn own(row: &JsValue, name: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = areFit)]
    fn are_fit(rows: &Array, rules: &JsValue) -> bool;
    #[wasm_bindgen(js_name = parseRules)]
    fn parse_rules(text: &str) -> JsValue;
    // js-sys's `JSON::parse` would copy the text through the module.
    #[wasm_bindgen(catch, js_name = parseJson)]
    fn parse_json(text: &JsString) -> Result<JsValue, JsValue>;
}

/// A value of the engine.
#[derive(Clone)]
pub struct JsTree(pub JsValue);

/// Shows nothing of what is inside: it may be a member's.
impl fmt::Debug for JsTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsTree")
    }
}

/// The fingerprints of rows seen so far.
#[derive(Debug, Default)]
pub struct Keys(Option<Set>);

/// What a field may be without any need of repair, as `tree.js` reads it: one letter, and the field's name. `b` is any text,
/// `t` one with something in it, `n` such a text or null, `0` a finite number, `l` a list of texts with something in them;
/// `-` is what only the repair can tell. All of a table goes over as one text, for each value that crosses takes time on a
/// page's first call.
fn push_rule(text: &mut String, field: &Field) {
    text.push(match (field.want, field.essential) {
        (Want::Text, false) => 'b',
        (Want::NullableText, false) => 'n',
        (Want::Text | Want::TextOr(_) | Want::NullableText, _) => 't',
        (Want::Number, _) => '0',
        (Want::Texts, false) => 'l',
        (Want::Texts | Want::Rows(_), _) => '-',
    });
    text.push_str(field.name);
    text.push(' ');
}

thread_local! {
    /// The rules of the tables that were needed so far, as objects of the engine: there are eight tables, and each
    /// is one static.
    static RULES: RefCell<Vec<(&'static Shape, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// The rules of a table.
fn rules_of(shape: &'static Shape) -> JsValue {
    let made = || {
        let mut text = String::new();
        for field in shape.fields {
            push_rule(&mut text, field);
        }
        parse_rules(&text)
    };
    RULES.with(|known| {
        let Ok(mut known) = known.try_borrow_mut() else {
            return made();
        };
        if let Some((_, rules)) = known.iter().find(|(table, _)| std::ptr::eq(*table, shape)) {
            return rules.clone();
        }
        let rules = made();
        known.push((shape, rules.clone()));
        rules
    })
}

thread_local! {
    /// The names of fields that were needed so far, as texts of the engine. `wasm_bindgen::intern` does the same for
    /// any text, with a hash table that costs 2 KB of module (brotli); here are fifty names, each found by its text.
    static NAMES: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// A field's name as a text of the engine, which is made once and kept.
fn key(name: &'static str) -> JsValue {
    NAMES.with(|names| {
        let Ok(mut names) = names.try_borrow_mut() else {
            return JsValue::from_str(name);
        };
        if let Some((_, text)) = names.iter().find(|(known, _)| *known == name) {
            return text.clone();
        }
        let text = JsValue::from_str(name);
        names.push((name, text.clone()));
        text
    })
}

/// Whether a value is a text with at least one visible character.
fn is_shown(value: &JsValue) -> bool {
    value.as_string().is_some_and(|text| !is_blank(&text))
}

fn kind_of(value: &JsValue) -> Kind {
    if value.is_undefined() {
        Kind::Absent
    } else if value.is_null() {
        Kind::Null
    } else if value.is_object() {
        match value.dyn_ref::<Array>() {
            None => Kind::Object,
            Some(list) if list.length() == 0 => Kind::Empty,
            // An entry's own entries are not looked at: a list may be thousands of lists deep.
            Some(list) if list.iter().all(|entry| is_shown(&entry)) => Kind::Texts,
            Some(_) => Kind::List,
        }
    } else if let Some(number) = value.as_f64() {
        if number.is_finite() {
            Kind::Number
        } else {
            Kind::Overflow
        }
    } else if let Some(text) = value.as_string() {
        if is_blank(&text) {
            Kind::Blank
        } else {
            Kind::Text
        }
    } else if value.is_truthy() {
        Kind::True
    } else {
        Kind::False
    }
}

/// The entries of a list, or of an object with the keys of one, in the order of their numbers, which is how engines
/// keep such keys.
fn items(value: &JsValue) -> Option<Array> {
    if Array::is_array(value) {
        return Some(value.clone().unchecked_into());
    }
    if !value.is_object() {
        return None;
    }
    let object: &Object = value.unchecked_ref();
    let is_index = |key: JsValue| {
        key.as_string().is_some_and(|key| {
            (1..10).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    Object::keys(object)
        .iter()
        .all(is_index)
        .then(|| Object::values(object))
}

/// A text, or a whole number that a double holds exactly, as a text.
pub(super) fn to_text(value: &JsValue) -> Option<String> {
    let is_exact =
        |number: &f64| number.trunc() == *number && number.abs() <= Number::MAX_SAFE_INTEGER;
    let Some(number) = value.as_f64().filter(is_exact) else {
        return value.as_string();
    };
    let mut text = String::new();
    if number < 0.0 {
        text.push('-');
    }
    push_decimal(&mut text, number.abs() as u64);
    Some(text)
}

impl JsTree {
    fn get(&self, name: &'static str) -> JsValue {
        own(&self.0, &key(name))
    }

    fn set(&self, name: &'static str, value: &JsValue) {
        // An object out of JSON takes any field.
        let _ = Reflect::set(&self.0, &key(name), value);
    }
}

impl Parse<JsString> for JsTree {
    fn parse(text: &JsString) -> Option<Self> {
        parse_json(text).ok().map(Self)
    }
}

impl Tree for JsTree {
    type Fingerprint = JsValue;
    type Keys = Keys;
    type Rows = JsRows;

    fn next_mismatch(&self, shape: &'static Shape, from: usize) -> Option<usize> {
        usize::try_from(next_mismatch(&self.0, &rules_of(shape), from as u32)).ok()
    }

    fn kind(&self) -> Kind {
        kind_of(&self.0)
    }

    fn kind_of(&self, name: &'static str) -> Kind {
        kind_of(&self.get(name))
    }

    fn number(&self, name: &'static str) -> Option<f64> {
        self.get(name).as_f64()
    }

    fn text(&self, name: &'static str) -> Option<String> {
        self.get(name).as_string()
    }

    fn take(&mut self, name: &'static str) -> Option<Self> {
        let value = self.get(name);
        (!value.is_undefined()).then_some(Self(value))
    }

    fn take_rows(&mut self, name: &'static str) -> Result<JsRows, Kind> {
        let value = self.get(name);
        items(&value).map(JsRows).ok_or_else(|| kind_of(&value))
    }

    fn to_text(&self) -> Option<String> {
        to_text(&self.0)
    }

    fn put_null(&mut self, name: &'static str) {
        self.set(name, &JsValue::NULL);
    }

    fn put_number(&mut self, name: &'static str, number: f64) {
        self.set(name, &JsValue::from_f64(number));
    }

    fn put_text(&mut self, name: &'static str, text: &str) {
        self.set(name, &JsValue::from_str(text));
    }

    fn make_texts(&mut self, name: &'static str) -> bool {
        let value = self.get(name);
        let texts = Array::new();
        let add = |entry: &JsValue| {
            let text = to_text(entry).filter(|text| !is_blank(text));
            text.map(|text| texts.push(&JsValue::from_str(&text)))
                .is_some()
        };
        if let Some(list) = items(&value) {
            for entry in list.iter() {
                add(&entry);
            }
        } else if !kind_of(&value).is_missing() && !add(&value) {
            return false;
        }
        self.set(name, &texts);
        true
    }

    fn put(&mut self, name: &'static str, value: Self) {
        self.set(name, &value.0);
    }

    fn set_aside(&mut self, name: &'static str) {
        let value = self.get(name);
        let mut kept = Self(self.get(MISMATCHED));
        if kept.kind() != Kind::Object {
            kept.0 = Object::new().into();
            self.set(MISMATCHED, &kept.0);
        }
        kept.set(name, &value);
    }

    fn put_rows(&mut self, name: &'static str, rows: JsRows) {
        self.set(name, &rows.0);
    }

    fn add_key(keys: &mut Keys, print: &JsValue) -> bool {
        let keys = keys.0.get_or_insert_with(|| Set::new(&JsValue::UNDEFINED));
        let known = keys.size();
        keys.add(print).size() > known
    }
}

/// A list of the engine.
#[derive(Default)]
pub struct JsRows(pub(super) Array);

/// Shows nothing of what is inside: it may be a member's.
impl fmt::Debug for JsRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsRows")
    }
}

impl TreeRows<JsTree> for JsRows {
    fn of_one(row: JsTree) -> Self {
        let rows = Array::new();
        rows.push(&row.0);
        Self(rows)
    }

    fn len(&self) -> usize {
        self.0.length() as usize
    }

    fn are_fit(&self, shape: &'static Shape) -> bool {
        are_fit(&self.0, &rules_of(shape))
    }

    fn retain(&mut self, mut keep: impl FnMut(&mut JsTree) -> bool) {
        let kept = Array::new();
        for row in self.0.iter() {
            let mut row = JsTree(row);
            if keep(&mut row) {
                kept.push(&row.0);
            }
        }
        self.0 = kept;
    }

    fn truncate(&mut self, rows: usize) {
        self.0 = self.0.slice(0, rows as u32);
    }

    fn fingerprints(&self, key: Option<&'static str>) -> Vec<JsValue> {
        let mut prints = Vec::with_capacity(self.len());
        for row in self.0.iter() {
            let row = JsTree(row);
            let text = key.map_or(JsValue::UNDEFINED, |key| row.get(key));
            prints.push(if text.is_string() {
                text
            } else {
                // A very deep row overflows the engine's own recursion; its fingerprint is then like no other.
                JSON::stringify(&row.0).map_or_else(|_| Object::new().into(), JsValue::from)
            });
        }
        prints
    }

    fn into_first(self) -> Option<JsTree> {
        self.0.iter().next().map(JsTree)
    }

    fn into_vec(self) -> Vec<JsTree> {
        self.0.iter().map(JsTree).collect()
    }
}
