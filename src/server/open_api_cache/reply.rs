//! What visitors ask, and what they are answered, free of any web framework.

use std::time::Duration;

use super::kept::Kept;
use super::refusal::Refusal;

/// How long others may go on giving an answer that is old here already, in seconds.
const OLD_FOR: u64 = 60;
/// How long others may give an old answer while they ask for a new one, or where they cannot ask, in seconds: a day.
const STALE_FOR: u64 = 24 * 60 * 60;

/// A request of a visitor's.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Asked<'a> {
    /// Its method.
    pub method: &'a str,
    /// The path below the address of the front, for example `/app/produk`.
    pub path: &'a str,
    /// The query of the address: the text behind the `?`, or an empty text.
    pub query: &'a str,
    /// The value of the header `If-None-Match`; `None` where the request has none.
    pub if_none_match: Option<&'a str>,
    /// Whether the request has a body, which the front does not read.
    pub has_body: bool,
}

impl<'a> Asked<'a> {
    /// A request with the method GET, without other headers and without a body.
    pub fn get(path: &'a str, query: &'a str) -> Self {
        Self::with_method("GET", path, query)
    }

    /// A request with this method, without other headers and without a body.
    pub fn with_method(method: &'a str, path: &'a str, query: &'a str) -> Self {
        Self {
            method,
            path,
            query,
            if_none_match: None,
            has_body: false,
        }
    }

    /// The same request with a header `If-None-Match`.
    #[must_use]
    pub fn if_none_match(self, tags: Option<&'a str>) -> Self {
        Self {
            if_none_match: tags,
            ..self
        }
    }

    /// The same request, with or without a body.
    #[must_use]
    pub fn has_body(self, has_body: bool) -> Self {
        Self { has_body, ..self }
    }
}

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Served {
    /// From the answers that are kept: a fresh one.
    Fresh,
    /// From the answers that are kept: one that is no longer fresh.
    Stale,
    /// From bukaOlshop, for this visitor and all who have asked the same at the same time.
    Asked,
    /// From bukaOlshop, about a member. Such an answer is not kept.
    Member,
    /// From the front: the question is not allowed, or bukaOlshop could not be asked.
    Refused,
    /// From the front: the reply to a browser's preflight request (CORS).
    Preflight,
}

impl Served {
    /// The name of this value in logs and metrics, for example `fresh`.
    pub fn name(self) -> &'static str {
        match self {
            Served::Fresh => "fresh",
            Served::Stale => "stale",
            Served::Asked => "asked",
            Served::Member => "member",
            Served::Refused => "refused",
            Served::Preflight => "preflight",
        }
    }
}

/// The reply to a visitor: status, headers and body. It holds neither the shop's token nor anything of the address that
/// was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The headers: names in small letters, and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for the method HEAD and the statuses 204 and 304.
    pub body: String,
    /// Where the answer comes from.
    pub served: Served,
    /// How long ago bukaOlshop has given the answer; `None` for a reply of the front's own.
    pub age: Option<Duration>,
}

impl Reply {
    fn new(status: u16, served: Served) -> Self {
        // The API lets every origin read its answers. The names of headers are listed, because old WebViews do not know
        // the asterisk for them.
        let exposed = "Age, Cache-Status, ETag, Retry-After";
        Self {
            status,
            headers: vec![
                ("access-control-allow-origin", "*".to_owned()),
                ("access-control-expose-headers", exposed.to_owned()),
                ("x-content-type-options", "nosniff".to_owned()),
            ],
            body: String::new(),
            served,
            age: None,
        }
    }

    fn header(&mut self, name: &'static str, value: impl Into<String>) {
        self.headers.push((name, value.into()));
    }

    fn json(&mut self, body: String) {
        self.header("content-type", "application/json; charset=utf-8");
        self.body = body;
    }

    /// The reply to a question of a browser's before it asks from another origin.
    pub(super) fn preflight() -> Self {
        let mut reply = Self::new(204, Served::Preflight);
        reply.header("allow", "GET, HEAD, OPTIONS");
        reply.header("access-control-allow-methods", "GET, HEAD, OPTIONS");
        reply.header("access-control-allow-headers", "*");
        reply.header("access-control-max-age", "86400");
        reply
    }

    /// The reply that there is no data.
    pub(super) fn refused(refusal: &Refusal) -> Self {
        let mut reply = Self::new(refusal.code(), Served::Refused);
        reply.header("cache-control", "no-store");
        if *refusal == Refusal::Method {
            reply.header("allow", "GET, HEAD, OPTIONS");
        }
        if let Some(wait) = refusal.retry_after() {
            let seconds = wait.as_millis().div_ceil(1_000).max(1);
            reply.header("retry-after", seconds.to_string());
        }
        reply.json(refusal.body());
        reply
    }

    /// The reply with an answer about a member, which nobody may keep.
    pub(super) fn about_member(status: u16, body: &str) -> Self {
        let mut reply = Self::new(status, Served::Member);
        reply.header("cache-control", "no-store, private");
        reply.header("cache-status", "bukaolshop; fwd=bypass");
        reply.json(body.to_owned());
        reply
    }

    /// The reply with an answer that is kept. `fresh` is how long answers are fresh; `tags` are those of the answers that
    /// the visitor has.
    pub(super) fn kept(
        kept: &Kept,
        served: Served,
        now: Duration,
        fresh: Duration,
        tags: Option<&str>,
    ) -> Self {
        let has_it = kept.status == 200 && tags.is_some_and(|tags| matches(tags, &kept.tag));
        let mut reply = Self::new(if has_it { 304 } else { kept.status }, served);
        // An answer that came in the future, by a clock that was set back, is not older than a day, as far as one knows.
        let age = kept.age(now).min(Duration::from_secs(STALE_FOR));
        let left = fresh.saturating_sub(age).as_secs();
        let seconds = age.as_secs();
        // Whoever keeps it counts its age, so the time that is left begins behind that.
        let lifetime = seconds + left.max(OLD_FOR);
        let mut cached = format!("public, max-age={lifetime}");
        if kept.status == 200 {
            cached += &format!(", stale-while-revalidate={STALE_FOR}, stale-if-error={STALE_FOR}");
        }
        reply.header("cache-control", cached);
        reply.header("age", seconds.to_string());
        let ttl = fresh.as_secs() as i64 - seconds as i64;
        reply.header(
            "cache-status",
            match served {
                Served::Asked => "bukaolshop; fwd=miss; stored".to_owned(),
                _ => format!("bukaolshop; hit; ttl={ttl}"),
            },
        );
        if kept.status == 200 {
            reply.header("etag", kept.tag.clone());
        }
        if !has_it {
            reply.json(kept.body.clone());
        }
        reply.age = Some(age);
        reply
    }

    /// The same for the method HEAD.
    pub(super) fn without_body(mut self) -> Self {
        self.body = String::new();
        self
    }
}

/// Whether a header `If-None-Match` names a tag. Weak tags count: a proxy that compresses makes strong ones weak.
fn matches(tags: &str, tag: &str) -> bool {
    tags.split(',').map(str::trim).any(|one| {
        let one = one.strip_prefix("W/").unwrap_or(one);
        one == "*" || one == tag
    })
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_tag_is_found_among_others_and_as_a_weak_one() {
        for tags in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*", " \"a\" "] {
            assert!(matches(tags, "\"a\""), "{tags}");
        }
        for tags in ["", "a", "\"b\"", "\"ab\"", "W/a"] {
            assert!(!matches(tags, "\"a\""), "{tags}");
        }
    }
}
