//! The cases that are about stores which are kept somewhere: in a file or on a server.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bukaolshop::server::callback::store::statements::{POSTGRES, SENTENCES, SQLITE};
use bukaolshop::server::callback::store::{
    AnyStore, Bid, Claim, DatabaseOptions, End, Ended, Reservation,
};
use bukaolshop::server::callback::{Guard, Receiver, Store};
use bukaolshop::transport::native::System;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::every_store::{LEASE, assert_in_progress, claim, granted, settle};
use super::place::{Kind, Place, now, unfinished};
use crate::servers::{Folder, PASSWORD, Redis, free_port, set_clock};

/// The words of a sentence that stand behind the name of the database.
fn words(sentence: &str) -> String {
    let (_, words) = sentence.split_once("{what}").expect("the name");
    let until = words.find(['{', '(']).unwrap_or(words.len());
    words[..until].trim_end().to_owned()
}

#[track_caller]
fn assert_says<T: std::fmt::Debug>(outcome: Result<T, impl std::fmt::Display>, sentence: &str) {
    let Err(error) = outcome else {
        panic!("it succeeds")
    };
    let error = error.to_string();
    assert!(error.contains(&words(sentence)), "{error}");
    assert!(!error.contains(PASSWORD), "{error}");
}

pub async fn restart(place: &mut Place) {
    let store = place.open().await;
    assert_eq!(claim(&store, "done", "a").await, granted(1));
    settle(&store, "done", 1, "a", End::Done).await;
    assert_eq!(claim(&store, "held", "a").await, granted(1));
    settle(&store, "held", 1, "a", End::GivenUp).await;
    assert_eq!(claim(&store, "failed", "a").await, granted(1));
    settle(
        &store,
        "failed",
        1,
        "a",
        End::Failed {
            next: Duration::ZERO,
        },
    )
    .await;
    assert_eq!(claim(&store, "running", "a").await, granted(1));
    let reservation = Reservation::new("r", "a", now(), LEASE);
    assert_eq!(store.reserve(&reservation).await, Ok(None));
    drop(store);
    match place.kind {
        Kind::Postgres => {
            place.postgres().crash();
            place.postgres().run();
        }
        Kind::Redis => {
            place.redis().crash();
            place.redis().run();
        }
        _ => {}
    }
    let store = place.open().await;
    assert_eq!(claim(&store, "done", "b").await, Claim::Done);
    assert_in_progress(claim(&store, "running", "b").await);
    assert_eq!(unfinished(&store).await, ["failed"]);
    assert_eq!(store.given_up().await.expect("the list").len(), 1);
    let another = Reservation::new("r", "b", now(), LEASE);
    assert!(store.reserve(&another).await.expect("an answer").is_some());
}

pub async fn clock_ten_seconds(place: &mut Place) {
    let store = place.open().await;
    let off = Duration::from_secs(10);
    let lease = Duration::from_secs(5);
    for (number, first, second) in [(1, now() - off, now() + off), (2, now() + off, now() - off)] {
        let key = format!("k{number}");
        let bid = Bid::new(&key, "", first, lease).owner("a");
        assert_eq!(store.claim(&bid).await, Ok(granted(1)));
        let bid = Bid::new(&key, "", second, lease).owner("b");
        match store.claim(&bid).await {
            Ok(Claim::InProgress { left }) => assert!(left <= lease),
            other => panic!("{other:?}"),
        }
        // What has failed is begun again after a wait, whoever's clock counts it.
        let next = first + Duration::from_millis(1);
        let ended = Ended::new(&key, 1, End::Failed { next }, first).owner("a");
        store.settle(&ended).await.expect("it is stored");
        while !unfinished(&store).await.contains(&key) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let bid = Bid::new(&key, "", second, lease).owner("b");
        assert_eq!(store.claim(&bid).await, Ok(granted(2)));
        let reservation = Reservation::new(&key, "a", first, lease);
        assert_eq!(store.reserve(&reservation).await, Ok(None));
        let reservation = Reservation::new(&key, "b", second, lease);
        assert!(
            store
                .reserve(&reservation)
                .await
                .expect("an answer")
                .is_some()
        );
    }
}

