//! `POST /member/topup`: confirms a member's top-up.
//!
//! Documentation: "Konfirmasi TopUp Member". A form.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `token_topup` | yes | what the shop's own top-up page received |

use std::fmt;

use super::saldo_change::SaldoChanged;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::member::Member;
use crate::server::money::{Direction, Movement};
use crate::server::received::{Received, Unreadable};
use crate::server::secret::Secret;

/// A top-up to confirm.
///
/// The token alone is sent. Whose it is and how much, which the top-up page received with it, is worth
/// telling: the five seconds between changes of that balance are kept then, and should the answer be
/// lost, there is something to look for.
#[derive(Clone, PartialEq, Eq)]
pub struct Topup {
    /// Comes to a top-up page of the shop's own, and from nowhere else.
    pub token_topup: Secret,
    /// Whose balance. Not sent.
    pub member: Option<Member>,
    /// Rupiah. Not sent.
    pub jumlah: Option<u64>,
}

/// Tells how much, not whose: members and tokens stay out of logs.
impl fmt::Debug for Topup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Topup")
            .field("jumlah", &self.jumlah)
            .finish_non_exhaustive()
    }
}

impl Topup {
    /// The top-up of this token.
    pub fn new(token_topup: &str) -> Self {
        Self {
            token_topup: Secret::new(token_topup.trim()),
            member: None,
            jumlah: None,
        }
    }

    /// Whose it is, and how much.
    #[must_use]
    pub fn of(self, member: Member, jumlah: u64) -> Self {
        Self {
            member: Some(member),
            jumlah: Some(jumlah),
            ..self
        }
    }
}

impl Call for Topup {
    type Answer = SaldoChanged;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/member/topup"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let token = self.token_topup.reveal();
        if token.is_empty() {
            return Err(Error::argument("token_topup harus diisi"));
        }
        let mut fields = Parameters::default();
        fields.text("token_topup", token);
        Ok(Some(Body::form(&fields)))
    }

    fn moves_money(&self) -> Option<Movement> {
        Some(Movement {
            member: self.member.clone(),
            amount: self.jumlah,
            ..Movement::new(Direction::Tambah)
        })
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.token_topup.reveal()]
    }

    fn read(&self, received: Received) -> Result<SaldoChanged, Unreadable> {
        SaldoChanged::read(received)
    }
}
