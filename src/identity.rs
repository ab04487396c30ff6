//! Who asks: the shop's token, and the member's `token_user` and `id_user`.
//!
//! The app replaces shortcodes such as `{` `{token_user}` `}` in the HTML that is pasted into it. In a
//! file loaded from elsewhere, in an ordinary browser, or for someone who is not logged in, they
//! stay as they are or become empty. So a value that still looks like a shortcode is no value.

use std::fmt;

use crate::error::{Error, ErrorKind};
use crate::redact::redact;
use crate::url::push_encoded;

/// What a page's error of kind `not_logged_in` adds where the app filled in one of the member's two shortcodes and left the other one
/// as it is. The API's documentation says that member data needs patch 62.5 of the shop's app.
#[doc(hidden)]
pub const OLD_APP: &str = "Kalau sudah masuk, perbarui aplikasi (patch 62.5 atau lebih baru), \
    atau buka halaman ini dari dalam aplikasi";

/// The two texts by which the API knows the member who is logged in. Where one of them is empty or still a shortcode, the
/// client takes it that nobody is logged in.
///
/// ```
/// use bukaolshop::{MemberTokens, Options};
///
/// let member = MemberTokens {
///     token_user: "dXNlcg==",
///     id_user: "130173",
/// };
/// let options = Options::new("TOKEN")?.member(member);
/// # Ok::<(), bukaolshop::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct MemberTokens<'m> {
    /// What the app puts in the place of the shortcode `token_user`.
    pub token_user: &'m str,
    /// What the app puts in the place of the shortcode `id_user`.
    pub id_user: &'m str,
}

/// Shows neither text, so that both stay out of logs.
impl fmt::Debug for MemberTokens<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemberTokens").finish_non_exhaustive()
    }
}

/// The shop's token, and the two texts of the member where somebody is logged in. A client has one:
/// [`Client::identity`](crate::Client::identity).
#[derive(Clone)]
pub struct Identity {
    token: String,
    member: Option<Member>,
}

#[derive(Clone)]
struct Member {
    token_user: String,
    id_user: String,
}

/// Tells nothing but whether somebody is logged in: tokens stay out of logs.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("in_app", &self.in_app())
            .finish_non_exhaustive()
    }
}

impl Member {
    /// `None` where one of the texts is empty or still a shortcode.
    fn new(member: MemberTokens<'_>) -> Option<Self> {
        Some(Self {
            token_user: real_value(member.token_user)?.to_owned(),
            id_user: real_value(member.id_user)?.to_owned(),
        })
    }
}

impl Identity {
    /// The identity with this token and this member. Texts of a member that are empty or still a shortcode count as no
    /// member.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] when the token is empty or still a shortcode.
    pub fn new(token: &str, member: Option<MemberTokens<'_>>) -> Result<Self, Error> {
        let token = real_value(token).ok_or_else(|| {
            Error::argument("token harus diisi dengan token Open API olshop (teks, tidak kosong)")
        })?;
        Ok(Self {
            token: token.to_owned(),
            member: member.and_then(Member::new),
        })
    }

    /// The same shop, and this member.
    pub(crate) fn with_member(self, member: MemberTokens<'_>) -> Self {
        Self {
            member: Member::new(member),
            ..self
        }
    }

    /// Whether somebody is logged in: both `token_user` and `id_user` are neither empty nor a shortcode.
    pub fn in_app(&self) -> bool {
        self.member.is_some()
    }

    /// The shop's token.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// Appends what every request carries, and what a member's requests carry besides.
    ///
    /// # Errors
    /// [`ErrorKind::NotLoggedIn`] when the member is wanted and nobody is logged in.
    pub(crate) fn push_query(&self, url: &mut String, member: bool) -> Result<(), Error> {
        url.push_str("?token=");
        push_encoded(url, &self.token);
        if member {
            let member = self
                .member
                .as_ref()
                .ok_or_else(|| Error::new(ErrorKind::NotLoggedIn))?;
            url.push_str("&token_user=");
            push_encoded(url, &member.token_user);
            url.push_str("&id_user=");
            push_encoded(url, &member.id_user);
        }
        Ok(())
    }

