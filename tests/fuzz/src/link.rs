//! Links from rows that a page may hold.

use std::sync::LazyLock;

use bukaolshop::elements::{Use, safe_link};
use url::Url;

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
