//! Sending a call that creates an order under the rules for money.

use crate::server::call::{Call, as_inside};
use crate::server::money::{Direction, Movement};

/// A call that creates an order, under the rules of a call that moves money: it is sent once, and if no
/// answer says whether the order was created, the error is
/// [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome) with the order's number as the `reference` of
/// its movement. After any other error no order was created.
///
/// Without this wrapper the same error is returned for an order that was lost on the way and for one
/// that was never sent.
#[derive(Debug, Clone, Copy)]
pub struct Once<'c, C> {
    /// The call that creates the order.
    pub call: &'c C,
    /// The shop's own number of the order.
    pub reference: &'c str,
}

impl<C: Call> Call for Once<'_, C> {
    type Answer = C::Answer;

    fn repeatable(&self) -> bool {
        false
    }

    fn moves_money(&self) -> Option<Movement> {
        let movement = self.call.moves_money();
        Some(movement.unwrap_or_else(|| Movement {
            reference: Some(self.reference.to_owned()),
            // The shop pays for the order.
            ..Movement::new(Direction::Kurang)
        }))
    }

    as_inside! { method path segments parameters headers body secrets data_location may_be_empty explain read }
}
