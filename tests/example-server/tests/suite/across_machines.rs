//! Three servers behind one address, which share a database: servers are killed and the database restarts, and each paid order
//! is forwarded exactly once.
//!
//! The numbers are those of the whole run (`./build.sh test --all`); the short one has a fifth of them. The mock's shop has 508 orders, so
//! a thousand are two rounds of five hundred, each in a shop of its own in the same database.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fastrand::Rng;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

use crate::servers::{PASSWORD, Postgres, Redis};
use crate::support::{
    CLOSED_KEY, MITRA_USER, Mock, Program, Shop, callback, client, folder, sqlite_in, until,
};

const SENDERS: usize = 8;

/// A database that servers share.
enum Database {
    /// A file, which one server has.
    Sqlite(PathBuf),
    Postgres(Postgres),
    Redis(Redis),
}

impl Database {
    fn url(&self) -> String {
        match self {
            Database::Sqlite(folder) => sqlite_in(folder),
            Database::Postgres(server) => server.url("postgres"),
            Database::Redis(server) => server.url(),
        }
    }

    /// Kills it, and starts it again.
    fn restart(&mut self) {
        match self {
            Database::Sqlite(_) => {}
            Database::Postgres(server) => {
                server.crash();
                server.run();
            }
            Database::Redis(server) => {
                server.crash();
                server.run();
            }
        }
    }
}

/// How much a round does.
struct Round {
    program: Program,
    servers: usize,
    /// How many of a hundred orders on their way lose their answer.
    lost: u32,
    orders: usize,
    callbacks: usize,
    kills: usize,
    restarts: usize,
}

impl Round {
    /// What happens to the orders on their way, where some lose their answer. A system that can't be asked has always done what was
    /// asked then, for the test could not tell either.
    fn script(&self, random: &mut Rng, end: &str) -> Value {
        let (name, can_tell) = match end {
            "/api/orders" => ("onesolu-orders", false),
            "/commerce/orders" => ("commerce-orders", false),
            "/onetablet/orders" => ("onetablet-orders", true),
            _ => ("mitra-create", true),
        };
        let answers = (0..self.orders).map(|_| {
            let mut answer = match random.u32(0..100) {
                lost if lost >= self.lost => json!({}),
                even if even % 2 == 0 && can_tell => json!({"fault": "undone:1,reset:before"}),
                _ => json!({"fault": "reset:before"}),
            };
            answer["only"] = json!(name);
            answer
        });
        Value::from_iter(answers)
    }
}

/// The whole of a number, or a fifth in the short run of the tests.
fn scaled(number: usize) -> usize {
    match std::env::var("TEST_SCOPE").as_deref() {
        Ok("short") => number.div_ceil(5),
        _ => number,
    }
}

/// One address, behind which each connection goes to the next server.
async fn one_address(servers: Arc<Mutex<Vec<String>>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let next = AtomicUsize::new(0);
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let servers = servers.lock().expect("the servers").clone();
            let first = next.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(async move {
                for at in 0..servers.len() {
                    let server = &servers[(first + at) % servers.len()];
                    let server = server.trim_start_matches("http://");
                    if let Ok(mut server) = TcpStream::connect(server).await {
                        let _ = copy_bidirectional(&mut client, &mut server).await;
                        return;
                    }
                }
            });
        }
    });
    format!("http://{address}")
}

/// How often each of the orders was sent to the system: what arrived there.
async fn sent(mock: &Mock, end: &str, orders: &[String]) -> Vec<usize> {
    let log = mock.log().await;
    let is_post = |entry: &&Value| {
        entry["method"] == "POST"
            && entry["path"]
                .as_str()
                .is_some_and(|path| path.ends_with(end))
    };
    let bodies: Vec<&str> = log
        .iter()
        .filter(is_post)
        .filter_map(|entry| entry["body"].as_str())
        .collect();
    let count = |nomor: &String| bodies.iter().filter(|body| body.contains(&**nomor)).count();
    orders.iter().map(count).collect()
}

