//! Faults in what an answer says.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Map, Value};

use super::{Faults, Types};
use crate::open_api::Refusal;

/// What a gateway in front of the API sends when the API is away.
pub(super) const GATEWAY_PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n\
     <hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

/// The body with all faults in it that concern its content.
pub(super) fn spoil(normal: Vec<u8>, faults: &Faults) -> Vec<u8> {
    let mut body = match (faults.status, faults.code) {
        (_, Some(code)) | (Some(code @ 300..), None) => {
            Refusal::http(code, Refusal::usual_reason(code))
                .body()
                .into_bytes()
        }
        _ => normal,
    };
    if faults.html {
        body = GATEWAY_PAGE.into();
    }
    if let Some(types) = faults.types {
        body = change_types(&body, types).unwrap_or(body);
    }
    if faults.deep > 0 {
        add_field(
            &mut body,
            "dalam",
            &[b"[".repeat(faults.deep), b"]".repeat(faults.deep)].concat(),
        );
    }
    if faults.big > 0 {
        let filling = (faults.big << 20).saturating_sub(body.len());
        add_field(
            &mut body,
            "isian",
            &[b"\"", b"x".repeat(filling).as_slice(), b"\""].concat(),
        );
    }
    if faults.utf8 {
        break_utf8(&mut body);
    }
    if faults.bom {
        body.splice(..0, *b"\xef\xbb\xbf");
    }
    if faults.empty {
        body.clear();
    }
    if faults.gzip {
        body = gzip(&body);
    }
    body
}

/// Adds a field after the last one of a JSON object's text.
fn add_field(body: &mut Vec<u8>, name: &str, json: &[u8]) {
    if body.pop_if(|last| *last == b'}').is_some() {
        body.extend_from_slice(format!(",\"{name}\":").as_bytes());
        body.extend_from_slice(json);
        body.push(b'}');
    }
}

/// Puts bytes that are no UTF-8 into the first name, or else into the first text.
fn break_utf8(body: &mut Vec<u8>) {
    let find = |part: &[u8], from: usize| {
        body[from..]
            .windows(part.len())
            .position(|window| window == part)
            .map(|at| from + at)
    };
    let name = find(b"\"nama_", 0).unwrap_or(0);
    if let Some(text) = find(b":\"", name) {
        body.splice(text + 2..text + 2, *b"\xff\xc3\x28");
    }
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to memory doesn't fail.
    let _ = encoder.write_all(body);
    encoder.finish().unwrap_or_default()
}

fn change_types(body: &[u8], types: Types) -> Option<Vec<u8>> {
    let mut answer: Value = serde_json::from_slice(body).ok()?;
    match types {
        Types::Repairable => swap_types(&mut answer, Depth::Envelope),
        Types::Unreadable => {
            for (index, row) in answer
                .get_mut("data")?
                .as_array_mut()?
                .iter_mut()
                .enumerate()
            {
                if index % 3 == 1 {
                    make_unreadable(row);
                }
            }
        }
    }
    Some(answer.to_string().into_bytes())
}

#[derive(Clone, Copy, PartialEq)]
enum Depth {
    Envelope,
    Row,
}

/// Numbers become strings, strings of digits numbers, and a row's lists null.
fn swap_types(value: &mut Value, depth: Depth) {
    let Value::Object(fields) = value else { return };
    for (name, field) in fields.iter_mut() {
        match field {
            Value::Number(number) => *field = Value::String(number.to_string()),
            Value::String(text)
                if !text.is_empty()
                    && text.len() < 16
                    && text.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                *field = text.parse::<u64>().map_or(Value::Null, Value::from);
            }
            Value::Array(rows) if depth == Depth::Envelope => {
                rows.iter_mut().for_each(|row| swap_types(row, Depth::Row))
            }
            // Sub-categories are rows of their own.
            Value::Array(rows) if name == "sub_kategori" && !rows.is_empty() => {
                rows.iter_mut().for_each(|row| swap_types(row, Depth::Row))
            }
            Value::Array(_) => *field = Value::Null,
            Value::Object(_) if depth == Depth::Envelope => swap_types(field, Depth::Row),
            _ => {}
        }
    }
}

