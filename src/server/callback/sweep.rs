//! Sweeping: finding the transactions that no callback has told of, for example because the shop's server
//! was down.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use futures_util::stream::StreamExt;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::receiver::{Delivery, Receiver};
use super::rejection::Rejection;
use super::reply::Reply;
use super::status::StatusTransaksi;
use super::store::statements::RULES;
use super::store::{Bid, Claim, End, Ended, Store};
use super::transaksi::{Callback, TipeCallback, joined};
use crate::server::closed_api::ClosedApi;
use crate::server::closed_api::transaksi::{TransaksiList, TransaksiRow};
use crate::server::jakarta;
use crate::transport::{MaybeSend, MaybeSync, Platform, Transport, milliseconds};

/// How many pages a [sweep](Receiver::sweep) asks for, and how far back it looks.
///
/// ```
/// use bukaolshop::server::callback::Sweep;
///
/// let options = Sweep {
///     pages_a_day: 5,
///     ..Sweep::default()
/// };
/// assert_eq!(options.overlap.as_secs(), 3 * 86_400);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sweep {
    /// The most pages, which are requests, in a day of Jakarta, all sweeps together. Default 20, which
    /// leaves 30 of the 50 requests of the smallest plan for looking orders up.
    pub pages_a_day: u32,
    /// How much older than the last sweep a transaction may be to be looked at: one that was made before
    /// that may have been paid since. Default 3 days.
    pub overlap: Duration,
    /// Transactions from before this time, since 1970-01-01 UTC, are never handed on. Default: `None`, the time of the first
    /// sweep, because older transactions were handled before this program was there.
    pub from: Option<Duration>,
}

impl Default for Sweep {
    fn default() -> Self {
        Self {
            pages_a_day: 20,
            overlap: Duration::from_secs(3 * 24 * 60 * 60),
            from: None,
        }
    }
}

/// What a sweep has done.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Swept {
    /// The replies to the transactions that were handed on, as if their callbacks had come.
    pub replies: Vec<Reply>,
    /// The number of pages that were asked for.
    pub pages: u32,
    /// The number of rows that could not be read, and so were not looked at.
    pub rejected: usize,
    /// Whether the sweep has reached what the last one has seen. If not, for example because the day's pages
    /// are used up, the next one goes on where this one has ended.
    pub complete: bool,
}

/// Where the last sweep has ended: the note of the sweep's key. Times are milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Cursor {
    /// The time before which nothing is handed on.
    from: u64,
    /// The start of the last sweep that was complete.
    last: u64,
    /// The start and the next page of a sweep that is not complete yet.
    #[serde(default)]
    begun: Option<(u64, u32)>,
    /// The day that `asked` is about.
    day: u64,
    /// The number of pages that were asked for on that day.
    asked: u32,
}

/// The key's part and the longest time of a sweep.
const SWEEP: &str = "sapu";
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// A time that does not come.
const NEVER: Duration = Duration::from_millis(RULES.latest);

