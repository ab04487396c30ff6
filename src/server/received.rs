//! An answer that the service reports as a success, and how its data is decoded.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::mismatched::{entries, set_aside, set_aside_at};
use super::service::header;
use crate::page::{Page, Source};
use crate::repair::{Rejected, Shape, decimal, repair, repair_rows};
use crate::transport::Answer;

/// An answer whose code says that the call succeeded.
#[derive(Clone, PartialEq)]
pub struct Received {
    /// The data of the answer, from the place that the service or the call names.
    pub data: Value,
    /// What the body holds beside `data`; `null` where `data` is the whole body.
    pub rest: Value,
    /// The HTTP status.
    pub http_status: u16,
    /// The name of the field that held `data`; empty for the whole body.
    pub(super) field: &'static str,
    pub(super) headers: Vec<(&'static str, String)>,
}

/// Shows the HTTP status only: the body may hold a member's data.
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
    /// The path of the field at fault, for example `data.jumlah_saldo`; empty for the whole body.
    pub path: String,
    /// What is wrong with the field, in Indonesian and without the field's value.
    pub detail: &'static str,
}

impl Unreadable {
    /// A fault of the field at `path`.
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
    /// Splits an answer into its data and the rest. `field` is the name of the field that holds the
    /// data; `None` where the whole body is the data.
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

    /// The same answer with its data taken from the object `name` inside of it, where there is one: the documents of
    /// newer endpoints do not tell where their fields stand.
    pub fn inside(mut self, name: &str) -> Self {
        if let Some(inner @ Value::Object(_)) = self.data.get_mut(name) {
            self.data = inner.take();
        }
        self
    }

    /// The value of a header; `None` where the server did not send it.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The value of a header as a whole number; `None` where it is missing or is no whole number.
    pub fn header_number(&self, name: &str) -> Option<u64> {
        decimal(self.header(name)?.trim())
    }

    /// Decodes the data as it is, for services that send what their documentation promises.
    ///
    /// # Errors
    /// [`Unreadable`] with the path of the first field that has another type.
    pub fn plain<A: DeserializeOwned>(self) -> Result<A, Unreadable> {
        decode(self.data, self.field)
    }

    /// Repairs the data as one object by its table of fields, then decodes it: numbers that arrive as
    /// texts become numbers, lists that arrive as `null` become empty, and side fields in another shape are
    /// set aside ([`mismatched`](super::mismatched())).
    ///
    /// # Errors
    /// [`Unreadable`] with the path of the field that cannot be repaired.
    pub fn object<A: DeserializeOwned>(mut self, shape: &'static Shape) -> Result<A, Unreadable> {
        set_aside(&mut self.data, shape);
        let mut rejected = Vec::new();
        if !repair(&mut self.data, shape, &mut rejected) {
            let at = rejected.pop();
            let (path, detail) = at.map_or((String::new(), UNREADABLE), |at| (at.path, at.reason));
            return Err(Unreadable::new(join(self.field, &path), detail));
        }
        // A row inside the object that cannot be read would be lost silently, so the whole object is
        // refused.
        if let Some(at) = rejected.pop() {
            return Err(Unreadable::new(join(self.field, &at.path), at.reason));
        }
        decode(self.data, self.field)
    }

    /// Repairs the data as a list of rows by the table of their fields, then decodes each row. Rows that
    /// cannot be read are named in `rejected` and do not affect the others.
    ///
    /// # Errors
    /// [`Unreadable`] where the data is not a list.
    pub fn rows<R: DeserializeOwned>(
        mut self,
        shape: &'static Shape,
    ) -> Result<Listed<R>, Unreadable> {
        entries(&mut self.data).for_each(|row| set_aside(row, shape));
        let mut parent = Value::Object(Map::from_iter([(self.field.to_owned(), self.data)]));
        let mut rejected = Vec::new();
        let (rows, sent) = repair_rows(&mut parent, self.field, shape, &mut rejected)
            .map_err(|_| Unreadable::new(self.field, NO_LIST))?;
        // Indices, among the rows that were sent, of those that the repair kept. A rejected path with
        // one bracket rejects the row itself; further brackets belong to rows inside that row.
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
    /// The rows that could be read.
    pub data: Vec<R>,
    /// The rows that could not be read.
    pub rejected: Vec<Rejected>,
    /// The number of rows that the server sent.
    pub sent: usize,
    /// What the body holds beside the rows.
    pub rest: Value,
}

impl<R> Listed<R> {
    /// These rows as a page of a list whose length the server does not tell. A full page may be followed
    /// by another one, up to `last`, the last page number that the service serves: there, a full page is
    /// `truncated`.
    pub fn page(self, page: u32, per_page: u32, last: u32) -> Page<R> {
        Page {
            data: self.data,
            page,
            per_page,
            has_next: self.sent >= per_page as usize && page < last,
            truncated: self.sent >= per_page as usize && page >= last,
            source: Source::Network,
            rejected: self.rejected,
            rest: self.rest,
        }
    }
}

/// Decodes a value as `A`; the error names the path of the field at fault, below `at`.
///
/// A field whose type reports [`SIDE`] or [`SIDE_OBJECT`] is set aside.
pub(crate) fn decode<A: DeserializeOwned>(mut value: Value, at: &str) -> Result<A, Unreadable> {
    loop {
        let error = match serde_path_to_error::deserialize(&value) {
            Ok(decoded) => return Ok(decoded),
            Err(error) => error,
        };
        let instead = match error.inner() as &dyn ToString {
            complaint if complaint.to_string() == SIDE => Some(Value::Null),
            complaint if complaint.to_string() == SIDE_OBJECT => Some(Value::Object(Map::new())),
            _ => None,
        };
        let is_set_aside =
            instead.is_some_and(|instead| set_aside_at(&mut value, error.path(), instead));
        if !is_set_aside {
            let path = error.path().to_string();
            // The library's message would show the value; its path is "." for the whole value.
            let path = join(at, if path == "." { "" } else { &path });
            return Err(Unreadable::new(path, UNREADABLE));
        }
    }
}

/// The message by which a field's type says that the field can be set aside, and be `null` instead.
pub(in crate::server) const SIDE: &str = "side field";

/// The message by which a field's type says that the field can be set aside, and be an empty object instead.
pub(in crate::server) const SIDE_OBJECT: &str = "side object";

fn join(field: &str, path: &str) -> String {
    match (field, path) {
        ("", path) => path.to_owned(),
        (field, "") => field.to_owned(),
        (field, path) if path.starts_with('[') => format!("{field}{path}"),
        (field, path) => format!("{field}.{path}"),
    }
}
