//! What an answer of bukaOlshop's is worth.

use std::time::Duration;

use serde_json::Value;

use super::refusal::Trouble;
use crate::error::ErrorKind;
use crate::redact::{mask, position_of};
use crate::transport::{Answer, Failure, Text};
use crate::url::push_encoded;

/// An answer of bukaOlshop's, judged.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// It is what was asked for: its HTTP status and its body.
    Good(u16, String),
    /// There is no such thing, and there would be none a moment later.
    Refused(u16),
    /// It is of no use. The time is how long the server asked to wait.
    Failed(Trouble, Option<Duration>),
    /// The day's requests are used up, as the server says.
    Dry,
}

/// Judges an answer to a question about the shop's lists: a good one has rows.
pub(super) fn list<X: Text>(
    outcome: Result<Box<Answer<Value, X>>, Failure>,
    token: &str,
) -> Judged {
    judge(outcome, token, |answer| {
        let code = answer.code();
        if !(200..300).contains(&code) {
            return None;
        }
        let body = answer.body.as_ref()?;
        body.get("data")?.is_array().then_some(200)
    })
}

/// Judges an answer to a question about a member: a good one is any object, refusals of the member among them.
pub(super) fn member<X: Text>(
    outcome: Result<Box<Answer<Value, X>>, Failure>,
    token: &str,
) -> Judged {
    judge(outcome, token, |answer| {
        let is_member_s = matches!(answer.code(), 200..=299 | 400 | 403 | 404);
        let status = Some(answer.http_status).filter(|status| matches!(status, 200 | 400..=499));
        answer.object().filter(|_| is_member_s).and(status)
    })
}

fn judge<X: Text>(
    outcome: Result<Box<Answer<Value, X>>, Failure>,
    token: &str,
    good: impl FnOnce(&Answer<Value, X>) -> Option<u16>,
) -> Judged {
    let answer = match outcome {
        Ok(answer) => answer,
        Err(Failure::Timeout) => return Judged::Failed(Trouble::Late, None),
        Err(Failure::Quota) => return Judged::Dry,
        Err(Failure::Network | Failure::Lost) => return Judged::Failed(Trouble::Lost, None),
    };
    if let Some(status) = good(&answer) {
        return Judged::Good(status, without_token(*answer, token));
    }
    if answer.is_day_used_up() {
        return Judged::Dry;
    }
    let code = answer.code();
    let trouble = match ErrorKind::from_code(code) {
        ErrorKind::BadRequest if answer.object().is_some() => return Judged::Refused(400),
        ErrorKind::NotFound if answer.object().is_some() => return Judged::Refused(404),
        ErrorKind::Unauthorized => Trouble::Token(401),
        ErrorKind::Forbidden => Trouble::Token(403),
        ErrorKind::RateLimited => Trouble::Limited,
        ErrorKind::Server | ErrorKind::Unavailable => Trouble::Server,
        _ => Trouble::Unreadable,
    };
    Judged::Failed(trouble, answer.retry_after)
}

/// The body of an answer, in which the shop's token is masked, should the server repeat it.
fn without_token<X: Text>(answer: Answer<Value, X>, token: &str) -> String {
    let spellings = Spellings::of(token);
    let text = answer.text.to_rust();
    let mut body = answer.body.unwrap_or_default();
    let is_masked = spellings.mask(&mut body);
    match is_masked || spellings.are_in(&text) {
        true => body.to_string(),
        false => text,
    }
}

/// The spellings in which a server may repeat the token.
struct Spellings([String; 3]);

impl Spellings {
    fn of(token: &str) -> Self {
        let mut encoded = String::new();
        push_encoded(&mut encoded, token);
        // As PHP writes JSON.
        let escaped = token.replace('/', "\\/");
        Self([token.to_owned(), encoded, escaped])
    }

    fn are_in(&self, text: &str) -> bool {
        self.0.iter().any(|it| position_of(text, it).is_some())
    }

    fn masked(&self, text: &str) -> String {
        self.0
            .iter()
            .fold(text.to_owned(), |text, it| mask(&text, it))
    }

