//! Calls of a server's store that come while others are under way are sent together: one statement for all of them costs little
//! more than one for each, and the disk is waited for once.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::pin::pin;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::future::{Either, pending, select};
use futures_util::stream::FuturesUnordered;
use tokio::sync::{mpsc, oneshot};

use super::database::{Failure, in_milliseconds};
use super::{Bid, End, Ended, StoreError};

/// How many calls are sent together at most.
const MOST: usize = 64;

/// How many statements are under way at once.
const AT_ONCE: usize = 2;

/// A call that can be sent with others.
pub(super) trait Call: Clone + Send + Sync + 'static {
    /// What the call changes. Calls that change the same are sent one after the other.
    fn changes(&self) -> impl Iterator<Item = &str>;
}

/// Sends calls together. The answers come in the order of the calls.
pub(super) struct Together<C, A> {
    queue: mpsc::UnboundedSender<Waiting<C, A>>,
}

impl<C, A> fmt::Debug for Together<C, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Together")
    }
}

/// A call that nobody has answered yet.
struct Waiting<C, A> {
    call: C,
    since: Instant,
    answer: oneshot::Sender<Result<A, StoreError>>,
}

impl<C: Call, A: Send + 'static> Together<C, A> {
    /// Begins a task that waits for calls; it ends when this is dropped and all calls are answered. `send` gets the calls and
    /// how long they may be repeated while the database is away, and answers each of them.
    pub(super) fn new<F, Sent>(patience: Duration, send: F) -> Self
    where
        F: Fn(Vec<C>, Duration) -> Sent + Send + Sync + 'static,
        Sent: Future<Output = Result<Vec<A>, Failure>> + Send + 'static,
    {
        let (queue, calls) = mpsc::unbounded_channel();
        tokio::spawn(work(calls, patience, send));
        Self { queue }
    }

    /// The answer to a call. The call is made even if nobody waits for its answer any more.
    pub(super) async fn ask(&self, call: C) -> Result<A, StoreError> {
        let (answer, answered) = oneshot::channel();
        let since = Instant::now();
        let waiting = Waiting {
            call,
            since,
            answer,
        };
        // The task ends with the runtime that the store was opened in.
        let gone = || StoreError::new("program yang membuka store ini sudah berhenti");
        self.queue.send(waiting).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

async fn work<C, A, F, Sent>(
    mut calls: mpsc::UnboundedReceiver<Waiting<C, A>>,
    patience: Duration,
    send: F,
) where
    C: Call,
    A: Send + 'static,
    F: Fn(Vec<C>, Duration) -> Sent + Send + Sync + 'static,
    Sent: Future<Output = Result<Vec<A>, Failure>> + Send + 'static,
{
    let mut waiting = VecDeque::new();
    // What the calls under way change.
    let mut changing = HashSet::new();
    let mut under_way = FuturesUnordered::new();
    let mut is_open = true;
    while is_open || !waiting.is_empty() || !under_way.is_empty() {
        let arriving = async {
            match is_open {
                true => calls.recv().await,
                false => pending().await,
            }
        };
        let ending = async {
            match under_way.is_empty() {
                true => pending().await,
                false => under_way.next().await,
            }
        };
        let next = match select(pin!(arriving), pin!(ending)).await {
            Either::Left((call, _)) => Either::Left(call),
            Either::Right((changed, _)) => Either::Right(changed),
        };
        match next {
            Either::Left(Some(call)) => waiting.push_back(call),
            Either::Left(None) => is_open = false,
            Either::Right(changed) => {
                let changed: Option<Vec<String>> = changed;
                for change in changed.into_iter().flatten() {
                    changing.remove(&change);
                }
            }
        }
        while let Ok(call) = calls.try_recv() {
            waiting.push_back(call);
        }
        while under_way.len() < AT_ONCE {
            let (group, changed) = group(&mut waiting, &mut changing);
            if group.is_empty() {
                break;
            }
            let send = &send;
            under_way.push(async move {
                answer(group, patience, send).await;
                changed
            });
        }
    }
}

/// Takes the first calls that can be sent together, and marks what they change.
fn group<C: Call, A>(
    waiting: &mut VecDeque<Waiting<C, A>>,
    changing: &mut HashSet<String>,
) -> (Vec<Waiting<C, A>>, Vec<String>) {
    let (mut group, mut changed) = (Vec::new(), Vec::new());
    let mut later = VecDeque::new();
    while group.len() < MOST {
        let Some(next) = waiting.pop_front() else {
            break;
        };
        if next.call.changes().any(|change| changing.contains(change)) {
            later.push_back(next);
            continue;
        }
        for change in next.call.changes() {
            changing.insert(change.to_owned());
            changed.push(change.to_owned());
        }
        group.push(next);
    }
    later.append(waiting);
    *waiting = later;
    (group, changed)
}

/// Sends calls and answers them. A call that the database refuses is not the end of those that are sent with it.
async fn answer<C, A, F, Sent>(group: Vec<Waiting<C, A>>, patience: Duration, send: &F)
where
    C: Call,
    F: Fn(Vec<C>, Duration) -> Sent,
    Sent: Future<Output = Result<Vec<A>, Failure>>,
{
    let calls: Vec<C> = group.iter().map(|waiting| waiting.call.clone()).collect();
    // As long as the call that came last may wait.
    let waited = group.iter().map(|waiting| waiting.since.elapsed()).min();
    let left = patience.saturating_sub(waited.unwrap_or_default());
    match send(calls, left).await {
        Ok(answers) => {
            for (waiting, answer) in group.into_iter().zip(answers) {
                // Whoever has asked may not wait any more.
                let _ = waiting.answer.send(Ok(answer));
            }
        }
        Err(failure) if failure.is_temporary || group.len() == 1 => {
            for waiting in group {
                let _ = waiting.answer.send(Err(failure.error.clone()));
            }
        }
        Err(_) => {
            for waiting in group {
                let sent = send(vec![waiting.call], left).await;
                let answer = sent.map_err(StoreError::from);
                let answer = answer.map(|answers| answers.into_iter().next());
                if let Some(answer) = answer.transpose() {
                    let _ = waiting.answer.send(answer);
                }
            }
        }
    }
}

/// A claim as a store keeps it until it is stored with others.
#[derive(Clone)]
pub(super) struct OwnBid {
    pub(super) key: String,
    pub(super) owner: String,
    pub(super) lease: i64,
    pub(super) note: String,
    pub(super) order: Option<String>,
    pub(super) status: Option<String>,
}

impl From<&Bid<'_>> for OwnBid {
    fn from(bid: &Bid<'_>) -> Self {
        Self {
            key: bid.key.to_owned(),
            owner: bid.owner.to_owned(),
            lease: in_milliseconds(bid.lease),
            note: bid.note.to_owned(),
            order: bid.step.map(|step| step.order.to_owned()),
            status: bid.step.map(|step| step.status.to_owned()),
        }
    }
}

impl Call for OwnBid {
    fn changes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.key).chain(self.order.as_deref())
    }
}

/// The end of a claim as a store keeps it until it is stored with others.
#[derive(Clone)]
pub(super) struct OwnEnded {
    pub(super) key: String,
    pub(super) attempt: u32,
    pub(super) owner: String,
    /// The name of the end in statements and scripts.
    pub(super) end: &'static str,
    /// When work that has failed is listed again, counted from now, in milliseconds.
    pub(super) delay: i64,
    pub(super) note: Option<String>,
}

impl From<&Ended<'_>> for OwnEnded {
    fn from(ended: &Ended<'_>) -> Self {
        let (end, delay) = match ended.end {
            End::Done => ("done", Duration::ZERO),
            End::Failed { next } => ("failed", next.saturating_sub(ended.now)),
            End::GivenUp => ("given_up", Duration::ZERO),
            End::Refused => ("refused", Duration::ZERO),
        };
        Self {
            key: ended.key.to_owned(),
            attempt: ended.attempt,
            owner: ended.owner.to_owned(),
            end,
            delay: in_milliseconds(delay),
            note: ended.note.map(str::to_owned),
        }
    }
}

impl Call for OwnEnded {
    fn changes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.key)
    }
}
