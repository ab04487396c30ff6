//! What the parts of the server share.

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use bukaolshop::server::Options;
use bukaolshop::server::callback::{AnyStore, DatabaseOptions, Guard, Receiver};
use bukaolshop::server::closed_api::ClosedApi;
use bukaolshop::server::orders::onetablet::Delivery;
use bukaolshop::transport::native::{Native, System};
use subtle::ConstantTimeEq;
use tokio::sync::Mutex;

use crate::config::Config;
use crate::target::Target;
use crate::{log, work};

/// The shop.
pub(crate) struct Shop {
    /// What receives callbacks. Its store has what was forwarded, too.
    pub(crate) receiver: Arc<Receiver<Arc<AnyStore>, System>>,
    pub(crate) closed: ClosedApi<Native>,
    pub(crate) target: Target,
    pub(crate) settle: Duration,
    /// How far couriers are, by order. Gone after a restart: then what was sent last may be sent again.
    pub(crate) deliveries: Mutex<HashMap<String, Delivery>>,
    admin: String,
}

impl Shop {
    pub(crate) async fn open(config: &Config) -> Result<Self, Box<dyn Error>> {
        if config.admin.trim().is_empty() {
            return Err("admin harus diisi (token untuk /held dan /courier)".into());
        }
        let settle = Duration::from_millis(config.settle_ms);
        let options = DatabaseOptions::new().shop(&config.toko);
        let store = Arc::new(AnyStore::open(&config.store, options).await?);
        let guard = Guard::new(Arc::clone(&store), System::default())
            .deadline(Duration::from_millis(config.deadline_ms))
            .settled_after(settle);
        let receiver = Receiver::new(&config.toko, &config.secret, guard)?.log(log::reply);
        // A store of another shop is told of at the start.
        receiver.check_store().await?;
        let options = match &config.closed_api {
            Some(base_url) => Options::new().base_url(base_url)?,
            None => Options::new(),
        };
        Ok(Self {
            receiver: Arc::new(receiver),
            // The changes of a member's balance keep their pace in all servers that share the store.
            closed: ClosedApi::with_transport(&config.api_key, options, Native::new()?)?
                .pace_in(store),
            target: Target::open(&config.target)?,
            settle,
            deliveries: Mutex::default(),
            admin: config.admin.clone(),
        })
    }

    /// Begins again what a crash or a failure has left undone.
    pub(crate) async fn resume(self: &Arc<Self>) {
        let work = |delivery| {
            let shop = Arc::clone(self);
            async move { work::work(&shop, delivery).await }
        };
        if let Err(rejection) = self.receiver.resume(work).await {
            eprintln!("resume: {rejection}");
        }
    }

    /// Whether a request is the administrator's.
    pub(crate) fn is_admin(&self, headers: &HeaderMap) -> bool {
        let bearer = headers
            .get(AUTHORIZATION)
            .and_then(|header| header.as_bytes().strip_prefix(b"Bearer "));
        bearer.is_some_and(|bearer| bearer.ct_eq(self.admin.as_bytes()).into())
    }
}