    /// Masks the token in all texts of a value, the names of fields among them. True where it was somewhere.
    fn mask(&self, value: &mut Value) -> bool {
        match value {
            Value::String(text) if self.are_in(text) => {
                *text = self.masked(text);
                true
            }
            Value::Array(items) => items
                .iter_mut()
                .fold(false, |found, it| self.mask(it) | found),
            Value::Object(fields) => {
                let mut found = false;
                if fields.keys().any(|name| self.are_in(name)) {
                    found = true;
                    let all = std::mem::take(fields).into_iter();
                    fields.extend(all.map(|(name, value)| (self.masked(&name), value)));
                }
                fields
                    .values_mut()
                    .fold(found, |found, it| self.mask(it) | found)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Judged, list, member};
    use crate::server::open_api_cache::refusal::Trouble;
    use crate::transport::{Answer, Failure};
    use std::time::Duration;

    const TOKEN: &str = "bW9jay/0b2tv+Q==";

    fn listed(status: u16, body: &str) -> Judged {
        list(Ok(Answer::from_bytes(status, None, body.as_bytes())), TOKEN)
    }

    #[test]
    fn rows_are_good_and_stay_as_they_came() {
        let body = r#"{"status":"ok", "code":200, "data":[{"harga":1.50}]}"#;
        assert_eq!(listed(200, body), Judged::Good(200, body.to_owned()));
    }

    #[test]
    fn whatever_is_no_list_is_no_answer() {
        let unreadable = Judged::Failed(Trouble::Unreadable, None);
        for body in [
            "",
            "<html>",
            "[]",
            "null",
            "{}",
            r#"{"code":200,"data":{}}"#,
        ] {
            assert_eq!(listed(200, body), unreadable, "{body}");
            assert_eq!(listed(302, body), unreadable, "{body}");
        }
        let failed = |trouble| Judged::Failed(trouble, None);
        assert_eq!(listed(500, "<html>"), failed(Trouble::Server));
        assert_eq!(listed(200, r#"{"code":503}"#), failed(Trouble::Server));
        assert_eq!(listed(401, r#"{"code":401}"#), failed(Trouble::Token(401)));
        assert_eq!(listed(404, "<html>"), unreadable);
        assert_eq!(listed(404, r#"{"code":404}"#), Judged::Refused(404));
        assert_eq!(listed(200, r#"{"code":400}"#), Judged::Refused(400));
        assert_eq!(listed(429, "{}"), failed(Trouble::Limited));
        let dry = r#"{"code":429,"status":"Kuota request perhari habis"}"#;
        assert_eq!(listed(200, dry), Judged::Dry);
        assert_eq!(
            list::<String>(Err(Failure::Lost), TOKEN),
            failed(Trouble::Lost)
        );
        assert_eq!(
            list::<String>(Err(Failure::Timeout), TOKEN),
            failed(Trouble::Late)
        );
        let wait = Some(Duration::from_secs(9));
        let limited = list(Ok(Answer::from_bytes(429, wait, dry.as_bytes())), TOKEN);
        assert_eq!(limited, Judged::Failed(Trouble::Limited, wait));
    }

    #[test]
    fn a_member_hears_what_the_server_says_of_them() {
        let about = |status, body: &str| {
            let answer = Answer::from_bytes(status, None, body.as_bytes());
            member(Ok(answer), TOKEN)
        };
        for (status, body) in [
            (200, r#"{"code":200,"data":{"nama_user":"Budi"}}"#),
            (200, r#"{"code":403,"status":"bukan Anda"}"#),
            (400, r#"{"code":400}"#),
        ] {
            assert_eq!(about(status, body), Judged::Good(status, body.to_owned()));
        }
        let token = r#"{"code":401,"status":"Token tidak valid"}"#;
        let refused = Judged::Failed(Trouble::Token(401), None);
        assert_eq!(about(401, token), refused);
        assert_eq!(about(302, "{}"), Judged::Failed(Trouble::Unreadable, None));
    }

    #[test]
    fn a_token_that_the_server_repeats_is_masked() {
        for spelled in [
            TOKEN,
            "bW9jay\\/0b2tv+Q==",
            "bW9jay%2F0b2tv%2BQ%3D%3D",
            "bW9jay%2f0b2tv%2bq%3d%3d",
            "\\u0062W9jay/0b2tv\\u002bQ==",
        ] {
            for body in [
                format!(r#"{{"data":[{{"a":["x?token={spelled}&y"]}}]}}"#),
                format!(r#"{{"data":[],"{spelled}":1}}"#),
                format!(r#"{{"data":[],"token":"{spelled}","token":"x"}}"#),
            ] {
                let Judged::Good(200, shown) = listed(200, &body) else {
                    panic!("{body} is a list");
                };
                let parsed: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
                let shown = parsed.to_string();
                assert!(!shown.contains("0b2tv"), "{shown}");
            }
        }
    }
}
