//! `run`: serves until it is told to end, and finishes then what is under way.

use std::error::Error;
use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use bukaolshop::server::callback::store::Store as _;
use bukaolshop::server::callback::{BODY_TIMEOUT, Delivery, Reason, Rejection, SecretKey};
use bukaolshop::server::open_api_cache::Status;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{error, info, warn};

use crate::config::{Config, Mistakes};
use crate::shop::{self, Shop, Store};
use crate::throttle::{Throttle, TooMany};
use crate::{front, log, metrics, topup, waiting, work};

/// The largest body of a request, in bytes.
const LARGEST: usize = 64 * 1024;

/// How long the store may take to say that it is there.
const READY: Duration = Duration::from_secs(2);

/// How often the durations of the metrics are summed up.
const UPKEEP: Duration = Duration::from_secs(5);

/// What the requests share.
struct Relay {
    store: Store,
    /// The shop, which a new configuration replaces. Requests that are under way keep the one that they began with.
    shop: RwLock<Option<Arc<Shop>>>,
    throttle: Throttle,
    /// What the front of the Open API has used.
    front: Option<Arc<dyn Fn() -> Status + Send + Sync>>,
    metrics: PrometheusHandle,
    /// Cancelled where the relay is to end.
    stop: CancellationToken,
    /// The work that is under way.
    tasks: TaskTracker,
}

impl Relay {
    fn shop(&self) -> Option<Arc<Shop>> {
        let shop = self.shop.read().unwrap_or_else(PoisonError::into_inner);
        shop.clone()
    }
}

/// See the module. `file` is the configuration's, which is read again on SIGHUP.
///
/// # Errors
/// What keeps the relay from serving.
pub(crate) async fn run(file: &str, config: Config) -> Result<(), Box<dyn Error>> {
    log::install(config.log);
    // The first process of a container gets no signal that it has not asked for: one that comes while the store is opened waits here.
    let mut signals = Signals::new()?;
    let metrics = metrics::install()?;
    let listener = listen(file, &config).await?;
    let store = shop::open_store(file, &config).await?;
    let shop = Shop::open(file, &config, &store).await?.map(Arc::new);
    let front = config.open_api.as_ref();
    let front = front.map(|config| front::open(file, config)).transpose()?;
    let relay = Arc::new(Relay {
        store,
        front: front.as_ref().map(|front| Arc::clone(&front.status)),
        shop: RwLock::new(shop.clone()),
        throttle: Throttle::new(config.listen.trusted_proxies.clone()),
        metrics,
        stop: CancellationToken::new(),
        tasks: TaskTracker::new(),
    });
    if let Some(shop) = &shop {
        spawn_loops(&relay, shop);
    }
    let mut router = router(&config);
    if let (Some(config), Some(front)) = (&config.open_api, front) {
        router = router.nest(&config.path.value, front.routes);
    }
    let router = router.with_state(Arc::clone(&relay));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let stopping = relay.stop.clone().cancelled_owned();
    let address = listener.local_addr()?;
    let server = tokio::spawn(
        axum::serve(listener, service)
            .with_graceful_shutdown(stopping)
            .into_future(),
    );
    let mut out = std::io::stdout();
    writeln!(out, "listening http://{address}")?;
    out.flush()?;
    info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");
    while signals.next().await == Wanted::Reload {
        reload(&relay, file, &config).await;
    }
    info!("stopping: no new requests, what is under way is finished");
    relay.stop.cancel();
    relay.tasks.close();
    let finished = async {
        let served = server.await;
        relay.tasks.wait().await;
        served
    };
    match tokio::time::timeout(config.listen.stop, finished).await {
        Ok(served) => {
            served??;
            info!("stopped");
        }
        Err(_) => {
            let unfinished = relay.tasks.len();
            warn!(
                unfinished,
                "stopped: what is unfinished is gone on with at the next start"
            );
        }
    }
    Ok(())
}

async fn listen(file: &str, config: &Config) -> Result<TcpListener, Mistakes> {
    let address = &config.listen.address;
    TcpListener::bind(address.value).await.map_err(|error| {
        let address_text = address.value;
        let text = match error.kind() {
            std::io::ErrorKind::AddrInUse => format!(
                "listen.address: {address_text} sedang dipakai program lain; hentikan program itu, atau pilih port lain"
            ),
            std::io::ErrorKind::PermissionDenied => format!(
                "listen.address: {address_text} tidak boleh dipakai program ini; pilih port mulai dari 1024"
            ),
            std::io::ErrorKind::AddrNotAvailable => format!(
                "listen.address: {address_text} bukan alamat komputer ini; tulis misalnya \"127.0.0.1:8080\""
            ),
            _ => format!("listen.address: {address_text} tidak bisa dipakai"),
        };
        Mistakes::one(file, Some(address.line), text)
    })
}

