//! The operations that the repair needs of a parsed JSON value, whether Rust or a JavaScript engine holds it.
//!
//! In a Rust program an answer is a [`serde_json::Value`]. In a page it is an object that the engine's own
//! `JSON.parse` made, and it stays there. Each operation on such an object is a call across the WebAssembly boundary,
//! so there are few operations, and most decisions need only the [`Kind`] of a value.

use std::collections::HashSet;
use std::fmt::Debug;

use serde_json::{Map, Number, Value};

use super::lenient_json::parse_json;
use super::shape::Shape;
use crate::marker::{MaybeSend, MaybeSync};

/// The kind of a JSON value, in as much detail as the repair distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The row has no such field.
    Absent,
    /// `null`.
    Null,
    /// `false`, which PHP sends if a lookup found nothing.
    False,
    /// `true`.
    True,
    /// A finite number.
    Number,
    /// A number that is too large for a floating-point number, such as `1e999`.
    Overflow,
    /// A text with at least one visible character.
    Text,
    /// An empty text, or a text of white space only.
    Blank,
    /// A list of at least one entry, each of which is a [`Kind::Text`].
    Texts,
    /// Any other list that is not empty.
    List,
    /// An object.
    Object,
    /// An empty list, which PHP also sends for an empty object.
    Empty,
}

impl Kind {
    /// Whether the value stands for "nothing", in any of the ways in which PHP sends that.
    ///
    /// ```
    /// # use bukaolshop::repair::Kind;
    /// assert!(Kind::Null.is_missing() && Kind::False.is_missing());
    /// assert!(!Kind::True.is_missing());
    /// ```
    pub fn is_missing(self) -> bool {
        matches!(
            self,
            Kind::Absent | Kind::Null | Kind::False | Kind::Blank | Kind::Empty
        )
    }
}

