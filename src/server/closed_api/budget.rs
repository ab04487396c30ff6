//! The requests of a day: how many the shop has sent, how many its plan allows, and which of them are kept for orders
//! and money.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::aplikasi::DailyLimits;
use super::shared_store::{Count, Counted, Shared, SharedStore};
use crate::endpoint::Method;
use crate::language::sentence;
use crate::layer::next_midnight;
use crate::server::callback::guard::owner;
use crate::server::callback::store::{MemoryStore, Store, StoreError};
use crate::server::jakarta;
use crate::transport::{Platform, milliseconds};

/// The endpoints that handling an order and moving money need. They may use the whole limit of a day.
const ESSENTIAL: &[&str] = &[
    "/transaksi/id",
    "/member/id",
    "/member/saldo",
    "/member/topup",
];

/// The endpoint that tells the count of the day. The platform does not count it.
pub(super) const UNCOUNTED: &str = "/aplikasi/info_limit";

/// Other endpoints leave one request in so many of the day's limit to the essential ones.
const RESERVED: u32 = 5;

/// How long to wait before the platform is asked for its count again, and before an essential request is tried again
/// on a day that the platform says is used up.
const PAUSE: Duration = Duration::from_secs(10 * 60);

/// How often a count is repeated that met one of another program.
const TRIES: u32 = 20;

/// The two limits of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestKind {
    /// `GET`.
    Read,
    /// `POST`, `PATCH` and `DELETE`.
    Change,
}

impl RequestKind {
    pub fn of(method: Method) -> Self {
        match method {
            Method::Get => RequestKind::Read,
            _ => RequestKind::Change,
        }
    }

    fn limit(self, limits: DailyLimits) -> u32 {
        match self {
            RequestKind::Read => limits.reads,
            RequestKind::Change => limits.changes,
        }
    }

    /// The end of the count's key.
    fn name(self) -> &'static str {
        match self {
            RequestKind::Read => "baca",
            RequestKind::Change => "ubah",
        }
    }
}

/// The requests of the present day in Jakarta; see [`ClosedApi::quota`](super::ClosedApi::quota).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quota {
    /// `GET` requests.
    pub reads: QuotaUse,
    /// `POST`, `PATCH` and `DELETE` requests.
    pub changes: QuotaUse,
    /// When the next day begins in Jakarta, as the time since 1970-01-01 UTC.
    pub resets_at: Duration,
}

/// The requests of one kind; see [`Quota`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuotaUse {
    /// The number of requests that were sent today, as far as the client knows.
    pub used: u32,
    /// The number of requests that the day has; `None` where no plan was told.
    pub limit: Option<u32>,
}

impl QuotaUse {
    /// The number of requests that are left for orders and money (`transaksi/id`, `member/id`, `member/saldo`,
    /// `member/topup`); `None` where no plan was told.
    pub fn left(&self) -> Option<u32> {
        Some(self.limit?.saturating_sub(self.used))
    }

    /// The number of requests that are left for all other calls, which leave the last fifth of the limit to orders and
    /// money; `None` where no plan was told.
    pub fn left_for_others(&self) -> Option<u32> {
        Some(most(self.limit?, false).saturating_sub(self.used))
    }
}

/// The part of a limit that a request may use.
fn most(limit: u32, essential: bool) -> u32 {
    if essential {
        limit
    } else {
        limit - limit / RESERVED
    }
}

/// Whether a call may use the whole limit.
pub(super) fn is_essential(path: &str) -> bool {
    ESSENTIAL.contains(&path)
}

/// Why a request was not sent, for the error: [`ErrorKind::Quota`](crate::ErrorKind::Quota).
pub(super) fn detail(method: Method, path: &str) -> &'static str {
    match (RequestKind::of(method), is_essential(path)) {
        (RequestKind::Read, true) => READS_USED_UP,
        (RequestKind::Read, false) => READS_RESERVED,
        (RequestKind::Change, true) => CHANGES_USED_UP,
        (RequestKind::Change, false) => CHANGES_RESERVED,
    }
}

const READS_USED_UP: &str =
    "jatah GET hari ini habis; ada lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop";
const CHANGES_USED_UP: &str = "jatah POST, PATCH, dan DELETE hari ini habis; ada lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop";
const READS_RESERVED: &str = "sisa jatah GET hari ini disimpan untuk transaksi dan saldo; kirim lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop";
const CHANGES_RESERVED: &str = "sisa jatah POST, PATCH, dan DELETE hari ini disimpan untuk transaksi dan saldo; kirim lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop";