/// What the relay is told by signals.
#[derive(PartialEq, Eq)]
enum Wanted {
    Reload,
    End,
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
}

impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> Wanted {
        tokio::select! {
            _ = self.terminate.recv() => Wanted::End,
            _ = self.interrupt.recv() => Wanted::End,
            _ = self.hang_up.recv() => Wanted::Reload,
        }
    }
}

/// Reads the configuration again. Where it has a mistake, the old one stays.
async fn reload(relay: &Relay, file: &str, old: &Config) {
    let opened = match Config::read(file) {
        Ok(config) => {
            if config.needs_restart(old) {
                warn!(
                    "listen, store, toko, log, path, topup and open_api change only when the relay is started again"
                );
            }
            Shop::open(file, &config, &relay.store).await
        }
        Err(mistakes) => Err(mistakes),
    };
    match opened {
        Ok(shop) => {
            *relay.shop.write().unwrap_or_else(PoisonError::into_inner) = shop.map(Arc::new);
            info!("the configuration was read again");
        }
        Err(mistakes) => error!("the old configuration stays: {mistakes}"),
    }
}

/// The work on a callback. Work that would be begun while the relay is to end is left for the next start.
async fn resumed(relay: &Relay, shop: &Shop, delivery: Delivery) -> Result<(), Rejection> {
    match relay.stop.is_cancelled() {
        true => Err(Rejection::new(Reason::InProgress)),
        false => work::work(shop, delivery).await,
    }
}

/// What the relay does by itself, from time to time, until it is to end.
fn spawn_loops(relay: &Arc<Relay>, first: &Shop) {
    let (resuming, pause) = (Arc::clone(relay), first.config.callback.resume);
    relay.tasks.spawn(async move {
        loop {
            if let Some(shop) = resuming.shop() {
                resume(&resuming, &shop).await;
            }
            if resuming.is_over_after(pause).await {
                return;
            }
        }
    });
    let upkeeping = Arc::clone(relay);
    relay.tasks.spawn(async move {
        while !upkeeping.is_over_after(UPKEEP).await {
            upkeeping.metrics.run_upkeep();
        }
    });
    let Some(first) = first.config.sweep else {
        return;
    };
    let sweeping = Arc::clone(relay);
    relay.tasks.spawn(async move {
        loop {
            let shop = sweeping.shop();
            if let Some((shop, sweep)) =
                shop.and_then(|shop| Some((shop.clone(), shop.config.sweep?)))
            {
                let work = |delivery| resumed(&sweeping, &shop, delivery);
                shop.sweep(sweep, work).await;
            }
            if sweeping.is_over_after(first.every).await {
                return;
            }
        }
    });
}

/// Goes on with what a crash or a failure has interrupted.
async fn resume(relay: &Relay, shop: &Shop) {
    let work = |delivery| resumed(relay, shop, delivery);
    if let Err(rejection) = shop.receiver.resume(work).await {
        log::failed("resume", &rejection);
    }
    if shop.config.topup.is_some() && !relay.stop.is_cancelled() {
        shop.resume_topups().await;
    }
}

impl Relay {
    /// Waits, and tells whether the relay is to end.
    async fn is_over_after(&self, pause: Duration) -> bool {
        let waited = tokio::time::timeout(pause, self.stop.cancelled()).await;
        waited.is_ok()
    }

    /// The answer to a request with a secret: one with a wrong secret waits, the more of them came in a row.
    async fn answer(&self, sender: IpAddr, is_wrong: bool, answer: Response) -> Response {
        if !is_wrong {
            return answer;
        }
        let waited = tokio::select! {
            waited = self.throttle.wait(sender) => waited,
            () = self.stop.cancelled() => Ok(()),
        };
        match waited {
            Ok(()) => answer,
            Err(TooMany) => (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "60")]).into_response(),
        }
    }
}

/// The routes. Their paths are those of the configuration at the start.
fn router(config: &Config) -> Router<Arc<Relay>> {
    let mut router = Router::new()
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(readyz))
        .route("/metrics", get(render_metrics));
    if let Some(shop) = &config.shop {
        router = router.route(&shop.callback.path.value, any(callback));
        if let Some(topup) = &shop.topup {
            router = router.route(&topup.path.value, any(open_topup));
            if topup.paid_token.is_some() {
                router = router.route(&topup.paid_path.value, post(paid_topup));
            }
        }
    }
    router.layer(DefaultBodyLimit::max(LARGEST))
}

