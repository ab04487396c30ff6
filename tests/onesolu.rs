//! OneSolu: every endpoint over HTTP against the mock server, every documented example and error, its
//! limits by a test's clock, and its webhooks.
#![cfg(feature = "native")]

use std::net::SocketAddr;
use std::time::Duration;

use crate::mock_server;
use crate::support;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use bukaolshop::layer::Backoff;
use bukaolshop::server::orders::onesolu::create_order::{NewItem, NewOrder};
use bukaolshop::server::orders::onesolu::event::OrderUpdated;
use bukaolshop::server::orders::onesolu::order::{OrderStatus, Status};
use bukaolshop::server::orders::onesolu::register_webhook::NewWebhook;
use bukaolshop::server::orders::onesolu::{
    DEFAULT_HEADER, EventData, EventType, ONE_SOLU, OneSolu, SubscriptionPlan, WebhookFault,
    Webhooks,
};
use bukaolshop::server::{Options, Secret};
use bukaolshop::transport::native::Native;
use bukaolshop::{Error, ErrorKind, Method};
use mock_server::MockServer;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::world::NOON;
use support::{Reply, World, over_http, read};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const FREE: &str = "kunci-onesolu-free/1+2==";
const PRO: &str = "kunci-onesolu-pro/3+4==";
const ENTERPRISE: &str = "kunci-onesolu-enterprise/5+6==";
const PATH: &str = "onesolu/v1";
const SECRET: &str = "whsec_your_signing_secret";

/// HMAC-SHA256 of the documented event with that secret, by `openssl dgst -sha256 -hmac`.
const SIGNATURE: &str = "6da3275aced557efb123d4182a3ef4b5960b00f6e76950b3f950a42271bb8398";

fn example(name: &str) -> Vec<u8> {
    read(&format!("data/server/onesolu/{name}.json"))
}

fn example_json(name: &str) -> Value {
    serde_json::from_slice(&example(name)).expect("the example is JSON")
}

fn client_with(server: &MockServer, faults: &str, key: &str) -> OneSolu<Native> {
    let options = Options::new().base_url(&server.at(faults, PATH));
    let options = options.expect("an address").retry(Backoff::NEVER);
    OneSolu::with_transport(key, options, Native::new().expect("a transport")).expect("a client")
}

fn client(server: &MockServer) -> OneSolu<Native> {
    client_with(server, "-", ENTERPRISE)
}

fn in_world(world: &World) -> OneSolu<World> {
    OneSolu::with_transport(PRO, Options::new(), world.clone()).expect("a client")
}

/// A client in a world with a clock of its own, whose requests go to the mock server.
fn over_http(server: &MockServer, key: &str) -> (World, OneSolu<World>) {
    let world = over_http::world();
    let options = Options::new().base_url(&server.at("-", PATH));
    let options = options.expect("an address");
    let client = OneSolu::with_transport(key, options, world.clone()).expect("a client");
    (world, client)
}

fn order() -> NewOrder {
    serde_json::from_value(example_json("create_order_request")).expect("the documented order")
}

fn webhook() -> NewWebhook {
    NewWebhook {
        url: "https://yourapp.com/webhooks/onesolu".to_owned(),
        events: vec![
            EventType::OrderCreated,
            EventType::OrderUpdated,
            EventType::ParkSessionEnded,
        ],
        secret: Secret::new(SECRET),
    }
}

fn webhooks() -> Webhooks {
    Webhooks::new(SECRET).expect("a secret")
}

/// Seconds at which requests were sent.
fn times(world: &World) -> Vec<u64> {
    world.sent().iter().map(|sent| sent.at.as_secs()).collect()
}

/// An answer about an order, with these limits.
fn limited(limit: u64, remaining: u64, reset_in: i64) -> Reply {
    let reset = NOON.as_secs().saturating_add_signed(reset_in);
    Reply::bytes(200, example("get_order"))
        .header("x-ratelimit-limit", limit)
        .header("x-ratelimit-remaining", remaining)
        .header("x-ratelimit-reset", reset)
}

// ------------------------------------------------------------------------ endpoints, over HTTP

