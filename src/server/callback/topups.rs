//! Top-ups whose page is the shop's own, from the member's request to the confirmation.
//!
//! The member opens the page: [`TopUps::open`] verifies the request, keeps its token, and tells what to show.
//! When the money has arrived, the program calls [`TopUps::confirm`], as often as it likes: bukaOlshop is told
//! once, through double clicks, other programs on the same store, and restarts.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::guard::Guard;
use super::receiver::Receiver;
use super::rejection::{Reason, Rejection};
use super::send_once::{Errand, Failed};
use super::store::{Bid, Claim, End, Ended, Store};
use super::topup::TopUp;
use super::transaksi::joined;
use crate::error::{Error, ErrorKind};
use crate::server::Call;
use crate::server::closed_api::member::{Saldo, Topup};
use crate::server::closed_api::{ClosedApi, compare};
use crate::server::member::Member;
use crate::server::money::Outcome;
use crate::transport::{MaybeSend, MaybeSync, Platform, Transport, milliseconds};

/// What has become of a top-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopUpState {
    /// The member has asked for the top-up, and it was not confirmed yet.
    Waiting,
    /// It is being confirmed. What became of a confirmation may not be known yet.
    Confirming,
    /// The member's balance has grown.
    Confirmed,
    /// bukaOlshop has refused it, for example because it knows another sum. No balance has changed.
    Refused,
    /// It may have been confirmed, and nothing tells: a person has to look, and
    /// [decides](TopUps::decide).
    Held,
}

/// A top-up that the shop keeps.
#[derive(Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct KeptTopUp {
    /// The shop's own name of it, by which the program finds it again. It is no secret, and it is the same
    /// whenever the member opens the page of the same top-up.
    pub id: String,
    /// The member's number.
    pub id_user: String,
    /// The amount that the member pays, in rupiah: with the unique code.
    pub total_topup: Option<u64>,
    /// The amount that the member has asked for, in rupiah.
    pub jumlah_topup: Option<u64>,
    /// The few rupiah that are added so that no two transfers have the same amount.
    pub kode_unik: Option<u64>,
    /// What has become of it.
    pub state: TopUpState,
    /// Why it was refused: the words of bukaOlshop's server.
    pub reason: Option<String>,
    /// The time at which the member has asked for it, in milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

/// Leaves out the member.
impl fmt::Debug for KeptTopUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptTopUp")
            .field("id", &self.id)
            .field("total_topup", &self.total_topup)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// The note of a top-up in the store.
#[derive(Clone, Serialize, Deserialize)]
struct Record {
    id_user: String,
    token_topup: String,
    total_topup: Option<u64>,
    jumlah_topup: Option<u64>,
    kode_unik: Option<u64>,
    state: TopUpState,
    reason: Option<String>,
    at: u64,
    /// The member's balance from before it was first confirmed, and the time of that.
    before: Option<(Saldo, u64)>,
}

impl Record {
    fn kept(&self, id: &str) -> KeptTopUp {
        KeptTopUp {
            id: id.to_owned(),
            id_user: self.id_user.clone(),
            total_topup: self.total_topup,
            jumlah_topup: self.jumlah_topup,
            kode_unik: self.kode_unik,
            state: self.state,
            reason: self.reason.clone(),
            at: self.at,
        }
    }

    /// Sets the state, and forgets what only a confirmation needs where there will be none any more: the token
    /// and the member's balance.
    fn set_state(&mut self, state: TopUpState) {
        self.state = state;
        if matches!(state, TopUpState::Confirmed | TopUpState::Refused) {
            self.token_topup.clear();
            self.before = None;
        }
    }

    /// The confirmation of this top-up.
    fn confirmation(&self) -> Topup {
        let member = Member::id(&self.id_user);
        let amount = self.total_topup.or(self.jumlah_topup);
        let topup = Topup {
            member: Some(member),
            jumlah: amount,
            ..Topup::new(&self.token_topup)
        };
        match self.total_topup.filter(|total| *total > 0) {
            Some(total) => topup.validate(total),
            None => topup,
        }
    }
}

