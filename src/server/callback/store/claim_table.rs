//! The rules by which claims are granted and settled, as pure functions of a table. The store in memory works
//! by them; those in databases have the same rules in their statements.

use std::collections::HashMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Bid, Claim, End, Ended, Found, Reservation, Step, Unfinished};
use crate::transport::milliseconds;

/// A change of the claim of a key. Serialized as JSON, it is a line of the journals that earlier versions have written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::server) enum ClaimChange {
    Claimed {
        key: String,
        attempt: u32,
        /// The end of the lease, in milliseconds since 1970-01-01 UTC.
        until: u64,
        note: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<OwnedStep>,
        /// Whether the callback has just arrived, so that the finished work of its order with another
        /// status is forgotten.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        arrived: bool,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        owner: String,
    },
    Done {
        key: String,
        attempt: u32,
        /// The time at which the work was done, in milliseconds since 1970-01-01 UTC.
        at: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<OwnedStep>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    Failed {
        key: String,
        /// The time from which the work is listed as unfinished, in milliseconds since 1970-01-01 UTC.
        #[serde(default)]
        next: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    GivenUp {
        key: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    Refused {
        key: String,
    },
}

/// The order and the status of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::server) struct OwnedStep {
    order: String,
    status: String,
}

impl From<Step<'_>> for OwnedStep {
    fn from(step: Step<'_>) -> Self {
        Self {
            order: step.order.to_owned(),
            status: step.status.to_owned(),
        }
    }
}

/// A claim as a row of a table, with the names that [`statements`](super::statements) has for its fields.
#[cfg(any(
    all(feature = "sqlite", not(target_arch = "wasm32")),
    feature = "server-js"
))]
#[derive(Debug, Serialize)]
pub(in crate::server) struct ClaimRow<'t> {
    pub key: &'t str,
    pub attempt: u32,
    /// The end of the lease, or the time at which the work was done.
    pub until: u64,
    /// The time from which it is listed as unfinished; `None` for work that was given up.
    pub next: Option<u64>,
    pub note: &'t str,
    pub done: bool,
    pub order: Option<&'t str>,
    pub status: Option<&'t str>,
}

#[derive(Debug)]
struct Entry {
    attempt: u32,
    owner: String,
    state: State,
    step: Option<OwnedStep>,
}

#[derive(Debug)]
enum State {
    /// The work was claimed. It can be claimed again from `until` on, in milliseconds since 1970-01-01
    /// UTC; 0 after a failed attempt.
    Begun {
        until: u64,
        next: Next,
        note: String,
    },
    /// The work was done at `at`, in milliseconds since 1970-01-01 UTC.
    Done { at: u64, note: String },
}

/// When unfinished work is to be begun again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// From this time on, in milliseconds since 1970-01-01 UTC.
    From(u64),
    /// When a person says so.
    Never,
}

/// The claims of all keys.
#[derive(Debug, Default)]
pub(in crate::server) struct ClaimTable {
    entries: HashMap<String, Entry>,
    /// The keys of finished work, by the order that they are about. Keys stay here until their order has another status.
    done_of_order: HashMap<String, Vec<String>>,
    /// The owners of the reserved keys, and the ends of their reservations in milliseconds since 1970-01-01 UTC.
    reservations: HashMap<String, (String, u64)>,
    /// The fingerprint of the shop's secret.
    secret: Option<String>,
}

impl ClaimTable {
    /// Decides about a claim. The change, if there is one, takes effect when it is
    /// [applied](Self::apply); the caller stores it in between.
    pub fn claim(&self, bid: &Bid<'_>) -> (Claim, Option<ClaimChange>) {
        let now = milliseconds(bid.now);
        let attempt = match self.entries.get(bid.key) {
            None => 1,
            Some(entry) => match &entry.state {
                State::Done { .. } => return (Claim::Done, None),
                State::Begun { .. } if !bid.owner.is_empty() && entry.owner == bid.owner => {
                    entry.attempt
                }
                State::Begun { until, .. } if *until > now => {
                    let left = Duration::from_millis(until - now);
                    return (Claim::InProgress { left }, None);
                }
                State::Begun { .. } => entry.attempt.saturating_add(1),
            },
        };
        let change = ClaimChange::Claimed {
            key: bid.key.to_owned(),
            attempt,
            until: now.saturating_add(milliseconds(bid.lease)),
            note: bid.note.to_owned(),
            step: match (bid.step, self.entries.get(bid.key)) {
                (Some(step), _) => Some(step.into()),
                (None, Some(entry)) => entry.step.clone(),
                (None, None) => None,
            },
            arrived: bid.step.is_some(),
            owner: bid.owner.to_owned(),
        };
        (Claim::Claimed { attempt }, Some(change))
    }

