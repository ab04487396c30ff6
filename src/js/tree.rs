//! An answer as the engine's own object: parsed by the engine, repaired in place, handed to the
//! page as it is. Nothing of it is copied into WebAssembly but what needs repair.

use std::cell::RefCell;
use std::fmt;

use js_sys::{Array, JsString, Set};
use wasm_bindgen::prelude::*;

use crate::wire::{Kind, Parse, Shape, Tree, TreeRows, Want};

#[wasm_bindgen(module = "/src/js/tree.js")]
extern "C" {
    fn register(name: &str) -> u32;
    #[wasm_bindgen(js_name = openShape)]
    fn open_shape() -> u32;
    #[wasm_bindgen(js_name = addField)]
    fn add_field(name: u32, rule: u8);
    fn odd(row: &JsValue, shape: u32, from: u32) -> i32;
    #[wasm_bindgen(js_name = areFit)]
    fn are_fit(rows: &Array, shape: u32) -> bool;
    fn kind(value: &JsValue) -> u8;
    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(object: &JsValue, name: u32) -> u8;
    fn get(object: &JsValue, name: u32) -> JsValue;
    #[wasm_bindgen(js_name = numberOf)]
    fn number_in(object: &JsValue, name: u32) -> f64;
    #[wasm_bindgen(js_name = onlyNew)]
    fn only_new(rows: &Array, name: u32, keys: &Set) -> Array;
    fn put(object: &JsValue, name: u32, value: &JsValue);
    #[wasm_bindgen(js_name = put)]
    fn put_number(object: &JsValue, name: u32, value: f64);
    #[wasm_bindgen(js_name = makeTexts)]
    fn make_texts(object: &JsValue, name: u32) -> bool;
    fn items(object: &JsValue, name: u32) -> Option<Array>;
    fn parse(json: &JsString) -> JsValue;
    fn print(rows: &Array) -> JsValue;
    #[wasm_bindgen(js_name = toText)]
    fn to_text(value: &JsValue) -> Option<String>;
}

/// A value of the engine.
#[derive(Clone)]
pub struct JsTree(pub JsValue);

/// Tells nothing of what is inside: it may be a member's.
impl fmt::Debug for JsTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsTree")
    }
}

/// The keys of rows seen so far.
#[derive(Debug, Default)]
pub struct Keys(Option<Set>);

/// Places for names already registered, found by where the name lies in memory. There are fewer
/// than a hundred names, and one that loses its place is merely registered again.
const PLACES: usize = 256;

thread_local! {
    static NAMES: RefCell<[(usize, usize, u32); PLACES]> = const { RefCell::new([(0, 0, 0); PLACES]) };
}

/// The number of a field name, which lies in the module and stays there.
fn number_of(name: &'static str) -> u32 {
    let at = name.as_ptr() as usize;
    NAMES.with(|names| {
        let Ok(mut names) = names.try_borrow_mut() else {
            return register(name);
        };
        let Some(place) = names.get_mut(at % PLACES) else {
            return register(name);
        };
        if (place.0, place.1) != (at, name.len()) {
            *place = (at, name.len(), register(name));
        }
        place.2
    })
}

thread_local! {
    /// Tables that the engine knows, by where they lie.
    static SHAPES: RefCell<Vec<(*const Shape, u32)>> = const { RefCell::new(Vec::new()) };
}

/// The number of a table, of which there are nine.
fn number_of_shape(shape: &'static Shape) -> u32 {
    SHAPES.with(|shapes| {
        let Ok(mut shapes) = shapes.try_borrow_mut() else {
            return register_shape(shape);
        };
        if let Some((_, number)) = shapes.iter().find(|(known, _)| std::ptr::eq(*known, shape)) {
            return *number;
        }
        let number = register_shape(shape);
        shapes.push((shape, number));
        number
    })
}

fn register_shape(shape: &'static Shape) -> u32 {
    let number = open_shape();
    for field in shape.fields {
        // The rules of `tree.js`.
        let rule = match (field.want, field.essential) {
            (Want::Text, false) => 0,
            (Want::Text, true) | (Want::TextOr(_), _) | (Want::NullableText, true) => 1,
            (Want::NullableText, false) => 2,
            (Want::Number, _) => 3,
            (Want::Texts, false) => 4,
            (Want::Texts, true) | (Want::Rows(_), _) => 5,
        };
        add_field(number_of(field.name), rule);
    }
    number
}

