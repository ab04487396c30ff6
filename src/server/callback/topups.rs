//! Top-ups whose page is the shop's own, from the member's request to the confirmation.
//!
//! The member opens the page: [`TopUps::open`] verifies the request, keeps its token, and tells what to show.
//! When the money has arrived, the program calls [`TopUps::confirm`], as often as it likes: bukaOlshop is told
//! once, through double clicks, other programs on the same store, and restarts.

use std::fmt;
use std::sync::Arc;
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

    /// Whether nothing is left to be done but by a person.
    fn is_settled(&self) -> bool {
        matches!(
            self.state,
            TopUpState::Confirmed | TopUpState::Refused | TopUpState::Held
        )
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
        let mut record = Record {
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
        if self.write(&id, &record, NEVER).await? > 1 {
            // Somebody else has kept it a moment before, and what was noted since then is gone. Its confirmation may have begun.
            let begun = self.guard().store().find(&self.errand_key(&id)).await?;
            if let Some(begun) = begun {
                record.set_state(match begun.done {
                    true => TopUpState::Confirmed,
                    false => TopUpState::Held,
                });
                self.write(&id, &record, NEVER).await?;
            }
        }
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

    /// The record of a top-up that there is, as it is now.
    async fn known(&self, id: &str) -> Result<Record, Rejection> {
        let found = self.record(id).await?;
        found.ok_or_else(|| Rejection::of(Reason::MissingField, "id"))
    }

    /// Writes the record of a top-up, and returns how often it has been written. From `next` on, [`resume`](Self::resume) confirms
    /// it again.
    async fn write(&self, id: &str, record: &Record, next: Duration) -> Result<u32, Rejection> {
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
                    store.settle(&ended.owner(&owner)).await?;
                    return Ok(attempt);
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
        let record = self.known(id).await?;
        if record.is_settled() {
            return Ok(record.kept(id));
        }
        let errand = Confirmation {
            topups: self,
            closed,
            id,
        };
        let sent = self
            .guard()
            .send_once(&self.errand_key(id), Some(id), &errand)
            .await;
        let state = match &sent {
            Ok(_) => Some(TopUpState::Confirmed),
            Err(rejection) if rejection.reason.is_held() => Some(TopUpState::Held),
            Err(_) => None,
        };
        // What others have noted meanwhile counts: they may have come to the end.
        let mut record = self.known(id).await?;
        if let Some(state) = state
            && record.state != state
        {
            record.set_state(state);
            self.write(id, &record, NEVER).await?;
        }
        match sent {
            Err(rejection) if !record.is_settled() => Err(rejection),
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
    /// confirmed can be confirmed again. `None` where there is none of this id that is held, or where it is being confirmed.
    ///
    /// # Errors
    /// [`Reason::StoreFailed`].
    pub async fn decide(&self, id: &str, confirmed: bool) -> Result<Option<KeptTopUp>, Rejection> {
        let held = |record: &Record| record.state == TopUpState::Held;
        let Some(mut record) = self.record(id).await?.filter(held) else {
            return Ok(None);
        };
        let errand = self.errand_key(id);
        let confirmed = match self.guard().decide(&errand, confirmed).await? {
            true => confirmed,
            // Somebody else was quicker, or it is being confirmed after all.
            false => match self.guard().store().find(&errand).await? {
                Some(found) if !found.done => return Ok(None),
                found => confirmed || found.is_some(),
            },
        };
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
///
/// The record of the top-up is changed within the errand alone, which one program carries out at a time. So the balance from
/// before the confirmation is taken once, and before anything is sent: taken by another program a moment later, it
/// would have the top-up in it already, and a confirmation whose answer was lost would look as if it had never been.
struct Confirmation<'c, S, P, T: Transport<Tree = Value>> {
    topups: &'c TopUps<S, P>,
    closed: &'c ClosedApi<T>,
    id: &'c str,
}

impl<S, P, T> Confirmation<'_, S, P, T>
where
    S: Store,
    P: Platform,
    T: Transport<Tree = Value>,
{
    /// The member's balance.
    async fn saldo(&self, record: &Record) -> Result<Saldo, Rejection> {
        Ok(self
            .closed
            .saldo()
            .get(&Member::id(&record.id_user))
            .await?)
    }

    /// Takes the balance from before the confirmation, and notes that it begins.
    async fn begin(&self) -> Result<Record, Rejection> {
        let mut record = self.topups.known(self.id).await?;
        if record.state == TopUpState::Refused {
            // By another program, a moment before this one's turn.
            return Err(Rejection {
                note: record.reason,
                ..Rejection::new(Reason::TopUpNotOk)
            });
        }
        if record.before.is_none() {
            // The store keeps what is compared, and no name or address.
            let before = Saldo {
                email_user: String::new(),
                nama_user: String::new(),
                extra: Map::new(),
                ..self.saldo(&record).await?
            };
            let guard = self.topups.guard();
            record.before = Some((before, milliseconds(guard.now())));
            record.state = TopUpState::Confirming;
            let lease_over = guard.now().saturating_add(guard.lease());
            self.topups.write(self.id, &record, lease_over).await?;
        }
        Ok(record)
    }

    /// Notes when to go on with a confirmation that has failed.
    async fn leave(&self, record: &Record, why: &Rejection) -> Result<(), Rejection> {
        let guard = self.topups.guard();
        let next = guard.now().saturating_add(guard.pause(1, why));
        self.topups.write(self.id, record, next).await.map(drop)
    }
}

impl<S, P, T> Errand for Confirmation<'_, S, P, T>
where
    S: Store,
    P: Platform,
    T: Transport<Tree = Value> + MaybeSync + MaybeSend,
{
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        let record = self.topups.known(self.id).await?;
        // Nothing is sent before the balance is noted.
        let Some((before, at)) = &record.before else {
            return Ok(Some(Outcome::NotChanged));
        };
        let after = match self.saldo(&record).await {
            Ok(after) => after,
            Err(rejection) => {
                self.leave(&record, &rejection).await?;
                return Err(rejection);
            }
        };
        let movement = record.confirmation().moves_money().map(|mut movement| {
            movement.at = *at;
            movement
        });
        Ok(movement.map(|movement| compare(&movement, before, &after)))
    }

    async fn send(&self) -> Result<(), Failed> {
        let mut record = self.begin().await.map_err(Failed::NotDone)?;
        let Err(error) = self.closed.saldo().topup(&record.confirmation()).await else {
            return Ok(());
        };
        if let (Some((_, at)), Some(sent)) = (&mut record.before, &error.sent) {
            *at = sent.at;
        }
        let failed = match error.kind {
            ErrorKind::BadRequest | ErrorKind::NotFound => Failed::NotDone(refused(&error)),
            _ => error.into(),
        };
        let (Failed::NotDone(why) | Failed::Unknown(why)) = &failed;
        // What has failed counts more than that it could not be noted: the next attempt finds it out again.
        if why.reason == Reason::TopUpNotOk {
            record.reason.clone_from(&why.note);
            record.set_state(TopUpState::Refused);
            self.topups.write(self.id, &record, NEVER).await.ok();
        } else {
            self.leave(&record, why).await.ok();
        }
        Err(failed)
    }
}

/// The rejection of a top-up that bukaOlshop refuses: asking again gives the same answer.
fn refused(error: &Error) -> Rejection {
    let words = error.status.clone().unwrap_or_else(|| error.message());
    Rejection::new(Reason::TopUpNotOk).noting(words)
}
