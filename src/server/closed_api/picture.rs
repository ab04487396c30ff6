//! Addresses of pictures that the Closed API takes.

/// Whether a picture is on bukaOlshop's own image host. The documentation's examples have two:
/// `bukaolshop.s3-id-jkt-1.kilatstorage.id` and `storage1.bukaolshop.com`.
pub(super) fn is_of_bukaolshop(url: &str) -> bool {
    let Some(host) = host_of_https(url) else {
        return false;
    };
    let bucket = host
        .strip_prefix("bukaolshop.s3-")
        .and_then(|rest| rest.strip_suffix(".kilatstorage.id"));
    host == "bukaolshop.com"
        || host.ends_with(".bukaolshop.com")
        || bucket.is_some_and(|region| !region.is_empty() && !region.contains('.'))
}

/// Whether a text is the address of a picture on the web.
pub(super) fn is_on_the_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        ["http", "https"]
            .iter()
            .any(|it| scheme.eq_ignore_ascii_case(it))
    }) && !url.contains(char::is_whitespace)
}

/// The host of an `https` address in small letters; `None` for any other address, and for one with a user
/// or a port, behind which another host could hide.
fn host_of_https(url: &str) -> Option<String> {
    let scheme = url.get(..8)?;
    let rest = url.get(8..)?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    (scheme.eq_ignore_ascii_case("https://") && !host.is_empty() && host.bytes().all(is_host))
        .then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::is_of_bukaolshop;

    #[test]
    fn pictures_of_the_documentation_are_bukaolshops_own() {
        for url in [
            "https://bukaolshop.s3-id-jkt-1.kilatstorage.id/112299/441903822j.jpg",
            "https://storage1.bukaolshop.com/images/1/kategori/902346.jpg",
            "HTTPS://Storage2.BukaOlshop.com/a%20b.jpg?x=1#y",
        ] {
            assert!(is_of_bukaolshop(url), "{url}");
        }
    }

    #[test]
    fn pictures_from_elsewhere_are_not() {
        for url in [
            "",
            "foto.jpg",
            "/gambar/foto.jpg",
            "//storage1.bukaolshop.com/a.jpg",
            "http://storage1.bukaolshop.com/a.jpg",
            "https://contoh.id/storage1.bukaolshop.com/a.jpg",
            "https://storage1.bukaolshop.com.contoh.id/a.jpg",
            "https://contohbukaolshop.com/a.jpg",
            "https://storage1.bukaolshop.com@contoh.id/a.jpg",
            "https://contoh.id\\@storage1.bukaolshop.com/a.jpg",
            "https://contoh.id?.bukaolshop.com",
            "https://contoh.id#.bukaolshop.com",
            "https://lain.s3-id-jkt-1.kilatstorage.id/a.jpg",
            "https://bukaolshop.s3-.kilatstorage.id/a.jpg",
            "https://bukaolshop.s3-a.contoh.kilatstorage.id/a.jpg",
            "https://bukaolshop.s3-id-jkt-1.kilatstorage.id.contoh.id/a.jpg",
            "https://störage1.bukaolshop.com/a.jpg",
        ] {
            assert!(!is_of_bukaolshop(url), "{url}");
        }
    }
}