/// How often Mitra Bunso has created each of the orders: an order of several shipments has an invoice for each.
async fn created(mock: &Mock, before: &[String], orders: &[String]) -> Vec<usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let is_new = |invoice: &&String| !before.contains(invoice);
    for invoice in mock.invoices().await.iter().filter(is_new) {
        *counts.entry(invoice.clone()).or_default() += 1;
    }
    let of = |nomor: &String| {
        let parts = format!("{nomor}-");
        let mine = counts
            .iter()
            .filter(|(invoice, _)| *invoice == nomor || invoice.starts_with(&parts));
        // Each of its shipments once is once.
        mine.map(|(_, count)| *count).max().unwrap_or(0)
    };
    orders.iter().map(of).collect()
}

/// The numbers of pieces in an order, as its detail or its body tells them under this name, in their order.
fn pieces(value: &Value, name: &str, found: &mut Vec<u64>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| pieces(one, name, found)),
        Value::Object(fields) => {
            for (field, value) in fields {
                if field == name {
                    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
                    found.extend(number);
                } else {
                    pieces(value, name, found);
                }
            }
        }
        _ => {}
    }
}

/// How many orders of these pieces the system should have more than it has: OneSolu and the commerce API are not told the shop's
/// number of an order. Negative: it has too many.
async fn missing(mock: &Mock, end: &str, orders: &[String]) -> BTreeMap<Vec<u64>, i64> {
    let mut missing: BTreeMap<Vec<u64>, i64> = BTreeMap::new();
    for nomor in orders {
        *missing.entry(pieces_of(mock, nomor).await).or_default() += 1;
    }
    for entry in mock.log().await {
        let path = entry["path"].as_str().unwrap_or_default();
        if entry["method"] == "POST" && path.ends_with(end) {
            let body = entry["body"].as_str().expect("a body");
            let body: Value = serde_json::from_str(body).expect("JSON");
            let mut found = Vec::new();
            pieces(&body, "quantity", &mut found);
            *missing.entry(found).or_default() -= 1;
        }
    }
    missing.retain(|_, count| *count != 0);
    missing
}

async fn pieces_of(mock: &Mock, nomor: &str) -> Vec<u64> {
    let path = format!("/closed/api/v1/transaksi/id?nomor_pembayaran={nomor}");
    let detail = mock.get(&path, CLOSED_KEY).await;
    let mut found = Vec::new();
    pieces(&detail["data_pesanan"], "jumlah_barang", &mut found);
    found
}

/// Has a person look at the system for what is held, and checks that the system has each order once.
async fn look_and_decide(mock: &Mock, shop: &Shop, end: &str, orders: &[String], name: &str) {
    // By then the leases of killed servers are over, and whatever they had begun is done or held.
    tokio::time::sleep(Program::LEASE + Program::LEASE / 2).await;
    // What is held changes only when a person decides.
    let mut not_there = missing(mock, end, orders).await;
    for key in shop.held().await {
        let nomor = key.rsplit(':').next().expect("a number");
        let pieces = pieces_of(mock, nomor).await;
        let left = not_there.entry(pieces).or_default();
        let is_there = *left <= 0;
        if !is_there {
            *left -= 1;
        }
        assert!(shop.settle(&key, is_there).await, "{key}");
    }
    let all_there = async || missing(mock, end, orders).await.is_empty();
    let all_there = until(Duration::from_secs(60), all_there).await;
    let missing = missing(mock, end, orders).await;
    assert!(
        all_there,
        "{name}: lost or sent twice {missing:?}\n{}",
        shop.log()
    );
}

