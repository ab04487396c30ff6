//! OneTablet: every endpoint over HTTP against the mock server, every documented example and error, its
//! delays by a test's clock, and the courier's way.
#![cfg(feature = "native")]

use std::time::Duration;

use crate::mock_server;
use crate::support;
use bukaolshop::layer::Backoff;
use bukaolshop::server::Options;
use bukaolshop::server::orders::onetablet::cancel::{CancelReason, Cancellation};
use bukaolshop::server::orders::onetablet::delivery_status::Courier;
use bukaolshop::server::orders::onetablet::order::Order;
use bukaolshop::server::orders::onetablet::{
    Cents, Delivery, DeliveryStatus, Envelope, OneTablet, Receipt,
};
use bukaolshop::transport::native::Native;
use bukaolshop::{ErrorKind, Method};
use mock_server::MockServer;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{Reply, World, over_http, read};

const KEY: &str = "kunci-onetablet/7+8==";
const PATH: &str = "onetablet";
const ADDRESS: &str = "https://sandbox.onetablet.test/api";
const FLOW: [DeliveryStatus; 5] = DeliveryStatus::FLOW;

fn example(name: &str) -> Value {
    let bytes = read(&format!("data/server/onetablet/{name}.json"));
    serde_json::from_slice(&bytes).expect("the example is JSON")
}

fn order() -> Order {
    serde_json::from_value(example("submit")).expect("the documented order")
}

fn courier() -> Courier {
    serde_json::from_value(example("delivery_status")["courier_info"].clone())
        .expect("the documented courier")
}

fn cancellation() -> Cancellation {
    Cancellation::new("your-order-uuid", CancelReason::Other)
        .details("Customer requested cancellation")
}

fn client_with(server: &MockServer, faults: &str, key: &str) -> OneTablet<Native> {
    let options = Options::new().retry(Backoff::NEVER);
    let transport = Native::new().expect("a transport");
    OneTablet::with_transport(&server.at(faults, PATH), key, options, transport).expect("a client")
}

fn client(server: &MockServer) -> OneTablet<Native> {
    client_with(server, "-", KEY)
}

fn in_world(world: &World) -> OneTablet<World> {
    OneTablet::with_transport(ADDRESS, KEY, Options::new(), world.clone()).expect("a client")
}

/// A client in a world with a clock of its own, whose requests go to the mock server.
fn over_http(server: &MockServer, faults: &str) -> (World, OneTablet<World>) {
    let world = over_http::world();
    let address = server.at(faults, PATH);
    let client = OneTablet::with_transport(&address, KEY, Options::new(), world.clone());
    (world, client.expect("a client"))
}

/// Seconds at which requests were sent.
fn times(world: &World) -> Vec<u64> {
    world.sent().iter().map(|sent| sent.at.as_secs()).collect()
}

fn body(entry: &Value) -> Value {
    serde_json::from_str(entry["body"].as_str().expect("a body")).expect("the body is JSON")
}

// ------------------------------------------------------------------------ endpoints, over HTTP

#[tokio::test]
async fn an_order_is_submitted_and_delivered() {
    let server = MockServer::start();
    let onetablet = client(&server);
    let receipt = onetablet.submit(&order()).await.expect("a receipt");
    assert_eq!(receipt, Receipt::default());
    let mut delivery = Delivery::new(order().id);
    for status in FLOW {
        let sent = onetablet
            .delivery_status(&mut delivery, status, Some(&courier()))
            .await;
        sent.unwrap_or_else(|error| panic!("{status:?}: {error}"));
        assert_eq!(delivery.status(), Some(status));
    }
    let log = server.log().await;
    assert_eq!(log[0]["path"], "/onetablet/orders");
    assert_eq!(log[0]["headers"]["x-api-key"], KEY);
    assert_eq!(log[0]["headers"]["content-type"], "application/json");
    assert_eq!(body(&log[0]), example("submit"));
    assert_eq!(
        log[1]["path"],
        "/onetablet/orders/your-order-uuid/delivery-status"
    );
    assert_eq!(body(&log[2]), example("delivery_status"));
}

