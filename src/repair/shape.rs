//! A row's table: its fields, what each must be, and what stands in for one that is missing.
//!
//! One rule for all of them: what is *missing* (no such field, `null`, or one of PHP's other ways
//! to say nothing) gets the field's neutral value, or makes the row unreadable where the field is
//! essential; what is *there but unreadable* always makes the row unreadable. No value is invented.

/// The fields of a row that the API documents. Others pass through untouched.
#[derive(Debug)]
pub struct Shape {
    /// In the order of the API's documentation.
    pub fields: &'static [Field],
}

/// One documented field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// As the API names it.
    pub name: &'static str,
    /// What it must be.
    pub want: Want,
    /// Whether a row without it is of no use.
    pub essential: bool,
}

/// What a field must be once repaired.
#[derive(Debug, Clone, Copy)]
pub enum Want {
    /// A text; a whole number is spelled out; missing: empty.
    Text,
    /// The same; missing: this. A reference to it, for there are many fields, and hardly one with a
    /// stand-in.
    TextOr(&'static &'static str),
    /// A text or `null`.
    NullableText,
    /// A number; one in a text is read; missing: 0.
    Number,
    /// A list of texts; missing: `[]`.
    Texts,
    /// A list of rows; missing: `[]`.
    Rows(&'static Shape),
}

impl Field {
    /// Without it the row is of no use: it is rejected where this is missing.
    pub const fn essential(self) -> Self {
        Self {
            essential: true,
            ..self
        }
    }
}

const fn field(name: &'static str, want: Want) -> Field {
    Field {
        name,
        want,
        essential: false,
    }
}

/// A text; an id is one too, for it may start with a zero.
pub const fn text(name: &'static str) -> Field {
    field(name, Want::Text)
}

/// A text with a stand-in.
pub const fn text_or(name: &'static str, missing: &'static &'static str) -> Field {
    field(name, Want::TextOr(missing))
}

/// A text or `null`; links are of this kind, an empty one becomes `null`.
pub const fn nullable(name: &'static str) -> Field {
    field(name, Want::NullableText)
}

/// A number.
pub const fn number(name: &'static str) -> Field {
    field(name, Want::Number)
}

/// A list of texts.
pub const fn texts(name: &'static str) -> Field {
    field(name, Want::Texts)
}

/// A list of rows.
pub const fn rows(name: &'static str, shape: &'static Shape) -> Field {
    field(name, Want::Rows(shape))
}
