//! `GET /member/list`: the shop's members, newest first, ten on a page.
//!
//! Documentation: "Daftar List Member".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `page` | yes | the page's number, from 1 to 600 |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::page::Page;
use crate::repair::{Shape, nullable, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::paging;
use crate::server::received::{Received, Unreadable};
use crate::server::service::DataLocation;
use crate::server::walk::Listing;

/// Asks for one page of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberList {
    /// The page's number, from 1 to 600.
    pub page: u32,
}

impl Default for MemberList {
    fn default() -> Self {
        Self { page: 1 }
    }
}

impl Call for MemberList {
    type Answer = Page<MemberRow>;

    fn path(&self) -> &'static str {
        "/member/list"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        paging::push(self.page, parameters)
    }

    fn data_location(&self) -> Option<DataLocation> {
        Some(DataLocation::Field("data"))
    }

    fn read(&self, received: Received) -> Result<Page<MemberRow>, Unreadable> {
        paging::read(self.page, received, &SHAPE)
    }
}

impl Listing for MemberList {
    type Row = MemberRow;

    fn page(&self) -> u32 {
        self.page
    }

    fn next(&self) -> Option<Self> {
        paging::next(self.page).map(|page| Self { page })
    }

    fn key(row: &MemberRow) -> &str {
        &row.id_user
    }
}

impl TakesExtra for MemberList {
    const PARAMETERS: &'static [&'static str] = &["page"];
}

const SHAPE: Shape = Shape {
    fields: &[
        text("id_user").essential(),
        text("email_user"),
        text("nama_user"),
        text("nomor_telepon"),
        nullable("foto_profil"),
        text("status_akun"),
        text("tanggal_daftar"),
    ],
};

/// A member, as a row of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberRow {
    /// The member's number, digits only.
    pub id_user: String,
    /// The e-mail address that the member logs in with.
    pub email_user: String,
    /// The member's name, as the member typed it.
    pub nama_user: String,
    /// The phone number; it may start with a zero.
    pub nomor_telepon: String,
    /// The address of the profile picture.
    pub foto_profil: Option<String>,
    /// The state of the account, for example "aktif".
    pub status_akun: String,
    /// The time of registration: `YYYY-MM-DD hh:mm:ss`, Jakarta time, as sent.
    pub tanggal_daftar: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
