//! Carrying a request to a server and its answer back: the only part that does I/O.
//!
//! `fetch::Fetch` does it in a browser, `native::Native` (feature `native`) in a Rust program; a test
//! brings its own. Time, chance, waiting and storage come in here too, so that whoever brings the
//! transport owns the clock. On a server that is no Rust program, such as Node, `server_fetch::ServerFetch`
//! (feature `server`) does it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::endpoint::Request;
use crate::page::Source;
use crate::wire::{Kind, Parse, Tree, number_from_text};

#[cfg(target_arch = "wasm32")]
pub mod fetch;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub mod native;
#[cfg(all(feature = "server", target_arch = "wasm32"))]
pub mod server_fetch;

// A program has threads, and spawns what can be sent to one; a page has one thread, and objects that
// belong to it.

/// [`Send`], where there are threads.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// [`Sync`], where there are threads.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSync: Sync {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Sync + ?Sized> MaybeSync for T {}

/// [`Send`], where there are threads.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}

/// [`Sync`], where there are threads.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSync {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSync for T {}

/// A future in a box.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) type Boxed<O> = Pin<Box<dyn Future<Output = O> + Send>>;
/// A future in a box.
#[cfg(target_arch = "wasm32")]
pub(crate) type Boxed<O> = Pin<Box<dyn Future<Output = O>>>;

/// Whole milliseconds. The standard way counts them in 128 bits, in several times the code.
#[inline(never)]
pub(crate) fn milliseconds(duration: Duration) -> u64 {
    let seconds = duration.as_secs().min(u64::MAX / 1000 - 1);
    seconds * 1000 + u64::from(duration.subsec_millis())
}

/// Something that can carry requests.
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// How this transport's answers are held.
    type Tree: Parse<<Self::Platform as Platform>::Text>;
    /// What it runs on.
    type Platform: Platform;

    /// Sends a request once. Dropping the future aborts it.
    ///
    /// Any answer, an HTTP error included, is `Ok`.
    fn send(
        &self,
        request: &Request,
    ) -> impl Future<Output = Result<AnswerOf<Self>, Failure>> + MaybeSend;

    /// What this transport runs on.
    fn platform(&self) -> &Self::Platform;
}

/// An answer of transport `T`, in a box: on its way through the layers it changes hands often.
pub type AnswerOf<T> =
    Box<Answer<<T as Transport>::Tree, <<T as Transport>::Platform as Platform>::Text>>;

/// What layers need of the world besides sending: time, chance, waiting, and a place to keep texts.
pub trait Platform: MaybeSend + MaybeSync {
    /// A text as this platform holds it.
    type Text: Text;

    /// Whether who polls a future wants to be woken. The package's own loop does not: it polls anew
    /// whenever anything has settled.
    const WAKES: bool = true;

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + MaybeSend;

    /// The time since 1970-01-01 UTC.
    fn now(&self) -> Duration;

    /// A random number, at least 0 and below 1.
    fn random(&self) -> f64;

    // A platform without storage leaves out what follows: layers then remember by themselves.

    /// What is stored under this key, by this program or, in a page, by any page of its origin.
    fn load(&self, _key: &str) -> Option<Self::Text> {
        None
    }

    /// Stores a text: for as long as the browser pleases, or as long as the program runs. False
    /// where that is forbidden or no room is left.
    fn store(&self, _key: &str, _text: &Self::Text) -> bool {
        false
    }

    /// Forgets what is stored under this key.
    fn remove(&self, _key: &str) {}

    /// Forgets what is stored under any key that begins with `prefix`, but for those of which `keep`
    /// holds the rest between a space and the end of a line.
    fn sweep(&self, _prefix: &str, _keep: &str) {}
}

