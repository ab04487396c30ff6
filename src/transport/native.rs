//! The transport of Rust programs: reqwest on tokio.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use serde_json::Value;

use super::{Answer, AnswerOf, Failure, HEADERS, Platform, Transport};
use crate::endpoint::{Method, Request};

/// Sends requests with [`reqwest`]. Needs a tokio runtime around it.
#[derive(Debug, Clone)]
pub struct Native {
    /// For what only reads.
    http: reqwest::Client,
    /// For what changes something: it is sent once, where it was meant to go.
    changing: reqwest::Client,
    system: System,
}

/// The clock, the dice and the memory of a Rust program.
#[derive(Debug, Clone, Default)]
pub struct System {
    stored: Arc<Mutex<HashMap<String, String>>>,
}

impl System {
    fn stored(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Native {
    /// # Errors
    /// When the system's certificates or resolver cannot be set up.
    pub fn new() -> Result<Self, reqwest::Error> {
        let same_origin = Policy::custom(|attempt| {
            let from = attempt.previous().last();
            // A redirect elsewhere would carry the token there.
            let stays = from.is_some_and(|from| from.origin() == attempt.url().origin());
            if stays && attempt.previous().len() <= 5 {
                attempt.follow()
            } else {
                attempt.stop()
            }
        });
        let http = reqwest::Client::builder()
            .redirect(same_origin)
            .referer(false)
            .build()?;
        let changing = reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            // Servers close connections that were idle for some seconds. A change that meets one in that
            // moment is lost, and nobody could tell whether it was made.
            .pool_idle_timeout(Duration::from_secs(2))
            .build()?;
        Ok(Self {
            http,
            changing,
            system: System::default(),
        })
    }
}

impl Transport for Native {
    type Tree = Value;
    type Platform = System;

    async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
        let (http, method) = match request.method {
            Method::Get => (&self.http, reqwest::Method::GET),
            Method::Post => (&self.changing, reqwest::Method::POST),
            Method::Put => (&self.changing, reqwest::Method::PUT),
            Method::Patch => (&self.changing, reqwest::Method::PATCH),
            Method::Delete => (&self.changing, reqwest::Method::DELETE),
        };
        let mut sending = http.request(method, &request.url);
        for (name, value) in &request.headers {
            let mut value = HeaderValue::from_str(value).map_err(|_| Failure::Network)?;
            value.set_sensitive(true);
            sending = sending.header(*name, value);
        }
        if let Some(body) = &request.body {
            sending = sending
                .header(CONTENT_TYPE, body.media_type())
                .header(ACCEPT, "application/json")
                .body(body.text().to_owned());
        }
        let response = sending.send().await.map_err(|error| {
            if error.is_connect() || error.is_builder() {
                Failure::Network
            } else {
                Failure::Lost
            }
        })?;
        let http_status = response.status().as_u16();
        let retry_after = retry_after(response.headers(), self.system.now());
        let headers = kept(response.headers());
        let bytes = response.bytes().await.map_err(|_| Failure::Lost)?;
        let mut answer = Answer::from_bytes(http_status, retry_after, &bytes);
        answer.headers = headers;
        Ok(answer)
    }

    fn platform(&self) -> &System {
        &self.system
    }
}

impl Platform for System {
    type Text = String;

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn now(&self) -> Duration {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
    }

    fn random(&self) -> f64 {
        fastrand::f64()
    }

    fn load(&self, key: &str) -> Option<String> {
        self.stored().get(key).cloned()
    }

    fn store(&self, key: &str, text: &String) -> bool {
        self.stored().insert(key.to_owned(), text.clone());
        true
    }

    fn remove(&self, key: &str) {
        self.stored().remove(key);
    }

    fn sweep(&self, prefix: &str, is_kept: &mut dyn FnMut(&str, &String) -> bool) {
        self.stored()
            .retain(|key, text| !key.starts_with(prefix) || is_kept(key, text));
    }
}

/// What the header `Retry-After` asks for.
fn retry_after(headers: &HeaderMap, now: Duration) -> Option<Duration> {
    let header = headers.get(RETRY_AFTER)?.to_str().ok()?;
    super::retry_after::retry_after(header, now, |date| {
        let date = httpdate::parse_http_date(date).ok()?;
        date.duration_since(UNIX_EPOCH).ok()
    })
}

/// Those headers that a service may ask for.
fn kept(headers: &HeaderMap) -> Vec<(&'static str, String)> {
    HEADERS
        .iter()
        .filter_map(|name| Some((*name, headers.get(*name)?.to_str().ok()?.to_owned())))
        .collect()
}
