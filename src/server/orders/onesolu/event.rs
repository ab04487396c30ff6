//! The events that OneSolu sends to a webhook.
//!
//! Documentation: "Webhooks", "Webhook Payload Example". The documentation shows the data of
//! `order.updated` only; the data of other events is passed on as it was sent.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::order::OrderStatus;
use crate::repair::{Shape, repair, text};
use crate::server::mismatched::set_aside;
use crate::server::nested::by_table;
use crate::server::received::{Unreadable, decode};

/// The type of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EventType {
    /// `order.created`: an order was created.
    OrderCreated,
    /// `order.updated`: an order has changed.
    OrderUpdated,
    /// `park.session.ended`: a parking session has ended.
    ParkSessionEnded,
    /// A type that the documentation does not list.
    Other(String),
}

impl EventType {
    /// The type with this name.
    pub fn of(name: &str) -> Self {
        match name {
            "order.created" => EventType::OrderCreated,
            "order.updated" => EventType::OrderUpdated,
            "park.session.ended" => EventType::ParkSessionEnded,
            other => EventType::Other(other.to_owned()),
        }
    }

    /// The name of the type in the API.
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

/// An event that OneSolu has sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The id of the event, for example `evt_xyz789`. An event that is sent again has the same id.
    pub id: String,
    /// The type of the event.
    pub kind: EventType,
    /// The data of the event.
    pub data: EventData,
    /// The time of sending, as RFC 3339.
    pub created_at: String,
    /// Fields that the documentation does not list.
    pub extra: Map<String, Value>,
}

/// The data of an event.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum EventData {
    /// The data of `order.updated`.
    OrderUpdated(OrderUpdated),
    /// The data of any other event, and of an `order.updated` without a readable order, as it was sent.
    Other(Value),
}

/// An order that has changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderUpdated {
    /// The order's id.
    pub order_id: String,
    /// The order's status.
    pub status: OrderStatus,
    /// The time of the change, as RFC 3339.
    pub updated_at: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

const ENVELOPE: Shape = Shape {
    fields: &[text("id").essential(), text("type"), text("created_at")],
};

const UPDATED: Shape = Shape {
    fields: &[
        text("order_id").essential(),
        text("status"),
        text("updated_at"),
    ],
};

/// The fields that all events have.
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
    /// Reads the body of a webhook.
    ///
    /// # Errors
    /// [`Unreadable`] where the body is not an event.
    pub(super) fn read(mut body: Value) -> Result<Self, Unreadable> {
        set_aside(&mut body, &ENVELOPE);
        let mut rejected = Vec::new();
        if !repair(&mut body, &ENVELOPE, &mut rejected) {
            let (path, detail) = match rejected.pop() {
                Some(at) => (at.path, at.reason),
                None => (String::new(), "bukan objek"),
            };
            return Err(Unreadable::new(path, detail));
        }
        let Envelope {
            id,
            kind,
            data,
            created_at,
            extra,
        } = decode(body, "")?;
        let data = match kind {
            EventType::OrderUpdated => match by_table(data.clone(), &UPDATED) {
                Some(updated) => EventData::OrderUpdated(updated),
                None => EventData::Other(data),
            },
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
