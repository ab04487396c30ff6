//! Money that moves: what is known when its outcome is not.

use std::fmt;

use super::member::Member;

/// A change of somebody's money that was sent, or is about to be.
#[derive(Clone, PartialEq, Eq)]
pub struct Movement {
    /// Whose balance; `None` where only `reference` tells.
    pub member: Option<Member>,
    /// Up or down, from the member's side.
    pub direction: Direction,
    /// How much, in the smallest unit of the system's currency: rupiah for bukaOlshop, cents elsewhere.
    /// `None` where the caller did not say and only the server knows.
    pub amount: Option<u64>,
    /// When it was sent: milliseconds since 1970-01-01 UTC; 0 before it was.
    pub at: u64,
    /// The note that goes with it (`catatan_saldo`).
    pub note: Option<String>,
    /// What else names it: an order's number, a payment's id.
    pub reference: Option<String>,
}

impl Movement {
    /// A movement of which nothing but the direction is known.
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

/// Tells how much and when, not whose: members stay out of logs.
impl fmt::Debug for Movement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Movement")
            .field("direction", &self.direction)
            .field("amount", &self.amount)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// Whether a balance grows or shrinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `tambah`: it grows.
    Tambah,
    /// `kurang`: it shrinks.
    Kurang,
}

impl Direction {
    /// The API's word for it.
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
    /// The money has moved: do not repeat it.
    Changed,
    /// It has not, and the server has nothing under way any more: it can be repeated.
    NotChanged,
    /// What can be seen fits both. A person has to look.
    Unclear,
}
