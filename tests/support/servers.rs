//! Real servers of PostgreSQL and Redis, in folders of their own and on free ports of the loopback interface.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The password of the servers.
pub const PASSWORD: &str = "sandi-yang-rahasia";

/// The user as whom PostgreSQL runs where the tests run as root, which it refuses: `nobody`.
const NOBODY: u32 = 65534;

/// A folder that is deleted with its value.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(what: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bukaolshop-{what}-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A port that is free now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Whether someone answers at a port before a minute is over.
fn wait_for(port: u16, is_ready: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_ready() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "nobody answers at port {port}"
        );
        sleep(Duration::from_millis(20));
    }
}

/// Where the library is that sets a program's clock.
fn faketime() -> PathBuf {
    let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];
    let library = |folder: &&str| Path::new(folder).join("faketime/libfaketime.so.1");
    let found = folders.iter().map(library).find(|path| path.exists());
    found.expect("libfaketime; ./build.sh test installs it")
}

/// Sets the clock of a program: `+10m` is ten minutes ahead.
pub fn set_clock(command: &mut Command, clock: &str) {
    command
        .env("LD_PRELOAD", faketime())
        .env("FAKETIME", clock)
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
}

/// PostgreSQL.
pub struct Postgres {
    folder: Folder,
    port: u16,
    /// Whether what is committed survives a loss of the machine's power, too.
    is_durable: bool,
    child: Option<Child>,
}

/// Where the programs of PostgreSQL are: in the newest version's folder, or where the shell finds them.
fn postgres_program(name: &str) -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").ok();
    let mut found: Vec<PathBuf> = versions
        .into_iter()
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin").join(name)))
        .filter(|path| path.exists())
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| PathBuf::from(name))
}

fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ids = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    ids.is_some_and(|ids| ids.split_whitespace().next() == Some("0"))
}

fn as_nobody(command: &mut Command) -> &mut Command {
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
}

impl Postgres {
    /// A server with an empty cluster, whose transactions survive its own end.
    pub fn start() -> Self {
        Self::start_as(false)
    }

    /// A server as it runs in a shop: what is committed survives a loss of power.
    pub fn start_durable() -> Self {
        Self::start_as(true)
    }

    fn start_as(is_durable: bool) -> Self {
        let folder = Folder::new("postgres");
        if is_root() {
            std::os::unix::fs::chown(&folder.0, Some(NOBODY), Some(NOBODY)).expect("a folder");
        }
        let password = folder.0.join("password");
        fs::write(&password, PASSWORD).expect("a file");
        let mut initdb = Command::new(postgres_program("initdb"));
        initdb
            .args([
                "-U",
                "toko",
                "-A",
                "scram-sha-256",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C",
            ])
            .arg("--pwfile")
            .arg(&password)
            .arg("-D")
            .arg(folder.0.join("data"));
        let made = as_nobody(&mut initdb).status().expect("initdb runs");
        assert!(made.success(), "initdb has failed");
        let mut server = Self {
            folder,
            port: free_port(),
            is_durable,
            child: None,
        };
        server.run();
        server
    }

    /// Starts the server, and waits until it answers.
    pub fn run(&mut self) {
        let fsync = if self.is_durable {
            "fsync=on"
        } else {
            "fsync=off"
        };
        let mut postgres = Command::new(postgres_program("postgres"));
        postgres
            .arg("-D")
            .arg(self.folder.0.join("data"))
            .arg("-p")
            .arg(self.port.to_string())
            .arg("-k")
            .arg(&self.folder.0)
            .args([
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=200",
            ])
            .args(["-c", fsync, "-c", "shared_buffers=16MB"]);
        self.child = Some(as_nobody(&mut postgres).spawn().expect("postgres runs"));
        wait_for(self.port, || {
            self.psql("postgres", "SELECT 1").status.success()
        });
    }

    /// Ends all of its processes at once, as a crash does. What was committed is recovered when it runs again.
    pub fn crash(&mut self) {
        self.signal("-QUIT");
    }

    fn signal(&mut self, signal: &str) {
        if let Some(mut child) = self.child.take() {
            let id = child.id().to_string();
            let _ = Command::new("kill").args([signal, &id]).status();
            let _ = child.wait();
        }
    }

    fn psql(&self, database: &str, sql: &str) -> std::process::Output {
        Command::new(postgres_program("psql"))
            .args(["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .arg(format!(
                "postgres://toko@127.0.0.1:{}/{database}",
                self.port
            ))
            .env("PGPASSWORD", PASSWORD)
            .stdin(Stdio::null())
            .output()
            .expect("psql runs")
    }

    /// Runs SQL, and returns what it has answered.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        let output = self.psql(database, sql);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{sql}: {error}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        self.url_at(self.port, database)
    }

    /// The address of a database behind another port.
    pub fn url_at(&self, port: u16, database: &str) -> String {
        format!("postgres://toko:{PASSWORD}@127.0.0.1:{port}/{database}")
    }

    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.signal("-QUIT");
    }
}

/// Redis.
pub struct Redis {
    folder: Folder,
    port: u16,
    /// Options beside those for a store that loses nothing.
    options: Vec<String>,
    child: Option<Child>,
}

impl Redis {
    /// A server without keys, which stores each change before it answers.
    pub fn start() -> Self {
        Self::start_with(&["--appendonly", "yes", "--appendfsync", "always"])
    }

    /// A server with other options.
    pub fn start_with(options: &[&str]) -> Self {
        let mut server = Self {
            folder: Folder::new("redis"),
            port: free_port(),
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            child: None,
        };
        server.run();
        server
    }

    /// Starts the server, and waits until it answers.
    pub fn run(&mut self) {
        let mut redis = Command::new("redis-server");
        redis
            .args(["--bind", "127.0.0.1", "--save", "", "--port"])
            .arg(self.port.to_string())
            .args(["--requirepass", PASSWORD, "--dir"])
            .arg(&self.folder.0)
            .args(&self.options)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.child = Some(redis.spawn().expect("redis-server runs"));
        wait_for(self.port, || self.ask(&["PING"]) == "PONG");
    }

    /// Kills the server.
    pub fn crash(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Sends a command, and returns the answer as `redis-cli` writes it.
    pub fn ask(&self, command: &[&str]) -> String {
        let output = Command::new("redis-cli")
            .args(["-p", &self.port.to_string()])
            .args(command)
            .env("REDISCLI_AUTH", PASSWORD)
            .stdin(Stdio::null())
            .output()
            .expect("redis-cli runs");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn url(&self) -> String {
        self.url_at(self.port)
    }

    /// The address behind another port.
    pub fn url_at(&self, port: u16) -> String {
        format!("redis://:{PASSWORD}@127.0.0.1:{port}/")
    }

    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.crash();
    }
}
