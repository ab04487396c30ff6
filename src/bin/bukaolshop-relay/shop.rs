//! The shop: its receiver of callbacks, its Closed API, and the systems that its orders go to.

use std::sync::Arc;

use bukaolshop::Error;
use bukaolshop::server::callback::{self, AnyStore, DatabaseOptions, Guard, Rejection, TopUps};
use bukaolshop::server::closed_api::ClosedApi;
use bukaolshop::transport::native::{Native, System};
use tracing::warn;

use crate::config::{self, Config, Mistakes};
use crate::log;
use crate::targets::{Targets, options};

/// The store that all parts of the relay share.
pub(crate) type Store = Arc<AnyStore>;

/// The relay's receiver of callbacks.
pub(crate) type Receiver = callback::Receiver<Store, System>;

/// See the module.
pub(crate) struct Shop {
    pub(crate) config: config::Shop,
    pub(crate) receiver: Arc<Receiver>,
    pub(crate) topups: TopUps<Store, System>,
    pub(crate) closed: ClosedApi<Native>,
    pub(crate) targets: Targets,
}

/// Opens the store of a configuration.
///
/// # Errors
/// The mistake in the address, or what keeps the database from being reached.
pub(crate) async fn open_store(file: &str, config: &Config) -> Result<Store, Mistakes> {
    let options = DatabaseOptions::new()
        .shop(&config.toko)
        .on_warning(|sentence| warn!("{sentence}"));
    let store = AnyStore::open(config.store.value.reveal(), options).await;
    store.map(Arc::new).map_err(|error| {
        Mistakes::one(
            file,
            Some(config.store.line),
            format!("store tidak bisa dibuka: {error}"),
        )
    })
}

impl Shop {
    /// The shop of a configuration, on a store that is open; `None` where the configuration has none.
    ///
    /// # Errors
    /// What the clients refuse of the configuration, and a store that is another shop's.
    pub(crate) async fn open(
        file: &str,
        config: &Config,
        store: &Store,
    ) -> Result<Option<Self>, Mistakes> {
        let Some(shop) = config.shop.clone() else {
            return Ok(None);
        };
        let at = |line| move |error: Error| Mistakes::one(file, Some(line), error.message());
        let callback = &shop.callback;
        let guard = Guard::new(Arc::clone(store), System::default())
            .deadline(callback.deadline)
            .settled_after(callback.settled);
        let secret = &callback.secret;
        let mut receiver = Receiver::new(&config.toko, secret.value.reveal(), guard)
            .map_err(at(secret.line))?
            .log(log::reply);
        if let Some(previous) = &callback.previous_secret {
            receiver = receiver
                .previous_secret(previous.value.reveal())
                .map_err(at(previous.line))?;
        }
        receiver.check_store().await.map_err(|rejection| {
            let why = rejection.note.unwrap_or_default();
            let text = format!("callback.secret: {why}");
            Mistakes::one(file, Some(secret.line), text)
        })?;
        let receiver = Arc::new(receiver);
        let transport = Native::new()
            .map_err(|_| Mistakes::one(file, None, "TLS di komputer ini tidak bisa disiapkan"))?;
        let api = &shop.closed_api;
        let closed = options(api.base_url.as_deref())
            .and_then(|options| {
                let key = api.api_key.value.reveal();
                ClosedApi::with_transport(key, options, transport.clone())
            })
            .map_err(at(api.api_key.line))?
            .plan(api.plan)
            // The pace of balances and the count of the day hold in all programs that share the store.
            .pace_in(Arc::clone(store))
            .count_in(Arc::clone(store));
        let targets = Targets::open(&shop.systems, &transport).map_err(|mistake| Mistakes {
            file: file.to_owned(),
            all: vec![mistake],
        })?;
        Ok(Some(Self {
            topups: TopUps::new(Arc::clone(&receiver)),
            config: shop,
            receiver,
            closed,
            targets,
        }))
    }

    pub(crate) fn store(&self) -> &Store {
        self.receiver.guard().store()
    }

    /// Goes on with the confirmations of top-ups that a crash or a failure has interrupted.
    pub(crate) async fn resume_topups(&self) {
        match self.topups.resume(&self.closed).await {
            Ok(outcomes) => {
                for rejection in outcomes.into_iter().filter_map(Result::err) {
                    log::failed("topup", &rejection);
                }
            }
            Err(rejection) => log::failed("topup", &rejection),
        }
    }

    /// Looks for orders that no callback has told of.
    pub(crate) async fn sweep<W, F>(&self, sweep: config::Sweep, work: W)
    where
        W: Fn(callback::Delivery) -> F + Send + Sync,
        F: Future<Output = Result<(), Rejection>> + Send,
    {
        let options = callback::Sweep {
            pages_a_day: sweep.pages_a_day,
            ..callback::Sweep::default()
        };
        match self.receiver.sweep(&self.closed, &options, work).await {
            Ok(swept) if swept.replies.is_empty() => {}
            Ok(swept) => {
                let orders = swept.replies.len();
                warn!(orders, "orders that no callback has told of");
            }
            Err(rejection) => log::failed("sweep", &rejection),
        }
    }
}
