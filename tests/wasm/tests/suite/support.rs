//! Clients of the mock server, and the two ways in which an answer is held.

use bukaolshop::layer::Backoff;
use bukaolshop::repair::Parse;
use bukaolshop::transport::browser::Fetch;
use bukaolshop::web::JsTree;
use bukaolshop::{Client, MemberTokens, Options};
use bukaolshop_wasm_tests::Mock;
use js_sys::{JSON, JsString};
use serde_json::{Number, Value};

/// The member Budi at this address, who never asks twice.
pub fn options(base_url: &str) -> Options {
    let member = MemberTokens {
        token_user: Mock::TOKEN_USER,
        id_user: Mock::ID_USER,
    };
    Options::new(Mock::TOKEN)
        .and_then(|options| options.base_url(base_url))
        .expect("the options are good")
        .member(member)
        .retry(Backoff::NEVER)
}

/// A client whose answers live in Rust.
pub fn client(options: Options) -> Client<Fetch<Value>> {
    Client::with_transport(options, Fetch::new())
}

/// A client whose answers stay with the engine, as in the npm package.
pub fn js_client(options: Options) -> Client<Fetch<JsTree>> {
    Client::with_transport(options, Fetch::new())
}

/// A tree that tests can look into.
pub trait Visible: Parse<JsString> {
    fn value(&self) -> Value;
}

impl Visible for Value {
    fn value(&self) -> Value {
        self.clone()
    }
}

impl Visible for JsTree {
    fn value(&self) -> Value {
        let text = JSON::stringify(&self.0).expect("it came from JSON");
        serde_json::from_str(&String::from(text)).expect("the engine writes JSON")
    }
}

/// Reads a text of JSON.
pub fn parse<T: Parse<JsString>>(json: &str) -> Option<T> {
    T::parse(&JsString::from(json))
}

/// The same value with all numbers as the engine has them: doubles.
pub fn with_doubles(value: Value) -> Value {
    match value {
        Value::Number(number) => {
            let double = number.as_f64().and_then(Number::from_f64);
            double.map_or(Value::Null, Value::Number)
        }
        Value::Array(items) => items.into_iter().map(with_doubles).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            fields
                .map(|(name, value)| (name, with_doubles(value)))
                .collect()
        }
        other => other,
    }
}