pub async fn clock_ten_minutes(place: &mut Place) {
    let (warnings, opened) = Place::opened(&place.address()).await;
    opened.expect("it opens");
    assert_eq!(warnings, [""; 0], "the clocks agree");
    for clock in ["+10m", "-10m"] {
        let mut program = Command::new(std::env::current_exe().expect("a program"));
        program
            .args([
                "--exact",
                "--nocapture",
                "stores::the_store_in_memory_keeps_the_list",
            ])
            .env(OPENED, place.address());
        set_clock(&mut program, clock);
        let output = program.output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("it works"), "{clock}: {said}");
        let warnings = said.lines().filter(|line| line.starts_with("warning: "));
        let warnings: Vec<&str> = warnings.collect();
        assert_eq!(warnings.len(), 1, "{clock}: {said}");
        assert!(warnings[0].contains("berbeda 10 menit"), "{said}");
        assert!(!said.contains(PASSWORD), "{said}");
    }
}

/// Set in a process that a case starts with another clock: the address of a store.
const OPENED: &str = "BUKAOLSHOP_TEST_OPENED";

/// Opens the store that a case has told of, and says what happens.
pub fn open_and_tell() {
    let Ok(address) = std::env::var(OPENED) else {
        return;
    };
    super::runtime().block_on(async {
        let (warnings, opened) = Place::opened(&address).await;
        for warning in warnings {
            println!("warning: {warning}");
        }
        let store = opened.expect("it opens");
        let key = now().as_nanos().to_string();
        assert_eq!(claim(&store, &key, "a").await, granted(1));
        assert_in_progress(claim(&store, &key, "b").await);
        println!("it works");
    });
    std::process::exit(0);
}

async fn works(store: &AnyStore) {
    assert_eq!(claim(store, "k", "a").await, granted(1));
    assert_in_progress(claim(store, "k", "b").await);
    settle(store, "k", 1, "a", End::Done).await;
    assert_eq!(claim(store, "k", "b").await, Claim::Done);
}

fn sqlite(place: &Place, sql: &str) {
    let connection = rusqlite::Connection::open(place.path()).expect("a file");
    connection.execute_batch(sql).expect("it runs");
}

pub async fn newer_schema(place: &mut Place) {
    let store = place.open().await;
    assert_eq!(claim(&store, "k", "a").await, granted(1));
    drop(store);
    match place.kind {
        Kind::Sqlite => sqlite(place, "PRAGMA user_version = 99"),
        Kind::Postgres => {
            let database = place.database();
            let sql = "UPDATE bukaolshop_schema SET version = 99";
            place.postgres().sql(&database, sql);
        }
        _ => {
            place.redis().ask(&["SET", "bukaolshop:schema", "99"]);
        }
    }
    let (_, opened) = Place::opened(&place.address()).await;
    let error = opened.expect_err("a newer schema").to_string();
    assert!(error.contains("lebih baru (skema 99)"), "{error}");
    match place.kind {
        Kind::Sqlite => sqlite(place, "PRAGMA user_version = 2"),
        Kind::Postgres => {
            let database = place.database();
            let sql = "UPDATE bukaolshop_schema SET version = 2";
            place.postgres().sql(&database, sql);
        }
        _ => {
            assert_eq!(place.redis().ask(&["GET", "bukaolshop:schema"]), "99");
            place.redis().ask(&["SET", "bukaolshop:schema", "1"]);
        }
    }
    assert_in_progress(claim(&place.open().await, "k", "b").await);
}

