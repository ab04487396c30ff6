//! Keeping answers, and giving them again: without a request while they are fresh, before a request while they are stale,
//! and if a request fails.

use std::fmt;
use std::time::Duration;

use super::cache_storage::{CacheStorage, Kept, Storage};
use crate::answer::{Answer, Source};
use crate::endpoint::Request;
use crate::error::ErrorKind;
use crate::repair::{Kind, Tree};
use crate::transport::{AnswerOf, Failure, Platform, Transport, milliseconds};

type TextOf<T> = <<T as Transport>::Platform as Platform>::Text;

/// How long the cache gives an answer again, and where it keeps answers.
///
/// ```
/// use std::time::Duration;
///
/// use bukaolshop::Options;
/// use bukaolshop::layer::Freshness;
///
/// let freshness = Freshness {
///     fresh: Duration::from_secs(600),
///     ..Freshness::default()
/// };
/// let options = Options::new("TOKEN")?.cache(Some(freshness));
/// # Ok::<(), bukaolshop::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// How long an answer is fresh: it is given without a request. Default: a minute.
    pub fresh: Duration,
    /// How long after that an answer is stale: it is given without a request, and should then be
    /// [renewed](crate::Client::renew). After that the server is asked first, and the answer is given only if the
    /// request fails. Default: a day.
    pub stale: Duration,
    /// Where answers are kept. Default: [`Storage::Platform`].
    pub storage: Storage,
}

impl Default for Freshness {
    fn default() -> Self {
        Self {
            fresh: Duration::from_secs(60),
            stale: Duration::from_secs(24 * 60 * 60),
            storage: Storage::Platform,
        }
    }
}

/// Answers requests from a cache, by their cache keys. The layer does not store answers by itself: the client calls
/// [`keep`](Self::keep) for an answer whose rows it could read.
pub struct Cache<T: Transport> {
    inner: T,
    freshness: Option<Freshness>,
    storage: CacheStorage<TextOf<T>>,
}

impl<T: Transport> fmt::Debug for Cache<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache")
            .field("freshness", &self.freshness)
            .finish_non_exhaustive()
    }
}

impl<T: Transport> Cache<T> {
    /// Wraps a transport, for the shop with this [number](super::shop_number). `None` keeps nothing.
    pub fn new(inner: T, freshness: Option<Freshness>, shop: u64) -> Self {
        let storage = freshness.map_or(Storage::Memory, |it| it.storage);
        Self {
            inner,
            freshness,
            storage: CacheStorage::new(storage, shop),
        }
    }

    pub(crate) fn inner(&self) -> &T {
        &self.inner
    }

    /// Forgets all answers.
    pub fn clear(&self) {
        self.storage.clear(self.platform());
    }

    /// Keeps the text of the answer to a request.
    pub fn keep(&self, request: &Request, text: &TextOf<T>) {
        if let (Some(_), Some(key)) = (&self.freshness, &request.cache_key) {
            let kept = Kept {
                text: text.clone(),
                stored: milliseconds(self.platform().now()),
            };
            self.storage.keep(self.platform(), key, kept);
        }
    }

    /// Forgets the answer to a request.
    pub fn forget(&self, request: &Request) {
        if let Some(key) = &request.cache_key {
            self.storage.forget(self.platform(), key);
        }
    }

    /// The text that was kept for a request.
    pub(crate) fn kept(&self, request: &Request) -> Option<TextOf<T>> {
        let key = request.cache_key.as_ref()?;
        Some(self.storage.find(self.platform(), key)?.text)
    }

    /// Parses a text that was kept. If it is not a good answer, it is forgotten.
    fn read(&self, key: &str, text: TextOf<T>, source: Source) -> Option<AnswerOf<T>> {
        let mut answer: AnswerOf<T> = Answer::new(200, None, text);
        answer.source = source;
        if is_good(&answer) {
            return Some(answer);
        }
        self.storage.forget(self.platform(), key);
        None
    }

    /// The kept answer, if it is fresh or stale.
    fn at_once(&self, freshness: &Freshness, key: &str) -> Option<AnswerOf<T>> {
        let kept = self.storage.find(self.platform(), key)?;
        let now = milliseconds(self.platform().now());
        let fresh = milliseconds(freshness.fresh);
        let source = match now.checked_sub(kept.stored) {
            Some(age) if age < fresh => Source::Cache,
            Some(age) if age >= fresh.saturating_add(milliseconds(freshness.stale)) => return None,
            // Also if the clock was set back since: then its age is not known.
            _ => Source::Stale,
        };
        self.read(key, kept.text, source)
    }

    /// The kept answer, however old it is: for a request that has failed.
    pub(crate) fn after_all(&self, request: &Request) -> Option<AnswerOf<T>> {
        let key = request.cache_key.as_ref()?;
        let kept = self.storage.find(self.platform(), key)?;
        self.read(key, kept.text, Source::Fallback)
    }
}

/// Whether an answer is worth keeping.
fn is_good<V: Tree, X>(answer: &Answer<V, X>) -> bool {
    (200..300).contains(&answer.code())
        && answer
            .object()
            .is_some_and(|body| body.kind_of("data") != Kind::Absent)
}

/// Whether the API has refused the question, so that it would refuse it again.
fn is_refusal<V: Tree, X>(answer: &Answer<V, X>) -> bool {
    answer.object().is_some()
        && match ErrorKind::from_code(answer.code()) {
            ErrorKind::BadRequest
            | ErrorKind::Unauthorized
            | ErrorKind::Forbidden
            | ErrorKind::NotFound
            | ErrorKind::MethodNotAllowed => true,
            #[cfg(any(not(feature = "js"), feature = "server"))]
            ErrorKind::PaymentRequired | ErrorKind::Conflict => true,
            _ => false,
        }
}

impl<T: Transport> Transport for Cache<T> {
    type Tree = T::Tree;
    type Platform = T::Platform;

    async fn send(&self, request: &Request) -> Result<AnswerOf<T>, Failure> {
        let key = request.cache_key.as_ref();
        let kept = self.freshness.as_ref().zip(key);
        if let Some((freshness, key)) = kept
            && !request.fresh
            && let Some(answer) = self.at_once(freshness, key)
        {
            return Ok(answer);
        }
        let outcome = self.inner.send(request).await;
        let Some((_, key)) = kept else {
            return outcome;
        };
        match &outcome {
            Ok(answer) if is_good(answer) => {}
            Ok(answer) if is_refusal(answer) => self.storage.forget(self.platform(), key),
            _ if request.fresh => {}
            _ => return self.after_all(request).map_or(outcome, Ok),
        }
        outcome
    }

    fn platform(&self) -> &T::Platform {
        self.inner.platform()
    }
}
