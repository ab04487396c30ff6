//! Converting values of JavaScript from and to Rust's.

use std::time::Duration;

use js_sys::{Function, JSON};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use crate::error::{Error, ErrorKind};
use crate::layer::Backoff;
use crate::page::Page;
use crate::repair::Rejected;
use crate::server::client::Options;
use crate::server::closed_api::ExtraParameters;
use crate::server::extra_fields;
use crate::server::observer::{RequestEvent, RequestObserver};
use crate::server::orders::Slice;
use crate::transport::milliseconds;
use crate::transport::server_fetch::ServerFetch;

const MISSING: &str = "harus diisi";
const UNKNOWN: &str = "tidak dikenal; periksa ejaannya";
const NO_EXTRA: &str = "harus objek, misalnya { nama_parameter: \"isinya\" }";
const WRONG: &str = "tidak sesuai; periksa jenis dan nilainya di dokumentasi";

/// Reads the arguments of a call. An error names the argument at fault.
pub(super) fn read<I: DeserializeOwned>(input: &JsValue) -> Result<I, Error> {
    // By way of a value of JSON: serde-wasm-bindgen reads the fields of a struct by their names, so a field that is
    // misspelt would be passed over in silence.
    read_value(to_value(input)?)
}

/// Reads the arguments of a call that can carry extra parameters, which are in the field `extra`.
pub(super) fn read_with_extra<I: DeserializeOwned>(
    input: &JsValue,
) -> Result<(I, ExtraParameters), Error> {
    let mut input = to_value(input)?;
    let extra = match &mut input {
        Value::Object(fields) => fields.remove("extra"),
        _ => None,
    };
    let extra = match extra {
        None | Some(Value::Null) => ExtraParameters::new(),
        Some(Value::Object(parameters)) => parameters.into(),
        Some(_) => return Err(Error::wrong_field("extra", NO_EXTRA)),
    };
    Ok((read_value(input)?, extra))
}

fn to_value(input: &JsValue) -> Result<Value, Error> {
    serde_wasm_bindgen::from_value(input.clone()).map_err(|_| Error::argument(WRONG))
}

fn read_value<I: DeserializeOwned>(input: Value) -> Result<I, Error> {
    serde_path_to_error::deserialize(input).map_err(|error| {
        let path = error.path().to_string();
        // The library's message is English and shows the value, so only the field's name is taken from
        // it.
        let words = error.inner().to_string();
        let named = |before: &str| {
            let name = words.strip_prefix(before)?.split('`').next()?;
            Some(match path.as_str() {
                "." => name.to_owned(),
                // The path of an unknown field ends with its name.
                path if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
                path => format!("{path}.{name}"),
            })
        };
        let expectation = expectation(&words);
        let missing = named("missing field `").map(|path| (path, MISSING));
        let unknown = || named("unknown field `").map(|path| (path, UNKNOWN));
        let (path, detail) = missing.or_else(unknown).unwrap_or_else(|| match &*path {
            "." => ("argumen".to_owned(), WRONG),
            _ => (path.clone(), WRONG),
        });
        let mut error = Error::wrong_field(path, detail);
        if detail == WRONG {
            error.expectation = expectation;
        }
        error
    })
}

/// What was expected and what came, from a message of serde: "harus teks, bukan angka". The value that came is left out,
/// for it may be a secret or a member's.
fn expectation(words: &str) -> Option<String> {
    let (came, expected) = words.split_once(", expected ")?;
    let expected = match expected {
        "a string" | "str" | "a character" => "teks".to_owned(),
        "a boolean" => "true atau false".to_owned(),
        "a sequence" => "daftar".to_owned(),
        "f64" | "f32" => "angka".to_owned(),
        "a map" => "objek".to_owned(),
        number if number.starts_with(['u', 'i']) && number.len() <= 5 => {
            let sign = if number.starts_with('u') {
                " mulai dari 0"
            } else {
                ""
            };
            format!("bilangan bulat{sign}")
        }
        object if object.starts_with("struct ") => "objek".to_owned(),
        list if list.starts_with("one of ") || list.starts_with('`') => {
            let names: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
            format!("salah satu dari: {}", names.join(", "))
        }
        _ => return None,
    };
    let came = came.rsplit_once("invalid type: ").map(|(_, came)| came);
    let came = match came.unwrap_or_default() {
        text if text.starts_with("string") => ", bukan teks",
        text if text.starts_with("integer") => ", bukan bilangan bulat itu",
        text if text.starts_with("floating point") => ", bukan pecahan",
        text if text.starts_with("boolean") => ", bukan true atau false",
        text if text.starts_with("null") => ", bukan null",
        text if text.starts_with("map") => ", bukan objek",
        text if text.starts_with("sequence") => ", bukan daftar",
        _ => "",
    };
    Some(format!("harus {expected}{came}"))
}

