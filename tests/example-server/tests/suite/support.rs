//! The mock server, the example server and the relay, each a process of its own.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bukaolshop::transport::native::install_ring;
use reqwest::Client;
use serde_json::{Value, json};

/// A client of reqwest, which has no TLS of its own here.
pub fn client() -> Client {
    install_ring();
    Client::new()
}

pub const SECRET: &str = "rahasia/callback+1==";
pub const ADMIN: &str = "token-admin-uji";
pub const CLOSED_KEY: &str = "kunci-tertutup/uji+1==";
pub const MITRA_TOKEN: &str = "token-mitra/uji+1==";
pub const MITRA_USER: &str = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b";
pub const COMMERCE_KEY: &str = "kunci-niaga/uji+1==";
pub const ONESOLU_KEY: &str = "kunci-onesolu-enterprise/5+6==";
pub const ONETABLET_KEY: &str = "kunci-onetablet/7+8==";

/// All that no log may show.
pub const SECRETS: [&str; 7] = [
    SECRET,
    ADMIN,
    CLOSED_KEY,
    MITRA_TOKEN,
    COMMERCE_KEY,
    ONESOLU_KEY,
    ONETABLET_KEY,
];

/// How long another system may still be at a request of which no answer came.
pub const SETTLE: Duration = Duration::from_secs(1);

/// A process that says where it listens.
pub struct Process {
    child: Child,
    pub origin: String,
}

impl Process {
    fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{command:?}: {error}. Build it first: cargo build -p mock-server")
            });
        let stdout = child.stdout.take().expect("its output is piped");
        let mut line = String::new();
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("it says where it listens");
        let origin = line.trim_end().strip_prefix("listening ");
        let origin = origin.unwrap_or_else(|| panic!("it said {line:?}"));
        Self {
            origin: origin.to_owned(),
            child,
        }
    }

    /// SIGKILL, at once.
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have been killed by its test.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder of this test's own.
pub fn folder() -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("example-server-{}-{number}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The mock server, and what a test does there.
pub struct Mock {
    process: Process,
    client: Client,
}

impl Mock {
    pub fn start() -> Self {
        let program = match std::env::var_os("MOCK_SERVER") {
            Some(program) => PathBuf::from(program),
            None => Path::new(env!("CARGO_BIN_EXE_example-server")).with_file_name("mock-server"),
        };
        Self {
            process: Process::start(Command::new(program)),
            client: client(),
        }
    }

    /// A system's address, with everything logged.
    pub fn at(&self, path: &str) -> String {
        format!("{}/uji/s/-{path}", self.process.origin)
    }

    /// Lays out what happens to the next requests.
    pub async fn script(&self, answers: &Value) {
        let url = format!("{}/uji/s/script", self.process.origin);
        let sent = self.client.post(url).body(answers.to_string()).send().await;
        assert!(sent.expect("a script").status().is_success());
    }

    pub async fn clear_script(&self) {
        let url = format!("{}/uji/s/script", self.process.origin);
        self.client.delete(url).send().await.expect("no script");
    }

    pub async fn log(&self) -> Vec<Value> {
        let url = format!("{}/uji/s/log", self.process.origin);
        let text = self
            .client
            .get(url)
            .send()
            .await
            .expect("a log")
            .text()
            .await;
        serde_json::from_str(&text.expect("a log")).expect("a log is a list")
    }

    /// How many requests went to a path that ends like this.
    pub async fn requests(&self, method: &str, end: &str) -> usize {
        let log = self.log().await;
        let is = |entry: &&Value| {
            entry["method"] == method
                && entry["path"]
                    .as_str()
                    .is_some_and(|path| path.ends_with(end))
        };
        log.iter().filter(is).count()
    }

    pub async fn get(&self, path: &str, bearer: &str) -> Value {
        let asked = self.client.get(self.at(path)).bearer_auth(bearer).send();
        let text = asked.await.expect("an answer").text().await;
        serde_json::from_str(&text.expect("a text")).expect("JSON")
    }

    /// Changes an order's status, as the shop's owner would.
    pub async fn status(&self, nomor: &str, status: &str) {
        let body = json!({"nomor_pembayaran": nomor, "status_transaksi": status});
        let asked = self.client.patch(self.at("/closed/api/v1/transaksi/id"));
        let asked = asked
            .bearer_auth(CLOSED_KEY)
            .header("content-type", "application/json")
            .body(body.to_string());
        let answer = asked.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{nomor} {status}");
    }

    /// The numbers of all orders of the shop.
    pub async fn orders(&self) -> Vec<String> {
        let mut numbers = Vec::new();
        for page in 1.. {
            let path = format!("/closed/api/v1/transaksi/list?page={page}");
            let answer = self.get(&path, CLOSED_KEY).await;
            let rows = answer["data"].as_array().expect("rows").clone();
            if rows.is_empty() {
                break;
            }
            let number = |row: &Value| {
                row["nomor_pembayaran"]
                    .as_str()
                    .expect("a number")
                    .to_owned()
            };
            numbers.extend(rows.iter().map(number));
        }
        numbers
    }

    /// The invoices of all orders at Mitra Bunso.
    pub async fn invoices(&self) -> Vec<String> {
        let path = format!("/mitra-bunso/public/order/orders/list/{MITRA_USER}/0/100000");
        let answer = self.get(&path, MITRA_TOKEN).await;
        let rows = answer["data"].as_array().expect("rows");
        let invoice = |row: &Value| row["order"]["invoice"].as_str().expect("a text").to_owned();
        rows.iter().map(invoice).collect()
    }

    pub fn mitra(&self) -> Value {
        json!({
            "system": "mitra_bunso", "base_url": self.at("/mitra-bunso/public"),
            "token": MITRA_TOKEN, "id_user": MITRA_USER,
            "shop_id": "02badb7c-a3ff-4e64-97f7-a3b82044dd83", "shop_name": "TOKO CONTOH",
            "couriers": {"*": "1ce46391-c1d1-4dc9-bcad-8d7a8140714c"},
            "products": {"*": "0209640b-5767-4a39-9511-3c62ac15fb94"}
        })
    }

    pub fn commerce(&self) -> Value {
        json!({
            "system": "commerce", "base_url": self.at("/commerce"), "api_key": COMMERCE_KEY,
            "country": "Indonesia", "users": {"*": "usr_0"}, "products": {"*": "prod_0"}
        })
    }

    pub fn onesolu(&self) -> Value {
        json!({
            "system": "onesolu", "base_url": self.at("/onesolu/v1"), "api_key": ONESOLU_KEY,
            "customers": {"*": "cust_abc123"}, "menu": {"*": "menu_001"}
        })
    }

    pub fn onetablet(&self) -> Value {
        json!({
            "system": "onetablet", "base_url": self.at("/onetablet"), "api_key": ONETABLET_KEY,
            "store": "toko-1", "categories": {"*": "semua"}
        })
    }
}

/// The two servers that forward orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The example for programmers.
    Example,
    /// `bukaolshop-relay`.
    Relay,
}

