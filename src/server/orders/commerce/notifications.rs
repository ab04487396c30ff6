//! `POST /notifications/send`: sends a user a message.
//!
//! Documentation: "Notifications Resource". JSON. 202 when it will be sent. It is not repeated by itself:
//! the user would get it twice.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `userId` | yes | to whom |
//! | `type` | yes | `email` or `sms` |
//! | `subject` | for `email` | its subject |
//! | `message` | yes | the text |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NotificationType {
    /// By mail.
    Email,
    /// To a phone.
    Sms,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationSend {
    /// To whom.
    pub user_id: String,
    /// How.
    #[serde(rename = "type")]
    pub kind: NotificationType,
    /// A mail needs one; a text to a phone has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The text.
    pub message: String,
}

impl Call for NotificationSend {
    type Answer = NotificationAccepted;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/notifications/send"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        if self.user_id.trim().is_empty() {
            return Err(Error::argument("userId harus diisi"));
        }
        let blank = |subject: &String| subject.trim().is_empty();
        if self.kind == NotificationType::Email && self.subject.as_ref().is_none_or(blank) {
            return Err(Error::argument("subject harus diisi untuk email"));
        }
        if self.message.trim().is_empty() {
            return Err(Error::argument("message harus diisi"));
        }
        Body::json(self).map(Some)
    }

    fn may_be_empty(&self) -> bool {
        true
    }

    fn read(&self, mut received: Received) -> Result<NotificationAccepted, Unreadable> {
        if received.data.is_null() {
            received.data = Value::Object(Map::new());
        }
        received.plain()
    }
}

/// A message that will be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationAccepted {
    /// What the server says: the documentation shows nothing.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