#[tokio::test]
async fn an_order_is_cancelled_for_each_of_the_four_reasons() {
    let server = MockServer::start();
    let onetablet = client(&server);
    onetablet.submit(&order()).await.expect("a receipt");
    for reason in CancelReason::ALL {
        let cancellation = Cancellation::new(order().id, reason);
        onetablet.cancel(&cancellation).await.expect("a receipt");
    }
    let unsaid = Cancellation {
        cancel_reason: None,
        reason: Some("Tidak jadi".to_owned()),
        ..Cancellation::new(order().id, CancelReason::Other)
    };
    onetablet.cancel(&unsaid).await.expect("a receipt");
    let log = server.log().await;
    assert_eq!(log[1]["path"], "/onetablet/orders/your-order-uuid/cancel");
    let bodies: Vec<_> = log.iter().skip(1).map(body).collect();
    assert_eq!(
        bodies,
        [
            json!({"cancel_reason": "ITEM_OUT_OF_STOCK"}),
            json!({"cancel_reason": "STORE_CLOSED"}),
            json!({"cancel_reason": "KITCHEN_BUSY"}),
            json!({"cancel_reason": "OTHER"}),
            json!({"reason": "Tidak jadi"}),
        ]
    );
}

#[tokio::test]
async fn the_older_transport_carries_the_same_to_one_address() {
    let server = MockServer::start();
    let onetablet = client(&server).envelope(Envelope::default());
    onetablet.submit(&order()).await.expect("a receipt");
    let mut delivery = Delivery::new(order().id);
    for status in FLOW {
        let sent = onetablet.delivery_status(&mut delivery, status, None).await;
        sent.unwrap_or_else(|error| panic!("{status:?}: {error}"));
    }
    onetablet.cancel(&cancellation()).await.expect("a receipt");
    let log = server.log().await;
    assert!(
        log.iter()
            .all(|entry| entry["path"] == "/onetablet/webhooks")
    );
    assert_eq!(
        body(&log[0]),
        json!({"event": {"type": "order.submit"}, "data": example("submit")})
    );
    assert_eq!(
        body(&log[1]),
        json!({
            "event": {"type": "order.delivery_status"},
            "data": {"order_id": "your-order-uuid", "delivery_status": "dasher_confirmed"},
        })
    );
    assert_eq!(
        body(&log[6]),
        json!({
            "event": {"type": "order.cancel"},
            "data": {
                "order_id": "your-order-uuid",
                "cancel_reason": "OTHER",
                "cancel_details": "Customer requested cancellation",
            },
        })
    );
}

#[test]
fn the_older_transports_names_are_the_integrations() {
    let world = World::scripted([
        Reply::bytes(200, ""),
        Reply::bytes(200, ""),
        Reply::bytes(200, ""),
    ]);
    let onetablet = in_world(&world).envelope(Envelope {
        submit: "OrderCreated".to_owned(),
        cancel: "OrderCancelled".to_owned(),
        delivery_status: "DasherStatus".to_owned(),
    });
    let mut delivery = Delivery::new("a");
    world.run(async {
        onetablet.submit(&order()).await.expect("a receipt");
        onetablet.cancel(&cancellation()).await.expect("a receipt");
        let first = onetablet
            .delivery_status(&mut delivery, FLOW[0], None)
            .await;
        first.expect("a receipt");
    });
    let names: Vec<Value> = world
        .sent()
        .iter()
        .map(|sent| {
            serde_json::from_str::<Value>(sent.text()).expect("JSON")["event"]["type"].clone()
        })
        .collect();
    assert_eq!(names, ["OrderCreated", "OrderCancelled", "DasherStatus"]);
    let nameless = in_world(&world).envelope(Envelope {
        submit: " ".to_owned(),
        ..Envelope::default()
    });
    let error = world.run(nameless.submit(&order())).expect_err("no name");
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(world.sent().len(), 3);
}

// -------------------------------------------------------------------------- documented examples