/// A time that does not come: 8.64 · 10¹⁵ milliseconds, the last one of JavaScript's dates.
const NEVER: Duration = Duration::from_secs(8_640_000_000_000);

/// How long a program may take to change the record of a top-up.
const CHANGE: Duration = Duration::from_secs(10);

/// The top-ups of a shop, in the store of its receiver.
///
/// ```
/// # use bukaolshop::json::Value;
/// # use bukaolshop::server::callback::{Rejection, Store, TopUps};
/// # use bukaolshop::server::closed_api::ClosedApi;
/// # use bukaolshop::transport::{Platform, Transport};
/// use bukaolshop::server::callback::TopUpState;
///
/// # async fn serve<S: Store, P: Platform, T: Transport<Tree = Value>>(
/// #     topups: &TopUps<S, P>,
/// #     closed: &ClosedApi<T>,
/// #     body: &[u8],
/// # ) -> Result<(), Rejection> {
/// // The member opens the shop's page, which shows what to pay.
/// let topup = topups.open("POST", body).await?;
/// println!("{}: pay {:?}", topup.id, topup.total_topup);
///
/// // The money has arrived.
/// let topup = topups.confirm(closed, &topup.id).await?;
/// if topup.state == TopUpState::Confirmed {
///     println!("the balance has grown");
/// }
/// # Ok(())
/// # }
/// ```
pub struct TopUps<S, P> {
    receiver: Arc<Receiver<S, P>>,
}

impl<S: fmt::Debug, P> fmt::Debug for TopUps<S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TopUps").finish_non_exhaustive()
    }
}

impl<S: Store, P: Platform> TopUps<S, P> {
    /// The top-ups of the shop of this receiver, with its secret and its store. A receiver that receives no callbacks will do.
    pub fn new(receiver: Arc<Receiver<S, P>>) -> Self {
        Self { receiver }
    }

    fn guard(&self) -> &Guard<S, P> {
        self.receiver.guard()
    }

    fn key(&self, id: &str) -> String {
        joined([self.receiver.toko(), "topup", id])
    }

    /// Verifies the request that the member's app sends to the shop's own page, and keeps its top-up. The
    /// answer to the request is what the member sees; it depends on the top-up's state.
    ///
    /// # Errors
    /// Those of [`Receiver::topup`], and [`Reason::StoreFailed`].
    pub async fn open(&self, method: &str, body: &[u8]) -> Result<KeptTopUp, Rejection> {
        self.keep(self.receiver.topup(method, body)?).await
    }

