//! The trait [`Call`]: one endpoint of a service as a value that describes a request and reads its
//! answer. No I/O happens here.

use super::money::{Look, Movement};
use super::received::{Received, Unreadable};
use super::service::DataLocation;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::transport::MaybeSync;

/// One endpoint of a service, with the values of its parameters.
///
/// An implementation only describes the request. Its `parameters` and `body` refuse values that the endpoint does not
/// allow, before anything is sent. A program asks an endpoint that this crate does not have in the same way as the crate's
/// own, by the method `ask` of a service's client:
///
/// ```
/// # use bukaolshop::json::Value;
/// # use bukaolshop::transport::Transport;
/// use bukaolshop::server::closed_api::ClosedApi;
/// use bukaolshop::server::{Call, Received, Unreadable};
/// use bukaolshop::{Error, Parameters};
///
/// /// `GET /ulasan/list`: the reviews of a product.
/// struct UlasanList {
///     id_barang: String,
/// }
///
/// impl Call for UlasanList {
///     type Answer = Vec<Value>;
///
///     fn path(&self) -> &'static str {
///         "/ulasan/list"
///     }
///
///     fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
///         parameters.text("id_barang", &self.id_barang);
///         Ok(())
///     }
///
///     fn read(&self, received: Received) -> Result<Vec<Value>, Unreadable> {
///         received.inside("data").plain()
///     }
/// }
///
/// # async fn ask<T: Transport<Tree = Value>>(closed: &ClosedApi<T>) -> Result<(), Error> {
/// let query = UlasanList {
///     id_barang: "176941".to_owned(),
/// };
/// println!("{} reviews", closed.ask(&query).await?.len());
/// # Ok(())
/// # }
/// ```
pub trait Call: MaybeSync {
    /// The type that [`read`](Self::read) returns.
    type Answer;

    /// The HTTP method; `GET` unless an implementation says otherwise.
    fn method(&self) -> Method {
        Method::Get
    }

    /// The path below the service's base address, with a name in braces where a value belongs:
    /// `/orders/{id}`. Errors name the endpoint by this path.
    fn path(&self) -> &'static str;

    /// The values for the braces of the path, in the order of the braces. The client trims and percent-encodes each value,
    /// and refuses one that is empty, `.` or `..`, which would change the path. Default: none.
    fn segments(&self) -> Vec<String> {
        Vec::new()
    }

    /// Appends the parameters of the request's query. Default: none.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a value that is not allowed.
    fn parameters(&self, _parameters: &mut Parameters) -> Result<(), Error> {
        Ok(())
    }

    /// Headers that only this call sends, beside those of the service. Names are in lower case. Default: none.
    fn headers(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// The body of the request; `None` for a request without one, which is the default.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a value that is not allowed.
    fn body(&self) -> Result<Option<Body>, Error> {
        Ok(None)
    }

    /// Whether sending the request twice has the same effect as sending it once. Only then may a layer
    /// send the request again after an attempt without an answer. Default: true for `GET`, false for other methods.
    fn repeatable(&self) -> bool {
        self.method() == Method::Get
    }

    /// Whether the call changes something at the server, or sends something to somebody. A call that
    /// does may end in [`crate::ErrorKind::UnknownOutcome`]. Default: false for `GET`, true for other methods.
    fn changes(&self) -> bool {
        self.method() != Method::Get
    }

    /// How to find out whether this call was carried out, where its answer was lost. Default: the system cannot be asked.
    fn look(&self) -> Look {
        Look::default()
    }

    /// The movement of money that the call makes; `None` for a call that moves none, which is the default. A call that moves
    /// money is sent once, whatever `repeatable` returns, and may end in
    /// [`crate::ErrorKind::UnknownOutcome`].
    fn moves_money(&self) -> Option<Movement> {
        None
    }

    /// Values of the request that no error may show. The client masks them in every text that the server sends
    /// back. Default: none.
    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Where in the body the data of this call's answer is; `None` for the place that
    /// [`Service::data_location`](super::Service::data_location) names.
    fn data_location(&self) -> Option<DataLocation> {
        None
    }

    /// Whether a successful answer may have no body. `read` then receives `null`. A body that consists
    /// of the word `OK` counts as none. Default: false.
    fn may_be_empty(&self) -> bool {
        false
    }

    /// Adds to an error what only this call can tell about it. The client calls this for the error of an answer, and for
    /// that of a request without an answer. Default: nothing is added.
    fn explain(&self, _error: &mut Error) {}

    /// Reads an answer whose code says that the call succeeded.
    ///
    /// # Errors
    /// [`Unreadable`] names the field that cannot be read, and the reason.
    fn read(&self, received: Received) -> Result<Self::Answer, Unreadable>;
}

/// Writes the methods of [`Call`] in which a call around another one, which is in its field `call`, does as that does.
macro_rules! as_inside {
    (@ method) => {
        fn method(&self) -> $crate::endpoint::Method {
            self.call.method()
        }
    };
    (@ path) => {
        fn path(&self) -> &'static str {
            self.call.path()
        }
    };
    (@ segments) => {
        fn segments(&self) -> Vec<String> {
            self.call.segments()
        }
    };
    (@ headers) => {
        fn headers(&self) -> Vec<(&'static str, String)> {
            self.call.headers()
        }
    };
    (@ body) => {
        fn body(&self) -> Result<Option<$crate::endpoint::Body>, $crate::error::Error> {
            self.call.body()
        }
    };
    (@ repeatable) => {
        fn repeatable(&self) -> bool {
            self.call.repeatable()
        }
    };
    (@ changes) => {
        fn changes(&self) -> bool {
            self.call.changes()
        }
    };
    (@ look) => {
        fn look(&self) -> $crate::server::money::Look {
            self.call.look()
        }
    };
    (@ moves_money) => {
        fn moves_money(&self) -> Option<$crate::server::money::Movement> {
            self.call.moves_money()
        }
    };
    (@ secrets) => {
        fn secrets(&self) -> Vec<&str> {
            self.call.secrets()
        }
    };
    (@ data_location) => {
        fn data_location(&self) -> Option<$crate::server::service::DataLocation> {
            self.call.data_location()
        }
    };
    (@ may_be_empty) => {
        fn may_be_empty(&self) -> bool {
            self.call.may_be_empty()
        }
    };
    (@ parameters) => {
        fn parameters(
            &self,
            parameters: &mut $crate::endpoint::Parameters,
        ) -> Result<(), $crate::error::Error> {
            self.call.parameters(parameters)
        }
    };
    (@ explain) => {
        fn explain(&self, error: &mut $crate::error::Error) {
            self.call.explain(error);
        }
    };
    (@ read) => {
        fn read(
            &self,
            received: $crate::server::received::Received,
        ) -> Result<Self::Answer, $crate::server::received::Unreadable> {
            self.call.read(received)
        }
    };
    ($($method:ident)*) => {
        $($crate::server::call::as_inside!(@ $method);)*
    };
}

pub(super) use as_inside;
