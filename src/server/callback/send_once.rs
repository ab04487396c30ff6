//! Sending something to another system once, whatever happens in between.
//!
//! The store notes that something is about to be sent before it is sent: that is the claim, and a crash
//! leaves it behind. What is known afterwards is noted at once:
//!
//! | outcome | noted as | next time |
//! |---|---|---|
//! | it was done | done | nothing is sent |
//! | it was certainly not done: refused, or it never left | the key is deleted | as if for the first time |
//! | unknown: the answer was lost, the deadline passed, the program crashed | failed, or the claim itself | it is looked for first |
//! | unknown, and the other system cannot be asked | given up | a person decides |

use std::future::Future;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::given_up::{given_up_note, read_note};
use super::guard::{Guard, Ran, in_progress};
use super::rejection::{Reason, Rejection};
use super::store::{Claim, End, Ended, Store};
use crate::error::{Error, ErrorKind};
use crate::language::{filled, sentence};
use crate::server::money::Outcome;
use crate::transport::{MaybeSend, MaybeSync, Platform, milliseconds};

/// Something that is sent to another system once, by [`Guard::send_once`].
///
/// ```
/// use bukaolshop::server::Outcome;
/// use bukaolshop::server::callback::{Errand, Failed, Rejection};
/// # struct Mailer;
/// # impl Mailer {
/// #     async fn has(&self, _: &str) -> Result<bool, Rejection> { Ok(true) }
/// #     async fn deliver(&self, _: &str) -> Result<(), bukaolshop::Error> { Ok(()) }
/// # }
///
/// /// The letter about an order.
/// struct Letter<'l> {
///     mailer: &'l Mailer,
///     nomor_pembayaran: &'l str,
/// }
///
/// impl Errand for Letter<'_> {
///     async fn look(&self) -> Result<Option<Outcome>, Rejection> {
///         let was_sent = self.mailer.has(self.nomor_pembayaran).await?;
///         Ok(Some(if was_sent { Outcome::Changed } else { Outcome::NotChanged }))
///     }
///
///     async fn send(&self) -> Result<(), Failed> {
///         Ok(self.mailer.deliver(self.nomor_pembayaran).await?)
///     }
/// }
/// ```
pub trait Errand: MaybeSync {
    /// Asks the other system whether an earlier attempt has sent it: [`Outcome::Changed`] where it has, and
    /// [`Outcome::NotChanged`] where it certainly has not. `None` where that system cannot be asked.
    ///
    /// # Errors
    /// The reason for which it is not known now. Nothing is sent then, and the other system is asked again later.
    fn look(&self) -> impl Future<Output = Result<Option<Outcome>, Rejection>> + MaybeSend;

    /// Sends it to the other system.
    ///
    /// # Errors
    /// [`Failed`] says whether it may have been sent all the same.
    fn send(&self) -> impl Future<Output = Result<(), Failed>> + MaybeSend;

    /// Whether the other system recognizes it when it comes again. Then it is sent again instead of looked for. Default:
    /// false.
    fn repeatable(&self) -> bool {
        false
    }
}

/// Why sending has failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failed {
    /// It was certainly not sent, or the other system has refused it.
    NotDone(Rejection),
    /// It may have been sent: the request may have arrived, and no answer tells what became of it.
    Unknown(Rejection),
}

/// The errors of this crate's clients tell which of the two it is.
impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        match error.kind {
            ErrorKind::UnknownOutcome => Failed::Unknown(error.into()),
            _ => Failed::NotDone(error.into()),
        }
    }
}

/// The note of an errand.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ErrandNote {
    /// What the errand is about.
    pub about: Option<String>,
    /// The time at which it was last sent or about to be, in milliseconds since 1970-01-01 UTC.
    pub sending: u64,
}

impl ErrandNote {
    pub fn read(note: &str) -> Option<Self> {
        serde_json::from_str(&read_note(note).0).ok()
    }

    fn text(&self) -> Result<String, Rejection> {
        serde_json::to_string(self).map_err(|_| Rejection::new(Reason::StoreFailed))
    }
}

/// The longest key, in bytes.
const LONGEST_KEY: usize = 400;

/// Checks the key of an errand: 1 to 400 letters, digits and `-_.~%:`.
pub(in crate::server) fn checked_key(key: &str) -> Result<(), Error> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~%:".contains(&byte);
    if key.is_empty() || key.len() > LONGEST_KEY || !key.bytes().all(is_plain) {
        return Err(Error::argument(
            "kunci harus 1 sampai 400 huruf, angka, atau -_.~%:, misalnya mitra:2853130173354",
        ));
    }
    Ok(())
}

