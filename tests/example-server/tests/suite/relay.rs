//! The relay: its configuration, its health, its metrics and its log, what a person decides, and how it ends.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::servers::Postgres;
use crate::support::{
    ADMIN, CLOSED_KEY, ENVIRONMENT, MITRA_USER, Mock, Program, SECRET, SECRETS, Shop, callback,
    client, folder, relay_config, sqlite_in, system, until,
};

const CHANGE: &str = "perubahan_status_transaksi";
const WAIT: Duration = Duration::from_secs(20);

/// A relay with these tables of systems, on a file of its own.
fn relay(mock: &Mock, systems: &str) -> Shop {
    let folder = folder();
    let store = sqlite_in(&folder);
    let config = relay_config(&store, mock, systems, "toko-uji");
    Shop::start_with(Program::Relay, &config, &store, folder)
}

fn to_mitra(mock: &Mock) -> String {
    system(&mock.mitra(), "orders = [\"*\"]")
}

/// A paid order's number.
async fn paid(mock: &Mock) -> String {
    let nomor = mock.orders().await.remove(0);
    mock.status(&nomor, "lunas").await;
    nomor
}

/// The details of an order, as the Closed API tells them.
async fn detail(mock: &Mock, nomor: &str) -> Value {
    let path = format!("/closed/api/v1/transaksi/id?nomor_pembayaran={nomor}");
    mock.get(&path, CLOSED_KEY).await
}

/// Sends a callback that says that an order is paid, in a task of its own.
fn send_callback(shop: &Shop, nomor: &str) -> JoinHandle<reqwest::Result<reqwest::Response>> {
    let url = format!("{}/callback", shop.origin());
    let form = callback(nomor, CHANGE, "lunas");
    tokio::spawn(client().post(url).form(&form).send())
}

fn check(folder: &Path, file: &str, command: &str) -> (Option<i32>, String) {
    let relay = Path::new(env!("CARGO_BIN_EXE_example-server")).with_file_name("bukaolshop-relay");
    let told = Command::new(relay)
        .args([command, "--config", file])
        .envs(ENVIRONMENT)
        .current_dir(folder)
        .output()
        .expect("it runs");
    let text = String::from_utf8(told.stderr).expect("a text");
    (told.status.code(), text)
}

/// Each file has mistakes of one kind, and the text beside it is all that the relay says of them. `UPDATE=1` writes the texts anew.
#[test]
fn every_mistake_in_a_configuration_is_named_with_its_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let files = std::fs::read_dir(&folder).expect("the folder").flatten();
    let mut names: Vec<PathBuf> = files.map(|file| file.path()).collect();
    names.retain(|path| path.extension().is_some_and(|it| it == "toml"));
    names.sort();
    assert!(names.len() >= 17, "{names:?}");
    for path in names {
        let name = path.file_name().and_then(|name| name.to_str());
        let (code, told) = check(&folder, name.expect("a name"), "check");
        assert_eq!(code, Some(1), "{path:?}: {told}");
        for secret in SECRETS.iter().chain(&["rahasia-9"]) {
            assert!(!told.contains(secret), "{told}");
        }
        let expected = path.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &told).expect("written");
        }
        let expected = std::fs::read_to_string(&expected).expect("its text");
        assert_eq!(told, expected, "{path:?}");
    }
}

#[test]
fn the_example_configuration_is_right() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/bin/bukaolshop-relay");
    let text = std::fs::read_to_string(root.join("relay.toml")).expect("the example");
    let folder = folder();
    std::fs::write(folder.join("relay.toml"), &text).expect("written");
    // Without its secrets it names each of them, and nothing else is wrong with it.
    let (code, told) = check(&folder, "relay.toml", "check");
    let unset: Vec<&str> = told.lines().skip(1).collect();
    assert_eq!(code, Some(1));
    assert!(!unset.is_empty(), "{told}");
    assert!(
        unset.iter().all(|line| line.ends_with("belum diisi")),
        "{told}"
    );
    let names = text.split("{ env = \"").skip(1);
    let filled: Vec<(&str, &str)> = names
        .filter_map(|rest| Some((rest.split('"').next()?, "rahasia-contoh")))
        .collect();
    let relay = Path::new(env!("CARGO_BIN_EXE_example-server")).with_file_name("bukaolshop-relay");
    let told = Command::new(relay)
        .arg("check")
        .envs(filled)
        .current_dir(&folder)
        .output()
        .expect("it runs");
    assert!(told.status.success(), "{told:?}");
    let _ = std::fs::remove_dir_all(folder);
}

