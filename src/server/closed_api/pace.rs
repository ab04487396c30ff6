//! Five seconds from one change of a member's balance to the next.

use std::collections::HashMap;
use std::sync::{Arc, Mutex as Lock, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::lock::{Mutex, OwnedMutexGuard};

use crate::server::member::Member;
use crate::transport::Platform;

/// What the server wants to see between two changes.
pub(super) const GAP: Duration = Duration::from_secs(5);

/// Who has to wait for whom. Calls about one member queue up; those about others do not meet.
#[derive(Debug, Default)]
pub(super) struct Pace {
    members: Lock<HashMap<Member, Arc<Queue>>>,
}

/// The queue of a member.
#[derive(Debug, Default)]
struct Queue {
    /// Whoever changes the balance holds it until the answer is there: the server counts from a moment
    /// in between.
    line: Arc<Mutex<()>>,
    /// When the last change was over.
    last: Lock<Option<Duration>>,
}

impl Queue {
    fn last(&self) -> MutexGuard<'_, Option<Duration>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn left(&self, now: Duration) -> Duration {
        match *self.last() {
            // A clock that was set back asks for no more than the whole time.
            Some(last) => (last.saturating_add(GAP)).saturating_sub(now).min(GAP),
            None => Duration::ZERO,
        }
    }
}

/// A member's turn: as long as it is held, nobody else's change of that balance is sent, nor for five
/// seconds after. It is given back however the call ends: one whose answer is lost may have been made.
pub(super) struct Turn<'p, P: Platform> {
    queue: Arc<Queue>,
    platform: &'p P,
    _line: OwnedMutexGuard<()>,
}

impl<P: Platform> Drop for Turn<'_, P> {
    fn drop(&mut self) {
        *self.queue.last() = Some(self.platform.now());
    }
}

impl Pace {
    /// Waits for the member's turn.
    pub async fn turn<'p, P: Platform>(&self, member: Member, platform: &'p P) -> Turn<'p, P> {
        let queue = self.queue(member, platform.now());
        let line = Arc::clone(&queue.line).lock_owned().await;
        let left = queue.left(platform.now());
        if !left.is_zero() {
            platform.sleep(left).await;
        }
        Turn {
            queue,
            platform,
            _line: line,
        }
    }

    /// This is another name of a member whose balance was changed just now.
    pub fn also(&self, member: Member, now: Duration) {
        *self.queue(member, now).last() = Some(now);
    }

    fn queue(&self, member: Member, now: Duration) -> Arc<Queue> {
        let member = match member {
            Member::IdUser(id) => Member::IdUser(id.trim().to_owned()),
            Member::EmailUser(email) => Member::EmailUser(email.trim().to_lowercase()),
        };
        let mut members = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        // A shop has many members; those whose time is over, and for whom nobody waits, are forgotten.
        members.retain(|_, queue| Arc::strong_count(queue) > 1 || !queue.left(now).is_zero());
        Arc::clone(members.entry(member).or_default())
    }
}