/// An answer as the engine's own objects, in which what is missing is `null`.
pub(super) fn write<A: Serialize>(answer: &A) -> Result<JsValue, Error> {
    // Answers were parsed from JSON, so they can be written as JSON.
    let value = extra_fields::nested(|| serde_json::to_value(answer));
    let mut value = value.map_err(|_| unfit())?;
    fit(&mut value);
    write_fit(&value)
}

/// [`write`] for what holds no fields of another system, or only fields that are [fit](fit_fields).
pub(super) fn write_fit<A: Serialize>(answer: &A) -> Result<JsValue, Error> {
    // As one text: a call into the engine for each field would take several times as long.
    let text = serde_json::to_string(answer).map_err(|_| unfit())?;
    JSON::parse(&text).map_err(|_| unfit())
}

fn unfit() -> Error {
    Error::new(ErrorKind::InvalidResponse)
}

/// Leaves out fields `__proto__`, `constructor` and `prototype`: whoever copies the object field by field would change what the
/// copy inherits.
pub(super) fn fit_fields(fields: &mut Map<String, Value>) {
    for name in ["__proto__", "constructor", "prototype"] {
        fields.remove(name);
    }
    fields.values_mut().for_each(fit);
}

/// [`fit_fields`] for all objects of a value.
fn fit(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(fit),
        Value::Object(fields) => fit_fields(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The answer of a call, written.
pub(super) fn answer<A: Serialize>(outcome: Result<A, Error>) -> Result<JsValue, Error> {
    write(&outcome?)
}

/// A page, written.
pub(super) fn page<R: Serialize>(outcome: Result<Page<R>, Error>) -> Result<JsValue, Error> {
    write(&PageOut::from(&outcome?))
}

/// A page as `index.d.ts` describes it.
#[derive(Serialize)]
pub(super) struct PageOut<'p, R> {
    data: &'p [R],
    page: u32,
    per_page: u32,
    has_next: bool,
    truncated: bool,
    rejected: Vec<RejectedOut<'p>>,
}

/// A row that could not be read.
#[derive(Serialize)]
pub(super) struct RejectedOut<'p> {
    index: usize,
    path: &'p str,
    reason: &'p str,
}

impl<'p> From<&'p Rejected> for RejectedOut<'p> {
    fn from(row: &'p Rejected) -> Self {
        Self {
            index: row.index,
            path: &row.path,
            reason: row.reason,
        }
    }
}

impl<'p, R> From<&'p Page<R>> for PageOut<'p, R> {
    fn from(page: &'p Page<R>) -> Self {
        Self {
            data: &page.data,
            page: page.page,
            per_page: page.per_page,
            has_next: page.has_next,
            truncated: page.truncated,
            rejected: page.rejected.iter().map(RejectedOut::from).collect(),
        }
    }
}

impl<'p> PageOut<'p, ()> {
    /// A page whose rows are given out by themselves.
    pub fn without_rows<R>(page: &'p Page<R>) -> Self {
        Self {
            data: &[],
            page: page.page,
            per_page: page.per_page,
            has_next: page.has_next,
            truncated: page.truncated,
            rejected: page.rejected.iter().map(RejectedOut::from).collect(),
        }
    }
}

impl<'s> SliceOut<'s, ()> {
    /// A slice whose rows are given out by themselves.
    pub fn without_rows<R>(slice: &'s Slice<R>) -> Self {
        Self {
            data: &[],
            offset: slice.offset,
            limit: slice.limit,
            total: slice.total,
            next_offset: slice.next_offset,
            rejected: slice.rejected.iter().map(RejectedOut::from).collect(),
        }
    }
}

/// A slice as `index.d.ts` describes it.
#[derive(Serialize)]
pub(super) struct SliceOut<'s, R> {
    data: &'s [R],
    offset: u64,
    limit: u64,
    total: Option<u64>,
    next_offset: Option<u64>,
    rejected: Vec<RejectedOut<'s>>,
}

