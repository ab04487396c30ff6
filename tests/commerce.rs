//! The commerce API, over HTTP against the mock server: every endpoint, every documented error, every fault,
//! and payments that are made once.
#![cfg(feature = "native")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::mock_server;
use bukaolshop::ErrorKind;
use bukaolshop::layer::Backoff;
use bukaolshop::server::Options;
use bukaolshop::server::orders::commerce::{
    Address, Amount, Commerce, Credentials, Item, LogList, NotificationSend, NotificationType,
    OrderCreate, Paging, Pay, PaymentFailure, ProductList, UserList,
};
use bukaolshop::transport::native::Native;
use futures_util::TryStreamExt;
use mock_server::MockServer;
use serde_json::{Value, json};

const KEY: &str = "kunci-niaga/uji+1==";
const PATH: &str = "commerce";

fn client_of(server: &MockServer, faults: &str, credentials: Credentials) -> Commerce<Native> {
    let options = Options::new().retry(Backoff::NEVER);
    let options = options.timeout(mock_server::patience(faults));
    let transport = Native::new().expect("a transport");
    Commerce::with_transport(&server.at(faults, PATH), credentials, options, transport)
        .expect("a client")
}

fn key(key: &str) -> Credentials {
    Credentials::api_key(key).expect("a key")
}

/// A client whose requests meet these faults.
fn faulty(server: &MockServer, faults: &str) -> Commerce<Native> {
    client_of(server, faults, key(KEY))
}

fn client(server: &MockServer) -> Commerce<Native> {
    faulty(server, "-")
}

fn order() -> OrderCreate {
    let item = |product_id: &str, quantity| Item {
        product_id: product_id.to_owned(),
        quantity,
        ..Item::default()
    };
    OrderCreate {
        user_id: "usr_0".to_owned(),
        // Twice 49.99, once 50.49.
        items: vec![item("prod_0", 2), item("prod_1", 1)],
        shipping_address: Address {
            street: "Jl. Mawar 1".to_owned(),
            city: "Tasikmalaya".to_owned(),
            zip_code: "46412".to_owned(),
            country: "Indonesia".to_owned(),
            ..Address::default()
        },
    }
}

fn payment(order_id: &str) -> Pay {
    Pay {
        order_id: order_id.to_owned(),
        payment_method_id: "pm_uji".to_owned(),
        amount: Amount::hundredths(15_047),
        currency: "USD".to_owned(),
    }
}

fn message() -> NotificationSend {
    NotificationSend {
        user_id: "usr_0".to_owned(),
        kind: NotificationType::Sms,
        subject: None,
        message: "Pesanan Anda dikirim.".to_owned(),
    }
}

/// How many payments have reached the server.
async fn payments(server: &MockServer) -> usize {
    let paid = |entry: &Value| entry["path"] == "/commerce/payments";
    server.log().await.into_iter().filter(paid).count()
}

// ------------------------------------------------------------------------------------ endpoints

#[tokio::test]
async fn users_are_listed_and_the_headers_say_where_they_end() {
    let server = MockServer::start();
    let commerce = client(&server);
    let query = UserList {
        paging: Paging {
            limit: 20,
            offset: 40,
        },
        status: None,
    };
    let slice = commerce.users(&query).await.expect("users");
    assert_eq!(
        (slice.total, slice.limit, slice.offset),
        (Some(150), 20, 40)
    );
    assert_eq!((slice.data.len(), slice.next_offset), (20, Some(60)));
    assert_eq!(slice.data[0].id, "usr_40");

    let query = UserList {
        paging: Paging::LARGEST,
        status: Some("inactive".to_owned()),
    };
    let inactive: Vec<_> = commerce
        .all_users(&query)
        .try_collect()
        .await
        .expect("users");
    assert_eq!(inactive.len(), 30);
    assert!(inactive.iter().all(|user| user.status == "inactive"));
}

#[tokio::test]
async fn whole_lists_arrive_each_row_once() {
    let server = MockServer::start();
    let commerce = client(&server);
    let users: Vec<_> = commerce
        .all_users(&UserList::default())
        .try_collect()
        .await
        .expect("users");
    assert_eq!((users.len(), server.log().await.len()), (150, 8));
    let query = ProductList {
        paging: Paging::LARGEST,
    };
    let products: Vec<_> = commerce
        .all_products(&query)
        .try_collect()
        .await
        .expect("products");
    assert_eq!(products.len(), 137);
    let query = LogList {
        paging: Paging::LARGEST,
        ..LogList::default()
    };
    let sizes: Vec<usize> = commerce
        .log_slices(&query)
        .map_ok(|slice| slice.data.len())
        .try_collect()
        .await
        .expect("logs");
    assert_eq!(sizes, [100, 100, 50]);
}

#[tokio::test]
async fn products_are_listed_and_one_is_looked_at() {
    let server = MockServer::start();
    let commerce = client(&server);
    let slice = commerce
        .products(&ProductList::default())
        .await
        .expect("products");
    assert_eq!((slice.data.len(), slice.total), (20, Some(137)));
    assert_eq!(slice.data[0].price, 49.99);
    let one = commerce.product("prod_0").await.expect("a product");
    assert_eq!(one, slice.data[0]);
}

