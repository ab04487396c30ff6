//! Rows: a struct and the table of its fields, declared at once by [`row!`](crate::row!).

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::marker::MaybeSend;
use crate::repair::Shape;

/// The type of a row of an endpoint's answer. It has the table of the fields by which an answer is repaired before it becomes
/// this type. The macro [`row!`](crate::row!) declares a struct and its table at once.
pub trait Row: DeserializeOwned + MaybeSend + 'static {
    /// The table of the row's fields, in the order of the API's documentation.
    const SHAPE: &'static Shape;

    /// The name of the first field of a repaired row that the type cannot hold, for example of a price with a part of a
    /// rupiah. `None` where the type can hold the row. Such a row is rejected.
    fn misfit(_row: &Value) -> Option<&'static str> {
        None
    }
}

/// A row that stays as it came, for an endpoint without a struct. Its table is empty, so nothing is repaired, unless the
/// endpoint's [`shape`](crate::Endpoint::shape) gives another one.
impl Row for Value {
    const SHAPE: &'static Shape = {
        static NONE: Shape = Shape { fields: &[] };
        &NONE
    };
}

/// Declares a row of an endpoint: a struct, and the table of its fields.
///
/// Each field has the Rust type that a program sees, and behind `=>` the type that the API promises. The repair turns what
/// is sent into that type, as [`repair`](crate::repair) says:
///
/// | behind `=>` | Rust type | a missing field becomes |
/// |---|---|---|
/// | `text` | `String`, an id, a date, a word | `""` |
/// | `text_or("utama")` | the same | that text |
/// | `nullable` | an `Option` of them | `None` |
/// | `number` | `f64`, [`Rupiah`](crate::types::Rupiah) | 0 |
/// | `texts` | `Vec<String>` | empty |
/// | `rows(Other)` | `Vec<Other>` | empty |
/// | `rows_of(&TABLE)` | `Vec<Other>` | empty; repaired by another table than the row's own |
///
/// With the word `essential` before these words, a row in which the field is missing is rejected; a list gives the other
/// rows all the same. A field that has another name in Rust has the API's name behind its own:
/// `pub tipe as "type": String => text`.
///
/// The struct has one more field, `extra`, with the fields that the API sends beside the declared ones. It derives `Debug`, `Clone`,
/// `PartialEq`, `Serialize` and `Deserialize`. [`Shape::typescript`](crate::repair::Shape::typescript) writes the
/// declaration of the same row for TypeScript.
///
/// ```
/// use bukaolshop::{Row, row};
///
/// row! {
///     /// What the shop has answered.
///     pub struct Balasan {
///         /// Typed by the shop's owner.
///         pub isi: String => essential text,
///     }
/// }
///
/// row! {
///     /// A review.
///     pub struct Ulasan {
///         /// Digits.
///         pub id_ulasan: String => essential text,
///         /// Whether it shows a product or the shop.
///         pub tipe as "type": String => text_or("produk"),
///         /// Answers.
///         pub balasan: Vec<Balasan> => rows(Balasan),
///     }
/// }
///
/// assert_eq!(
///     Ulasan::SHAPE.typescript("Ulasan"),
///     "export interface Ulasan {\n  id_ulasan: string;\n  type: string;\n  balasan: {\n    isi: string;\n  }[];\n}\n"
/// );
/// ```
#[macro_export]
macro_rules! row {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident {
            $(
                $(#[$about:meta])*
                $field_visibility:vis $field:ident $(as $wire:literal)? : $type:ty
                    => $kind:ident $($essential_kind:ident)? $(($($argument:tt)*))?
            ),* $(,)?
        }
    ) => {
        // `serde(crate = …)` takes a name and not `$crate`, which may be called anything. Many rows of one module import
        // the same name, which only `*` allows.
        #[allow(unused_imports)]
        use $crate::__private::names::*;

        $(#[$attribute])*
        #[derive(
            Debug,
            Clone,
            PartialEq,
            $crate::__private::serde::Serialize,
            $crate::__private::serde::Deserialize,
        )]
        #[serde(crate = "__bukaolshop_serde")]
        $visibility struct $name {
            $(
                $(#[$about])*
                $(#[serde(rename = $wire)])?
                $field_visibility $field: $type,
            )*
            /// The fields that the API sends beside the declared ones.
            #[serde(flatten)]
            $visibility extra: $crate::json::Map<String, $crate::json::Value>,
        }

        impl $crate::Row for $name {
            const SHAPE: &'static $crate::repair::Shape = {
                static TABLE: $crate::repair::Shape = $crate::repair::Shape {
                    fields: &[$(
                        $crate::__row_field!(
                            ($crate::__row_name!($field $($wire)?)) $kind $($essential_kind)? $(($($argument)*))?
                        ),
                    )*],
                };
                &TABLE
            };

            fn misfit(row: &$crate::json::Value) -> Option<&'static str> {
                $(
                    let name = $crate::__row_name!($field $($wire)?);
                    if let Some(value) = row.get(name)
                        && <$type as $crate::__private::serde::Deserialize>::deserialize(value).is_err()
                    {
                        return Some(name);
                    }
                )*
                None
            }
        }
    };
}

/// The name of a field in the API.
#[doc(hidden)]
#[macro_export]
macro_rules! __row_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}

/// A line of a row's table.
#[doc(hidden)]
#[macro_export]
macro_rules! __row_field {
    (($name:expr) essential $kind:ident $(($($argument:tt)*))?) => {
        $crate::__row_field!(($name) $kind $(($($argument)*))?).essential()
    };
    (($name:expr) text) => {
        $crate::repair::text($name)
    };
    (($name:expr) text_or ($missing:expr)) => {
        $crate::repair::text_or($name, $missing)
    };
    (($name:expr) nullable) => {
        $crate::repair::nullable($name)
    };
    (($name:expr) number) => {
        $crate::repair::number($name)
    };
    (($name:expr) texts) => {
        $crate::repair::texts($name)
    };
    (($name:expr) rows ($row:ty)) => {
        $crate::repair::rows($name, <$row as $crate::Row>::SHAPE)
    };
    (($name:expr) rows_of ($shape:expr)) => {
        $crate::repair::rows($name, $shape)
    };
}
