//! A transport and a platform in one: answers come from a script, and the clock moves only when all
//! there is to do is wait.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::fmt;
use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bukaolshop::transport::{Answer, Failure, Platform, Transport};
use bukaolshop::{Method, Request};
use serde_json::Value;

use super::reply::{Outcome, Reply};

/// 2024-01-15, noon in Jakarta.
pub const NOON: Duration = Duration::from_secs(1_705_294_800);

/// A small world. Clones are the same world.
#[derive(Clone)]
pub struct World(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    server: Option<Server>,
}

struct State {
    now: Duration,
    timers: BTreeSet<(Duration, u64)>,
    timers_made: u64,
    chance: f64,
    stored: HashMap<String, String>,
    /// What the storage holds at most, keys included.
    room: usize,
    script: VecDeque<Reply>,
    sent: Vec<Sent>,
    abandoned: usize,
}

type Server = Box<dyn Fn(&Sent) -> Reply + Send + Sync>;

/// A request that was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub method: Method,
    pub url: String,
    /// The address before its query.
    pub address: String,
    /// The query, decoded, in order.
    pub parameters: Vec<(String, String)>,
    /// Since the world began.
    pub at: Duration,
    #[cfg(feature = "server")]
    pub headers: Vec<(&'static str, String)>,
    #[cfg(feature = "server")]
    pub body: Option<bukaolshop::Body>,
}

#[cfg(feature = "server")]
impl Sent {
    /// The text of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(header, _)| *header == name)?;
        Some(value)
    }

    /// The body's text; empty without one.
    pub fn text(&self) -> &str {
        self.body.as_ref().map_or("", |body| body.text())
    }
}

impl Sent {
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.parameters.iter().find(|(key, _)| key == name)?;
        Some(value)
    }

    /// The number in a parameter.
    pub fn number(&self, name: &str) -> u64 {
        let value = self.parameter(name).unwrap_or_default();
        value
            .parse()
            .unwrap_or_else(|_| panic!("{name}={value} is no number"))
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("World")
    }
}

impl World {
    /// Answers requests in this order; one too many is the test's failure.
    pub fn scripted(script: impl IntoIterator<Item = Reply>) -> Self {
        Self::new(script.into_iter().collect(), None)
    }

    /// Answers each request by looking at it.
    pub fn serving(server: impl Fn(&Sent) -> Reply + Send + Sync + 'static) -> Self {
        Self::new(VecDeque::new(), Some(Box::new(server)))
    }

    fn new(script: VecDeque<Reply>, server: Option<Server>) -> Self {
        let state = State {
            now: NOON,
            timers: BTreeSet::new(),
            timers_made: 0,
            chance: 0.5,
            stored: HashMap::new(),
            room: usize::MAX,
            script,
            sent: Vec::new(),
            abandoned: 0,
        };
        Self(Arc::new(Inner {
            state: Mutex::new(state),
            server,
        }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0
            .state
            .lock()
            .expect("no test panics while it holds this")
    }

    /// Runs a future to its end; whenever it waits, time leaps to the next timer.
    ///
    /// # Panics
    /// When it waits for what never comes.
    pub fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(output) = self.poll(future.as_mut()) {
                return output;
            }
            let mut state = self.state();
            let next = state.timers.first().copied();
            if let Some((at, _)) = next {
                state.now = state.now.max(at);
            }
            drop(state);
            assert!(next.is_some(), "it waits, and nothing is going to happen");
        }
    }

    /// Goes on with a future as far as it comes without waiting.
    pub fn poll<F: Future>(&self, future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    /// Sets the clock, as time since 1970-01-01 UTC.
    pub fn set_now(&self, now: Duration) {
        self.state().now = now;
    }

    /// Time since the world began.
    pub fn elapsed(&self) -> Duration {
        self.state().now.saturating_sub(NOON)
    }

    /// What the dice show from now on.
    pub fn set_chance(&self, chance: f64) {
        self.state().chance = chance;
    }

    /// The requests sent so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// How many of them nobody waited for.
    pub fn abandoned(&self) -> usize {
        self.state().abandoned
    }

    /// Everything stored.
    pub fn stored(&self) -> HashMap<String, String> {
        self.state().stored.clone()
    }

    /// Lets the storage hold so many characters, keys included; 0 forbids it.
    pub fn set_room(&self, room: usize) {
        self.state().room = room;
    }

    fn record(&self, request: &Request) -> Sent {
        let (address, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
        let parameters = query.split('&').filter(|pair| !pair.is_empty());
        let sent = Sent {
            method: request.method,
            url: request.url.clone(),
            address: address.to_owned(),
            parameters: parameters
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decoded(name), decoded(value))
                })
                .collect(),
            at: self.elapsed(),
            #[cfg(feature = "server")]
            headers: request.headers.clone(),
            #[cfg(feature = "server")]
            body: request.body.clone(),
        };
        self.state().sent.push(sent.clone());
        sent
    }

    fn reply(&self, sent: &Sent) -> Reply {
        match &self.0.server {
            Some(server) => server(sent),
            None => {
                let next = self.state().script.pop_front();
                next.unwrap_or_else(|| panic!("no answer is left for {}", sent.url))
            }
        }
    }
}

