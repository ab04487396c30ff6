//! The options of a client of the Open API.

use std::time::Duration;

use crate::error::Error;
use crate::identity::{Identity, MemberTokens};
use crate::layer::{Backoff, Freshness};
use crate::url;

/// The deadline of one call unless [`Options::timeout`] sets another one: 30 seconds.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// The options of a client: the shop's token, which is required, and what may be set besides. Each method names its default.
///
/// ```
/// use std::time::Duration;
///
/// use bukaolshop::Options;
/// use bukaolshop::layer::{Backoff, Freshness};
///
/// let options = Options::new("TOKEN")?
///     .timeout(Duration::from_secs(10))
///     .retry(Backoff::NEVER)
///     .cache(Some(Freshness::default()))
///     .daily_limit(Some(100));
/// # Ok::<(), bukaolshop::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) identity: Identity,
    pub(crate) base_url: String,
    pub(crate) timeout: Duration,
    pub(crate) backoff: Backoff,
    pub(crate) cache: Option<Freshness>,
    pub(crate) daily_limit: Option<u32>,
}

impl Options {
    /// The options of a client that asks without a member.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) when the token is empty or still a shortcode.
    pub fn new(token: &str) -> Result<Self, Error> {
        Ok(Self {
            identity: Identity::new(token, None)?,
            base_url: url::OPEN_API.to_owned(),
            timeout: DEFAULT_TIMEOUT,
            backoff: Backoff::default(),
            cache: None,
            daily_limit: None,
        })
    }

    /// Sets the member who is logged in. Without this call, and for texts that are empty or still a shortcode, the client
    /// asks without a member.
    #[must_use]
    pub fn member(self, member: MemberTokens<'_>) -> Self {
        Self {
            identity: self.identity.with_member(member),
            ..self
        }
    }

    /// The address of the server. Default: [`OPEN_API`](crate::OPEN_API). Plain `http` is allowed only to a loopback host.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for any other address.
    pub fn base_url(self, base_url: &str) -> Result<Self, Error> {
        Ok(Self {
            base_url: url::base_url(base_url)?,
            ..self
        })
    }

    /// The deadline of one call, all of its attempts and the waits between them included. Default: 30 seconds
    /// ([`DEFAULT_TIMEOUT`]).
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// How often and after which waits a request is repeated whose error [may pass](crate::Error::is_retryable). Default:
    /// [`Backoff::default`], which is three attempts in all.
    #[must_use]
    pub fn retry(self, backoff: Backoff) -> Self {
        Self { backoff, ..self }
    }

    /// Keeps answers about the shop in a cache, and gives them again for as long as `freshness` says. Answers about a
    /// member are never kept. Default: `None`, which keeps nothing.
    #[must_use]
    pub fn cache(self, freshness: Option<Freshness>) -> Self {
        Self {
            cache: freshness,
            ..self
        }
    }

    /// The number of requests that this client may send in a day, which begins at midnight in Jakarta. A call beyond it is an
    /// error of the kind [`Quota`](crate::ErrorKind::Quota), and nothing is sent. Default: `None`, no limit. The shop's
    /// plan has a limit of its own, for all visitors together: 100 for FREE and LITE.
    #[must_use]
    pub fn daily_limit(self, requests: Option<u32>) -> Self {
        Self {
            daily_limit: requests,
            ..self
        }
    }
}