/// A text that a platform holds: Rust's own, or one that stays on an engine's side.
pub trait Text:
    Clone + PartialEq + for<'t> From<&'t str> + MaybeSend + MaybeSync + 'static
{
    /// Its size, in whatever the platform's storage counts.
    fn size(&self) -> usize;

    /// As a text of Rust's.
    fn to_rust(&self) -> String;
}

impl Text for String {
    fn size(&self) -> usize {
        self.len()
    }

    fn to_rust(&self) -> String {
        self.clone()
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// Offline, DNS, TLS, CORS, connection lost. With the feature `server`: the request has certainly not
    /// reached the server.
    Network,
    /// The connection was lost when the request may have reached the server.
    #[cfg(feature = "server")]
    Lost,
    /// The deadline passed.
    Timeout,
    /// The day's requests are used up; nothing was sent.
    Quota,
}

/// An answer.
#[derive(Clone)]
pub struct Answer<V, X = String> {
    /// The HTTP status.
    pub http_status: u16,
    /// How long the server asked to wait (header `Retry-After`, seconds or date).
    pub retry_after: Option<Duration>,
    /// The body as it came.
    pub text: X,
    /// The same, parsed; `None` when it is no JSON.
    pub body: Option<V>,
    /// Where it came from.
    pub source: Source,
    /// Those of its headers that a service may ask for, names in small letters: see [`HEADERS`].
    #[cfg(feature = "server")]
    pub headers: Vec<(&'static str, String)>,
    /// Its code, where a service has its own way to tell.
    #[cfg(feature = "server")]
    pub(crate) judged: Option<i64>,
}

/// The headers of answers that are kept.
#[cfg(feature = "server")]
pub const HEADERS: &[&str] = &[
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-total-count",
    "x-limit",
    "x-offset",
];

/// Shows the status only: a body may hold a member's data.
impl<V, X> fmt::Debug for Answer<V, X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("http_status", &self.http_status)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

impl Answer<serde_json::Value> {
    /// An answer from the bytes of its body.
    pub fn from_bytes(http_status: u16, retry_after: Option<Duration>, bytes: &[u8]) -> Box<Self> {
        // As browsers read it: without the byte order mark, and with U+FFFD for what is no UTF-8.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        Self::new(
            http_status,
            retry_after,
            String::from_utf8_lossy(bytes).into_owned(),
        )
    }
}

impl<V: Parse<X>, X> Answer<V, X> {
    /// An answer of a server's, from the text of its body.
    pub fn new(http_status: u16, retry_after: Option<Duration>, text: X) -> Box<Self> {
        Box::new(Self {
            http_status,
            retry_after,
            body: V::parse(&text),
            text,
            source: Source::Network,
            #[cfg(feature = "server")]
            headers: Vec::new(),
            #[cfg(feature = "server")]
            judged: None,
        })
    }
}

impl<V: Tree, X> Answer<V, X> {
    /// Whether there is a body that is an object.
    pub(crate) fn object(&self) -> Option<&V> {
        self.body
            .as_ref()
            .filter(|body| body.kind() == Kind::Object)
    }

    /// The answer's code: an error comes as an HTTP status, as HTTP 200 with another `code` in the
    /// body, or both. The body knows better, unless it calls a failure a success.
    pub fn code(&self) -> i64 {
        #[cfg(feature = "server")]
        if let Some(code) = self.judged {
            return code;
        }
        let http = i64::from(self.http_status);
        let in_body = self.object().and_then(|body| match body.kind_of("code") {
            Kind::Number => body.number("code"),
            Kind::Text => body.text("code").as_deref().and_then(number_from_text),
            _ => None,
        });
        match in_body {
            Some(code) if code != 200.0 || (200..300).contains(&http) => code as i64,
            _ => http,
        }
    }

    /// The API's own words, where they say more than "ok".
    pub(crate) fn status(&self) -> Option<String> {
        let status = self.object()?.text("status")?;
        let status = status.trim_ascii();
        (!status.is_empty() && !status.eq_ignore_ascii_case("ok")).then(|| status.to_owned())
    }
}