impl<S: Store, P: Platform> Guard<S, P> {
    /// Sends something once under a key, which must be a different one for each thing that is sent. `about`
    /// is what it is about, for example the number of the order; a key that was used about something else is
    /// refused, so that two orders never share one.
    ///
    /// An attempt that may have been carried out is looked for before anything is sent again, but not before
    /// the other system [has certainly finished with it](Self::settled_after). The guard can be used inside
    /// its own work and inside that of another one.
    ///
    /// # Errors
    /// - [`Reason::KeyTaken`]: the key is that of something else.
    /// - [`Reason::Held`]: it may have been done and the other system cannot tell, so a person must look.
    /// - [`Reason::InProgress`]: it is being sent.
    /// - [`Reason::WorkFailed`], and whatever `look` and `send` return: it is not done, or not known to be
    ///   done. Calling this method again later goes on from there.
    /// - [`Reason::StoreFailed`].
    pub async fn send_once(
        &self,
        key: &str,
        about: Option<&str>,
        errand: &impl Errand,
    ) -> Result<Ran, Rejection> {
        checked_key(key)?;
        let found = self.store.find(key).await?;
        let before = found
            .as_ref()
            .and_then(|found| ErrandNote::read(&found.note));
        let noted = before.as_ref().and_then(|before| before.about.as_deref());
        if let (Some(noted), Some(about)) = (noted, about)
            && noted != about
        {
            let note = sentence("kunci {key} sudah dipakai untuk {about}");
            let note = filled(note, &[("key", key), ("about", noted)]);
            return Err(Rejection::new(Reason::KeyTaken).noting(note));
        }
        if found.as_ref().is_some_and(|found| found.done) {
            return Ok(Ran::Before);
        }
        let now = self.now();
        let note = ErrandNote {
            about: about.or(noted).map(str::to_owned),
            sending: milliseconds(now),
        };
        let text = note.text()?;
        let owner = self.owner();
        let bid = self.bid(key, &text, &owner);
        let attempt = match self.store.claim(&bid).await? {
            Claim::Claimed { attempt } => attempt,
            Claim::Done => return Ok(Ran::Before),
            Claim::InProgress { left } => return Err(in_progress(left)),
        };
        let mut claim = ErrandClaim {
            guard: self,
            key,
            attempt,
            owner,
            note,
            text,
        };
        if attempt > 1 && !errand.repeatable() {
            // Where another program has made an attempt in between, its time is not known.
            let sent_at = match (&found, before) {
                (Some(found), Some(before)) if found.attempt.checked_add(1) == Some(attempt) => {
                    before.sending
                }
                _ => milliseconds(now),
            };
            if let Some(ran) = claim.look(sent_at, errand).await? {
                return Ok(ran);
            }
            claim = claim.again(sent_at).await?;
        }
        claim.send(errand).await
    }

    /// Notes what a person has found out about something that may have been sent. If it was not done, it can
    /// be sent again. False where there is nothing unfinished under this key, or where it is being sent.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    pub async fn decide(&self, key: &str, done: bool) -> Result<bool, Rejection> {
        let Some(found) = self.store.find(key).await?.filter(|found| !found.done) else {
            return Ok(false);
        };
        let now = self.now();
        let (note, _) = read_note(&found.note);
        let owner = self.owner();
        let bid = self.bid(key, &note, &owner);
        let Claim::Claimed { attempt } = self.store.claim(&bid).await? else {
            return Ok(false);
        };
        let end = match done {
            true => End::Done,
            false => End::Refused,
        };
        let ended = Ended::new(key, attempt, end, now).note(&note).owner(&owner);
        self.store.settle(&ended).await?;
        Ok(true)
    }
}

/// A claim of an errand.
struct ErrandClaim<'c, S, P> {
    guard: &'c Guard<S, P>,
    key: &'c str,
    attempt: u32,
    owner: String,
    note: ErrandNote,
    /// The note as the store has it.
    text: String,
}

