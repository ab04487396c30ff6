//! Answers that are refusals, and what is told of them.

use std::time::Duration;

use bukaolshop::layer::Backoff;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::{Client, ErrorKind};
use serde_json::json;

use super::support::endpoints::ALL;
use super::support::reply::Outcome;
use super::support::{Reply, World, options};
use super::template::encoded;
use super::texts;

/// Longest call: the clock of [`World`] is not the wall's.
const DEADLINE: Duration = Duration::from_secs(30);

/// Four bytes say who is asked, how often, and with which status and delay the answer comes; the rest
/// is its body. It comes again as often as it is asked for.
pub fn failure(bytes: &[u8]) {
    let [setup, status, retry_after, delay, body @ ..] = bytes else {
        return;
    };
    let endpoint = &ALL[usize::from(setup % 8)];
    let attempts = u32::from(setup >> 5) + 1;
    let http_status = 200 + u16::from(*status) * 2;
    let outcome = Outcome::Answer {
        http_status,
        retry_after: (*retry_after > 0)
            .then(|| Duration::from_millis(u64::from(*retry_after) * 100)),
        body: body.to_vec(),
    };
    let reply = Reply::of(outcome).after(u64::from(*delay) * 150);

    let world = World::serving(move |_| reply.clone());
    let options = options().timeout(DEADLINE).retry(Backoff {
        attempts,
        ..Backoff::default()
    });
    let answer = endpoint.ask(&world, &Client::with_transport(options, world.clone()));

    let sent = world.sent().len();
    assert!(sent >= 1 && sent <= attempts as usize, "{sent} requests");
    assert!(world.elapsed() <= DEADLINE, "{:?}", world.elapsed());
    let Err(error) = answer else { return };
    assert_eq!(error.attempts as usize, sent);
    match error.code {
        None => assert_eq!(error.kind, ErrorKind::Timeout),
        Some(200..300) => assert_eq!(error.kind, ErrorKind::InvalidResponse),
        Some(code) => assert_eq!(error.kind, ErrorKind::from_code(code)),
    }
    assert!(error.status.as_ref().is_none_or(|text| text.len() <= 500));
    assert!(!error.message().is_empty());
}

/// Token, `token_user` and `id_user`, zero bytes between them, and what the server says of them.
pub fn redact(bytes: &[u8]) {
    let [token, token_user, id_user, status] = texts(bytes);
    let Ok(options) = super::support::with_member(&token, Some(&token_user), Some(&id_user)) else {
        return;
    };
    let options = options.retry(Backoff::NEVER);
    let world = World::scripted([Reply::json(400, &json!({"code": 400, "status": status}))]);
    let client = Client::with_transport(options, world.clone());
    let in_app = client.identity().in_app();
    let error = world
        .run(client.produk().list(&ProdukQuery::default()))
        .expect_err("a refusal");

    let told = error.status.clone().unwrap_or_default();
    assert!(told.len() <= 500, "{} bytes", told.len());
    let told = told.to_ascii_lowercase();
    let member = [&token_user, &id_user].into_iter().filter(|_| in_app);
    for secret in [&token].into_iter().chain(member) {
        for secret in [secret.trim().to_owned(), encoded(secret.trim())] {
            let secret = secret.to_ascii_lowercase();
            // The stars that stand in its place would hold it.
            if !secret.contains('*') {
                assert!(!told.contains(&secret), "{told:?} holds {secret:?}");
            }
        }
    }
}