pub async fn older_schema(place: &mut Place) {
    let row = "'toko', 'lama', 3, 'x', 0, 0, '{}'";
    match place.kind {
        Kind::Sqlite => {
            let first = SQLITE.sql.migrations[0];
            sqlite(
                place,
                &format!(
                    "{first}; PRAGMA user_version = 1;
                    INSERT INTO claim (shop, key, attempt, owner, until, next, note, done) VALUES ({row}, 0)"
                ),
            );
        }
        _ => {
            let first = POSTGRES.sql.migrations[0];
            let database = place.database();
            place.postgres().sql(
                &database,
                &format!(
                    "{}; INSERT INTO bukaolshop_schema VALUES (1); {first};
                    INSERT INTO bukaolshop_claim (shop, key, attempt, owner, until, next, note, done) VALUES ({row}, false)",
                    POSTGRES.schema_create
                ),
            );
        }
    }
    let address = place.address();
    let opening = (0..4).map(|_| {
        let address = address.clone();
        tokio::spawn(async move { Place::opened(&address).await.1 })
    });
    let mut stores = Vec::new();
    for opened in opening.collect::<Vec<_>>() {
        stores.push(opened.await.expect("it ends").expect("it opens"));
    }
    assert_eq!(claim(&stores[0], "lama", "a").await, granted(4));
    let reservation = Reservation::new("r", "a", now(), LEASE);
    assert_eq!(stores[1].reserve(&reservation).await, Ok(None));
}

fn run(program: &str, arguments: &[&str]) -> bool {
    let status = Command::new(program).args(arguments).status();
    status.is_ok_and(|status| status.success())
}

/// A small file system in memory, whose end unmounts it.
struct SmallDisk(Folder);

impl SmallDisk {
    fn new() -> Self {
        let folder = Folder::new("small");
        let path = folder.0.display().to_string();
        let mounted = run("mount", &["-t", "tmpfs", "-o", "size=1m", "tmpfs", &path]);
        assert!(
            mounted,
            "a file system for tests can be mounted by root only"
        );
        Self(folder)
    }

    fn read_only(&self, read_only: bool) {
        let mode = if read_only {
            "remount,ro"
        } else {
            "remount,rw"
        };
        let path = self.0.0.display().to_string();
        assert!(run("mount", &["-o", mode, &path]), "{mode}");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        run("umount", &["-l", &self.0.0.display().to_string()]);
    }
}

pub async fn read_only(place: &mut Place) {
    match place.kind {
        Kind::Sqlite => {
            let disk = SmallDisk::new();
            let address = format!("sqlite:{}", disk.0.0.join("callback.db").display());
            drop(Place::opened(&address).await.1.expect("it opens"));
            while run("test", &["-e", &format!("{}-wal", &address[7..])]) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            disk.read_only(true);
            assert_says(Place::opened(&address).await.1, SENTENCES.read_only);
            disk.read_only(false);
            Place::opened(&address).await.1.expect("it opens");
        }
        Kind::Postgres => {
            let store = place.open().await;
            let database = place.database();
            let set = format!("ALTER DATABASE {database} SET default_transaction_read_only = ");
            place.postgres().sql("postgres", &format!("{set} on"));
            drop(store);
            let store = place.open_with(DatabaseOptions::new()).await;
            let bid = Bid::new("k", "", now(), LEASE);
            assert_says(
                store.expect("its schema is there").claim(&bid).await,
                SENTENCES.read_only,
            );
            place.postgres().sql("postgres", &format!("{set} off"));
        }
        _ => {
            let other = free_port().to_string();
            place.redis().ask(&["REPLICAOF", "127.0.0.1", &other]);
            assert_says(
                place.open_with(DatabaseOptions::new()).await,
                SENTENCES.read_only,
            );
            place.redis().ask(&["REPLICAOF", "NO", "ONE"]);
            place.open().await;
        }
    }
}

