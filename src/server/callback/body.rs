//! Parsing the body of a callback: a form, a form in parts, or JSON.

use serde_json::{Map, Value};

use crate::repair::parse_json_bytes;

/// The fields of a body by name. `None` where the body is neither a form
/// (`application/x-www-form-urlencoded` or `multipart/form-data`) nor a JSON object.
///
/// The first bytes decide about the format, not the content type: PHP's curl labels every text as a form
/// unless it is told otherwise, and sends an array of fields as `multipart/form-data`.
pub(super) fn read(body: &[u8]) -> Option<Map<String, Value>> {
    let mut fields = parsed(body)?;
    // A program in JavaScript that copies such a field changes what its objects inherit.
    for name in ["__proto__", "constructor", "prototype"] {
        fields.remove(name);
    }
    Some(fields)
}

fn parsed(body: &[u8]) -> Option<Map<String, Value>> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let body = body.trim_ascii();
    match body.first()? {
        b'{' => match parse_json_bytes(body) {
            Some(Value::Object(fields)) => Some(fields),
            _ => None,
        },
        b'[' | b'"' | b'<' => None,
        b'-' if body.starts_with(b"--") => parts(body),
        _ => form(body),
    }
}

fn form(body: &[u8]) -> Option<Map<String, Value>> {
    // Without an equals sign the body is a plain text and not a form.
    body.contains(&b'=').then_some(())?;
    let pairs = form_urlencoded::parse(body);
    Some(pairs.map(|(name, value)| field(&name, &value)).collect())
}

/// Parses `multipart/form-data`. The first line of the body is the boundary.
fn parts(body: &[u8]) -> Option<Map<String, Value>> {
    let (boundary, mut rest) = split(body, b"\r\n")?;
    let mut end = b"\r\n".to_vec();
    end.extend_from_slice(boundary);
    let mut fields = Map::new();
    loop {
        let (head, after) = split(rest, b"\r\n\r\n")?;
        let (content, after) = split(after, &end)?;
        // A part without a name is skipped.
        if let Some(name) = name_of(&String::from_utf8_lossy(head)) {
            let (name, value) = field(&name, &String::from_utf8_lossy(content));
            fields.insert(name, value);
        }
        match after.strip_prefix(b"\r\n") {
            Some(next) => rest = next,
            None => return after.starts_with(b"--").then_some(fields),
        }
    }
}

/// The name in the `Content-Disposition` header of a part.
fn name_of(head: &str) -> Option<String> {
    let disposition = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    disposition.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_name = name.trim().eq_ignore_ascii_case("name");
        is_name.then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn field(name: &str, value: &str) -> (String, Value) {
    (name.to_owned(), Value::String(value.to_owned()))
}

/// The bytes before and after the first occurrence of a separator.
fn split<'b>(bytes: &'b [u8], separator: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = bytes
        .windows(separator.len())
        .position(|part| part == separator)?;
    Some((bytes.get(..at)?, bytes.get(at + separator.len()..)?))
}