/// Whether the relay can work: its store answers, and it is not about to end.
async fn readyz(State(relay): State<Arc<Relay>>) -> Response {
    if relay.stop.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping").into_response();
    }
    let asked = tokio::time::timeout(READY, relay.store.find("relay:readyz")).await;
    match asked {
        Ok(Ok(_)) => "ok".into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "store").into_response(),
    }
}

async fn render_metrics(State(relay): State<Arc<Relay>>) -> String {
    if let Some(shop) = relay.shop() {
        // Where the store is away, the last numbers stay.
        let asked = async {
            if let Ok(waiting) = waiting::list(&shop).await {
                let (orders, topups) = waiting::counts(&waiting);
                metrics::waiting(orders, topups);
            }
            if let Ok(quota) = shop.closed.quota().await {
                metrics::quota(&quota);
            }
        };
        let _ = tokio::time::timeout(READY, asked).await;
    }
    if let Some(status) = &relay.front {
        metrics::front(&status());
    }
    relay.metrics.render()
}

/// The body of a request.
async fn body_of(request: Request) -> Result<Bytes, Reason> {
    let read = tokio::time::timeout(BODY_TIMEOUT, Bytes::from_request(request, &()));
    match read.await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(unread)) => Err(reason(&unread)),
        Err(_) => Err(Reason::BodyTooSlow),
    }
}

fn reason(unread: &BytesRejection) -> Reason {
    match unread.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Reason::BodyTooLarge,
        _ => Reason::Unreadable,
    }
}

/// Receives a callback. The work goes on when the sender hangs up.
async fn callback(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let begun = Instant::now();
    let Some(shop) = relay.shop() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let sender = relay.throttle.sender(peer.ip(), request.headers());
    let method = request.method().clone();
    let body = match body_of(request).await {
        Ok(body) => body,
        Err(reason) => return shop.receiver.refuse(reason).into_response(),
    };
    let working = Arc::clone(&shop);
    let task = relay.tasks.spawn(async move {
        let work = |delivery| work::work(&working, delivery);
        working.receiver.receive(method.as_str(), &body, work).await
    });
    // The task fails only if the work panics. The claim of such work can be repeated when its lease has expired.
    let reply = task
        .await
        .unwrap_or_else(|_| shop.receiver.refuse(Reason::WorkFailed));
    metrics::callback_took(begun.elapsed());
    if reply.callback.is_some() {
        relay.throttle.right(sender);
    }
    let is_wrong = (reply.rejection.as_ref()).is_some_and(|it| it.reason == Reason::WrongSecret);
    relay.answer(sender, is_wrong, reply.into_response()).await
}

/// Shows a member the page of a top-up.
async fn open_topup(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let Some(shop) = relay.shop() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(instructions) = shop.config.topup.as_ref().map(|it| it.instructions.clone()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let sender = relay.throttle.sender(peer.ip(), request.headers());
    let method = request.method().clone();
    let body = match body_of(request).await {
        Ok(body) => body,
        Err(reason) => return Rejection::new(reason).into_response(),
    };
    let opening = async move { topup::page(&shop, &instructions, method.as_str(), &body).await };
    relay.finish(sender, opening).await
}

/// Confirms a top-up that the shop's own program says is paid.
async fn paid_topup(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let Some(shop) = relay.shop() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let token = (shop.config.topup.as_ref()).and_then(|topup| topup.paid_token.as_ref());
    let Some(token) = token.and_then(|token| SecretKey::new(token.value.reveal()).ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let sender = relay.throttle.sender(peer.ip(), &headers);
    let body = match body_of(request).await {
        Ok(body) => body,
        Err(reason) => return Rejection::new(reason).into_response(),
    };
    let paying = async move { topup::paid(shop, &token, &headers, &body).await };
    relay.finish(sender, paying).await
}

impl Relay {
    /// Runs the work of a request to its end, also where the sender hangs up, and keeps the answer to a wrong secret waiting.
    async fn finish(
        &self,
        sender: IpAddr,
        work: impl Future<Output = Response> + Send + 'static,
    ) -> Response {
        let answer = self.tasks.spawn(work).await;
        let answer = answer.unwrap_or_else(|_| Rejection::new(Reason::WorkFailed).into_response());
        let is_wrong = answer.status() == StatusCode::FORBIDDEN;
        if answer.status().is_success() {
            self.throttle.right(sender);
        }
        self.answer(sender, is_wrong, answer).await
    }
}
