//! The configuration of the relay: one TOML file, with secrets from environment variables or from files of their own.
//!
//! The file is read as a whole. Every mistake is found in one go and named with its line, in Indonesian, for the owner of the shop
//! reads it. A secret stands never in the file: `{ env = "NAME" }` names the environment variable that has it, and
//! `{ file = "PATH" }` a file that holds nothing else, as containers give secrets to programs. A file can change while the relay
//! runs, an environment variable can't.

mod mistake;
mod reader;
mod route;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::ops::Range;
use std::time::Duration;

use bukaolshop::server::Secret;
use bukaolshop::server::closed_api::SubscriptionPlan;
use ipnet::IpNet;

pub(crate) use mistake::{Mistake, Mistakes};
pub(crate) use reader::Lined;
use reader::{File, Table, reason};
pub(crate) use route::{NoRoute, Routes, System};

/// The whole configuration. Keys that have a default may be left out.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    /// `toko`: the shop's name in the store. It stays the same for as long as the store is used.
    pub(crate) toko: String,
    /// `store`: `sqlite:PATH`, `postgres://…`, `redis://…` or, for trying the relay, `memory:`. An address with a password is a
    /// secret, and given like one. Default `sqlite:relay.db`.
    pub(crate) store: Lined<Secret>,
    /// `[listen]`
    pub(crate) listen: Listen,
    /// `[log]`
    pub(crate) log: Log,
    /// `[callback]`: bukaOlshop's callbacks. Without it, the relay receives none, and only `[open_api]` is served.
    pub(crate) shop: Option<Shop>,
    /// `[open_api]`: the front of the Open API for pages.
    pub(crate) open_api: Option<OpenApi>,
}

/// `[listen]`: where requests come in. TLS is the proxy's in front.
#[derive(Debug, Clone)]
pub(crate) struct Listen {
    /// `address`: the address and the port, `127.0.0.1:8080` by default. Port 0 lets the system choose one.
    pub(crate) address: Lined<SocketAddr>,
    /// `trusted_proxies`: the addresses or networks of proxies whose `X-Forwarded-For` is believed. None by default.
    pub(crate) trusted_proxies: Vec<IpNet>,
    /// `stop_seconds`: how long the relay waits at its end for what is under way, 30 by default.
    pub(crate) stop: Duration,
}

/// `[log]`
#[derive(Debug, Clone, Copy)]
pub(crate) struct Log {
    /// `format`: `"text"`, the default, or `"json"`.
    pub(crate) format: LogFormat,
    /// `level`: `"error"`, `"warn"`, `"info"`, the default, or `"debug"`.
    pub(crate) level: tracing::Level,
}

/// How lines of the log are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    Text,
    Json,
}

/// What belongs to the work on callbacks: `[callback]` and the tables that it needs.
#[derive(Debug, Clone)]
pub(crate) struct Shop {
    /// `[callback]`
    pub(crate) callback: Callback,
    /// `[closed_api]`
    pub(crate) closed_api: ClosedApi,
    /// `[sweep]`
    pub(crate) sweep: Option<Sweep>,
    /// `[topup]`: top-ups whose page is the shop's own.
    pub(crate) topup: Option<TopUp>,
    /// `[mitra_bunso]`, `[onesolu]`, `[onetablet]`, `[commerce]`: the systems that orders go to.
    pub(crate) systems: Systems,
    /// Which system an order goes to, by the key `orders` of each system.
    pub(crate) routes: Routes,
    /// `[orders]`: `digital`.
    pub(crate) digital: Digital,
}

/// `[callback]`
#[derive(Debug, Clone)]
pub(crate) struct Callback {
    /// `path`: where bukaOlshop sends its callbacks to, `/callback` by default.
    pub(crate) path: Lined<String>,
    /// `secret`: the `secret_key_callback` of bukaOlshop's Android app.
    pub(crate) secret: Lined<Secret>,
    /// `previous_secret`: the one that it replaces, for as long as callbacks with the old one may come.
    pub(crate) previous_secret: Option<Lined<Secret>>,
    /// `deadline_seconds`: how long the work on a callback may take, 60 by default. What a crash has interrupted is begun again
    /// half a minute after that.
    pub(crate) deadline: Duration,
    /// `settled_seconds`: how long another system may still be at a request of which no answer came, 60 by default. Nothing is
    /// sent again before.
    pub(crate) settled: Duration,
    /// `resume_seconds`: how often unfinished work is looked for, 10 by default.
    pub(crate) resume: Duration,
}