#[tokio::test]
async fn an_order_is_created_and_found_again() {
    let server = MockServer::start();
    let onesolu = client(&server);
    let created = onesolu.create_order(&order()).await.expect("an order");
    assert_eq!(created.total, 112_000.0);
    assert_eq!(created.currency, "IDR");
    assert_eq!(created.status, OrderStatus::Known(Status::Pending));
    let subtotals: Vec<_> = created.items.iter().map(|item| item.subtotal).collect();
    assert_eq!(subtotals, [Some(70_000.0), Some(42_000.0)]);
    let found = onesolu.order(&created.id).await.expect("the order");
    assert_eq!(
        (found.id, found.total, found.items.len()),
        (created.id, created.total, 0)
    );
    assert!(found.estimated_ready.is_some());
    let log = server.log().await;
    assert_eq!(log[0]["path"], "/onesolu/v1/api/orders");
    assert_eq!(log[0]["method"], "POST");
    assert_eq!(
        log[0]["headers"]["authorization"],
        format!("Bearer {ENTERPRISE}")
    );
    let body: Value =
        serde_json::from_str(log[0]["body"].as_str().expect("a body")).expect("the body is JSON");
    assert_eq!(body, example_json("create_order_request"));
}

#[tokio::test]
async fn an_order_takes_each_of_the_five_statuses() {
    let server = MockServer::start();
    let onesolu = client(&server);
    let id = onesolu.create_order(&order()).await.expect("an order").id;
    for status in Status::ALL {
        let changed = onesolu.change_status(&id, status).await.expect("a change");
        assert_eq!(changed.status.known(), Some(status));
        let message = changed.message.as_deref();
        assert_eq!(message, Some("Order status updated successfully"));
        let found = onesolu.order(&id).await.expect("the order");
        assert_eq!(found.status.known(), Some(status));
    }
}

#[tokio::test]
async fn a_webhook_is_registered() {
    let server = MockServer::start();
    let registered = client(&server).register_webhook(&webhook()).await;
    let registered = registered.expect("a webhook");
    assert!(registered.active);
    assert_eq!(registered.events, webhook().events);
    let log = server.log().await;
    let body: Value =
        serde_json::from_str(log[0]["body"].as_str().expect("a body")).expect("the body is JSON");
    assert_eq!(body, example_json("register_webhook_request"));
}

#[tokio::test]
async fn analytics_are_of_seven_days_or_of_as_many_as_asked() {
    let server = MockServer::start();
    let onesolu = client(&server);
    let week = onesolu.daily_analytics(None).await.expect("analytics");
    assert_eq!((week.period.as_str(), week.daily.len()), ("7d", 7));
    let three = onesolu.daily_analytics(Some(3)).await.expect("analytics");
    assert_eq!(three.daily.len(), 3);
    assert_eq!(three.total_requests, 600);
    let log = server.log().await;
    assert_eq!(
        (&log[0]["query"], &log[1]["query"]),
        (&json!(""), &json!("days=3"))
    );
}

// -------------------------------------------------------------------------- documented examples

#[test]
fn every_documented_answer_is_read() {
    let reply = |name| Reply::bytes(200, example(name));
    let world = World::scripted([
        reply("create_order"),
        reply("get_order"),
        reply("change_status"),
        reply("register_webhook"),
        reply("daily_analytics"),
    ]);
    let onesolu = in_world(&world);
    world.run(async {
        let created = onesolu.create_order(&order()).await.expect("an order");
        assert_eq!(
            (created.id.as_str(), created.items.len()),
            ("order_xyz789", 2)
        );
        let data = &example_json("create_order")["data"];
        assert_eq!(created.created_at, data["created_at"]);
        let found = onesolu.order("order_xyz789").await.expect("an order");
        assert_eq!(found.status.known(), Some(Status::Preparing));
        assert_eq!(
            found.estimated_ready.as_deref(),
            Some("2025-02-18T10:45:00Z")
        );
        let changed = onesolu.change_status("order_xyz789", Status::Ready).await;
        let changed = changed.expect("a change");
        assert_eq!(changed.updated_at, "2025-02-18T10:42:00Z");
        assert!(changed.message.is_some());
        let webhook = onesolu.register_webhook(&webhook()).await;
        assert_eq!(webhook.expect("a webhook").id, "wh_abc123");
        let analytics = onesolu.daily_analytics(Some(7)).await.expect("analytics");
        assert_eq!(
            (analytics.total_requests, analytics.error_rate),
            (4180, 0.023)
        );
        assert_eq!(analytics.daily[4].requests, 1100);
        assert_eq!(analytics.top_endpoints[2].endpoint, "/api/analytics/daily");
    });
    let sent = world.sent();
    let asked: Vec<_> = sent
        .iter()
        .map(|sent| {
            (
                sent.method,
                sent.url.strip_prefix(ONE_SOLU).expect("its address"),
            )
        })
        .collect();
    assert_eq!(
        asked,
        [
            (Method::Post, "/api/orders"),
            (Method::Get, "/api/orders/order_xyz789"),
            (Method::Put, "/api/orders/order_xyz789/status"),
            (Method::Post, "/api/webhooks"),
            (Method::Get, "/api/analytics/daily?days=7"),
        ]
    );
    let bodies = [
        (0, "create_order_request"),
        (2, "change_status_request"),
        (3, "register_webhook_request"),
    ];
    for (at, name) in bodies {
        let body: Value = serde_json::from_str(sent[at].text()).expect("JSON");
        assert_eq!(body, example_json(name), "{name}");
    }
}