/// Counts the requests of each day, in a store where there is one.
///
/// A day has three keys: a count for each kind of request, and the [`Correction`] by which the platform's own count
/// differs.
pub(super) struct Budget {
    /// Tells the counts of shops apart that share a store.
    prefix: String,
    settings: Mutex<Settings>,
    /// The counts of a program that has no store, or no limits.
    own: Arc<dyn SharedStore>,
    /// Held while a request is counted, so that requests of one program do not pass the limit side by side.
    turn: futures_util::lock::Mutex<()>,
    local: Mutex<Local>,
}

#[derive(Clone, Default)]
struct Settings {
    limits: Option<DailyLimits>,
    store: Option<Arc<dyn SharedStore>>,
}

/// What only this program knows.
#[derive(Debug, Default)]
struct Local {
    /// The day that the next two fields are about.
    day: u64,
    /// The requests that were counted and not sent, of both kinds. The next requests use them.
    spare: [u32; 2],
    /// Whether the platform refuses to tell its count on this day.
    is_refused: bool,
    /// When the platform was last asked for its count.
    asked: Option<Duration>,
}

/// What the platform has told beside this client's counts. Times are milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Correction {
    /// How many more requests the platform has counted than the clients that share this store.
    #[serde(default)]
    extra: i64,
    #[serde(default)]
    reads: UsedUp,
    #[serde(default)]
    changes: UsedUp,
}

/// Until when the platform refuses requests of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct UsedUp {
    until: u64,
    /// From when on an essential request is tried in spite of that: the refusal may have had another reason.
    probe: u64,
}

impl Correction {
    fn of(&mut self, kind: RequestKind) -> &mut UsedUp {
        match kind {
            RequestKind::Read => &mut self.reads,
            RequestKind::Change => &mut self.changes,
        }
    }
}

/// A request that was counted.
#[derive(Debug)]
pub(super) struct Permit {
    kind: RequestKind,
    day: u64,
    /// Whether it was sent although the platform has said that the day is used up.
    is_probe: bool,
}

/// A moment, and the keys of its day.
struct Day {
    now: Duration,
    number: u64,
    ends: Duration,
}

impl Budget {
    /// A budget without limits, which counts in memory. `prefix` begins its keys.
    pub fn new(prefix: String) -> Self {
        Self {
            prefix,
            settings: Mutex::default(),
            own: shared(Arc::new(MemoryStore::new())),
            turn: futures_util::lock::Mutex::default(),
            local: Mutex::default(),
        }
    }

    pub fn limit(&self, limits: DailyLimits) {
        self.with_settings(|settings| settings.limits = Some(limits));
    }

