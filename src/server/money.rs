//! Movements of money, and what is known of a change after a call without an answer.

use std::fmt;

use super::member::Member;

/// A change of a balance, or a payment, that was sent or is about to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Movement {
    /// The member whose balance changes; `None` where only `reference` identifies the movement.
    pub member: Option<Member>,
    /// Whether the money is added or taken, seen from the member.
    pub direction: Direction,
    /// The amount in the smallest unit of the system's currency: rupiah for bukaOlshop, cents elsewhere.
    /// `None` where the caller did not give an amount and only the server knows it.
    pub amount: Option<u64>,
    /// The time of sending in milliseconds since 1970-01-01 UTC; 0 before the call was sent.
    pub at: u64,
    /// The note that is sent with the change (`catatan_saldo`).
    pub note: Option<String>,
    /// Another identifier of the movement: an order's number, a payment's id; `topup` for a top-up.
    pub reference: Option<String>,
}

impl Movement {
    /// A movement of which only the direction is known.
    pub fn new(direction: Direction) -> Self {
        Self {
            member: None,
            direction,
            amount: None,
            at: 0,
            note: None,
            reference: None,
        }
    }
}

/// Shows the direction, the amount and the time, but not the member: members stay out of logs.
impl fmt::Debug for Movement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Movement")
            .field("direction", &self.direction)
            .field("amount", &self.amount)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// Whether a movement adds to a balance or takes from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `tambah`: the balance grows.
    Tambah,
    /// `kurang`: the balance shrinks.
    Kurang,
}

impl Direction {
    /// The name of this direction in the API: `tambah` or `kurang`.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Tambah => "tambah",
            Direction::Kurang => "kurang",
        }
    }
}

/// What became of a movement whose outcome was unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The money has moved: do not send the change again.
    Changed,
    /// The money has not moved, and the server no longer works on the request: the change can be sent
    /// again.
    NotChanged,
    /// The history fits both answers. A person has to look.
    Unclear,
}

/// How to find out whether a call that changes something was carried out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The method that shows it, by its name in the JavaScript package: `list`, `transaksi.get`. `None`
    /// where the system cannot be asked, so that a person has to look.
    pub call: Option<&'static str>,
    /// The parameter of that method, or the field of its answer, that has the values: `q`, `nomor_pembayaran`.
    pub by: Option<&'static str>,
    /// The values of that parameter or field: one for each thing that was sent, such as an order's invoice.
    pub values: Vec<String>,
}

impl Look {
    /// The method `call` shows it, for this value of its parameter `by`.
    pub fn with(call: &'static str, by: &'static str, value: impl Into<String>) -> Self {
        Self {
            call: Some(call),
            by: Some(by),
            values: vec![value.into()],
        }
    }
}

/// What was sent in a call that changes something and whose outcome is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The time of sending in milliseconds since 1970-01-01 UTC.
    pub at: u64,
    /// How to find out whether the call was carried out.
    pub look: Look,
    /// Whether the system recognizes the call when it is sent again with the same content, so that sending
    /// it again is the way to find out.
    pub repeatable: bool,
}

impl Sent {
    /// What to do about an unknown outcome, in Indonesian.
    pub(crate) fn advice(&self) -> String {
        if self.repeatable {
            return "Aman dikirim lagi dengan isi yang sama: server mengenalinya".to_owned();
        }
        let Some(call) = self.look.call else {
            return "Jangan ulangi begitu saja: sistem ini tidak bisa ditanya, jadi orang harus \
                    memeriksanya"
                .to_owned();
        };
        let values = self.look.values.join(", ");
        let with = match self.look.by {
            Some(by) => format!(" ({by}: {values})"),
            None => String::new(),
        };
        format!("Jangan ulangi begitu saja: periksa dulu dengan {call}{with}")
    }
}
