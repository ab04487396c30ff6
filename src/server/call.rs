//! One endpoint of a service, as a value: what to ask and how to read the answer. No I/O.

use super::money::Movement;
use super::received::{Received, Unreadable};
use super::service::Place;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::transport::MaybeSync;

/// One endpoint, with the values of its parameters.
///
/// An implementation is a description, nothing else: each has a file of its own. What is not allowed is
/// refused by `parameters` or `body`, before anything is sent.
pub trait Call: MaybeSync {
    /// What it answers with.
    type Answer;

    /// The method.
    fn method(&self) -> Method {
        Method::Get
    }

    /// The path below the service's address, with a name in braces where a value belongs:
    /// `/orders/{id}`. Errors name the endpoint by it.
    fn path(&self) -> &'static str;

    /// The values for the braces of the path, in their order. They are percent-encoded; an empty one, or
    /// one that would lead elsewhere (`.`, `..`), is refused.
    fn segments(&self) -> Vec<String> {
        Vec::new()
    }

    /// Appends the parameters of the query.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a value that is not allowed.
    fn parameters(&self, _parameters: &mut Parameters) -> Result<(), Error> {
        Ok(())
    }

    /// Headers of its own, beside the service's: names in small letters.
    fn headers(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// What the request carries.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a value that is not allowed.
    fn body(&self) -> Result<Option<Body>, Error> {
        Ok(None)
    }

    /// Whether sending it twice does no more than sending it once, so that a layer may send it again when
    /// it got no answer.
    fn repeatable(&self) -> bool {
        self.method() == Method::Get
    }

    /// The money that it moves. Such a call is sent once, whatever `repeatable` says, and may end in
    /// [`crate::ErrorKind::UnknownOutcome`].
    fn moves_money(&self) -> Option<Movement> {
        None
    }

    /// Values that no error may show, should the server echo them.
    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Where its answer stands, if not where the service says.
    fn place(&self) -> Option<Place> {
        None
    }

    /// Whether an answer without a body is one, too; it is read as `null`. So is the bare word `OK`.
    fn may_be_empty(&self) -> bool {
        false
    }

    /// Reads an answer that is none of the service's errors.
    ///
    /// # Errors
    /// Where and why it cannot be read.
    fn read(&self, received: Received) -> Result<Self::Answer, Unreadable>;
}
