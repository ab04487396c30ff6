//! Side fields in another shape than the documentation promises: they are kept as they came, in the field
//! `mismatched` of their row, and cost neither the row nor the answer.
//!
//! Money, counts, ids and essential fields are no side fields: a row in which one of these cannot be read is
//! refused, for no value is guessed.

use serde_json::{Map, Value};

use crate::repair::{MISMATCHED, Shape, Tree, Want, keep_mismatched};

/// The value of a field that had another shape than documented, from the `extra` of its row. `None` where the
/// field was as documented, or missing.
///
/// ```
/// # use serde_json::json;
/// use bukaolshop::server::mismatched;
///
/// let extra = json!({"mismatched": {"catatan_tambahan": "Warna merah"}});
/// let extra = extra.as_object().ok_or("no object")?;
/// assert_eq!(mismatched(extra, "catatan_tambahan"), Some(&json!("Warna merah")));
/// # Ok::<(), &str>(())
/// ```
pub fn mismatched<'e>(extra: &'e Map<String, Value>, name: &str) -> Option<&'e Value> {
    extra.get(MISMATCHED)?.get(name)
}

/// Moves the side fields of a row that do not fit its table, and those of the rows inside it, into the field
/// `mismatched` of their own row.
pub(super) fn set_aside(row: &mut Value, shape: &'static Shape) {
    let Value::Object(fields) = row else {
        return;
    };
    for field in shape.fields {
        let Some(value) = fields.get_mut(field.name) else {
            continue;
        };
        if field.is_side() && !fits(value, field.want) {
            let value = value.take();
            fields.remove(field.name);
            keep_mismatched(fields, field.name, value);
        } else if let Want::Rows(inner) = field.want {
            entries(value).for_each(|row| set_aside(row, inner));
        }
    }
}

/// The entries of a list, which PHP sometimes sends as an object.
pub(super) fn entries(list: &mut Value) -> Box<dyn Iterator<Item = &mut Value> + '_> {
    match list {
        Value::Array(items) => Box::new(items.iter_mut()),
        Value::Object(items) => Box::new(items.values_mut()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Moves the value at a path into the field `mismatched` of the object that holds it, and puts `instead` into its
/// place. Returns false where there is no such object.
pub(super) fn set_aside_at(
    whole: &mut Value,
    path: &serde_path_to_error::Path,
    instead: Value,
) -> bool {
    use serde_path_to_error::Segment;

    let segments: Vec<&Segment> = path.iter().collect();
    let Some((Segment::Map { key }, above)) = segments.split_last() else {
        return false;
    };
    let mut at = Some(whole);
    for segment in above {
        at = match segment {
            Segment::Map { key } => at.and_then(|at| at.get_mut(key)),
            Segment::Seq { index } => at.and_then(|at| at.get_mut(index)),
            _ => None,
        };
    }
    let Some(Value::Object(fields)) = at else {
        return false;
    };
    match fields.get_mut(key) {
        // A second time would change nothing.
        Some(value) if *value != instead => {
            let value = std::mem::replace(value, instead);
            keep_mismatched(fields, key, value);
            true
        }
        _ => false,
    }
}

/// Whether the repair can make the value what the table wants, without dropping a part of it.
fn fits(value: &Value, want: Want) -> bool {
    let is_text = |value: &Value| value.kind().is_missing() || value.to_text().is_some();
    match (want, value) {
        (Want::Texts, Value::Array(items)) => items.iter().all(is_text),
        (Want::Texts, Value::Object(items)) => items.values().all(is_text),
        (Want::Rows(_), Value::Array(items)) => items.iter().all(Value::is_object),
        (Want::Rows(_), Value::Object(_)) => true,
        (Want::Rows(_), value) => value.kind().is_missing(),
        (_, value) => is_text(value),
    }
}
