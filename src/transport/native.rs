//! The transport of Rust programs: reqwest on tokio.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use reqwest;
use reqwest::ClientBuilder;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use serde_json::Value;

use super::{Answer, AnswerOf, BackgroundTask, Failure, HEADERS, Platform, Transport};
use crate::endpoint::{Method, Request};

/// Sends requests with [`reqwest`]. Needs a tokio runtime around it, on which it also renews answers that are no longer
/// fresh. Clones share connections, kept answers and counts.
///
/// The features `native` (rustls with ring) and `native-tls` (the system's library) choose what secures connections. With
/// `reqwest` alone there is no TLS, and the program gives [`Builder::client`] a client that has it.
///
/// ```
/// use bukaolshop::transport::native::Native;
/// use bukaolshop::{Client, Options};
///
/// let transport = Native::new()?;
/// let toko = Client::with_transport(Options::new("TOKEN")?, transport.clone());
/// // Another shop, by the same connections.
/// let other = Client::with_transport(Options::new("OTHER_TOKEN")?, transport);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Native {
    /// For what only reads.
    http: reqwest::Client,
    /// For what changes something: it is sent once, where it was meant to go.
    changing: reqwest::Client,
    system: System,
}

/// The [`Platform`] of a Rust program: the system's clock, tokio's timer, random numbers, and a storage in memory. Clones share
/// the storage.
///
/// ```
/// use bukaolshop::transport::Platform;
/// use bukaolshop::transport::native::System;
///
/// let system = System::default();
/// assert!(system.store("key", &"text".to_owned()));
/// assert_eq!(system.clone().load("key").as_deref(), Some("text"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct System {
    stored: Arc<Mutex<HashMap<String, String>>>,
}

impl System {
    fn stored(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Native {
    /// A transport with the defaults of its [`builder`](Self::builder).
    ///
    /// # Errors
    /// When the system's certificates or resolver cannot be set up.
    pub fn new() -> Result<Self, reqwest::Error> {
        Self::builder().build()
    }

    /// A transport with choices of one's own: a proxy, certificates, a `User-Agent`, or a whole client of reqwest.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bukaolshop::transport::native::Native;
    ///
    /// let transport = Native::builder()
    ///     .user_agent("toko-budi/2.3")
    ///     .configure(|client| client.connect_timeout(Duration::from_secs(5)))
    ///     .build()?;
    /// # Ok::<(), bukaolshop::transport::native::reqwest::Error>(())
    /// ```
    pub fn builder() -> Builder {
        Builder::default()
    }
}

/// Makes ring the process's provider of cryptography, unless the program has installed another one before.
///
/// [`Builder::build`] does this by itself. A program that makes a client of reqwest before that, and has reqwest without a TLS of its
/// own, calls this first: reqwest panics where there is no provider.
#[cfg(feature = "rustls")]
pub fn install_ring() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}

/// A change of a client of reqwest before it is made.
type Configure = Box<dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync>;

/// Builds a [`Native`] with choices of one's own; each method names its default.
///
/// ```
/// use bukaolshop::transport::native::{Native, reqwest};
///
/// let transport = Native::builder()
///     .proxy(reqwest::Proxy::all("http://127.0.0.1:3128")?)
///     .compression(false)
///     .build()?;
/// # Ok::<(), reqwest::Error>(())
/// ```
#[derive(Default)]
pub struct Builder {
    client: Option<reqwest::Client>,
    configure: Vec<Configure>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// Sends all requests with this client. All other choices of this builder then have no effect, and the program must
    /// make the client in such a way that it keeps three rules: no redirect leads to another server, for the token would go there; a request
    /// that changes something is neither redirected nor repeated; and no `Referer` is sent. Where reqwest has no TLS of its
    /// own, the program calls `install_ring` before it makes the client. Default: the transport makes its own clients.
    #[must_use]
    pub fn client(mut self, client: reqwest::Client) -> Self {
        self.client = Some(client);
        self
    }

    /// Changes the builders of the transport's own clients by this function. There are two clients: one for requests that
    /// only read, one for requests that change something. The transport sets redirects, repetitions and the `Referer`
    /// afterwards. Default: no change.
    #[must_use]
    pub fn configure(
        mut self,
        configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.configure.push(Box::new(configure));
        self
    }

    /// Sends requests through a proxy. Default: the one that the environment names (`HTTPS_PROXY`), or none.
    #[must_use]
    pub fn proxy(self, proxy: reqwest::Proxy) -> Self {
        self.configure(move |client| client.proxy(proxy.clone()))
    }

    /// Trusts this certificate authority beside those of the system. Default: those of the system only.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    #[must_use]
    pub fn root_certificate(self, certificate: reqwest::Certificate) -> Self {
        self.configure(move |client| client.tls_certs_merge([certificate.clone()]))
    }

    /// The header `User-Agent`. Default: `bukaolshop/` and the version. A text that a header cannot carry is an error of
    /// [`build`](Self::build).
    #[must_use]
    pub fn user_agent(self, name: &str) -> Self {
        let name = name.to_owned();
        self.configure(move |client| client.user_agent(&name))
    }

