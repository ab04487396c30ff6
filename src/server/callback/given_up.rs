//! Work that was given up: the note that the store keeps of it, and how a person reads it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::rejection::Rejection;
use crate::transport::milliseconds;

/// The note of work that was given up: that of its claim, and why it was given up.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GivenUpNote {
    /// The note of the claim.
    note: String,
    given_up: Why,
}

/// Why work was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Why {
    /// The name of the reason.
    pub reason: String,
    /// The note of the rejection, which holds no member's data.
    #[serde(default)]
    pub why: Option<String>,
    /// The time in milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

/// The note of a claim with the rejection that it was given up for.
pub(super) fn given_up_note(note: &str, rejection: &Rejection, now: Duration) -> Option<String> {
    let (note, _) = read_note(note);
    serde_json::to_string(&GivenUpNote {
        note,
        given_up: Why {
            reason: rejection.reason.name().to_owned(),
            why: rejection.note.clone(),
            at: milliseconds(now),
        },
    })
    .ok()
}

/// The note of the claim, and why the work was given up, where it was.
pub(super) fn read_note(note: &str) -> (String, Option<Why>) {
    match serde_json::from_str::<GivenUpNote>(note) {
        Ok(GivenUpNote { note, given_up }) => (note, Some(given_up)),
        Err(_) => (note.to_owned(), None),
    }
}

/// Work that was given up, for a person to look at.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DeadLetter {
    /// The key of the work in the store.
    pub key: String,
    /// What the work is.
    pub work: DeadWork,
    /// The name of the reason for which it was given up: `held`, `work_failed`.
    pub reason: String,
    /// The note for the log that the last attempt has left.
    pub note: Option<String>,
    /// The number of attempts.
    pub attempts: u32,
    /// The time at which it was given up, in milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

/// The kinds of work that can be given up.
#[derive(Debug, Clone, PartialEq)]
pub enum DeadWork {
    /// The work on a callback. [`Receiver::retry`](super::Receiver::retry) begins it again.
    Callback(super::Callback),
    /// Something that was to be sent once, and may have been. A person looks at the other system, and
    /// [`Guard::decide`](super::Guard::decide) notes whether it was.
    Sent {
        /// What was to be sent is about this, for example the number of an order.
        about: Option<String>,
        /// The time of the last sending, in milliseconds since 1970-01-01 UTC.
        at: u64,
    },
}