#[tokio::test]
async fn an_order_is_made_and_paid() {
    let server = MockServer::start();
    let commerce = client(&server);
    let made = commerce.create_order(&order()).await.expect("an order");
    assert_eq!(made.items, Some(order().items));
    assert_eq!(made.extra["total"], json!(150.47));
    let paid = commerce.pay(&payment(&made.id)).await.expect("it is paid");
    assert_eq!(paid.status.as_deref(), Some("succeeded"));
    assert_eq!((paid.amount, paid.order_id), (Some(150.47), Some(made.id)));
}

#[tokio::test]
async fn a_message_is_accepted() {
    let server = MockServer::start();
    let commerce = client(&server);
    let mail = NotificationSend {
        kind: NotificationType::Email,
        subject: Some("Dikirim!".to_owned()),
        ..message()
    };
    for message in [message(), mail] {
        let accepted = commerce.send_notification(&message).await.expect("202");
        assert!(accepted.extra.is_empty());
    }
}

#[tokio::test]
async fn log_entries_are_picked_by_time_and_level() {
    let server = MockServer::start();
    let query = LogList {
        start_date: Some("2023-10-02T00:00:00Z".to_owned()),
        end_date: Some("2023-10-02T23:00:00Z".to_owned()),
        level: Some("warn".to_owned()),
        ..LogList::default()
    };
    let slice = client(&server).logs(&query).await.expect("logs");
    assert_eq!((slice.total, slice.next_offset), (Some(8), None));
    assert!(slice.data.iter().all(|entry| entry.level == "warn"));
}

// --------------------------------------------------------------------------------------- errors

#[tokio::test]
async fn every_documented_error_is_its_kind() {
    let server = MockServer::start();
    let good = client(&server);

    let mut bad = order();
    bad.items[0].product_id = "prod_lain".to_owned();
    let error = good.create_order(&bad).await.expect_err("HTTP 400");
    assert_eq!((error.kind, error.code), (ErrorKind::BadRequest, Some(400)));
    assert_eq!(error.server_code.as_deref(), Some("INVALID_PARAMETER"));
    assert_eq!(error.path.as_deref(), Some("items (array)"));

    let error = client_of(&server, "-", key("salah"))
        .product("prod_0")
        .await;
    assert_eq!(error.expect_err("HTTP 401").kind, ErrorKind::Unauthorized);
    let error = client_of(&server, "-", key("kunci-terbatas"))
        .product("prod_0")
        .await;
    assert_eq!(error.expect_err("HTTP 403").kind, ErrorKind::Forbidden);
    let error = good.product("prod_lain").await.expect_err("HTTP 404");
    assert_eq!(
        (error.kind, error.server_code.as_deref()),
        (ErrorKind::NotFound, Some("NOT_FOUND"))
    );
    let error = good.product("prod_rusak").await.expect_err("HTTP 500");
    assert_eq!((error.kind, error.code), (ErrorKind::Server, Some(500)));
}

#[tokio::test]
async fn a_failed_payment_is_402_with_its_words() {
    let server = MockServer::start();
    let commerce = client(&server);
    let made = commerce.create_order(&order()).await.expect("an order");
    let declined = Pay {
        payment_method_id: "pm_ditolak".to_owned(),
        ..payment(&made.id)
    };
    let error = commerce.pay(&declined).await.expect_err("HTTP 402");
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::PaymentRequired, Some(402))
    );
    assert_eq!(error.movement, None);
    let failure = PaymentFailure::of(&error).expect("a failed payment");
    assert_eq!(failure.code.as_deref(), Some("PAYMENT_FAILED"));
    assert_eq!(
        failure.message.as_deref(),
        Some("The payment method *** was declined.")
    );
    assert_eq!(failure.details.as_deref(), Some("card_declined"));
    // It moved nothing, so another method can be tried.
    let paid = commerce.pay(&payment(&made.id)).await.expect("it is paid");
    assert_eq!(paid.id, Some(format!("pay_{}_1", made.id)));
}

// --------------------------------------------------------------------------------------- tokens

#[tokio::test]
async fn a_token_that_has_run_out_is_renewed_once() {
    let server = MockServer::start();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let credentials = Credentials::oauth(move || {
        let first = count.fetch_add(1, Ordering::SeqCst) == 0;
        async move { Ok(if first { "oauth-lama" } else { "oauth-baru" }.to_owned()) }
    });
    let commerce = client_of(&server, "-", credentials);
    commerce
        .product("prod_0")
        .await
        .expect("with the new token");
    commerce.product("prod_1").await.expect("with the same");
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    let bearers: Vec<Value> = server
        .log()
        .await
        .iter()
        .map(|entry| entry["headers"]["authorization"].clone())
        .collect();
    assert_eq!(
        bearers,
        [
            "Bearer oauth-lama",
            "Bearer oauth-baru",
            "Bearer oauth-baru"
        ]
    );
}

