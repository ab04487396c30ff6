//! The Closed API as a [`Service`]: its base address, its API key, its codes and errors.

use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::budget::RequestKind;
use crate::answer::code_that_counts;
use crate::error::{Error, ErrorKind};
use crate::repair::{Tree, number_from_text};
use crate::server::secret::Secret;
use crate::server::service::{Refusal, ResponseView, Service};

/// The base address of the Closed API.
pub const CLOSED_API: &str = "https://bukaolshop.net/api/v1";

/// The service's settings: the shop's API key.
#[derive(Debug)]
pub(super) struct ClosedApiService(Secret);

impl ClosedApiService {
    pub fn new(api_key: &str) -> Result<Self, Error> {
        const COMPLAINT: &str = "API key harus diisi dengan API key Closed API olshop (minimal 4 karakter, tanpa spasi), dari aplikasi bukaOlshop";
        Secret::key(api_key, COMPLAINT).map(Self)
    }

    /// A text that tells the API keys of shops apart and not what they are: twelve digits of a hash.
    pub fn fingerprint(&self) -> String {
        let hash = Sha256::new_with_prefix(b"bukaolshop: whose requests are counted: ")
            .chain_update(self.0.reveal())
            .finalize();
        let digits = hash.iter().take(6).map(|byte| format!("{byte:02x}"));
        digits.collect()
    }
}

impl Service for ClosedApiService {
    fn name(&self) -> &'static str {
        "Closed API bukaOlshop"
    }

    fn base_url(&self) -> &str {
        CLOSED_API
    }

    fn authorize(&self, headers: &mut Vec<(&'static str, String)>) {
        headers.push(("authorization", format!("Bearer {}", self.0.reveal())));
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.0.reveal()]
    }

    /// At bukaOlshop an error comes as an HTTP status, as HTTP 200 with another `code` in the body, or
    /// as both.
    fn code(&self, answer: &ResponseView<'_>) -> i64 {
        code_of(answer)
    }

    fn refusal(&self, code: i64, answer: &ResponseView<'_>) -> Refusal {
        let texts = texts(answer);
        let too_soon = is_too_soon(code, answer, &texts);
        let status = texts.into_iter().next();
        Refusal {
            kind: too_soon.then_some(ErrorKind::RateLimited),
            retry_after: too_soon.then_some(PAUSE),
            is_day_used_up: code == 429 && !too_soon,
            nothing_done: too_soon,
            status,
            ..Refusal::default()
        }
    }
}

/// What an answer says in words.
fn texts(answer: &ResponseView<'_>) -> Vec<String> {
    let texts = ["status", "message"]
        .into_iter()
        .filter_map(|name| answer.body.text(name));
    texts
        .filter(|text| !text.trim().eq_ignore_ascii_case("ok"))
        .collect()
}

/// Whether an answer refuses a request because it came some seconds too early.
///
/// The server refuses a second change of one balance within some seconds. Only the text of the answer says so, in
/// words that vary. An answer of a failed server says nothing of what was done, whatever its text is.
fn is_too_soon(code: i64, answer: &ResponseView<'_>, texts: &[String]) -> bool {
    let said = texts.join(" ").to_ascii_lowercase();
    let has_any = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let is_refusal = !(200..300).contains(&code) && !is_failure(code, answer.http_status);
    let words = if answer.moves_money { TOO_SOON } else { WAIT };
    is_refusal && has_any(words) && !has_any(USED_UP)
}

/// The code of an answer.
fn code_of(answer: &ResponseView<'_>) -> i64 {
    code_that_counts(
        answer.http_status,
        body_code(answer.body).map(|code| code as f64),
    )
}

/// Whether an answer says that the requests of the day are used up: the code 429, unless the request only came some
/// seconds too early.
pub(super) fn day_used_up(answer: &ResponseView<'_>, kind: RequestKind, path: &str) -> bool {
    let mut answer = *answer;
    answer.moves_money = kind == RequestKind::Change && MOVES_MONEY.contains(&path);
    let code = code_of(&answer);
    code == 429 && !is_too_soon(code, &answer, &texts(&answer))
}

/// The endpoints whose `POST` moves money.
const MOVES_MONEY: &[&str] = &["/member/saldo", "/member/topup"];

/// Words of a refusal that asks to wait for some seconds, whatever was asked for.
const WAIT: &[&str] = &["detik", "tunggu"];

/// Words of a change of a balance that was refused because it came too soon after another one.
const TOO_SOON: &[&str] = &[
    "detik",
    "tunggu",
    "limit",
    "beberapa saat",
    "cepat",
    "jarak",
    "dekat",
    "frekuensi",
];

/// Words of a refusal because the requests of the day are used up.
const USED_UP: &[&str] = &["kuota", "hari", "habis"];

/// How long to wait after a change of a balance that came too soon.
const PAUSE: Duration = Duration::from_millis(6500);

fn is_failure(code: i64, http_status: u16) -> bool {
    http_status >= 500 || (500..600).contains(&code)
}

/// The `code` of a body, whether it is a number or a text.
pub(super) fn body_code(body: &Value) -> Option<i64> {
    let code = body.get("code")?;
    let code = code
        .as_f64()
        .or_else(|| number_from_text(code.as_str().unwrap_or_default()))?;
    Some(code as i64)
}
