//! `GET /member/id`: the details of one member.
//!
//! Documentation: "Detail Member".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of the two | the member |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Shape, nullable, rows, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::member_parameter;
use crate::server::member::Member;
use crate::server::received::{Received, Unreadable};

/// Asks for the details of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberGet {
    /// The member, by `id_user` or by `email_user`.
    pub member: Member,
}

impl Call for MemberGet {
    type Answer = MemberDetail;

    fn path(&self) -> &'static str {
        "/member/id"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        member_parameter::push(&self.member, parameters)
    }

    fn read(&self, received: Received) -> Result<MemberDetail, Unreadable> {
        received.object(&SHAPE)
    }
}

impl TakesExtra for MemberGet {
    const PARAMETERS: &'static [&'static str] = &["id_user", "email_user"];
}

const SHAPE: Shape = Shape {
    fields: &[
        text("id_user").essential(),
        text("email_user"),
        text("nama_user"),
        nullable("tanggal_lahir"),
        text("jenis_kelamin"),
        text("nomor_telepon"),
        nullable("foto_profil"),
        text("status_akun"),
        text("kode_referral"),
        text("tanggal_daftar"),
        rows("data_alamat", &ALAMAT),
    ],
};

const ALAMAT: Shape = Shape {
    fields: &[
        text("nama_penerima"),
        text("kecamatan"),
        text("kota"),
        text("provinsi"),
        text("nomor_telepon"),
        text("kode_pos"),
        text("alamat_lengkap"),
    ],
};

/// The details of a member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberDetail {
    /// The member's number, digits only.
    pub id_user: String,
    /// The e-mail address that the member logs in with.
    pub email_user: String,
    /// The member's name, as the member typed it.
    pub nama_user: String,
    /// The date of birth, `YYYY-MM-DD`.
    pub tanggal_lahir: Option<String>,
    /// The gender, for example "Laki-laki".
    pub jenis_kelamin: String,
    /// The phone number; it may start with a zero.
    pub nomor_telepon: String,
    /// The address of the profile picture.
    pub foto_profil: Option<String>,
    /// The state of the account, for example "verified".
    pub status_akun: String,
    /// The referral code with which the member invites others.
    pub kode_referral: String,
    /// The time of registration: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal_daftar: String,
    /// The addresses that the member has stored for deliveries.
    pub data_alamat: Vec<DataAlamat>,
    /// Fields that the documentation does not list, and the answer's `code` and `status`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// One stored address of a member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataAlamat {
    /// The person who receives deliveries at this address.
    pub nama_penerima: String,
    /// The district.
    pub kecamatan: String,
    /// The city or regency.
    pub kota: String,
    /// The province.
    pub provinsi: String,
    /// The phone number; it may start with a zero.
    pub nomor_telepon: String,
    /// The postal code, five digits; it may be empty.
    pub kode_pos: String,
    /// The street and the house number.
    pub alamat_lengkap: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
