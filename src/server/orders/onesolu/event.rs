//! What OneSolu sends to a webhook.
//!
//! Documentation: "Webhooks", "Webhook Payload Example". It shows the data of `order.updated` only; that of
//! the others is kept as it comes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::order::OrderStatus;
use crate::server::received::{Unreadable, decode};

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EventType {
    /// `order.created`
    OrderCreated,
    /// `order.updated`
    OrderUpdated,
    /// `park.session.ended`
    ParkSessionEnded,
    /// One that the documentation does not name.
    Other(String),
}

impl EventType {
    /// Of this name.
    pub fn of(name: &str) -> Self {
        match name {
            "order.created" => EventType::OrderCreated,
            "order.updated" => EventType::OrderUpdated,
            "park.session.ended" => EventType::ParkSessionEnded,
            other => EventType::Other(other.to_owned()),
        }
    }

    /// The API's name for it.
    pub fn name(&self) -> &str {
        match self {
            EventType::OrderCreated => "order.created",
            EventType::OrderUpdated => "order.updated",
            EventType::ParkSessionEnded => "park.session.ended",
            EventType::Other(name) => name,
        }
    }
}

impl Serialize for EventType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for EventType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|name| Self::of(&name))
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// `evt_xyz789`: the same when it is sent again, by which it can be told from a new one.
    pub id: String,
    /// What happened.
    pub kind: EventType,
    /// To what.
    pub data: EventData,
    /// When it was sent, as RFC 3339.
    pub created_at: String,
    /// What else the server says.
    pub extra: Map<String, Value>,
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum EventData {
    /// Of `order.updated`.
    OrderUpdated(OrderUpdated),
    /// Of all others, as it came.
    Other(Value),
}

/// An order that has changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderUpdated {
    /// The order's id.
    pub order_id: String,
    /// Its status.
    pub status: OrderStatus,
    /// Since when, as RFC 3339.
    pub updated_at: String,
    /// What else the server says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The envelope of all.
#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: EventType,
    #[serde(default)]
    data: Value,
    created_at: String,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

impl Event {
    /// From the body of a webhook.
    ///
    /// # Errors
    /// Where it is none.
    pub(super) fn read(body: Value) -> Result<Self, Unreadable> {
        let Envelope {
            id,
            kind,
            data,
            created_at,
            extra,
        } = decode(body, "")?;
        if id.is_empty() {
            return Err(Unreadable::new("id", "kosong"));
        }
        let data = match kind {
            EventType::OrderUpdated => EventData::OrderUpdated(decode(data, "data")?),
            _ => EventData::Other(data),
        };
        Ok(Self {
            id,
            kind,
            data,
            created_at,
            extra,
        })
    }
}
