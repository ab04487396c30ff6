//! Sending a call that creates an order under the rules for money.

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::server::call::Call;
use crate::server::money::{Direction, Movement};
use crate::server::received::{Received, Unreadable};
use crate::server::service::DataLocation;

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
            // The shop pays for the order.
            ..Movement::new(Direction::Kurang)
        }))
    }

    fn secrets(&self) -> Vec<&str> {
        self.call.secrets()
    }

    fn data_location(&self) -> Option<DataLocation> {
        self.call.data_location()
    }

    fn may_be_empty(&self) -> bool {
        self.call.may_be_empty()
    }

    fn read(&self, received: Received) -> Result<C::Answer, Unreadable> {
        self.call.read(received)
    }
}
