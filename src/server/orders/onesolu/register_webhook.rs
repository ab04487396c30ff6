//! `POST /api/webhooks`: registers an address to which OneSolu sends events.
//!
//! Documentation: "Webhooks". The body is JSON.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `url` | yes | the address that receives the events: `https`; `http` only for a loopback host |
//! | `events` | yes | the types of the events, at least one |
//! | `secret` | yes | the secret that signs the events |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::event::EventType;
use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::repair::{Shape, text};
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};
use crate::server::secret::{SHORTEST, Secret};
use crate::url::base_url;

/// A webhook to register. The client sends the request once: a second registration would deliver every
/// event twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWebhook {
    /// The address to which OneSolu sends the events.
    pub url: String,
    /// The types of the events.
    pub events: Vec<EventType>,
    /// The secret that signs the events, which the caller invents; `whsec_…` in the documentation's
    /// example. [`Webhooks::new`](super::Webhooks::new) takes the same text.
    pub secret: Secret,
}

/// The body of the request. The secret is written out here and nowhere else.
#[derive(Serialize)]
struct WebhookBody<'w> {
    url: &'w str,
    events: &'w [EventType],
    secret: &'w str,
}

/// A webhook that is registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Webhook {
    /// The id of the webhook, for example `wh_abc123`.
    pub id: String,
    /// The address to which OneSolu sends the events.
    pub url: String,
    /// The types of the events.
    pub events: Vec<EventType>,
    /// Whether OneSolu sends events to the webhook.
    pub active: bool,
    /// The time of registration, as RFC 3339.
    pub created_at: String,
    /// Fields that the documentation does not list, without the secret.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

const SHAPE: Shape = Shape {
    fields: &[text("id").essential(), text("url"), text("created_at")],
};

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
        // The rules for a base address apply to a webhook, too, except that a webhook may have a query.
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
        if secret.len() < SHORTEST {
            return Err(Error::argument(
                "secret webhook harus diisi (minimal 4 karakter)",
            ));
        }
        let events = &self.events;
        Body::json(&WebhookBody {
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
        let mut webhook: Webhook = received.object(&SHAPE)?;
        // The server may echo the secret.
        webhook.extra.remove("secret");
        Ok(webhook)
    }
}
