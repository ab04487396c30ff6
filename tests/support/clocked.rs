//! A real transport with a clock of its own: waiting takes no time, and the mock server goes by it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bukaolshop::Request;
use bukaolshop::transport::native::Native;
use bukaolshop::transport::{Answer, Failure, Platform, Transport};
use serde_json::Value;

/// 2026-11-21, noon in Jakarta.
pub const START: Duration = Duration::from_secs(1_795_237_200);

/// How long a call may take: what sleeps for so long is its deadline, and all else a wait.
const DEADLINE: Duration = Duration::from_secs(30);

/// Real time until a deadline comes. The server's answers come from this machine, which may be busy.
const PATIENCE: Duration = Duration::from_secs(3);

/// Clones share the clock.
#[derive(Debug, Clone)]
pub struct Clocked {
    native: Native,
    now: Arc<Mutex<Duration>>,
}

impl Clocked {
    pub fn new() -> Self {
        Self {
            native: Native::new().expect("a transport"),
            now: Arc::new(Mutex::new(START)),
        }
    }

    /// Time since it was started.
    pub fn elapsed(&self) -> Duration {
        self.now() - START
    }
}

impl Transport for Clocked {
    type Tree = Value;
    type Platform = Self;

    async fn send(&self, request: &Request) -> Result<Box<Answer<Value>>, Failure> {
        let mut dated = Request::new(request.method, request.url.clone());
        dated.headers.clone_from(&request.headers);
        dated
            .headers
            .push(("x-uji-jam", self.now().as_millis().to_string()));
        dated.body.clone_from(&request.body);
        self.native.send(&dated).await
    }

    fn platform(&self) -> &Self {
        self
    }
}

impl Platform for Clocked {
    type Text = String;

    async fn sleep(&self, duration: Duration) {
        if duration == DEADLINE {
            tokio::time::sleep(PATIENCE).await;
        } else {
            *self.now.lock().expect("no test panics here") += duration;
        }
    }

    fn now(&self) -> Duration {
        *self.now.lock().expect("no test panics here")
    }

    fn random(&self) -> f64 {
        0.5
    }
}
