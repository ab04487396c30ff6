//! Icons of custom pages.

/// The icon of custom page `id`.
pub(super) fn icon(id: u32) -> Option<String> {
    let (hue, sign) = match id {
        10576 => (
            212,
            r#"<path d="M5 8h14l-1.2 11.2a2 2 0 0 1-2 1.8H8.2a2 2 0 0 1-2-1.8zM8.5 10.500V7a3.500 3.500 0 0 1 7 0v3.500M9.500 15l2 2 3.500-4"/>"#,
        ),
        24672 => (
            166,
            r#"<path d="M2.500 6h11v10.500h-11zM13.500 9.500h4l4 4v3h-8z"/><circle cx="7" cy="17.500" r="2"/><circle cx="17" cy="17.500" r="2"/>"#,
        ),
        24681 => (
            350,
            r#"<path d="M12.500 3H20a1 1 0 0 1 1 1v7.500L12.200 20.300a1.600 1.600 0 0 1-2.300 0l-6.200-6.200a1.600 1.600 0 0 1 0-2.300z"/><circle cx="16.500" cy="7.500" r="1.400"/><path d="m8.500 13.500 5-2"/>"#,
        ),
        25310 => (
            32,
            r#"<path d="M12 21.500s-7-6.200-7-11.700a7 7 0 0 1 14 0c0 5.500-7 11.700-7 11.700z"/><circle cx="12" cy="9.800" r="2.600"/>"#,
        ),
        25344 => (
            268,
            r#"<circle cx="9" cy="8" r="3.500"/><path d="M2.500 20c0-3.800 2.900-6.200 6.500-6.200s6.500 2.400 6.500 6.200M16 4.800a3.500 3.500 0 0 1 0 6.400M18 14.300c2.200.8 3.500 2.900 3.500 5.700"/>"#,
        ),
        26001 => (
            190,
            r#"<path d="M4 5.500h16a1.500 1.500 0 0 1 1.500 1.500v8.500A1.500 1.500 0 0 1 20 17h-7l-4.500 4v-4H4a1.500 1.500 0 0 1-1.500-1.500V7A1.500 1.500 0 0 1 4 5.500zM7.500 10h9M7.500 13h5"/>"#,
        ),
        _ => return None,
    };
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="192" height="192"><defs><linearGradient id="b" x2="1" y2="1"><stop stop-color="hsl({hue},74%,62%)"/><stop offset="1" stop-color="hsl({},70%,46%)"/></linearGradient></defs><rect width="96" height="96" rx="26" fill="url(#b)"/><circle cx="80" cy="14" r="34" fill="#fff" opacity=".14"/><g transform="translate(21 21) scale(2.25)" fill="none" stroke="#fff" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">{sign}</g></svg>"##,
        hue + 18
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_custom_page_has_an_icon() {
        for page in crate::shop::Shop::open().kostumpages {
            assert!(icon(page.id).is_some(), "{}", page.nama);
        }
        assert!(icon(1).is_none());
    }
}
