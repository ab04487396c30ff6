//! The options of a client and of a call, as a page hands them over.

use std::time::Duration;

use js_sys::Number;
use wasm_bindgen::prelude::*;

use super::field::{ChoiceRule, NumberRule, field, is_missing};
use super::tree::to_text;
use crate::client::{DEFAULT_TIMEOUT, Options};
use crate::error::Error;
use crate::identity::{Identity, MemberTokens};
use crate::layer::{Backoff, Freshness, Storage};
use crate::transport::from_milliseconds;
use crate::url;

/// The longest time that a timer holds, in milliseconds, and the largest number that any option may be.
const LONGEST: f64 = i32::MAX as f64;

/// The rule of an option that is a time in milliseconds. The script's tag may hold it, too, in its attribute of this name.
macro_rules! time {
    ($name:literal, $full_name:literal, $least:literal $(, $attribute:literal)?) => {
        NumberRule {
            name: $name,
            least: $least as f64,
            most: LONGEST,
            whole: false,
            nullable: false,
            rule: concat!(
                $full_name,
                " harus angka dari ",
                $least,
                " sampai 2147483647",
                $(" (milidetik); di tag skrip, ", $attribute, " boleh juga \"6 jam\", \"15 menit\" atau \"30 detik\"")?
            ),
        }
    };
}

static TIMEOUT: NumberRule = time!("timeout", "timeout", 1, "data-timeout");
static BASE_DELAY: NumberRule = time!("baseDelay", "retry.baseDelay", 0);
static MAX_DELAY: NumberRule = time!("maxDelay", "retry.maxDelay", 0);
static FRESH: NumberRule = time!("fresh", "cache.fresh", 0, "data-cache-fresh");
static STALE: NumberRule = time!("stale", "cache.stale", 0, "data-cache-stale");

static ATTEMPTS: NumberRule = NumberRule {
    name: "attempts",
    least: 1.0,
    most: LONGEST,
    whole: true,
    nullable: false,
    rule: "retry.attempts harus bilangan bulat mulai dari 1 (di tag skrip: data-retry)",
};

static DAILY_LIMIT: NumberRule = NumberRule {
    name: "dailyLimit",
    least: 0.0,
    most: LONGEST,
    whole: true,
    nullable: true,
    rule: "dailyLimit harus bilangan bulat mulai dari 0, atau null",
};

static LIMIT: NumberRule = NumberRule {
    name: "limit",
    least: 0.0,
    most: Number::MAX_SAFE_INTEGER,
    whole: true,
    nullable: true,
    rule: "limit harus bilangan bulat mulai dari 0",
};

static STORAGE: ChoiceRule = ChoiceRule {
    name: "storage",
    choices: &["local", "memory"],
    nullable: false,
    rule: "cache.storage harus \"local\" atau \"memory\"",
};

/// Reads the options of a client.
///
/// # Errors
/// [`InvalidArgument`](crate::ErrorKind::InvalidArgument), which names the option and says what it may be.
pub(super) fn read(options: &JsValue) -> Result<Options, Error> {
    let id_user = field(options, "idUser");
    // Without quotes around the shortcode, the app leaves a number.
    let id_user = match to_text(&id_user) {
        Some(text) if !id_user.is_string() => Some(text),
        _ => member(&id_user, "idUser harus teks dari shortcode id_user")?,
    };
    let token_user = field(options, "tokenUser");
    let token_user = member(
        &token_user,
        "tokenUser harus teks dari shortcode token_user",
    )?;
    let token = field(options, "token").as_string().unwrap_or_default();
    let pair = match (&token_user, &id_user) {
        (Some(token_user), Some(id_user)) => Some(MemberTokens {
            token_user,
            id_user,
        }),
        _ => None,
    };
    Ok(Options {
        identity: Identity::new(&token, pair)?,
        base_url: address(&field(options, "baseUrl"))?,
        timeout: time(options, &TIMEOUT, DEFAULT_TIMEOUT)?,
        backoff: backoff(&field(options, "retry"))?,
        cache: freshness(&field(options, "cache"))?,
        daily_limit: DAILY_LIMIT.read(options)?.map(|limit| limit as u32),
    })
}