pub async fn full_disk(place: &mut Place) {
    let note = "n".repeat(20_000);
    let claim_large = async |store: &AnyStore, key: &str| {
        let bid = Bid::new(key, &note, now(), LEASE).owner(key);
        store.claim(&bid).await
    };
    match place.kind {
        Kind::Sqlite => {
            let disk = SmallDisk::new();
            let address = format!("sqlite:{}", disk.0.0.join("callback.db").display());
            let store = Place::opened(&address).await.1.expect("it opens");
            std::fs::write(disk.0.0.join("penuh"), vec![0; 500_000]).expect("a file");
            let mut number = 0;
            let failed = loop {
                number += 1;
                assert!(number < 100, "the disk is never full");
                if let Err(error) = claim_large(&store, &format!("k{number}")).await {
                    break error;
                }
            };
            assert_says(Err::<(), _>(failed), SENTENCES.full);
            std::fs::remove_file(disk.0.0.join("penuh")).expect("a file");
            let last = format!("k{number}");
            assert!(store.find(&last).await.expect("an answer").is_none());
            assert_eq!(claim_large(&store, &last).await, Ok(granted(1)));
            let other = Place::opened(&address).await.1.expect("it opens");
            for number in 1..=number {
                assert_in_progress(claim(&other, &format!("k{number}"), "b").await);
            }
        }
        Kind::Postgres => {
            let store = place.open().await;
            let database = place.database();
            // A disk that is full only for the table: a full one would end the whole server.
            place.postgres().sql(
                &database,
                "CREATE FUNCTION penuh() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
                 CREATE TRIGGER penuh AFTER INSERT ON bukaolshop_claim FOR EACH ROW EXECUTE FUNCTION penuh()",
            );
            assert_says(claim_large(&store, "k").await, SENTENCES.full);
            assert!(store.find("k").await.expect("an answer").is_none());
            place
                .postgres()
                .sql(&database, "DROP TRIGGER penuh ON bukaolshop_claim");
            assert_eq!(claim_large(&store, "k").await, Ok(granted(1)));
        }
        _ => {
            let store = place.open().await;
            place.redis().ask(&["CONFIG", "SET", "maxmemory", "1"]);
            assert_says(claim_large(&store, "k").await, SENTENCES.full);
            assert!(store.find("k").await.expect("an answer").is_none());
            place.redis().ask(&["CONFIG", "SET", "maxmemory", "0"]);
            assert_eq!(claim_large(&store, "k").await, Ok(granted(1)));
        }
    }
}

pub async fn not_there(place: &mut Place) {
    let address = match place.kind {
        Kind::Sqlite => "sqlite:/tidak/ada/callback.db".to_owned(),
        _ => place.address_at(free_port()),
    };
    assert_says(Place::opened(&address).await.1, SENTENCES.unreachable);
    if place.kind == Kind::Postgres {
        let address = place.address() + "_tidak_ada";
        assert_says(Place::opened(&address).await.1, SENTENCES.unreachable);
    }
}

/// Kills the server and starts it again.
fn crash_and_run(place: &mut Place) {
    match place.kind {
        Kind::Postgres => {
            place.postgres().crash();
            place.postgres().run();
        }
        _ => {
            place.redis().crash();
            place.redis().run();
        }
    }
}

pub async fn server_restart(place: &mut Place) {
    const KEYS: u32 = 600;
    let store = Arc::new(place.open().await);
    let over = Arc::new(AtomicBool::new(false));
    let workers: Vec<_> = (0..8)
        .map(|worker| {
            let (store, over) = (Arc::clone(&store), Arc::clone(&over));
            tokio::spawn(async move {
                let mut granted = Vec::new();
                let mut round = 0;
                loop {
                    let is_last = over.load(Ordering::Relaxed);
                    let mut is_done = true;
                    for key in 0..KEYS {
                        round += 1;
                        let (name, owner) = (key.to_string(), format!("{worker}-{round}"));
                        let bid = Bid::new(&name, "", now(), LEASE).owner(&owner);
                        match store.claim(&bid).await {
                            Ok(Claim::Claimed { attempt }) => {
                                granted.push((key, attempt));
                                let ended = Ended::new(&name, attempt, End::Done, now());
                                let settled = store.settle(&ended.owner(&owner)).await;
                                settled.expect("it is tried for long enough");
                            }
                            Ok(_) => {}
                            Err(_) => is_done = false,
                        }
                    }
                    if is_last && is_done {
                        return granted;
                    }
                }
            })
        })
        .collect();
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        tokio::task::block_in_place(|| crash_and_run(place));
    }
    over.store(true, Ordering::Relaxed);
    let mut granted = Vec::new();
    for worker in workers {
        granted.extend(worker.await.expect("it ends"));
    }
    granted.sort_unstable();
    let expected: Vec<_> = (0..KEYS).map(|key| (key, 1)).collect();
    assert_eq!(granted, expected);
}