/// `[closed_api]`
#[derive(Debug, Clone)]
pub(crate) struct ClosedApi {
    /// `api_key`
    pub(crate) api_key: Lined<Secret>,
    /// `base_url`, where it is not bukaOlshop's own.
    pub(crate) base_url: Option<String>,
    /// `plan`: the shop's plan, by which the requests of a day are limited: `"free"`, `"lite"`, `"pro"` or `"bisnis"`.
    pub(crate) plan: SubscriptionPlan,
}

/// `[sweep]`: looking for orders that no callback has told of. Without the table, nobody looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sweep {
    /// `every_minutes`: how often, 120 by default.
    pub(crate) every: Duration,
    /// `pages_a_day`: how many requests of a day it may take, 20 by default.
    pub(crate) pages_a_day: u32,
}

/// `[topup]`: a member opens the shop's page of a top-up, the relay shows what to pay, and confirms the top-up once when the shop
/// says that it was paid.
#[derive(Debug, Clone)]
pub(crate) struct TopUp {
    /// `path`: the page that members open, `/topup` by default.
    pub(crate) path: Lined<String>,
    /// `paid_path`: where the shop's own program tells that one was paid, `/topup/paid` by default.
    pub(crate) paid_path: Lined<String>,
    /// `paid_token`: what that program sends as a bearer. Without it only a person confirms, by `settle`.
    pub(crate) paid_token: Option<Lined<Secret>>,
    /// `instructions`: how to pay, as the member reads it: the shop's bank and its account.
    pub(crate) instructions: String,
}

/// What is done with digital products, which bukaOlshop or the shop delivers without a parcel and no system can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digital {
    /// `"skip"`, the default: nothing, for bukaOlshop delivers them.
    Skip,
    /// `"wait"`: an order with digital products waits for a person.
    Wait,
}

/// The systems that are configured. In each table of products, couriers and customers `"*"` stands for all that have no row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Systems {
    pub(crate) mitra_bunso: Option<MitraBunso>,
    pub(crate) onesolu: Option<OneSolu>,
    pub(crate) onetablet: Option<OneTablet>,
    pub(crate) commerce: Option<Commerce>,
}

/// `[mitra_bunso]`: one order for each shipment.
#[derive(Debug, Clone)]
pub(crate) struct MitraBunso {
    pub(crate) line: usize,
    pub(crate) base_url: Option<String>,
    pub(crate) token: Secret,
    /// `id_user`, 36 characters.
    pub(crate) id_user: String,
    pub(crate) shop_id: String,
    pub(crate) shop_name: String,
    pub(crate) print_type: Option<String>,
    /// `[mitra_bunso.couriers]`: the courier's id for each `ekspedisi`.
    pub(crate) couriers: BTreeMap<String, String>,
    /// `[mitra_bunso.products]`: the product's id for each `id_barang`.
    pub(crate) products: BTreeMap<String, String>,
}

/// `[onesolu]`
#[derive(Debug, Clone)]
pub(crate) struct OneSolu {
    pub(crate) line: usize,
    pub(crate) base_url: Option<String>,
    pub(crate) api_key: Secret,
    /// `[onesolu.menu]`: the `menu_id` of each `id_barang`.
    pub(crate) menu: BTreeMap<String, String>,
    /// `[onesolu.customers]`: the `customer_id` of each `id_user`.
    pub(crate) customers: BTreeMap<String, String>,
}

/// `[onetablet]`
#[derive(Debug, Clone)]
pub(crate) struct OneTablet {
    pub(crate) line: usize,
    pub(crate) base_url: String,
    pub(crate) api_key: Secret,
    /// `store`: the restaurant's `merchant_supplied_id`.
    pub(crate) store: String,
    /// `timezone`, `Asia/Jakarta` by default.
    pub(crate) timezone: String,
    pub(crate) fulfillment_type: Option<String>,
    pub(crate) experience: Option<String>,
    pub(crate) commission_type: Option<String>,
    /// `[onetablet.categories]`: the id of the category of each `id_barang`.
    pub(crate) categories: BTreeMap<String, String>,
    /// `[onetablet.names]`: the name of each category by its id.
    pub(crate) names: BTreeMap<String, String>,
}