/// A parsed JSON value that can be read and repaired in place.
///
/// Field names are `'static`, because they come from the tables of endpoints and never from an answer. An
/// implementation may therefore keep its own representation of each name.
pub trait Tree: Clone + Debug + MaybeSend + MaybeSync + 'static {
    /// A value by which rows are compared: equal rows have equal fingerprints.
    type Fingerprint: PartialEq + MaybeSend + MaybeSync;
    /// The fingerprints of rows seen so far.
    type Keys: Default + MaybeSend + MaybeSync;
    /// The rows of a list.
    type Rows: TreeRows<Self>;

    /// The place in `shape` of the first field from `from` on that may need repair; `None` if no field does. The
    /// default returns each field in turn. An implementation for which reading a field is slow can skip fields whose
    /// values are as documented.
    fn next_mismatch(&self, shape: &'static Shape, from: usize) -> Option<usize> {
        (from < shape.fields.len()).then_some(from)
    }
    /// The kind of the value itself.
    fn kind(&self) -> Kind;
    /// The kind of one of its fields; [`Kind::Absent`] where the value is no object.
    fn kind_of(&self, name: &'static str) -> Kind;
    /// The number in a field.
    fn number(&self, name: &'static str) -> Option<f64>;
    /// A copy of the text in a field.
    fn text(&self, name: &'static str) -> Option<String>;
    /// Takes the value out of a field. What the field holds afterwards is not specified: the caller sets it again or
    /// does not use it any more.
    fn take(&mut self, name: &'static str) -> Option<Self>;
    /// Takes the entries of a list out of a field, like [`take`](Self::take). An object whose keys are all whole
    /// numbers below a billion counts as a list: PHP sends such an object for a list with gaps. The error is the kind of
    /// what stands there in place of a list; it stays there.
    fn take_rows(&mut self, name: &'static str) -> Result<Self::Rows, Kind>;
    /// This value as a text, where it is a text or a whole number that a double holds exactly.
    fn to_text(&self) -> Option<String>;

    /// Puts `null` into a field.
    fn put_null(&mut self, name: &'static str);
    /// Puts a number into a field.
    fn put_number(&mut self, name: &'static str, number: f64);
    /// Puts a text into a field.
    fn put_text(&mut self, name: &'static str, text: &str);
    /// Replaces the value of a field by a list of texts. A text or a whole number becomes a list with that one entry, a
    /// missing value an empty list. Of a list, the entries that are not texts are dropped, such as a `null` in a list
    /// of pictures. Returns false for any other value, which stays as it is.
    fn make_texts(&mut self, name: &'static str) -> bool;
    /// Keeps the value of a field, as it came, under the field's name in the field [`MISMATCHED`](super::MISMATCHED).
    fn set_aside(&mut self, name: &'static str);
    /// Puts a value into a field.
    fn put(&mut self, name: &'static str, value: Self);
    /// Puts a list of values into a field.
    fn put_rows(&mut self, name: &'static str, rows: Self::Rows);

    /// Adds a row's fingerprint to those that were seen; false where it is among them already.
    fn add_key(keys: &mut Self::Keys, print: &Self::Fingerprint) -> bool;
}

/// The rows of a list. Operations on all rows are methods of the list, because to fetch each row from a JavaScript engine
/// would take longer than to repair it.
#[allow(clippy::len_without_is_empty, reason = "nobody asks")]
pub trait TreeRows<V: Tree>: Debug + Default + MaybeSend + MaybeSync + Sized + 'static {
    /// A list of one.
    fn of_one(row: V) -> Self;
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether all rows are known to be as documented, so that none needs repair. The default does not check, and
    /// returns false.
    fn are_fit(&self, _shape: &'static Shape) -> bool {
        false
    }
    /// Keeps the rows for which `keep` returns true. It may change them.
    fn retain(&mut self, keep: impl FnMut(&mut V) -> bool);
    /// Keeps at most this many rows, from the first.
    fn truncate(&mut self, rows: usize);
    /// The fingerprint of each row: the text in the field `key`, or all of a row without such a text.
    fn fingerprints(&self, key: Option<&'static str>) -> Vec<V::Fingerprint>;
    /// The first row.
    fn into_first(self) -> Option<V>;
    /// The rows as a list of Rust's.
    fn into_vec(self) -> Vec<V>;
}

/// A JSON value that can be parsed from a text of type `X`.
pub trait Parse<X>: Tree {
    /// Parses a text; `None` if it is not JSON.
    fn parse(text: &X) -> Option<Self>;
}

impl Parse<String> for Value {
    fn parse(text: &String) -> Option<Self> {
        parse_json(text)
    }
}

/// The largest whole number that a floating-point number distinguishes from its neighbours.
const LARGEST_EXACT: f64 = 9_007_199_254_740_991.0;

fn whole_text(number: &Number) -> Option<String> {
    if number.is_i64() || number.is_u64() {
        return Some(number.to_string());
    }
    let float = number.as_f64()?;
    (float.fract() == 0.0 && float.abs() <= LARGEST_EXACT).then(|| (float as i64).to_string())
}

fn kind_of_value(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(false) => Kind::False,
        Value::Bool(true) => Kind::True,
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.is_finite() => Kind::Number,
            _ => Kind::Overflow,
        },
        Value::String(text) => kind_of_text(text),
        Value::Array(items) => {
            let text = |item: &Value| matches!(item, Value::String(text) if kind_of_text(text) == Kind::Text);
            if items.is_empty() {
                Kind::Empty
            } else if items.iter().all(text) {
                Kind::Texts
            } else {
                Kind::List
            }
        }
        Value::Object(_) => Kind::Object,
    }
}

fn kind_of_text(text: &str) -> Kind {
    if is_blank(text) {
        Kind::Blank
    } else {
        Kind::Text
    }
}

/// Whether a text is white space only, by Rust's or by JavaScript's definition.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

impl Tree for Value {
    type Fingerprint = String;
    type Keys = HashSet<String>;
    type Rows = Vec<Value>;

    fn kind(&self) -> Kind {
        kind_of_value(self)
    }

    fn kind_of(&self, name: &'static str) -> Kind {
        self.get(name).map_or(Kind::Absent, kind_of_value)
    }

    fn number(&self, name: &'static str) -> Option<f64> {
        self.get(name)?.as_f64()
    }

    fn text(&self, name: &'static str) -> Option<String> {
        Some(self.get(name)?.as_str()?.to_owned())
    }

    fn take(&mut self, name: &'static str) -> Option<Self> {
        self.get_mut(name).map(Value::take)
    }

    fn take_rows(&mut self, name: &'static str) -> Result<Vec<Self>, Kind> {
        let kind = self.kind_of(name);
        let index = |key: &str| {
            let is_index = key.len() < 10 && key.bytes().all(|byte| byte.is_ascii_digit());
            key.parse::<u32>().ok().filter(|_| is_index)
        };
        match self.get_mut(name) {
            Some(Value::Array(items)) => Ok(std::mem::take(items)),
            Some(Value::Object(map)) if map.keys().all(|key| index(key).is_some()) => {
                let mut items: Vec<_> = std::mem::take(map).into_iter().collect();
                // Sorted by number, because the map has "10" before "9".
                items.sort_by_key(|(key, _)| index(key));
                Ok(items.into_iter().map(|(_, value)| value).collect())
            }
            _ => Err(kind),
        }
    }

    fn to_text(&self) -> Option<String> {
        match self {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => whole_text(number),
            _ => None,
        }
    }

    fn put_null(&mut self, name: &'static str) {
        self.put(name, Value::Null);
    }

    fn put_number(&mut self, name: &'static str, number: f64) {
        self.put(
            name,
            Number::from_f64(number).map_or(Value::Null, Value::Number),
        );
    }

    fn put_text(&mut self, name: &'static str, text: &str) {
        self.put(name, Value::String(text.to_owned()));
    }

    fn make_texts(&mut self, name: &'static str) -> bool {
        let kind = self.kind_of(name);
        let texts: Option<Vec<String>> = match kind {
            Kind::Text | Kind::Number => {
                let text = self.get(name).and_then(Tree::to_text);
                text.map(|text| vec![text])
            }
            _ if kind.is_missing() => Some(Vec::new()),
            _ => self.take_rows(name).ok().map(|items| {
                let texts = items.iter().filter_map(Tree::to_text);
                texts.filter(|text| !is_blank(text)).collect()
            }),
        };
        match texts {
            Some(texts) => {
                self.put(name, texts.into_iter().map(Value::String).collect());
                true
            }
            None => false,
        }
    }

    fn put(&mut self, name: &'static str, value: Self) {
        if let Value::Object(map) = self {
            map.insert(name.to_owned(), value);
        }
    }

    fn set_aside(&mut self, name: &'static str) {
        let value = Tree::take(self, name).unwrap_or_default();
        if let Value::Object(fields) = self {
            keep_mismatched(fields, name, value);
        }
    }

    fn put_rows(&mut self, name: &'static str, rows: Vec<Self>) {
        self.put(name, Value::Array(rows));
    }

    fn add_key(keys: &mut HashSet<String>, print: &String) -> bool {
        keys.insert(print.clone())
    }
}

/// Puts a value into the field [`MISMATCHED`](super::MISMATCHED) of a row's fields, under its name.
pub(crate) fn keep_mismatched(fields: &mut Map<String, Value>, name: &str, value: Value) {
    let kept = fields.entry(super::MISMATCHED).or_insert(Value::Null);
    if !kept.is_object() {
        *kept = Value::Object(Map::new());
    }
    if let Value::Object(kept) = kept {
        kept.insert(name.to_owned(), value);
    }
}

impl TreeRows<Value> for Vec<Value> {
    fn of_one(row: Value) -> Self {
        vec![row]
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn retain(&mut self, keep: impl FnMut(&mut Value) -> bool) {
        self.retain_mut(keep);
    }

    fn truncate(&mut self, rows: usize) {
        self.truncate(rows);
    }

    fn fingerprints(&self, key: Option<&'static str>) -> Vec<String> {
        let print = |row: &Value| match key.and_then(|key| row.get(key)) {
            Some(Value::String(text)) => text.clone(),
            _ => row.to_string(),
        };
        self.iter().map(print).collect()
    }

    fn into_first(self) -> Option<Value> {
        self.into_iter().next()
    }

    fn into_vec(self) -> Vec<Value> {
        self
    }
}