pub async fn server_away(place: &mut Place) {
    let store = Arc::new(place.open().await);
    let guard = Guard::new(Arc::clone(&store), System::default());
    let receiver = Receiver::new("toko", "RAHASIA", guard).expect("a receiver");
    receiver.check_store().await.expect("its own");
    let body = b"tipe_callback=transaksi_baru&secret_key_callback=RAHASIA&nomor_pembayaran=7\
        &status_transaksi=lunas&tipe_transaksi=DELIVERY";
    match place.kind {
        Kind::Postgres => place.postgres().crash(),
        _ => place.redis().crash(),
    }
    let bid = Bid::new("k", "", now(), LEASE);
    assert_says(store.claim(&bid).await, SENTENCES.unreachable);
    let reply = receiver.receive("POST", body, async |_| Ok(())).await;
    assert_eq!(reply.status(), 503);
    let headers = reply.headers();
    assert!(
        headers.iter().any(|(name, _)| *name == "retry-after"),
        "{headers:?}"
    );
    assert!(!reply.log().contains(PASSWORD), "{}", reply.log());
    match place.kind {
        Kind::Postgres => place.postgres().run(),
        _ => place.redis().run(),
    }
    let reply = receiver.receive("POST", body, async |_| Ok(())).await;
    assert_eq!(reply.status(), 200);
    assert_eq!(store.claim(&bid).await, Ok(granted(1)));
}

/// A way to a server that can be cut when the server's next answer comes.
struct Way {
    port: u16,
    cut: Arc<AtomicBool>,
}

impl Way {
    async fn to(server: std::net::SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let cut = Arc::new(AtomicBool::new(false));
        let cutting = Arc::clone(&cut);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, server, Arc::clone(&cutting)));
            }
        });
        Self { port, cut }
    }

    /// Cuts the connection on which the next answer comes, before the answer.
    fn cut_next(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }

    fn was_cut(&self) -> bool {
        !self.cut.load(Ordering::SeqCst)
    }
}

async fn carry(client: TcpStream, server: std::net::SocketAddr, cut: Arc<AtomicBool>) {
    let Ok(server) = TcpStream::connect(server).await else {
        return;
    };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let asking = tokio::spawn(async move {
        let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
    });
    let mut bytes = vec![0; 65_536];
    while let Ok(count) = from_server.read(&mut bytes).await {
        if count == 0 || cut.swap(false, Ordering::SeqCst) {
            break;
        }
        if to_client.write_all(&bytes[..count]).await.is_err() {
            break;
        }
    }
    asking.abort();
}

pub async fn lost_after_commit(place: &mut Place) {
    let server = match place.kind {
        Kind::Postgres => place.postgres().address(),
        _ => place.redis().address(),
    };
    let way = Way::to(server).await;
    let options = DatabaseOptions::new().connections(1).on_warning(|_| {});
    let opened = AnyStore::open(&place.address_at(way.port), options).await;
    let store = opened.expect("it opens");
    // What the library prepares for its first use of a statement has its own answer.
    for key in ["persiapan", "persiapan-2"] {
        assert_eq!(claim(&store, key, "a").await, granted(1));
        settle(&store, key, 1, "a", End::Refused).await;
        let reservation = Reservation::new(key, "a", now(), LEASE);
        assert_eq!(store.reserve(&reservation).await, Ok(None));
    }
    let direct = place.open().await;

    way.cut_next();
    assert_eq!(claim(&store, "k", "b").await, granted(1));
    assert!(way.was_cut());
    assert_in_progress(claim(&direct, "k", "c").await);

    assert_eq!(claim(&store, "warm", "b").await, granted(1));
    settle(&store, "warm", 1, "b", End::Refused).await;
    way.cut_next();
    settle(&store, "k", 1, "b", End::Refused).await;
    assert!(way.was_cut());
    assert!(direct.find("k").await.expect("an answer").is_none());

    let reservation = Reservation::new("r", "b", now(), LEASE);
    assert_eq!(store.reserve(&reservation).await, Ok(None));
    way.cut_next();
    assert_eq!(store.reserve(&reservation).await, Ok(None));
    assert!(way.was_cut());
    let another = Reservation::new("r", "c", now(), LEASE);
    assert!(direct.reserve(&another).await.expect("an answer").is_some());
}

