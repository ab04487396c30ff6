//! The front itself: from a request of a visitor's to the reply, by way of what is kept, the budget and bukaOlshop.

use std::collections::HashMap;
use std::fmt;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, Shared, select};
use serde_json::Value;

use super::budget::{Budget, Limits, Purpose, Spent, with_one_more};
use super::judge::{self, Judged};
use super::kept::{Entries, Kept};
use super::question::{self, Question};
use super::refusal::{Refusal, Trouble};
use super::reply::{Asked, Reply, Served};
use super::store::{AnswerStore, AnswerStoreError, NoStore};
use crate::endpoint::{Method, Request};
use crate::error::Error;
use crate::identity::Identity;
use crate::layer::{Timeout, shop_number};
use crate::marker::Boxed;
use crate::server::secret::SHORTEST;
use crate::transport::{Platform, Transport};
use crate::url::{self, OPEN_API};

/// How long answers are fresh at least, unless the program says otherwise.
const FRESH: Duration = Duration::from_secs(60);
/// How long after that an old answer is given at once, unless the program says otherwise.
const STALE: Duration = Duration::from_secs(60 * 60);
/// How long bukaOlshop may take for an answer.
const TIMEOUT: Duration = Duration::from_secs(15);
/// How long a visitor waits for a new answer where there is an old one.
const PATIENCE: Duration = Duration::from_secs(3);
/// Requests a day of the plans FREE and LITE.
const DAILY_LIMIT: u32 = 100;
/// Bytes of answers in memory.
const MEMORY: usize = 16 * 1024 * 1024;
/// Answers in memory.
const MOST: usize = 2_000;
const FIRST_PER_MINUTE: u32 = 60;
const MEMBERS_PER_MINUTE: u32 = 120;
/// How often the day's count is stored again where another program has changed it meanwhile.
const TRIES: u32 = 10;

/// What a warning is told to.
#[cfg(not(target_arch = "wasm32"))]
type Warn = Arc<dyn Fn(&str) + Send + Sync>;
#[cfg(target_arch = "wasm32")]
type Warn = Arc<dyn Fn(&str)>;

/// Begins to build a front of the Open API for the shop with this token.
///
/// ```
/// # use bukaolshop::json::Value;
/// # use bukaolshop::transport::Transport;
/// use std::time::Duration;
///
/// use bukaolshop::server::open_api_cache::{Asked, open_api_cache};
///
/// # async fn ask<T: Transport<Tree = Value>>(transport: T) -> Result<(), bukaolshop::Error> {
/// let front = open_api_cache("TOKEN_OLSHOP")?
///     .daily_limit(Some(100))
///     .stale(Duration::from_secs(6 * 3600))
///     .build(transport);
/// let reply = front.answer(&Asked::get("/app/produk", "page=1")).await;
/// println!("{} {}", reply.status, reply.served.name());
/// println!("{} requests today", front.status().used_today);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for a token that is empty, a shortcode, or shorter than
/// [`SHORTEST`](crate::server::SHORTEST): where a server repeats it, it is masked, and a shorter one would change ordinary
/// words.
pub fn open_api_cache(token: &str) -> Result<Builder, Error> {
    let shop = Identity::new(token, None)?;
    if shop.token().len() < SHORTEST {
        return Err(Error::argument("token terlalu pendek"));
    }
    Ok(Builder {
        options: Options {
            shop,
            base_url: OPEN_API.to_owned(),
            fresh: None,
            stale: STALE,
            timeout: TIMEOUT,
            memory: MEMORY,
            limits: Limits {
                daily: Some(DAILY_LIMIT),
                first_per_minute: FIRST_PER_MINUTE,
                members_per_minute: MEMBERS_PER_MINUTE,
            },
        },
        store: NoStore,
        warn: Arc::new(|_| {}),
    })
}

#[derive(Clone)]
struct Options {
    shop: Identity,
    base_url: String,
    fresh: Option<Duration>,
    stale: Duration,
    timeout: Duration,
    memory: usize,
    limits: Limits,
}

/// The options of a front; each method names its default.
#[must_use]
pub struct Builder<S = NoStore> {
    options: Options,
    store: S,
    warn: Warn,
}

impl<S> fmt::Debug for Builder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("base_url", &self.options.base_url)
            .field("limits", &self.options.limits)
            .finish_non_exhaustive()
    }
}

impl<S: AnswerStore> Builder<S> {
    /// Sets the address of the Open API, [`OPEN_API`] by default.
    ///
    /// # Errors
    /// [`InvalidArgument`](crate::ErrorKind::InvalidArgument) unless it is `https`, or `http` to this machine.
    pub fn base_url(mut self, base_url: &str) -> Result<Self, Error> {
        self.options.base_url = url::base_url(base_url)?;
        Ok(self)
    }

