//! Any JSON at all, for answers that nobody thought of.

use proptest::prelude::*;
use serde_json::{Map, Number, Value};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-+]?[0-9]{0,17}([.,][0-9]{0,4})?",
        "[ \t\n\u{85}\u{a0}\u{feff}]{0,3}",
        Just("{\"customer\":{},\"sender\":{},\"order\":{},\"details\":[]}".to_owned()),
    ]
}

fn number() -> impl Strategy<Value = Number> {
    let finite = any::<f64>().prop_filter_map("JSON has no other", Number::from_f64);
    prop_oneof![
        any::<i64>().prop_map(Number::from),
        any::<u64>().prop_map(Number::from),
        (0_u32..100_000).prop_map(Number::from),
        finite,
    ]
}

/// A value whose objects have these names.
pub fn anything(names: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number().prop_map(Value::Number),
        text().prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 48, 6, move |inner| {
        let name = prop::sample::select(names).prop_map(str::to_owned);
        let fields = prop::collection::vec((name, inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::Array),
            fields.prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}