#[test]
fn every_documented_request_is_written_as_documented() {
    let replies = (0..4).map(|_| Reply::bytes(200, ""));
    let world = World::scripted(replies);
    let onetablet = in_world(&world);
    let on_foot = Courier {
        vehicle: None,
        ..courier()
    };
    world.run(async {
        onetablet.submit(&order()).await.expect("a receipt");
        onetablet.cancel(&cancellation()).await.expect("a receipt");
        for courier in [&courier(), &on_foot] {
            let mut delivery = Delivery::resume(order().id, DeliveryStatus::DasherConfirmed);
            let status = DeliveryStatus::ArrivingAtStore;
            let sent = onetablet
                .delivery_status(&mut delivery, status, Some(courier))
                .await;
            sent.expect("a receipt");
        }
    });
    let names = [
        "submit",
        "cancel",
        "delivery_status",
        "delivery_status_without_vehicle",
    ];
    for (sent, name) in world.sent().iter().zip(names) {
        let body: Value = serde_json::from_str(sent.text()).expect("JSON");
        assert_eq!(body, example(name), "{name}");
        assert_eq!(sent.method, Method::Post);
    }
}

#[test]
fn the_documented_error_is_read() {
    let world = World::scripted([Reply::json(400, &example("error"))]);
    let error = world
        .run(in_world(&world).submit(&order()))
        .expect_err("no");
    assert_eq!(error.kind, ErrorKind::BadRequest);
    assert_eq!(error.server_code.as_deref(), Some("Error Type"));
    assert_eq!(
        error.status.as_deref(),
        Some("Human-readable error description")
    );
    assert_eq!(error.endpoint, Some("/orders"));
}

#[test]
fn fields_that_the_documentation_leaves_out_are_carried() {
    let mut written = example("submit");
    written["locale"] = json!("id");
    written["categories"][0]["items"][0]["extras"] = json!([{"name": "Keju", "price": 100}]);
    let order: Order = serde_json::from_value(written.clone()).expect("an order");
    assert_eq!(order.extra["locale"], "id");
    assert_eq!(serde_json::to_value(&order).expect("JSON"), written);
}

#[test]
fn an_answer_that_says_nothing_or_something_is_a_receipt() {
    let told = json!({"received": true});
    let replies = [
        (Reply::bytes(200, ""), Value::Null),
        (Reply::bytes(200, "OK"), Value::Null),
        (Reply::ok(&told), told),
        (Reply::json(202, &json!([])), json!([])),
    ];
    for (reply, body) in replies {
        let world = World::scripted([reply]);
        let receipt = world
            .run(in_world(&world).submit(&order()))
            .expect("a receipt");
        assert_eq!(receipt.body, body);
    }
    let world = World::scripted([Reply::bytes(200, "<html>Gateway")]);
    let error = world
        .run(in_world(&world).submit(&order()))
        .expect_err("a page");
    assert_eq!(error.kind, ErrorKind::UnknownOutcome);
}

// --------------------------------------------------------------------------------------- errors

#[tokio::test]
async fn every_documented_error_arrives() {
    let server = MockServer::start();
    let stranger = client_with(&server, "-", "bukan-kunci");
    let broken = Order {
        id: "rusak".to_owned(),
        ..order()
    };
    let errors = [
        (
            400,
            "Bad Request",
            ErrorKind::BadRequest,
            client(&server).cancel(&cancellation()).await,
        ),
        (
            401,
            "Unauthorized",
            ErrorKind::Unauthorized,
            stranger.submit(&order()).await,
        ),
        (
            500,
            "Internal Server Error",
            ErrorKind::UnknownOutcome,
            client(&server).submit(&broken).await,
        ),
    ];
    for (code, server_code, kind, outcome) in errors {
        let error = outcome.expect_err(server_code);
        assert_eq!((error.code, error.kind), (Some(code), kind));
        assert_eq!(error.server_code.as_deref(), Some(server_code));
        assert!(error.status.is_some());
    }
    let mut delivery = Delivery::new("tidak-ada");
    let refused = client(&server)
        .delivery_status(&mut delivery, FLOW[0], None)
        .await;
    assert_eq!(refused.expect_err("no order").kind, ErrorKind::BadRequest);
    assert_eq!(delivery.status(), None, "what was refused was not done");
}

