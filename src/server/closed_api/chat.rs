//! `POST /chat/create`: sends a message to a member.
//!
//! Documentation: "Kirim pesan". The body is a form. The documentation's table lists only `id_user`, but
//! its text says "id_user atau email_user (pilih salah satu)"; this module follows the text.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of the two | the member |
//! | `pesan_teks` | yes | the message |
//! | `id_barang` | no | the product that the message is about |

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::repair::{Shape, nullable, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::member_parameter;
use crate::server::member::Member;
use crate::server::received::{Received, Unreadable};

/// A message to a member. The client sends it once, for a repeated request could deliver it twice.
///
/// ```
/// # use bukaolshop::server::{Member, closed_api::chat::ChatCreate};
/// let chat = ChatCreate::new(Member::email("budi@example.com"), "Pesanan Anda sudah dikirim").about("257304");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ChatCreate {
    /// The member who receives the message.
    pub member: Member,
    /// The text of the message.
    pub pesan_teks: String,
    /// The product that the message is about.
    pub id_barang: Option<String>,
}

/// Leaves out the message and its receiver.
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

    /// Names the product that the message is about.
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
        member_parameter::push(&self.member, &mut fields)?;
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

impl TakesExtra for ChatCreate {
    const PARAMETERS: &'static [&'static str] =
        &["id_user", "email_user", "pesan_teks", "id_barang"];
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

/// The answer to a message that was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatCreated {
    /// The server's text, for example "ok - Pesan berhasil dikirim".
    pub status: String,
    /// The member's number, digits only.
    pub id_user: String,
    /// The e-mail address that the member logs in with.
    pub email_user: String,
    /// The member's name.
    pub nama_user: String,
    /// The product that the message is about.
    pub id_barang: Option<String>,
    /// The text of the message.
    pub pesan_teks: String,
    /// Fields that the documentation does not list, and the answer's `code`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
