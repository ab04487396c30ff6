//! A call that must not be made twice.

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::money::{Direction, Movement};
use crate::server::received::{Received, Unreadable};
use crate::server::service::Place;

/// A call that makes an order, held to the rules of money: it is sent once, and where nobody knows what
/// became of it, the error is [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome), with the order's number
/// as the movement's `reference`. Any other error means that no order was made.
///
/// Without it, an order that was lost under way and one that never left end in the same error.
#[derive(Debug, Clone, Copy)]
pub struct Once<'c, C> {
    /// What is sent.
    pub call: &'c C,
    /// The shop's own number of the order.
    pub reference: &'c str,
}

impl<C: Call> Call for Once<'_, C> {
    type Answer = C::Answer;

    fn method(&self) -> Method {
        self.call.method()
    }

    fn path(&self) -> &'static str {
        self.call.path()
    }

    fn segments(&self) -> Vec<String> {
        self.call.segments()
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        self.call.parameters(parameters)
    }

    fn headers(&self) -> Vec<(&'static str, String)> {
        self.call.headers()
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        self.call.body()
    }

    fn repeatable(&self) -> bool {
        false
    }

    fn moves_money(&self) -> Option<Movement> {
        let movement = self.call.moves_money();
        Some(movement.unwrap_or_else(|| Movement {
            reference: Some(self.reference.to_owned()),
            // The shop pays for what it orders.
            ..Movement::new(Direction::Kurang)
        }))
    }

    fn secrets(&self) -> Vec<&str> {
        self.call.secrets()
    }

    fn place(&self) -> Option<Place> {
        self.call.place()
    }

    fn may_be_empty(&self) -> bool {
        self.call.may_be_empty()
    }

    fn read(&self, received: Received) -> Result<C::Answer, Unreadable> {
        self.call.read(received)
    }
}