impl Program {
    /// How long a killed server's work is kept from others: its deadline in these tests, and half a minute.
    pub const LEASE: Duration = Duration::from_secs(34);

    fn path(self) -> PathBuf {
        let example = Path::new(env!("CARGO_BIN_EXE_example-server"));
        match self {
            Program::Example => example.to_owned(),
            Program::Relay => example.with_file_name("bukaolshop-relay"),
        }
    }

    /// The configuration of a server that forwards to one system.
    fn config(self, store: &str, mock: &Mock, target: &Value, toko: &str) -> String {
        let config = json!({
            "listen": "127.0.0.1:0", "store": store, "toko": toko,
            "secret": SECRET, "admin": ADMIN, "api_key": CLOSED_KEY, "deadline_ms": 4000, "resume_ms": 500,
            "closed_api": mock.at("/closed/api/v1"), "settle_ms": SETTLE.as_millis() as u64, "target": target
        });
        match self {
            Program::Example => config.to_string(),
            Program::Relay => relay_config(store, mock, &system(target, "orders = [\"*\"]"), toko),
        }
    }

    fn command(self, config: &Path) -> Command {
        let mut command = Command::new(self.path());
        match self {
            Program::Example => {
                command.arg(config);
            }
            Program::Relay => {
                command
                    .args(["run", "--config"])
                    .arg(config)
                    .envs(ENVIRONMENT);
            }
        }
        command
    }
}

/// The environment variables that the relay's configurations name.
pub const ENVIRONMENT: [(&str, &str); 7] = [
    ("SECRET_KEY_CALLBACK", SECRET),
    ("API_KEY", CLOSED_KEY),
    ("MITRA_BUNSO", MITRA_TOKEN),
    ("COMMERCE", COMMERCE_KEY),
    ("ONESOLU", ONESOLU_KEY),
    ("ONETABLET", ONETABLET_KEY),
    ("PAID_TOKEN", ADMIN),
];

