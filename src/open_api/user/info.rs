//! `GET /user/info`: the member's profile, balance and points.
//!
//! Documentation: "Mendapatkan Informasi User". It has no parameters of its own. Its numbers arrive
//! as texts.

use crate::endpoint::Endpoint;
use crate::row;
use crate::types::{Rupiah, StatusAkun, StatusVerifikasi, Tanggal};

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
}

row! {
    /// A member.
    pub struct UserInfo {
        /// Typed by the member.
        pub nama_user: String => text,
        /// The e-mail address.
        pub email_user: String => text,
        /// `YYYY-MM-DD`.
        pub tanggal_lahir: Option<Tanggal> => nullable,
        /// With or without the country's 62.
        pub nomor_telepon: String => text,
        /// The picture's address.
        pub foto_profil: Option<String> => nullable,
        /// `YYYY-MM-DD`.
        pub tanggal_daftar: Tanggal => text,
        /// For example "aktif".
        pub status_akun: StatusAkun => text,
        /// For example "belum_verifikasi".
        pub status_email: StatusVerifikasi => text,
        /// The name of the membership, where the member has one.
        pub nama_membership: Option<String> => nullable,
        /// The address of its icon.
        pub icon_membership: Option<String> => nullable,
        /// For example "tidak_ada".
        pub block_akses_membership: String => text,
        /// The code to invite others with.
        pub kode_referral: String => text,
        /// For example "belum_verifikasi".
        pub status_nomor_hp: StatusVerifikasi => text,
        /// The balance, in rupiah. An answer without a readable one is an error, never shown as 0.
        pub jumlah_saldo: Rupiah => essential number,
        /// Points.
        pub jumlah_poin: f64 => number,
    }
}
