//! What every answer is wrapped in.

use serde::Serialize;

/// An answer with code 200, its fields in the documentation's order.
#[derive(Serialize)]
pub(super) struct Envelope<T> {
    code: u16,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_data: Option<u64>,
    data: T,
}

impl<T: Serialize> Envelope<T> {
    /// Without paging.
    pub(super) fn of(data: T) -> Envelope<T> {
        Envelope {
            code: 200,
            status: "ok",
            page: None,
            total_data: None,
            data,
        }
    }

    /// A page's rows.
    pub(super) fn page(page: u64, data: T) -> Envelope<T> {
        Envelope {
            page: Some(page),
            ..Envelope::of(data)
        }
    }

    /// Tells how many rows were asked for, too, as the younger endpoints do.
    pub(super) fn with_total_data(self, total_data: u64) -> Envelope<T> {
        Envelope {
            total_data: Some(total_data),
            ..self
        }
    }

    /// The answer's text.
    pub(super) fn json(&self) -> String {
        // Structs of strings and numbers always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The answer's text with `\/` for `/`, as PHP writes it unless told otherwise.
    pub(super) fn json_with_escaped_slashes(&self) -> String {
        // Slashes occur inside of JSON strings only, so replacing them in the text is enough.
        self.json().replace('/', "\\/")
    }
}
