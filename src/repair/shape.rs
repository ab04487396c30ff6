//! The table of a row: its fields, the type of each, and the value that a missing field gets.
//!
//! One rule holds for all fields. A field is *missing* if the row has no such field, or if its value is `null` or one
//! of PHP's other ways to say nothing (see [`Kind::is_missing`](super::Kind::is_missing)). A missing field gets the
//! neutral value of its type; a missing essential field makes the row unreadable. A value that cannot be read as the
//! field's type makes the row unreadable where it is money, a count, an id or essential. Any other field, a side field, gets
//! its neutral value, and what came is kept in the field [`MISMATCHED`] of the row. No value is invented.

/// The field of a row that holds, under their own names, the values of side fields that had another shape than documented.
pub const MISMATCHED: &str = "mismatched";

/// The fields of a row that the API documents. Fields that are not in the table stay as they are.
#[derive(Debug)]
pub struct Shape {
    /// In the order of the API's documentation.
    pub fields: &'static [Field],
}

impl Shape {
    /// The declaration of a row with these fields for TypeScript, as an interface with this name.
    ///
    /// ```
    /// use bukaolshop::repair::{Shape, nullable, number};
    ///
    /// static ULASAN: Shape = Shape {
    ///     fields: &[number("bintang").essential(), nullable("balasan")],
    /// };
    /// assert_eq!(
    ///     ULASAN.typescript("Ulasan"),
    ///     "export interface Ulasan {\n  bintang: number;\n  balasan: string | null;\n}\n"
    /// );
    /// ```
    #[cfg(any(not(feature = "js"), feature = "server"))]
    pub fn typescript(&self, name: &str) -> String {
        format!("export interface {name} {}\n", self.object_type(0))
    }

    /// The type of an object with these fields, so many levels deep.
    #[cfg(any(not(feature = "js"), feature = "server"))]
    fn object_type(&self, level: usize) -> String {
        let margin = "  ".repeat(level);
        let mut text = String::from("{\n");
        for Field { name, want, .. } in self.fields {
            let kind = match want {
                Want::Text | Want::TextOr(_) => "string".to_owned(),
                Want::NullableText => "string | null".to_owned(),
                Want::Number => "number".to_owned(),
                Want::Texts => "string[]".to_owned(),
                Want::Rows(shape) => shape.object_type(level + 1) + "[]",
            };
            text += &format!("{margin}  {name}: {kind};\n");
        }
        text + &margin + "}"
    }
}

/// One documented field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// As the API names it.
    pub name: &'static str,
    /// The type of its value.
    pub want: Want,
    /// Whether a row without it is of no use.
    pub essential: bool,
}

/// The type that a field's value has after the repair, and what a missing field becomes.
#[derive(Debug, Clone, Copy)]
pub enum Want {
    /// A text. A whole number becomes its digits; a missing field becomes an empty text.
    Text,
    /// A text. A whole number becomes its digits; a missing field becomes this text.
    TextOr(&'static str),
    /// A text or `null`. A whole number becomes its digits; a missing field becomes `null`.
    NullableText,
    /// A number. A text with a number in it is parsed; a missing field becomes 0.
    Number,
    /// A list of texts. A missing field becomes an empty list.
    Texts,
    /// A list of rows of this table. A missing field becomes an empty list.
    Rows(&'static Shape),
}

impl Field {
    /// Whether a row is of use without a value of this field that can be read.
    pub(crate) fn is_side(&self) -> bool {
        let name = self.name;
        let is_id = name == "id"
            || name.starts_with("id_")
            || name.ends_with("_id")
            || name.ends_with("Id");
        match self.want {
            _ if self.essential || is_id => false,
            Want::Number => false,
            Want::Rows(shape) => shape.fields.iter().all(Self::is_side),
            _ => true,
        }
    }

    /// The same field as an essential one: a row in which it is missing is rejected.
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

/// A field that is a text. Ids are texts, too, because they may begin with zeros.
pub const fn text(name: &'static str) -> Field {
    field(name, Want::Text)
}

/// A field that is a text, and `missing` where the row has none.
pub const fn text_or(name: &'static str, missing: &'static str) -> Field {
    field(name, Want::TextOr(missing))
}

/// A field that is a text or `null`. Links are of this kind: an empty link becomes `null`.
pub const fn nullable(name: &'static str) -> Field {
    field(name, Want::NullableText)
}

/// A field that is a number.
pub const fn number(name: &'static str) -> Field {
    field(name, Want::Number)
}

/// A field that is a list of texts.
pub const fn texts(name: &'static str) -> Field {
    field(name, Want::Texts)
}

/// A field that is a list of rows.
pub const fn rows(name: &'static str, shape: &'static Shape) -> Field {
    field(name, Want::Rows(shape))
}
