//! The POST of a top-up whose page is the shop's own ("override topup saldo").

use std::fmt;

use serde_json::{Map, Value};

use super::fields;
use super::rejection::{Reason, Rejection};

/// A member's request to top up. Its answer is the page that the member sees.
///
/// When the money has arrived, `member/topup` of the Closed API confirms the top-up by its
/// `token_topup`. The documentation of the Closed API describes only that token; the other fields are
/// those that bukaOlshop's own example programs of the override read.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct TopUp {
    /// The member's number.
    pub id_user: String,
    /// The token that identifies the top-up and confirms it. It must not be logged.
    pub token_topup: String,
    /// The amount that the member has asked for, in rupiah.
    pub jumlah_topup: Option<u64>,
    /// The few rupiah that are added so that no two transfers have the same amount.
    pub kode_unik: Option<u64>,
    /// The amount that the member pays, in rupiah: `jumlah_topup` plus `kode_unik`.
    pub total_topup: Option<u64>,
    /// The other fields of the body, as they were sent.
    pub extra: Map<String, Value>,
}

/// Leaves out the token and the other fields.
impl fmt::Debug for TopUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TopUp")
            .field("id_user", &self.id_user)
            .field("total_topup", &self.total_topup)
            .finish_non_exhaustive()
    }
}

impl TopUp {
    /// Reads the fields of a verified body, from which the secret was taken out.
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
