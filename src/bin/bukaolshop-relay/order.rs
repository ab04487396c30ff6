//! What the relay notes of each order in its store: which system each shipment goes to, from before anything is sent, and that all
//! was sent, or that a person has settled it.
//!
//! The note keeps an order from being sent to two systems when the configuration changes between a failure and the next attempt.

use std::collections::BTreeMap;
use std::time::Duration;

use bukaolshop::server::callback::store::{Bid, Claim, End, Ended, Found, Store as _, StoreError};
use bukaolshop::server::callback::{Reason, Rejection};
use bukaolshop::transport::Platform;
use bukaolshop::transport::native::System as Machine;

use crate::config::System;
use crate::shop::{Shop, Store};

/// The systems of an order's shipments, by their places in `data_pesanan`.
pub(crate) type Plan = BTreeMap<usize, System>;

/// A time that does not come: an order's note is never begun again by itself.
const NEVER: Duration = Duration::from_secs(8_640_000_000_000);

/// How long a claim is kept from others beside the work's own deadline.
const GRACE: Duration = Duration::from_secs(30);

/// What the store has of an order.
pub(crate) struct Order<'o> {
    store: &'o Store,
    key: String,
    lease: Duration,
    machine: Machine,
}

/// An order that is being sent.
pub(crate) struct Sending<'o> {
    order: Order<'o>,
    attempt: u32,
    owner: String,
}

impl<'o> Order<'o> {
    /// An order by its number, which has digits only.
    pub(crate) fn new(shop: &'o Shop, nomor: &str) -> Self {
        Self {
            store: shop.store(),
            key: format!("relay:pesanan:{nomor}"),
            lease: shop.config.callback.deadline.saturating_add(GRACE),
            machine: Machine::default(),
        }
    }

    async fn find(&self) -> Result<Option<Found>, StoreError> {
        self.store.find(&self.key).await
    }

    /// Whether all of it was sent, or a person has settled it.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn is_settled(&self) -> Result<bool, Rejection> {
        Ok(self.find().await?.is_some_and(|found| found.done))
    }

    fn owner(&self) -> String {
        let random = (self.machine.random() * 9e15) as u64;
        format!("{}-{random:x}", std::process::id())
    }

    async fn claim(&self, note: &str, owner: &str) -> Result<Claim, StoreError> {
        let bid = Bid::new(&self.key, note, self.machine.now(), self.lease);
        self.store.claim(&bid.owner(owner)).await
    }

    /// Notes where the order goes, before anything of it is sent. `None` where it is settled.
    ///
    /// # Errors
    /// [`Reason::Held`] where it was begun to be sent elsewhere, [`Reason::InProgress`], and the store's.
    pub(crate) async fn begin(self, plan: &Plan) -> Result<Option<Sending<'o>>, Rejection> {
        let note = text_of(plan);
        match self.find().await? {
            Some(found) if found.done => return Ok(None),
            Some(found) if found.note != note => {
                return Err(Rejection::held(format!(
                    "pesanan ini sudah mulai dikirim ke {}, dan menurut konfigurasi sekarang ke {note}; kembalikan orders yang dulu, atau periksa di kedua sistem lalu settle done",
                    found.note
                )));
            }
            _ => {}
        }
        let owner = self.owner();
        match self.claim(&note, &owner).await? {
            Claim::Claimed { attempt } => Ok(Some(Sending {
                order: self,
                attempt,
                owner,
            })),
            Claim::InProgress { left } => {
                let mut rejection = Rejection::new(Reason::InProgress);
                rejection.retry_after = Some(left);
                Err(rejection)
            }
            Claim::Done => Ok(None),
        }
    }

    /// Notes that a person has seen to the order: nothing of it is sent any more. False where it is being sent.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn close(self) -> Result<bool, Rejection> {
        let owner = self.owner();
        let note = self.find().await?.map(|found| found.note);
        match self.claim(&note.unwrap_or_default(), &owner).await? {
            Claim::Claimed { attempt } => {
                let sending = Sending {
                    order: self,
                    attempt,
                    owner,
                };
                sending.end(true).await.map(|()| true)
            }
            Claim::Done => Ok(true),
            Claim::InProgress { .. } => Ok(false),
        }
    }
}

impl Sending<'_> {
    /// Notes whether all of the order was sent.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn end(self, is_whole: bool) -> Result<(), Rejection> {
        let end = match is_whole {
            true => End::Done,
            false => End::Failed { next: NEVER },
        };
        let now = self.order.machine.now();
        let ended = Ended::new(&self.order.key, self.attempt, end, now).owner(&self.owner);
        Ok(self.order.store.settle(&ended).await?)
    }
}

/// A plan as it is noted, and shown to a person: `1 mitra_bunso, 2 onesolu`.
fn text_of(plan: &Plan) -> String {
    let parts: Vec<String> = plan
        .iter()
        .map(|(at, system)| format!("{} {}", at.saturating_add(1), system.name()))
        .collect();
    parts.join(", ")
}