#[test]
fn what_is_not_allowed_is_not_sent() {
    let with_quantity = |quantity| {
        let mut order = order();
        order.categories[0].items[0].quantity = quantity;
        order
    };
    let orders = [
        Order {
            id: String::new(),
            ..order()
        },
        Order {
            id: "..".to_owned(),
            ..order()
        },
        Order {
            store_order_cart_id: " ".to_owned(),
            ..order()
        },
        Order {
            categories: vec![],
            ..order()
        },
        with_quantity(0),
    ];
    let world = World::scripted([]);
    for envelope in [None, Some(Envelope::default())] {
        let onetablet = in_world(&world);
        let onetablet = match envelope {
            None => onetablet,
            Some(envelope) => onetablet.envelope(envelope),
        };
        for order in &orders {
            let error = world.run(onetablet.submit(order)).expect_err("no order");
            assert_eq!(error.kind, ErrorKind::InvalidArgument);
        }
        for id in ["", " ", ".", ".."] {
            let cancellation = Cancellation::new(id, CancelReason::Other);
            let error = world.run(onetablet.cancel(&cancellation)).expect_err(id);
            assert_eq!(error.kind, ErrorKind::InvalidArgument);
            let mut delivery = Delivery::new(id);
            let sent = world.run(onetablet.delivery_status(&mut delivery, FLOW[0], None));
            assert_eq!(sent.expect_err(id).kind, ErrorKind::InvalidArgument);
        }
    }
    assert!(world.sent().is_empty());
    for address in ["", "http://onetablet.test", "https://", "https://a/?b"] {
        let client = OneTablet::with_transport(address, KEY, Options::new(), world.clone());
        assert_eq!(client.expect_err(address).kind, ErrorKind::InvalidArgument);
    }
    for key in ["", " ", "a b"] {
        let client = OneTablet::with_transport(ADDRESS, key, Options::new(), world.clone());
        assert_eq!(client.expect_err(key).kind, ErrorKind::InvalidArgument);
    }
}

// --------------------------------------------------------------------------------- trying again

#[test]
fn the_documented_delays_lie_between_attempts() {
    let server = MockServer::start();
    let (world, onetablet) = over_http(&server, "status:500");
    let error = world.run(onetablet.submit(&order())).expect_err("it fails");
    assert_eq!((error.kind, error.attempts), (ErrorKind::UnknownOutcome, 4));
    assert_eq!(times(&world), [0, 1, 1 + 5, 6 + 30]);
}

#[test]
fn an_order_whose_answer_is_lost_is_sent_again_with_its_id() {
    let server = MockServer::start();
    let (world, onetablet) = over_http(&server, "reset:before,times:2");
    world.run(onetablet.submit(&order())).expect("a receipt");
    assert_eq!(times(&world), [0, 1, 6]);
    let sent = world.sent();
    assert!(sent.iter().all(|again| again.text() == sent[0].text()));
}

#[test]
fn an_attempt_is_given_thirty_seconds() {
    let server = MockServer::start();
    let (world, onetablet) = over_http(&server, "stall:headers,times:1");
    world.run(onetablet.submit(&order())).expect("a receipt");
    assert_eq!(times(&world), [0, 31]);
}

#[test]
fn attempts_that_all_time_out_end_in_a_timeout() {
    let world = World::scripted((0..4).map(|_| Reply::never()));
    let error = world
        .run(in_world(&world).submit(&order()))
        .expect_err("it never answers");
    assert_eq!((error.kind, error.attempts), (ErrorKind::UnknownOutcome, 4));
    assert_eq!(times(&world), [0, 31, 31 + 35, 66 + 60]);
    assert_eq!(world.elapsed(), Duration::from_secs(156));
}

#[test]
fn a_network_that_is_not_there_is_tried_again() {
    let world = World::scripted([Reply::lost(), Reply::error(503), Reply::bytes(200, "")]);
    world
        .run(in_world(&world).cancel(&cancellation()))
        .expect("a receipt");
    assert_eq!(times(&world), [0, 1, 6]);
}

#[test]
fn a_refusal_is_never_tried_again() {
    for code in 400..500 {
        let world = World::scripted([Reply::error(code)]);
        let error = world
            .run(in_world(&world).submit(&order()))
            .expect_err("refused");
        assert_eq!((error.code, error.attempts), (Some(i64::from(code)), 1));
    }
    let world = World::scripted([Reply::error(429).retry_after(1)]);
    let error = world
        .run(in_world(&world).submit(&order()))
        .expect_err("refused");
    assert_eq!((error.kind, error.attempts), (ErrorKind::RateLimited, 1));
}

