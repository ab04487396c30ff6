//! Every picture that an answer links to is there.

mod support;

use std::collections::BTreeSet;

use serde_json::Value;
use support::{BUDI, ONEIL, SITI, Server, TOKEN};

fn links(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.starts_with("http://toko.uji/gambar/") => {
            found.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| links(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| links(value, found)),
        _ => {}
    }
}

/// Tags are closed in order, which is what browsers insist on in SVG.
fn is_well_formed(svg: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>') else {
            return false;
        };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let name = tag
            .trim_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap_or("");
        if tag.matches('"').count() % 2 == 1 {
            return false;
        }
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) if open.pop() != Some(name) => return false,
            (false, false) => open.push(name),
            _ => {}
        }
    }
    open.is_empty()
}

#[test]
fn all_links_lead_to_well_formed_pictures() {
    let server = Server::start(&[]);
    let mut found = BTreeSet::new();
    for row in server.all(&format!("/v1/app/produk?{TOKEN}")) {
        links(&row, &mut found);
    }
    for path in ["app/kategori", "app/slide", "app/kostumpage"] {
        links(
            &server.get(&format!("/v1/{path}?{TOKEN}")).json(),
            &mut found,
        );
    }
    for who in [BUDI, SITI, ONEIL] {
        links(
            &server.get(&format!("/v1/user/info?{TOKEN}&{who}")).json(),
            &mut found,
        );
        for row in server.all(&format!("/v1/user/transaksi?{TOKEN}&{who}")) {
            links(&row, &mut found);
        }
    }
    assert!(found.len() > 2_500, "{}", found.len());
    // One in seven of the products' pictures, all of the others.
    let chosen = found
        .iter()
        .enumerate()
        .filter(|(place, link)| place % 7 == 0 || !link.contains("/produk/"));
    let mut drawings = BTreeSet::new();
    for (_, link) in chosen {
        let path = link.strip_prefix("http://toko.uji").expect("a path");
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("image/svg+xml")),
            "{path}"
        );
        assert!(
            answer
                .header("cache-control")
                .is_some_and(|cache| cache.contains("max-age"))
        );
        assert!(is_well_formed(&answer.text()), "{path}");
        assert!(answer.body.len() < 20_000, "{path}");
        drawings.insert(answer.text());
    }
    assert!(drawings.len() > 300, "{}", drawings.len());
}

#[test]
fn pictures_that_nothing_links_to_are_not_there() {
    let server = Server::start(&[]);
    for path in [
        "produk/1-1.svg",
        "produk/x.svg",
        "slide/0.svg",
        "slide/6.svg",
        "slide/99999999999999999999.svg",
        "kategori/1.svg",
        "avatar/tamu.svg",
        "x",
        "produk/%ff.svg",
    ] {
        assert_eq!(server.get(&format!("/gambar/{path}")).status, 404, "{path}");
    }
}