impl<S: Store, P: Platform> Receiver<S, P> {
    /// Walks through the shop's transactions since the last sweep, newest first, and runs the work for each
    /// transaction of which no callback was received, as if its callback had come now. A transaction that is
    /// paid and already being sent is skipped, because it was handled before. The first sweep only notes the time, unless
    /// [`Sweep::from`] is set.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`](super::Reason::StoreFailed), and the error of a page. The next sweep goes on at that page.
    pub async fn sweep<T, W, F>(
        &self,
        closed: &ClosedApi<T>,
        options: &Sweep,
        work: W,
    ) -> Result<Swept, Rejection>
    where
        T: Transport<Tree = Value>,
        W: Fn(Delivery) -> F + MaybeSend + MaybeSync,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        self.check_store().await?;
        let store = self.guard().store();
        let key = joined([self.toko(), SWEEP]);
        let found = store.find(&key).await?;
        let note = found.map(|found| found.note).unwrap_or_default();
        let now = self.guard().now();
        let mut cursor: Cursor = serde_json::from_str(&note).unwrap_or_else(|_| Cursor {
            from: milliseconds(options.from.unwrap_or(now)),
            last: milliseconds(options.from.unwrap_or(now)),
            ..Cursor::default()
        });
        let owner = self.guard().owner();
        let bid = Bid::new(&key, &note, now, LONGEST).owner(&owner);
        let Claim::Claimed { attempt } = store.claim(&bid).await? else {
            // Another program sweeps at the moment.
            return Ok(Swept::default());
        };
        let outcome = self.sweep_from(&mut cursor, closed, options, work).await;
        let note = serde_json::to_string(&cursor).unwrap_or_default();
        let end = End::Failed { next: NEVER };
        let ended = Ended::new(&key, attempt, end, self.guard().now()).note(&note);
        store.settle(&ended.owner(&owner)).await?;
        outcome
    }

    async fn sweep_from<T, W, F>(
        &self,
        cursor: &mut Cursor,
        closed: &ClosedApi<T>,
        options: &Sweep,
        work: W,
    ) -> Result<Swept, Rejection>
    where
        T: Transport<Tree = Value>,
        W: Fn(Delivery) -> F + MaybeSend + MaybeSync,
        F: Future<Output = Result<(), Rejection>> + MaybeSend,
    {
        let mut swept = Swept::default();
        let now = self.guard().now();
        let (begun, page) = cursor.begun.unwrap_or((milliseconds(now), 1));
        let oldest = Duration::from_millis(cursor.last).saturating_sub(options.overlap);
        let oldest = oldest.max(Duration::from_millis(cursor.from));
        let query = TransaksiList {
            page,
            ..TransaksiList::default()
        };
        let transaksi = closed.transaksi();
        let mut pages = pin!(transaksi.pages(&query));
        cursor.begun = Some((begun, page));
        loop {
            let today = jakarta::day(self.guard().now());
            if cursor.day != today {
                (cursor.day, cursor.asked) = (today, 0);
            }
            if cursor.asked >= options.pages_a_day {
                return Ok(swept);
            }
            cursor.asked = cursor.asked.saturating_add(1);
            let Some(page) = pages.next().await else {
                break;
            };
            let page = page.map_err(Rejection::from)?;
            swept.pages = swept.pages.saturating_add(1);
            swept.rejected = swept.rejected.saturating_add(page.rejected.len());
            let mut is_old = false;
            for row in &page.data {
                let made = jakarta::time(&row.tanggal);
                if made.is_some_and(|made| made < oldest) {
                    is_old = true;
                } else if let Some(callback) = self.untold(row).await? {
                    let reply = Box::pin(self.work_and_log(callback, &work)).await;
                    swept.replies.push(reply);
                }
            }
            // The list moves on while it is read, towards later pages: nothing is passed over.
            cursor.begun = Some((begun, page.page.saturating_add(1)));
            if is_old {
                break;
            }
        }
        cursor.last = begun;
        cursor.begun = None;
        swept.complete = true;
        Ok(swept)
    }

    /// The callback for a transaction that none has told of; `None` where one has, or where there is nothing
    /// to be told.
    async fn untold(&self, row: &TransaksiRow) -> Result<Option<Callback>, Rejection> {
        let callback = Callback::of_row(row);
        let status = &callback.status_transaksi;
        if !status.is_known() {
            return Ok(None);
        }
        let sent = StatusTransaksi::from_text(&row.status_pengiriman);
        let is_waiting = matches!(
            sent,
            StatusTransaksi::BelumDiproses | StatusTransaksi::Diproses | StatusTransaksi::Lain(_)
        );
        if status.is_paid() && !is_waiting {
            return Ok(None);
        }
        let tipes = [
            TipeCallback::TransaksiBaru,
            TipeCallback::PerubahanStatusTransaksi,
        ];
        let toko = self.toko();
        let mut keys: Vec<String> = tipes
            .into_iter()
            .map(|tipe| callback.told_by(tipe).key(toko))
            .collect();
        if status.is_paid() {
            keys.extend([callback.paid_key(toko), callback.told_key(toko)]);
        }
        for key in keys {
            if self.guard().store().find(&key).await?.is_some() {
                return Ok(None);
            }
        }
        Ok(Some(callback))
    }
}