/// `[commerce]`
#[derive(Debug, Clone)]
pub(crate) struct Commerce {
    pub(crate) line: usize,
    pub(crate) base_url: String,
    pub(crate) api_key: Secret,
    pub(crate) country: String,
    /// `[commerce.users]`: the `userId` of each `id_user`.
    pub(crate) users: BTreeMap<String, String>,
    /// `[commerce.products]`: the `productId` of each `id_barang`.
    pub(crate) products: BTreeMap<String, String>,
}

/// `[open_api]`: the front of the Open API, to which `data-base-url` of pages points.
#[derive(Debug, Clone)]
pub(crate) struct OpenApi {
    /// `path`: what the seven endpoints stand behind, `/open-api` by default.
    pub(crate) path: Lined<String>,
    /// `token`: the shop's token of the Open API.
    pub(crate) token: Lined<Secret>,
    /// `daily_limit`: how many requests a day the plan allows, 100 by default.
    pub(crate) daily_limit: u32,
    /// `base_url`, where the API is not bukaOlshop's own.
    pub(crate) base_url: Option<String>,
    /// `store`: where answers and the count of the day are kept over a restart: `sqlite:PATH`, by default `sqlite:open-api.db`, or
    /// `memory:` for nowhere. `None` stands for the latter.
    pub(crate) store: Option<Lined<String>>,
}

/// Where the file is where the command line does not say.
pub(crate) const FILE: &str = "relay.toml";

/// The paths of the relay's own.
const OWN_PATHS: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// All mistakes in it.
    pub(crate) fn read(name: &str) -> Result<Self, Mistakes> {
        let text = std::fs::read_to_string(name).map_err(|error| {
            let why = reason(&error);
            Mistakes::one(
                name,
                None,
                format!(
                    "berkas konfigurasi tidak terbaca: {why}; tunjuk berkasnya dengan --config"
                ),
            )
        })?;
        Self::parse(name, &text, &|variable| std::env::var(variable).ok())
    }

    /// Whether another configuration differs from this one in something that a relay that runs can't change.
    pub(crate) fn needs_restart(&self, other: &Self) -> bool {
        let paths = |config: &Self| {
            let shop = config.shop.as_ref();
            let topup = shop.and_then(|shop| shop.topup.as_ref());
            let topup = topup.map(|it| {
                (
                    it.path.value.clone(),
                    it.paid_path.value.clone(),
                    it.paid_token.is_some(),
                )
            });
            (shop.map(|shop| shop.callback.path.value.clone()), topup)
        };
        let fixed = |config: &Self| {
            let (listen, log) = (&config.listen, config.log);
            let store = config.store.value.reveal().to_owned();
            let open_api = config.open_api.as_ref().map(|it| {
                let token = it.token.value.reveal().to_owned();
                let store = it.store.as_ref().map(|store| store.value.clone());
                (
                    it.path.value.clone(),
                    token,
                    it.daily_limit,
                    it.base_url.clone(),
                    store,
                )
            });
            let listen = (
                listen.address.value,
                listen.trusted_proxies.clone(),
                listen.stop,
            );
            (
                config.toko.clone(),
                store,
                listen,
                (log.format, log.level),
                open_api,
            )
        };
        paths(self) != paths(other) || fixed(self) != fixed(other)
    }

    /// Reads a text. `environment` has the environment variables; `name` is the file's, for its folder and for the mistakes.
    ///
    /// # Errors
    /// All mistakes in it.
    pub(crate) fn parse(
        name: &str,
        text: &str,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Mistakes> {
        // An empty variable is one that nobody has filled in.
        let filled = |variable: &str| environment(variable).filter(|text| !text.trim().is_empty());
        let file = File::new(name, text, &filled);
        let document = file.parse();
        let table = Table::new(&file, String::new(), document.span(), document.get_ref());
        let config = read_config(&file, &table);
        table.finish();
        match (config, file.finish()) {
            (Some(config), None) => Ok(config),
            (_, Some(mistakes)) => Err(mistakes),
            (None, None) => Err(Mistakes::one(
                name,
                None,
                "berkas konfigurasi tidak lengkap",
            )),
        }
    }
}