#[tokio::test]
async fn what_shows_only_at_the_start_is_named_too() {
    let mock = Mock::start();
    let shop = relay(&mock, &to_mitra(&mock));
    let folder = folder();
    let start = |text: &str| {
        std::fs::write(folder.join("relay.toml"), text).expect("written");
        std::fs::write(folder.join("store"), sqlite_in(&folder)).expect("written");
        check(&folder, "relay.toml", "run")
    };
    let good = relay_config("sqlite:", &mock, &to_mitra(&mock), "toko-uji");
    let taken = shop.origin().replace("http://", "");
    let (code, told) = start(&good.replace("127.0.0.1:0", &taken));
    assert_eq!(code, Some(1));
    assert!(told.contains("baris 4: listen.address"), "{told}");
    assert!(told.contains("sedang dipakai program lain"), "{told}");
    // A database that is not there, and a folder that is not.
    let nowhere = "store = \"sqlite:/tidak/ada/relay.db\"";
    let (code, told) = start(&good.replace("store = { file = \"store\" }", nowhere));
    assert_eq!(code, Some(1));
    assert!(told.contains("baris 2: store tidak bisa dibuka"), "{told}");
    let (code, told) = check(&folder, "tidak-ada.toml", "check");
    assert_eq!(code, Some(1));
    assert!(told.contains("tidak terbaca: tidak ada"), "{told}");
    std::fs::write(folder.join("biner.toml"), [0xff, 0xfe, 0]).expect("written");
    let (_, told) = check(&folder, "biner.toml", "check");
    assert!(told.contains("bukan teks UTF-8"), "{told}");
    let _ = std::fs::remove_dir_all(folder);
}

