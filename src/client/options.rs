//! What a client needs to know, and may be told.

use std::time::Duration;

use crate::error::Error;
use crate::identity::Identity;
use crate::layer::{Backoff, Freshness};
use crate::url;

/// Time allowed for one call unless told otherwise.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// What a client needs to know, and may be told.
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
    /// A shop's client, with nobody logged in.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) when the token is empty or still a shortcode.
    pub fn new(token: &str) -> Result<Self, Error> {
        Self::with_member(token, None, None)
    }

    /// A shop's client for what a page received as `token_user` and `id_user`. Empty, missing or
    /// still a shortcode: nobody is logged in.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) when the token is empty or still a shortcode.
    pub fn with_member(
        token: &str,
        token_user: Option<&str>,
        id_user: Option<&str>,
    ) -> Result<Self, Error> {
        Ok(Self {
            identity: Identity::new(token, token_user, id_user)?,
            base_url: url::OPEN_API.to_owned(),
            timeout: DEFAULT_TIMEOUT,
            backoff: Backoff::default(),
            cache: None,
            daily_limit: None,
        })
    }

    /// Another server. Plain `http` only to a loopback host.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for any other address.
    pub fn base_url(self, base_url: &str) -> Result<Self, Error> {
        Ok(Self {
            base_url: url::base_url(base_url)?,
            ..self
        })
    }

    /// Time allowed for one call, all of its attempts and waits included. Default 30 seconds.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// How a call that failed in a retryable way is repeated. Default: three attempts in all.
    #[must_use]
    pub fn retry(self, backoff: Backoff) -> Self {
        Self { backoff, ..self }
    }

    /// Keeps answers about the shop, and gives them again for a while; never those about a member.
    /// Default: keeps nothing.
    #[must_use]
    pub fn cache(self, freshness: Option<Freshness>) -> Self {
        Self {
            cache: freshness,
            ..self
        }
    }

    /// Requests that may be sent in a day, which begins at midnight in Jakarta. Default: no limit.
    /// The shop's plan has its own, for all visitors together: 100 for FREE and LITE.
    #[must_use]
    pub fn daily_limit(self, requests: Option<u32>) -> Self {
        Self {
            daily_limit: requests,
            ..self
        }
    }
}