    /// Sets how many requests the shop has a day, which begins at midnight in Jakarta: 100 by default, as the plans FREE
    /// and LITE have. `None` for PRO and BISNIS, which have no limit. Where pages ask bukaOlshop directly as well, or
    /// another program does, this is to be a part of the plan's.
    pub fn daily_limit(mut self, requests: Option<u32>) -> Self {
        self.options.limits.daily = requests;
        self
    }

    /// Sets how long an answer is fresh: it is given without a request. By default a minute, and where there is a daily
    /// limit at least as long as it takes to earn one request of it, which are 14.4 minutes with 100 a day.
    pub fn fresh(mut self, fresh: Duration) -> Self {
        self.options.fresh = Some(fresh);
        self
    }

    /// Sets how long after that an answer is given at once though it is old, and renewed in the background where the budget
    /// allows it: an hour by default. After that, a visitor waits for a new answer, up to 3 seconds; the old one is given
    /// where there is none by then or where the budget does not allow to ask.
    pub fn stale(mut self, stale: Duration) -> Self {
        self.options.stale = stale;
        self
    }

    /// Sets how long bukaOlshop may take for an answer: 15 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// Sets how many bytes of answers are kept in memory: 16 MiB by default. One answer takes a quarter at most, and there
    /// are never more than 2,000.
    pub fn memory(mut self, bytes: usize) -> Self {
        self.options.memory = bytes;
        self
    }

    /// Sets how many questions that nobody has asked before are asked in a minute: 60 by default.
    pub fn first_per_minute(mut self, requests: u32) -> Self {
        self.options.limits.first_per_minute = requests;
        self
    }

    /// Sets how many questions about members are asked in a minute: 120 by default.
    pub fn members_per_minute(mut self, requests: u32) -> Self {
        self.options.limits.members_per_minute = requests;
        self
    }

    /// Sets a function that is told, in a sentence for the log, that the store has failed or that bukaOlshop does not
    /// answer. The sentences hold no token, and nothing of an answer or of an address.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn on_warning(mut self, warn: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.warn = Arc::new(warn);
        self
    }

    /// Sets a function that is told, in a sentence for the log, that the store has failed or that bukaOlshop does not
    /// answer. The sentences hold no token, and nothing of an answer or of an address.
    #[cfg(target_arch = "wasm32")]
    pub fn on_warning(mut self, warn: impl Fn(&str) + 'static) -> Self {
        self.warn = Arc::new(warn);
        self
    }

    /// Sets the store in which answers and the day's count outlive the program. Default: [`NoStore`], they do not.
    pub fn store<N: AnswerStore>(self, store: N) -> Builder<N> {
        Builder {
            options: self.options,
            store,
            warn: self.warn,
        }
    }

    /// Makes the front, which sends its requests to bukaOlshop through this transport.
    pub fn build<T: Transport<Tree = Value>>(self, transport: T) -> OpenApiCache<T, S> {
        let Self {
            options,
            store,
            warn,
        } = self;
        let shop = shop_number(&options.base_url, options.shop.token());
        let state = State {
            entries: Entries::new(options.memory, MOST),
            budget: Budget::new(options.limits),
            flights: HashMap::new(),
        };
        OpenApiCache(Arc::new(Inner {
            transport: Timeout::new(transport, options.timeout),
            options,
            prefix: format!("{shop}:"),
            store,
            warn,
            state: Mutex::new(state),
            spending: futures_util::lock::Mutex::new(()),
        }))
    }
}

/// A front of the Open API: the [module](super) describes it, and [`open_api_cache`] has an example. Clones share the answers
/// and the budget.
pub struct OpenApiCache<T: Transport, S = NoStore>(Arc<Inner<T, S>>);

impl<T: Transport, S> Clone for OpenApiCache<T, S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Transport, S> fmt::Debug for OpenApiCache<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenApiCache")
            .field("base_url", &self.0.options.base_url)
            .finish_non_exhaustive()
    }
}

struct Inner<T: Transport, S> {
    transport: Timeout<T>,
    options: Options,
    /// What begins the keys of this shop in the store.
    prefix: String,
    store: S,
    warn: Warn,
    state: Mutex<State>,
    /// Held while the day's count is read, changed and stored.
    spending: futures_util::lock::Mutex<()>,
}

