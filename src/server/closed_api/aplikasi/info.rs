//! `GET /aplikasi/info`: the shop's app, its subscription and its owner.
//!
//! Documentation: "Informasi Aplikasi". The endpoint has no parameters.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::repair::{Shape, nullable, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::lenient_bool::lenient_bool;
use crate::server::received::{Received, Unreadable};

/// Asks for the shop's app.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AplikasiInfoQuery;

impl Call for AplikasiInfoQuery {
    type Answer = AplikasiInfo;

    fn path(&self) -> &'static str {
        "/aplikasi/info"
    }

    fn read(&self, received: Received) -> Result<AplikasiInfo, Unreadable> {
        received.object(&SHAPE)
    }
}

impl TakesExtra for AplikasiInfoQuery {
    const PARAMETERS: &'static [&'static str] = &[];
}

const SHAPE: Shape = Shape {
    fields: &[
        text("nama_toko").essential(),
        text("nama_aplikasi"),
        text("nama_package"),
        nullable("icon_aplikasi"),
        nullable("masa_aktif_premium"),
        text("status_premium"),
        text("tanggal_daftar_aplikasi"),
        text("email_pemilik_olshop"),
        text("nama_pemilik_olshop"),
        text("hp_pemilik_olshop"),
    ],
};

/// The shop's app, its subscription and its owner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AplikasiInfo {
    /// The shop's name.
    pub nama_toko: String,
    /// The app's name.
    pub nama_aplikasi: String,
    /// The app's Android package name, for example `com.olshopgue`.
    pub nama_package: String,
    /// The address of the app's icon.
    pub icon_aplikasi: Option<String>,
    /// The last day that the subscription is paid for, `YYYY-MM-DD`.
    pub masa_aktif_premium: Option<String>,
    /// The subscription, for example `lite`.
    pub status_premium: String,
    /// The time of the app's registration: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal_daftar_aplikasi: String,
    /// Whether the owner's identity is verified; `None` where the server did not say.
    #[serde(default, deserialize_with = "lenient_bool")]
    pub telah_verifikasi_identitas: Option<bool>,
    /// The owner's e-mail address.
    pub email_pemilik_olshop: String,
    /// The owner's name.
    pub nama_pemilik_olshop: String,
    /// The owner's phone number; it may start with a zero.
    pub hp_pemilik_olshop: String,
    /// Fields that the documentation does not list, and the answer's `code` and `status`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