#[tokio::test]
async fn health_metrics_and_the_budget() {
    let mock = Mock::start();
    let nomor = paid(&mock).await;
    let shop = relay(&mock, &to_mitra(&mock));
    assert_eq!(shop.get("/healthz").await, (200, "ok".to_owned()));
    assert_eq!(shop.get("/readyz").await, (200, "ok".to_owned()));
    for tipe in [CHANGE, "transaksi_baru"] {
        assert_eq!(shop.callback(&callback(&nomor, tipe, "lunas")).await, 200);
    }
    let (_, text) = shop.get("/metrics").await;
    for line in [
        "bukaolshop_relay_callbacks_total{outcome=\"done\"} 2",
        "bukaolshop_relay_orders_total{system=\"mitra_bunso\",outcome=\"sent\"} 1",
        "bukaolshop_relay_waiting{kind=\"order\"} 0",
        // The order and its member were looked up once for both callbacks.
        "bukaolshop_relay_closed_api_requests_left{kind=\"read\"}",
        "bukaolshop_relay_callback_seconds_count 2",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    assert_eq!(mock.requests("GET", "/transaksi/id").await, 1);
    assert_eq!(mock.requests("GET", "/member/id").await, 1);
    assert!(!text.contains(&nomor), "{text}");
    for secret in SECRETS {
        assert!(!text.contains(secret));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_is_away_is_no_readiness_and_loses_nothing() {
    let mut database = Postgres::start();
    let mock = Mock::start();
    let nomor = paid(&mock).await;
    let target = mock.mitra();
    let url = database.url("postgres");
    let shop = Shop::start_on(Program::Relay, &url, &mock, &target, folder(), "toko-uji");
    assert_eq!(shop.get("/readyz").await.0, 200);
    tokio::task::block_in_place(|| database.crash());
    assert_eq!(shop.get("/readyz").await.0, 503);
    assert_eq!(shop.get("/healthz").await.0, 200);
    let refused = shop.callback(&callback(&nomor, CHANGE, "lunas")).await;
    assert_eq!(refused, 503);
    assert_eq!(mock.requests("POST", MITRA_USER).await, 0);
    tokio::task::block_in_place(|| database.run());
    let is_ready = async || shop.get("/readyz").await.0 == 200;
    assert!(until(WAIT, is_ready).await, "{}", shop.log());
    assert_eq!(shop.callback(&callback(&nomor, CHANGE, "lunas")).await, 200);
    assert_eq!(mock.requests("POST", MITRA_USER).await, 1);
    shop.assert_log_is_clean();
}

/// The texts of a member that a log could show.
async fn private(mock: &Mock, id_user: &str) -> Vec<String> {
    fn collect(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) if text.len() >= 5 => texts.push(text.clone()),
            Value::Array(all) => all.iter().for_each(|one| collect(one, texts)),
            Value::Object(fields) => fields.values().for_each(|one| collect(one, texts)),
            _ => {}
        }
    }
    let path = format!("/closed/api/v1/member/id?id_user={id_user}");
    let member = mock.get(&path, CLOSED_KEY).await;
    let mut texts = Vec::new();
    for name in ["nama_user", "email_user", "nomor_telepon", "data_alamat"] {
        collect(&member[name], &mut texts);
    }
    assert!(texts.len() > 5, "{member}");
    texts
}

#[tokio::test]
async fn no_log_shows_a_secret_or_what_is_a_members() {
    for format in ["text", "json"] {
        let mock = Mock::start();
        let nomor = paid(&mock).await;
        let id_user = detail(&mock, &nomor).await["id_user"].clone();
        let texts = private(&mock, id_user.as_str().expect("a number")).await;
        let folder = folder();
        let store = sqlite_in(&folder);
        let config = relay_config(&store, &mock, &to_mitra(&mock), "toko-uji");
        let config = config.replace("[log]\n", &format!("[log]\nformat = \"{format}\"\n"));
        let shop = Shop::start_with(Program::Relay, &config, &store, folder);
        // The system refuses the order, and repeats all that it was sent, the key among it.
        let words = format!("{} {}", texts.join(" | "), crate::support::MITRA_TOKEN);
        let refusal = json!({"code": 400, "status": words.clone(), "message": words});
        let answer =
            json!({"fault": "undone:1", "status": 400, "body": refusal, "only": "mitra-create"});
        mock.script(&json!([answer])).await;
        let form = callback(&nomor, CHANGE, "lunas");
        assert_eq!(shop.callback(&form).await, 503);
        assert_eq!(shop.callback(&form).await, 200);
        let mut wrong = callback(&nomor, CHANGE, "lunas");
        wrong[1].1 = "rahasia-yang-salah";
        assert_eq!(shop.callback(&wrong).await, 403);
        shop.assert_logs("wrong_secret");
        shop.assert_logs("work_failed");
        let log = shop.log();
        for text in texts
            .iter()
            .map(String::as_str)
            .chain(["rahasia-yang-salah"])
        {
            assert!(!log.contains(text), "{text} is in {log}");
        }
        assert!(
            log.contains("***"),
            "what the system said is told without it: {log}"
        );
        if format == "json" {
            for line in log.lines() {
                let line: Value = serde_json::from_str(line).expect("a line is JSON");
                assert!(line["level"].is_string());
            }
        }
        shop.assert_log_is_clean();
        let (_, metrics) = shop.get("/metrics").await;
        assert!(texts.iter().all(|text| !metrics.contains(text.as_str())));
    }
}

/// An order of two shipments: one with a product that only OneSolu has.
fn of_two(detail: &Value) -> Value {
    let mut detail = detail.clone();
    let mut second = detail["data_pesanan"][0].clone();
    second["ekspedisi"] = json!("DELIVERY TOKO");
    let product = second["data_produk"][0].clone();
    second["data_produk"] = json!([product]);
    second["data_produk"][0]["id_barang"] = json!("777001");
    detail["data_pesanan"] = json!([detail["data_pesanan"][0], second]);
    detail
}

#[tokio::test]
async fn an_order_that_cannot_be_whole_is_not_sent_in_part_and_waits_for_a_person() {
    let mock = Mock::start();
    let nomor = paid(&mock).await;
    let two = of_two(&detail(&mock, &nomor).await);
    let answer = json!({"body": two, "only": "transaksi-id"});
    mock.script(&Value::from(vec![answer; 12])).await;
    let couriers = two["data_pesanan"][0]["ekspedisi"]
        .as_str()
        .expect("a courier");
    let mitra = system(
        &mock.mitra(),
        &format!("orders = [\"ekspedisi:{couriers}\"]"),
    );
    let onesolu = system(&mock.onesolu(), "orders = [\"produk:777001\"]");

    let shop = relay(&mock, &mitra);
    assert_eq!(shop.callback(&callback(&nomor, CHANGE, "lunas")).await, 200);
    let posts = async || {
        let mitra = mock.requests("POST", MITRA_USER).await;
        (mitra, mock.requests("POST", "/api/orders").await)
    };
    assert_eq!(posts().await, (0, 0));
    let waiting = shop.waiting();
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert_eq!(waiting[0]["key"], json!(nomor));
    let note = waiting[0]["note"].as_str().expect("a text");
    assert!(
        note.contains("tidak ada sistem untuk produk 777001 di kiriman 2"),
        "{note}"
    );
    let told = shop.relay(&["waiting"]);
    let told = String::from_utf8(told.stdout).expect("a text");
    assert!(
        told.contains(&nomor) && told.contains("777001") && told.contains("WIB"),
        "{told}"
    );
    let (_, metrics) = shop.get("/metrics").await;
    assert!(
        metrics.contains("bukaolshop_relay_waiting{kind=\"order\"} 1"),
        "{metrics}"
    );

    // The owner tells a system that has it; the relay reads the file again while it runs.
    let config = std::fs::read_to_string(shop.config_file()).expect("the file");
    std::fs::write(shop.config_file(), config + &onesolu).expect("written");
    shop.signal("HUP");
    shop.assert_logs("the configuration was read again");
    assert!(!shop.settle("tidak-ada", false).await);
    assert!(shop.settle(&nomor, false).await);
    let is_sent = async || posts().await == (1, 1);
    assert!(
        until(WAIT, is_sent).await,
        "{:?} {}",
        posts().await,
        shop.log()
    );
    let is_quiet = async || shop.waiting().is_empty();
    assert!(until(WAIT, is_quiet).await, "{:?}", shop.waiting());
    // Every part is there once, whatever else is told of the order.
    let form = callback(&nomor, "transaksi_baru", "lunas");
    assert_eq!(shop.callback(&form).await, 200);
    assert_eq!(posts().await, (1, 1));
}

#[tokio::test]
async fn what_a_person_has_seen_to_is_not_sent_any_more() {
    let mock = Mock::start();
    let nomor = paid(&mock).await;
    let mut shop = relay(&mock, &system(&mock.mitra(), "orders = [\"produk:1\"]"));
    for tipe in [CHANGE, "transaksi_baru"] {
        assert_eq!(shop.callback(&callback(&nomor, tipe, "lunas")).await, 200);
    }
    // Both callbacks are one thing that waits. The relay need not run when a person decides.
    shop.signal("TERM");
    assert_eq!(shop.ended(), Some(0), "{}", shop.log());
    assert_eq!(shop.held().await, std::slice::from_ref(&nomor));
    assert!(shop.settle(&nomor, true).await);
    assert!(shop.held().await.is_empty());
    let config = std::fs::read_to_string(shop.config_file()).expect("the file");
    let config = config.replace("produk:1", "*");
    std::fs::write(shop.config_file(), config).expect("written");
    shop.start_again();
    for tipe in [CHANGE, "transaksi_baru"] {
        for status in ["lunas", "diproses"] {
            assert_eq!(shop.callback(&callback(&nomor, tipe, status)).await, 200);
        }
    }
    assert_eq!(mock.requests("POST", MITRA_USER).await, 0, "{}", shop.log());
}

#[tokio::test]
async fn an_order_that_was_begun_is_not_sent_elsewhere_when_the_configuration_changes() {
    let mock = Mock::start();
    let nomor = paid(&mock).await;
    let mut shop = relay(&mock, &to_mitra(&mock));
    mock.script(&json!([{"fault": "reset:before", "only": "mitra-create"}]))
        .await;
    assert_eq!(shop.callback(&callback(&nomor, CHANGE, "lunas")).await, 503);
    shop.signal("KILL");
    shop.ended();
    let config = relay_config("sqlite:", &mock, &system(&mock.onetablet(), ""), "toko-uji");
    std::fs::write(shop.config_file(), config).expect("written");
    shop.start_again();
    let is_waiting = async || shop.waiting().len() == 1;
    assert!(
        until(Duration::from_secs(60), is_waiting).await,
        "{}",
        shop.log()
    );
    let note = shop.waiting()[0]["note"].to_string();
    assert!(
        note.contains("sudah mulai dikirim ke 1 mitra_bunso"),
        "{note}"
    );
    assert_eq!(mock.requests("POST", "/onetablet/orders").await, 0);
}

#[tokio::test]
async fn it_ends_when_what_is_under_way_is_finished() {
    let mock = Mock::start();
    let nomor = paid(&mock).await;
    let mut shop = relay(&mock, &to_mitra(&mock));
    mock.script(&json!([{"fault": "delay:1500", "only": "mitra-create"}]))
        .await;
    let sending = send_callback(&shop, &nomor);
    let is_under_way = async || {
        mock.requests("POST", MITRA_USER).await == 1
            || mock.requests("GET", "/member/id").await == 1
    };
    assert!(until(WAIT, is_under_way).await);
    shop.signal("TERM");
    let answer = sending.await.expect("it ends").expect("an answer");
    assert_eq!(answer.status(), 200, "{}", shop.log());
    assert_eq!(shop.ended(), Some(0));
    let refused = client().get(format!("{}/healthz", shop.origin())).send();
    assert!(refused.await.is_err(), "it listens no more");
    shop.assert_logs("stopped");
    assert_eq!(
        mock.invoices()
            .await
            .iter()
            .filter(|it| **it == nomor)
            .count(),
        1
    );
}

#[tokio::test]
async fn what_is_not_finished_in_time_is_gone_on_with_at_the_next_start() {
    let mock = Mock::start();
    let nomor = paid(&mock).await;
    let folder = folder();
    let store = sqlite_in(&folder);
    let config = relay_config(&store, &mock, &to_mitra(&mock), "toko-uji");
    let config = config.replace("stop_seconds = 5", "stop_seconds = 0.1");
    let mut shop = Shop::start_with(Program::Relay, &config, &store, folder);
    mock.script(&json!([{"fault": "delay:3000", "only": "mitra-create"}]))
        .await;
    let sending = send_callback(&shop, &nomor);
    let is_under_way = async || mock.requests("GET", "/member/id").await == 1;
    assert!(until(WAIT, is_under_way).await);
    tokio::time::sleep(Duration::from_millis(300)).await;
    shop.signal("INT");
    assert_eq!(shop.ended(), Some(0), "{}", shop.log());
    shop.assert_logs("gone on with at the next start");
    assert!(
        sending.await.expect("it ends").is_err(),
        "nobody has said that it is done"
    );
    shop.start_again();
    let mine = async || {
        mock.invoices()
            .await
            .iter()
            .filter(|it| **it == nomor)
            .count()
    };
    let is_done = async || mine().await == 1 && shop.log().matches("outcome=\"done\"").count() == 1;
    assert!(
        until(Duration::from_secs(90), is_done).await,
        "{}",
        shop.log()
    );
    assert_eq!(mine().await, 1);
}

#[tokio::test]
async fn wrong_secrets_in_a_row_wait_and_right_ones_do_not() {
    let mock = Mock::start();
    let nomor = paid(&mock).await;
    let shop = relay(&mock, &to_mitra(&mock));
    let mut wrong = callback(&nomor, CHANGE, "lunas");
    wrong[1].1 = "salah-salah";
    let begun = Instant::now();
    for _ in 0..5 {
        assert_eq!(shop.callback(&wrong).await, 403);
    }
    // The fourth has waited for a quarter of a second, the fifth for a half. A timer is never early.
    assert!(begun.elapsed() >= Duration::from_millis(750));
    // While the next one waits for its second, a right one is answered.
    let right = callback(&nomor, CHANGE, "lunas");
    let first = tokio::select! {
        biased;
        _ = shop.callback(&wrong) => "wrong",
        status = shop.callback(&right) => {
            assert_eq!(status, 200);
            "right"
        }
    };
    assert_eq!(first, "right");
    let (_, metrics) = shop.get("/metrics").await;
    let counted = "bukaolshop_relay_callbacks_total{outcome=\"wrong_secret\"} 6";
    assert!(metrics.contains(counted), "{metrics}");
}

#[tokio::test]
async fn a_secret_that_changes_loses_nothing() {
    let mock = Mock::start();
    let orders = mock.orders().await;
    for nomor in &orders[..4] {
        mock.status(nomor, "lunas").await;
    }
    let folder = folder();
    let store = sqlite_in(&folder);
    let config = relay_config(&store, &mock, &to_mitra(&mock), "toko-uji");
    let config = config.replace("{ env = \"SECRET_KEY_CALLBACK\" }", "{ file = \"secret\" }");
    std::fs::write(folder.join("secret"), SECRET).expect("written");
    let mut shop = Shop::start_with(Program::Relay, &config, &store, folder.clone());
    let with = |nomor: &'static str, secret: &'static str| {
        let mut form = callback(nomor, CHANGE, "lunas");
        form[1].1 = secret;
        form
    };
    let numbers: Vec<&'static str> = orders[..4].iter().map(|it| &*it.clone().leak()).collect();
    let new = "rahasia-yang-baru/2==";
    assert_eq!(shop.callback(&with(numbers[0], SECRET)).await, 200);
    // bukaOlshop has the new one already: refused, counted, and nothing is sent.
    assert_eq!(shop.callback(&with(numbers[1], new)).await, 403);
    assert_eq!(mock.requests("POST", MITRA_USER).await, 1);
    // A new one alone is not taken for this shop's: the old one stays, and the log says what to do.
    std::fs::write(folder.join("secret"), new).expect("written");
    shop.signal("HUP");
    shop.assert_logs("the old configuration stays");
    assert_eq!(shop.callback(&with(numbers[1], SECRET)).await, 200);
    // With the old one beside it, both are received, without a restart.
    let both = config.replace(
        "secret = { file = \"secret\" }",
        "secret = { file = \"secret\" }\nprevious_secret = { env = \"SECRET_KEY_CALLBACK\" }",
    );
    std::fs::write(shop.config_file(), &both).expect("written");
    shop.signal("HUP");
    shop.assert_logs("the configuration was read again");
    assert_eq!(shop.callback(&with(numbers[2], new)).await, 200);
    assert_eq!(shop.callback(&with(numbers[3], SECRET)).await, 200);
    // Later the new one is the only one.
    std::fs::write(shop.config_file(), &config).expect("written");
    shop.signal("TERM");
    assert_eq!(shop.ended(), Some(0));
    shop.start_again();
    assert_eq!(shop.callback(&with(numbers[0], SECRET)).await, 403);
    assert_eq!(shop.callback(&with(numbers[0], new)).await, 200);
    assert_eq!(mock.requests("POST", MITRA_USER).await, 4);
    assert!(!shop.log().contains(new));
    shop.assert_log_is_clean();
}

/// A file system of a megabyte, which is taken away with its test.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new() -> Self {
        let folder = folder();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
            .arg(&folder)
            .status();
        let is_mounted = mounted.is_ok_and(|status| status.success());
        assert!(
            is_mounted,
            "a file system for tests can be mounted by root only"
        );
        Self(folder)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
        let _ = std::fs::remove_dir(&self.0);
    }
}

