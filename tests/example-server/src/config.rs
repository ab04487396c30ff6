//! What the server is told. The file holds keys: only the program may read it.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;

use serde::Deserialize;

/// The configuration: a JSON file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Where to listen; port 0 lets the system choose.
    pub(crate) listen: SocketAddr,
    /// The store of callbacks and of what was forwarded: `memory:`, `sqlite:PATH`, `postgres://…` or `redis://…`.
    pub(crate) store: String,
    /// The shop's name in the store, always the same.
    pub(crate) toko: String,
    /// `secret_key_callback`.
    pub(crate) secret: String,
    /// What the administrator's requests carry as a bearer.
    pub(crate) admin: String,
    /// The Closed API's key.
    pub(crate) api_key: String,
    /// The Closed API, if it is not bukaOlshop's own.
    pub(crate) closed_api: Option<String>,
    /// How long another system may still be at a request of which no answer came.
    #[serde(default = "settle")]
    pub(crate) settle_ms: u64,
    /// How long the work on a callback may take. What a crash has interrupted is begun again half a minute after that.
    #[serde(default = "deadline")]
    pub(crate) deadline_ms: u64,
    /// How often what is unfinished is looked for.
    #[serde(default = "resume")]
    pub(crate) resume_ms: u64,
    /// Where orders go.
    pub(crate) target: Target,
}

/// A minute: longer than any of the systems keeps a request.
fn settle() -> u64 {
    60_000
}

fn deadline() -> u64 {
    60_000
}

fn resume() -> u64 {
    10_000
}

/// Tells where it listens and nothing else.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

/// The system that orders go to. In each table `*` stands for all that have no row of their own.
#[derive(Deserialize)]
#[serde(tag = "system", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Target {
    /// One order for each shipment.
    MitraBunso {
        base_url: Option<String>,
        token: String,
        id_user: String,
        shop_id: String,
        shop_name: String,
        couriers: BTreeMap<String, String>,
        products: BTreeMap<String, String>,
    },
    Commerce {
        base_url: String,
        api_key: String,
        country: String,
        users: BTreeMap<String, String>,
        products: BTreeMap<String, String>,
    },
    Onesolu {
        base_url: Option<String>,
        api_key: String,
        customers: BTreeMap<String, String>,
        menu: BTreeMap<String, String>,
    },
    Onetablet {
        base_url: String,
        api_key: String,
        store: String,
        categories: BTreeMap<String, String>,
    },
}