/// What a page received for a shortcode of the member's.
fn member(value: &JsValue, rule: &'static str) -> Result<Option<String>, Error> {
    match value.as_string() {
        None if !is_missing(value) => Err(Error::argument(rule)),
        text => Ok(text),
    }
}

/// A base address, which may be a text or a `URL`; the Open API's where it is left out.
fn address(value: &JsValue) -> Result<String, Error> {
    if is_missing(value) {
        return Ok(url::OPEN_API.to_owned());
    }
    let text = value.as_string();
    let text = text.or_else(|| field(value, "href").as_string());
    // What is no text is no address either.
    url::base_url(&text.unwrap_or_default())
}

/// A time, or its default where it is left out.
fn time(options: &JsValue, rule: &NumberRule, default: Duration) -> Result<Duration, Error> {
    Ok(rule.read(options)?.map_or(default, from_milliseconds))
}

fn backoff(retry: &JsValue) -> Result<Backoff, Error> {
    if retry.as_bool() == Some(false) {
        return Ok(Backoff::NEVER);
    }
    if !retry.is_undefined() && !retry.is_object() {
        let rule = "retry harus false atau objek { attempts, baseDelay, maxDelay }";
        return Err(Error::argument(rule));
    }
    let default = Backoff::default();
    let attempts = ATTEMPTS.read(retry)?;
    Ok(Backoff {
        attempts: attempts.map_or(default.attempts, |attempts| attempts as u32),
        base_delay: time(retry, &BASE_DELAY, default.base_delay)?,
        max_delay: time(retry, &MAX_DELAY, default.max_delay)?,
    })
}

fn freshness(cache: &JsValue) -> Result<Option<Freshness>, Error> {
    if cache.as_bool() == Some(false) {
        return Ok(None);
    }
    if !cache.is_undefined() && !cache.is_object() {
        let rule = "cache harus false atau objek { fresh, stale, storage }";
        return Err(Error::argument(rule));
    }
    let default = Freshness::default();
    Ok(Some(Freshness {
        fresh: time(cache, &FRESH, default.fresh)?,
        stale: time(cache, &STALE, default.stale)?,
        storage: match STORAGE.read(cache)? {
            None => default.storage,
            Some(0) => Storage::Platform,
            Some(_) => Storage::Memory,
        },
    }))
}

/// Whether a call is to be answered by the server, whatever the cache holds.
///
/// # Errors
/// [`InvalidArgument`](crate::ErrorKind::InvalidArgument), which names the wrong one of the call's options and says
/// what it may be. The signal is checked, too; the package's JavaScript listens to it.
pub(super) fn is_fresh(options: &JsValue) -> Result<bool, Error> {
    if !is_missing(options) && !options.is_object() {
        return Err(Error::argument("options harus objek, misalnya { signal }"));
    }
    let signal = field(options, "signal");
    let can_listen = field(&signal, "aborted").as_bool().is_some()
        && field(&signal, "addEventListener").is_function();
    if !is_missing(&signal) && !can_listen {
        let rule = "signal harus AbortSignal, misalnya new AbortController().signal";
        return Err(Error::argument(rule));
    }
    let fresh = field(options, "fresh");
    if !fresh.is_undefined() && fresh.as_bool().is_none() {
        return Err(Error::argument("fresh harus true atau false"));
    }
    Ok(fresh.as_bool() == Some(true))
}

/// The most rows that a walk for rows is to give; `None` for all of them.
///
/// # Errors
/// [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for a limit that is none, and for an `onPage` that is no
/// function.
pub(super) fn limit(options: &JsValue) -> Result<Option<usize>, Error> {
    let on_page = field(options, "onPage");
    if !is_missing(&on_page) && !on_page.is_function() {
        return Err(Error::argument("onPage harus fungsi"));
    }
    if field(options, LIMIT.name).as_f64() == Some(f64::INFINITY) {
        return Ok(None);
    }
    Ok(LIMIT.read(options)?.map(|limit| limit as usize))
}
