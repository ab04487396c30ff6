//! Repairing a row in place, field by field, by its table.

use super::number::{number_from_text, push_decimal};
use super::shape::{Field, Shape, Want};
use super::tree::{Kind, Tree, TreeRows};

/// A row that could not be read, and why. It is left out of the list; the other rows stay.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Rejected {
    /// The index of the row among the rows of the answer, from 0.
    pub index: usize,
    /// The field at fault, for example `data[3].harga_produk`.
    pub path: String,
    /// What is wrong with the field, in Indonesian.
    pub reason: &'static str,
}

const MISSING: &str = "wajib ada, tetapi kosong atau tidak dikirim";
const NO_NUMBER: &str = "tidak terbaca sebagai angka";
const NO_TEXT: &str = "tidak terbaca sebagai teks";
const NO_LIST: &str = "tidak terbaca sebagai daftar";
const NO_OBJECT: &str = "bukan objek";

#[cfg(any(not(feature = "js"), feature = "server"))]
impl Rejected {
    /// What is wrong with the field, in this language.
    pub fn reason_in(&self, language: crate::Language) -> String {
        match language {
            crate::Language::Indonesian => self.reason.to_owned(),
            crate::Language::English => crate::language::english(self.reason),
        }
    }
}

/// A reason becomes one of those that there are.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Rejected {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct Written {
            index: usize,
            path: String,
            reason: String,
        }

        let Written {
            index,
            path,
            reason,
        } = Written::deserialize(from)?;
        let known = [MISSING, NO_NUMBER, NO_TEXT, NO_LIST, NO_OBJECT];
        let reason = known.into_iter().find(|known| *known == reason);
        Ok(Self {
            index,
            path,
            reason: reason.unwrap_or("tidak terbaca"),
        })
    }
}

/// Repairs a row in place by the table `shape`. Returns false if the row cannot be read. Then it is added to `rejected`, and
/// so is each row that cannot be read of a list inside the row, which is left out of that list. Their paths begin at the
/// row.
pub fn repair<T: Tree>(row: &mut T, shape: &'static Shape, rejected: &mut Vec<Rejected>) -> bool {
    let mut mismatch = row.next_mismatch(shape, 0);
    if mismatch.is_some() && row.kind() != Kind::Object {
        rejected.push(Rejected {
            index: 0,
            path: String::new(),
            reason: NO_OBJECT,
        });
        return false;
    }
    while let Some(at) = mismatch
        && let Some(field) = shape.fields.get(at)
    {
        let outcome = repair_field(row, field, rejected);
        if outcome.is_err() && field.is_side() {
            row.set_aside(field.name);
            make_neutral(row, field);
        } else if let Err(reason) = outcome {
            rejected.push(Rejected {
                index: 0,
                path: String::from(field.name),
                reason,
            });
            return false;
        }
        mismatch = row.next_mismatch(shape, at + 1);
    }
    true
}

/// Repairs the rows of the list in a field of `parent`, and returns those that can be read with the number of rows that
/// the list had. Rows that cannot be read are added to `rejected`. The error is the kind of a field that holds no list.
pub fn repair_rows<T: Tree>(
    parent: &mut T,
    name: &'static str,
    shape: &'static Shape,
    rejected: &mut Vec<Rejected>,
) -> Result<(T::Rows, usize), Kind> {
    let mut rows = match parent.take_rows(name) {
        Err(kind) if kind.is_missing() && kind != Kind::Absent => T::Rows::default(),
        rows => rows?,
    };
    let sent = rows.len();
    if rows.are_fit(shape) {
        return Ok((rows, sent));
    }
    let mut index = 0;
    rows.retain(|row| {
        let before = rejected.len();
        let kept = repair(row, shape, rejected);
        for inner in rejected.iter_mut().skip(before) {
            let mut path = String::from(name);
            path.push('[');
            push_decimal(&mut path, index as u64);
            path.push(']');
            if !inner.path.is_empty() {
                path.push('.');
                path.push_str(&inner.path);
            }
            inner.index = index;
            inner.path = path;
        }
        index += 1;
        kept
    });
    Ok((rows, sent))
}

fn repair_field<T: Tree>(
    row: &mut T,
    field: &Field,
    rejected: &mut Vec<Rejected>,
) -> Result<(), &'static str> {
    let name = field.name;
    let kind = row.kind_of(name);
    match (field.want, kind) {
        // The value is as documented, which nearly all values are.
        (Want::Text | Want::TextOr(_) | Want::NullableText, Kind::Text)
        | (Want::Number, Kind::Number)
        | (Want::Texts, Kind::Texts | Kind::Empty) => Ok(()),
        _ if field.essential && kind.is_missing() => Err(MISSING),
        (Want::Text, Kind::Blank) => Ok(()),
        (Want::Text | Want::TextOr(_), _) if kind.is_missing() => {
            make_neutral(row, field);
            Ok(())
        }
        (Want::Text | Want::TextOr(_), _) => spell_out(row, name),
        (Want::NullableText, _) => match kind {
            Kind::Null => Ok(()),
            _ if kind.is_missing() => {
                row.put_null(name);
                Ok(())
            }
            _ => spell_out(row, name),
        },
        (Want::Number, _) => {
            let number = match kind {
                Kind::Text => row.text(name).and_then(|text| number_from_text(&text)),
                _ if kind.is_missing() => Some(0.0),
                _ => None,
            };
            row.put_number(name, number.ok_or(NO_NUMBER)?);
            Ok(())
        }
        (Want::Texts, _) => row.make_texts(name).then_some(()).ok_or(NO_LIST),
        (Want::Rows(shape), _) => {
            match repair_rows(row, name, shape, rejected) {
                Ok((rows, _)) => row.put_rows(name, rows),
                Err(Kind::Absent) => row.put_rows(name, T::Rows::default()),
                Err(_) => return Err(NO_LIST),
            }
            Ok(())
        }
    }
}

/// Gives a field the value that it has where it is missing.
fn make_neutral<T: Tree>(row: &mut T, field: &Field) {
    let name = field.name;
    match field.want {
        Want::Text => row.put_text(name, ""),
        Want::TextOr(missing) => row.put_text(name, missing),
        Want::NullableText => row.put_null(name),
        Want::Number => row.put_number(name, 0.0),
        Want::Texts | Want::Rows(_) => row.put_rows(name, T::Rows::default()),
    }
}

/// Replaces a whole number by its digits where a text is documented: PHP sends some ids without quotes. What is no text
/// stays as it is.
fn spell_out<T: Tree>(row: &mut T, name: &'static str) -> Result<(), &'static str> {
    let value = row.take(name).ok_or(NO_TEXT)?;
    match value.to_text() {
        Some(text) => {
            row.put_text(name, &text);
            Ok(())
        }
        None => {
            row.put(name, value);
            Err(NO_TEXT)
        }
    }
}