pub async fn password_hidden(place: &mut Place) {
    let address = place.address();
    let store = place.open().await;
    assert!(!format!("{store:?}").contains(PASSWORD), "{store:?}");
    let options = DatabaseOptions::new();
    assert!(!format!("{options:?}").contains(PASSWORD));
    let wrong = "kata-sandi-salah";
    for address in [
        address.replace(PASSWORD, wrong),
        address
            .replace(PASSWORD, wrong)
            .replace("127.0.0.1", "tidak-ada.invalid"),
        address
            .replace(PASSWORD, wrong)
            .replace("127.0.0.1", "[kacau"),
        address.replace("://", ":/"),
        address
            .replacen("postgres", "mysql", 1)
            .replacen("redis", "mysql", 1),
        place.address_at(free_port()),
        address.replace(PASSWORD, &format!("{PASSWORD}%zz")),
    ] {
        let (warnings, opened) = Place::opened(&address).await;
        let error = opened.expect_err("a wrong address");
        let said = format!("{error} {error:?} {warnings:?}");
        for word in [PASSWORD, wrong] {
            assert!(!said.contains(word), "{said}");
        }
    }
}

pub async fn volatile_redis() {
    let server = Redis::start_with(&["--maxmemory", "50mb", "--maxmemory-policy", "allkeys-lru"]);
    let (warnings, opened) = Place::opened(&server.url()).await;
    works(&opened.expect("it opens")).await;
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert!(warnings[0].contains("appendonly yes"), "{warnings:?}");
    assert!(warnings[1].contains("noeviction"), "{warnings:?}");
}

pub async fn refused_call(place: &mut Place) {
    let store = place.open().await;
    // The database refuses this key from now on.
    match place.kind {
        Kind::Postgres => {
            let database = place.database();
            place.postgres().sql(
                &database,
                "ALTER TABLE bukaolshop_claim ADD CHECK (key <> 'buruk')",
            );
        }
        _ => {
            let other = rusqlite::Connection::open(place.path()).expect("a file");
            other
                .execute_batch(
                    "CREATE TRIGGER no BEFORE INSERT ON claim WHEN NEW.key = 'buruk'
                     BEGIN SELECT RAISE(ABORT, 'ditolak'); END",
                )
                .expect("it runs");
        }
    }
    let keys: Vec<String> = (0..60).map(|number| format!("k{number}")).collect();
    let mut all: Vec<&str> = keys.iter().map(|key| &**key).collect();
    all.insert(30, "buruk");
    let asked = &store;
    let bids = all.iter().map(|key| {
        let now = Duration::from_millis(0);
        let bid = Bid::new(key, "", now, Duration::from_secs(60)).owner(key);
        async move { (bid.key, asked.claim(&bid).await) }
    });
    for (key, claim) in futures_util::future::join_all(bids).await {
        match key {
            "buruk" => {
                let error = claim.expect_err("it is refused").to_string();
                assert!(error.contains("gagal"), "{error}");
            }
            _ => assert_eq!(claim.expect("it is granted"), granted(1), "{key}"),
        }
    }
    for key in &keys {
        let found = store.find(key).await.expect("it is read");
        assert_eq!(found.expect("it is stored").attempt, 1, "{key}");
    }
    assert_eq!(store.find("buruk").await, Ok(None));
}
