//! OneSolu.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use super::convert::{answered, no_operation, options, read, write};
use super::error::thrown;
use crate::error::Error;
use crate::server::orders::onesolu::create_order::NewOrder;
use crate::server::orders::onesolu::order::Status;
use crate::server::orders::onesolu::register_webhook::NewWebhook;
use crate::server::orders::onesolu::{
    Event, EventData, EventType, OneSolu, WebhookFault, Webhooks,
};
use crate::server::secret::Secret;
use crate::transport::server_fetch::ServerFetch;

/// A client of OneSolu.
#[wasm_bindgen]
pub struct OneSoluDesk(OneSolu<ServerFetch>);

impl fmt::Debug for OneSoluDesk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IdIn {
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusIn {
    id: String,
    status: Status,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WebhookIn {
    url: String,
    events: Vec<EventType>,
    secret: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DaysIn {
    days: Option<u32>,
}

#[derive(Serialize)]
struct RateLimitOut {
    limit: Option<u64>,
    remaining: u64,
    reset: u64,
}

#[wasm_bindgen]
impl OneSoluDesk {
    /// A client; `wanted` are its options.
    #[wasm_bindgen(constructor)]
    pub fn new(api_key: &str, wanted: &str) -> Result<OneSoluDesk, JsValue> {
        let client = options(wanted)
            .and_then(|options| OneSolu::with_transport(api_key, options, ServerFetch::new()));
        client.map(Self).map_err(thrown)
    }

    /// Asks: an operation is named as the menu's method is.
    pub async fn ask(&self, operation: String, input: String) -> Result<String, JsValue> {
        let asked = self.asked(&operation, &input).await;
        asked.map_err(thrown)
    }
}

impl OneSoluDesk {
    async fn asked(&self, operation: &str, input: &str) -> Result<String, Error> {
        let api = &self.0;
        match operation {
            "createOrder" => answered(api.create_order(&read::<NewOrder>(input)?).await),
            "order" => answered(api.order(&read::<IdIn>(input)?.id).await),
            "changeStatus" => {
                let asked: StatusIn = read(input)?;
                answered(api.change_status(&asked.id, asked.status).await)
            }
            "registerWebhook" => {
                let asked: WebhookIn = read(input)?;
                let webhook = NewWebhook {
                    url: asked.url,
                    events: asked.events,
                    secret: Secret::new(asked.secret),
                };
                answered(api.register_webhook(&webhook).await)
            }
            "dailyAnalytics" => answered(api.daily_analytics(read::<DaysIn>(input)?.days).await),
            "rateLimit" => write(&api.rate_limit().map(|limit| RateLimitOut {
                limit: limit.limit,
                remaining: limit.remaining,
                reset: limit.reset,
            })),
            _ => Err(no_operation()),
        }
    }
}

/// Receives what OneSolu sends to a webhook.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SignatureDesk(Webhooks);

#[derive(Serialize)]
struct FaultOut {
    reason: &'static str,
    status: u16,
    field: Option<String>,
    message: String,
}

fn fault(fault: WebhookFault) -> JsValue {
    let (status, message) = (fault.http_status(), fault.to_string());
    let (reason, field) = match fault {
        WebhookFault::BodyTooLarge => ("body_too_large", None),
        WebhookFault::NoSignature => ("no_signature", None),
        WebhookFault::WrongSignature => ("wrong_signature", None),
        WebhookFault::Unreadable { path } => ("unreadable", Some(path)),
    };
    let out = FaultOut {
        reason,
        status,
        field: field.filter(|path| !path.is_empty()),
        message,
    };
    // Texts and a number only: that always is JSON.
    JsValue::from_str(&write(&out).unwrap_or_default())
}

fn event(event: Event) -> Result<Map<String, Value>, Error> {
    let mut fields = event.extra;
    let data = match &event.data {
        EventData::OrderUpdated(data) => write(data).and_then(|text| read(&text))?,
        EventData::Other(data) => data.clone(),
    };
    let known = [
        ("id", Value::from(event.id)),
        ("type", Value::from(event.kind.name())),
        ("data", data),
        ("created_at", Value::from(event.created_at)),
    ];
    for (name, value) in known {
        fields.insert(name.to_owned(), value);
    }
    Ok(fields)
}

#[wasm_bindgen]
impl SignatureDesk {
    /// Of a webhook that was registered with this secret.
    #[wasm_bindgen(constructor)]
    pub fn new(secret: &str, header: Option<String>) -> Result<SignatureDesk, JsValue> {
        let webhooks = Webhooks::new(secret).and_then(|webhooks| match header {
            Some(header) => webhooks.header(&header),
            None => Ok(webhooks),
        });
        webhooks.map(Self).map_err(thrown)
    }

    /// The name of the signature's header.
    #[wasm_bindgen(getter)]
    pub fn header(&self) -> String {
        self.0.header_name().to_owned()
    }

    /// The signature of a body.
    pub fn sign(&self, body: &[u8]) -> String {
        self.0.sign(body)
    }

    /// The event that a body is, once its signature is right.
    pub fn receive(&self, body: &[u8], signature: Option<String>) -> Result<String, JsValue> {
        let received = self.0.receive(body, signature.as_deref()).map_err(fault)?;
        event(received)
            .and_then(|event| write(&event))
            .map_err(thrown)
    }
}