/// Sends the callbacks of a round, and returns when each has an answer that is not 503.
async fn send_all(address: String, all: Vec<(String, &'static str)>, left: Arc<AtomicUsize>) {
    let queue: VecDeque<(String, &str)> = all.into();
    left.store(queue.len(), Ordering::Relaxed);
    let queue = Arc::new(Mutex::new(queue));
    let senders: Vec<_> = (0..SENDERS)
        .map(|_| {
            let (queue, left, address) = (Arc::clone(&queue), Arc::clone(&left), address.clone());
            tokio::spawn(async move {
                let client = Client::builder().pool_max_idle_per_host(0).build();
                let client = client.expect("a client");
                loop {
                    let next = queue.lock().expect("the queue").pop_front();
                    let Some((nomor, tipe)) = next else { break };
                    let form = callback(&nomor, tipe, "lunas");
                    let asked = client.post(format!("{address}/callback")).form(&form);
                    let answer = asked.timeout(Duration::from_secs(30)).send().await;
                    match answer.map(|answer| answer.status().as_u16()) {
                        Ok(200) => {
                            left.fetch_sub(1, Ordering::Relaxed);
                        }
                        // Later callbacks overtake it.
                        Ok(503) | Err(_) => {
                            queue.lock().expect("the queue").push_back((nomor, tipe));
                            tokio::time::sleep(Duration::from_millis(50)).await;
                        }
                        Ok(other) => panic!("{other}"),
                    }
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.expect("a sender");
    }
}

async fn run(
    database: &mut Database,
    name: &str,
    target: impl Fn(&Mock) -> Value,
    end: &str,
    round: &Round,
) {
    let mut random = Rng::with_seed(20_261_127);
    let mock = Mock::start();
    let mut orders = mock.orders().await;
    orders.truncate(round.orders);
    assert_eq!(orders.len(), round.orders);
    for nomor in &orders {
        mock.status(nomor, "lunas").await;
    }
    // Both kinds of callback for each order, and repeats, shuffled.
    let tipes = ["transaksi_baru", "perubahan_status_transaksi"];
    let mut all: Vec<(String, &str)> = (0..round.callbacks)
        .map(|at| {
            (
                orders[at % orders.len()].clone(),
                tipes[at / orders.len() % 2],
            )
        })
        .collect();
    random.shuffle(&mut all);

    if round.lost > 0 {
        mock.script(&round.script(&mut random, end)).await;
    }
    let invoices_before = mock.invoices().await;
    let url = database.url();
    let start = |_| Shop::start_on(round.program, &url, &mock, &target(&mock), folder(), name);
    let mut shops: Vec<Shop> = (0..round.servers).map(start).collect();
    let servers = Arc::new(Mutex::new(shops.iter().map(Shop::origin).collect()));
    let address = one_address(Arc::clone(&servers)).await;
    let left = Arc::new(AtomicUsize::new(usize::MAX));
    let sending = tokio::spawn(send_all(address, all, Arc::clone(&left)));
    let events = round.kills + round.restarts;
    let every = events / round.restarts.max(1);
    for event in 1..=events {
        let reached = round.callbacks - round.callbacks * event / (events + 1);
        let is_reached = async || left.load(Ordering::Relaxed) <= reached;
        assert!(
            until(Duration::from_secs(300), is_reached).await,
            "{name} stands still"
        );
        if event % every == 0 {
            tokio::task::block_in_place(|| database.restart());
        } else {
            let at = random.usize(..round.servers);
            tokio::task::block_in_place(|| shops[at].crash());
            servers.lock().expect("the servers")[at] = shops[at].origin();
        }
    }
    sending.await.expect("all are sent");
    mock.clear_script().await;

    if ["/api/orders", "/commerce/orders"].contains(&end) {
        look_and_decide(&mock, &shops[0], end, &orders, name).await;
    } else {
        // What a killed server has begun is gone on with when its lease is over.
        let counts = async || match end == MITRA_USER {
            true => created(&mock, &invoices_before, &orders).await,
            false => sent(&mock, end, &orders).await,
        };
        let is_over = async || counts().await.iter().all(|count| *count > 0);
        let is_over = until(Duration::from_secs(180), is_over).await;
        let counts = counts().await;
        let of = |is: fn(&usize) -> bool| -> Vec<&String> {
            let found = orders.iter().zip(&counts).filter(|(_, count)| is(count));
            found.map(|(nomor, _)| nomor).collect()
        };
        let lost = of(|count| *count == 0);
        assert!(
            is_over && lost.is_empty(),
            "{name}: lost {lost:?}\n{}",
            shops[0].log()
        );
        // OneTablet knows an order that comes twice, so it is sent again where nobody knows what became of it.
        if end != "/onetablet/orders" {
            let twice = of(|count| *count > 1);
            assert!(twice.is_empty(), "{name}: sent twice {twice:?}");
        }
        let is_quiet = async || shops[0].held().await.is_empty();
        assert!(
            until(Duration::from_secs(60), is_quiet).await,
            "{name}: {:?}",
            shops[0].held().await
        );
    }
    for shop in &shops {
        shop.assert_log_is_clean();
        assert!(!shop.log().contains(PASSWORD));
    }
    println!(
        "{:?} {name}: {} orders by {} callbacks, {} of 100 answers lost, {} kills, {} restarts: each forwarded once",
        round.program, round.orders, round.callbacks, round.lost, round.kills, round.restarts
    );
}

async fn across_machines(mut database: Database) {
    let round = |orders| Round {
        program: Program::Example,
        servers: 3,
        lost: 0,
        orders: scaled(orders),
        callbacks: scaled(orders * 4),
        kills: scaled(orders / 75),
        restarts: 1,
    };
    for number in 1..=2 {
        let name = format!("mitra-{number}");
        run(&mut database, &name, Mock::mitra, MITRA_USER, &round(500)).await;
    }
    let (sent_to, ends) = (
        round(300),
        ["/api/orders", "/onetablet/orders", "/commerce/orders"],
    );
    let [onesolu, onetablet, commerce] = ends;
    run(&mut database, "onesolu", Mock::onesolu, onesolu, &sent_to).await;
    run(
        &mut database,
        "onetablet",
        Mock::onetablet,
        onetablet,
        &sent_to,
    )
    .await;
    run(
        &mut database,
        "commerce",
        Mock::commerce,
        commerce,
        &sent_to,
    )
    .await;
}

/// The relay on a file, which is killed while answers get lost: two rounds of five hundred orders to one system.
async fn through_the_relay(name: &str, target: fn(&Mock) -> Value, end: &str) {
    for number in 1..=2 {
        let round = Round {
            program: Program::Relay,
            servers: 1,
            lost: 15,
            orders: scaled(500),
            callbacks: scaled(2_000),
            kills: scaled(6),
            restarts: 0,
        };
        let folder = folder();
        let mut database = Database::Sqlite(folder.clone());
        run(
            &mut database,
            &format!("{name}-{number}"),
            target,
            end,
            &round,
        )
        .await;
        let _ = std::fs::remove_dir_all(folder);
        if std::env::var("TEST_SCOPE").as_deref() == Ok("short") {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_relay_sends_each_order_to_mitra_bunso_once() {
    through_the_relay("mitra", Mock::mitra, MITRA_USER).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_relay_sends_each_order_to_onesolu_once_or_a_person_decides() {
    through_the_relay("onesolu", Mock::onesolu, "/api/orders").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_relay_sends_each_order_to_onetablet_once() {
    through_the_relay("onetablet", Mock::onetablet, "/onetablet/orders").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_relay_sends_each_order_to_the_commerce_api_once_or_a_person_decides() {
    through_the_relay("commerce", Mock::commerce, "/commerce/orders").await;
}

/// Three relays on one database, as a shop with several machines has them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_relays_on_postgresql_send_each_order_once() {
    let round = Round {
        program: Program::Relay,
        servers: 3,
        lost: 5,
        orders: scaled(300),
        callbacks: scaled(1_200),
        kills: scaled(4),
        restarts: 1,
    };
    let mut database = Database::Postgres(Postgres::start());
    run(&mut database, "mitra", Mock::mitra, MITRA_USER, &round).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_servers_on_postgresql_forward_each_order_once() {
    across_machines(Database::Postgres(Postgres::start())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_servers_on_redis_forward_each_order_once() {
    across_machines(Database::Redis(Redis::start())).await;
}

/// Two servers change the balance of one member at the same time: the mock refuses a change within five seconds of another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_keep_the_pace_of_a_balance() {
    let database = Database::Redis(Redis::start());
    let mock = Mock::start();
    let url = database.url();
    let start = |_| {
        let target = mock.mitra();
        Shop::start_on(Program::Example, &url, &mock, &target, folder(), "saldo")
    };
    let shops: Vec<Shop> = (0..2).map(start).collect();
    let sending: Vec<_> = (0..3)
        .map(|number| {
            let url = format!("{}/topup", shops[number % 2].origin());
            tokio::spawn(async move {
                let token = format!("tok-{number}");
                let form = [
                    ("status", "ok"),
                    ("id_user", "130173"),
                    ("token_topup", &token),
                    ("total_topup", "5000"),
                    ("secret_callback", crate::support::SECRET),
                ];
                let answer = client().post(url).form(&form).send().await;
                answer.expect("an answer").status().as_u16()
            })
        })
        .collect();
    for answer in sending {
        assert_eq!(answer.await.expect("it ends"), 200);
    }
    // None of the three was refused, so none came too early.
    assert_eq!(mock.requests("POST", "/member/saldo").await, 3);
}