#[tokio::test]
async fn a_full_disk_refuses_loses_nothing_and_sends_nothing_twice() {
    let mock = Mock::start();
    let orders = mock.orders().await;
    for nomor in &orders[..2] {
        mock.status(nomor, "lunas").await;
    }
    let disk = SmallDisk::new();
    let store = sqlite_in(&disk.0);
    let config = relay_config(&store, &mock, &to_mitra(&mock), "toko-uji");
    let shop = Shop::start_with(Program::Relay, &config, &store, folder());
    assert_eq!(
        shop.callback(&callback(&orders[0], CHANGE, "lunas")).await,
        200
    );
    let filler = disk.0.join("penuh");
    // It ends with an error when the disk is full.
    let _ = std::fs::write(&filler, vec![1; 2 << 20]);
    let form = callback(&orders[1], CHANGE, "lunas");
    let answer = client()
        .post(format!("{}/callback", shop.origin()))
        .form(&form)
        .send();
    let answer = answer.await.expect("an answer");
    assert_eq!(answer.status(), 503, "{}", shop.log());
    assert!(answer.headers().contains_key("retry-after"));
    assert_eq!(mock.requests("POST", MITRA_USER).await, 1);
    shop.assert_logs("store_failed");
    std::fs::remove_file(&filler).expect("removed");
    let is_taken = async || shop.callback(&form).await == 200;
    assert!(until(WAIT, is_taken).await, "{}", shop.log());
    for nomor in &orders[..2] {
        assert_eq!(shop.callback(&callback(nomor, CHANGE, "lunas")).await, 200);
    }
    assert_eq!(mock.requests("POST", MITRA_USER).await, 2);
}