/// A system's tables in the relay's configuration, with its rows of `orders`.
pub fn system(target: &Value, orders: &str) -> String {
    let name = target["system"].as_str().expect("a name");
    let mut text = format!("[{name}]\n{orders}\n");
    for (key, value) in target.as_object().expect("an object") {
        match (key.as_str(), value) {
            ("system", _) => {}
            ("token" | "api_key", _) => {
                text += &format!("{key} = {{ env = \"{}\" }}\n", name.to_uppercase());
            }
            (_, Value::Object(rows)) => {
                let rows: Vec<String> = rows
                    .iter()
                    .map(|(row, to)| format!("\"{row}\" = {to}"))
                    .collect();
                text += &format!("{key} = {{ {} }}\n", rows.join(", "));
            }
            (_, value) => text += &format!("{key} = {value}\n"),
        }
    }
    text
}

/// A configuration of the relay with these tables of systems.
pub fn relay_config(store: &str, mock: &Mock, systems: &str, toko: &str) -> String {
    let (closed, settle) = (mock.at("/closed/api/v1"), SETTLE.as_secs_f64());
    format!(
        "toko = \"{toko}\"\nstore = {{ file = \"store\" }}\n\
         [listen]\naddress = \"127.0.0.1:0\"\nstop_seconds = 5\n\
         [log]\nlevel = \"debug\"\n\
         [callback]\nsecret = {{ env = \"SECRET_KEY_CALLBACK\" }}\n\
         deadline_seconds = 4\nsettled_seconds = {settle}\nresume_seconds = 0.5\n\
         [closed_api]\napi_key = {{ env = \"API_KEY\" }}\nbase_url = \"{closed}\"\nplan = \"bisnis\"\n\
         # store: {}\n{systems}",
        store.split(':').next().unwrap_or_default()
    )
}

/// The example server or the relay, over all of its lives.
pub struct Shop {
    program: Program,
    process: Process,
    config: PathBuf,
    log: Arc<Mutex<String>>,
    client: Client,
}

impl Shop {
    /// Starts the example server with this target.
    pub fn start(mock: &Mock, target: &Value) -> Self {
        Self::start_one(Program::Example, mock, target)
    }

    /// Starts a server with this target, on a file of its own.
    pub fn start_one(program: Program, mock: &Mock, target: &Value) -> Self {
        let folder = folder();
        let store = sqlite_in(&folder);
        Self::start_on(program, &store, mock, target, folder, "toko-uji")
    }

    /// Starts it on a store that may be others', too.
    pub fn start_on(
        program: Program,
        store: &str,
        mock: &Mock,
        target: &Value,
        folder: PathBuf,
        toko: &str,
    ) -> Self {
        let config = program.config(store, mock, target, toko);
        Self::start_with(program, &config, store, folder)
    }

    /// Starts it with the text of its configuration.
    pub fn start_with(program: Program, config: &str, store: &str, folder: PathBuf) -> Self {
        let path = folder.join("konfigurasi");
        std::fs::write(&path, config).expect("a configuration");
        std::fs::write(folder.join("store"), store).expect("an address");
        let log = Arc::default();
        Self {
            program,
            process: Self::run(program, &path, &log),
            config: path,
            log,
            client: client(),
        }
    }

