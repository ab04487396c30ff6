//! What a page may hold: links from rows, attributes from templates.

use std::sync::LazyLock;

use bukaolshop::elements::{Binding, Use, nearest, read, safe_link};
use url::Url;

use super::texts;

static PAGE: LazyLock<Url> =
    LazyLock::new(|| Url::parse("https://toko.contoh.id/halaman/").expect("an address"));

/// The first byte says what the link is for; the rest is the link.
pub fn link(bytes: &[u8]) {
    let Some((first, link)) = bytes.split_first() else {
        return;
    };
    let link = String::from_utf8_lossy(link);
    let (r#use, allowed): (_, &[&str]) = if first % 2 == 0 {
        (Use::Follow, &["http", "https", "mailto", "tel", "whatsapp"])
    } else {
        (Use::Show, &["http", "https"])
    };
    let safe = safe_link(&link, r#use);
    if let Some(safe) = &safe {
        assert_eq!(safe_link(safe, r#use).as_ref(), Some(safe), "{link:?}");
        // As a browser reads it, in a page of the shop.
        if let Ok(url) = PAGE.join(safe) {
            let has_picture = url.path().to_ascii_lowercase().starts_with("image");
            let is_picture = r#use == Use::Show && url.scheme() == "data" && has_picture;
            assert!(
                allowed.contains(&url.scheme()) || is_picture,
                "{link:?} leads to {url}"
            );
        }
    }
    if let Ok(url) = Url::parse(&link) {
        let is_web = matches!(url.scheme(), "http" | "https");
        assert!(safe.is_some() || !is_web, "{link:?} is gone");
    }
}

/// A tag, an attribute's name and its value, zero bytes between them.
pub fn binding(bytes: &[u8]) {
    let [tag, name, value] = texts(bytes);
    let is = |names: &[&str], text: &str| names.iter().any(|name| text.eq_ignore_ascii_case(name));
    let runs = is(&["script", "style"], &tag);
    match read(&tag, &name, &value) {
        Ok(Some(Binding::Text(field))) => assert!(!runs && field == value.trim()),
        Ok(Some(Binding::Attribute { name, .. })) => {
            let risky = [
                "href",
                "src",
                "srcset",
                "srcdoc",
                "style",
                "action",
                "formaction",
                "data",
            ];
            assert!(
                !runs && !name.starts_with("on") && !is(&risky, &name),
                "{tag} {name}"
            );
        }
        Ok(Some(Binding::Link { name, .. })) => {
            let shows = ["IMG", "SOURCE", "VIDEO", "AUDIO"];
            let holds: &[&str] = if name == "href" {
                &["A", "AREA"]
            } else {
                &shows
            };
            assert!(holds.contains(&tag.as_str()), "{tag} {name}");
        }
        Ok(Some(Binding::Each(_))) => assert_eq!(tag, "TEMPLATE"),
        Ok(Some(Binding::If(_) | Binding::Unless(_) | Binding::Format(_))) => {}
        Ok(None) => assert!(!name.starts_with("data-attr-") && name != "data-isi"),
        Err(reason) => assert!(name.starts_with("data-") && !reason.is_empty()),
    }
    let known = ["nama_produk", "harga_produk", "stok"];
    assert!(nearest(&value, known).is_some_and(|name| known.contains(&name)));
}
