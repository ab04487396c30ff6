//! `GET /aplikasi/info`: the shop's app, its plan and its owner.
//!
//! Documentation: "Informasi Aplikasi". No parameters.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::server::call::Call;
use crate::server::closed_api::truth;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, nullable, text};

/// The shop's app.
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

/// The shop's app, its plan and its owner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AplikasiInfo {
    /// The shop's name.
    pub nama_toko: String,
    /// The app's name.
    pub nama_aplikasi: String,
    /// The app's Android package, for example `com.olshopgue`.
    pub nama_package: String,
    /// The address of its icon.
    pub icon_aplikasi: Option<String>,
    /// Until when the plan is paid, `YYYY-MM-DD`.
    pub masa_aktif_premium: Option<String>,
    /// The plan, for example `lite`.
    pub status_premium: String,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal_daftar_aplikasi: String,
    /// Whether the owner has proven who they are; `None` when not said.
    #[serde(default, deserialize_with = "truth::truth")]
    pub telah_verifikasi_identitas: Option<bool>,
    /// The owner's address.
    pub email_pemilik_olshop: String,
    /// The owner's name.
    pub nama_pemilik_olshop: String,
    /// The owner's phone; it may start with a zero.
    pub hp_pemilik_olshop: String,
    /// Fields that the documentation does not know, and the answer's `code` and `status`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