struct State {
    entries: Entries,
    budget: Budget,
    /// The requests to bukaOlshop that are under way, by the keys of their questions.
    flights: HashMap<String, Flight>,
}

/// A request to bukaOlshop, which all wait for that ask the same.
type Flight = Shared<Boxed<Result<Arc<Kept>, Refusal>>>;

/// How many requests a front has sent, and how many answers it keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// The number of requests to bukaOlshop that were sent today, the day of Jakarta, as far as this program knows.
    pub used_today: u32,
    /// The number of requests that may be sent in a day; `None` without a limit.
    pub daily_limit: Option<u32>,
    /// The number of answers in memory.
    pub kept: usize,
    /// The number of bytes that these answers take.
    pub memory: usize,
}

/// Work that is left when a visitor has been answered.
pub(crate) type Remaining = Boxed<()>;

impl<T: Transport<Tree = Value>, S: AnswerStore> OpenApiCache<T, S> {
    /// Answers a visitor. Renewing and storing answers is left to a task in the background, which the transport's
    /// [platform](crate::transport::Platform::spawn) runs. A platform that runs no tasks does it before this returns.
    pub async fn answer(&self, asked: &Asked<'_>) -> Reply {
        let (reply, remaining) = self.answer_first(asked).await;
        if let Some(flight) = remaining {
            let background = flight.clone().map(drop).boxed_maybe();
            if !self.0.platform().spawn(background) {
                let _ = flight.await;
            }
        }
        reply
    }

    /// Answers a visitor, and returns what is left to do.
    #[cfg_attr(
        not(all(feature = "server-js", target_arch = "wasm32")),
        allow(dead_code, reason = "only JavaScript runs it by itself")
    )]
    pub(crate) async fn answer_and_leave(&self, asked: &Asked<'_>) -> (Reply, Option<Remaining>) {
        let (reply, remaining) = self.answer_first(asked).await;
        (
            reply,
            remaining.map(|flight| flight.map(drop).boxed_maybe()),
        )
    }

    /// How many requests the front has sent, and how many answers it keeps.
    pub fn status(&self) -> Status {
        let state = self.0.state();
        let now = self.0.platform().now();
        Status {
            used_today: state.budget.spent(now).sum(),
            daily_limit: self.0.options.limits.daily,
            kept: state.entries.len(),
            memory: state.entries.size(),
        }
    }

    async fn answer_first(&self, asked: &Asked<'_>) -> (Reply, Option<Flight>) {
        let is_head = asked.method.eq_ignore_ascii_case("HEAD");
        if asked.method.eq_ignore_ascii_case("OPTIONS") {
            return (Reply::preflight(), None);
        }
        let (reply, remaining) = match self.question(asked, is_head) {
            Ok(question) => self.ask(&question, asked.if_none_match).await,
            Err(refusal) => (Reply::refused(&refusal), None),
        };
        match is_head {
            true => (reply.without_body(), remaining),
            false => (reply, remaining),
        }
    }

    fn question(&self, asked: &Asked<'_>, is_head: bool) -> Result<Question, Refusal> {
        let Options { base_url, shop, .. } = &self.0.options;
        if !is_head && !asked.method.eq_ignore_ascii_case("GET") {
            // A path that there is not has no methods.
            question::known_path(asked.path)?;
            return Err(Refusal::Method);
        }
        let question = question::read(asked.path, asked.query, base_url, shop)?;
        match asked.has_body {
            true => Err(Refusal::Body),
            false => Ok(question),
        }
    }

    async fn ask(&self, question: &Question, tags: Option<&str>) -> (Reply, Option<Flight>) {
        let Some(key) = &question.key else {
            let landed = self
                .flight(&question.url, &question.url, Purpose::Member)
                .await;
            return (
                match landed {
                    Ok(kept) => Reply::about_member(kept.status, &kept.body),
                    Err(refusal) => Reply::refused(&refusal),
                },
                None,
            );
        };
        let inner = &self.0;
        let reply = |kept: &Kept, served| {
            Reply::kept(kept, served, inner.platform().now(), inner.fresh(), tags)
        };
        let Some(kept) = inner.find(key, &question.url).await else {
            return match self.flight(key, &question.url, Purpose::First).await {
                Ok(kept) => (reply(&kept, Served::Asked), None),
                Err(refusal) => (Reply::refused(&refusal), None),
            };
        };
        let age = kept.age(inner.platform().now());
        if !inner.is_old(age) {
            return (reply(&kept, Served::Fresh), None);
        }
        if age >= inner.fresh().saturating_add(inner.options.stale)
            && let Some(flight) = self.renew(key, &question.url)
        {
            let patience = pin!(inner.platform().sleep(PATIENCE));
            return match select(flight.clone(), patience).await {
                Either::Left((Ok(kept), _)) => (reply(&kept, Served::Asked), None),
                Either::Left((Err(_), _)) => (reply(&kept, Served::Stale), None),
                Either::Right(_) => (reply(&kept, Served::Stale), Some(flight)),
            };
        }
        (reply(&kept, Served::Stale), self.renew_most_urgent())
    }

    /// Begins a request for the answer that is the most urgent to be renewed, where there is one and the budget allows it.
    fn renew_most_urgent(&self) -> Option<Flight> {
        let (key, url) = {
            let state = self.0.state();
            let now = self.0.platform().now();
            self.0.may(&state, Purpose::Renewal, now).ok()?;
            let is_under_way = |key: &str| state.flights.contains_key(key);
            let is_old = |age| self.0.is_old(age);
            state.entries.most_urgent(now, is_old, is_under_way)?
        };
        self.renew(&key, &url)
    }

    /// The request for a new answer, where it is under way or the budget allows it.
    fn renew(&self, key: &str, url: &str) -> Option<Flight> {
        {
            let state = self.0.state();
            let now = self.0.platform().now();
            if !state.flights.contains_key(key) {
                self.0.may(&state, Purpose::Renewal, now).ok()?;
            }
        }
        Some(self.flight(key, url, Purpose::Renewal))
    }

    /// The request that asks a question; the one that is under way, where there is one. Where all visitors go away who wait
    /// for it, it goes on in the background, since it is counted.
    fn flight(&self, key: &str, url: &str, purpose: Purpose) -> Flight {
        let mut state = self.0.state();
        if let Some(flight) = state.flights.get(key) {
            return flight.clone();
        }
        let inner = Arc::clone(&self.0);
        let (own_key, own_url) = (key.to_owned(), url.to_owned());
        let flight = async move {
            let fetched = AssertUnwindSafe(inner.fetch(&own_key, &own_url, purpose));
            // A transport that panics must not leave its flight behind, which nobody could join.
            let landed = fetched.catch_unwind().await;
            inner.state().flights.remove(&own_key);
            landed.unwrap_or(Err(Refusal::Failed(Trouble::Lost, Duration::ZERO)))
        };
        let flight = flight.boxed_maybe().shared();
        state.flights.insert(key.to_owned(), flight.clone());
        drop(state);
        let background = flight.clone().map(drop).boxed_maybe();
        self.0.platform().spawn(background);
        flight
    }
}