/// `None` where something is missing that must be there; it has been noted.
fn read_config(file: &File<'_>, table: &Table<'_>) -> Option<Config> {
    let toko = match table.text("toko") {
        Some((toko, _)) => Some(toko.to_owned()),
        None if table.has("toko") => None,
        None => {
            file.mistake_of_file("toko belum diisi; tulis di baris pertama misalnya toko = \"toko-saya\", dan jangan diganti sesudahnya");
            None
        }
    };
    let store = read_store(file, table);
    let listen = read_listen(file, table.table("listen"));
    let log = read_log(table.table("log"));
    let open_api = table
        .table("open_api")
        .map(|table| read_open_api(file, &table));
    let has_callback = table.has("callback");
    let shop = read_shop(file, table);
    if !has_callback && !table.has("open_api") {
        file.mistake_of_file(
            "tidak ada [callback] maupun [open_api]; isi salah satu atau keduanya",
        );
    }
    check_paths(
        file,
        shop.as_ref(),
        open_api.as_ref().and_then(Option::as_ref),
    );
    Some(Config {
        toko: toko?,
        store: store?,
        listen: listen?,
        log,
        shop: match has_callback {
            true => Some(shop?),
            false => None,
        },
        open_api: match open_api {
            Some(open_api) => Some(open_api?),
            None => None,
        },
    })
}

fn read_store(file: &File<'_>, table: &Table<'_>) -> Option<Lined<Secret>> {
    const KINDS: &str = "tulis misalnya \"sqlite:relay.db\", atau { env = \"STORE\" } untuk postgres://pengguna:sandi@host/nama atau redis://host:6379";
    if !table.has("store") {
        // Nothing is asked for that has a default.
        let _ = table.text("store");
        let value = Secret::new("sqlite:relay.db");
        return Some(Lined { line: 1, value });
    }
    let written = table.is_text("store");
    let (address, span) = match written {
        true => {
            let (text, span) = table.text("store")?;
            (
                Lined {
                    line: file.line(&span),
                    value: Secret::new(text),
                },
                span,
            )
        }
        false => {
            let span = table.span_of("store")?;
            (table.secret("store")?, span)
        }
    };
    let text = address.value.reveal();
    let (scheme, rest) = text.split_once(':').unwrap_or((text, ""));
    let is_known = match scheme {
        "memory" => rest.is_empty(),
        "sqlite" => !rest.trim().is_empty(),
        "postgres" | "postgresql" | "redis" | "rediss" => {
            rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty())
        }
        _ => false,
    };
    if !is_known {
        file.mistake(
            &span,
            format!("store bukan alamat basis data yang dikenal; {KINDS}"),
        );
        return None;
    }
    let authority = rest.split(['/', '?']).nth(2).unwrap_or_default();
    let has_password = authority
        .rsplit_once('@')
        .is_some_and(|(user, _)| user.contains(':'));
    if written && (has_password || rest.contains("password=")) {
        file.mistake(
            &span,
            "store memuat sandi, jadi tidak boleh ditulis di berkas ini; tulis store = { env = \"STORE\" }",
        );
        return None;
    }
    Some(address)
}

fn read_listen(file: &File<'_>, table: Option<Table<'_>>) -> Option<Listen> {
    let usual = SocketAddr::from(([127, 0, 0, 1], 8080));
    let Some(table) = table else {
        return Some(Listen {
            address: Lined {
                line: 1,
                value: usual,
            },
            trusted_proxies: Vec::new(),
            stop: STOP,
        });
    };
    let address = match table.text("address") {
        Some((text, span)) => match text.parse() {
            Ok(value) => Some(Lined {
                line: file.line(&span),
                value,
            }),
            Err(_) => {
                file.mistake(
                    &span,
                    "listen.address harus alamat dan port, misalnya \"127.0.0.1:8080\", atau \"0.0.0.0:8080\" di dalam container",
                );
                None
            }
        },
        None => (!table.has("address")).then(|| Lined {
            line: file.line(&table.span),
            value: usual,
        }),
    };
    let mut trusted_proxies = Vec::new();
    for (text, span) in table.texts("trusted_proxies").unwrap_or_default() {
        let network = text
            .parse::<IpNet>()
            .or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        match network {
            Ok(network) => trusted_proxies.push(network),
            Err(_) => file.mistake(
                &span,
                format!("listen.trusted_proxies: {text:?} bukan alamat; tulis misalnya \"127.0.0.1\" atau \"172.16.0.0/12\""),
            ),
        }
    }
    let stop = table.seconds("stop_seconds", 0.0, 3_600.0);
    table.finish();
    Some(Listen {
        address: address?,
        trusted_proxies,
        stop: stop.unwrap_or(STOP),
    })
}

const STOP: Duration = Duration::from_secs(30);
const RESUME: Duration = Duration::from_secs(10);
const MINUTE: Duration = Duration::from_secs(60);