    pub fn count_in<S: Store + 'static>(&self, store: Arc<S>) {
        self.with_settings(|settings| settings.store = Some(shared(store)));
    }

    fn with_settings<R>(&self, change: impl FnOnce(&mut Settings) -> R) -> R {
        change(&mut self.settings.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn limits(&self) -> Option<DailyLimits> {
        self.with_settings(|settings| settings.limits)
    }

    /// The store of the counts. Without limits a program does not need the counts of other programs, so it counts in memory.
    fn store(&self) -> Arc<dyn SharedStore> {
        let shared = self.with_settings(|settings| {
            let store = settings.store.as_ref();
            store.filter(|_| settings.limits.is_some()).map(Arc::clone)
        });
        shared.unwrap_or_else(|| Arc::clone(&self.own))
    }

    fn local(&self, day: &Day) -> MutexGuard<'_, Local> {
        let mut local = self.local.lock().unwrap_or_else(PoisonError::into_inner);
        if local.day != day.number {
            *local = Local {
                day: day.number,
                ..Local::default()
            };
        }
        local
    }

    fn day(platform: &impl Platform) -> Day {
        let now = platform.now();
        Day {
            now,
            number: jakarta::day(now),
            ends: next_midnight(now),
        }
    }

    fn key(&self, day: u64, name: &str) -> String {
        format!("{}:{day}:{name}", self.prefix)
    }

    fn correction_key(&self, day: u64) -> String {
        self.key(day, "koreksi")
    }

    /// The count of one kind in the store.
    async fn counted(&self, day: u64, kind: RequestKind) -> Result<u32, StoreError> {
        let found = self.store().find(self.key(day, kind.name())).await?;
        Ok(found.map_or(0, |found| found.attempt))
    }

    async fn correction(&self, day: u64) -> Result<Correction, StoreError> {
        let found = self.store().find(self.correction_key(day)).await?;
        let note = found.map(|found| found.note).unwrap_or_default();
        Ok(serde_json::from_str(&note).unwrap_or_default())
    }

    async fn correct(
        &self,
        day: &Day,
        correction: Correction,
        platform: &impl Platform,
    ) -> Result<(), StoreError> {
        let note = serde_json::to_string(&correction).unwrap_or_default();
        let key = self.correction_key(day.number);
        self.count(day, key, note, platform).await.map(drop)
    }

    /// Adds one to a count.
    async fn count(
        &self,
        day: &Day,
        key: String,
        note: String,
        platform: &impl Platform,
    ) -> Result<u32, StoreError> {
        let store = self.store();
        let mut count = Count {
            key,
            note,
            owner: owner(platform),
            now: day.now,
            ends: day.ends,
        };
        for _ in 0..TRIES {
            match store.count(count.clone()).await? {
                Counted::As(number) => {
                    if number == 1 {
                        let (all, present) = (self.prefix.clone() + ":", self.key(day.number, ""));
                        store.forget_counts(all, present, day.now).await?;
                    }
                    return Ok(number);
                }
                Counted::Later(left) => {
                    platform.sleep(left.max(Duration::from_millis(1))).await;
                    count.now = platform.now();
                }
            }
        }
        Err(StoreError::new(sentence(
            "hitungan permintaan terlalu ramai",
        )))
    }

    /// The number of requests of a kind that were sent on a day.
    async fn used(
        &self,
        day: &Day,
        kind: RequestKind,
        correction: &Correction,
    ) -> Result<u32, StoreError> {
        let counted = self.counted(day.number, kind).await?;
        Ok(self.corrected(day, kind, correction, counted))
    }

    fn corrected(
        &self,
        day: &Day,
        kind: RequestKind,
        correction: &Correction,
        counted: u32,
    ) -> u32 {
        let [reads, changes] = self.local(day).spare;
        match kind {
            RequestKind::Read => {
                let used = i64::from(counted.saturating_sub(reads)) + correction.extra;
                u32::try_from(used.max(0)).unwrap_or(u32::MAX)
            }
            RequestKind::Change => counted.saturating_sub(changes),
        }
    }

    /// Counts a request that is about to be sent. Where the day does not allow it, returns how long to wait.
    ///
    /// A store that fails stops no request: an order must not wait for a count, and the platform refuses what is too
    /// much.
    pub async fn take(
        &self,
        kind: RequestKind,
        essential: bool,
        platform: &impl Platform,
    ) -> Result<Permit, Duration> {
        let _turn = self.turn.lock().await;
        let day = Self::day(platform);
        let mut permit = Permit {
            kind,
            day: day.number,
            is_probe: false,
        };
        let taken = self.try_take(&mut permit, essential, &day, platform).await;
        taken.unwrap_or(Ok(())).map(|()| permit)
    }

    async fn try_take(
        &self,
        permit: &mut Permit,
        essential: bool,
        day: &Day,
        platform: &impl Platform,
    ) -> Result<Result<(), Duration>, StoreError> {
        let kind = permit.kind;
        let left_of_day = day.ends.saturating_sub(day.now);
        let limits = self.limits();
        let mut correction = Correction::default();
        if let Some(limits) = limits {
            correction = self.correction(day.number).await?;
            if self.used(day, kind, &correction).await? >= most(kind.limit(limits), essential) {
                return Ok(Err(left_of_day));
            }
            let now = milliseconds(day.now);
            let used_up = correction.of(kind);
            if used_up.until > now {
                if !essential || used_up.probe > now {
                    return Ok(Err(Duration::from_millis(used_up.until - now)));
                }
                used_up.probe = now.saturating_add(milliseconds(PAUSE));
                permit.is_probe = true;
                self.correct(day, correction, platform).await?;
            }
        }
        if self.use_spare(day, kind) {
            return Ok(Ok(()));
        }
        let key = self.key(day.number, kind.name());
        let counted = self.count(day, key, String::new(), platform).await?;
        // Another program may have counted meanwhile.
        let used = self.corrected(day, kind, &correction, counted);
        if limits.is_some_and(|limits| used > most(kind.limit(limits), essential)) {
            self.give_back(permit);
            return Ok(Err(left_of_day));
        }
        Ok(Ok(()))
    }

    fn use_spare(&self, day: &Day, kind: RequestKind) -> bool {
        let mut local = self.local(day);
        let [reads, changes] = &mut local.spare;
        let spare = match kind {
            RequestKind::Read => reads,
            RequestKind::Change => changes,
        };
        let is_there = *spare > 0;
        *spare = spare.saturating_sub(1);
        is_there
    }

    /// Notes that a counted request was certainly not sent: the next one of its kind is not counted.
    pub fn give_back(&self, permit: &Permit) {
        let mut local = self.local.lock().unwrap_or_else(PoisonError::into_inner);
        if local.day == permit.day {
            let [reads, changes] = &mut local.spare;
            match permit.kind {
                RequestKind::Read => *reads = reads.saturating_add(1),
                RequestKind::Change => *changes = changes.saturating_add(1),
            }
        }
    }

    /// Notes the answer to a counted request. `refused` is how long the platform refuses more of its kind, where it says
    /// that the day is used up; no time where it does not say how long.
    pub async fn answered(
        &self,
        permit: &Permit,
        refused: Option<Option<Duration>>,
        platform: &impl Platform,
    ) {
        if self.limits().is_none() || (refused.is_none() && !permit.is_probe) {
            return;
        }
        let _turn = self.turn.lock().await;
        let day = Self::day(platform);
        if day.number != permit.day {
            return;
        }
        let left_of_day = day.ends.saturating_sub(day.now);
        let until = refused.map(|wait| {
            let wait = wait.unwrap_or(left_of_day).min(left_of_day);
            milliseconds(day.now.saturating_add(wait))
        });
        let Ok(mut correction) = self.correction(day.number).await else {
            return;
        };
        *correction.of(permit.kind) = UsedUp {
            until: until.unwrap_or_default(),
            probe: milliseconds(day.now.saturating_add(PAUSE)),
        };
        // A correction that cannot be stored comes again with the next answer.
        let _ = self.correct(&day, correction, platform).await;
    }

    /// Takes over the platform's own count of the day. It tells one number for both kinds, and what this client did not
    /// count is taken for requests that read, which are the more frequent ones.
    ///
    /// A smaller count than the client's own is taken over only where it `may_lower` it: the platform has not counted yet
    /// what is under way.
    pub async fn recounted(&self, total: f64, may_lower: bool, platform: &impl Platform) {
        let _turn = self.turn.lock().await;
        let day = Self::day(platform);
        let read = async {
            let none = Correction::default();
            let reads = self.used(&day, RequestKind::Read, &none).await?;
            let changes = self.used(&day, RequestKind::Change, &none).await?;
            let correction = self.correction(day.number).await?;
            Ok::<_, StoreError>((reads, changes, correction))
        };
        let Ok((reads, changes, mut correction)) = read.await else {
            return;
        };
        // A number that no day has is cut, so that it cannot overflow.
        let total = total.clamp(0.0, f64::from(u32::MAX)) as i64;
        let extra = (total - i64::from(changes) - i64::from(reads)).max(-i64::from(reads));
        if extra > correction.extra || (may_lower && extra != correction.extra) {
            correction.extra = extra;
            let _ = self.correct(&day, correction, platform).await;
        }
    }

    /// Whether to ask the platform for its count now: before the first request of a day, and, where requests are
    /// `refused`, not more often than every ten minutes. The caller asks where this returns true.
    pub fn should_recount(&self, refused: bool, platform: &impl Platform) -> bool {
        if self.limits().is_none() {
            return false;
        }
        let day = Self::day(platform);
        let mut local = self.local(&day);
        let is_due = match local.asked {
            None => true,
            Some(asked) => refused && asked.saturating_add(PAUSE) <= day.now,
        };
        if local.is_refused || !is_due {
            return false;
        }
        local.asked = Some(day.now);
        true
    }

    /// Notes that the platform does not tell its count to this shop: it is not asked again on this day.
    pub fn recount_refused(&self, platform: &impl Platform) {
        self.local(&Self::day(platform)).is_refused = true;
    }

    /// The requests of the present day.
    pub async fn quota(&self, platform: &impl Platform) -> Result<Quota, StoreError> {
        let day = Self::day(platform);
        let mut correction = self.correction(day.number).await?;
        let limits = self.limits();
        let mut uses = Vec::with_capacity(2);
        for kind in [RequestKind::Read, RequestKind::Change] {
            let used = self.used(&day, kind, &correction).await?;
            let limit = limits.map(|limits| kind.limit(limits));
            let is_used_up = correction.of(kind).until > milliseconds(day.now);
            uses.push(QuotaUse {
                used: limit
                    .filter(|_| is_used_up)
                    .map_or(used, |limit| used.max(limit)),
                limit,
            });
        }
        let none = QuotaUse {
            used: 0,
            limit: None,
        };
        let mut uses = uses.into_iter();
        Ok(Quota {
            reads: uses.next().unwrap_or(none),
            changes: uses.next().unwrap_or(none),
            resets_at: day.ends,
        })
    }
}

/// A store without its type.
#[allow(
    clippy::arc_with_non_send_sync,
    reason = "the module in JavaScript has one thread, in which an `Arc` counts as an `Rc` does"
)]
fn shared<S: Store + 'static>(store: Arc<S>) -> Arc<dyn SharedStore> {
    Arc::new(Shared(store))
}
