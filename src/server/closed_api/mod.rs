//! bukaOlshop's Closed API, one module for each endpoint: what a shop's owner can read and change.
//!
//! Documentation: "CLOSED API". The base address is `https://bukaolshop.net/api/v1`; every request
//! carries the shop's API key as a bearer token. The key can change the balance of any member, so it
//! belongs on a server and never in a page. `POST` requests carry forms, `PATCH` and `DELETE` requests
//! carry JSON.
//!
//! | call | endpoint |
//! |---|---|
//! | `aplikasi().info()` | `GET /aplikasi/info` |
//! | `aplikasi().info_limit()` | `GET /aplikasi/info_limit` |
//! | `produk().list`, `pages`, `all` | `GET /produk/list` |
//! | `produk().get`, `edit`, `delete` | `GET`, `PATCH`, `DELETE /produk/id` |
//! | `produk().id_upload` | `GET /produk/id_upload` |
//! | `produk().create` | `POST /produk/create` |
//! | `member().list`, `pages`, `all` | `GET /member/list` |
//! | `member().get` | `GET /member/id` |
//! | `member().notifikasi` | `POST /member/notifikasi` |
//! | `saldo().get`, `change` | `GET`, `POST /member/saldo` |
//! | `saldo().topup` | `POST /member/topup` |
//! | `saldo().outcome_of` | `GET /member/saldo`, compared with an earlier answer |
//! | `chat().create` | `POST /chat/create` |
//! | `transaksi().list`, `pages`, `all` | `GET /transaksi/list` |
//! | `transaksi().get` | `GET /transaksi/id` |
//! | `transaksi().status`, `resi` | `PATCH /transaksi/id` |
//!
//! Every call that takes parameters can carry more of them, for those that the platform adds later:
//! `produk().extra(extra).get(id)`, with [`ExtraParameters`].
//!
//! Amounts are `f64`, rupiah as sent, and not [`Rupiah`](crate::types::Rupiah): the documentation does not say that they are whole,
//! and an answer about money must not be refused for a part of a rupiah. Every whole amount below nine quadrillion is exact.
//!
//! This program changes a balance:
//!
#![cfg_attr(feature = "native", doc = "```no_run")]
#![cfg_attr(not(feature = "native"), doc = "```ignore")]
//! use bukaolshop::ErrorKind;
//! use bukaolshop::server::closed_api::ClosedApi;
//! use bukaolshop::server::closed_api::member::SaldoChange;
//! use bukaolshop::server::{Member, Options, Outcome};
//! use bukaolshop::transport::native::Native;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let closed = ClosedApi::with_transport("API KEY", Options::new(), Native::new()?)?;
//! let member = Member::id("289820");
//!
//! let before = closed.saldo().get(&member).await?;
//! let change = SaldoChange::tambah(member, 20_000).catatan("Bonus ulang tahun #1755");
//! match closed.saldo().change(&change).await {
//!     Ok(changed) => println!("{}", changed.id_perubahan),
//!     Err(error) if error.kind == ErrorKind::UnknownOutcome => {
//!         let movement = error.movement.as_deref().ok_or("no movement")?;
//!         match closed.saldo().outcome_of(movement, &before).await? {
//!             Outcome::Changed => println!("it did"),
//!             Outcome::NotChanged => println!("it did not, and can be repeated"),
//!             Outcome::Unclear => println!("somebody has to look"),
//!         }
//!     }
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```

pub mod aplikasi;
mod balance_pace;
mod balance_queues;
mod budget;
pub mod chat;
mod counted;
mod extra;
mod lenient_bool;
pub mod member;
mod member_parameter;
pub mod menu;
mod notification;
mod outcome;
mod paging;
mod picture;
pub mod produk;
mod required;
mod service;
mod shared_store;
pub mod transaksi;

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{Either, select};
use serde_json::Value;

use self::aplikasi::InfoLimitQuery;
use self::balance_pace::BalancePace;
use self::balance_pace::not_sent;
use self::balance_queues::BalanceQueues;
use self::budget::Budget;
use self::counted::CountedTransport;
use self::member::{SaldoChanged, SaldoGet};
use self::service::ClosedApiService;
use super::call::Call;
use super::callback::Store;
use super::client::{Client, Options};
use super::member::Member;
use crate::error::{Error, ErrorKind};
use crate::transport::{Platform, Transport};

pub use aplikasi::{DailyLimits, SubscriptionPlan};
pub use budget::{Quota, QuotaUse};
pub use extra::{ExtraParameters, TakesExtra, WithExtra};
pub use notification::ChangeNotification;
pub use outcome::compare;
pub use paging::LAST_PAGE;
pub use service::CLOSED_API;

/// How long a call waits for the platform's count of the day.
const RECOUNT: Duration = Duration::from_secs(5);

/// A client of the Closed API.
///
/// It has a method for each group of calls, and [`menu`] has the calls. `T` is the transport that carries the requests.
///
/// ```
/// # use bukaolshop::json::Value;
/// # use bukaolshop::transport::Transport;
/// use bukaolshop::server::Options;
/// use bukaolshop::server::closed_api::{ClosedApi, SubscriptionPlan};
///
/// # async fn ask<T: Transport<Tree = Value>>(transport: T) -> Result<(), bukaolshop::Error> {
/// let closed = ClosedApi::with_transport("API KEY", Options::new(), transport)?
///     .plan(SubscriptionPlan::Pro);
/// let transaksi = closed.transaksi().get("2853130173354").await?;
/// println!("{}: Rp{}", transaksi.status_bayar, transaksi.total_transaksi);
/// println!("{:?} requests are left today", closed.quota().await?.reads.left());
/// # Ok(())
/// # }
/// ```
pub struct ClosedApi<T: Transport<Tree = Value>> {
    client: Client<CountedTransport<T>, ClosedApiService>,
    budget: Arc<Budget>,
    balance_queues: BalanceQueues,
    pace: Option<BalancePace>,
}