/// A price that is none, or, where a row has no price, something that is no row.
fn make_unreadable(row: &mut Value) {
    let price = row.as_object_mut().and_then(price_of);
    match price {
        Some(price) => *price = Value::from("gratis"),
        None => *row = Value::from("bukan baris"),
    }
}

fn price_of(row: &mut Map<String, Value>) -> Option<&mut Value> {
    let name = ["harga_produk", "jumlah_dana", "jumlah_poin"]
        .into_iter()
        .find(|name| row.contains_key(*name))?;
    row.get_mut(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::io::Read;

    fn spoiled(normal: &str, faults: &str) -> Vec<u8> {
        spoil(
            normal.as_bytes().to_vec(),
            &Faults::parse(faults).expect("faults"),
        )
    }

    fn json_of(body: &[u8]) -> Value {
        serde_json::from_slice(body).expect("JSON")
    }

    const ANSWER: &str = r#"{"code":200,"page":1,"data":[{"id_produk":"7","nama_produk":"Kaos","harga_produk":5,"warna":["Biru"]},{"harga_produk":6}]}"#;

    #[test]
    fn a_status_or_a_code_brings_the_api_s_own_body() {
        let body = json!({"code": 503, "status": "Server bukaOlshop sedang offline atau maintenance, silahkan coba lagi nanti"});
        assert_eq!(json_of(&spoiled(ANSWER, "status:503")), body);
        assert_eq!(json_of(&spoiled(ANSWER, "code:503")), body);
        assert_eq!(spoiled(ANSWER, "status:206"), ANSWER.as_bytes());
    }

    #[test]
    fn types_are_swapped_or_spoiled() {
        let row =
            json!({"id_produk": 7, "nama_produk": "Kaos", "harga_produk": "5", "warna": null});
        assert_eq!(
            json_of(&spoiled(ANSWER, "types:1")),
            json!({"code": "200", "page": "1", "data": [row, {"harga_produk": "6"}]})
        );
        assert_eq!(
            json_of(&spoiled(ANSWER, "types:rusak"))["data"][1],
            json!({"harga_produk": "gratis"})
        );
        assert_eq!(
            json_of(&spoiled(
                r#"{"data":[{},{"nama_page":"x"}]}"#,
                "types:rusak"
            ))["data"][1],
            json!("bukan baris")
        );
    }

    #[test]
    fn big_and_deep_answers_stay_json() {
        let big = spoiled(ANSWER, "big:2");
        assert!((2 << 20..(2 << 20) + 100).contains(&big.len()));
        assert_eq!(json_of(&big)["data"], json_of(ANSWER.as_bytes())["data"]);
        assert_eq!(
            spoiled("{\"a\":1}", "deep:3"),
            b"{\"a\":1,\"dalam\":[[[]]]}"
        );
    }

    #[test]
    fn encodings_are_broken_where_asked() {
        assert_eq!(
            spoiled("{\"id\":\"1\",\"nama_x\":\"ab\"}", "utf8:1"),
            b"{\"id\":\"1\",\"nama_x\":\"\xff\xc3\x28ab\"}"
        );
        assert_eq!(spoiled("{}", "bom:1"), b"\xef\xbb\xbf{}");
        assert_eq!(spoiled(ANSWER, "empty:1"), b"");
        assert_eq!(spoiled(ANSWER, "html:1"), GATEWAY_PAGE.as_bytes());
    }

    #[test]
    fn gzip_is_the_same_answer_smaller() {
        let mut text = String::new();
        flate2::read::GzDecoder::new(spoiled(ANSWER, "gzip:1").as_slice())
            .read_to_string(&mut text)
            .expect("gzip");
        assert_eq!(text, ANSWER);
    }
}