#[tokio::test]
async fn what_no_callback_has_told_is_found_by_a_sweep() {
    let mock = Mock::start();
    let mut shop = relay(&mock, &(to_mitra(&mock) + "[sweep]\nevery_minutes = 1\n"));
    // The first sweep only notes the time.
    let has_swept = async || mock.requests("GET", "/transaksi/list").await > 0;
    assert!(until(WAIT, has_swept).await, "{}", shop.log());
    assert_eq!(mock.requests("POST", MITRA_USER).await, 0);
    // While the relay is away, an order is made and paid.
    let nomor = paid(&mock).await;
    let path = "/closed/api/v1/transaksi/list?page=1";
    let mut list = mock.get(path, CLOSED_KEY).await;
    let rows = list["data"].as_array_mut().expect("rows");
    rows.retain(|row| row["nomor_pembayaran"] == json!(nomor));
    rows[0]["tanggal"] = json!("2099-01-01 00:00:00");
    mock.script(&json!([{"body": list, "only": "transaksi-list"}]))
        .await;
    shop.crash();
    let is_sent = async || mock.requests("POST", MITRA_USER).await == 1;
    assert!(until(WAIT, is_sent).await, "{}", shop.log());
    // Until the sweep has noted what it did, a callback of the same order is told to come back.
    let is_taken = async || shop.callback(&callback(&nomor, CHANGE, "lunas")).await == 200;
    assert!(until(WAIT, is_taken).await, "{}", shop.log());
    assert_eq!(mock.requests("POST", MITRA_USER).await, 1);
}

