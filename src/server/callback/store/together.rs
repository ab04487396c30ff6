//! Calls of a server's store that come while others are under way are sent together: one statement for all of them costs little
//! more than one for each, and the disk is waited for once.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::pin::pin;
use std::slice;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::future::{Either, pending, select};
use futures_util::stream::FuturesUnordered;
use tokio::sync::{mpsc, oneshot};
use tokio::time::sleep_until;

use super::database::{Failure, in_milliseconds};
use super::statements::{Limits, RULES};
use super::{Bid, Claim, End, Ended, StoreError};

/// A database's server, which answers many calls at once, in their order. The calls of a list are about different keys. They may be
/// repeated for `patience` while the server is away.
pub(super) trait Server: Send + Sync + 'static {
    /// How calls are sent together.
    const TOGETHER: Limits;

    /// Claims of different keys.
    fn claim(
        &self,
        bids: &[OwnBid],
        patience: Duration,
    ) -> impl Future<Output = Result<Vec<Claim>, Failure>> + Send;

    /// Settles claims of different keys.
    fn settle(
        &self,
        ended: &[OwnEnded],
        patience: Duration,
    ) -> impl Future<Output = Result<Vec<()>, Failure>> + Send;
}

/// A call that can be sent with others.
pub(super) trait Call: Sized + Send + Sync + 'static {
    /// What the server answers to one call.
    type Answer: Send + 'static;

    /// How long calls are repeated while the server is away, in milliseconds.
    const PATIENCE: u64;

    /// What the call changes. Calls that change the same are sent one after the other.
    fn changes(&self) -> impl Iterator<Item = &str>;

    /// Sends calls to a server.
    fn send(
        calls: &[Self],
        server: &impl Server,
        patience: Duration,
    ) -> impl Future<Output = Result<Vec<Self::Answer>, Failure>> + Send;
}

/// Sends calls together. The answers come in the order of the calls.
pub(super) struct Together<C: Call> {
    queue: mpsc::UnboundedSender<Waiting<C>>,
}

impl<C: Call> fmt::Debug for Together<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Together")
    }
}

/// A call that nobody has answered yet.
struct Waiting<C: Call> {
    call: C,
    since: Instant,
    answer: oneshot::Sender<Result<C::Answer, StoreError>>,
}

impl<C: Call> Together<C> {
    /// Begins a task that waits for calls and sends them to a server; it ends when this is dropped and all calls are answered.
    pub(super) fn new(server: &Arc<impl Server>) -> Self {
        let (queue, calls) = mpsc::unbounded_channel();
        tokio::spawn(work(calls, Arc::clone(server)));
        Self { queue }
    }

    /// The answer to a call. The call is made even if nobody waits for its answer any more.
    pub(super) async fn ask(&self, call: C) -> Result<C::Answer, StoreError> {
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

async fn work<C: Call, S: Server>(mut calls: mpsc::UnboundedReceiver<Waiting<C>>, server: Arc<S>) {
    let (most, at_once) = (S::TOGETHER.most as usize, S::TOGETHER.at_once as usize);
    let patience = Duration::from_millis(S::TOGETHER.patience);
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
        // When the statement under way has taken so long that another one may be begun.
        let another = if (1..at_once).contains(&under_way.len()) {
            first_free(&waiting, &changing).map(|first| first.since + patience)
        } else {
            None
        };
        let passing = async {
            match another {
                Some(time) => sleep_until(time.into()).await,
                None => pending().await,
            }
        };
        let ending = async {
            match under_way.is_empty() {
                true => pending().await,
                false => under_way.next().await,
            }
        };
        let next = match select(select(pin!(arriving), pin!(passing)), pin!(ending)).await {
            Either::Left((Either::Left((call, _)), _)) => Next::Call(call),
            Either::Left((Either::Right(((), _)), _)) => Next::Time,
            Either::Right((answered, _)) => Next::Answered(answered),
        };
        match next {
            Next::Call(Some(call)) => waiting.push_back(call),
            Next::Call(None) => is_open = false,
            Next::Time => {}
            Next::Answered(answered) => {
                for change in answered.iter().flatten().flat_map(C::changes) {
                    changing.remove(change);
                }
            }
        }
        while under_way.len() < at_once {
            if under_way.is_empty() {
                gather(&mut calls, &mut waiting, most).await;
            }
            let Some(first) = first_free(&waiting, &changing) else {
                break;
            };
            if !under_way.is_empty() && first.since.elapsed() < patience {
                break;
            }
            let group = group(&mut waiting, &mut changing, most);
            under_way.push(answer(group, &*server));
        }
    }
}

/// What the task has waited for.
enum Next<C: Call> {
    /// A call, or the end of all calls.
    Call(Option<Waiting<C>>),
    /// The calls of a statement that has ended.
    Answered(Option<Vec<C>>),
    /// The statement under way takes long.
    Time,
}

/// The first call that changes nothing of what the calls under way change.
fn first_free<'w, C: Call>(
    waiting: &'w VecDeque<Waiting<C>>,
    changing: &HashSet<String>,
) -> Option<&'w Waiting<C>> {
    waiting
        .iter()
        .find(|waiting| is_free(&waiting.call, changing))
}

/// Whether a call changes nothing of what others are changing.
fn is_free(call: &impl Call, changing: &HashSet<String>) -> bool {
    !call.changes().any(|change| changing.contains(change))
}

