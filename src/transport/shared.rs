//! Transports behind `dyn`: for programs that choose one when they run, or whose types are not to name it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::{Answer, BackgroundTask, Failure, MaybeSend, MaybeSync, Platform, Transport};
use crate::endpoint::Request;
use crate::marker::Boxed;

/// Any [`Transport`] whose answers are Rust's own values, in the form that fits behind `dyn`.
///
/// Every such transport implements this trait, so a program does not implement it. [`SharedTransport`] holds one, and is a
/// [`Transport`] again.
///
/// ```
/// use bukaolshop::transport::{DynTransport, SharedTransport};
///
/// fn of_tests_or_not<T: DynTransport>(canned: Option<T>, real: impl DynTransport) -> SharedTransport {
///     match canned {
///         Some(canned) => SharedTransport::new(canned),
///         None => SharedTransport::new(real),
///     }
/// }
/// ```
pub trait DynTransport: MaybeSend + MaybeSync + 'static {
    /// Sends a request once; see [`Transport::send`].
    fn send_boxed<'t>(&'t self, request: &'t Request) -> BoxedAnswer<'t>;
    /// Waits for this time; see [`Platform::sleep`].
    fn sleep_boxed(&self, duration: Duration) -> BoxedWait<'_>;
    /// The time since 1970-01-01 UTC; see [`Platform::now`].
    fn now(&self) -> Duration;
    /// A random number, at least 0 and below 1; see [`Platform::random`].
    fn random(&self) -> f64;
    /// Runs a task in the background; see [`Platform::spawn`].
    fn spawn(&self, task: BackgroundTask) -> bool;
    /// The text that is stored under a key; see [`Platform::load`].
    fn load(&self, key: &str) -> Option<String>;
    /// Stores a text under a key; see [`Platform::store`].
    fn store(&self, key: &str, text: &str) -> bool;
    /// Forgets the text under a key; see [`Platform::remove`].
    fn remove(&self, key: &str);
    /// Forgets the texts whose keys begin with a prefix; see [`Platform::sweep`].
    fn sweep(&self, prefix: &str, is_kept: &mut dyn FnMut(&str, &String) -> bool);
}

/// What sending ends in.
type Sent = Result<Box<Answer<Value>>, Failure>;

#[cfg(not(target_arch = "wasm32"))]
type BoxedAnswer<'t> = std::pin::Pin<Box<dyn Future<Output = Sent> + Send + 't>>;
#[cfg(target_arch = "wasm32")]
type BoxedAnswer<'t> = std::pin::Pin<Box<dyn Future<Output = Sent> + 't>>;
#[cfg(not(target_arch = "wasm32"))]
type BoxedWait<'t> = std::pin::Pin<Box<dyn Future<Output = ()> + Send + 't>>;
#[cfg(target_arch = "wasm32")]
type BoxedWait<'t> = std::pin::Pin<Box<dyn Future<Output = ()> + 't>>;

impl<T> DynTransport for T
where
    T: Transport<Tree = Value, Platform: Platform<Text = String>>,
{
    fn send_boxed<'t>(&'t self, request: &'t Request) -> BoxedAnswer<'t> {
        Box::pin(self.send(request))
    }

    fn sleep_boxed(&self, duration: Duration) -> BoxedWait<'_> {
        Box::pin(self.platform().sleep(duration))
    }

    fn now(&self) -> Duration {
        self.platform().now()
    }

    fn random(&self) -> f64 {
        self.platform().random()
    }

    fn spawn(&self, task: Boxed<()>) -> bool {
        self.platform().spawn(task)
    }

    fn load(&self, key: &str) -> Option<String> {
        self.platform().load(key)
    }

    fn store(&self, key: &str, text: &str) -> bool {
        self.platform().store(key, &text.to_owned())
    }

    fn remove(&self, key: &str) {
        self.platform().remove(key);
    }

    fn sweep(&self, prefix: &str, is_kept: &mut dyn FnMut(&str, &String) -> bool) {
        self.platform().sweep(prefix, is_kept);
    }
}

/// A transport whose type is erased: `Client<SharedTransport>` is the same type for each transport that it holds. Clones
/// share the transport.
///
/// ```
/// use bukaolshop::transport::{SharedTransport, Transport};
/// use bukaolshop::{Client, Options};
/// # use bukaolshop::json::Value;
/// # use bukaolshop::transport::Platform;
///
/// struct App {
///     toko: Client<SharedTransport>,
/// }
///
/// fn app<T>(transport: T) -> Result<App, bukaolshop::Error>
/// where
///     T: Transport<Tree = Value, Platform: Platform<Text = String>>,
/// {
///     let transport = SharedTransport::new(transport);
///     Ok(App {
///         toko: Client::with_transport(Options::new("TOKEN")?, transport),
///     })
/// }
/// ```
#[derive(Clone)]
pub struct SharedTransport(Arc<dyn DynTransport>);

impl SharedTransport {
    /// Erases the type of a transport.
    pub fn new(transport: impl DynTransport) -> Self {
        Self(Arc::new(transport))
    }
}

impl fmt::Debug for SharedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedTransport").finish_non_exhaustive()
    }
}

impl Transport for SharedTransport {
    type Tree = Value;
    type Platform = Self;

    async fn send(&self, request: &Request) -> Sent {
        self.0.send_boxed(request).await
    }

    fn platform(&self) -> &Self {
        self
    }
}

impl Platform for SharedTransport {
    type Text = String;

    async fn sleep(&self, duration: Duration) {
        self.0.sleep_boxed(duration).await;
    }

    fn now(&self) -> Duration {
        self.0.now()
    }

    fn random(&self) -> f64 {
        self.0.random()
    }

    fn spawn(&self, task: BackgroundTask) -> bool {
        self.0.spawn(task)
    }

    fn load(&self, key: &str) -> Option<String> {
        self.0.load(key)
    }

    fn store(&self, key: &str, text: &String) -> bool {
        self.0.store(key, text)
    }

    fn remove(&self, key: &str) {
        self.0.remove(key);
    }

    fn sweep(&self, prefix: &str, is_kept: &mut dyn FnMut(&str, &String) -> bool) {
        self.0.sweep(prefix, is_kept);
    }
}
