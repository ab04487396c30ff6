//! The POST of a top-up whose page the shop has replaced ("override topup saldo").

use std::fmt;

use serde_json::{Map, Value};

use super::fields;
use super::rejection::{Reason, Rejection};

/// A member wants to top up; the answer is the page that the member sees.
///
/// Once the money has come, `member/topup` of the Closed API confirms it by its `token_topup`. The
/// Closed API's documentation names that token alone; the other fields are those that bukaOlshop's own
/// examples of the override read.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct TopUp {
    /// The member.
    pub id_user: String,
    /// What confirms this top-up, and tells it from others. Not for logs.
    pub token_topup: String,
    /// What the member asked for, in rupiah.
    pub jumlah_topup: Option<u64>,
    /// What is added to tell one transfer from another, in rupiah.
    pub kode_unik: Option<u64>,
    /// What the member pays, in rupiah: the sum of the two.
    pub total_topup: Option<u64>,
    /// What else was sent, as it came.
    pub extra: Map<String, Value>,
}

/// Tells nothing of the token, nor of what else was sent.
impl fmt::Debug for TopUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TopUp")
            .field("id_user", &self.id_user)
            .field("total_topup", &self.total_topup)
            .finish_non_exhaustive()
    }
}

impl TopUp {
    /// Reads the fields of a body that has been verified, and whose secret was taken out.
    pub(super) fn read(mut fields: Map<String, Value>) -> Result<Self, Rejection> {
        let status = fields::essential(&mut fields, "status")?;
        if !status.eq_ignore_ascii_case("ok") {
            return Err(Rejection::of(Reason::TopUpNotOk, "status"));
        }
        let topup = Self {
            id_user: fields::id(&mut fields, "id_user")?,
            token_topup: fields::id(&mut fields, "token_topup")?,
            jumlah_topup: fields::rupiah(&mut fields, "jumlah_topup")?,
            kode_unik: fields::rupiah(&mut fields, "kode_unik")?,
            total_topup: fields::rupiah(&mut fields, "total_topup")?,
            extra: fields,
        };
        let parts = (topup.jumlah_topup, topup.kode_unik, topup.total_topup);
        if let (Some(jumlah), Some(kode), Some(total)) = parts
            && jumlah.checked_add(kode) != Some(total)
        {
            return Err(Rejection::of(Reason::InvalidField, "total_topup"));
        }
        Ok(topup)
    }
}
