//! `POST /member/topup`: confirms a member's top-up.
//!
//! Documentation: "Konfirmasi TopUp Member". The body is a form.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `token_topup` | yes | the token that the shop's own top-up page has received |

use std::fmt;

use super::saldo_change::SaldoChanged;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::member::Member;
use crate::server::money::{Direction, Movement};
use crate::server::received::{Received, Unreadable};
use crate::server::secret::Secret;

/// The confirmation of a member's top-up. The client sends it once.
///
/// Only the token is sent. The member and the amount, which the top-up page has received with the token,
/// are worth giving all the same: with the member, the client waits five seconds between changes of that
/// balance; with both, the history shows what became of a confirmation whose answer was lost.
#[derive(Clone, PartialEq, Eq)]
pub struct Topup {
    /// The token of the top-up, which only the shop's own top-up page receives.
    pub token_topup: Secret,
    /// The member whose balance grows. Not sent.
    pub member: Option<Member>,
    /// The amount in rupiah. Not sent.
    pub jumlah: Option<u64>,
}

/// Shows the amount, but neither the member nor the token: both stay out of logs.
impl fmt::Debug for Topup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Topup")
            .field("jumlah", &self.jumlah)
            .finish_non_exhaustive()
    }
}

impl Topup {
    /// The confirmation of the top-up with this token.
    pub fn new(token_topup: &str) -> Self {
        Self {
            token_topup: Secret::new(token_topup.trim()),
            member: None,
            jumlah: None,
        }
    }

    /// Sets the member whose balance grows, and the amount in rupiah.
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