impl<T: Transport<Tree = Value>, S: AnswerStore> Inner<T, S> {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn platform(&self) -> &T::Platform {
        self.transport.platform()
    }

    /// How long answers are fresh.
    fn fresh(&self) -> Duration {
        let Options { fresh, limits, .. } = &self.options;
        fresh.unwrap_or_else(|| {
            const DAY: Duration = Duration::from_secs(24 * 60 * 60);
            let one_request = limits
                .daily
                .map_or(Duration::ZERO, |daily| DAY / daily.max(1));
            FRESH.max(one_request)
        })
    }

    fn is_old(&self, age: Duration) -> bool {
        age >= self.fresh()
    }

    /// Whether the budget allows a request now, as far as this program knows.
    fn may(&self, state: &State, purpose: Purpose, now: Duration) -> Result<(), Duration> {
        state.budget.may(purpose, state.budget.spent(now), now)
    }

    fn warn(&self, sentence: &str) {
        (self.warn)(sentence);
    }

    /// What a store gives; nothing where it fails, which the program is told.
    fn stored<X: Default>(&self, answer: Result<X, AnswerStoreError>) -> X {
        answer.unwrap_or_else(|error| {
            self.warn(&format!("openApiCache: {error}"));
            X::default()
        })
    }

    /// The answer that is kept for a question, in memory or in the store.
    async fn find(&self, key: &str, url: &str) -> Option<Arc<Kept>> {
        let give = |state: &mut State| {
            let now = self.platform().now();
            state.entries.give(key, now, |age| self.is_old(age))
        };
        if let Some(kept) = give(&mut self.state()) {
            return Some(kept);
        }
        if self.state().flights.contains_key(key) {
            return None;
        }
        let stored = self.store.load(&self.store_key(key)).await;
        let kept = Arc::new(Kept::read(&self.stored(stored)?)?);
        let mut state = self.state();
        // A request that was sent meanwhile may have brought a newer one.
        if state.entries.get(key).is_none() {
            state.entries.keep(key, url, Arc::clone(&kept));
        }
        give(&mut state).or(Some(kept))
    }