/// Takes the calls that have come, and lets whatever is ready to run go first as long as that brings more of them.
async fn gather<C: Call>(
    calls: &mut mpsc::UnboundedReceiver<Waiting<C>>,
    waiting: &mut VecDeque<Waiting<C>>,
    most: usize,
) {
    loop {
        let before = waiting.len();
        tokio::task::yield_now().await;
        while let Ok(call) = calls.try_recv() {
            waiting.push_back(call);
        }
        if waiting.len() == before || waiting.len() >= most {
            return;
        }
    }
}

/// Takes the first calls that can be sent together, and marks what they change.
fn group<C: Call>(
    waiting: &mut VecDeque<Waiting<C>>,
    changing: &mut HashSet<String>,
    most: usize,
) -> Vec<Waiting<C>> {
    let mut group = Vec::new();
    let mut later = VecDeque::new();
    while group.len() < most {
        let Some(next) = waiting.pop_front() else {
            break;
        };
        if !is_free(&next.call, changing) {
            later.push_back(next);
            continue;
        }
        changing.extend(next.call.changes().map(str::to_owned));
        group.push(next);
    }
    later.append(waiting);
    *waiting = later;
    group
}

/// Sends calls, answers them, and returns them. A call that the database refuses is not the end of those that are sent with it.
async fn answer<C: Call>(group: Vec<Waiting<C>>, server: &impl Server) -> Vec<C> {
    // As long as the call that came last may wait.
    let waited = group.iter().map(|waiting| waiting.since.elapsed()).min();
    let patience = Duration::from_millis(C::PATIENCE);
    let left = patience.saturating_sub(waited.unwrap_or_default());
    let taken = group
        .into_iter()
        .map(|waiting| (waiting.call, waiting.answer));
    let (calls, askers): (Vec<C>, Vec<_>) = taken.unzip();
    match C::send(&calls, server, left).await {
        Ok(answers) => {
            for (asker, answer) in askers.into_iter().zip(answers) {
                // Whoever has asked may not wait any more.
                let _ = asker.send(Ok(answer));
            }
        }
        Err(failure) if failure.is_temporary || calls.len() == 1 => {
            for asker in askers {
                let _ = asker.send(Err(failure.error.clone()));
            }
        }
        Err(_) => {
            for (call, asker) in calls.iter().zip(askers) {
                let sent = C::send(slice::from_ref(call), server, left).await;
                let answer = sent.map_err(StoreError::from);
                let answer = answer.map(|answers| answers.into_iter().next());
                if let Some(answer) = answer.transpose() {
                    let _ = asker.send(answer);
                }
            }
        }
    }
    calls
}

/// A claim as a store keeps it until it is stored with others.
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
    type Answer = Claim;

    const PATIENCE: u64 = RULES.retry;

    fn changes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.key).chain(self.order.as_deref())
    }

    async fn send(
        calls: &[Self],
        server: &impl Server,
        patience: Duration,
    ) -> Result<Vec<Claim>, Failure> {
        server.claim(calls, patience).await
    }
}

/// The end of a claim as a store keeps it until it is stored with others.
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
    type Answer = ();

    const PATIENCE: u64 = RULES.retry_settle;

    fn changes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.key)
    }

    async fn send(
        calls: &[Self],
        server: &impl Server,
        patience: Duration,
    ) -> Result<Vec<()>, Failure> {
        server.settle(calls, patience).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::callback::store::statements::POSTGRES;
    use tokio::sync::Notify;
    use tokio::time::timeout;

    /// Answers at once, but a statement about `"hung"` only when it is told to.
    struct Slow {
        goes_on: Notify,
    }

    impl Server for Slow {
        const TOGETHER: Limits = POSTGRES.together;

        async fn claim(&self, bids: &[OwnBid], _: Duration) -> Result<Vec<Claim>, Failure> {
            if bids.iter().any(|bid| bid.key == "hung") {
                self.goes_on.notified().await;
            }
            Ok(bids.iter().map(|_| Claim::Claimed { attempt: 1 }).collect())
        }

        async fn settle(&self, ended: &[OwnEnded], _: Duration) -> Result<Vec<()>, Failure> {
            Ok(vec![(); ended.len()])
        }
    }

    fn bid(key: &str) -> OwnBid {
        OwnBid::from(&Bid::new(key, "", Duration::ZERO, Duration::ZERO))
    }

    #[tokio::test]
    async fn one_call_behind_a_statement_that_hangs_is_sent_by_itself() {
        let server = Arc::new(Slow {
            goes_on: Notify::new(),
        });
        let claims = Arc::new(Together::new(&server));
        let ask = |key: &'static str| {
            let claims = Arc::clone(&claims);
            tokio::spawn(async move { claims.ask(bid(key)).await })
        };
        let hung = ask("hung");
        tokio::time::sleep(Duration::from_millis(5)).await;
        // Nothing else comes behind it that could bring the task to look again.
        let other = timeout(Duration::from_secs(10), ask("other")).await;
        assert!(matches!(other, Ok(Ok(Ok(Claim::Claimed { attempt: 1 })))));
        let patience = Duration::from_millis(Slow::TOGETHER.patience);
        // What changes the same waits for the statement, whatever its length.
        let mut same = ask("hung");
        assert!(timeout(patience * 4, &mut same).await.is_err());
        server.goes_on.notify_one();
        assert!(matches!(hung.await, Ok(Ok(_))));
        server.goes_on.notify_one();
        assert!(matches!(same.await, Ok(Ok(_))));
    }
}
