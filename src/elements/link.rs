//! Which links a page may show. They come from a server that holds what shop owners typed.

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Somebody taps on it.
    Follow,
    /// A picture or a film is loaded from it.
    Show,
}

const FOLLOW: [&str; 5] = ["http", "https", "mailto", "tel", "whatsapp"];
const SHOW: [&str; 2] = ["http", "https"];

/// The link, if it is one that a page may hold: http, https, mailto, tel, whatsapp, or relative; for
/// pictures also `data:` with a picture inside. Anything else, `javascript:` in whatever disguise, is
/// no link.
///
/// ```
/// use bukaolshop::elements::{Use, safe_link};
/// assert_eq!(safe_link(" /akun/?page=topup ", Use::Follow).as_deref(), Some("/akun/?page=topup"));
/// assert_eq!(safe_link("java\nscript:alert(1)", Use::Follow), None);
/// ```
pub fn safe_link(text: &str, r#use: Use) -> Option<String> {
    // Browsers skip control characters and white space in a scheme. Skipped here, they can hide
    // nothing; a real link has none.
    let is_ignored = |c: &char| c.is_control() || *c == ' ' || *c == '\u{feff}';
    let link: String = text.chars().filter(|c| !is_ignored(c)).collect();
    if link.trim().is_empty() {
        return None;
    }
    let before_path = link.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let Some((scheme, rest)) = before_path.split_once(':') else {
        // Relative. Spaces inside a path are the page's own; a browser encodes them.
        return Some(text.trim().to_owned());
    };
    let known: &[&str] = match r#use {
        Use::Follow => &FOLLOW,
        Use::Show => &SHOW,
    };
    let is_picture = r#use == Use::Show
        && scheme.eq_ignore_ascii_case("data")
        && rest.eq_ignore_ascii_case("image");
    let is_known = known.iter().any(|name| scheme.eq_ignore_ascii_case(name));
    (is_known || is_picture).then_some(link)
}