impl<S: Store, P: Platform> ErrandClaim<'_, S, P> {
    async fn settle(&self, end: End, note: &str) -> Result<(), Rejection> {
        let ended = Ended::new(self.key, self.attempt, end, self.guard.now());
        let ended = ended.note(note).owner(&self.owner);
        Ok(self.guard.store.settle(&ended).await?)
    }

    /// Leaves the errand to a person.
    async fn hold(&self, why: String) -> Rejection {
        let held = Rejection::new(Reason::Held).noting(format!("{}: {why}", self.key));
        let note = given_up_note(&self.text, &held, self.guard.now());
        match self
            .settle(End::GivenUp, note.as_deref().unwrap_or(&self.text))
            .await
        {
            Ok(()) => held,
            Err(failed) => failed,
        }
    }

    /// Leaves the errand for later: `next` is the time from which it may be sent, and `sent_at` the time of
    /// the last attempt that may have been carried out.
    async fn leave(&self, next: Duration, sent_at: u64) -> Result<(), Rejection> {
        let note = ErrandNote {
            about: self.note.about.clone(),
            sending: sent_at,
        };
        self.settle(End::Failed { next }, &note.text()?).await
    }

    /// Looks for an earlier attempt, made at `sent_at`. `None`: it was not done, and can be sent.
    async fn look(&self, sent_at: u64, errand: &impl Errand) -> Result<Option<Ran>, Rejection> {
        let seen = match errand.look().await {
            Ok(seen) => seen,
            Err(rejection) => {
                let pause = self.guard.pause(self.attempt, &rejection);
                self.leave(self.guard.now().saturating_add(pause), sent_at)
                    .await?;
                let why = rejection.note.as_deref().unwrap_or_default();
                let note = sentence("{key}: look gagal, tidak dikirim lagi: {why}");
                let note = filled(note, &[("key", self.key), ("why", why)]);
                return Err(rejection.noting(note));
            }
        };
        match seen {
            Some(Outcome::Changed) => {
                self.settle(End::Done, &self.text).await?;
                Ok(Some(Ran::Before))
            }
            Some(Outcome::NotChanged) => {
                let settled =
                    Duration::from_millis(sent_at).saturating_add(self.guard.settled_after);
                let left = settled.saturating_sub(self.guard.now());
                if left.is_zero() {
                    return Ok(None);
                }
                self.leave(settled, sent_at).await?;
                let note = sentence("{key}: belum terlihat, ditunggu sebelum dikirim lagi");
                let note = filled(note, &[("key", self.key)]);
                Err(Rejection::failed(note).wait_at_least(Some(left)))
            }
            Some(Outcome::Unclear) => {
                let why = sentence("look tidak bisa memastikan");
                Err(self.hold(why.to_owned()).await)
            }
            None => {
                let why = sentence("sistem tujuan tidak bisa ditanya");
                Err(self.hold(why.to_owned()).await)
            }
        }
    }

    /// Claims the errand again, now that it is to be sent after it was looked for. Looking may have taken
    /// longer than the lease, so that another program may have claimed it meanwhile; and the time of sending
    /// must be known after a crash.
    async fn again(self, sent_at: u64) -> Result<Self, Rejection> {
        self.leave(self.guard.now(), sent_at).await?;
        let now = self.guard.now();
        let note = ErrandNote {
            about: self.note.about,
            sending: milliseconds(now),
        };
        let text = note.text()?;
        let owner = self.guard.owner();
        let bid = self.guard.bid(self.key, &text, &owner);
        match self.guard.store.claim(&bid).await? {
            Claim::Claimed { attempt } => Ok(Self {
                attempt,
                owner,
                note,
                text,
                ..self
            }),
            Claim::InProgress { left } => Err(in_progress(left)),
            Claim::Done => Err(in_progress(Duration::ZERO)),
        }
    }

    async fn send(&self, errand: &impl Errand) -> Result<Ran, Rejection> {
        let sending = self.guard.within_lease(errand.send());
        let late = || Err(Failed::Unknown(Rejection::new(Reason::WorkTimedOut)));
        match sending.await.unwrap_or_else(late) {
            Ok(()) => {
                self.settle(End::Done, &self.text).await?;
                Ok(Ran::Now)
            }
            Err(Failed::NotDone(rejection)) => {
                // A repeatable errand may have been carried out by an earlier attempt all the same.
                let end = match errand.repeatable() && self.attempt > 1 {
                    true => End::Failed {
                        next: self.guard.now(),
                    },
                    false => End::Refused,
                };
                self.settle(end, &self.text).await?;
                Err(rejection)
            }
            Err(Failed::Unknown(rejection)) => {
                let now = self.guard.now();
                let wait = match errand.repeatable() {
                    true => self.guard.pause(self.attempt, &rejection),
                    false => self.guard.settled_after,
                };
                self.leave(now.saturating_add(wait), milliseconds(now))
                    .await?;
                Err(rejection.wait_at_least(Some(wait)))
            }
        }
    }
}