    /// Keeps a top-up that was verified.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    pub async fn keep(&self, topup: TopUp) -> Result<KeptTopUp, Rejection> {
        let digest = Sha256::digest(topup.token_topup.as_bytes());
        let id: String = digest
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        if let Some(record) = self.record(&id).await? {
            return Ok(record.kept(&id));
        }
        let record = Record {
            id_user: topup.id_user,
            token_topup: topup.token_topup,
            total_topup: topup.total_topup,
            jumlah_topup: topup.jumlah_topup,
            kode_unik: topup.kode_unik,
            state: TopUpState::Waiting,
            reason: None,
            at: milliseconds(self.guard().now()),
            before: None,
        };
        self.write(&id, &record, NEVER).await?;
        Ok(record.kept(&id))
    }

    /// A top-up by its id; `None` where there is none.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    pub async fn get(&self, id: &str) -> Result<Option<KeptTopUp>, Rejection> {
        Ok(self.record(id).await?.map(|record| record.kept(id)))
    }

    /// The top-ups that wait for somebody, the newest first: those whose money has not arrived, those that a person decides
    /// about, and those whose confirmation is to be gone on with.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    pub async fn open_ones(&self) -> Result<Vec<KeptTopUp>, Rejection> {
        self.receiver.check_store().await?;
        let prefix = format!("{}:", joined([self.receiver.toko(), "topup"]));
        let store = self.guard().store();
        let being_confirmed = store.unfinished(self.guard().now()).await?;
        let mut open: Vec<KeptTopUp> = (store.given_up().await?.iter())
            .chain(&being_confirmed)
            .filter_map(|left| {
                let id = left.key.strip_prefix(&prefix)?;
                let record: Record = serde_json::from_str(&left.note).ok()?;
                let is_open = !matches!(record.state, TopUpState::Confirmed | TopUpState::Refused);
                is_open.then(|| record.kept(id))
            })
            .collect();
        open.sort_by_key(|topup| std::cmp::Reverse(topup.at));
        Ok(open)
    }

    async fn record(&self, id: &str) -> Result<Option<Record>, Rejection> {
        self.receiver.check_store().await?;
        let found = self.guard().store().find(&self.key(id)).await?;
        Ok(found.and_then(|found| serde_json::from_str(&found.note).ok()))
    }

    /// Writes the record of a top-up. From `next` on, [`resume`](Self::resume) confirms it again.
    async fn write(&self, id: &str, record: &Record, next: Duration) -> Result<(), Rejection> {
        let note =
            serde_json::to_string(record).map_err(|_| Rejection::new(Reason::StoreFailed))?;
        let (store, key) = (self.guard().store(), self.key(id));
        let owner = self.guard().owner();
        let mut bid = Bid::new(&key, &note, self.guard().now(), CHANGE).owner(&owner);
        loop {
            bid.now = self.guard().now();
            match store.claim(&bid).await? {
                Claim::Claimed { attempt } => {
                    let end = match record.state {
                        // The store lists what is left to a person.
                        TopUpState::Waiting | TopUpState::Held => End::GivenUp,
                        _ => End::Failed { next },
                    };
                    let ended = Ended::new(&key, attempt, end, self.guard().now()).note(&note);
                    return Ok(store.settle(&ended.owner(&owner)).await?);
                }
                Claim::InProgress { left } => {
                    self.guard()
                        .sleep(left.min(Duration::from_millis(50)))
                        .await;
                }
                Claim::Done => return Err(Rejection::new(Reason::StoreFailed)),
            }
        }
    }

    /// Confirms a top-up whose money has arrived: bukaOlshop is told once, with the sum that the shop knows.
    /// A confirmation whose answer was lost is looked for in the history of the balance.
    ///
    /// # Errors
    /// [`Reason::MissingField`] where there is no top-up of this id. Otherwise what keeps it from being
    /// known now whether it was confirmed; [`resume`](Self::resume) goes on from there.
    pub async fn confirm<T: Transport<Tree = Value>>(
        &self,
        closed: &ClosedApi<T>,
        id: &str,
    ) -> Result<KeptTopUp, Rejection> {
        let Some(mut record) = self.record(id).await? else {
            return Err(Rejection::of(Reason::MissingField, "id"));
        };
        if matches!(
            record.state,
            TopUpState::Confirmed | TopUpState::Refused | TopUpState::Held
        ) {
            return Ok(record.kept(id));
        }
        if record.before.is_none() {
            let seen = closed.saldo().get(&Member::id(&record.id_user)).await?;
            // The store keeps what is compared, and no name or address.
            let before = Saldo {
                email_user: String::new(),
                nama_user: String::new(),
                extra: Map::new(),
                ..seen
            };
            record.before = Some((before, milliseconds(self.guard().now())));
            record.state = TopUpState::Confirming;
            let lease_over = self.guard().now().saturating_add(self.guard().lease());
            self.write(id, &record, lease_over).await?;
        }
        let errand = Confirmation {
            closed,
            record: &record,
            sent_at: Mutex::default(),
        };
        let sent = self
            .guard()
            .send_once(&self.errand_key(id), Some(id), &errand)
            .await;
        let sent_at = *errand
            .sent_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let (Some((_, at)), Some(sent_at)) = (&mut record.before, sent_at) {
            *at = sent_at;
        }
        let (state, next) = match &sent {
            Ok(_) => (TopUpState::Confirmed, NEVER),
            Err(rejection) if rejection.reason.is_held() => (TopUpState::Held, NEVER),
            Err(rejection) if rejection.reason == Reason::TopUpNotOk => {
                record.reason.clone_from(&rejection.note);
                (TopUpState::Refused, NEVER)
            }
            Err(rejection) => {
                let wait = self.guard().pause(1, rejection);
                let next = self.guard().now().saturating_add(wait);
                (TopUpState::Confirming, next)
            }
        };
        // Another program may have come to the end in between.
        if sent.is_err()
            && let Some(current) = self.record(id).await?
            && current.state == TopUpState::Confirmed
        {
            return Ok(current.kept(id));
        }
        record.set_state(state);
        self.write(id, &record, next).await?;
        match (sent, state) {
            (Err(rejection), TopUpState::Confirming) => Err(rejection),
            _ => Ok(record.kept(id)),
        }
    }

    fn errand_key(&self, id: &str) -> String {
        joined([self.receiver.toko(), "sekali", "topup", id])
    }

    /// Goes on with the confirmations of which it is not known what became of them. A program calls this when
    /// it starts, and from time to time.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`] where the store cannot list its claims.
    pub async fn resume<T: Transport<Tree = Value>>(
        &self,
        closed: &ClosedApi<T>,
    ) -> Result<Vec<Result<KeptTopUp, Rejection>>, Rejection> {
        let prefix = format!("{}:", joined([self.receiver.toko(), "topup"]));
        self.receiver.check_store().await?;
        let unfinished = self.guard().store().unfinished(self.guard().now()).await?;
        let mut outcomes = Vec::new();
        for left in unfinished {
            if let Some(id) = left.key.strip_prefix(&prefix) {
                outcomes.push(self.confirm(closed, id).await);
            }
        }
        Ok(outcomes)
    }

    /// Notes what a person has found out about a top-up that is [held](TopUpState::Held). One that was not
    /// confirmed can be confirmed again. `None` where there is none of this id that is held.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    pub async fn decide(&self, id: &str, confirmed: bool) -> Result<Option<KeptTopUp>, Rejection> {
        let held = |record: &Record| record.state == TopUpState::Held;
        let Some(mut record) = self.record(id).await?.filter(held) else {
            return Ok(None);
        };
        self.guard().decide(&self.errand_key(id), confirmed).await?;
        record.before = None;
        record.set_state(match confirmed {
            true => TopUpState::Confirmed,
            false => TopUpState::Waiting,
        });
        self.write(id, &record, NEVER).await?;
        Ok(Some(record.kept(id)))
    }
}

