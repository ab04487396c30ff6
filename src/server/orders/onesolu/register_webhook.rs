//! `POST /api/webhooks`: registers an address for events.
//!
//! Documentation: "Webhooks". JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `url` | yes | where to send them: `https`; `http` only to this machine |
//! | `events` | yes | which; at least one |
//! | `secret` | yes | signs them |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::event::EventType;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};
use crate::server::secret::Secret;
use crate::url::base_url;

/// A webhook to register. It is not repeated by itself: there would be two, and every event twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWebhook {
    /// Where OneSolu is to send events.
    pub url: String,
    /// Which.
    pub events: Vec<EventType>,
    /// What signs them: of your own making, `whsec_…` in the documentation's example. The same text goes
    /// into [`Webhooks::new`](super::Webhooks::new).
    pub secret: Secret,
}

/// What is sent: the only place where the secret is written out.
#[derive(Serialize)]
struct Written<'w> {
    url: &'w str,
    events: &'w [EventType],
    secret: &'w str,
}

/// A webhook that is registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Webhook {
    /// `wh_abc123`
    pub id: String,
    /// Where events are sent.
    pub url: String,
    /// Which.
    pub events: Vec<EventType>,
    /// Whether they are.
    pub active: bool,
    /// Since when, as RFC 3339.
    pub created_at: String,
    /// What else the server says, but for the secret.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Call for NewWebhook {
    type Answer = Webhook;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/api/webhooks"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let (url, secret) = (self.url.trim(), self.secret.reveal().trim());
        // What leads to a server leads to a webhook, and that may have a query, too.
        let server = url.split('?').next().unwrap_or_default();
        if base_url(server).is_err() || !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::argument(
                "url webhook harus alamat https (http hanya untuk localhost)",
            ));
        }
        if self.events.is_empty() {
            return Err(Error::argument(
                "events harus berisi sedikitnya satu peristiwa",
            ));
        }
        if self.events.iter().any(|event| event.name().is_empty()) {
            return Err(Error::argument("nama peristiwa tidak boleh kosong"));
        }
        if secret.is_empty() {
            return Err(Error::argument("secret webhook harus diisi"));
        }
        let events = &self.events;
        Body::json(&Written {
            url,
            events,
            secret,
        })
        .map(Some)
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.secret.reveal().trim()]
    }

    fn read(&self, received: Received) -> Result<Webhook, Unreadable> {
        let mut webhook: Webhook = received.plain()?;
        // A server may echo it.
        webhook.extra.remove("secret");
        Ok(webhook)
    }
}
