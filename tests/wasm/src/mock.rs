//! The mock Open API server, and a test's own session with it.

use serde_json::Value;

use crate::{get, post, text};

/// Where the page that runs the tests finds the address of its mock server: the proxy of `tests/wasm/harness.mjs`
/// answers with it, so the address reaches the tests without compiling them anew.
const ADDRESS_FILE: &str = "/mock-server.url";

/// The origin of the running mock server, for example `http://127.0.0.1:40123`.
///
/// It is another origin than the test page's, as the real API is another origin than a shop's page.
///
/// # Panics
///
/// When no mock server was started for the tests.
pub async fn mock_server() -> String {
    let answer = get(ADDRESS_FILE)
        .await
        .expect("the test page's own server answers");
    assert!(
        answer.ok(),
        "{ADDRESS_FILE} is missing: run the tests by `./build.sh test wasm`"
    );
    text(&answer).await.trim().to_owned()
}

/// The part of the mock server that one test has for itself.
#[derive(Debug)]
pub struct Mock {
    session: String,
}

impl Mock {
    /// The token of its shop.
    pub const TOKEN: &str = "bW9jay90b2tvK2NvbnRvaA/x+y==";
    /// The `token_user` of the member Budi.
    pub const TOKEN_USER: &str = "tu+budi/9f2c==";
    /// The `id_user` of the same.
    pub const ID_USER: &str = "130173";

    /// A session of this name, which no other test may have.
    ///
    /// # Panics
    ///
    /// When no mock server was started for the tests.
    pub async fn session(name: &str) -> Self {
        Self {
            session: format!("{}/uji/{name}", mock_server().await),
        }
    }

    /// The API's address, with these faults; `-` is none.
    pub fn base_url(&self, faults: &str) -> String {
        format!("{}/{faults}/v1", self.session)
    }

    /// Lays out the answers to the next requests: a JSON list, see the server's own manual.
    ///
    /// # Panics
    ///
    /// When the server does not understand it.
    pub async fn script(&self, answers: &Value) {
        let url = format!("{}/script", self.session);
        let answer = post(&url, &answers.to_string()).await;
        let answer = answer.expect("the mock server answers");
        assert!(answer.ok(), "{}", text(&answer).await);
    }

    /// The requests so far.
    ///
    /// # Panics
    ///
    /// When the server does not answer.
    pub async fn log(&self) -> Vec<Value> {
        let answer = get(&format!("{}/log", self.session)).await;
        let log = text(&answer.expect("the mock server answers")).await;
        serde_json::from_str(&log).expect("a log is a list")
    }
}