#[test]
fn the_documented_error_is_read() {
    let world = World::scripted([Reply::bytes(401, example("error"))]);
    let error = world
        .run(in_world(&world).order("order_1"))
        .expect_err("no");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert_eq!(error.server_code.as_deref(), Some("UNAUTHORIZED"));
    assert_eq!(error.status.as_deref(), Some("Invalid or expired API key"));
    assert_eq!(error.endpoint, Some("/api/orders/{id}"));
}

#[test]
fn a_status_that_nobody_knows_does_not_hide_the_order() {
    let mut answer = example_json("get_order");
    answer["data"]["status"] = json!("sedang dikemas");
    answer["data"]["meja"] = json!(7);
    let world = World::scripted([Reply::ok(&answer)]);
    let order = world
        .run(in_world(&world).order("order_1"))
        .expect("an order");
    assert_eq!(
        order.status,
        OrderStatus::Other("sedang dikemas".to_owned())
    );
    assert_eq!(order.status.known(), None);
    assert_eq!(order.extra["meja"], 7);
}

// --------------------------------------------------------------------------------------- errors

#[tokio::test]
async fn every_documented_error_arrives() {
    let server = MockServer::start();
    let stranger = client_with(&server, "-", "bukan-kunci");
    let onesolu = client(&server);
    let unknown_menu = NewOrder {
        items: vec![NewItem {
            menu_id: "menu_999".to_owned(),
            quantity: 1,
        }],
        ..order()
    };
    let errors = [
        (
            400,
            "BAD_REQUEST",
            ErrorKind::BadRequest,
            onesolu.create_order(&unknown_menu).await.err(),
        ),
        (
            400,
            "BAD_REQUEST",
            ErrorKind::BadRequest,
            onesolu.daily_analytics(Some(9999)).await.err(),
        ),
        (
            401,
            "UNAUTHORIZED",
            ErrorKind::Unauthorized,
            stranger.create_order(&order()).await.err(),
        ),
        (
            404,
            "NOT_FOUND",
            ErrorKind::NotFound,
            onesolu.order("order_99").await.err(),
        ),
        (
            404,
            "NOT_FOUND",
            ErrorKind::NotFound,
            onesolu.change_status("order_99", Status::Ready).await.err(),
        ),
        (
            500,
            "SERVER_ERROR",
            ErrorKind::Server,
            onesolu.order("order_rusak").await.err(),
        ),
    ];
    for (code, server_code, kind, error) in errors {
        let error = error.expect("an error");
        assert_eq!((error.code, error.kind), (Some(code), kind));
        assert_eq!(error.server_code.as_deref(), Some(server_code));
        assert!(error.status.is_some());
    }
}

#[test]
fn more_requests_than_a_minute_has_are_refused_by_the_server() {
    let server = MockServer::start();
    // A client each, for one of its own would wait.
    let mut last: Result<_, Error> = Ok(());
    for _ in 0..61 {
        let (world, client) = over_http(&server, FREE);
        last = world.run(client.daily_analytics(None)).map(drop);
    }
    let error = last.expect_err("the sixty-first");
    assert_eq!(error.kind, ErrorKind::RateLimited);
    assert_eq!(error.server_code.as_deref(), Some("RATE_LIMITED"));
    assert_eq!(error.retry_after, Some(Duration::from_secs(60)));
}