fn read_log(table: Option<Table<'_>>) -> Log {
    let usual = Log {
        format: LogFormat::Text,
        level: tracing::Level::INFO,
    };
    let Some(table) = table else {
        return usual;
    };
    let formats = [("text", LogFormat::Text), ("json", LogFormat::Json)];
    let levels = [
        ("error", tracing::Level::ERROR),
        ("warn", tracing::Level::WARN),
        ("info", tracing::Level::INFO),
        ("debug", tracing::Level::DEBUG),
    ];
    let log = Log {
        format: table.word("format", &formats).unwrap_or(usual.format),
        level: table.word("level", &levels).unwrap_or(usual.level),
    };
    table.finish();
    log
}

/// The tables that only a relay with callbacks has.
const OF_SHOP: [&str; 8] = [
    "closed_api",
    "sweep",
    "topup",
    "orders",
    "mitra_bunso",
    "onesolu",
    "onetablet",
    "commerce",
];

fn read_shop(file: &File<'_>, table: &Table<'_>) -> Option<Shop> {
    let callback = table.table("callback");
    if callback.is_none() && !table.has("callback") {
        for name in OF_SHOP {
            if let Some(table) = table.table(name) {
                file.mistake(
                    &table.span,
                    format!("[{name}] butuh [callback] dengan secret-nya; tambahkan"),
                );
            }
        }
        return None;
    }
    let callback = callback.and_then(|table| read_callback(file, &table));
    let closed_api = match table.table("closed_api") {
        Some(table) => read_closed_api(&table),
        None => {
            if !table.has("closed_api") {
                file.mistake_of_file(
                    "[closed_api] belum ada; tambahkan tabel itu dengan api_key = { env = \"API_KEY\" }",
                );
            }
            None
        }
    };
    let sweep = table.table("sweep").map(|table| {
        let minutes = table.number("every_minutes", 1, 1_440).unwrap_or(120);
        let pages_a_day = table.number("pages_a_day", 1, 1_000).unwrap_or(20);
        table.finish();
        Sweep {
            every: MINUTE.saturating_mul(minutes),
            pages_a_day,
        }
    });
    let topup = table.table("topup").map(|table| read_topup(file, &table));
    let digital = table.table("orders").and_then(|table| {
        let words = [("skip", Digital::Skip), ("wait", Digital::Wait)];
        let digital = table.word("digital", &words);
        table.finish();
        digital
    });
    let mut claims = route::Claims::default();
    let systems = Systems {
        mitra_bunso: read_mitra_bunso(table, &mut claims),
        onesolu: read_onesolu(table, &mut claims),
        onetablet: read_onetablet(table, &mut claims),
        commerce: read_commerce(table, &mut claims),
    };
    if claims.is_empty() && !table.has("topup") {
        file.mistake_of_file("tidak ada sistem tujuan; isi [mitra_bunso], [onesolu], [onetablet] atau [commerce], atau [topup]");
    }
    let routes = claims.routes(file);
    Some(Shop {
        callback: callback?,
        closed_api: closed_api?,
        sweep,
        topup: match topup {
            Some(topup) => Some(topup?),
            None => None,
        },
        systems,
        routes,
        digital: digital.unwrap_or(Digital::Skip),
    })
}

/// A path that is given, or the usual one.
fn read_path(file: &File<'_>, table: &Table<'_>, key: &'static str, usual: &str) -> Lined<String> {
    let (path, span) = table.text(key).unwrap_or((usual, table.span.clone()));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte);
    if !path.starts_with('/')
        || path.len() < 2
        || path.ends_with('/')
        || !path.bytes().all(is_plain)
    {
        let name = table.name(key);
        file.mistake(
            &span,
            format!(
                "{name} harus diawali garis miring dan hanya huruf, angka, - _ . ~, misalnya {usual:?}"
            ),
        );
    }
    let line = file.line(&span);
    let value = path.to_owned();
    Lined { line, value }
}

