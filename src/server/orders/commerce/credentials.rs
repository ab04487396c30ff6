//! The credentials of the commerce API: an API key, or a source of OAuth 2.0 tokens. Either is sent as a
//! bearer token.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::{Error, ErrorKind};
use crate::marker::{Boxed, MaybeSend, MaybeSync};
use crate::server::call::{Call, as_inside};
use crate::server::secret::Secret;

const KEY: &str = "API key harus diisi dengan API key sistem ini (minimal 4 karakter, tanpa spasi dan tanpa kata Bearer)";
const TOKEN: &str =
    "sumber token OAuth memberi token yang kosong, terlalu pendek, atau berisi spasi";
const NO_TOKEN: &str = "sumber token OAuth tidak memberi token";

/// An API key, or a source of OAuth 2.0 tokens.
pub struct Credentials(Scheme);

enum Scheme {
    ApiKey(Arc<Secret>),
    OAuth(TokenSource),
}

/// Shows neither the key nor the token.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Scheme::ApiKey(_) => "ApiKey(..)",
            Scheme::OAuth(_) => "OAuth(..)",
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
type AskForToken = Box<dyn Fn() -> Boxed<Result<String, ErrorKind>> + Send + Sync>;
#[cfg(target_arch = "wasm32")]
type AskForToken = Box<dyn Fn() -> Boxed<Result<String, ErrorKind>>>;

struct TokenSource {
    ask: AskForToken,
    /// The token in use; `None` before the first request.
    token: Mutex<Option<Arc<Secret>>>,
    /// Held while the source is asked for a token, so that calls which wait for this mutex find the new
    /// token and do not ask again.
    renewal: futures_util::lock::Mutex<()>,
}

impl Credentials {
    /// Credentials that consist of an API key.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] for a key that is shorter than 4 characters, or that a header
    /// cannot carry.
    pub fn api_key(api_key: &str) -> Result<Self, Error> {
        let key = Secret::key(api_key, KEY)?;
        Ok(Self(Scheme::ApiKey(Arc::new(key))))
    }

    /// Credentials that consist of a source of OAuth 2.0 tokens. How the source obtains a token is the
    /// program's matter, because the API's documentation does not describe it. The source is called
    /// before the first request, and once more when a request is refused with 401. A source without a
    /// token returns the kind of the failure, for example [`ErrorKind::Network`] where a later request
    /// may succeed.
    ///
    /// ```
    /// # use bukaolshop::server::orders::commerce::Credentials;
    /// # async fn token_of_our_login() -> Option<String> { None }
    /// use bukaolshop::ErrorKind;
    ///
    /// let credentials = Credentials::oauth(async || {
    ///     token_of_our_login().await.ok_or(ErrorKind::Unauthorized)
    /// });
    /// assert_eq!(format!("{credentials:?}"), "OAuth(..)");
    /// ```
    pub fn oauth<A, F>(source: A) -> Self
    where
        A: Fn() -> F + MaybeSend + MaybeSync + 'static,
        F: Future<Output = Result<String, ErrorKind>> + MaybeSend + 'static,
    {
        Self(Scheme::OAuth(TokenSource {
            ask: Box::new(move || Box::pin(source())),
            token: Mutex::new(None),
            renewal: futures_util::lock::Mutex::new(()),
        }))
    }

    /// The bearer token for the next request.
    pub(super) async fn bearer(&self) -> Result<Arc<Secret>, Error> {
        match &self.0 {
            Scheme::ApiKey(key) => Ok(Arc::clone(key)),
            Scheme::OAuth(source) => {
                let token = source.token().clone();
                match token {
                    Some(token) => Ok(token),
                    None => source.renew(None).await,
                }
            }
        }
    }

    /// A new token in the place of one that the server has refused; `None` for an API key, which cannot
    /// be renewed.
    pub(super) async fn renew(&self, refused: &Arc<Secret>) -> Option<Result<Arc<Secret>, Error>> {
        match &self.0 {
            Scheme::ApiKey(_) => None,
            Scheme::OAuth(source) => Some(source.renew(Some(refused)).await),
        }
    }
}

impl TokenSource {
    fn token(&self) -> MutexGuard<'_, Option<Arc<Secret>>> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn renew(&self, refused: Option<&Arc<Secret>>) -> Result<Arc<Secret>, Error> {
        let _renewal = self.renewal.lock().await;
        // Another call may have renewed the token while this one waited for the mutex.
        if let Some(token) = self.token().clone()
            && refused.is_none_or(|refused| !Arc::ptr_eq(refused, &token))
        {
            return Ok(token);
        }
        let token = (self.ask)().await.map_err(|kind| {
            let mut error = Error::new(kind);
            error.detail = Some(NO_TOKEN);
            error
        })?;
        let token = Arc::new(Secret::key(&token, TOKEN).map_err(|_| {
            let mut error = Error::new(ErrorKind::Unauthorized);
            error.detail = Some(TOKEN);
            error
        })?);
        *self.token() = Some(Arc::clone(&token));
        Ok(token)
    }
}

/// A call with the bearer token that authenticates it.
pub(super) struct WithBearer<'c, C> {
    pub call: &'c C,
    pub bearer: &'c Secret,
}

impl<C: Call> Call for WithBearer<'_, C> {
    type Answer = C::Answer;

    fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = self.call.headers();
        headers.push(("authorization", format!("Bearer {}", self.bearer.reveal())));
        headers
    }

    fn secrets(&self) -> Vec<&str> {
        let mut secrets = self.call.secrets();
        secrets.push(self.bearer.reveal());
        secrets
    }

    as_inside! { method path segments parameters body repeatable changes look moves_money data_location may_be_empty explain read }
}
