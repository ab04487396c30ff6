//! The bindings of OneSolu and of its webhooks.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use super::control::bind_calls;
use super::convert::{answer, client_options, read, unknown_operation, write};
use super::error::thrown;
use crate::error::{Error, ErrorKind};
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
pub struct OneSoluBinding(OneSolu<ServerFetch>);

impl fmt::Debug for OneSoluBinding {
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
impl OneSoluBinding {
    /// Makes a client.
    #[wasm_bindgen(constructor)]
    pub fn new(
        api_key: &str,
        options: &JsValue,
        hooks: &JsValue,
    ) -> Result<OneSoluBinding, JsValue> {
        let client = client_options(options, hooks)
            .and_then(|(options, transport)| OneSolu::with_transport(api_key, options, transport));
        client.map(Self).map_err(thrown)
    }
}

bind_calls!(OneSoluBinding);

impl OneSoluBinding {
    async fn call(&self, operation: &str, input: &JsValue) -> Result<JsValue, Error> {
        let api = &self.0;
        match operation {
            "createOrder" => answer(api.create_order(&read::<NewOrder>(input)?).await),
            "order" => answer(api.order(&read::<IdIn>(input)?.id).await),
            "changeStatus" => {
                let input: StatusIn = read(input)?;
                answer(api.change_status(&input.id, input.status).await)
            }
            "registerWebhook" => {
                let input: WebhookIn = read(input)?;
                let webhook = NewWebhook {
                    url: input.url,
                    events: input.events,
                    secret: Secret::new(input.secret),
                };
                answer(api.register_webhook(&webhook).await)
            }
            "dailyAnalytics" => answer(api.daily_analytics(read::<DaysIn>(input)?.days).await),
            "rateLimit" => write(&api.rate_limit().map(|limit| RateLimitOut {
                limit: limit.limit,
                remaining: limit.remaining,
                reset: limit.reset,
            })),
            _ => Err(unknown_operation()),
        }
    }
}

/// Verifies and parses what OneSolu sends to one webhook.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OneSoluWebhooksBinding(Webhooks);

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
    // Texts and a number can always be written.
    write(&out).unwrap_or(JsValue::NULL)
}

fn event(event: Event) -> Result<Map<String, Value>, Error> {
    let mut fields = event.extra;
    let data = match &event.data {
        EventData::OrderUpdated(data) => {
            serde_json::to_value(data).map_err(|_| Error::new(ErrorKind::InvalidResponse))?
        }
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
impl OneSoluWebhooksBinding {
    /// Makes the receiver of a webhook that was registered with this secret.
    #[wasm_bindgen(constructor)]
    pub fn new(secret: &str, header: Option<String>) -> Result<OneSoluWebhooksBinding, JsValue> {
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

    /// The largest body that `receive` reads, in bytes.
    #[wasm_bindgen(getter, js_name = bodyLimit)]
    pub fn body_limit(&self) -> usize {
        self.0.body_limit()
    }

    /// The signature of a body.
    pub fn sign(&self, body: &[u8]) -> String {
        self.0.sign(body)
    }

    /// Checks the signature of a body, and returns the event.
    pub fn receive(&self, body: &[u8], signature: Option<String>) -> Result<JsValue, JsValue> {
        let received = self.0.receive(body, signature.as_deref()).map_err(fault)?;
        event(received)
            .and_then(|event| write(&event))
            .map_err(thrown)
    }
}
