//! `POST /notifications/send`: sends a message to a user.
//!
//! Documentation: "Notifications Resource". The body is JSON. The server answers 202 when it has
//! accepted the message. The client sends the request once, for a repeated request could deliver the
//! message twice.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `userId` | yes | the user who receives the message |
//! | `type` | yes | `email` or `sms` |
//! | `subject` | for `email` | the subject |
//! | `message` | yes | the text |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// The way in which a message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NotificationType {
    /// An e-mail.
    Email,
    /// A text message to a phone.
    Sms,
}

/// A message to a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationSend {
    /// The id of the user who receives the message.
    pub user_id: String,
    /// The way in which the message is sent.
    #[serde(rename = "type")]
    pub kind: NotificationType,
    /// The subject, which an e-mail must have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The text of the message.
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

/// The answer to a message that the server has accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationAccepted {
    /// The fields of the answer; the documentation describes none.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
