//! A clock for tests of programs that use this crate (feature `test-util`).

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use crate::transport::{BackgroundTask, Platform};

/// A clock that never waits: [`run`](Self::run) drives a future without any executor, and whenever all of it waits, time
/// leaps to the moment for which it waits first. Deadlines, waits between attempts and the day's end take no time.
///
/// It is the [`Platform`] of a test's own [`Transport`](crate::transport::Transport), whose answers must not come from a
/// real network: while such an answer is on its way, the clock sees that everything waits, and leaps to the deadline.
/// Each random number is 0.5, and texts are kept in memory. Clones are the same clock. The
/// [first page](crate#a-transport-of-ones-own) of this documentation has a transport with this clock.
///
/// ```
/// use std::time::Duration;
///
/// use bukaolshop::test_util::VirtualClock;
/// use bukaolshop::transport::Platform;
///
/// let clock = VirtualClock::new();
/// let begun = clock.now();
/// clock.run(clock.sleep(Duration::from_secs(3600)))?;
/// assert_eq!(clock.now() - begun, Duration::from_secs(3600));
/// # Ok::<(), bukaolshop::test_util::Stalled>(())
/// ```
#[derive(Clone, Default)]
pub struct VirtualClock(Arc<Mutex<World>>);

struct World {
    now: Duration,
    /// The moments that are waited for, each with a number that tells equal ones apart.
    timers: BTreeMap<(Duration, u64), Waker>,
    timers_made: u64,
    background: Vec<BackgroundTask>,
    stored: BTreeMap<String, String>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            // 2026-01-01, noon in Jakarta.
            now: Duration::from_secs(1_767_243_600),
            timers: BTreeMap::new(),
            timers_made: 0,
            background: Vec::new(),
            stored: BTreeMap::new(),
        }
    }
}

/// The error of [`VirtualClock::run`]: the future waits neither for a moment nor for a wake-up, so it would never end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stalled;

impl fmt::Display for Stalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the future waits, and nothing is going to happen")
    }
}

impl Error for Stalled {}

impl fmt::Debug for VirtualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualClock")
            .field("now", &self.world().now)
            .finish_non_exhaustive()
    }
}

/// Notes that a future can go on.
#[derive(Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Release);
    }
}

impl VirtualClock {
    /// A clock that shows noon of 2026-01-01 in Jakarta.
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs a future to its end, and with it what it runs in the background. Whenever all of it waits, time leaps to the
    /// moment for which it waits first.
    ///
    /// # Errors
    /// [`Stalled`] where the future waits for something that never happens.
    pub fn run<F: Future>(&self, future: F) -> Result<F::Output, Stalled> {
        let mut future = pin!(future);
        let flag = Arc::new(Flag::default());
        let waker = Waker::from(Arc::clone(&flag));
        let mut context = Context::from_waker(&waker);
        loop {
            flag.0.store(false, Ordering::Release);
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return Ok(output);
            }
            self.work_in_background(&mut context);
            if !flag.0.load(Ordering::Acquire) && !self.leap() {
                return Err(Stalled);
            }
        }
    }

    /// Polls each task in the background once.
    fn work_in_background(&self, context: &mut Context<'_>) {
        let tasks = std::mem::take(&mut self.world().background);
        for mut task in tasks {
            if task.as_mut().poll(context).is_pending() {
                self.world().background.push(task);
            }
        }
    }

    /// Sets the clock to the first moment that is waited for. False where there is none.
    fn leap(&self) -> bool {
        let mut world = self.world();
        let Some(((moment, _), waker)) = world.timers.pop_first() else {
            return false;
        };
        world.now = world.now.max(moment);
        drop(world);
        waker.wake();
        true
    }

    /// Sets the clock forward by this time, without running anything.
    pub fn advance(&self, duration: Duration) {
        let mut world = self.world();
        world.now = world.now.saturating_add(duration);
        let now = world.now;
        let later = world.timers.split_off(&(now, u64::MAX));
        let passed = std::mem::replace(&mut world.timers, later);
        drop(world);
        passed.into_values().for_each(Waker::wake);
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A moment that is waited for; it is no longer when this is dropped.
struct Timer<'c> {
    clock: &'c VirtualClock,
    key: (Duration, u64),
}

impl Drop for Timer<'_> {
    fn drop(&mut self) {
        self.clock.world().timers.remove(&self.key);
    }
}

impl Platform for VirtualClock {
    type Text = String;

    async fn sleep(&self, duration: Duration) {
        let timer = {
            let mut world = self.world();
            world.timers_made += 1;
            let key = (world.now.saturating_add(duration), world.timers_made);
            Timer { clock: self, key }
        };
        poll_fn(|context| {
            let mut world = self.world();
            if world.now >= timer.key.0 {
                return Poll::Ready(());
            }
            world.timers.insert(timer.key, context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn now(&self) -> Duration {
        self.world().now
    }

    fn random(&self) -> f64 {
        0.5
    }

    fn spawn(&self, task: BackgroundTask) -> bool {
        self.world().background.push(task);
        true
    }

    fn load(&self, key: &str) -> Option<String> {
        self.world().stored.get(key).cloned()
    }

    fn store(&self, key: &str, text: &String) -> bool {
        self.world().stored.insert(key.to_owned(), text.clone());
        true
    }

    fn remove(&self, key: &str) {
        self.world().stored.remove(key);
    }

    fn sweep(&self, prefix: &str, is_kept: &mut dyn FnMut(&str, &String) -> bool) {
        let mut world = self.world();
        let kept = |key: &String, text: &mut String| !key.starts_with(prefix) || is_kept(key, text);
        let mut kept = kept;
        world.stored.retain(|key, text| kept(key, text));
    }
}