    /// Whether the server may compress its answers, as the crate's features `gzip` and `brotli` allow. Default: it may.
    #[must_use]
    pub fn compression(self, allowed: bool) -> Self {
        self.configure(move |client| match allowed {
            true => client,
            false => client.no_gzip().no_brotli(),
        })
    }

    /// The transport.
    ///
    /// With the feature `rustls`, this makes ring the process's provider of cryptography, unless the program has installed
    /// another one before.
    ///
    /// # Errors
    /// When a choice is not possible, or when the system's certificates or resolver cannot be set up.
    pub fn build(self) -> Result<Native, reqwest::Error> {
        if let Some(client) = self.client {
            return Ok(Native {
                http: client.clone(),
                changing: client,
                system: System::default(),
            });
        }
        #[cfg(feature = "rustls")]
        install_ring();
        let configured = || {
            let client = reqwest::Client::builder().user_agent(USER_AGENT);
            let client = self.configure.iter().fold(client, |client, it| it(client));
            client.referer(false)
        };
        let same_origin = Policy::custom(|attempt| {
            let from = attempt.previous().last();
            // A redirect elsewhere would carry the token there.
            let stays = from.is_some_and(|from| from.origin() == attempt.url().origin());
            if stays && attempt.previous().len() <= 5 {
                attempt.follow()
            } else {
                attempt.stop()
            }
        });
        let http = configured().redirect(same_origin).build()?;
        let changing = configured()
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            // Servers close connections that were idle for some seconds. A change that meets one in that
            // moment is lost, and nobody could tell whether it was made.
            .pool_idle_timeout(Duration::from_secs(2))
            .build()?;
        Ok(Native {
            http,
            changing,
            system: System::default(),
        })
    }
}

/// The `User-Agent` unless told otherwise.
const USER_AGENT: &str = concat!("bukaolshop/", env!("CARGO_PKG_VERSION"));

impl Transport for Native {
    type Tree = Value;
    type Platform = System;

    async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
        let (http, method) = match request.method {
            Method::Get => (&self.http, reqwest::Method::GET),
            Method::Post => (&self.changing, reqwest::Method::POST),
            Method::Put => (&self.changing, reqwest::Method::PUT),
            Method::Patch => (&self.changing, reqwest::Method::PATCH),
            Method::Delete => (&self.changing, reqwest::Method::DELETE),
        };
        let mut sending = http.request(method, &request.url);
        for (name, value) in &request.headers {
            let mut value = HeaderValue::from_str(value).map_err(|_| Failure::Network)?;
            value.set_sensitive(true);
            sending = sending.header(*name, value);
        }
        if let Some(body) = &request.body {
            sending = sending
                .header(CONTENT_TYPE, body.media_type())
                .header(ACCEPT, "application/json")
                .body(body.text().to_owned());
        }
        let response = sending.send().await.map_err(|error| {
            let failure = if error.is_connect() || error.is_builder() {
                Failure::Network
            } else {
                Failure::Lost
            };
            // Without the address, which has the token in it.
            request.set_cause(error.without_url());
            failure
        })?;
        let http_status = response.status().as_u16();
        let retry_after = retry_after(response.headers(), self.system.now());
        let headers = kept(response.headers());
        let bytes = response.bytes().await.map_err(|error| {
            request.set_cause(error.without_url());
            Failure::Lost
        })?;
        let mut answer = Answer::from_bytes(http_status, retry_after, &bytes);
        answer.headers = headers;
        Ok(answer)
    }

    fn platform(&self) -> &System {
        &self.system
    }
}

impl Platform for System {
    type Text = String;

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn now(&self) -> Duration {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
    }

    fn random(&self) -> f64 {
        fastrand::f64()
    }

    fn spawn(&self, task: BackgroundTask) -> bool {
        let runtime = tokio::runtime::Handle::try_current();
        runtime.is_ok_and(|runtime| {
            runtime.spawn(task);
            true
        })
    }

    fn load(&self, key: &str) -> Option<String> {
        self.stored().get(key).cloned()
    }

    fn store(&self, key: &str, text: &String) -> bool {
        self.stored().insert(key.to_owned(), text.clone());
        true
    }

    fn remove(&self, key: &str) {
        self.stored().remove(key);
    }

    fn sweep(&self, prefix: &str, is_kept: &mut dyn FnMut(&str, &String) -> bool) {
        self.stored()
            .retain(|key, text| !key.starts_with(prefix) || is_kept(key, text));
    }
}

/// What the header `Retry-After` asks for.
fn retry_after(headers: &HeaderMap, now: Duration) -> Option<Duration> {
    let header = headers.get(RETRY_AFTER)?.to_str().ok()?;
    super::retry_after::retry_after(header, now, |date| {
        let date = httpdate::parse_http_date(date).ok()?;
        date.duration_since(UNIX_EPOCH).ok()
    })
}

/// Those headers that a service may ask for.
fn kept(headers: &HeaderMap) -> Vec<(&'static str, String)> {
    HEADERS
        .iter()
        .filter_map(|name| Some((*name, headers.get(*name)?.to_str().ok()?.to_owned())))
        .collect()
}
