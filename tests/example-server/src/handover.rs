//! Doing something at another system once, whatever happens in between.
//!
//! Before anything is sent, the journal has it that it is about to be: that is the store's `claim`, and from
//! then on "nobody knows" is what a crash leaves behind. What is known is noted at once:
//!
//! | outcome | noted as | next time |
//! |---|---|---|
//! | done | `Done` | never again |
//! | certainly not done (refused, never left) | `Refused`: forgotten | as if for the first time |
//! | nobody knows: lost answer, timeout, crash | `Failed`, or the claim itself | attempt 2: looked for first |

use std::time::Duration;

use bukaolshop::server::callback::store::{Bid, Claim, End, Ended};
use bukaolshop::server::callback::{FileStore, Reason, Rejection, Store};
use bukaolshop::transport::Platform;
use bukaolshop::transport::native::System;
use bukaolshop::{Error, ErrorKind};

use crate::log;

/// How long work may take, but for waiting until another system has settled.
const WORK: Duration = Duration::from_secs(120);

/// How long the work on a callback may take.
pub(crate) fn deadline(settle: Duration) -> Duration {
    WORK.saturating_add(settle)
}

/// What another system says of what may have been done there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// It was done.
    Done,
    /// It was not.
    NotDone,
    /// There is no way to tell: a person has to look.
    Unknown,
}

/// What can be done once.
pub(crate) trait Errand: Sync {
    /// Whether it was done by an earlier attempt.
    fn look(&self) -> impl Future<Output = Result<Found, Error>> + Send;

    /// Does it. [`ErrorKind::UnknownOutcome`] where nobody knows whether it was done; any other error where
    /// it certainly was not.
    fn send(&self) -> impl Future<Output = Result<(), Error>> + Send;

    /// Whether doing it twice does no harm, so that nobody has to look.
    fn is_idempotent(&self) -> bool;
}

/// Has an errand run once under this key. `settle` is how long the other system may still be at a request
/// of which no answer came.
///
/// `Ok` means that nothing is left to be done by the program: it was done, now or before, or it is held for
/// a person.
pub(crate) async fn once(
    store: &FileStore,
    platform: &System,
    settle: Duration,
    key: &str,
    note: &str,
    errand: &impl Errand,
) -> Result<(), Rejection> {
    // Nobody begins what is still being done.
    let lease = deadline(settle).saturating_add(WORK);
    let claim = store
        .claim(&Bid::new(key, note, platform.now(), lease))
        .await?;
    let attempt = match claim {
        Claim::Claimed { attempt } => attempt,
        Claim::Done => return Ok(()),
        Claim::InProgress { left } => {
            let mut busy = Rejection::new(Reason::InProgress);
            busy.retry_after = Some(left);
            return Err(busy);
        }
    };
    let note_end = async |end| {
        let ended = Ended::new(key, attempt, end, platform.now());
        store.settle(&ended).await
    };
    // What is not known to be done is looked for by the next callback, or by whoever begins it again.
    let failed = End::Failed {
        next: Duration::ZERO,
    };
    if attempt > 1 && !errand.is_idempotent() {
        match earlier(platform, settle, errand).await {
            Ok(Found::Done) => {
                note_end(End::Done).await?;
                log::order(key, "found: it was forwarded before");
                return Ok(());
            }
            Ok(Found::NotDone) => {}
            Ok(Found::Unknown) => {
                note_end(failed).await?;
                log::order(key, "held: unknown_outcome, a person has to look");
                return Ok(());
            }
            Err(error) => {
                note_end(failed).await?;
                return Err(error.into());
            }
        }
    }
    match errand.send().await {
        Ok(()) => {
            note_end(End::Done).await?;
            log::order(key, "forwarded");
            Ok(())
        }
        Err(error) if error.kind == ErrorKind::UnknownOutcome => {
            note_end(failed).await?;
            Err(error.into())
        }
        Err(error) => {
            note_end(End::Refused).await?;
            Err(error.into())
        }
    }
}

/// Looks, and where nothing is seen, waits until nothing can be under way any more, and looks again.
async fn earlier(
    platform: &System,
    settle: Duration,
    errand: &impl Errand,
) -> Result<Found, Error> {
    match errand.look().await? {
        Found::NotDone => {
            platform.sleep(settle).await;
            errand.look().await
        }
        seen => Ok(seen),
    }
}