#[test]
fn the_delays_can_be_others() {
    let world = World::scripted([Reply::error(500)]);
    let options = Options::new().retry(Backoff::NEVER);
    let onetablet = OneTablet::with_transport(ADDRESS, KEY, options, world.clone());
    let error = world
        .run(onetablet.expect("a client").submit(&order()))
        .expect_err("once");
    assert_eq!(error.attempts, 1);
}

// ---------------------------------------------------------------------------- the courier's way

/// A delivery that has come this far: 0 before the first status.
fn delivery_at(reached: usize) -> Delivery {
    match reached.checked_sub(1) {
        None => Delivery::new("your-order-uuid"),
        Some(last) => Delivery::resume("your-order-uuid", FLOW[last]),
    }
}

#[test]
fn from_every_status_only_the_next_and_the_same_can_be_sent() {
    for reached in 0..=FLOW.len() {
        for (at, status) in FLOW.into_iter().enumerate() {
            let world = World::scripted([Reply::bytes(200, "")]);
            let onetablet = in_world(&world);
            let mut delivery = delivery_at(reached);
            let sent = world.run(onetablet.delivery_status(&mut delivery, status, None));
            // `at + 1` statuses have been sent once this one is.
            if at + 1 == reached || at == reached {
                sent.unwrap_or_else(|error| panic!("{reached} {status:?}: {error}"));
                assert_eq!(delivery.status(), Some(status));
                assert_eq!(world.sent().len(), 1);
            } else {
                let error = sent.expect_err(status.name());
                assert_eq!(error.kind, ErrorKind::InvalidArgument);
                let word = if at < reached { "mundur" } else { "melompat" };
                assert!(error.to_string().contains(word), "{error}");
                assert_eq!(delivery, delivery_at(reached), "it is where it was");
                assert!(world.sent().is_empty(), "nothing is sent");
            }
        }
    }
}

#[test]
fn the_missing_statuses_lead_to_any_status_ahead() {
    for reached in 0..=FLOW.len() {
        for (at, status) in FLOW.into_iter().enumerate() {
            let steps = delivery_at(reached).missing(status);
            let wanted: Vec<_> = FLOW.into_iter().take(at + 1).skip(reached).collect();
            assert_eq!(steps, wanted);
        }
    }
}

#[test]
fn a_status_that_did_not_arrive_can_be_sent_again() {
    let script = (0..4)
        .map(|_| Reply::error(500))
        .chain([Reply::bytes(200, "")]);
    let world = World::scripted(script);
    let onetablet = in_world(&world);
    let mut delivery = Delivery::new("your-order-uuid");
    let first = world.run(onetablet.delivery_status(&mut delivery, FLOW[0], None));
    let first = first.expect_err("it fails");
    assert_eq!(first.kind, ErrorKind::UnknownOutcome);
    assert!(first.sent.as_deref().is_some_and(|sent| sent.repeatable));
    assert!(first.to_string().contains("Aman dikirim lagi"), "{first}");
    assert_eq!(delivery.status(), None);
    let second = world.run(onetablet.delivery_status(&mut delivery, FLOW[0], None));
    second.expect("a receipt");
    assert_eq!(delivery.status(), Some(FLOW[0]));
}

