//! What the parts of the server share.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::sync::{Arc, Mutex as Lock, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use bukaolshop::server::Options;
use bukaolshop::server::callback::{FileStore, Guard, Receiver};
use bukaolshop::server::closed_api::ClosedApi;
use bukaolshop::server::orders::onetablet::Delivery;
use bukaolshop::transport::native::{Native, System};
use subtle::ConstantTimeEq;
use tokio::sync::Mutex;

use crate::config::Config;
use crate::target::Target;
use crate::{handover, log, work};

/// The shop.
pub(crate) struct Shop {
    pub(crate) receiver: Arc<Receiver<Arc<FileStore>, System>>,
    /// The journal, of callbacks and of what was forwarded.
    pub(crate) store: Arc<FileStore>,
    pub(crate) platform: System,
    pub(crate) closed: ClosedApi<Native>,
    pub(crate) target: Target,
    pub(crate) settle: Duration,
    /// How far couriers are, by order. Gone after a restart: then what was sent last may be sent again.
    pub(crate) deliveries: Mutex<HashMap<String, Delivery>>,
    busy: Lock<HashSet<String>>,
    admin: String,
}

impl Shop {
    pub(crate) fn open(config: &Config) -> Result<Self, Box<dyn Error>> {
        if config.admin.trim().is_empty() {
            return Err("admin harus diisi (token untuk /held dan /courier)".into());
        }
        let settle = Duration::from_millis(config.settle_ms);
        let store = Arc::new(FileStore::open(&config.journal)?);
        let guard = Guard::new(Arc::clone(&store), System::default());
        let guard = guard.deadline(handover::deadline(settle));
        let receiver = Receiver::new(&config.toko, &config.secret, guard)?.log(log::reply);
        let options = match &config.closed_api {
            Some(base_url) => Options::new().base_url(base_url)?,
            None => Options::new(),
        };
        Ok(Self {
            receiver: Arc::new(receiver),
            store,
            platform: System::default(),
            closed: ClosedApi::with_transport(&config.api_key, options, Native::new()?)?,
            target: Target::open(&config.target)?,
            settle,
            deliveries: Mutex::default(),
            busy: Lock::default(),
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

    /// Keeps others of this program from a key until it is dropped; `None` where another has it.
    pub(crate) fn take<'s>(&'s self, key: &str) -> Option<Taken<'s>> {
        let key = key.to_owned();
        // Made only where it was taken: its end gives the key back.
        let is_free = self.busy().insert(key.clone());
        is_free.then(|| Taken { shop: self, key })
    }

    fn busy(&self) -> MutexGuard<'_, HashSet<String>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A key that is taken.
pub(crate) struct Taken<'s> {
    shop: &'s Shop,
    key: String,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.shop.busy().remove(&self.key);
    }
}