/// Two parts of the relay can't have the same path.
fn check_paths(file: &File<'_>, shop: Option<&Shop>, open_api: Option<&OpenApi>) {
    let mut paths: Vec<(&str, &Lined<String>)> = Vec::new();
    if let Some(shop) = shop {
        paths.push(("callback.path", &shop.callback.path));
        if let Some(topup) = &shop.topup {
            paths.push(("topup.path", &topup.path));
            paths.push(("topup.paid_path", &topup.paid_path));
        }
    }
    if let Some(open_api) = open_api {
        paths.push(("open_api.path", &open_api.path));
    }
    for (at, (name, path)) in paths.iter().enumerate() {
        let before = paths.iter().take(at);
        for (other, _) in before.filter(|(_, other)| other.value == path.value) {
            let same = &path.value;
            file.mistake_in(
                path.line,
                format!("{name} dan {other} sama ({same:?}); beri alamat sendiri-sendiri"),
            );
        }
        if OWN_PATHS.contains(&path.value.as_str()) {
            let own = &path.value;
            file.mistake_in(
                path.line,
                format!("{name} tidak boleh {own:?}: itu milik relay sendiri"),
            );
        }
    }
}

fn read_callback(file: &File<'_>, table: &Table<'_>) -> Option<Callback> {
    let path = read_path(file, table, "path", "/callback");
    let secret = table.needed_secret("secret", "SECRET_KEY_CALLBACK");
    let previous_secret = table.secret("previous_secret");
    let deadline = table.seconds("deadline_seconds", 0.001, 3_600.0);
    let settled = table.seconds("settled_seconds", 0.0, 3_600.0);
    let resume = table.seconds("resume_seconds", 0.1, 3_600.0);
    table.finish();
    Some(Callback {
        path,
        secret: secret?,
        previous_secret,
        deadline: deadline.unwrap_or(MINUTE),
        settled: settled.unwrap_or(MINUTE),
        resume: resume.unwrap_or(RESUME),
    })
}

fn read_closed_api(table: &Table<'_>) -> Option<ClosedApi> {
    let names = SubscriptionPlan::ALL.map(|plan| (plan.name().to_lowercase(), plan));
    let plans: Vec<(&str, SubscriptionPlan)> = names
        .iter()
        .map(|(name, plan)| (name.as_str(), *plan))
        .collect();
    let api_key = table.needed_secret("api_key", "API_KEY");
    let base_url = table.base_url("base_url");
    if !table.has("plan") {
        table.missing("plan", "plan = \"lite\"");
    }
    let plan = table.word("plan", &plans);
    table.finish();
    Some(ClosedApi {
        api_key: api_key?,
        base_url,
        plan: plan?,
    })
}

fn read_topup(file: &File<'_>, table: &Table<'_>) -> Option<TopUp> {
    let path = read_path(file, table, "path", "/topup");
    let paid_path = read_path(file, table, "paid_path", "/topup/paid");
    let paid_token = table.secret("paid_token");
    let instructions = table.needed_text(
        "instructions",
        "Transfer ke BCA 1234567890 a.n. Toko Saya, dengan jumlah yang persis sama",
    );
    table.finish();
    Some(TopUp {
        path,
        paid_path,
        paid_token,
        instructions: instructions?,
    })
}

/// The rows of a table that must have some.
fn needed_rows(
    table: &Table<'_>,
    key: &'static str,
    of: &str,
    example: &str,
) -> Option<Lined<BTreeMap<String, String>>> {
    let rows = table.rows(key);
    let is_empty = rows.as_ref().is_none_or(|rows| rows.value.is_empty());
    if is_empty && (rows.is_some() || !table.has(key)) {
        let name = table.name(key);
        table.mistake(format!(
            "{name} tidak punya satu pun {of}; tulis [{name}] dengan baris misalnya {example}, atau \"*\" = … untuk semua yang lain"
        ));
        return None;
    }
    rows
}

fn read_mitra_bunso(table: &Table<'_>, claims: &mut route::Claims) -> Option<MitraBunso> {
    let table = table.table("mitra_bunso")?;
    let base_url = table.base_url("base_url");
    let token = table.needed_secret("token", "MITRA_BUNSO_TOKEN");
    let id_user = table.needed_text("id_user", "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b");
    let shop_id = table.needed_text("shop_id", "02badb7c-a3ff-4e64-97f7-a3b82044dd83");
    let shop_name = table.needed_text("shop_name", "TOKO SAYA");
    let print_type = table.text("print_type").map(|(text, _)| text.to_owned());
    let couriers = needed_rows(&table, "couriers", "kurir", "\"JNE OKE\" = \"id kurir\"");
    let products = needed_rows(&table, "products", "produk", "\"513039\" = \"id produk\"");
    claims.add(
        System::MitraBunso,
        &table,
        products.as_ref(),
        couriers.as_ref(),
    );
    table.finish();
    Some(MitraBunso {
        line: table.line(),
        base_url,
        token: token?.value,
        id_user: id_user?,
        shop_id: shop_id?,
        shop_name: shop_name?,
        print_type,
        couriers: couriers?.value,
        products: products?.value,
    })
}

