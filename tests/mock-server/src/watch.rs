//! What becomes of an answer: the log of a session tells it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// What has become of an answer so far.
#[derive(Clone, Default)]
pub(crate) struct Outcome(Arc<AtomicU8>);

const PENDING: u8 = 0;
const ANSWERED: u8 = 1;
const BROKEN: u8 = 2;
const ABANDONED: u8 = 3;

impl Outcome {
    fn settle(&self, outcome: u8) {
        // The first one stands: an answer given in full stays given when the connection ends.
        let _ = self
            .0
            .compare_exchange(PENDING, outcome, Ordering::SeqCst, Ordering::SeqCst);
    }

    /// As the log tells it.
    pub(crate) fn name(&self) -> &'static str {
        match self.0.load(Ordering::SeqCst) {
            ANSWERED => "answered",
            BROKEN => "broken",
            ABANDONED => "abandoned",
            _ => "pending",
        }
    }
}

/// Sees what becomes of an answer. Dropped before it was given, the client has gone away: that is
/// how a test proves that cancelling a call cancels its request.
#[derive(Default)]
pub(crate) struct Watch(Outcome);

impl Watch {
    /// What the watch sees, for the log.
    pub(crate) fn outcome(&self) -> Outcome {
        self.0.clone()
    }

    /// The whole answer was handed to the connection.
    pub(crate) fn answered(&self) {
        self.0.settle(ANSWERED);
    }

    /// A fault broke the answer off.
    pub(crate) fn broken(&self) {
        self.0.settle(BROKEN);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.settle(ABANDONED);
    }
}
