//! A good answer, on its way to being read.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::service::header;
use crate::page::{Page, Source};
use crate::transport::Answer;
use crate::wire::{Rejected, Shape, decimal, repair, repair_rows};

/// A good answer.
#[derive(Clone, PartialEq)]
pub struct Received {
    /// The answer proper.
    pub data: Value,
    /// What stands beside it; `null` where it is the whole body.
    pub rest: Value,
    /// The HTTP status.
    pub http_status: u16,
    /// The field that `data` was in; empty for the whole body.
    pub(super) field: &'static str,
    pub(super) headers: Vec<(&'static str, String)>,
}

/// Shows the status only: a body may hold a member's data.
impl std::fmt::Debug for Received {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Received")
            .field("http_status", &self.http_status)
            .finish_non_exhaustive()
    }
}

/// Why an answer cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The field at fault, for example `data.jumlah_saldo`; empty for the whole body.
    pub path: String,
    /// What is wrong with it, in Indonesian, without its value.
    pub detail: &'static str,
}

impl Unreadable {
    /// This field has this fault.
    pub fn new(path: impl Into<String>, detail: &'static str) -> Self {
        Self {
            path: path.into(),
            detail,
        }
    }
}

const UNREADABLE: &str = "tidak terbaca";
const MISSING: &str = "tidak ada";
const NO_LIST: &str = "bukan daftar";

impl Received {
    /// Takes an answer apart. `field` is where the answer proper stands; `None` for the whole body.
    pub(super) fn new<X>(
        answer: Answer<Value, X>,
        field: Option<&'static str>,
    ) -> Result<Self, Unreadable> {
        let mut rest = answer.body.unwrap_or(Value::Null);
        let data = match field {
            None => std::mem::take(&mut rest),
            Some(name) => match &mut rest {
                Value::Object(fields) => fields
                    .remove(name)
                    .ok_or_else(|| Unreadable::new(name, MISSING))?,
                _ => return Err(Unreadable::new("", "bukan objek JSON")),
            },
        };
        Ok(Self {
            data,
            rest,
            http_status: answer.http_status,
            field: field.unwrap_or_default(),
            headers: answer.headers,
        })
    }

    /// What a header says; `None` where it was not sent.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The whole number that a header says; `None` where it says anything else.
    pub fn header_number(&self, name: &str) -> Option<u64> {
        decimal(self.header(name)?.trim())
    }

    /// The answer as it is, from a service that sends what it promises.
    ///
    /// # Errors
    /// Where it does not.
    pub fn plain<A: DeserializeOwned>(self) -> Result<A, Unreadable> {
        decode(self.data, self.field)
    }

    /// The answer as one object, repaired by its table: numbers that arrive as texts are numbers, lists
    /// that arrive as `null` are empty.
    ///
    /// # Errors
    /// Where it cannot be repaired.
    pub fn object<A: DeserializeOwned>(mut self, shape: &'static Shape) -> Result<A, Unreadable> {
        let mut rejected = Vec::new();
        if !repair(&mut self.data, shape, &mut rejected) {
            let at = rejected.pop();
            let (path, detail) = at.map_or((String::new(), UNREADABLE), |at| (at.path, at.reason));
            return Err(Unreadable::new(join(self.field, &path), detail));
        }
        // A row inside it that cannot be read is a part of the answer that would be lost in silence.
        if let Some(at) = rejected.pop() {
            return Err(Unreadable::new(join(self.field, &at.path), at.reason));
        }
        decode(self.data, self.field)
    }

    /// The answer as a list of rows, each repaired by its table. Those that cannot be read are left out,
    /// named in `rejected`, and hide none of the others.
    ///
    /// # Errors
    /// Where there is no list.
    pub fn rows<R: DeserializeOwned>(self, shape: &'static Shape) -> Result<Listed<R>, Unreadable> {
        let mut parent = Value::Object(Map::from_iter([(self.field.to_owned(), self.data)]));
        let mut rejected = Vec::new();
        let (rows, sent) = repair_rows(&mut parent, self.field, shape, &mut rejected)
            .ok_or_else(|| Unreadable::new(self.field, NO_LIST))?;
        // The places of the rows that are left, among those that were sent.
        let lost = |index: usize| {
            rejected
                .iter()
                .any(|row| row.index == index && row.path.matches('[').count() == 1)
        };
        let places: Vec<usize> = (0..sent).filter(|index| !lost(*index)).collect();
        let mut data = Vec::with_capacity(rows.len());
        for (index, row) in places.into_iter().zip(rows) {
            let at = format!("{}[{index}]", self.field);
            match decode(row, &at) {
                Ok(row) => data.push(row),
                Err(Unreadable { path, detail }) => rejected.push(Rejected {
                    index,
                    path,
                    reason: detail,
                }),
            }
        }
        rejected.sort_by_key(|row| row.index);
        Ok(Listed {
            data,
            rejected,
            sent,
            rest: self.rest,
        })
    }
}

/// The rows of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<R> {
    /// Those that could be read.
    pub data: Vec<R>,
    /// Those that could not.
    pub rejected: Vec<Rejected>,
    /// How many were sent.
    pub sent: usize,
    /// What stands beside them.
    pub rest: Value,
}

impl<R> Listed<R> {
    /// As a page of a list that tells no total: a page that is full may have another behind it, up to the
    /// last that the service gives out.
    pub fn page(self, page: u32, total_data: u32, last: u32) -> Page<R> {
        Page {
            data: self.data,
            page,
            total_data,
            has_next: self.sent >= total_data as usize && page < last,
            source: Source::Network,
            rejected: self.rejected,
            rest: self.rest,
        }
    }
}

/// A value as a type, or where it is not.
pub(crate) fn decode<A: DeserializeOwned>(value: Value, at: &str) -> Result<A, Unreadable> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        // The library's words hold the value; a dot is its name for the whole.
        Unreadable::new(join(at, if path == "." { "" } else { &path }), UNREADABLE)
    })
}

fn join(field: &str, path: &str) -> String {
    match (field, path) {
        ("", path) => path.to_owned(),
        (field, "") => field.to_owned(),
        (field, path) if path.starts_with('[') => format!("{field}{path}"),
        (field, path) => format!("{field}.{path}"),
    }
}