fn read_onesolu(table: &Table<'_>, claims: &mut route::Claims) -> Option<OneSolu> {
    let table = table.table("onesolu")?;
    let base_url = table.base_url("base_url");
    let api_key = table.needed_secret("api_key", "ONESOLU_API_KEY");
    let menu = needed_rows(&table, "menu", "produk", "\"513039\" = \"menu_001\"");
    let customers = needed_rows(
        &table,
        "customers",
        "pelanggan",
        "\"130173\" = \"cust_abc123\"",
    );
    claims.add(System::OneSolu, &table, menu.as_ref(), None);
    table.finish();
    Some(OneSolu {
        line: table.line(),
        base_url,
        api_key: api_key?.value,
        menu: menu?.value,
        customers: customers?.value,
    })
}

fn read_onetablet(table: &Table<'_>, claims: &mut route::Claims) -> Option<OneTablet> {
    let table = table.table("onetablet")?;
    let base_url = needed_base_url(&table);
    let api_key = table.needed_secret("api_key", "ONETABLET_API_KEY");
    let store = table.needed_text("store", "toko-1");
    let optional = |key| table.text(key).map(|(text, _)| text.to_owned());
    let timezone = optional("timezone").unwrap_or_else(|| "Asia/Jakarta".to_owned());
    let fulfillment_type = optional("fulfillment_type");
    let experience = optional("experience");
    let commission_type = optional("commission_type");
    let categories = needed_rows(&table, "categories", "produk", "\"513039\" = \"makanan\"");
    let names = table
        .rows("names")
        .map(|rows| rows.value)
        .unwrap_or_default();
    claims.add(System::OneTablet, &table, categories.as_ref(), None);
    table.finish();
    Some(OneTablet {
        line: table.line(),
        base_url: base_url?,
        api_key: api_key?.value,
        store: store?,
        timezone,
        fulfillment_type,
        experience,
        commission_type,
        categories: categories?.value,
        names,
    })
}

fn read_commerce(table: &Table<'_>, claims: &mut route::Claims) -> Option<Commerce> {
    let table = table.table("commerce")?;
    let base_url = needed_base_url(&table);
    let api_key = table.needed_secret("api_key", "COMMERCE_API_KEY");
    let country = table.needed_text("country", "Indonesia");
    let users = needed_rows(&table, "users", "pelanggan", "\"130173\" = \"usr_0\"");
    let products = needed_rows(&table, "products", "produk", "\"513039\" = \"prod_0\"");
    claims.add(System::Commerce, &table, products.as_ref(), None);
    table.finish();
    Some(Commerce {
        line: table.line(),
        base_url: base_url?,
        api_key: api_key?.value,
        country: country?,
        users: users?.value,
        products: products?.value,
    })
}

fn needed_base_url(table: &Table<'_>) -> Option<String> {
    if !table.has("base_url") {
        table.missing("base_url", "base_url = \"https://alamat-sistem.example\"");
    }
    table.base_url("base_url")
}

fn read_open_api(file: &File<'_>, table: &Table<'_>) -> Option<OpenApi> {
    let path = read_path(file, table, "path", "/open-api");
    let token = table.needed_secret("token", "OPEN_API_TOKEN");
    let daily_limit = table.number("daily_limit", 1, 1_000_000);
    let base_url = table.base_url("base_url");
    let (store, span) = table
        .text("store")
        .unwrap_or(("sqlite:open-api.db", table.span.clone()));
    let store = match store.strip_prefix("sqlite:").map(str::trim) {
        Some(path) if !path.is_empty() => Some(Lined {
            line: file.line(&span),
            value: path.to_owned(),
        }),
        _ if store == "memory:" => None,
        _ => {
            file.mistake(
                &span,
                "open_api.store harus berkas SQLite, misalnya \"sqlite:open-api.db\", atau \"memory:\"",
            );
            None
        }
    };
    table.finish();
    Some(OpenApi {
        path,
        token: token?,
        daily_limit: daily_limit.unwrap_or(100),
        base_url,
        store,
    })
}

/// A place in the file.
pub(crate) type Span = Range<usize>;