#[tokio::test]
async fn an_order_is_not_sent_twice_when_its_answer_is_lost() {
    let server = MockServer::start();
    let options = Options::new().base_url(&server.at("reset:headers", PATH));
    let onesolu = OneSolu::with_transport(
        PRO,
        options.expect("an address"),
        Native::new().expect("a transport"),
    );
    let onesolu = onesolu.expect("a client");
    let error = onesolu
        .create_order(&order())
        .await
        .expect_err("it is lost");
    assert_eq!(error.kind, ErrorKind::UnknownOutcome);
    assert!(error.to_string().contains("orang harus memeriksanya"));
    assert_eq!(server.log().await.len(), 1);
}

#[tokio::test]
async fn a_status_is_sent_again_when_its_answer_is_lost() {
    let server = MockServer::start();
    let id = client(&server)
        .create_order(&order())
        .await
        .expect("an order")
        .id;
    let options = Options::new().base_url(&server.at("reset:headers,times:1", PATH));
    let onesolu = OneSolu::with_transport(
        PRO,
        options.expect("an address"),
        Native::new().expect("a transport"),
    );
    let changed = onesolu
        .expect("a client")
        .change_status(&id, Status::Ready)
        .await;
    assert_eq!(changed.expect("a change").id, id);
    assert_eq!(server.log().await.len(), 3);
}

#[test]
fn what_is_not_allowed_is_not_sent() {
    let item = |menu_id: &str, quantity| NewItem {
        menu_id: menu_id.to_owned(),
        quantity,
    };
    let orders = [
        NewOrder {
            customer_id: " ".to_owned(),
            ..order()
        },
        NewOrder {
            items: vec![],
            ..order()
        },
        NewOrder {
            items: vec![item("", 1)],
            ..order()
        },
        NewOrder {
            items: vec![item("menu_001", 0)],
            ..order()
        },
    ];
    let hooks = [
        NewWebhook {
            url: "http://yourapp.com/".to_owned(),
            ..webhook()
        },
        NewWebhook {
            url: "https://a b".to_owned(),
            ..webhook()
        },
        NewWebhook {
            url: String::new(),
            ..webhook()
        },
        NewWebhook {
            events: vec![],
            ..webhook()
        },
        NewWebhook {
            events: vec![EventType::of("")],
            ..webhook()
        },
        NewWebhook {
            secret: Secret::new(" "),
            ..webhook()
        },
    ];
    let world = World::scripted([]);
    let onesolu = in_world(&world);
    let mut errors: Vec<Error> = Vec::new();
    world.run(async {
        for order in &orders {
            errors.extend(onesolu.create_order(order).await.err());
        }
        for hook in &hooks {
            errors.extend(onesolu.register_webhook(hook).await.err());
        }
        for id in ["", ".", ".."] {
            errors.extend(onesolu.order(id).await.err());
            errors.extend(onesolu.change_status(id, Status::Ready).await.err());
        }
        errors.extend(onesolu.daily_analytics(Some(0)).await.err());
    });
    assert_eq!(errors.len(), 4 + 6 + 6 + 1);
    for error in errors {
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{error}");
    }
    assert!(world.sent().is_empty());
}

#[test]
fn a_webhook_may_have_a_query() {
    let world = World::scripted([Reply::bytes(201, example("register_webhook"))]);
    let hook = NewWebhook {
        url: "https://yourapp.com/hook?dari=onesolu".to_owned(),
        ..webhook()
    };
    world
        .run(in_world(&world).register_webhook(&hook))
        .expect("a webhook");
}

// --------------------------------------------------------------------------------------- limits

#[test]
fn a_client_with_plenty_left_is_not_slowed_down() {
    let world = World::scripted([
        limited(300, 298, 30),
        limited(300, 75, 30),
        limited(300, 75, 30),
    ]);
    let onesolu = in_world(&world);
    world.run(async {
        for _ in 0..3 {
            onesolu.order("order_1").await.expect("an order");
        }
    });
    assert_eq!(times(&world), [0, 0, 0]);
}

#[test]
fn the_last_quarter_of_a_minute_is_spread_over_what_is_left_of_it() {
    let world = World::scripted([limited(60, 10, 30), limited(60, 9, 30), limited(60, 8, 30)]);
    let onesolu = in_world(&world);
    world.run(async {
        for _ in 0..3 {
            onesolu.order("order_1").await.expect("an order");
        }
    });
    // 30 seconds for 10 requests, then 27 for 9.
    assert_eq!(times(&world), [0, 3, 6]);
}

#[test]
fn with_nothing_left_it_waits_for_the_next_minute_however_long_the_answer_took() {
    let world = World::scripted([limited(60, 0, 45).after(5_000), limited(60, 59, 105)]);
    let onesolu = in_world(&world);
    world.run(async {
        onesolu.order("order_1").await.expect("an order");
        onesolu.order("order_1").await.expect("an order");
    });
    assert_eq!(times(&world), [0, 45]);
}

