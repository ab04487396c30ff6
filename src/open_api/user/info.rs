//! `GET /user/info`: the member's profile, balance and points.
//!
//! Documentation: "Mendapatkan Informasi User". It has no parameters of its own. Its numbers arrive
//! as texts.

use crate::endpoint::Endpoint;
use crate::row;
use crate::types::{Rupiah, StatusAkun, StatusVerifikasi, Tanggal};

/// Asks for the member who is logged in.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::user::info::UserInfoQuery;
///
/// // `toko.user().info()` is the same.
/// let info = toko.one(&UserInfoQuery).await?;
/// println!("{}: {} and {} points", info.nama_user, info.jumlah_saldo, info.jumlah_poin);
/// # Ok(())
/// # }
/// ```
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
        /// The name, as the member typed it.
        pub nama_user: String => text,
        /// The e-mail address.
        pub email_user: String => text,
        /// The date of birth: `YYYY-MM-DD`, as sent.
        pub tanggal_lahir: Option<Tanggal> => nullable,
        /// The phone number, with or without the country's 62.
        pub nomor_telepon: String => text,
        /// The picture's address.
        pub foto_profil: Option<String> => nullable,
        /// The date of registration: `YYYY-MM-DD`, as sent.
        pub tanggal_daftar: Tanggal => text,
        /// The state of the account, for example "aktif".
        pub status_akun: StatusAkun => text,
        /// Whether the e-mail address was verified, for example "belum_verifikasi".
        pub status_email: StatusVerifikasi => text,
        /// The name of the membership, where the member has one.
        pub nama_membership: Option<String> => nullable,
        /// The address of its icon.
        pub icon_membership: Option<String> => nullable,
        /// Which access the membership blocks, for example "tidak_ada" (none). The documentation lists no other word.
        pub block_akses_membership: String => text,
        /// The code by which the member invites others.
        pub kode_referral: String => text,
        /// Whether the phone number was verified, for example "belum_verifikasi".
        pub status_nomor_hp: StatusVerifikasi => text,
        /// The balance, in rupiah. An answer without a readable one is an error, never shown as 0.
        pub jumlah_saldo: Rupiah => essential number,
        /// The number of points.
        pub jumlah_poin: f64 => number,
    }
}