    fn store_key(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// Asks bukaOlshop, where the budget allows it, and keeps the answer.
    async fn fetch(&self, key: &str, url: &str, purpose: Purpose) -> Result<Arc<Kept>, Refusal> {
        self.spend(purpose).await.map_err(Refusal::Budget)?;
        let request = Request::new(Method::Get, url.to_owned());
        let outcome = self.transport.send(&request).await;
        let token = self.options.shop.token();
        let judged = match purpose {
            Purpose::Member => judge::member(outcome, token),
            Purpose::First | Purpose::Renewal => judge::list(outcome, token),
        };
        let now = self.platform().now();
        let answer = match judged {
            Judged::Good(status, body) => Kept::new(status, body, now),
            Judged::Refused(code) => {
                let refusal = Refusal::Upstream(code);
                let replaces = purpose == Purpose::First || code == 404;
                if purpose == Purpose::Member || !replaces {
                    return Err(refusal);
                }
                Kept::new(code, refusal.body(), now)
            }
            Judged::Failed(trouble, asked) => return Err(self.failed(trouble, asked, now)),
            Judged::Dry => return Err(self.ran_dry(now).await),
        };
        let kept = Arc::new(answer);
        self.state().budget.answered();
        if purpose != Purpose::Member {
            self.state().entries.keep(key, url, Arc::clone(&kept));
            let saved = self.store.save(&self.store_key(key), &kept.stored()).await;
            self.stored(saved);
        }
        Ok(kept)
    }

    /// Notes a failure of bukaOlshop's.
    fn failed(&self, trouble: Trouble, asked: Option<Duration>, now: Duration) -> Refusal {
        let rest = self.state().budget.rest(asked, now);
        let refusal = Refusal::Failed(trouble, rest);
        self.warn(&format!("openApiCache: {}", refusal.sentence()));
        refusal
    }

    /// Notes that bukaOlshop has no more requests for this day.
    async fn ran_dry(&self, now: Duration) -> Refusal {
        let _spending = self.spending.lock().await;
        let dry = self.state().budget.dry(now);
        self.warn("openApiCache: bukaOlshop menyatakan jatah permintaan hari ini habis");
        let key = self.store_key(COUNT);
        for _ in 0..TRIES {
            let before = self.store.load(&key).await;
            let before = self.stored(before);
            let merged = self.state().budget.merged(before.as_deref(), now).text();
            let swapped = self.store.swap(&key, before.as_deref(), &merged).await;
            let failed = swapped.is_err();
            if self.stored(swapped) || failed {
                break;
            }
        }
        let wait = self.state().budget.may(Purpose::Member, dry, now).err();
        Refusal::Budget(wait.unwrap_or_default())
    }

    /// Counts a request, where the budget allows it: here, and in the store, for all programs that share it. Otherwise the
    /// error is how long until it does.
    async fn spend(&self, purpose: Purpose) -> Result<(), Duration> {
        let _spending = self.spending.lock().await;
        let key = self.store_key(COUNT);
        for _ in 0..TRIES {
            let now = self.platform().now();
            let stored = self.store.load(&key).await;
            let is_stored = stored.is_ok();
            let before = self.stored(stored);
            let spent = self.allowed(purpose, before.as_deref(), now)?;
            let after = with_one_more(spent, purpose).text();
            // A store that fails keeps nobody from being answered: the count is in memory, too.
            let is_counted = match is_stored {
                true => match self.store.swap(&key, before.as_deref(), &after).await {
                    Ok(swapped) => swapped,
                    failed => !self.stored(failed),
                },
                false => true,
            };
            if is_counted {
                self.state().budget.spend(purpose, spent, now);
                return Ok(());
            }
        }
        // Others count all the time.
        Err(Duration::from_secs(1))
    }

    /// What was spent before one more request, where that is allowed.
    fn allowed(
        &self,
        purpose: Purpose,
        stored: Option<&str>,
        now: Duration,
    ) -> Result<Spent, Duration> {
        let state = self.state();
        let spent = state.budget.merged(stored, now);
        state.budget.may(purpose, spent, now)?;
        Ok(spent)
    }
}

/// The key of the day's count.
const COUNT: &str = "count";

/// Boxes a future, which is `Send` where there are threads.
trait BoxedMaybe: Future + Sized {
    fn boxed_maybe(self) -> Boxed<Self::Output>
    where
        Self: crate::marker::MaybeSend + 'static,
    {
        Box::pin(self)
    }
}

impl<F: Future> BoxedMaybe for F {}