#[tokio::test]
async fn the_key_travels_in_its_header_only() {
    let server = MockServer::start();
    let commerce = client(&server);
    commerce.create_order(&order()).await.expect("an order");
    let log = server.log().await;
    assert_eq!(log[0]["headers"]["authorization"], format!("Bearer {KEY}"));
    assert_eq!(log[0]["headers"]["content-type"], "application/json");
    assert!(!log[0]["body"].as_str().expect("a body").contains("kunci"));
    assert!(!format!("{commerce:?}").contains(KEY));
}

// ---------------------------------------------------------------------------- faults, money, once

#[tokio::test]
async fn every_fault_is_a_typed_error() {
    let cases = [
        ("status:400", ErrorKind::BadRequest),
        ("status:429,retryafter:7", ErrorKind::RateLimited),
        ("status:503", ErrorKind::Unavailable),
        ("html:1", ErrorKind::InvalidResponse),
        ("empty:1", ErrorKind::InvalidResponse),
        ("truncate:0.5", ErrorKind::InvalidResponse),
        ("redirect:other", ErrorKind::InvalidResponse),
        ("cut:0.5", ErrorKind::Network),
        ("reset:before", ErrorKind::Network),
        ("reset:headers", ErrorKind::Network),
        ("reset:body", ErrorKind::Network),
        ("stall:headers", ErrorKind::Timeout),
    ];
    let server = MockServer::start();
    for (faults, kind) in cases {
        let commerce = faulty(&server, faults);
        let read = commerce.products(&ProductList::default()).await;
        assert_eq!(read.expect_err(faults).kind, kind, "{faults}");
        let made = commerce.create_order(&order()).await.expect_err(faults);
        // An answer from 400 to 499 tells that nothing was done.
        let lost = match kind {
            ErrorKind::BadRequest | ErrorKind::RateLimited => kind,
            _ => ErrorKind::UnknownOutcome,
        };
        assert_eq!((made.kind, made.attempts), (lost, 1), "{faults}");
        assert!(!format!("{made:?} {made}").contains(KEY));
    }
}

#[tokio::test]
async fn a_payment_whose_answer_is_lost_is_made_once_and_nobody_says_that_it_was_not() {
    let server = MockServer::start();
    let made = client(&server)
        .create_order(&order())
        .await
        .expect("an order");
    let faults = [
        "reset:before",
        "reset:before,undone:1",
        "reset:headers",
        "cut:0.5",
        "status:503",
        "status:500,undone:1",
        "truncate:0.5",
        "html:1",
        "stall:headers",
        "redirect:1",
    ];
    for (index, fault) in faults.into_iter().enumerate() {
        // With the patience that it would have for a question.
        let options = Options::new().timeout(Duration::from_secs(1));
        let transport = Native::new().expect("a transport");
        let address = server.at(fault, PATH);
        let commerce = Commerce::with_transport(&address, key(KEY), options, transport);
        let error = commerce.expect("a client").pay(&payment(&made.id)).await;
        let error = error.expect_err(fault);
        assert_eq!(
            (error.kind, error.attempts),
            (ErrorKind::UnknownOutcome, 1),
            "{fault}"
        );
        let movement = error.movement.as_deref().expect("a movement");
        assert_eq!(
            (movement.amount, movement.reference.as_ref()),
            (Some(15_047), Some(&made.id))
        );
        assert!(movement.at > 1_700_000_000_000);
        assert_eq!(payments(&server).await, index + 1, "{fault}");
    }
    // All but the two that did nothing were made, each once.
    let paid = client(&server)
        .pay(&payment(&made.id))
        .await
        .expect("it is paid");
    assert_eq!(
        paid.id,
        Some(format!("pay_{}_{}", made.id, faults.len() - 2 + 1))
    );
}

#[tokio::test]
async fn a_payment_to_a_server_that_is_not_there_was_not_made() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", nobody.local_addr().expect("an address"));
    drop(nobody);
    let options = Options::new().retry(Backoff::NEVER);
    let transport = Native::new().expect("a transport");
    let commerce = Commerce::with_transport(&address, key(KEY), options, transport);
    let error = commerce.expect("a client").pay(&payment("ord_1")).await;
    let error = error.expect_err("nobody listens");
    assert_eq!(
        (error.kind, error.movement.as_ref()),
        (ErrorKind::Network, None)
    );
}

#[tokio::test]
async fn calls_and_streams_can_be_spawned() {
    let server = MockServer::start();
    let commerce = Arc::new(client(&server));
    let (one, other) = (Arc::clone(&commerce), Arc::clone(&commerce));
    let rows = tokio::spawn(async move {
        let query = UserList::default();
        one.all_users(&query)
            .try_collect::<Vec<_>>()
            .await
            .map(|rows| rows.len())
    });
    let product = tokio::spawn(async move { other.product("prod_0").await.map(|one| one.id) });
    assert_eq!(rows.await.expect("no panic"), Ok(150));
    assert_eq!(product.await.expect("no panic"), Ok("prod_0".to_owned()));
}