/// The confirmation of a top-up, as an errand.
struct Confirmation<'c, T: Transport<Tree = Value>> {
    closed: &'c ClosedApi<T>,
    record: &'c Record,
    /// The time at which it was sent, where nobody knows what became of it.
    sent_at: Mutex<Option<u64>>,
}

impl<T: Transport<Tree = Value> + MaybeSync + MaybeSend> Errand for Confirmation<'_, T> {
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        let Some((before, at)) = &self.record.before else {
            return Ok(None);
        };
        let after = self
            .closed
            .saldo()
            .get(&Member::id(&self.record.id_user))
            .await?;
        let movement = self
            .record
            .confirmation()
            .moves_money()
            .map(|mut movement| {
                movement.at = *at;
                movement
            });
        Ok(movement.map(|movement| compare(&movement, before, &after)))
    }

    async fn send(&self) -> Result<(), Failed> {
        let sent = self.closed.saldo().topup(&self.record.confirmation()).await;
        if let Err(error) = &sent {
            let at = error.sent.as_deref().map(|sent| sent.at);
            *self.sent_at.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
        sent.map(drop).map_err(|error| match error.kind {
            ErrorKind::BadRequest | ErrorKind::NotFound => Failed::NotDone(refused(&error)),
            _ => error.into(),
        })
    }
}

/// The rejection of a top-up that bukaOlshop refuses: asking again gives the same answer.
fn refused(error: &Error) -> Rejection {
    let words = error.status.clone().unwrap_or_else(|| error.message());
    Rejection::new(Reason::TopUpNotOk).noting(words)
}
