//! `POST /member/notifikasi`: sends a notification to a member's app.
//!
//! The endpoint is newer than the documentation that this crate was written from. The body is a form.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of the two | the member |
//! | `judul_notifikasi` | yes | the title |
//! | `pesan_notifikasi` | yes | the text |
//! | `url_gambar` | no | a picture, from bukaOlshop's own image host only |

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::repair::{Shape, nullable, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::required::required;
use crate::server::closed_api::{member_parameter, picture};
use crate::server::member::Member;
use crate::server::received::{Received, Unreadable};

/// A notification to a member. The client sends it once, for a repeated request could deliver it twice.
#[derive(Clone, PartialEq, Eq)]
pub struct Notifikasi {
    /// The member who receives the notification.
    pub member: Member,
    /// The title.
    pub judul_notifikasi: String,
    /// The text.
    pub pesan_notifikasi: String,
    /// The address of a picture on bukaOlshop's own image host.
    pub url_gambar: Option<String>,
}

/// Leaves out the words and their receiver.
impl fmt::Debug for Notifikasi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notifikasi").finish_non_exhaustive()
    }
}

impl Notifikasi {
    /// A notification without a picture.
    pub fn new(member: Member, judul: impl Into<String>, pesan: impl Into<String>) -> Self {
        Self {
            member,
            judul_notifikasi: judul.into(),
            pesan_notifikasi: pesan.into(),
            url_gambar: None,
        }
    }

    /// Adds a picture, which must be on bukaOlshop's own image host.
    #[must_use]
    pub fn gambar(self, url_gambar: impl Into<String>) -> Self {
        Self {
            url_gambar: Some(url_gambar.into()),
            ..self
        }
    }
}

impl Call for Notifikasi {
    type Answer = NotifikasiSent;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/member/notifikasi"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let mut fields = Parameters::default();
        member_parameter::push(&self.member, &mut fields)?;
        required(&mut fields, "judul_notifikasi", &self.judul_notifikasi)?;
        required(&mut fields, "pesan_notifikasi", &self.pesan_notifikasi)?;
        if let Some(url) = self.url_gambar.as_deref().map(str::trim) {
            if !picture::is_of_bukaolshop(url) {
                return Err(Error::wrong_field("url_gambar", NOT_OURS));
            }
            fields.text("url_gambar", url);
        }
        Ok(Some(Body::form(&fields)))
    }

    fn read(&self, received: Received) -> Result<NotifikasiSent, Unreadable> {
        received.object(&SHAPE)
    }
}

impl TakesExtra for Notifikasi {
    const PARAMETERS: &'static [&'static str] = &[
        "id_user",
        "email_user",
        "judul_notifikasi",
        "pesan_notifikasi",
        "url_gambar",
    ];
}

const NOT_OURS: &str = "harus gambar yang sudah ada di bukaOlshop (https://storage1.bukaolshop.com/… atau \
     https://bukaolshop.s3-id-jkt-1.kilatstorage.id/…); unggah dulu gambarnya di aplikasi bukaOlshop";

const SHAPE: Shape = Shape {
    fields: &[
        text("status"),
        text("id_user"),
        nullable("status_gambar"),
        nullable("token_notifikasi"),
    ],
};

/// The answer to a notification that was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NotifikasiSent {
    /// The server's text.
    pub status: String,
    /// The member's number, digits only.
    pub id_user: String,
    /// What the server thinks of the picture, for example "valid"; `None` where it does not say.
    pub status_gambar: Option<String>,
    /// The token of the notification; `None` where the server did not send one.
    pub token_notifikasi: Option<String>,
    /// Fields that are not known yet, and the answer's `code`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
