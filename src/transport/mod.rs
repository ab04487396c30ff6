//! Carrying a request to a server and its answer back: the only part that does I/O.
//!
//! `browser::Fetch` does it in a browser, `native::Native` (features `native`, `native-tls`, `reqwest`) in a Rust program, and
//! `server_fetch::ServerFetch` (feature `server`) on a server whose program is JavaScript, such as Node. A test
//! brings its own. Time, chance, waiting and storage come in here too, so that a test owns the clock.

use std::future::Future;
use std::time::Duration;

pub use crate::answer::{Answer, HEADERS, Source};
use crate::endpoint::Request;
pub use crate::marker::{MaybeSend, MaybeSync};
use crate::repair::{Parse, split_once_byte};
pub use shared::{DynTransport, SharedTransport};

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
mod engine;
#[cfg(all(feature = "server", target_arch = "wasm32"))]
pub(crate) mod js_answers;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub mod native;
#[cfg(any(target_arch = "wasm32", feature = "reqwest"))]
mod retry_after;
#[cfg(all(feature = "server", target_arch = "wasm32"))]
pub mod server_fetch;
mod shared;

/// Whole milliseconds. The standard way counts them in 128 bits, in several times the code.
#[inline(never)]
pub(crate) fn milliseconds(duration: Duration) -> u64 {
    let seconds = duration.as_secs().min(u64::MAX / 1000 - 1);
    seconds * 1000 + u64::from(duration.subsec_millis())
}

/// A time from milliseconds as JavaScript counts them. Not inlined: each copy is larger than a call.
#[cfg(target_arch = "wasm32")]
#[inline(never)]
pub(crate) fn from_milliseconds(milliseconds: f64) -> Duration {
    Duration::from_millis(milliseconds as u64)
}

/// Carries requests to a server, and their answers back.
///
/// This transport sends its requests through another one, and tells how long each took. The
/// [first page](crate#a-transport-of-ones-own) of this documentation has a transport without a network.
///
/// ```
/// use bukaolshop::Request;
/// use bukaolshop::transport::{AnswerOf, Failure, Platform, Transport};
///
/// struct Timed<T>(T);
///
/// impl<T: Transport> Transport for Timed<T> {
///     type Tree = T::Tree;
///     type Platform = T::Platform;
///
///     async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
///         let begun = self.platform().now();
///         let answer = self.0.send(request).await;
///         println!("{:?}", self.platform().now().saturating_sub(begun));
///         answer
///     }
///
///     fn platform(&self) -> &T::Platform {
///         self.0.platform()
///     }
/// }
/// ```
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// The type that holds a parsed answer. In a Rust program it is [`Value`](crate::json::Value).
    type Tree: Parse<<Self::Platform as Platform>::Text>;
    /// The clock, the timer, the random numbers and the storage that the layers above this transport use.
    type Platform: Platform;

    /// Sends a request once. Dropping the future aborts it.
    ///
    /// Any answer, an HTTP error included, is `Ok`.
    ///
    /// # Errors
    /// A [`Failure`] where there is no answer. [`Request::set_cause`] can say why, for
    /// [`Error::source`](std::error::Error::source).
    fn send(
        &self,
        request: &Request,
    ) -> impl Future<Output = Result<AnswerOf<Self>, Failure>> + MaybeSend;

    /// The platform of this transport.
    fn platform(&self) -> &Self::Platform;
}

/// A task that a [`Platform`] runs in the background.
pub type BackgroundTask = crate::marker::Boxed<()>;

/// An answer of the transport `T`. It is in a box, because it is handed from layer to layer.
pub type AnswerOf<T> =
    Box<Answer<<T as Transport>::Tree, <<T as Transport>::Platform as Platform>::Text>>;

/// What the layers need beside a way to send requests: a clock, a timer, random numbers, and a storage for texts.
pub trait Platform: MaybeSend + MaybeSync {
    /// A text as this platform holds it.
    type Text: Text;

    /// Whether the requests of the day are counted for each shop. A page's storage has one count for its origin, which is
    /// one shop's: scripts read it before the module is there.
    const COUNTS_BY_SHOP: bool = true;

    /// Waits for this time.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + MaybeSend;

    /// The time since 1970-01-01 UTC.
    fn now(&self) -> Duration;

    /// A random number, at least 0 and below 1.
    fn random(&self) -> f64;

    /// Runs a task in the background, such as the renewal of an answer that is no longer fresh. False where there is
    /// nothing to run it: the task is dropped then.
    fn spawn(&self, _task: BackgroundTask) -> bool {
        false
    }

    // A platform without storage leaves out what follows: layers then remember by themselves.

    /// The text that is stored under this key, by this program or, in a page, by any page of its origin. Default: `None`.
    fn load(&self, _key: &str) -> Option<Self::Text> {
        None
    }

    /// Stores a text under a key, in place of the one before. A browser keeps it as long as it likes, a program as long as
    /// it runs. False where storing is forbidden or no room is left. Default: false.
    fn store(&self, _key: &str, _text: &Self::Text) -> bool {
        false
    }

    /// Forgets the text that is stored under this key.
    fn remove(&self, _key: &str) {}

    /// Forgets all texts whose keys begin with `prefix`, except those for which `is_kept` returns true. It gets the key and
    /// the text.
    fn sweep(&self, _prefix: &str, _is_kept: &mut dyn FnMut(&str, &Self::Text) -> bool) {}
}

/// A text in the form in which a platform holds it: a `String`, or in WebAssembly a string of the JavaScript engine.
pub trait Text:
    Clone + PartialEq + for<'t> From<&'t str> + MaybeSend + MaybeSync + 'static
{
    /// The size of the text, in the unit in which the platform's storage counts.
    fn size(&self) -> usize;

    /// A copy of the text as a `String`.
    fn to_rust(&self) -> String;

    /// The text `head`, followed by this text.
    fn behind(&self, head: &str) -> Self;

    /// What stands before the first space, and what stands behind it; `None` where there is no space among the first 21
    /// characters, which is as long as a number of 64 bits gets.
    fn split_at_space(&self) -> Option<(String, Self)>;
}

impl Text for String {
    fn size(&self) -> usize {
        self.len()
    }

    fn to_rust(&self) -> String {
        self.clone()
    }

    fn behind(&self, head: &str) -> Self {
        let mut text = String::from(head);
        text.push_str(self);
        text
    }

    fn split_at_space(&self) -> Option<(String, Self)> {
        let (head, rest) = split_once_byte(self, b' ')?;
        (head.len() < 21).then(|| (head.to_owned(), rest.to_owned()))
    }
}

/// Why a transport or a layer has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The machine is offline, the host was not found, TLS or CORS has failed, or the connection was lost. Of a transport
    /// that a server uses it means that the request has certainly not reached the other server; otherwise it says
    /// [`Lost`](Self::Lost).
    Network,
    /// The connection was lost when the request may have reached the server.
    Lost,
    /// The deadline passed.
    Timeout,
    /// The day's requests are used up; nothing was sent.
    Quota,
}