const TOPUP: &str =
    "[topup]\ninstructions = \"Transfer ke <BCA> 123\"\npaid_token = { env = \"PAID_TOKEN\" }\n";

async fn open_topup(shop: &Shop, secret: &str, token: &str, total: &str) -> (u16, String) {
    let form = [
        ("status", "ok"),
        ("id_user", "130173"),
        ("token_topup", token),
        ("total_topup", total),
        ("secret_callback", secret),
    ];
    let url = format!("{}/topup", shop.origin());
    let answer = client()
        .post(url)
        .form(&form)
        .send()
        .await
        .expect("an answer");
    (
        answer.status().as_u16(),
        answer.text().await.expect("a text"),
    )
}

/// A member's balance in rupiah.
async fn saldo(mock: &Mock) -> i64 {
    let path = "/closed/api/v1/member/saldo?id_user=130173";
    let saldo = mock.get(path, CLOSED_KEY).await;
    saldo["jumlah_saldo"].as_i64().expect("rupiah")
}

#[tokio::test]
async fn a_top_up_is_confirmed_once_when_its_own_sum_was_paid() {
    let mock = Mock::start();
    let mut shop = relay(&mock, &(to_mitra(&mock) + TOPUP));
    let before = saldo(&mock).await;
    let token = "topup-130173-50123";
    assert_eq!(
        open_topup(&shop, "salah-salah", token, "50123").await.0,
        403
    );
    assert_eq!(open_topup(&shop, SECRET, token, "-5").await.0, 422);
    let (status, page) = open_topup(&shop, SECRET, token, "50123").await;
    assert_eq!(status, 200);
    assert!(
        page.contains("Rp50.123") && page.contains("Transfer ke &lt;BCA&gt; 123"),
        "{page}"
    );
    assert!(!page.contains(token));
    let waiting = shop.waiting();
    let key = waiting[0]["key"].as_str().expect("a key").to_owned();
    let id = key.strip_prefix("topup:").expect("a top-up").to_owned();
    assert!(page.contains(&id));

    let told = async |bearer: &str, total: u64| {
        let body = json!({"id": id, "total": total}).to_string();
        let url = format!("{}/topup/paid", shop.origin());
        let asked = client().post(url).bearer_auth(bearer).body(body);
        asked.send().await.expect("an answer").status().as_u16()
    };
    assert_eq!(told("token-yang-salah", 50_123).await, 403);
    // Another sum than the member was shown moves nothing.
    assert_eq!(told(ADMIN, 50_000).await, 409);
    assert_eq!(saldo(&mock).await, before);
    assert_eq!(told(ADMIN, 50_123).await, 200, "{}", shop.log());
    assert_eq!(told(ADMIN, 50_123).await, 200);
    assert_eq!(saldo(&mock).await, before + 50_123);
    let (_, page) = open_topup(&shop, SECRET, token, "50123").await;
    assert!(page.contains("berhasil"), "{page}");
    shop.crash();
    assert!(!shop.settle(&key, true).await, "nothing waits any more");
    assert_eq!(saldo(&mock).await, before + 50_123);

    // A person may say so, too. An answer that is lost is looked for.
    let (_, page) = open_topup(&shop, SECRET, "topup-130173-60456", "60456").await;
    assert!(page.contains("Rp60.456"), "{page}");
    let key = shop.held().await.remove(0);
    assert!(!shop.settle(&key, false).await, "its money has not come");
    mock.script(&json!([{"fault": "reset:before", "only": "member-topup"}]))
        .await;
    assert!(!shop.settle(&key, true).await, "nobody knows yet");
    let is_there = async || {
        open_topup(&shop, SECRET, "topup-130173-60456", "60456")
            .await
            .1
            .contains("berhasil")
    };
    assert!(
        until(Duration::from_secs(60), is_there).await,
        "{}",
        shop.log()
    );
    assert_eq!(saldo(&mock).await, before + 50_123 + 60_456);
    assert_eq!(mock.requests("POST", "/member/topup").await, 2);
    shop.assert_log_is_clean();
    assert!(!shop.log().contains(token));
}