    /// Fills the shortcodes of `token_user` and `id_user` in a text (any inner spaces, any number of
    /// times, braces percent-encoded or not), each value percent-encoded. Other shortcodes stay.
    ///
    /// # Errors
    /// [`ErrorKind::NotLoggedIn`] when the text needs a value that is missing.
    ///
    /// ```
    /// # use bukaolshop::{Identity, MemberTokens};
    /// let member = MemberTokens {
    ///     token_user: "a/b=",
    ///     id_user: "7",
    /// };
    /// let identity = Identity::new("T", Some(member))?;
    /// let link = format!("https://contoh.id/?u={}", "{{ id_user }}");
    /// assert_eq!(identity.template(&link)?, "https://contoh.id/?u=7");
    /// # Ok::<(), bukaolshop::Error>(())
    /// ```
    pub fn template(&self, text: &str) -> Result<String, Error> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = next_shortcode(rest) {
            filled.push_str(before);
            let value = match name {
                "token_user" => Some(self.member.as_ref().map(|member| &member.token_user)),
                "id_user" => Some(self.member.as_ref().map(|member| &member.id_user)),
                _ => None,
            };
            match value {
                Some(Some(value)) => push_encoded(&mut filled, value),
                Some(None) => return Err(Error::new(ErrorKind::NotLoggedIn)),
                None => {
                    let length = rest.len() - before.len() - after.len();
                    filled.push_str(
                        rest.get(before.len()..before.len() + length)
                            .unwrap_or_default(),
                    );
                }
            }
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// A server's own words without the token and the member's pair.
    pub(crate) fn redact(&self, text: &str) -> String {
        let member = self.member.as_ref();
        let secret = |of: fn(&Member) -> &String| member.map_or("", |member| of(member));
        let secrets = [
            self.token.as_str(),
            secret(|member| &member.token_user),
            secret(|member| &member.id_user),
        ];
        redact(text, &secrets)
    }
}

/// The value without white space around it; `None` where nothing is left or it is a shortcode.
fn real_value(text: &str) -> Option<&str> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match shortcode_at(text, 0) {
        Some((_, end)) if end == text.len() => None,
        _ => Some(text),
    }
}

/// Finds the first shortcode of a text: what stands before it, its name, what follows.
fn next_shortcode(text: &str) -> Option<(&str, &str, &str)> {
    (0..text.len()).find_map(|at| {
        let (name, end) = shortcode_at(text, at)?;
        Some((text.get(..at)?, name, text.get(end..)?))
    })
}

/// The shortcode that begins at this byte: its name, and where it ends. Braces and spaces count
/// percent-encoded too, as a link holds them.
fn shortcode_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let start = skip_spaces(bytes, brace(bytes, brace(bytes, at, b'{')?, b'{')?);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let end = start
        + bytes
            .get(start..)?
            .iter()
            .take_while(|byte| is_name(byte))
            .count();
    let close = brace(bytes, brace(bytes, skip_spaces(bytes, end), b'}')?, b'}')?;
    text.get(start..end)
        .filter(|name| !name.is_empty())
        .map(|name| (name, close))
}

/// Where a brace that begins at this byte ends.
fn brace(bytes: &[u8], at: usize, brace: u8) -> Option<usize> {
    match bytes.get(at..)? {
        [first, ..] if *first == brace => Some(at + 1),
        // "%7B" is {, "%7D" is }.
        [b'%', b'7', digit, ..] if digit.to_ascii_uppercase() == (brace & 15) - 10 + b'A' => {
            Some(at + 3)
        }
        _ => None,
    }
}

fn skip_spaces(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at += match bytes.get(at..) {
            Some([space, ..]) if space.is_ascii_whitespace() => 1,
            Some([b'%', b'2', b'0', ..]) => 3,
            _ => return at,
        };
    }
}
