//! The cause of an error: what another library has said.

use std::fmt;
use std::sync::Arc;

/// The cause of an error, if it is known. The page's module has none: what an engine says may hold the address with its
/// token, and differs by engine.
#[derive(Clone, Default)]
pub(crate) struct Cause(Option<Arc<dyn std::error::Error + Send + Sync>>);

impl Cause {
    /// What another library has said. It must not hold the address, for that has the token in it, nor anything of an answer.
    pub fn new(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(error)))
    }
}

impl Cause {
    /// What another library has said.
    pub fn get(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Some(error) = &self.0 {
            return Some(error.as_ref());
        }
        None
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.get() {
            Some(error) => write!(f, "Cause({error})"),
            None => f.write_str("Cause"),
        }
    }
}

/// Errors are compared by what they say, not by what other libraries have said.
impl PartialEq for Cause {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Cause {}
