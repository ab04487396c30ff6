//! Parameters that the platform has added since this crate was written.
//!
//! Each call of the Closed API that takes parameters can carry more of them, so that a new parameter needs
//! no new release: `closed.produk().extra(extra).get("176941")`. They go where the call's own parameters
//! go: into the query of a `GET`, the form of a `POST`, the JSON of a `PATCH` or a `DELETE`. A parameter
//! that the endpoint is known to take cannot be given this way, and neither can a credential.

use std::fmt;

use serde_json::{Map, Value};

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::{Call, as_inside};
use crate::server::walk::Listing;

/// Parameters by their names, with values that are texts, numbers or booleans. In the JSON of a `PATCH` or
/// a `DELETE`, a value may be a list or an object, too.
///
/// ```
/// # use bukaolshop::server::closed_api::ExtraParameters;
/// let extra = ExtraParameters::new().with("urutan", "terlaris").with("minimal", 5);
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct ExtraParameters(Map<String, Value>);

impl ExtraParameters {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter. It replaces an earlier one of the same name.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.0.insert(name.into(), value.into());
        self
    }

    /// Refuses names that are no names of parameters, those that `known` has, and credentials.
    fn check(&self, known: &[&str]) -> Result<(), Error> {
        for name in self.0.keys() {
            let is = |other: &&str| other.eq_ignore_ascii_case(name);
            let rule = match name {
                name if !is_plain(name) => NOT_PLAIN,
                _ if known.iter().any(is) => KNOWN,
                _ if CREDENTIALS.iter().any(is) => CREDENTIAL,
                _ => continue,
            };
            return Err(wrong(name, rule));
        }
        Ok(())
    }

    /// Appends the parameters to a query or a form.
    fn push(&self, parameters: &mut Parameters) -> Result<(), Error> {
        for (name, value) in &self.0 {
            match value {
                Value::String(text) => parameters.text(name, text),
                Value::Number(number) => parameters.text(name, &number.to_string()),
                Value::Bool(yes) => parameters.boolean(name, *yes),
                Value::Null | Value::Array(_) | Value::Object(_) => {
                    return Err(wrong(name, NO_VALUE));
                }
            }
        }
        Ok(())
    }

    /// Adds the parameters to the fields of a JSON body.
    fn insert(&self, text: &str) -> Result<Body, Error> {
        let unfit = |_| Error::argument("isi permintaan bukan objek JSON");
        let mut fields: Map<String, Value> = serde_json::from_str(text).map_err(unfit)?;
        for (name, value) in &self.0 {
            if value.is_null() {
                return Err(wrong(name, NO_VALUE));
            }
            fields.insert(name.clone(), value.clone());
        }
        Body::json(&fields)
    }
}

impl From<Map<String, Value>> for ExtraParameters {
    fn from(parameters: Map<String, Value>) -> Self {
        Self(parameters)
    }
}

/// Shows the names only: values may be a member's data.
impl fmt::Debug for ExtraParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

const NOT_PLAIN: &str =
    "bukan nama parameter: pakai huruf, angka, dan garis bawah, mulai dengan huruf";
const KNOWN: &str = "sudah dikenal, jadi tidak boleh lewat extra: isi di tempatnya sendiri pada panggilan yang sesuai";
const CREDENTIAL: &str =
    "adalah kunci, jadi tidak boleh lewat extra: kunci diisi saat membuat klien";
const NO_VALUE: &str = "harus teks, angka, true, atau false";

/// Names under which services take keys. The Closed API takes its key in a header.
const CREDENTIALS: [&str; 8] = [
    "authorization",
    "token",
    "access_token",
    "api_key",
    "apikey",
    "key",
    "secret",
    "secret_key_callback",
];

fn wrong(name: &str, rule: &'static str) -> Error {
    Error::wrong_field(format!("extra.{name}"), rule)
}

/// Whether PHP takes a name as it is. It reads `tipe[]` and `tipe[x]` as a parameter `tipe`, and `id.user` and
/// `id user` as `id_user`, so such names would override a known parameter.
fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A call of the Closed API that takes parameters, and can carry extra ones.
pub trait TakesExtra: Call + Clone {
    /// The names of all parameters that the endpoint is known to take, also those that this call does not
    /// send.
    const PARAMETERS: &'static [&'static str];
}

/// A call with extra parameters.
#[derive(Debug, Clone)]
pub struct WithExtra<C> {
    call: C,
    extra: ExtraParameters,
}

impl<C: TakesExtra> WithExtra<C> {
    /// The same call, with these parameters beside its own.
    pub fn new(call: C, extra: ExtraParameters) -> Self {
        Self { call, extra }
    }
}

impl<C: TakesExtra> Call for WithExtra<C> {
    type Answer = C::Answer;

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        self.call.parameters(parameters)?;
        self.extra.check(C::PARAMETERS)?;
        match self.method() {
            Method::Get => self.extra.push(parameters),
            _ => Ok(()),
        }
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let body = self.call.body()?;
        if self.extra.0.is_empty() {
            return Ok(body);
        }
        Ok(match body {
            Some(Body::Form(mut text)) => {
                let mut more = Parameters::default();
                self.extra.push(&mut more)?;
                text.push_str(more.as_str());
                Some(Body::Form(text))
            }
            Some(Body::Json(text)) => Some(self.extra.insert(&text)?),
            None => None,
        })
    }

    as_inside! { method path segments headers repeatable changes look moves_money secrets data_location may_be_empty explain read }
}

/// Each page of the list is asked for with the extra parameters.
impl<L: Listing + TakesExtra> Listing for WithExtra<L> {
    type Row = L::Row;

    fn page(&self) -> u32 {
        self.call.page()
    }

    fn next(&self) -> Option<Self> {
        let call = self.call.next()?;
        Some(Self::new(call, self.extra.clone()))
    }

    fn key(row: &L::Row) -> &str {
        L::key(row)
    }
}
