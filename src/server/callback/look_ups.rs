//! Look-ups of transactions that several callbacks share: one order is often told of by two callbacks within seconds, and
//! each look-up is a request of the day.

use std::any::Any;
use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::transport::{MaybeSend, MaybeSync, Platform};

/// How long an answer is kept for other callbacks of the same order.
const KEPT: Duration = Duration::from_secs(10);

/// The number of orders whose answers are kept. Beyond it, callbacks ask for themselves.
const ORDERS: usize = 1000;

/// A place in the order in which callbacks have arrived and look-ups have begun. A clock could not tell what came first
/// within one of its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ticket(u64);

/// An answer of any type.
trait Kept: Any + MaybeSend {
    fn as_any(&self) -> &dyn Any;
}

impl<T: Any + MaybeSend> Kept for T {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The answer to the last look-up of an order.
struct Answer {
    began: Ticket,
    transaksi: Box<dyn Kept>,
}

/// The look-ups of one order.
#[derive(Default)]
struct Order {
    /// Locked while a look-up runs, so that others of the same order wait for its answer.
    answer: futures_util::lock::Mutex<Option<Answer>>,
    /// When the answer may be forgotten, as time since 1970-01-01 UTC.
    until: Mutex<Duration>,
}

impl Order {
    fn until(&self) -> MutexGuard<'_, Duration> {
        self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The look-ups of all orders of a receiver, and the callbacks that are being worked on.
#[derive(Default)]
pub(super) struct LookUps {
    last: AtomicU64,
    orders: Mutex<HashMap<String, Arc<Order>>>,
    /// When the callbacks have arrived whose work is running, by their keys.
    arrivals: Mutex<HashMap<String, Ticket>>,
}

/// Notes an arrival for as long as it exists.
pub(super) struct Arrival<'l> {
    look_ups: &'l LookUps,
    key: String,
}

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        self.look_ups.arrivals().remove(&self.key);
    }
}

impl LookUps {
    /// A place behind all that there were.
    pub fn ticket(&self) -> Ticket {
        Ticket(self.last.fetch_add(1, Ordering::Relaxed))
    }

    fn arrivals(&self) -> MutexGuard<'_, HashMap<String, Ticket>> {
        self.arrivals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes when the callback with this key has arrived, while its work runs.
    pub fn note(&self, key: &str, arrived: Ticket) -> Arrival<'_> {
        self.arrivals().insert(key.to_owned(), arrived);
        Arrival {
            look_ups: self,
            key: key.to_owned(),
        }
    }

    /// When the callback with this key has arrived; now, where no work on it is running.
    pub fn arrival(&self, key: &str) -> Ticket {
        let noted = self.arrivals().get(key).copied();
        noted.unwrap_or_else(|| self.ticket())
    }

    /// The look-ups of an order. Those of other orders that have become old are forgotten on the way.
    fn order(&self, nomor: &str, now: Duration) -> Arc<Order> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.retain(|_, order| Arc::strong_count(order) > 1 || *order.until() > now);
        match orders.get(nomor) {
            Some(order) => Arc::clone(order),
            None => {
                let order = Arc::<Order>::default();
                if orders.len() < ORDERS {
                    orders.insert(nomor.to_owned(), Arc::clone(&order));
                }
                order
            }
        }
    }

    /// The transaction for a callback that has arrived at `arrived`: the answer to a look-up that began after that, or one
    /// of the last ten seconds that `tells` what the callback tells. Otherwise `ask` looks it up.
    pub async fn transaksi<T, E, F>(
        &self,
        nomor: &str,
        arrived: Ticket,
        platform: &impl Platform,
        tells: impl Fn(&T) -> bool + MaybeSend + MaybeSync,
        ask: impl Fn() -> F + MaybeSend + MaybeSync,
    ) -> Result<T, E>
    where
        F: Future<Output = Result<T, E>> + MaybeSend,
        T: Clone + MaybeSend + 'static,
    {
        let order = self.order(nomor, platform.now());
        let mut kept = order.answer.lock().await;
        if let Some(answer) = &*kept
            && *order.until() > platform.now()
            // The box is of a type that has this method, too.
            && let Some(transaksi) = (*answer.transaksi).as_any().downcast_ref::<T>()
            && (answer.began > arrived || tells(transaksi))
        {
            return Ok(transaksi.clone());
        }
        let (began, now) = (self.ticket(), platform.now());
        let transaksi = ask().await?;
        *order.until() = now.saturating_add(KEPT);
        *kept = Some(Answer {
            began,
            transaksi: Box::new(transaksi.clone()),
        });
        Ok(transaksi)
    }
}
