//! The rules by which work is claimed and settled, without a place to keep them: pure values.

use std::collections::HashMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Bid, Claim, End, Unfinished};
use crate::transport::milliseconds;

/// What has happened to a key. Written down, it is a line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::server) enum Change {
    Claimed {
        key: String,
        attempt: u32,
        /// Milliseconds since 1970.
        until: u64,
        note: String,
    },
    Done {
        key: String,
        attempt: u32,
        /// Milliseconds since 1970.
        at: u64,
    },
    Failed {
        key: String,
    },
    Refused {
        key: String,
    },
}

#[derive(Debug)]
struct Entry {
    attempt: u32,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Begun; may be begun again from then on, which for one that failed is always.
    Begun { until: u64, note: String },
    /// Done, then.
    Done { at: u64 },
}

/// Everything that is noted.
#[derive(Debug, Default)]
pub(in crate::server) struct Table {
    entries: HashMap<String, Entry>,
}

impl Table {
    /// The answer to a bid, and what becomes of the key where it is granted.
    pub fn claim(&self, bid: &Bid<'_>) -> (Claim, Option<Change>) {
        let now = milliseconds(bid.now);
        let attempt = match self.entries.get(bid.key) {
            None => 1,
            Some(entry) => match &entry.state {
                State::Done { .. } => return (Claim::Done, None),
                State::Begun { until, .. } if *until > now => {
                    let left = Duration::from_millis(until - now);
                    return (Claim::InProgress { left }, None);
                }
                State::Begun { .. } => entry.attempt.saturating_add(1),
            },
        };
        let change = Change::Claimed {
            key: bid.key.to_owned(),
            attempt,
            until: now.saturating_add(milliseconds(bid.lease)),
            note: bid.note.to_owned(),
        };
        (Claim::Claimed { attempt }, Some(change))
    }

    /// What becomes of a key when an attempt ends; nothing where that attempt has no say any more.
    pub fn settle(&self, key: &str, attempt: u32, end: End, now: Duration) -> Option<Change> {
        let entry = self.entries.get(key);
        let is_done = entry.is_some_and(|entry| matches!(entry.state, State::Done { .. }));
        let is_last = entry.is_some_and(|entry| entry.attempt == attempt);
        let key = key.to_owned();
        match end {
            _ if is_done => None,
            End::Done => Some(Change::Done {
                key,
                attempt,
                at: milliseconds(now),
            }),
            _ if !is_last => None,
            End::Failed => Some(Change::Failed { key }),
            End::Refused => Some(Change::Refused { key }),
        }
    }

    /// Lets something have happened.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Claimed {
                key,
                attempt,
                until,
                note,
            } => {
                let state = State::Begun { until, note };
                self.entries.insert(key, Entry { attempt, state });
            }
            Change::Done { key, attempt, at } => {
                let state = State::Done { at };
                self.entries.insert(key, Entry { attempt, state });
            }
            Change::Failed { key } => {
                if let Some(Entry {
                    state: State::Begun { until, .. },
                    ..
                }) = self.entries.get_mut(&key)
                {
                    *until = 0;
                }
            }
            Change::Refused { key } => {
                self.entries.remove(&key);
            }
        }
    }

    /// Ends all leases: whoever held them is gone.
    #[cfg(any(not(target_arch = "wasm32"), feature = "server-js"))]
    pub fn end_leases(&mut self) {
        for entry in self.entries.values_mut() {
            if let State::Begun { until, .. } = &mut entry.state {
                *until = 0;
            }
        }
    }

    /// Forgets what was done longer ago than this. What was not done is never forgotten.
    pub fn forget(&mut self, now: Duration, kept: Duration) {
        let since = milliseconds(now.saturating_sub(kept));
        self.entries.retain(|_, entry| match entry.state {
            State::Done { at } => at >= since,
            State::Begun { .. } => true,
        });
    }

    pub fn unfinished(&self, now: Duration) -> Vec<Unfinished> {
        let now = milliseconds(now);
        let mut unfinished: Vec<Unfinished> = self
            .entries
            .iter()
            .filter_map(|(key, entry)| match &entry.state {
                State::Begun { until, note } if *until <= now => Some(Unfinished {
                    key: key.clone(),
                    note: note.clone(),
                }),
                _ => None,
            })
            .collect();
        unfinished.sort_by(|one, other| one.key.cmp(&other.key));
        unfinished
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// What must have happened for everything to be as it is.
    #[cfg(any(not(target_arch = "wasm32"), feature = "server-js"))]
    pub fn changes(&self) -> impl Iterator<Item = Change> {
        self.entries.iter().map(|(key, entry)| {
            let key = key.clone();
            let attempt = entry.attempt;
            match &entry.state {
                State::Begun { until, note } => Change::Claimed {
                    key,
                    attempt,
                    until: *until,
                    note: note.clone(),
                },
                State::Done { at } => Change::Done {
                    key,
                    attempt,
                    at: *at,
                },
            }
        })
    }
}
