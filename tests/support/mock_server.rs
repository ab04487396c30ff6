//! The mock server as a process of its own, for tests that go over the network.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// A running server; it ends with this value.
#[derive(Debug)]
pub struct MockServer {
    process: Child,
    origin: String,
}

impl MockServer {
    /// Starts the server that `MOCK_SERVER` names, or that was built beside this test.
    ///
    /// # Panics
    /// When there is none, or it does not come up.
    pub fn start() -> Self {
        let program = program();
        let mut process = Command::new(&program)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                let program = program.display();
                panic!("{program}: {error}. Build it first: cargo build -p mock-server")
            });
        let stdout = process.stdout.take().expect("its output is piped");
        let mut line = String::new();
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("it says where it listens");
        let origin = line.trim_end().strip_prefix("listening ");
        let origin = origin.unwrap_or_else(|| panic!("it said {line:?}"));
        Self {
            origin: origin.to_owned(),
            process,
        }
    }

    /// The API's address, every request to it logged, with these faults.
    pub fn faulty(&self, faults: &str) -> String {
        self.at(faults, "v1")
    }

    /// The same of any API, which this server has at this path.
    pub fn at(&self, faults: &str, path: &str) -> String {
        format!("{}/uji/s/{faults}/{path}", self.origin)
    }

    /// The API's address, every request to it logged.
    pub fn base_url(&self) -> String {
        self.faulty("-")
    }

    /// The requests so far.
    pub async fn log(&self) -> Vec<Value> {
        let answer = reqwest::get(format!("{}/uji/s/log", self.origin)).await;
        let text = answer.expect("a log").text().await.expect("a log");
        serde_json::from_str(&text).expect("a log is a list")
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        // It may have ended by itself, which its test would have noticed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How long a call may take that meets these faults. A server that stalls is waited for until then; every other answer
/// has more time than a busy machine takes for it.
pub fn patience(faults: &str) -> Duration {
    let stalls = faults.starts_with("stall");
    Duration::from_millis(if stalls { 500 } else { 3_000 })
}

fn program() -> PathBuf {
    if let Some(program) = std::env::var_os("MOCK_SERVER") {
        return program.into();
    }
    // This test is target/debug/deps/native-…, the server target/debug/mock-server.
    let test = std::env::current_exe().expect("this test is a program");
    let folder = test.parent().and_then(std::path::Path::parent);
    folder
        .expect("tests are built two folders deep")
        .join(format!("mock-server{}", std::env::consts::EXE_SUFFIX))
}
