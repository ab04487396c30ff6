//! `GET /users`: the users.
//!
//! Documentation: "Users Resource".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `status` | no | only users with this status, for example `active`, `inactive` |
//! | `limit`, `offset` | no | see [`Paging`](super::Paging) |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::paging::Paging;
use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Shape, text};
use crate::server::call::Call;
use crate::server::orders::slice::{Slice, Sliced};
use crate::server::received::{Received, Unreadable};

/// Asks for users.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserList {
    /// The rows to ask for.
    pub paging: Paging,
    /// Limits the list to users with this status.
    pub status: Option<String>,
}

impl Call for UserList {
    type Answer = Slice<User>;

    fn path(&self) -> &'static str {
        "/users"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        self.paging.push(parameters)?;
        if let Some(status) = &self.status {
            if status.trim().is_empty() {
                return Err(Error::argument("status tidak boleh kosong"));
            }
            parameters.text("status", status.trim());
        }
        Ok(())
    }

    fn read(&self, received: Received) -> Result<Slice<User>, Unreadable> {
        self.paging.read(received, &SHAPE)
    }
}

impl Sliced for UserList {
    type Row = User;

    fn offset(&self) -> u64 {
        self.paging.offset
    }

    fn at(&self, offset: u64) -> Self {
        Self {
            paging: self.paging.at(offset),
            ..self.clone()
        }
    }

    fn key(row: &User) -> Option<&str> {
        Some(&row.id)
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        text("id").essential(),
        text("username"),
        text("email"),
        text("status"),
        text("createdAt"),
    ],
};

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The user's id, for example "usr_123abc".
    pub id: String,
    /// The name that the user logs in with.
    pub username: String,
    /// The user's e-mail address.
    pub email: String,
    /// The status, for example "active", "inactive".
    pub status: String,
    /// The time of creation, ISO 8601, for example "2023-01-15T10:30:00Z".
    pub created_at: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