impl<'s, R> From<&'s Slice<R>> for SliceOut<'s, R> {
    fn from(slice: &'s Slice<R>) -> Self {
        Self {
            data: &slice.data,
            offset: slice.offset,
            limit: slice.limit,
            total: slice.total,
            next_offset: slice.next_offset,
            rejected: slice.rejected.iter().map(RejectedOut::from).collect(),
        }
    }
}

/// A slice, written.
pub(super) fn slice<R: Serialize>(outcome: Result<Slice<R>, Error>) -> Result<JsValue, Error> {
    write(&SliceOut::from(&outcome?))
}

/// A list without pages as `index.d.ts` describes it.
#[derive(Serialize)]
struct RowsOut<'r, R> {
    data: &'r [R],
    total: Option<u64>,
    rejected: Vec<RejectedOut<'r>>,
}

/// A list without pages, written.
pub(super) fn rows<R: Serialize>(
    data: &[R],
    total: Option<u64>,
    rejected: &[Rejected],
) -> Result<JsValue, Error> {
    write(&RowsOut {
        data,
        total,
        rejected: rejected.iter().map(RejectedOut::from).collect(),
    })
}

/// The options that every client has.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OptionsIn {
    base_url: Option<String>,
    timeout: Option<u32>,
    retry: Option<RetryIn>,
    user_agent: Option<String>,
}

#[wasm_bindgen]
extern "C" {
    /// The program's own functions among the options of a client.
    type Hooks;
    #[wasm_bindgen(method, getter)]
    fn fetch(this: &Hooks) -> Option<Function>;
    #[wasm_bindgen(method, getter, js_name = onRequest)]
    fn on_request(this: &Hooks) -> Option<Function>;
}

/// Tells a function of the program of each request.
struct JsObserver(Function);

/// A request that has ended.
#[derive(Serialize)]
struct RequestOut {
    service: &'static str,
    method: &'static str,
    path: &'static str,
    status: Option<i64>,
    time: u64,
}

impl RequestObserver for JsObserver {
    fn observe(&self, event: &RequestEvent) {
        let out = RequestOut {
            service: event.service,
            method: event.method.name(),
            path: event.path,
            status: event.status,
            time: milliseconds(event.elapsed),
        };
        if let Ok(out) = write(&out) {
            // The package's JavaScript has wrapped the function so that it throws nothing.
            let _ = self.0.call1(&JsValue::UNDEFINED, &out);
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct RetryIn {
    attempts: Option<u32>,
    base_delay: Option<u32>,
    max_delay: Option<u32>,
}

impl RetryIn {
    /// These choices, and `usual` for what is not chosen.
    pub fn backoff(self, usual: Backoff) -> Result<Backoff, Error> {
        if self.attempts == Some(0) {
            return Err(Error::argument("retry.attempts harus mulai dari 1"));
        }
        Ok(Backoff {
            attempts: self.attempts.unwrap_or(usual.attempts),
            base_delay: self.base_delay.map_or(usual.base_delay, duration),
            max_delay: self.max_delay.map_or(usual.max_delay, duration),
        })
    }
}

/// Reads the options of a client, and makes the transport that they ask for.
pub(super) fn client_options(
    input: &JsValue,
    hooks: &JsValue,
) -> Result<(Options, ServerFetch), Error> {
    let options_in: OptionsIn = read(input)?;
    let mut options = Options::new();
    if let Some(base_url) = options_in.base_url {
        options = options.base_url(&base_url)?;
    }
    if let Some(timeout) = options_in.timeout {
        if timeout == 0 {
            return Err(Error::argument("timeout harus milidetik mulai dari 1"));
        }
        options = options.timeout(duration(timeout));
    }
    if let Some(retry) = options_in.retry {
        options = options.retry(retry.backoff(Backoff::default())?);
    }
    if let Some(name) = options_in.user_agent {
        options = options.user_agent(&name)?;
    }
    let hooks: &Hooks = hooks.unchecked_ref();
    if let Some(observer) = hooks.on_request() {
        options = options.on_request(JsObserver(observer));
    }
    let transport = match hooks.fetch() {
        Some(fetch) => ServerFetch::with_fetch(fetch),
        None => ServerFetch::new(),
    };
    Ok((options, transport))
}

/// A number of milliseconds as a duration.
pub(super) fn duration(count: u32) -> Duration {
    Duration::from_millis(u64::from(count))
}

/// The error for an operation that the client does not have.
pub(super) fn unknown_operation() -> Error {
    Error::argument("operasi tidak dikenal; periksa ejaannya")
}