impl Kind {
    fn from_number(number: u8) -> Self {
        match number {
            1 => Kind::Null,
            2 => Kind::False,
            3 => Kind::True,
            4 => Kind::Number,
            5 => Kind::Overflow,
            6 => Kind::Text,
            7 => Kind::Blank,
            8 => Kind::Texts,
            9 => Kind::List,
            10 => Kind::Object,
            11 => Kind::Empty,
            _ => Kind::Absent,
        }
    }
}

impl Parse<JsString> for JsTree {
    fn parse(text: &JsString) -> Option<Self> {
        let value = parse(text);
        (!value.is_undefined()).then_some(Self(value))
    }
}

impl Tree for JsTree {
    type Fingerprint = JsValue;
    type Keys = Keys;
    type Rows = JsRows;

    fn next_mismatch(&self, shape: &'static Shape, from: usize) -> Option<usize> {
        usize::try_from(odd(&self.0, number_of_shape(shape), from as u32)).ok()
    }

    fn kind(&self) -> Kind {
        Kind::from_number(kind(&self.0))
    }

    fn kind_of(&self, name: &'static str) -> Kind {
        Kind::from_number(kind_of(&self.0, number_of(name)))
    }

    fn number(&self, name: &'static str) -> Option<f64> {
        Some(number_in(&self.0, number_of(name))).filter(|number| !number.is_nan())
    }

    fn text(&self, name: &'static str) -> Option<String> {
        get(&self.0, number_of(name)).as_string()
    }

    fn take(&mut self, name: &'static str) -> Option<Self> {
        let value = get(&self.0, number_of(name));
        (!value.is_undefined()).then_some(Self(value))
    }

    fn take_rows(&mut self, name: &'static str) -> Option<JsRows> {
        items(&self.0, number_of(name)).map(JsRows)
    }

    fn to_text(&self) -> Option<String> {
        to_text(&self.0)
    }

    fn put_null(&mut self, name: &'static str) {
        put(&self.0, number_of(name), &JsValue::NULL);
    }

    fn put_number(&mut self, name: &'static str, number: f64) {
        put_number(&self.0, number_of(name), number);
    }

    fn put_text(&mut self, name: &'static str, text: &str) {
        put(&self.0, number_of(name), &JsValue::from_str(text));
    }

    fn make_texts(&mut self, name: &'static str) -> bool {
        make_texts(&self.0, number_of(name))
    }

    fn put(&mut self, name: &'static str, value: Self) {
        put(&self.0, number_of(name), &value.0);
    }

    fn put_rows(&mut self, name: &'static str, rows: JsRows) {
        put(&self.0, number_of(name), &rows.0);
    }
}

/// A list of the engine.
#[derive(Default)]
pub struct JsRows(pub(super) Array);

/// Tells nothing of what is inside: it may be a member's.
impl fmt::Debug for JsRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsRows")
    }
}

impl TreeRows<JsTree> for JsRows {
    fn of_one(row: JsTree) -> Self {
        Self(Array::of1(&row.0))
    }

    fn len(&self) -> usize {
        self.0.length() as usize
    }

    fn are_fit(&self, shape: &'static Shape) -> bool {
        are_fit(&self.0, number_of_shape(shape))
    }

    fn retain(&mut self, mut keep: impl FnMut(&mut JsTree) -> bool) {
        let kept = Array::new();
        for at in 0..self.0.length() {
            let mut row = JsTree(self.0.get(at));
            if keep(&mut row) {
                kept.push(&row.0);
            }
        }
        self.0 = kept;
    }

    fn retain_new(&mut self, name: &'static str, keys: &mut Keys) {
        let keys = keys.0.get_or_insert_with(|| Set::new(&JsValue::UNDEFINED));
        self.0 = only_new(&self.0, number_of(name), keys);
    }

    fn truncate(&mut self, rows: usize) {
        self.0 = self.0.slice(0, rows as u32);
    }

    fn fingerprint(&self) -> JsValue {
        print(&self.0)
    }

    fn into_first(self) -> Option<JsTree> {
        (self.0.length() > 0).then(|| JsTree(self.0.get(0)))
    }

    fn into_vec(self) -> Vec<JsTree> {
        self.0.iter().map(JsTree).collect()
    }
}
