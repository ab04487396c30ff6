//! Where answers and the day's count outlive the program.

use std::fmt;
use std::future::Future;

use crate::transport::{MaybeSend, MaybeSync};

/// Keeps texts under keys: answers, and the number of requests of the day.
///
/// A store that fails keeps no visitor from an answer, because answers are in memory, too;
/// [`Builder::on_warning`](super::Builder::on_warning) tells the program of the failure.
pub trait AnswerStore: MaybeSend + MaybeSync + 'static {
    /// The text under a key; `None` where there is none.
    fn load(
        &self,
        key: &str,
    ) -> impl Future<Output = Result<Option<String>, AnswerStoreError>> + MaybeSend;

    /// Puts a text under a key, in place of the one before. A store may forget texts, the oldest first, so that their
    /// number is bounded.
    fn save(
        &self,
        key: &str,
        text: &str,
    ) -> impl Future<Output = Result<(), AnswerStoreError>> + MaybeSend;

    /// Puts a text under a key where the text there is still `before`, and never forgets it. False where it is another
    /// one by now. Programs that share a store count the requests of a day together in this way.
    fn swap(
        &self,
        key: &str,
        before: Option<&str>,
        text: &str,
    ) -> impl Future<Output = Result<bool, AnswerStoreError>> + MaybeSend;
}

/// A store that keeps nothing: answers are in memory only, and a program that is started again has forgotten them and the day's
/// count.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoStore;

impl AnswerStore for NoStore {
    async fn load(&self, _: &str) -> Result<Option<String>, AnswerStoreError> {
        Ok(None)
    }

    async fn save(&self, _: &str, _: &str) -> Result<(), AnswerStoreError> {
        Ok(())
    }

    async fn swap(&self, _: &str, _: Option<&str>, _: &str) -> Result<bool, AnswerStoreError> {
        Ok(true)
    }
}

/// Why a store has failed, as a sentence for the owner of the shop. It holds nothing of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerStoreError(String);

impl AnswerStoreError {
    /// An error with a sentence that says what has failed and what to do.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for AnswerStoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AnswerStoreError {}
