//! What programs do with the crate, over a real network against the mock server.
#![cfg(feature = "native")]

use std::error::Error as _;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bukaolshop::layer::{Backoff, Freshness};
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::transport::native::{Native, install_ring, reqwest};
use bukaolshop::{Client, Error, ErrorKind, Options, PageQuery, Source};

use crate::katalog;
use crate::mock_server::MockServer;

const TOKEN: &str = "bW9jay90b2tvK2NvbnRvaA/x+y==";

fn options(base_url: &str) -> Options {
    Options::new(TOKEN)
        .and_then(|options| options.base_url(base_url))
        .expect("the options are good")
        .retry(Backoff::NEVER)
}

/// What was written, wherever it is now.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn lines(&self) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().expect("no panic").clone()).expect("UTF-8");
        text.lines().map(str::to_owned).collect()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

// -------------------------------------------------------------------------------- command line

#[tokio::test]
async fn a_command_line_prints_the_catalogue_with_its_progress() {
    let server = MockServer::start();
    let arguments = [
        TOKEN.to_owned(),
        server.faulty("types:rusak,only:produk,page:2"),
    ];
    let toko = katalog::client(arguments.into_iter()).expect("good arguments");
    let (mut out, progress) = (Written::default(), Written::default());
    katalog::print_catalogue(&toko, &mut out, progress.clone())
        .await
        .expect("a catalogue");
    let (lines, told) = (out.lines(), progress.lines());
    let last = lines.last().expect("a last line");
    let rows = lines.len() - 1;
    assert!(
        last.starts_with(&format!("{rows} products, together Rp")),
        "{last}"
    );
    assert_eq!(told[0], "page 1: 100 products");
    // Every third row of the second page cannot be read: the progress says so, and which.
    assert_eq!(told[1], "page 2: 67 products");
    let rejected = told.iter().filter(|line| line.contains("data[")).count();
    assert_eq!(rejected, 33);
    assert!(
        told.iter().any(|line| line.starts_with("page 2: data[1].")
            && line.ends_with("cannot be read as a number")),
        "{told:?}"
    );
}

#[test]
fn a_command_line_without_a_token_says_what_is_missing() {
    let error = katalog::client(std::iter::empty()).expect_err("no token");
    assert!(error.to_string().contains("token"), "{error}");
}

// ---------------------------------------------------------------------------- twenty calls at once

#[tokio::test]
async fn of_twenty_calls_at_once_one_is_given_up_and_the_others_arrive() {
    let server = MockServer::start();
    let toko = Client::with_transport(
        options(&server.faulty("delay:2000")),
        Native::new().expect("a transport"),
    );
    let calls: Vec<_> = (1..=20)
        .map(|page| {
            let toko = toko.clone();
            tokio::spawn(async move {
                let query = ProdukQuery {
                    paging: PageQuery {
                        page: Some(page),
                        per_page: None,
                    },
                    ..ProdukQuery::default()
                };
                toko.produk().list(&query).await
            })
        })
        .collect();
    // All of them are under way before one is given up.
    while server.log().await.len() < 20 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    calls[7].abort();
    for (at, call) in calls.into_iter().enumerate() {
        match call.await {
            Ok(page) => {
                let page = page.expect("a page");
                assert_eq!((page.page as usize, page.data.len()), (at + 1, 10));
                assert_ne!(at, 7);
            }
            Err(error) => assert!(error.is_cancelled() && at == 7, "{error}"),
        }
    }
    assert_eq!(toko.used_today(), 20);
    for _ in 0..100 {
        let log = server.log().await;
        let left = log
            .iter()
            .filter(|request| request["outcome"] == "abandoned");
        if left.count() == 1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the request that was given up goes on");
}

// ------------------------------------------------------------------------------ a builder's choices

#[tokio::test]
async fn the_user_agent_is_the_programs_own() {
    let server = MockServer::start();
    let transport = Native::builder().user_agent("toko-budi/2.3");
    let toko = Client::with_transport(
        options(&server.base_url()),
        transport.build().expect("a transport"),
    );
    toko.slide().await.expect("slides");
    let plain = Client::with_transport(
        options(&server.base_url()),
        Native::new().expect("a transport"),
    );
    plain.slide().await.expect("slides");
    let log = server.log().await;
    assert_eq!(log[0]["headers"]["user-agent"], "toko-budi/2.3");
    let own = concat!("bukaolshop/", env!("CARGO_PKG_VERSION"));
    assert_eq!(log[1]["headers"]["user-agent"], own);
    let error = Native::builder().user_agent("a\nb").build();
    assert!(error.is_err(), "a header cannot carry this");
}

#[tokio::test]
async fn requests_go_through_the_programs_own_proxy() {
    let server = MockServer::start();
    let address = server.base_url();
    let origin = address.split("/uji/").next().expect("an origin");
    // The mock server is asked for a host that is not there, as a proxy is.
    let proxy = reqwest::Proxy::http(origin).expect("a proxy");
    let transport = Native::builder().proxy(proxy).build().expect("a transport");
    let path = address.strip_prefix(origin).expect("a path");
    let options = options(&format!("http://localhost:1{path}"));
    let toko = Client::with_transport(options, transport);
    assert!(!toko.slide().await.expect("slides").data.is_empty());
}

#[tokio::test]
async fn a_client_of_ones_own_sends_the_requests() {
    let server = MockServer::start();
    install_ring();
    let own = reqwest::Client::builder().user_agent("milik-sendiri");
    let transport = Native::builder().client(own.build().expect("a client"));
    let toko = Client::with_transport(
        options(&server.base_url()),
        transport.build().expect("a transport"),
    );
    toko.slide().await.expect("slides");
    assert_eq!(
        server.log().await[0]["headers"]["user-agent"],
        "milik-sendiri"
    );
}

#[tokio::test]
async fn compression_can_be_switched_off() {
    let server = MockServer::start();
    for allowed in [true, false] {
        let transport = Native::builder().compression(allowed);
        let toko = Client::with_transport(
            options(&server.base_url()),
            transport.build().expect("a transport"),
        );
        toko.slide().await.expect("slides");
    }
    let log = server.log().await;
    let asks = |at: usize| log[at]["headers"].get("accept-encoding").is_some();
    assert_eq!(
        (asks(0), asks(1)),
        (cfg!(any(feature = "gzip", feature = "brotli")), false)
    );
}

/// A server with TLS, whose certificate is signed by an authority of its own. Returns its address and that authority's
/// certificate.
async fn server_with_its_own_authority() -> (String, reqwest::Certificate) {
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::crypto::ring;
    use tokio_rustls::rustls::pki_types::PrivateKeyDer;

    let key = KeyPair::generate().expect("a key");
    let mut authority = CertificateParams::new(Vec::new()).expect("parameters");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = authority.self_signed(&key).expect("a certificate");
    let own_key = KeyPair::generate().expect("a key");
    let own = CertificateParams::new(vec!["localhost".to_owned()]).expect("parameters");
    let own = own
        .signed_by(&own_key, &Issuer::new(authority, key))
        .expect("a certificate");

    let secret = PrivateKeyDer::Pkcs8(own_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], secret)
        .expect("a certificate with its key");
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not trust the certificate ends here.
            if let Ok(stream) = acceptor.accept(stream).await {
                answer_with_no_slides(stream).await;
            }
        }
    });
    let root = reqwest::Certificate::from_der(root.der()).expect("a certificate");
    (format!("https://localhost:{port}"), root)
}