    /// The change that settles a claim; `None` where the work is done already, or where a later attempt
    /// holds the lease.
    pub fn settle(&self, ended: &Ended<'_>) -> Option<ClaimChange> {
        let entry = self.entries.get(ended.key);
        let is_done = entry.is_some_and(|entry| matches!(entry.state, State::Done { .. }));
        let is_last = entry.is_some_and(|entry| {
            entry.attempt == ended.attempt && ["", &*entry.owner].contains(&ended.owner)
        });
        let key = ended.key.to_owned();
        let note = ended.note.map(str::to_owned);
        match ended.end {
            _ if is_done => None,
            End::Done => Some(ClaimChange::Done {
                key,
                attempt: ended.attempt,
                at: milliseconds(ended.now),
                step: entry.and_then(|entry| entry.step.clone()),
                note: note.unwrap_or_default(),
            }),
            _ if !is_last => None,
            End::Failed { next } => Some(ClaimChange::Failed {
                key,
                next: milliseconds(next),
                note,
            }),
            End::GivenUp => Some(ClaimChange::GivenUp { key, note }),
            End::Refused => Some(ClaimChange::Refused { key }),
        }
    }

    /// Applies a change to the table.
    pub fn apply(&mut self, change: ClaimChange) {
        match change {
            ClaimChange::Claimed {
                key,
                attempt,
                until,
                note,
                step,
                arrived,
                owner,
            } => {
                if let Some(step) = step.as_ref().filter(|_| arrived) {
                    self.forget_other_statuses(step);
                }
                let next = Next::From(0);
                let state = State::Begun { until, next, note };
                let entry = Entry {
                    attempt,
                    owner,
                    state,
                    step,
                };
                self.entries.insert(key, entry);
            }
            ClaimChange::Done {
                key,
                attempt,
                at,
                step,
                note,
            } => {
                if let Some(step) = &step {
                    let of_order = self.done_of_order.entry(step.order.clone()).or_default();
                    if !of_order.contains(&key) {
                        of_order.push(key.clone());
                    }
                }
                let state = State::Done { at, note };
                let entry = Entry {
                    attempt,
                    owner: String::new(),
                    state,
                    step,
                };
                self.entries.insert(key, entry);
            }
            ClaimChange::Failed { key, next, note } => self.end(&key, Next::From(next), note),
            ClaimChange::GivenUp { key, note } => self.end(&key, Next::Never, note),
            ClaimChange::Refused { key } => {
                self.entries.remove(&key);
            }
        }
    }

    /// Ends the lease of work that has failed.
    fn end(&mut self, key: &str, when: Next, new_note: Option<String>) {
        if let Some(Entry {
            state: State::Begun { until, next, note },
            ..
        }) = self.entries.get_mut(key)
        {
            *until = 0;
            *next = when;
            if let Some(new_note) = new_note {
                *note = new_note;
            }
        }
    }

    /// Removes the finished work of the step's order with another status.
    fn forget_other_statuses(&mut self, step: &OwnedStep) {
        let Some(of_order) = self.done_of_order.get_mut(&step.order) else {
            return;
        };
        of_order.retain(|key| {
            let Some(entry) = self.entries.get(key) else {
                return false;
            };
            let is_done = matches!(entry.state, State::Done { .. });
            let is_same = entry.step.as_ref() == Some(step);
            if is_done && !is_same {
                self.entries.remove(key);
            }
            is_done && is_same
        });
        if of_order.is_empty() {
            self.done_of_order.remove(&step.order);
        }
    }

