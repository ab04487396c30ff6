//! `GET /member/id`: one member.
//!
//! Documentation: "Detail Member".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `id_user`, `email_user` | one of them | which member |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::member::Member;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Shape, nullable, rows, text};

/// Which member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberGet {
    /// By `id_user` or by `email_user`.
    pub member: Member,
}

impl Call for MemberGet {
    type Answer = MemberDetail;

    fn path(&self) -> &'static str {
        "/member/id"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        self.member.push(parameters)
    }

    fn read(&self, received: Received) -> Result<MemberDetail, Unreadable> {
        received.object(&SHAPE)
    }
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

/// A member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberDetail {
    /// Digits.
    pub id_user: String,
    /// The address that the member logs in with.
    pub email_user: String,
    /// Typed by the member.
    pub nama_user: String,
    /// `YYYY-MM-DD`.
    pub tanggal_lahir: Option<String>,
    /// For example "Laki-laki".
    pub jenis_kelamin: String,
    /// It may start with a zero.
    pub nomor_telepon: String,
    /// The picture's address.
    pub foto_profil: Option<String>,
    /// For example "verified".
    pub status_akun: String,
    /// The code with which the member invites others.
    pub kode_referral: String,
    /// `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal_daftar: String,
    /// Where the member has things sent to.
    pub data_alamat: Vec<DataAlamat>,
    /// Fields that the documentation does not know, and the answer's `code` and `status`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An address of a member's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataAlamat {
    /// Who receives what is sent there.
    pub nama_penerima: String,
    /// District.
    pub kecamatan: String,
    /// City or regency.
    pub kota: String,
    /// Province.
    pub provinsi: String,
    /// It may start with a zero.
    pub nomor_telepon: String,
    /// Five digits; may be empty.
    pub kode_pos: String,
    /// Street and number.
    pub alamat_lengkap: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