/// The mock's token of the Open API.
const OPEN_API_TOKEN: &str = "bW9jay90b2tvK2NvbnRvaA/x+y==";

#[tokio::test]
async fn the_front_of_the_open_api_is_a_part_of_it() {
    let mock = Mock::start();
    let folder = folder();
    let store = sqlite_in(&folder);
    let token = OPEN_API_TOKEN.to_owned();
    std::fs::write(folder.join("token"), &token).expect("written");
    let (api, answers) = (mock.at("/v1"), folder.join("open-api.db"));
    // It can be all that the relay does.
    let config = format!(
        "toko = \"toko-uji\"\nstore = \"{store}\"\n[listen]\naddress = \"127.0.0.1:0\"\n\
         [open_api]\ntoken = {{ file = \"token\" }}\nbase_url = \"{api}\"\nstore = \"sqlite:{}\"\n",
        answers.display()
    );
    let shop = Shop::start_with(Program::Relay, &config, &store, folder);
    for _ in 0..3 {
        let (status, body) = shop.get("/open-api/app/kategori").await;
        assert_eq!(status, 200, "{body}\n{}", shop.log());
        assert!(!body.contains(&token));
    }
    assert_eq!(mock.requests("GET", "/app/kategori").await, 1);
    assert_eq!(shop.get("/open-api/app/lain").await.0, 404);
    assert_eq!(shop.callback(&callback("1", CHANGE, "lunas")).await, 404);
    let (_, metrics) = shop.get("/metrics").await;
    assert!(
        metrics.contains("bukaolshop_relay_open_api_requests_used 1"),
        "{metrics}"
    );
    assert!(
        metrics.contains("bukaolshop_relay_open_api_requests_left 99"),
        "{metrics}"
    );
    assert!(!metrics.contains(&token) && !shop.log().contains(&token));
}