impl<T: Transport<Tree = Value>> fmt::Debug for ClosedApi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClosedApi")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl<T: Transport<Tree = Value>> ClosedApi<T> {
    /// A client that sends its requests through `transport`. The shop's owner creates the API key in
    /// bukaOlshop's Android app.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a key that is shorter than 4 characters, or that a header
    /// cannot carry.
    pub fn with_transport(api_key: &str, options: Options, transport: T) -> Result<Self, Error> {
        let service = ClosedApiService::new(api_key)?;
        let budget = Budget::new(format!("kuota:{}", service.fingerprint()));
        #[allow(
            clippy::arc_with_non_send_sync,
            reason = "the module in JavaScript has one thread, in which an `Arc` counts as an `Rc` does"
        )]
        let budget = Arc::new(budget);
        let transport = CountedTransport::new(transport, Arc::clone(&budget));
        Ok(Self {
            client: Client::with_transport(service, options, transport),
            budget,
            balance_queues: BalanceQueues::default(),
            pace: None,
        })
    }

    /// Keeps the five seconds between two changes of a member's balance in a store, so that they hold in all programs
    /// that share it, and for both names of a member, `id_user` and `email_user`. For a member who is named by
    /// `email_user`, each program asks once for the member's number. Default: each client keeps the five seconds by itself.
    #[must_use]
    pub fn pace_in<S: Store + 'static>(self, store: Arc<S>) -> Self {
        Self {
            pace: Some(BalancePace::new(store)),
            ..self
        }
    }

    /// Tells the client the shop's subscription, whose [limits of a day](SubscriptionPlan::daily_limits) it then keeps; see
    /// [`daily_limits`](Self::daily_limits). Default: no limits.
    #[must_use]
    pub fn plan(self, plan: SubscriptionPlan) -> Self {
        self.daily_limits(plan.daily_limits())
    }

    /// Sets how many requests the client may send in a day of Jakarta. Without limits, requests are only counted, by each
    /// client for itself.
    ///
    /// A request that the day does not allow is not sent: its error is [`ErrorKind::Quota`], whose `retry_after` is the
    /// time until the day ends. Orders and money come first: the calls of `/transaksi/id`, `/member/id`, `/member/saldo`
    /// and `/member/topup` may use the whole limit, and all others, such as messages, lists and products, leave the last
    /// fifth of it to these.
    ///
    /// The count follows the platform's own. Before the first request of a day the client asks `/aplikasi/info_limit`,
    /// which does not count, and again, every ten minutes at most, before it refuses a request. That endpoint tells one
    /// number for both kinds of requests; what the client has not counted itself is taken for `GET` requests. Where the
    /// shop may not ask it, the client's own count and the limits decide. After an answer that the day is used up (429),
    /// nothing more of that kind is sent until the time that the answer names, or until the day ends; except that one
    /// request about orders or money is tried every ten minutes.
    ///
    /// A request counts when it is sent, repeated attempts included; one that has certainly not left this machine does
    /// not.
    #[must_use]
    pub fn daily_limits(self, limits: DailyLimits) -> Self {
        self.budget.limit(limits);
        self
    }

    /// Keeps the count of the day in a store, so that the [limits](Self::daily_limits) hold in all programs that share it,
    /// and after a restart. A store that fails stops no request: the request is sent, and not counted.
    #[must_use]
    pub fn count_in<S: Store + 'static>(self, store: Arc<S>) -> Self {
        self.budget.count_in(store);
        self
    }

    /// How many requests were sent today, the day of Jakarta, and how many are left. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] where the store fails.
    pub async fn quota(&self) -> Result<Quota, Error> {
        let quota = self.budget.quota(self.client.platform()).await;
        quota.map_err(not_sent)
    }

    /// Sends a call, after the count of the day was compared with the platform's where that is due.
    async fn send<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        let is_counted = call.path() != budget::UNCOUNTED;
        if is_counted {
            self.recount(false).await;
        }
        let mut sent = self.client.ask(call).await;
        // Refused before the first attempt.
        let is_refused =
            |error: &Error| error.kind == ErrorKind::Quota && error.attempts <= 1 && is_counted;
        if sent.as_ref().is_err_and(is_refused) && self.recount(true).await {
            sent = self.client.ask(call).await;
        }
        sent.map_err(|mut error| {
            if error.kind == ErrorKind::Quota {
                error.detail = Some(budget::detail(call.method(), call.path()));
                // The last attempt was not sent.
                error.attempts = error.attempts.saturating_sub(1);
            }
            error
        })
    }

    /// Asks for the platform's count, where that is due. True where it has answered.
    async fn recount(&self, refused: bool) -> bool {
        let platform = self.client.platform();
        if !self.budget.should_recount(refused, platform) {
            return false;
        }
        let asked = pin!(self.client.ask(&InfoLimitQuery));
        let deadline = pin!(platform.sleep(RECOUNT));
        let Either::Left((answer, _)) = select(asked, deadline).await else {
            return false;
        };
        match answer {
            Ok(limit) => {
                let total = limit.jumlah_request;
                self.budget.recounted(total, refused, platform).await;
                true
            }
            Err(error) => {
                if !error.is_retryable() {
                    self.budget.recount_refused(platform);
                }
                false
            }
        }
    }

    /// Sends a call and reads its answer. A call that changes a member's balance waits first until five
    /// seconds have passed since this client last changed that balance, because the server refuses an
    /// earlier change. Calls about one member wait in a queue. A member who is named by `id_user` in one
    /// call and by `email_user` in another has two queues until an answer has told both names; the
    /// server refuses the second of two such calls at the same time. [`pace_in`](Self::pace_in) keeps the five seconds
    /// for both names, and in all programs that share a store.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        self.client.check(call)?;
        let platform = self.client.platform();
        let Some(member) = call.moves_money().and_then(|movement| movement.member) else {
            return self.send(call).await;
        };
        let Some(pace) = &self.pace else {
            let _turn = self.balance_queues.turn(member, platform).await;
            return self.send(call).await;
        };
        let id = self.id_of(member, pace).await?;
        // Within this program the queue keeps the order of the calls.
        let _turn = (self.balance_queues).turn(Member::id(&id), platform).await;
        let turn = pace.turn(&id, self.client.longest(), platform).await?;
        let answer = self.send(call).await;
        pace.end(turn, platform).await;
        answer
    }

    /// The number of a member.
    async fn id_of(&self, member: Member, pace: &BalancePace) -> Result<String, Error> {
        let email = match member {
            Member::IdUser(id) => return Ok(id),
            Member::EmailUser(email) => email,
        };
        if let Some(id) = pace.id_of(&email) {
            return Ok(id);
        }
        let member = Member::email(&email);
        let saldo = self.send(&SaldoGet { member }).await?;
        pace.remember(&email, &saldo.id_user);
        Ok(saldo.id_user)
    }

    /// Sends a change of a balance. Its answer tells both names of the member, so that the pause of five
    /// seconds holds for both.
    async fn change<C: Call<Answer = SaldoChanged>>(
        &self,
        call: &C,
    ) -> Result<SaldoChanged, Error> {
        let changed = self.ask(call).await?;
        let now = self.client.platform().now();
        for member in [
            Member::id(&changed.id_user),
            Member::email(&changed.email_user),
        ] {
            self.balance_queues.mark_changed(member, now);
        }
        Ok(changed)
    }
}
