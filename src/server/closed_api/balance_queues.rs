//! Five seconds between two changes of one member's balance.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::lock::OwnedMutexGuard;

use crate::server::member::Member;
use crate::transport::Platform;

/// The time that the server requires between two changes of one balance.
pub(super) const GAP: Duration = Duration::from_secs(5);

/// The queues of the members whose balances are changed. Calls about one member wait for each other; calls
/// about different members do not.
#[derive(Debug, Default)]
pub(super) struct BalanceQueues {
    queues: Mutex<HashMap<Member, Arc<Queue>>>,
}

/// The queue of one member.
#[derive(Debug, Default)]
struct Queue {
    /// A call that changes the balance holds this mutex until its answer is there, because the server may
    /// count the five seconds from any moment of the call.
    running: Arc<futures_util::lock::Mutex<()>>,
    /// The time at which the last change ended, as time since 1970-01-01 UTC.
    last_change: Mutex<Option<Duration>>,
}

impl Queue {
    fn last_change(&self) -> MutexGuard<'_, Option<Duration>> {
        self.last_change
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The part of the gap that is left at `now`.
    fn remaining_gap(&self, now: Duration) -> Duration {
        match *self.last_change() {
            // If the clock was set back, the wait is limited to the whole gap.
            Some(last) => (last.saturating_add(GAP)).saturating_sub(now).min(GAP),
            None => Duration::ZERO,
        }
    }
}

/// The permission to change a member's balance. While it exists, no other change of that balance is sent,
/// nor for five seconds after it was dropped. The five seconds count however the call has ended, for a
/// change whose answer was lost may have been made.
pub(super) struct Turn<'p, P: Platform> {
    queue: Arc<Queue>,
    platform: &'p P,
    _running: OwnedMutexGuard<()>,
}

impl<P: Platform> Drop for Turn<'_, P> {
    fn drop(&mut self) {
        *self.queue.last_change() = Some(self.platform.now());
    }
}

impl BalanceQueues {
    /// Waits until the member's balance may be changed.
    pub async fn turn<'p, P: Platform>(&self, member: Member, platform: &'p P) -> Turn<'p, P> {
        let queue = self.queue(member, platform.now());
        let running = Arc::clone(&queue.running).lock_owned().await;
        let gap = queue.remaining_gap(platform.now());
        if !gap.is_zero() {
            platform.sleep(gap).await;
        }
        Turn {
            queue,
            platform,
            _running: running,
        }
    }

    /// Starts the five seconds for another name of a member whose balance was changed at `now`.
    pub fn mark_changed(&self, member: Member, now: Duration) {
        *self.queue(member, now).last_change() = Some(now);
    }

    /// The queue of a member; queues that no call uses and whose gap is over are removed on the way, for a
    /// shop has many members.
    fn queue(&self, member: Member, now: Duration) -> Arc<Queue> {
        let member = match member {
            Member::IdUser(id) => Member::IdUser(id.trim().to_owned()),
            Member::EmailUser(email) => Member::EmailUser(email.trim().to_lowercase()),
        };
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        queues
            .retain(|_, queue| Arc::strong_count(queue) > 1 || !queue.remaining_gap(now).is_zero());
        Arc::clone(queues.entry(member).or_default())
    }
}
