//! What the repair needs from a parsed JSON value, wherever that value lives.
//!
//! In a Rust program an answer is a [`serde_json::Value`]. In a page it is an object that the
//! engine's own `JSON.parse` made, and it stays on the engine's side: each look at it crosses the
//! WebAssembly boundary, so the questions asked here are few, coarse, and mostly answered by one
//! small number, [`Kind`].

use std::collections::HashSet;
use std::fmt::Debug;

use serde_json::{Number, Value};

use super::shape::Shape;
use crate::marker::{MaybeSend, MaybeSync};

/// What sort of value stands somewhere in an answer, in as much detail as the repair can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// There is no such field.
    Absent = 0,
    /// `null`.
    Null = 1,
    /// `false`, which PHP sends where it found nothing.
    False = 2,
    /// `true`.
    True = 3,
    /// A finite number.
    Number = 4,
    /// A number that no finite double can hold, such as `1e999`.
    Overflow = 5,
    /// A text with something in it.
    Text = 6,
    /// An empty text, or nothing but white space.
    Blank = 7,
    /// A list in which every entry is a [`Kind::Text`], and at least one is there.
    Texts = 8,
    /// Any other list with something in it.
    List = 9,
    /// An object.
    Object = 10,
    /// An empty list, which PHP sends for an empty anything.
    Empty = 11,
}

impl Kind {
    /// Whether the sender meant "nothing", in any of the ways PHP spells it.
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

/// A parsed JSON value that can be looked at and repaired in place.
///
/// Field names are `'static`: they come from the endpoints' tables, never from an answer, so an
/// implementation may remember what it made of them.
pub trait Tree: Clone + Debug + MaybeSend + MaybeSync + 'static {
    /// What tells whether the next page repeats this one: equal rows have equal fingerprints.
    type Fingerprint: PartialEq + MaybeSend + MaybeSync;
    /// The keys of rows seen so far.
    type Keys: Default + MaybeSend + MaybeSync;
    /// The rows of a list.
    type Rows: TreeRows<Self>;

    /// The first of a row's fields, from this one on, that may not be as its table wants it: the repair
    /// looks at that one. Here it looks at each; where a look takes long, they can be passed over at once.
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
    /// The value in a field, which may stay behind or not: its place is refilled or forgotten.
    fn take(&mut self, name: &'static str) -> Option<Self>;
    /// The entries of a list in a field, likewise. An object whose keys are all whole numbers
    /// below a billion counts as a list: PHP sends that for one with gaps.
    fn take_rows(&mut self, name: &'static str) -> Option<Self::Rows>;
    /// This value as a text, where it is a text or a whole number that a double holds exactly.
    fn to_text(&self) -> Option<String>;

    /// Puts `null` into a field.
    fn put_null(&mut self, name: &'static str);
    /// Puts a number into a field.
    fn put_number(&mut self, name: &'static str, number: f64);
    /// Puts a text into a field.
    fn put_text(&mut self, name: &'static str, text: &str);
    /// Makes a field that is none a list of texts: of a text or a whole number, the list of that one; of
    /// what is missing, an empty one; of a list, one without the entries that are no texts, for those (a
    /// null in a list of pictures) are of no use to anyone. False for anything else.
    fn make_texts(&mut self, name: &'static str) -> bool;
    /// Puts a value into a field.
    fn put(&mut self, name: &'static str, value: Self);
    /// Puts a list of values into a field.
    fn put_rows(&mut self, name: &'static str, rows: Self::Rows);
}

/// The rows of a list, which are counted, looked at and cut all together where they live: to fetch each
/// of them from an engine would take longer than to repair it.
#[allow(clippy::len_without_is_empty, reason = "nobody asks")]
pub trait TreeRows<V: Tree>: Debug + Default + MaybeSend + MaybeSync + Sized + 'static {
    /// A list of one.
    fn of_one(row: V) -> Self;
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether each is as its table wants it, so that the repair need not look at any. False where nobody
    /// has looked.
    fn are_fit(&self, _shape: &'static Shape) -> bool {
        false
    }
    /// Keeps those that this says are to be kept, which it may repair.
    fn retain(&mut self, keep: impl FnMut(&mut V) -> bool);
    /// Keeps those whose key, the text in field `name`, is new among `keys`; it is added. A row without
    /// such a text is always new.
    fn retain_new(&mut self, name: &'static str, keys: &mut V::Keys);
    /// Keeps this many of them at most.
    fn truncate(&mut self, rows: usize);
    /// Their fingerprint: equal rows, equal fingerprints.
    fn fingerprint(&self) -> V::Fingerprint;
    /// The first of them.
    fn into_first(self) -> Option<V>;
    /// As a list of Rust's.
    fn into_vec(self) -> Vec<V>;
}

/// A value that can be read from a text, as its platform holds texts.
pub trait Parse<X>: Tree {
    /// `None` when the text is no JSON.
    fn parse(text: &X) -> Option<Self>;
}

impl Parse<String> for Value {
    fn parse(text: &String) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// Above this a double no longer tells neighbouring whole numbers apart.
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

/// Whether nothing can be seen of a text: white space, to Rust or to JavaScript.
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

    fn take_rows(&mut self, name: &'static str) -> Option<Vec<Self>> {
        match Tree::take(self, name)? {
            Value::Array(items) => Some(items),
            Value::Object(map) => {
                // By number, not by spelling: the map holds "10" before "9".
                let mut items = Vec::with_capacity(map.len());
                for (key, value) in map {
                    let is_index = key.len() < 10 && key.bytes().all(|byte| byte.is_ascii_digit());
                    let index = key.parse::<u32>().ok().filter(|_| is_index)?;
                    items.push((index, value));
                }
                items.sort_by_key(|(key, _)| *key);
                Some(items.into_iter().map(|(_, value)| value).collect())
            }
            _ => None,
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
                let text = Tree::take(self, name).and_then(|value| value.to_text());
                text.map(|text| vec![text])
            }
            _ if kind.is_missing() => Some(Vec::new()),
            _ => self.take_rows(name).map(|items| {
                let texts = items.iter().filter_map(Tree::to_text);
                texts.filter(|text| !is_blank(text)).collect()
            }),
        };
        let is_list = texts.is_some();
        let list = texts.unwrap_or_default().into_iter().map(Value::String);
        self.put(name, list.collect());
        is_list
    }

    fn put(&mut self, name: &'static str, value: Self) {
        if let Value::Object(map) = self {
            map.insert(name.to_owned(), value);
        }
    }

    fn put_rows(&mut self, name: &'static str, rows: Vec<Self>) {
        self.put(name, Value::Array(rows));
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

    fn retain_new(&mut self, name: &'static str, keys: &mut HashSet<String>) {
        self.retain_mut(|row| {
            let key = row.get(name).and_then(Value::as_str);
            key.is_none_or(|key| keys.insert(key.to_owned()))
        });
    }

    fn truncate(&mut self, rows: usize) {
        self.truncate(rows);
    }

    fn fingerprint(&self) -> String {
        self.iter().map(|row| row.to_string() + "\n").collect()
    }

    fn into_first(self) -> Option<Value> {
        self.into_iter().next()
    }

    fn into_vec(self) -> Vec<Value> {
        self
    }
}