impl Transport for World {
    type Tree = Value;
    type Platform = Self;

    async fn send(&self, request: &Request) -> Result<Box<Answer<Value>>, Failure> {
        let mut under_way = UnderWay {
            world: self,
            done: false,
        };
        let sent = self.record(request);
        let Reply {
            outcome,
            delay,
            #[cfg(feature = "server")]
            headers,
        } = self.reply(&sent);
        if !delay.is_zero() {
            self.sleep(delay).await;
        }
        let result = match outcome {
            Outcome::Answer {
                http_status,
                retry_after,
                body,
            } => {
                #[allow(unused_mut, reason = "only a server's client looks at headers")]
                let mut answer = Answer::from_bytes(http_status, retry_after, &body);
                #[cfg(feature = "server")]
                {
                    answer.headers = headers;
                }
                Ok(answer)
            }
            Outcome::Lost => Err(Failure::Network),
            #[cfg(feature = "server")]
            Outcome::Cut => Err(Failure::Lost),
            Outcome::Never => pending().await,
        };
        under_way.done = true;
        result
    }

    fn platform(&self) -> &Self {
        self
    }
}

impl Platform for World {
    type Text = String;

    // It plays a page's storage.
    const COUNTS_BY_SHOP: bool = false;

    async fn sleep(&self, duration: Duration) {
        let timer = Timer::new(self, duration);
        poll_fn(|_| {
            if self.state().now >= timer.at.0 {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }

    fn now(&self) -> Duration {
        self.state().now
    }

    fn random(&self) -> f64 {
        self.state().chance
    }

    fn load(&self, key: &str) -> Option<String> {
        self.state().stored.get(key).cloned()
    }

    fn store(&self, key: &str, text: &String) -> bool {
        let mut state = self.state();
        let others = state.stored.iter().filter(|(other, _)| *other != key);
        let taken: usize = others.map(|(key, text)| key.len() + text.len()).sum();
        let fits = taken + key.len() + text.len() <= state.room;
        if fits {
            state.stored.insert(key.to_owned(), text.clone());
        }
        fits
    }

    fn remove(&self, key: &str) {
        self.state().stored.remove(key);
    }

    fn sweep(&self, prefix: &str, is_kept: &mut dyn FnMut(&str, &String) -> bool) {
        let stored = &mut self.state().stored;
        stored.retain(|key, text| !key.starts_with(prefix) || is_kept(key, text));
    }
}

/// Counts a request whose future is dropped before its answer came.
struct UnderWay<'w> {
    world: &'w World,
    done: bool,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if !self.done {
            self.world.state().abandoned += 1;
        }
    }
}

/// A moment that somebody waits for.
struct Timer<'w> {
    world: &'w World,
    at: (Duration, u64),
}

impl<'w> Timer<'w> {
    fn new(world: &'w World, after: Duration) -> Self {
        let mut state = world.state();
        let at = (state.now.saturating_add(after), state.timers_made);
        state.timers_made += 1;
        state.timers.insert(at);
        Self { world, at }
    }
}

impl Drop for Timer<'_> {
    fn drop(&mut self) {
        self.world.state().timers.remove(&self.at);
    }
}

/// Decodes `%XX`, on its own for the crate's encoding not to be judged by itself.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(&behind[..2]).expect("two digits behind %");
            bytes.push(u8::from_str_radix(digits, 16).expect("two hex digits behind %"));
            rest = &behind[2..];
        } else {
            bytes.push(first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).expect("a parameter is UTF-8")
}