/// Reads a request and answers it with an empty list.
async fn answer_with_no_slides(mut stream: tokio_rustls::server::TlsStream<tokio::net::TcpStream>) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let Ok(byte) = stream.read_u8().await else {
            return;
        };
        request.push(byte);
    }
    let body = r#"{"code":200,"status":"ok","data":[]}"#;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await.expect("sent");
    stream.shutdown().await.expect("sent");
}

#[tokio::test]
async fn a_root_certificate_of_ones_own_is_trusted_and_no_other_program_trusts_it() {
    let (address, root) = server_with_its_own_authority().await;
    let with = |transport: Native| Client::with_transport(options(&address), transport);
    let trusting = Native::builder().root_certificate(root).build();
    let slides = with(trusting.expect("a transport")).slide().await;
    assert_eq!(slides.expect("an answer").data.len(), 0);
    let error = with(Native::new().expect("a transport")).slide().await;
    let error = error.expect_err("nobody knows the authority");
    assert_eq!(error.kind, ErrorKind::Network);
    let words = all_words(&error).join(" ").to_lowercase();
    assert!(words.contains("certificate"), "{words}");
}

// ------------------------------------------------------------------------------- causes of errors

/// All that an error and its causes say.
fn all_words(error: &Error) -> Vec<String> {
    let mut words = vec![error.to_string(), format!("{error:?}")];
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push(error.to_string());
        words.push(format!("{error:?}"));
        cause = error.source();
    }
    words
}

#[tokio::test]
async fn an_error_leads_to_its_cause_without_the_token() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let refused = format!("http://{}", nobody.local_addr().expect("an address"));
    drop(nobody);
    let server = MockServer::start();
    for (base_url, word) in [
        (refused.as_str(), "refused"),
        ("https://tidak-ada.invalid/v1", "error"),
        (server.faulty("reset:headers").as_str(), "error"),
        (server.faulty("cut:0.5").as_str(), "error"),
        (server.faulty("truncate:0.5").as_str(), "EOF"),
        (server.faulty("html:1").as_str(), "expected value"),
    ] {
        let toko = Client::with_transport(options(base_url), Native::new().expect("a transport"));
        let error = toko.slide().await.expect_err(base_url);
        let words = all_words(&error);
        assert!(words.len() > 2, "{base_url}: no cause");
        assert!(
            words
                .iter()
                .any(|it| it.to_lowercase().contains(&word.to_lowercase())),
            "{words:?}"
        );
        for words in &words {
            assert!(
                !words.contains("token=") && !words.contains(&TOKEN[..12]),
                "{words}"
            );
        }
    }
    // A refusal of the server's has none.
    let toko = Client::with_transport(
        options(&server.faulty("status:503")),
        Native::new().expect("a transport"),
    );
    let error = toko.slide().await.expect_err("503");
    assert!(error.kind == ErrorKind::Unavailable && error.source().is_none());
}

// --------------------------------------------------------------------------------------- renewal

#[tokio::test]
async fn a_stale_answer_is_renewed_on_the_programs_runtime() {
    let server = MockServer::start();
    let freshness = Freshness {
        fresh: Duration::ZERO,
        ..Freshness::default()
    };
    let toko = Client::with_transport(
        options(&server.base_url()).cache(Some(freshness)),
        Native::new().expect("a transport"),
    );
    toko.slide().await.expect("slides");
    let again = toko.slide().await.expect("the same slides");
    assert_eq!(again.source, Source::Stale);
    for _ in 0..200 {
        if server.log().await.len() == 2 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the stale answer was not renewed");
}
