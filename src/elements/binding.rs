//! The attributes that tie a template to a row, as a page author writes them.

use super::format::Format;
use super::link::Use;

/// One tie between a node of a template and a field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// `data-isi`: the field's text.
    Text(String),
    /// `data-attr-NAME`: an attribute with the field's text.
    Attribute {
        /// The attribute.
        name: String,
        /// The field.
        field: String,
    },
    /// `data-attr-href`, `data-attr-src`: an attribute with the field's link.
    Link {
        /// The attribute.
        name: String,
        /// The field.
        field: String,
        /// What the link is for.
        r#use: Use,
    },
    /// `data-jika`: the node stays where the field has something in it.
    If(String),
    /// `data-jika-tidak`: the node stays where it has not.
    Unless(String),
    /// `data-tiap`: a copy of the nested template for each item of the field.
    Each(String),
    /// `data-format`: how this node's values are shown.
    Format(Format),
}

/// Attributes that a browser takes for plain text, wherever they stand.
const TEXT: [&str; 9] = [
    "alt",
    "title",
    "value",
    "label",
    "placeholder",
    "datetime",
    "content",
    "lang",
    "dir",
];

/// Reads one attribute of a node with this tag name (in capitals, as a document gives it).
///
/// # Errors
/// What is wrong, in Indonesian, when the attribute is one of ours and does not hold.
pub fn read(tag: &str, name: &str, value: &str) -> Result<Option<Binding>, &'static str> {
    let field = value.trim().to_owned();
    if let Some(attribute) = name.strip_prefix("data-attr-") {
        return attach(tag, attribute, field).map(Some);
    }
    Ok(Some(match name {
        "data-isi" if runs(tag) => return Err("data-isi tidak boleh pada script atau style"),
        "data-isi" => Binding::Text(field),
        "data-jika" => Binding::If(field),
        "data-jika-tidak" => Binding::Unless(field),
        "data-tiap" if tag == "TEMPLATE" => Binding::Each(field),
        "data-tiap" => return Err("data-tiap hanya untuk <template> di dalam template"),
        "data-format" => match Format::from_name(&field) {
            Some(format) => Binding::Format(format),
            None => return Err("data-format harus rupiah, tanggal, atau diskon"),
        },
        _ => return Ok(None),
    }))
}

/// Whether an element's text is run. Those inside of an SVG picture have names in small letters.
fn runs(tag: &str) -> bool {
    ["script", "style"]
        .iter()
        .any(|name| tag.eq_ignore_ascii_case(name))
}

/// An attribute may be set from data only where it cannot run anything.
fn attach(tag: &str, name: &str, field: String) -> Result<Binding, &'static str> {
    let r#use = match (name, tag) {
        ("href", "A" | "AREA") => Some(Use::Follow),
        ("src", "IMG" | "SOURCE" | "VIDEO" | "AUDIO") | ("poster", "VIDEO") => Some(Use::Show),
        _ => None,
    };
    let is_text = TEXT.contains(&name) || name.starts_with("aria-") || name.starts_with("data-");
    // `content`, `value` and `title` steer more than text on these.
    let is_risky = runs(tag)
        || matches!(
            tag,
            "META" | "IFRAME" | "OBJECT" | "PARAM" | "EMBED" | "BASE" | "LINK"
        );
    // HTML takes nearly any character in a name, scripts do not.
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    match r#use {
        Some(r#use) => Ok(Binding::Link {
            name: name.to_owned(),
            field,
            r#use,
        }),
        None if is_text && is_name && !is_risky => Ok(Binding::Attribute {
            name: name.to_owned(),
            field,
        }),
        None => Err(
            "atribut ini tidak boleh diisi dari data: hanya href pada <a>, src pada gambar, alt, \
                     title, value, aria-…, data-…",
        ),
    }
}

/// The known name that a misspelt one most likely means.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    known
        .into_iter()
        .min_by_key(|candidate| distance(name, candidate))
}

/// How many letters to add, take away or change (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut above_left = i;
        let mut left = i + 1;
        for (above, b) in row.iter_mut().skip(1).zip(other.bytes()) {
            let change = above_left + usize::from(a != b);
            above_left = *above;
            left = change.min(*above + 1).min(left + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Binding, distance, nearest, read};
    use crate::elements::{Format, Use};

    #[test]
    fn reads_what_pages_write() {
        let is = |tag, name, value, binding| assert_eq!(read(tag, name, value), Ok(binding));
        is(
            "P",
            "data-isi",
            " nama_produk ",
            Some(Binding::Text("nama_produk".into())),
        );
        is("P", "data-jika", "stok", Some(Binding::If("stok".into())));
        is(
            "P",
            "data-jika-tidak",
            "stok",
            Some(Binding::Unless("stok".into())),
        );
        is(
            "TEMPLATE",
            "data-tiap",
            "list_gambar",
            Some(Binding::Each("list_gambar".into())),
        );
        is(
            "P",
            "data-format",
            "rupiah",
            Some(Binding::Format(Format::Rupiah)),
        );
        is("P", "class", "x", None);
        is("P", "data-lain", "x", None);
        let href = Binding::Link {
            name: "href".into(),
            field: "url".into(),
            r#use: Use::Follow,
        };
        is("A", "data-attr-href", "url", Some(href));
        let alt = Binding::Attribute {
            name: "alt".into(),
            field: "nama".into(),
        };
        is("IMG", "data-attr-alt", "nama", Some(alt));
    }

    #[test]
    fn refuses_attributes_that_could_run_something() {
        for (tag, name) in [
            ("SCRIPT", "data-attr-src"),
            ("IFRAME", "data-attr-src"),
            ("IFRAME", "data-attr-srcdoc"),
            ("LINK", "data-attr-href"),
            ("BASE", "data-attr-href"),
            ("FORM", "data-attr-action"),
            ("BUTTON", "data-attr-formaction"),
            ("DIV", "data-attr-onclick"),
            ("DIV", "data-attr-style"),
            ("IMG", "data-attr-srcset"),
            ("META", "data-attr-content"),
            ("OBJECT", "data-attr-data-x"),
            ("SCRIPT", "data-isi"),
            ("STYLE", "data-isi"),
            ("script", "data-isi"),
            ("style", "data-attr-title"),
            ("PARAM", "data-attr-value"),
            ("DIV", "data-attr-aria-(x)"),
            ("svg", "data-attr-href"),
            ("use", "data-attr-href"),
            ("DIV", "data-tiap"),
            ("DIV", "data-format"),
        ] {
            assert!(read(tag, name, "x").is_err(), "{tag} {name}");
        }
    }

    #[test]
    fn finds_the_name_that_was_meant() {
        let known = ["nama_produk", "harga_produk", "harga_produk_asli", "stok"];
        assert_eq!(nearest("nama_prodk", known), Some("nama_produk"));
        assert_eq!(
            nearest("harga_produk_asl", known),
            Some("harga_produk_asli")
        );
        assert_eq!(nearest("stock", known), Some("stok"));
        assert_eq!(nearest("x", []), None);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
