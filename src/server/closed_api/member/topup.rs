//! `POST /member/topup`: confirms a member's top-up.
//!
//! Documentation: "Konfirmasi TopUp Member". The body is a form.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `token_topup` | yes | the token that the shop's own top-up page has received |
//! | `validasi_jumlah_topup` | no | the `total_topup` that the shop's server knows; newer than the documentation, like the next three |
//! | `notifikasi` | no | whether the member is told of the top-up |
//! | `judul_notifikasi`, `pesan_notifikasi` | no | the words of that notification |
//!
//! Where `validasi_jumlah_topup` is another sum than the one that bukaOlshop knows, the server refuses the
//! top-up with 400 and a text about it, and no balance changes.

use std::fmt;

use super::saldo_change::SaldoChanged;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::{Error, ErrorKind};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::notification::ChangeNotification;
use crate::server::closed_api::outcome::TOPUP;
use crate::server::member::Member;
use crate::server::money::{Direction, Look, Movement};
use crate::server::received::{Received, Unreadable};
use crate::server::secret::Secret;

/// The confirmation of a member's top-up. The client sends it once.
///
/// The client does not send the member and the amount, which the top-up page has received with the token. They are worth giving
/// all the same: with the member, the client waits five seconds between changes of that balance; with both,
/// the history shows what became of a confirmation whose answer was lost.
///
/// ```
/// # use bukaolshop::server::{Member, closed_api::member::Topup};
/// let topup = Topup::new("TOKEN_TOPUP")
///     .of(Member::id("289820"), 50_217)
///     .validate(50_217);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Topup {
    /// The token of the top-up, which only the shop's own top-up page receives.
    pub token_topup: Secret,
    /// The member whose balance grows. Not sent.
    pub member: Option<Member>,
    /// The amount in rupiah. Not sent.
    pub jumlah: Option<u64>,
    /// The sum that the shop's own server knows, `total_topup`, in rupiah, at least 1. bukaOlshop refuses
    /// the top-up where it knows another one.
    pub validasi_jumlah_topup: Option<u64>,
    /// Whether the member is told of the top-up, and in which words.
    pub notification: ChangeNotification,
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
            validasi_jumlah_topup: None,
            notification: ChangeNotification::default(),
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

    /// Has bukaOlshop compare the sum that the shop's own server knows (`total_topup`), in rupiah.
    #[must_use]
    pub fn validate(self, total_topup: u64) -> Self {
        Self {
            validasi_jumlah_topup: Some(total_topup),
            ..self
        }
    }

    /// Tells the member of the top-up.
    #[must_use]
    pub fn notify(self, notification: ChangeNotification) -> Self {
        Self {
            notification,
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
        if let Some(total) = self.validasi_jumlah_topup {
            if total == 0 {
                return Err(Error::wrong_field(
                    VALIDASI,
                    "harus bilangan bulat mulai dari 1 rupiah",
                ));
            }
            fields.number(VALIDASI, total);
        }
        self.notification.push(&mut fields)?;
        Ok(Some(Body::form(&fields)))
    }

    fn look(&self) -> Look {
        match &self.member {
            Some(_) => Look {
                call: Some("saldo.outcomeOf"),
                ..Look::default()
            },
            None => Look::default(),
        }
    }

    fn moves_money(&self) -> Option<Movement> {
        Some(Movement {
            member: self.member.clone(),
            amount: self.jumlah.or(self.validasi_jumlah_topup),
            reference: Some(TOPUP.to_owned()),
            ..Movement::new(Direction::Tambah)
        })
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.token_topup.reveal()]
    }

    /// Names the field where the server has refused the sum.
    fn explain(&self, error: &mut Error) {
        let is_about_sums = self.validasi_jumlah_topup.is_some()
            && error.kind == ErrorKind::BadRequest
            && error.status.as_deref().is_some_and(says_that_sums_differ);
        if is_about_sums {
            error.path = Some(VALIDASI.to_owned());
            error.detail =
                Some("tidak sama dengan jumlah topup di bukaOlshop, jadi saldo tidak diubah");
        }
    }

    fn read(&self, received: Received) -> Result<SaldoChanged, Unreadable> {
        SaldoChanged::read(received)
    }
}

impl TakesExtra for Topup {
    const PARAMETERS: &'static [&'static str] = &[
        "token_topup",
        "validasi_jumlah_topup",
        "notifikasi",
        "judul_notifikasi",
        "pesan_notifikasi",
        "id_user",
        "email_user",
        "jumlah",
    ];
}

const VALIDASI: &str = "validasi_jumlah_topup";

/// Whether the text of a refusal is about sums that differ. The server's words for it are not documented.
fn says_that_sums_differ(status: &str) -> bool {
    let status = status.to_lowercase();
    let words = ["sama", "sesuai", "cocok", "beda", "selisih", "validasi"];
    words.iter().any(|word| status.contains(word))
}
