//! `POST /chat/create`: sends a message to a member.
//!
//! Documentation: "Kirim pesan". A form. The table of its parameters knows `id_user` only; its text says
//! "id_user atau email_user (pilih salah satu)", and so does this.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of them | which member |
//! | `pesan_teks` | yes | the message |
//! | `id_barang` | no | a product that the message is about |

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::member::Member;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, nullable, text};

/// A message to a member. It is not repeated by itself: it could arrive twice.
#[derive(Clone, PartialEq, Eq)]
pub struct ChatCreate {
    /// To whom.
    pub member: Member,
    /// The message.
    pub pesan_teks: String,
    /// A product that it is about.
    pub id_barang: Option<String>,
}

/// Leaves the message out, and to whom it goes.
impl fmt::Debug for ChatCreate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatCreate")
            .field("id_barang", &self.id_barang)
            .finish_non_exhaustive()
    }
}

impl ChatCreate {
    /// A message about no product.
    pub fn new(member: Member, pesan_teks: impl Into<String>) -> Self {
        Self {
            member,
            pesan_teks: pesan_teks.into(),
            id_barang: None,
        }
    }

    /// About this product.
    #[must_use]
    pub fn about(self, id_barang: impl Into<String>) -> Self {
        Self {
            id_barang: Some(id_barang.into()),
            ..self
        }
    }
}

impl Call for ChatCreate {
    type Answer = ChatCreated;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/chat/create"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let mut fields = Parameters::default();
        self.member.push(&mut fields)?;
        if self.pesan_teks.trim().is_empty() {
            return Err(Error::argument("pesan_teks harus diisi"));
        }
        fields.text("pesan_teks", &self.pesan_teks);
        match self.id_barang.as_deref().map(str::trim) {
            Some("") => return Err(Error::argument("id_barang tidak boleh kosong")),
            Some(id) => fields.text("id_barang", id),
            None => {}
        }
        Ok(Some(Body::form(&fields)))
    }

    fn read(&self, received: Received) -> Result<ChatCreated, Unreadable> {
        received.object(&SHAPE)
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        text("status"),
        text("id_user"),
        text("email_user"),
        text("nama_user"),
        nullable("id_barang"),
        text("pesan_teks"),
    ],
};

/// A message that was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatCreated {
    /// The server's words, for example "ok - Pesan berhasil dikirim".
    pub status: String,
    /// Digits.
    pub id_user: String,
    /// The address that the member logs in with.
    pub email_user: String,
    /// Typed by the member.
    pub nama_user: String,
    /// The product that it is about.
    pub id_barang: Option<String>,
    /// The message.
    pub pesan_teks: String,
    /// Fields that the documentation does not know, and the answer's `code`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