    fn run(program: Program, config: &Path, log: &Arc<Mutex<String>>) -> Process {
        let mut command = program.command(config);
        command.stderr(Stdio::piped());
        let mut process = Process::start(command);
        let mut stderr = process.child.stderr.take().expect("its log is piped");
        let log = Arc::clone(log);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = stderr.read(&mut bytes) {
                let text = String::from_utf8_lossy(&bytes[..count]);
                log.lock().expect("the log").push_str(&text);
            }
        });
        process
    }

    /// SIGKILL, and another life.
    pub fn crash(&mut self) {
        self.process.kill();
        self.process = Self::run(self.program, &self.config, &self.log);
    }

    /// Starts it again where it has ended.
    pub fn start_again(&mut self) {
        self.process = Self::run(self.program, &self.config, &self.log);
    }

    /// Sends a signal, by its name.
    pub fn signal(&self, name: &str) {
        let id = self.process.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits for its end, and returns its exit code.
    pub fn ended(&mut self) -> Option<i32> {
        self.process.child.wait().expect("it ends").code()
    }

    /// Runs another command of the relay's with the same configuration.
    pub fn relay(&self, arguments: &[&str]) -> std::process::Output {
        let mut command = Command::new(Program::Relay.path());
        command.args(arguments).arg("--config").arg(&self.config);
        command.envs(ENVIRONMENT).output().expect("it runs")
    }

    pub fn config_file(&self) -> &Path {
        &self.config
    }

    pub fn origin(&self) -> String {
        self.process.origin.clone()
    }

    /// Requires a text in the log. Its lines come through a pipe, so one that belongs to an answer may be a moment late.
    #[track_caller]
    pub fn assert_logs(&self, text: &str) {
        let deadline = Instant::now() + Duration::from_secs(10);
        while !self.log().contains(text) {
            assert!(Instant::now() < deadline, "no {text} in: {}", self.log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// What it has logged so far, in all of its lives.
    pub fn log(&self) -> String {
        self.log.lock().expect("the log").clone()
    }

    /// No log shows a secret.
    pub fn assert_log_is_clean(&self) {
        let log = self.log();
        for secret in SECRETS {
            assert!(!log.contains(secret), "{log}");
        }
    }

    pub async fn callback(&self, form: &[(&str, &str)]) -> u16 {
        let url = format!("{}/callback", self.process.origin);
        let sent = self.client.post(url).form(form).send().await;
        sent.expect("an answer").status().as_u16()
    }

    pub async fn post(&self, path: &str, body: &Value) -> (u16, String) {
        let url = format!("{}{path}", self.process.origin);
        let asked = self.client.post(url).bearer_auth(ADMIN);
        let asked = asked.header("content-type", "application/json");
        let answer = asked
            .body(body.to_string())
            .send()
            .await
            .expect("an answer");
        (
            answer.status().as_u16(),
            answer.text().await.expect("a text"),
        )
    }

    pub async fn get(&self, path: &str) -> (u16, String) {
        let url = format!("{}{path}", self.process.origin);
        let answer = self.client.get(url).send().await.expect("an answer");
        let status = answer.status().as_u16();
        (status, answer.text().await.expect("a text"))
    }

    /// What waits for a person, as the relay's command tells it.
    pub fn waiting(&self) -> Vec<Value> {
        let told = self.relay(&["waiting", "--json"]);
        assert!(told.status.success(), "{told:?}");
        serde_json::from_slice(&told.stdout).expect("JSON")
    }

    /// The keys of what is held for a person.
    pub async fn held(&self) -> Vec<String> {
        let keys = match self.program {
            Program::Relay => {
                let all = self.waiting();
                all.into_iter().map(|row| row["key"].clone()).collect()
            }
            Program::Example => {
                let url = format!("{}/held", self.process.origin);
                let answer = self.client.get(url).bearer_auth(ADMIN).send().await;
                let text = answer.expect("an answer").text().await.expect("a text");
                let body: Value = serde_json::from_str(&text).expect("JSON");
                body["held"].as_array().expect("a list").clone()
            }
        };
        keys.iter()
            .map(|key| key.as_str().expect("a text").to_owned())
            .collect()
    }

    /// A person has looked, and says whether it is there. False where nothing waits under this key.
    pub async fn settle(&self, key: &str, done: bool) -> bool {
        match self.program {
            Program::Relay => {
                let decision = if done { "done" } else { "again" };
                self.relay(&["settle", key, decision]).status.success()
            }
            Program::Example => {
                let decision = json!({"key": key, "done": done});
                self.post("/held", &decision).await.0 == 200
            }
        }
    }
}

/// The address of a file in a folder.
pub fn sqlite_in(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("callback.db").display())
}

impl Drop for Shop {
    fn drop(&mut self) {
        if let Some(folder) = self.config.parent() {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// A callback's fields.
pub fn callback<'c>(nomor: &'c str, tipe: &'c str, status: &'c str) -> Vec<(&'c str, &'c str)> {
    vec![
        ("tipe_callback", tipe),
        ("secret_key_callback", SECRET),
        ("nomor_pembayaran", nomor),
        ("status_transaksi", status),
        ("tipe_transaksi", "EKSPEDISI"),
    ]
}

/// Waits until something holds, for at most this long.
pub async fn until(longest: Duration, mut holds: impl AsyncFnMut() -> bool) -> bool {
    let step = Duration::from_millis(100);
    let mut waited = Duration::ZERO;
    while waited < longest {
        if holds().await {
            return true;
        }
        tokio::time::sleep(step).await;
        waited += step;
    }
    holds().await
}
