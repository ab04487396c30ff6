//! Who asks: an API key, or tokens of OAuth 2.0. Both travel as a bearer.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::lock::Mutex as Line;

use crate::endpoint::{Body, Method, Parameters};
use crate::error::{Error, ErrorKind};
use crate::marker::{Boxed, MaybeSend, MaybeSync};
use crate::server::call::Call;
use crate::server::money::Movement;
use crate::server::received::{Received, Unreadable};
use crate::server::secret::Secret;
use crate::server::service::Place;

const KEY: &str =
    "API key harus diisi dengan API key sistem ini (tanpa spasi dan tanpa kata Bearer)";
const TOKEN: &str = "sumber token OAuth memberi token yang kosong atau berisi spasi";
const SOURCE: &str = "sumber token OAuth tidak memberi token";

/// An API key, or a source of OAuth 2.0 tokens.
pub struct Credentials(Who);

enum Who {
    Key(Arc<Secret>),
    Source(Source),
}

/// Shows neither key nor token.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Who::Key(_) => "ApiKey(..)",
            Who::Source(_) => "OAuth(..)",
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
type Ask = Box<dyn Fn() -> Boxed<Result<String, ErrorKind>> + Send + Sync>;
#[cfg(target_arch = "wasm32")]
type Ask = Box<dyn Fn() -> Boxed<Result<String, ErrorKind>>>;

struct Source {
    ask: Ask,
    /// The token in use.
    token: Mutex<Option<Arc<Secret>>>,
    /// Whoever asks the source holds it, so that those who wait find the new token.
    line: Line<()>,
}

impl Credentials {
    /// An API key, which stays what it is.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] when it is empty or no header can hold it.
    pub fn api_key(api_key: &str) -> Result<Self, Error> {
        let key = Secret::key(api_key, KEY)?;
        Ok(Self(Who::Key(Arc::new(key))))
    }

    /// Tokens of OAuth 2.0. How one is had is not this API's matter, and not this crate's: the source
    /// knows. It is asked before the first request, and once more when a request is refused with 401.
    /// When it has none, it says what kind of failure that is: [`ErrorKind::Network`], for example, can be
    /// tried again.
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
        Self(Who::Source(Source {
            ask: Box::new(move || Box::pin(source())),
            token: Mutex::new(None),
            line: Line::new(()),
        }))
    }

    /// The bearer for the next request.
    pub(super) async fn bearer(&self) -> Result<Arc<Secret>, Error> {
        match &self.0 {
            Who::Key(key) => Ok(Arc::clone(key)),
            Who::Source(source) => {
                let token = source.token().clone();
                match token {
                    Some(token) => Ok(token),
                    None => source.renewed(None).await,
                }
            }
        }
    }

    /// Another one in place of one that was refused; `None` where there is no other.
    pub(super) async fn renewed(
        &self,
        refused: &Arc<Secret>,
    ) -> Option<Result<Arc<Secret>, Error>> {
        match &self.0 {
            Who::Key(_) => None,
            Who::Source(source) => Some(source.renewed(Some(refused)).await),
        }
    }
}

impl Source {
    fn token(&self) -> MutexGuard<'_, Option<Arc<Secret>>> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn renewed(&self, refused: Option<&Arc<Secret>>) -> Result<Arc<Secret>, Error> {
        let _line = self.line.lock().await;
        // Somebody else may have brought one in the meantime.
        if let Some(token) = self.token().clone()
            && refused.is_none_or(|refused| !Arc::ptr_eq(refused, &token))
        {
            return Ok(token);
        }
        let token = (self.ask)().await.map_err(|kind| {
            let mut error = Error::new(kind);
            error.detail = Some(SOURCE);
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

/// A call, and who asks it.
pub(super) struct Borne<'c, C> {
    pub call: &'c C,
    pub bearer: &'c Secret,
}

impl<C: Call> Call for Borne<'_, C> {
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
        let mut headers = self.call.headers();
        headers.push(("authorization", format!("Bearer {}", self.bearer.reveal())));
        headers
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        self.call.body()
    }

    fn repeatable(&self) -> bool {
        self.call.repeatable()
    }

    fn moves_money(&self) -> Option<Movement> {
        self.call.moves_money()
    }

    fn secrets(&self) -> Vec<&str> {
        let mut secrets = self.call.secrets();
        secrets.push(self.bearer.reveal());
        secrets
    }

    fn place(&self) -> Option<Place> {
        self.call.place()
    }

    fn may_be_empty(&self) -> bool {
        self.call.may_be_empty()
    }

    fn read(&self, received: Received) -> Result<C::Answer, Unreadable> {
        self.call.read(received)
    }
}