#[test]
fn a_delivery_can_be_stored_and_resumed() {
    for status in FLOW {
        assert_eq!(DeliveryStatus::of(status.name()).expect("a status"), status);
        let stored = serde_json::to_string(&Delivery::resume("a", status)).expect("JSON");
        assert!(stored.contains(status.name()));
        let resumed: Delivery = serde_json::from_str(&stored).expect("a delivery");
        assert_eq!((resumed.order_id(), resumed.status()), ("a", Some(status)));
    }
    for name in ["", "Dropoff", "delivered"] {
        let error = DeliveryStatus::of(name).expect_err(name);
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
    let nexts: Vec<_> = FLOW.into_iter().map(DeliveryStatus::next).collect();
    assert_eq!(
        nexts,
        [
            Some(FLOW[1]),
            Some(FLOW[2]),
            Some(FLOW[3]),
            Some(FLOW[4]),
            None
        ]
    );
}

// ---------------------------------------------------------------------------------------- cents

#[test]
fn cents_are_neither_negative_nor_fractions() {
    const LARGEST: u64 = 9_007_199_254_740_991;
    assert_eq!(Cents::new(1299).expect("cents").get(), 1299);
    assert_eq!(Cents::try_from(0_i64).expect("cents"), Cents::ZERO);
    assert_eq!(
        Cents::try_from(1299.0).expect("cents"),
        Cents::from(1299_u32)
    );
    for cents in [-1.0, -0.5, 0.5, 12.99, f64::NAN, f64::INFINITY, 1e16] {
        let error = Cents::try_from(cents).expect_err("no cents");
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{cents}");
    }
    for cents in [-1, i64::MIN, i64::MAX] {
        assert!(Cents::try_from(cents).is_err(), "{cents}");
    }
    assert!(Cents::new(LARGEST).is_ok() && Cents::new(LARGEST + 1).is_err());
    let most = Cents::new(LARGEST).expect("cents");
    assert_eq!(most.checked_add(Cents::from(1)), None);
    assert_eq!(most.checked_mul(2), None);
    assert_eq!(Cents::from(2).checked_mul(3), Some(Cents::from(6)));
    assert_eq!(
        Cents::from(2).checked_add(Cents::from(3)),
        Some(Cents::from(5))
    );
}

#[test]
fn no_order_is_read_with_an_amount_that_is_none() {
    for amount in ["1299", "1299.0", "0"] {
        assert!(serde_json::from_str::<Cents>(amount).is_ok(), "{amount}");
    }
    for amount in [
        "-1",
        "12.99",
        "\"1299\"",
        "null",
        "1e300",
        "9007199254740992",
    ] {
        assert!(serde_json::from_str::<Cents>(amount).is_err(), "{amount}");
    }
    let mut written = example("submit");
    written["tax"] = json!(-225);
    assert!(serde_json::from_value::<Order>(written).is_err());
    let price = serde_json::to_string(&Cents::from(1299)).expect("JSON");
    assert_eq!(price, "1299");
}

// -------------------------------------------------------------------------------------- secrets

#[test]
fn neither_the_key_nor_a_customer_is_shown() {
    let echo = json!({"error": format!("Key {KEY}"), "message": format!("{KEY} is unknown")});
    let world = World::scripted([Reply::json(401, &echo)]);
    let onetablet = in_world(&world);
    let error = world.run(onetablet.submit(&order())).expect_err("no");
    assert_eq!(error.status.as_deref(), Some("*** is unknown"));
    let shown = format!(
        "{onetablet:?} {error:?} {error} {:?} {:?}",
        order(),
        courier()
    );
    let shown = format!(
        "{shown} {:?} {:?}",
        order().consumer,
        order().delivery_address
    );
    let hidden = [
        KEY,
        "customer@example.com",
        "John",
        "+1555",
        "123 Main St",
        "Mike",
    ];
    for secret in hidden {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    let items = format!("{:?}", order().categories);
    assert!(
        items.contains("Buffalo Wings") && !items.contains("John"),
        "{items}"
    );
}

// ---------------------------------------------------------------------------------- any answer

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let name = prop_oneof![Just("error"), Just("message"), Just("id")];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name.prop_map(str::to_owned), inner, 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn ask_everything(reply: &Reply) {
    let reply = reply.clone();
    let world = World::serving(move |_| reply.clone());
    let onetablet = in_world(&world);
    let mut delivery = Delivery::new("a");
    world.run(async {
        let _ = onetablet.submit(&order()).await;
        let _ = onetablet.cancel(&cancellation()).await;
        let _ = onetablet
            .delivery_status(&mut delivery, FLOW[0], None)
            .await;
    });
    assert!(world.sent().len() >= 3);
}

proptest! {
    #[test]
    fn no_answer_panics(status in 100_u16..600, body in any_json()) {
        ask_everything(&Reply::json(status, &body));
    }

    #[test]
    fn no_bytes_panic(status in 100_u16..600, body in prop::collection::vec(any::<u8>(), 0..64)) {
        ask_everything(&Reply::bytes(status, body));
    }

    #[test]
    fn a_delivery_never_goes_back(wanted in prop::collection::vec(0_usize..5, 0..24)) {
        let world = World::serving(|_| Reply::bytes(200, ""));
        let onetablet = in_world(&world);
        let mut delivery = Delivery::new("a");
        for at in wanted {
            let before = delivery.status();
            let _ = world.run(onetablet.delivery_status(&mut delivery, FLOW[at], None));
            prop_assert!(delivery.status() >= before);
        }
    }
}