#[test]
fn with_nothing_left_of_the_day_nothing_is_sent() {
    let world = World::scripted([limited(1000, 0, 7200)]);
    let onesolu = in_world(&world);
    let error = world.run(async {
        onesolu.order("order_1").await.expect("an order");
        onesolu
            .order("order_1")
            .await
            .expect_err("two hours are too long")
    });
    assert_eq!(error.kind, ErrorKind::Quota);
    assert_eq!(error.retry_after, Some(Duration::from_secs(7200)));
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn a_days_last_requests_are_not_spread() {
    let world = World::scripted([limited(1000, 3, 7200), limited(1000, 2, 7200)]);
    let onesolu = in_world(&world);
    world.run(async {
        onesolu.order("order_1").await.expect("an order");
        onesolu.order("order_1").await.expect("an order");
    });
    assert_eq!(times(&world), [0, 0]);
}

#[test]
fn a_limit_that_is_renewed_does_not_hold_up_anyone() {
    let world = World::scripted([limited(60, 0, 20), limited(60, 59, 80), limited(60, 58, 80)]);
    let onesolu = in_world(&world);
    world.run(async {
        for _ in 0..3 {
            onesolu.order("order_1").await.expect("an order");
        }
    });
    assert_eq!(times(&world), [0, 20, 20]);
}

#[test]
fn a_reset_in_the_past_or_beyond_all_reason_stops_nobody_for_good() {
    let past = World::scripted([limited(60, 0, -5), limited(60, 59, 60)]);
    let onesolu = in_world(&past);
    past.run(async {
        onesolu.order("order_1").await.expect("an order");
        onesolu.order("order_1").await.expect("an order");
    });
    let never = World::scripted([limited(60, 0, i64::MAX)]);
    let onesolu = in_world(&never);
    let error = never.run(async {
        onesolu.order("order_1").await.expect("an order");
        onesolu.order("order_1").await.expect_err("a day")
    });
    assert_eq!(error.retry_after, Some(Duration::from_secs(24 * 60 * 60)));
}

#[test]
fn a_refusal_for_coming_too_often_is_waited_out_before_the_next_call() {
    let refused = Reply::json(429, &json!({"error": {"code": "RATE_LIMITED"}}))
        .header("x-ratelimit-limit", 60)
        .header("x-ratelimit-remaining", 0)
        .header("x-ratelimit-reset", NOON.as_secs() + 50);
    let world = World::scripted([refused, limited(60, 59, 110)]);
    let onesolu = in_world(&world);
    world.run(async {
        let error = onesolu.order("order_1").await.expect_err("too often");
        assert_eq!(error.kind, ErrorKind::RateLimited);
        assert_eq!(error.retry_after, Some(Duration::from_secs(50)));
        onesolu.order("order_1").await.expect("an order");
    });
    assert_eq!(times(&world), [0, 50]);
}

#[test]
fn two_hundred_requests_of_the_smallest_plan_meet_no_refusal() {
    let server = MockServer::start();
    let (world, onesolu) = over_http(&server, FREE);
    world.run(async {
        for _ in 0..200 {
            onesolu.daily_analytics(None).await.expect("no refusal");
        }
    });
    // Sixty a minute, beginning with a minute.
    assert_eq!(world.sent().len(), 200);
    assert!(
        world.elapsed() >= Duration::from_secs(180),
        "{:?}",
        world.elapsed()
    );
    assert!(
        world.elapsed() < Duration::from_secs(240),
        "{:?}",
        world.elapsed()
    );
}

#[test]
fn the_limits_and_their_plan_can_be_read() {
    let server = MockServer::start();
    for (key, plan, limit) in [
        (FREE, SubscriptionPlan::Free, 60),
        (PRO, SubscriptionPlan::Pro, 300),
    ] {
        let (world, onesolu) = over_http(&server, key);
        assert_eq!(onesolu.rate_limit(), None);
        world.run(onesolu.daily_analytics(None)).expect("analytics");
        let seen = onesolu.rate_limit().expect("limits");
        assert_eq!((seen.limit, seen.remaining), (Some(limit), limit - 1));
        assert_eq!(seen.reset, NOON.as_secs() + 60);
        assert_eq!(seen.plan(), Some(plan));
    }
    assert_eq!(
        SubscriptionPlan::ALL.map(SubscriptionPlan::per_minute),
        [Some(60), Some(300), None]
    );
    assert_eq!(
        SubscriptionPlan::ALL.map(SubscriptionPlan::per_day),
        [Some(1_000), Some(50_000), None]
    );
}

// ------------------------------------------------------------------------------------- webhooks

#[test]
fn the_documented_event_is_received() {
    let event = webhooks().receive(&example("webhook_event"), Some(SIGNATURE));
    let event = event.expect("an event");
    assert_eq!(
        (event.id.as_str(), &event.kind),
        ("evt_xyz789", &EventType::OrderUpdated)
    );
    assert_eq!(event.created_at, "2025-02-18T10:42:01Z");
    let updated = OrderUpdated {
        order_id: "order_xyz789".to_owned(),
        status: OrderStatus::Known(Status::Ready),
        updated_at: "2025-02-18T10:42:00Z".to_owned(),
        extra: serde_json::Map::new(),
    };
    assert_eq!(event.data, EventData::OrderUpdated(updated));
}

/// As a server receives webhooks.
async fn post(at: SocketAddr, body: &[u8], signature: Option<&str>) -> String {
    let mut stream = TcpStream::connect(at).await.expect("a server");
    let signature = signature.map(|it| format!("X-OneSolu-Signature: {it}\r\n"));
    let head = format!(
        "POST /onesolu HTTP/1.1\r\nHost: toko\r\nConnection: close\r\n{}Content-Length: {}\r\n\r\n",
        signature.unwrap_or_default(),
        body.len()
    );
    stream.write_all(head.as_bytes()).await.expect("sent");
    stream.write_all(body).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("answered");
    answer
}

#[tokio::test]
async fn a_webhook_is_received_over_http_once_its_signature_is_right() {
    let receive = async |headers: HeaderMap, body: Bytes| {
        let webhooks = webhooks();
        let signature = headers.get(webhooks.header_name());
        match webhooks.receive(&body, signature.and_then(|it| it.to_str().ok())) {
            Ok(event) => (StatusCode::OK, event.id),
            Err(fault) => {
                let status = StatusCode::from_u16(fault.http_status()).expect("a status");
                (status, fault.to_string())
            }
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("an address");
    let app = Router::new().route("/onesolu", axum::routing::post(receive));
    tokio::spawn(async move { axum::serve(listener, app).await });

    let body = example("webhook_event");
    let good = post(at, &body, Some(SIGNATURE)).await;
    assert!(
        good.starts_with("HTTP/1.1 200 ") && good.ends_with("evt_xyz789"),
        "{good}"
    );
    for signature in [None, Some("00"), Some(&SIGNATURE[1..])] {
        let refused = post(at, &body, signature).await;
        assert!(
            refused.starts_with("HTTP/1.1 401 "),
            "{signature:?}: {refused}"
        );
        assert!(
            !refused.contains(SECRET) && !refused.contains("evt_"),
            "{refused}"
        );
    }
    let signed = webhooks().sign(b"[]");
    let unreadable = post(at, b"[]", Some(&signed)).await;
    assert!(unreadable.starts_with("HTTP/1.1 400 "), "{unreadable}");
}

#[test]
fn a_signature_is_hexadecimal_in_any_spelling() {
    let body = example("webhook_event");
    assert_eq!(webhooks().sign(&body), SIGNATURE);
    let spellings = [
        SIGNATURE.to_owned(),
        SIGNATURE.to_uppercase(),
        format!("sha256={SIGNATURE}"),
        format!(" {SIGNATURE} "),
    ];
    for spelling in spellings {
        assert_eq!(
            webhooks().verify(&body, Some(&spelling)),
            Ok(()),
            "{spelling}"
        );
    }
}

#[test]
fn a_signature_that_is_not_the_right_one_is_refused() {
    let body = example("webhook_event");
    let other = Webhooks::new("whsec_lain").expect("a secret").sign(&body);
    let flipped = SIGNATURE.replacen('6', "7", 1);
    let wrong = [
        other,
        flipped,
        SIGNATURE[..63].to_owned(),
        SIGNATURE[1..].to_owned(),
        format!("{SIGNATURE}0"),
        format!("sha1={SIGNATURE}"),
        format!("v1,{SIGNATURE}"),
        "é".repeat(32),
        SECRET.to_owned(),
    ];
    for signature in wrong {
        let fault = webhooks()
            .receive(&body, Some(&signature))
            .expect_err(&signature);
        assert_eq!(fault, WebhookFault::WrongSignature, "{signature}");
        assert_eq!(fault.http_status(), 401);
    }
    for length in 1..SIGNATURE.len() {
        let fault = webhooks().verify(&body, Some(&SIGNATURE[..length]));
        assert_eq!(fault, Err(WebhookFault::WrongSignature), "{length}");
    }
}

#[test]
fn a_missing_signature_is_refused() {
    for signature in [
        None,
        Some(""),
        Some("  "),
        Some("sha256="),
        Some("sha256= "),
    ] {
        let fault = webhooks().receive(&example("webhook_event"), signature);
        let fault = fault.expect_err("no signature");
        assert!(
            matches!(
                fault,
                WebhookFault::NoSignature | WebhookFault::WrongSignature
            ),
            "{signature:?}"
        );
        assert_eq!(fault.http_status(), 401);
    }
    assert_eq!(
        webhooks().verify(b"{}", None),
        Err(WebhookFault::NoSignature)
    );
}

#[test]
fn a_body_that_was_changed_is_refused() {
    let body = example("webhook_event");
    let text = String::from_utf8(body.clone()).expect("text");
    let forged = text.replace("ready", "completed");
    let spaced = format!("{text} ");
    for body in [forged.as_bytes(), spaced.as_bytes(), &body[1..], b""] {
        let fault = webhooks().verify(body, Some(SIGNATURE));
        assert_eq!(fault, Err(WebhookFault::WrongSignature));
    }
}

#[test]
fn an_event_that_nobody_knows_is_kept() {
    let body = json!({
        "id": "evt_1", "type": "menu.changed", "data": [1, 2], "created_at": "2025-02-18", "toko": 5,
    });
    let body = body.to_string();
    let event = webhooks().receive(body.as_bytes(), Some(&webhooks().sign(body.as_bytes())));
    let event = event.expect("an event");
    assert_eq!(event.kind, EventType::Other("menu.changed".to_owned()));
    assert_eq!(event.data, EventData::Other(json!([1, 2])));
    assert_eq!(event.extra["toko"], 5);
    for name in ["order.created", "order.updated", "park.session.ended", "x"] {
        assert_eq!(EventType::of(name).name(), name);
    }
}

#[test]
fn a_signed_body_that_is_no_event_is_named_by_its_fault() {
    let at = |body: &str| {
        let signature = webhooks().sign(body.as_bytes());
        let fault = webhooks().receive(body.as_bytes(), Some(&signature));
        let fault = fault.expect_err(body);
        assert_eq!(fault.http_status(), 400, "{body}");
        match fault {
            WebhookFault::Unreadable { path } => path,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(at("{"), "");
    assert_eq!(at("[]"), "");
    assert_eq!(at(r#"{"id":"","type":"a","created_at":""}"#), "id");
    assert_eq!(at(r#"{"id":{},"type":"a","created_at":""}"#), "id");
    let flood = vec![b' '; (1 << 20) + 1];
    let fault = webhooks().receive(&flood, Some(&webhooks().sign(&flood)));
    assert_eq!(fault.expect_err("a flood").http_status(), 413);
}

#[test]
fn one_odd_field_or_character_costs_no_event() {
    let event = |body: &str| {
        let signature = webhooks().sign(body.as_bytes());
        webhooks()
            .receive(body.as_bytes(), Some(&signature))
            .expect(body)
    };
    let odd = event(r#"{"id":7,"type":"menu.changed","created_at":{"date":"x"},"data":"\ud83d"}"#);
    assert_eq!((odd.id.as_str(), odd.created_at.as_str()), ("7", ""));
    assert_eq!(
        odd.extra["mismatched"],
        json!({"created_at": {"date": "x"}})
    );
    assert_eq!(odd.data, EventData::Other(json!("\u{fffd}")));

    let updated = r#"{"id":"e","type":"order.updated","data":{"order_id":"o","status":["ready"]}}"#;
    let EventData::OrderUpdated(updated) = event(updated).data else {
        panic!("an order that has changed");
    };
    assert_eq!(updated.status, OrderStatus::Other(String::new()));
    assert_eq!(updated.extra["mismatched"], json!({"status": ["ready"]}));

    // Without the order's id it is handed on as it was sent.
    let unreadable = r#"{"id":"e","type":"order.updated","data":{"order_id":[1]}}"#;
    let unreadable = event(unreadable);
    assert_eq!(unreadable.kind, EventType::OrderUpdated);
    assert_eq!(unreadable.data, EventData::Other(json!({"order_id": [1]})));
}

#[test]
fn the_header_has_a_name_of_its_own() {
    assert_eq!(webhooks().header_name(), DEFAULT_HEADER);
    let other = webhooks().header("X-Signature").expect("a name");
    assert_eq!(other.header_name(), "x-signature");
    for name in ["", " ", "a b", "a:b", "é"] {
        let error = webhooks().header(name).expect_err(name);
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
    let error = Webhooks::new(" ").expect_err("no secret");
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
}

// -------------------------------------------------------------------------------------- secrets

#[test]
fn no_secret_is_shown() {
    let echo = json!({"error": {
        "code": format!("UNAUTHORIZED {PRO}"),
        "message": format!("key {PRO} and secret {SECRET} are unknown"),
        "status": 401,
    }});
    let mut told = example_json("register_webhook");
    told["data"]["secret"] = json!(SECRET);
    let world = World::scripted([Reply::json(401, &echo), Reply::ok(&told)]);
    let onesolu = in_world(&world);
    let error = world
        .run(onesolu.register_webhook(&webhook()))
        .expect_err("no");
    let registered = world
        .run(onesolu.register_webhook(&webhook()))
        .expect("yes");
    let shown = format!(
        "{onesolu:?} {error:?} {error} {registered:?} {:?} {:?} {} {:?}",
        webhook(),
        webhooks(),
        WebhookFault::WrongSignature,
        webhooks().receive(b"{}", Some(SIGNATURE)),
    );
    assert!(
        shown.contains("key *** and secret *** are unknown"),
        "{shown}"
    );
    assert!(!shown.contains(PRO) && !shown.contains(SECRET), "{shown}");
    for key in ["", " ", "a b", "é"] {
        let error = OneSolu::with_transport(key, Options::new(), world.clone()).expect_err(key);
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
}

// ---------------------------------------------------------------------------------- any answer

/// JSON that looks like an answer here and there.
fn any_json() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just("data"),
        Just("id"),
        Just("status"),
        Just("items"),
        Just("total"),
        Just("error"),
        Just("code"),
        Just("type"),
        Just("daily"),
        Just("events"),
        Just("created_at"),
        Just("order_id"),
        Just("quantity"),
        Just("message"),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!("order.updated")),
        Just(json!("ready")),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn ask_everything(reply: &Reply) {
    let reply = reply.clone();
    let world = World::serving(move |_| reply.clone());
    let options = Options::new().retry(Backoff::NEVER);
    let onesolu = OneSolu::with_transport(PRO, options, world.clone()).expect("a client");
    world.run(async {
        let _ = onesolu.create_order(&order()).await;
        let _ = onesolu.order("order_1").await;
        let _ = onesolu.change_status("order_1", Status::Ready).await;
        let _ = onesolu.register_webhook(&webhook()).await;
        let _ = onesolu.daily_analytics(None).await;
    });
    assert!(!world.sent().is_empty());
}

proptest! {
    #[test]
    fn no_answer_panics(
        status in 100_u16..600,
        body in any_json(),
        headers in prop::collection::vec(prop_oneof!["[0-9]{1,22}", ".{0,5}"], 3),
    ) {
        let mut reply = Reply::json(status, &body);
        let names = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];
        for (name, value) in names.into_iter().zip(headers) {
            reply = reply.header(name, value);
        }
        ask_everything(&reply);
    }

    #[test]
    fn no_bytes_panic(status in 100_u16..600, body in prop::collection::vec(any::<u8>(), 0..64)) {
        ask_everything(&Reply::bytes(status, body));
    }

    #[test]
    fn no_webhook_panics(body in any_json(), signature in ".{0,70}") {
        let body = body.to_string();
        let signed = webhooks().sign(body.as_bytes());
        let _ = webhooks().receive(body.as_bytes(), Some(&signed));
        prop_assert!(webhooks().receive(body.as_bytes(), Some(&signature)).is_err());
    }

    #[test]
    fn no_bytes_of_a_webhook_panic(body in prop::collection::vec(any::<u8>(), 0..64)) {
        let signed = webhooks().sign(&body);
        prop_assert!(webhooks().verify(&body, Some(&signed)).is_ok());
        let _ = webhooks().receive(&body, Some(&signed));
    }
}