    /// Ends all leases. A program calls this when it opens a store that no other program has open:
    /// whoever held these leases has ended.
    #[cfg(any(
        all(feature = "sqlite", not(target_arch = "wasm32")),
        feature = "server-js"
    ))]
    pub fn end_leases(&mut self) {
        for entry in self.entries.values_mut() {
            if let State::Begun { until, .. } = &mut entry.state {
                *until = 0;
            }
        }
    }

    /// Removes the keys of work that was done longer than `kept` ago. Unfinished work is never removed.
    pub fn forget(&mut self, now: Duration, kept: Duration) {
        let since = milliseconds(now.saturating_sub(kept));
        self.entries.retain(|_, entry| match entry.state {
            State::Done { at, .. } => at >= since,
            State::Begun { .. } => true,
        });
        self.done_of_order.retain(|_, keys| {
            keys.retain(|key| self.entries.contains_key(key));
            !keys.is_empty()
        });
    }

    /// The claims that are neither done nor running nor given up, and whose time has come, sorted by their
    /// keys.
    pub fn unfinished(&self, now: Duration) -> Vec<Unfinished> {
        let now = milliseconds(now);
        self.begun(|until, next| until <= now && matches!(next, Next::From(from) if from <= now))
    }

    /// The claims of work that was given up, sorted by their keys.
    pub fn given_up(&self) -> Vec<Unfinished> {
        self.begun(|_, next| next == Next::Never)
    }

    /// The claims of work that is not done, where `is_wanted` says so of the end of the lease and of the
    /// time to begin again.
    fn begun(&self, is_wanted: impl Fn(u64, Next) -> bool) -> Vec<Unfinished> {
        let wanted = self.entries.iter().filter_map(|(key, entry)| {
            let State::Begun { until, next, note } = &entry.state else {
                return None;
            };
            is_wanted(*until, *next).then(|| Unfinished {
                key: key.clone(),
                note: note.clone(),
                attempt: entry.attempt,
            })
        });
        let mut wanted: Vec<Unfinished> = wanted.collect();
        wanted.sort_by(|one, other| one.key.cmp(&other.key));
        wanted
    }

    /// What the table has under a key.
    pub fn find(&self, key: &str) -> Option<Found> {
        let entry = self.entries.get(key)?;
        let (done, note) = match &entry.state {
            State::Begun { note, .. } => (false, note),
            State::Done { note, .. } => (true, note),
        };
        Some(Found {
            attempt: entry.attempt,
            done,
            note: note.clone(),
        })
    }

    /// Reserves a key: `None` where the reservation is granted, else how long that of another owner lasts.
    pub fn reserve(&mut self, reservation: &Reservation<'_>) -> Option<Duration> {
        let now = milliseconds(reservation.now);
        self.reservations.retain(|_, (_, until)| *until > now);
        if let Some((owner, until)) = self.reservations.get(reservation.key)
            && owner != reservation.owner
        {
            return Some(Duration::from_millis(until - now));
        }
        let until = now.saturating_add(milliseconds(reservation.length));
        let kept = (reservation.owner.to_owned(), until);
        self.reservations.insert(reservation.key.to_owned(), kept);
        None
    }

    /// Remembers the fingerprint of the shop's secret. False where the shop's is another one than `secret` and
    /// `previous`.
    pub fn check_secret(&mut self, secret: &str, previous: Option<&str>) -> bool {
        let kept = self.secret.as_deref();
        if kept.is_some_and(|kept| kept != secret && Some(kept) != previous) {
            return false;
        }
        self.secret = Some(secret.to_owned());
        true
    }

    /// The claims, as the rows that stores in databases have.
    #[cfg(any(
        all(feature = "sqlite", not(target_arch = "wasm32")),
        feature = "server-js"
    ))]
    pub fn rows(&self) -> impl Iterator<Item = ClaimRow<'_>> {
        self.entries.iter().map(|(key, entry)| {
            let (until, next, note, done) = match &entry.state {
                State::Begun { until, next, note } => {
                    let next = match *next {
                        Next::From(next) => Some(next),
                        Next::Never => None,
                    };
                    (*until, next, note, false)
                }
                State::Done { at, note } => (*at, Some(0), note, true),
            };
            let step = entry.step.as_ref();
            ClaimRow {
                key,
                attempt: entry.attempt,
                until,
                next,
                note,
                done,
                order: step.map(|step| &*step.order),
                status: step.map(|step| &*step.status),
            }
        })
    }

    /// The number of keys.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
}
