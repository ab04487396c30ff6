//! `GET /user/info`: the member's profile, balance and points.
//!
//! Documentation: "Mendapatkan Informasi User". It has no parameters of its own. Its numbers arrive
//! as texts.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Endpoint;
use crate::repair::{Shape, nullable, number, text};

/// The member who is logged in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UserInfoQuery;

/// The path of this endpoint.
pub const PATH: &str = "/user/info";

impl Endpoint for UserInfoQuery {
    type Row = UserInfo;

    fn path(&self) -> &'static str {
        PATH
    }

    fn member(&self) -> bool {
        true
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

static SHAPE: Shape = Shape {
    fields: &[
        text("nama_user"),
        text("email_user"),
        nullable("tanggal_lahir"),
        text("nomor_telepon"),
        nullable("foto_profil"),
        text("tanggal_daftar"),
        text("status_akun"),
        text("status_email"),
        nullable("nama_membership"),
        nullable("icon_membership"),
        text("block_akses_membership"),
        text("kode_referral"),
        text("status_nomor_hp"),
        number("jumlah_saldo").essential(),
        number("jumlah_poin"),
    ],
};

/// A member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UserInfo {
    /// Typed by the member.
    pub nama_user: String,
    /// The e-mail address.
    pub email_user: String,
    /// `YYYY-MM-DD`.
    pub tanggal_lahir: Option<String>,
    /// With or without the country's 62.
    pub nomor_telepon: String,
    /// The picture's address.
    pub foto_profil: Option<String>,
    /// `YYYY-MM-DD`.
    pub tanggal_daftar: String,
    /// For example "aktif".
    pub status_akun: String,
    /// For example "belum_verifikasi".
    pub status_email: String,
    /// The name of the membership, where the member has one.
    pub nama_membership: Option<String>,
    /// The address of its icon.
    pub icon_membership: Option<String>,
    /// For example "tidak_ada".
    pub block_akses_membership: String,
    /// The code to invite others with.
    pub kode_referral: String,
    /// For example "belum_verifikasi".
    pub status_nomor_hp: String,
    /// The balance, in rupiah. An answer without a readable one is an error, never shown as 0.
    pub jumlah_saldo: f64,
    /// Points.
    pub jumlah_poin: f64,
    /// Fields that the documentation does not know yet.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
