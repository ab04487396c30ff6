//! The commerce API without a network: every documented example, what is refused before anything is sent,
//! tokens that are renewed, money that moves once, and answers that nobody thought of.
#![cfg(feature = "server")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::any_json;
use crate::support;
use any_json::anything;
use bukaolshop::layer::Backoff;
use bukaolshop::server::orders::commerce::{
    Address, Amount, Commerce, Credentials, Item, LogList, NotificationSend, NotificationType,
    OrderCreate, Paging, Pay, PaymentFailure, ProductGet, ProductList, UserList,
};
use bukaolshop::server::{Call, Direction, Options};
use bukaolshop::{Body, Error, ErrorKind, Method};
use futures_util::TryStreamExt;
use futures_util::future::join;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::world::{NOON, Sent};
use support::{Reply, World, read};

const KEY: &str = "kunci/api+1==";
const BASE: &str = "https://toko.contoh.id/v2";

fn client_of(credentials: Credentials, world: &World) -> Commerce<World> {
    let options = Options::new().retry(Backoff::NEVER);
    Commerce::with_transport(BASE, credentials, options, world.clone()).expect("a client")
}

fn client(world: &World) -> Commerce<World> {
    client_of(Credentials::api_key(KEY).expect("a key"), world)
}

/// The documented example of this name.
fn example(name: &str) -> Value {
    let bytes = read(&format!("data/server/commerce/{name}.json"));
    serde_json::from_slice(&bytes).expect("an example is JSON")
}

/// What a call makes of a reply, and the world afterwards.
fn ask<C: Call>(call: &C, reply: Reply) -> (World, Result<C::Answer, Error>) {
    let world = World::scripted([reply]);
    let answer = world.run(client(&world).ask(call));
    (world, answer)
}

/// The same, of a call that succeeds.
fn good<C: Call>(call: &C, reply: Reply) -> (World, C::Answer) {
    let (world, answer) = ask(call, reply);
    (world, answer.unwrap_or_else(|error| panic!("{error}")))
}

/// A request, by its method and what stands behind the address; it has the key.
fn asked(world: &World) -> (Method, String) {
    let sent = world.sent().remove(0);
    let bearer = format!("Bearer {KEY}");
    assert_eq!(sent.header("authorization"), Some(bearer.as_str()));
    let path = sent.url.strip_prefix(BASE).expect("the address");
    (sent.method, path.to_owned())
}

fn get(path: &str) -> (Method, String) {
    (Method::Get, path.to_owned())
}

fn json_of(sent: &Sent) -> Value {
    assert!(matches!(sent.body, Some(Body::Json(_))));
    serde_json::from_str(sent.text()).expect("JSON")
}

/// The documented order.
fn order() -> OrderCreate {
    let item = |product_id: &str, quantity| Item {
        product_id: product_id.to_owned(),
        quantity,
        ..Item::default()
    };
    OrderCreate {
        user_id: "usr_123abc".to_owned(),
        items: vec![item("prod_xyz789", 2), item("prod_abc123", 1)],
        shipping_address: Address {
            street: "123 Main St".to_owned(),
            city: "Anytown".to_owned(),
            zip_code: "12345".to_owned(),
            country: "USA".to_owned(),
            ..Address::default()
        },
    }
}

/// The documented payment.
fn payment() -> Pay {
    Pay {
        order_id: "ord_qwe987".to_owned(),
        payment_method_id: "pm_ Stripe_12345".to_owned(),
        amount: Amount::hundredths(9_998),
        currency: "USD".to_owned(),
    }
}

/// The documented message.
fn message() -> NotificationSend {
    NotificationSend {
        user_id: "usr_123abc".to_owned(),
        kind: NotificationType::Email,
        subject: Some("Your order has shipped!".to_owned()),
        message:
            "Your order #ORD-5678 has been shipped and is expected to arrive in 3-5 business days."
                .to_owned(),
    }
}

// ------------------------------------------------------------------------------- documented examples

#[test]
fn users_decode_and_the_headers_say_where_they_end() {
    let query = UserList {
        paging: Paging {
            limit: 20,
            offset: 40,
        },
        status: Some("active".to_owned()),
    };
    let reply = Reply::ok(&json!([example("user")]))
        .header("x-total-count", 150)
        .header("x-limit", 20)
        .header("x-offset", 40);
    let (world, slice) = good(&query, reply);
    assert_eq!(
        asked(&world),
        get("/users?limit=20&offset=40&status=active")
    );
    assert_eq!(
        (slice.total, slice.limit, slice.offset),
        (Some(150), 20, 40)
    );
    assert_eq!(slice.next_offset, Some(41));
    let user = &slice.data[0];
    assert_eq!(
        (user.id.as_str(), user.status.as_str()),
        ("usr_123abc", "active")
    );
    assert_eq!(user.created_at, "2023-01-15T10:30:00Z");
    assert_eq!(serde_json::to_value(user).expect("JSON"), example("user"));
}

#[test]
fn products_decode() {
    let reply = Reply::ok(&json!([example("product")]));
    let (world, slice) = good(&ProductList::default(), reply);
    assert_eq!(asked(&world), get("/products?limit=20&offset=0"));
    assert_eq!((slice.total, slice.next_offset), (None, None));
    let product = &slice.data[0];
    assert_eq!((product.price, product.stock), (49.99, Some(150.0)));

    let call = ProductGet {
        product_id: "prod_xyz789".to_owned(),
    };
    let (world, one) = good(&call, Reply::ok(&example("product")));
    assert_eq!(asked(&world), get("/products/prod_xyz789"));
    assert_eq!(&one, product);
}

#[test]
fn an_order_is_sent_as_documented() {
    let mut made = example("order_request");
    made["id"] = json!("ord_qwe987");
    made["status"] = json!("pending");
    let (world, made) = good(&order(), Reply::json(201, &made));
    assert_eq!(asked(&world), (Method::Post, "/orders".to_owned()));
    assert_eq!(json_of(&world.sent()[0]), example("order_request"));
    assert_eq!(made.id, "ord_qwe987");
    assert_eq!(made.items.as_deref(), Some(order().items.as_slice()));
    assert_eq!(made.shipping_address, Some(order().shipping_address));
    assert_eq!(made.extra["status"], "pending");
}

#[test]
fn a_payment_is_sent_as_documented() {
    let answer =
        json!({"id": "pay_1", "orderId": "ord_qwe987", "status": "succeeded", "amount": 99.98});
    let (world, paid) = good(&payment(), Reply::ok(&answer));
    assert_eq!(asked(&world), (Method::Post, "/payments".to_owned()));
    assert_eq!(json_of(&world.sent()[0]), example("payment_request"));
    assert_eq!(world.sent()[0].text().matches("99.98").count(), 1);
    assert_eq!(
        (paid.id.as_deref(), paid.amount),
        (Some("pay_1"), Some(99.98))
    );
}

#[test]
fn a_message_is_sent_as_documented() {
    for (reply, extra) in [
        (Reply::bytes(202, ""), json!({})),
        (
            Reply::json(202, &json!({"id": "ntf_1"})),
            json!({"id": "ntf_1"}),
        ),
    ] {
        let (world, accepted) = good(&message(), reply);
        assert_eq!(
            asked(&world),
            (Method::Post, "/notifications/send".to_owned())
        );
        assert_eq!(json_of(&world.sent()[0]), example("notification_request"));
        assert_eq!(Value::Object(accepted.extra), extra);
    }
}

#[test]
fn a_text_to_a_phone_has_no_subject() {
    let sms = NotificationSend {
        kind: NotificationType::Sms,
        subject: None,
        ..message()
    };
    let (world, _) = good(&sms, Reply::bytes(202, ""));
    let sent = json_of(&world.sent()[0]);
    assert_eq!((&sent["type"], sent.get("subject")), (&json!("sms"), None));
}

#[test]
fn log_entries_decode() {
    let query = LogList {
        start_date: Some("2023-10-01".to_owned()),
        end_date: Some("2023-10-27T23:59:59+07:00".to_owned()),
        level: Some("info".to_owned()),
        ..LogList::default()
    };
    let (world, slice) = good(&query, Reply::ok(&json!([example("log_entry")])));
    assert_eq!(
        asked(&world),
        get(
            "/logs?limit=20&offset=0&startDate=2023-10-01&endDate=2023-10-27T23%3A59%3A59%2B07%3A00&level=info"
        )
    );
    let entry = &slice.data[0];
    assert_eq!(entry.ip_address.as_deref(), Some("192.168.1.100"));
    assert_eq!(
        serde_json::to_value(entry).expect("JSON"),
        example("log_entry")
    );
}

#[test]
fn an_error_has_the_servers_name_words_and_details() {
    for (status, kind) in [
        (400, ErrorKind::BadRequest),
        (401, ErrorKind::Unauthorized),
        (403, ErrorKind::Forbidden),
        (404, ErrorKind::NotFound),
        (500, ErrorKind::Server),
    ] {
        let (_, answer) = ask(&UserList::default(), Reply::json(status, &example("error")));
        let error = answer.expect_err("an error");
        assert_eq!((error.kind, error.code), (kind, Some(i64::from(status))));
        assert_eq!(error.server_code.as_deref(), Some("INVALID_PARAMETER"));
        assert_eq!(
            error.status.as_deref(),
            Some("The 'userId' parameter is required.")
        );
        assert_eq!(error.path.as_deref(), Some("userId (string)"));
        assert_eq!(error.endpoint, Some("/users"));
    }
}

#[test]
fn an_error_of_another_shape_is_that_error_all_the_same() {
    let bodies = [
        json!({"error": {"code": 17, "message": null, "details": {"field": "userId"}}}),
        json!({"error": "rusak"}),
        json!([]),
        json!("rusak"),
    ];
    for body in bodies {
        let (_, answer) = ask(&UserList::default(), Reply::json(404, &body));
        assert_eq!(
            answer.expect_err("HTTP 404").kind,
            ErrorKind::NotFound,
            "{body}"
        );
    }
    let (_, answer) = ask(&UserList::default(), Reply::bytes(404, "<html>"));
    assert_eq!(answer.expect_err("HTTP 404").kind, ErrorKind::NotFound);
}

#[test]
fn a_row_that_cannot_be_read_hides_no_other() {
    let rows =
        json!([example("product"), {"id": "prod_2", "price": "mahal"}, 7, {"id": "", "price": 1}]);
    let (_, slice) = good(&ProductList::default(), Reply::ok(&rows));
    let paths: Vec<&str> = slice.rejected.iter().map(|row| row.path.as_str()).collect();
    assert_eq!(slice.data.len(), 1);
    assert_eq!(paths, ["[1].price", "[2]", "[3].id"]);
}

#[test]
fn a_list_that_is_none_is_an_invalid_response() {
    for body in [
        json!({"data": []}),
        json!(null),
        json!("x"),
        json!({"0": example("user")}),
    ] {
        let (_, answer) = ask(&UserList::default(), Reply::ok(&body));
        assert_eq!(
            answer.expect_err("no list").kind,
            ErrorKind::InvalidResponse,
            "{body}"
        );
    }
}

// ------------------------------------------------------------------------------------ before it is sent

/// Takes something away from what is good.
type Spoil<T> = fn(&mut T);

fn refused<C: Call>(call: &C) -> String {
    let world = World::scripted([]);
    let error = world
        .run(client(&world).ask(call))
        .err()
        .expect("it is refused");
    assert_eq!(
        (error.kind, error.endpoint),
        (ErrorKind::InvalidArgument, Some(call.path()))
    );
    error.to_string()
}

#[test]
fn limits_are_from_1_to_100() {
    for (limit, good) in [
        (0, false),
        (1, true),
        (100, true),
        (101, false),
        (u32::MAX, false),
    ] {
        let paging = Paging { limit, offset: 0 };
        let call = ProductList { paging };
        if good {
            ask(&call, Reply::ok(&json!([]))).1.expect("a list");
        } else {
            assert!(refused(&call).contains("limit harus"), "{limit}");
        }
    }
}

#[test]
fn filters_that_are_none_are_not_sent() {
    let status = Some(" ".to_owned());
    assert!(
        refused(&UserList {
            status,
            ..UserList::default()
        })
        .contains("status")
    );
    let level = Some(String::new());
    assert!(
        refused(&LogList {
            level,
            ..LogList::default()
        })
        .contains("level")
    );
    let start_date = Some("kemarin".to_owned());
    assert!(
        refused(&LogList {
            start_date,
            ..LogList::default()
        })
        .contains("startDate")
    );
    let end_date = Some("27-10-2023".to_owned());
    assert!(
        refused(&LogList {
            end_date,
            ..LogList::default()
        })
        .contains("endDate")
    );
    for product_id in ["", "..", " "] {
        let product_id = product_id.to_owned();
        refused(&ProductGet { product_id });
    }
}

#[test]
fn orders_payments_and_messages_that_cannot_be_are_not_sent() {
    let orders: [(Spoil<OrderCreate>, &str); 6] = [
        (|order| order.user_id.clear(), "userId"),
        (|order| order.items.clear(), "items"),
        (|order| order.items[1].quantity = 0, "items.quantity"),
        (|order| order.items[1].product_id.clear(), "items.productId"),
        (
            |order| order.shipping_address.street.clear(),
            "shippingAddress.street",
        ),
        (
            |order| order.shipping_address.country.clear(),
            "shippingAddress.country",
        ),
    ];
    for (spoil, name) in orders {
        let mut order = order();
        spoil(&mut order);
        assert!(refused(&order).contains(&format!("{name} harus")), "{name}");
    }
    let payments: [(Spoil<Pay>, &str); 7] = [
        (|pay| pay.order_id.clear(), "orderId"),
        (|pay| pay.payment_method_id.clear(), "paymentMethodId"),
        (|pay| pay.amount = Amount::hundredths(0), "amount"),
        (|pay| pay.amount = Amount::hundredths(u64::MAX), "amount"),
        (|pay| pay.currency = "usd".to_owned(), "currency"),
        (|pay| pay.currency = "US".to_owned(), "currency"),
        (|pay| pay.currency = "€".to_owned(), "currency"),
    ];
    for (spoil, name) in payments {
        let mut pay = payment();
        spoil(&mut pay);
        assert!(refused(&pay).contains(&format!("{name} harus")), "{name}");
    }
    let messages: [(Spoil<NotificationSend>, &str); 4] = [
        (|message| message.user_id.clear(), "userId"),
        (|message| message.subject = None, "subject"),
        (|message| message.subject = Some(" ".to_owned()), "subject"),
        (|message| message.message.clear(), "message"),
    ];
    for (spoil, name) in messages {
        let mut message = message();
        spoil(&mut message);
        assert!(
            refused(&message).contains(&format!("{name} harus")),
            "{name}"
        );
    }
}

#[test]
fn amounts_are_written_without_rounding() {
    for (hundredths, text) in [
        (1, "0.01"),
        (10, "0.1"),
        (100, "1"),
        (9_998, "99.98"),
        (15_000_000, "150000"),
        (999_999_999_999_999, "9999999999999.99"),
    ] {
        let amount = Amount::hundredths(hundredths);
        assert_eq!(serde_json::to_string(&amount).expect("JSON"), text);
    }
    assert_eq!(Amount::whole(7), Some(Amount::hundredths(700)));
    assert_eq!(Amount::whole(u64::MAX), None);
}

proptest! {
    #[test]
    fn every_amount_is_written_as_it_is(hundredths in 1_u64..=999_999_999_999_999) {
        let text = serde_json::to_string(&Amount::hundredths(hundredths)).expect("JSON");
        let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
        let whole: u64 = whole.parse().expect("digits");
        let cents: u64 = format!("{cents:0<2}").parse().expect("two digits");
        prop_assert_eq!(whole * 100 + cents, hundredths);
    }
}

#[test]
fn the_address_is_https_or_this_machine() {
    let client = |address: &str| {
        let key = Credentials::api_key(KEY).expect("a key");
        let world = World::scripted([]);
        Commerce::with_transport(address, key, Options::new(), world).map(drop)
    };
    for address in ["https://toko.contoh.id", "http://127.0.0.1:8080/commerce"] {
        assert_eq!(client(address), Ok(()));
    }
    for address in [
        "",
        "http://toko.contoh.id",
        "ftp://toko.contoh.id",
        "https://u@toko.contoh.id",
    ] {
        let error = client(address).expect_err(address);
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
    for key in ["", " ", "a b", "a\nb", "kunci\u{e9}"] {
        let error = Credentials::api_key(key).expect_err("no key");
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
}

// ---------------------------------------------------------------------------------------------- tokens

/// A source that gives out `tok/1`, `tok/2` and so on, and how often it was asked.
fn source() -> (Credentials, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let credentials = Credentials::oauth(move || {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move { Ok(format!("tok/{number}")) }
    });
    (credentials, asked)
}

/// A server that takes this token only.
fn taking(token: &'static str) -> World {
    World::serving(move |sent| {
        let bearer = sent
            .header("authorization")
            .and_then(|text| text.strip_prefix("Bearer "));
        if bearer == Some(token) {
            Reply::ok(&json!([]))
        } else {
            let words = format!("{} is no token", bearer.unwrap_or("nothing"));
            Reply::json(
                401,
                &json!({"error": {"code": "UNAUTHORIZED", "message": words}}),
            )
        }
    })
}

#[test]
fn a_token_is_kept_as_long_as_it_is_good() {
    let (credentials, asked) = source();
    let world = taking("tok/1");
    let commerce = client_of(credentials, &world);
    for _ in 0..3 {
        world
            .run(commerce.users(&UserList::default()))
            .expect("users");
    }
    assert_eq!((asked.load(Ordering::SeqCst), world.sent().len()), (1, 3));
}

#[test]
fn a_token_that_is_refused_is_renewed_once() {
    let (credentials, asked) = source();
    let world = taking("tok/2");
    let commerce = client_of(credentials, &world);
    world
        .run(commerce.users(&UserList::default()))
        .expect("users");
    assert_eq!((asked.load(Ordering::SeqCst), world.sent().len()), (2, 2));

    let (credentials, asked) = source();
    let world = taking("tok/never");
    let commerce = client_of(credentials, &world);
    let error = world
        .run(commerce.users(&UserList::default()))
        .expect_err("401 twice");
    assert_eq!((error.kind, error.attempts), (ErrorKind::Unauthorized, 1));
    assert_eq!((asked.load(Ordering::SeqCst), world.sent().len()), (2, 2));
    assert_eq!(error.status.as_deref(), Some("*** is no token"));
}

#[test]
fn those_who_are_refused_together_share_the_new_token() {
    let (credentials, asked) = source();
    let world = taking("tok/2");
    let commerce = client_of(credentials, &world);
    let query = UserList::default();
    let both = join(commerce.users(&query), commerce.users(&query));
    let (one, other) = world.run(both);
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[test]
fn a_key_that_is_refused_stays_refused() {
    let world = taking("another");
    let error = world
        .run(client(&world).users(&UserList::default()))
        .expect_err("401");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert_eq!(error.status.as_deref(), Some("*** is no token"));
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn a_payment_that_is_refused_for_its_token_is_sent_once_and_the_next_has_the_new_one() {
    let (credentials, asked) = source();
    let world = World::serving(|sent| match sent.header("authorization") {
        Some("Bearer tok/2") => Reply::ok(&json!({"id": "pay_1"})),
        _ => Reply::error(401),
    });
    let commerce = client_of(credentials, &world);
    let error = world.run(commerce.pay(&payment())).expect_err("401");
    assert_eq!(
        (error.kind, error.movement.as_ref()),
        (ErrorKind::Unauthorized, None)
    );
    assert_eq!((asked.load(Ordering::SeqCst), world.sent().len()), (2, 1));
    world.run(commerce.pay(&payment())).expect("it is paid");
    assert_eq!((asked.load(Ordering::SeqCst), world.sent().len()), (2, 2));
}

#[test]
fn a_source_without_a_token_sends_nothing() {
    for kind in [ErrorKind::Network, ErrorKind::Unauthorized] {
        let credentials = Credentials::oauth(move || async move { Err(kind) });
        let world = World::scripted([]);
        let commerce = client_of(credentials, &world);
        let error = world.run(commerce.pay(&payment())).expect_err("no token");
        assert_eq!((error.kind, error.endpoint), (kind, Some("/payments")));
        assert!(error.to_string().contains("sumber token"), "{error}");
    }
    let credentials = Credentials::oauth(|| async { Ok("dua kata".to_owned()) });
    let world = World::scripted([]);
    let commerce = client_of(credentials, &world);
    let error = world
        .run(commerce.users(&UserList::default()))
        .expect_err("no token");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
}

#[test]
fn a_call_that_is_none_does_not_ask_for_a_token() {
    let (credentials, asked) = source();
    let world = World::scripted([]);
    let commerce = client_of(credentials, &world);
    world.run(commerce.product("")).expect_err("no id");
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

// --------------------------------------------------------------------------------------- money, once

/// What paying ends in, with a client that repeats what it may; and how often it was sent.
fn pay(reply: Reply) -> (Error, usize) {
    let world = World::serving(move |_| reply.clone());
    let key = Credentials::api_key(KEY).expect("a key");
    let commerce = Commerce::with_transport(BASE, key, Options::new(), world.clone());
    let error = world.run(commerce.expect("a client").pay(&payment()));
    (error.expect_err("it fails"), world.sent().len())
}

#[test]
fn a_payment_whose_outcome_nobody_knows_is_sent_once() {
    let other_order = json!({"id": "pay_1", "orderId": "ord_lain"});
    let cases = [
        Reply::cut(),
        Reply::never(),
        Reply::error(500),
        Reply::error(503).retry_after(1),
        Reply::bytes(302, ""),
        Reply::bytes(200, ""),
        Reply::bytes(200, "<html>"),
        Reply::ok(&json!([])),
        Reply::ok(&example("error")),
        Reply::ok(&other_order),
        Reply::ok(&json!({"amount": "banyak"})),
    ];
    for reply in cases {
        let told = format!("{reply:?}");
        let (error, times) = pay(reply);
        assert_eq!(
            (error.kind, times),
            (ErrorKind::UnknownOutcome, 1),
            "{told}"
        );
        assert!(!error.is_retryable());
        let movement = error.movement.as_deref().expect("a movement");
        assert_eq!(
            (movement.amount, movement.direction),
            (Some(9_998), Direction::Kurang)
        );
        assert_eq!(movement.reference.as_deref(), Some("ord_qwe987"));
        assert_eq!(movement.at, NOON.as_millis() as u64);
    }
}

#[test]
fn a_payment_that_was_not_sent_or_plainly_refused_moved_nothing() {
    for (reply, kind) in [
        (Reply::lost(), ErrorKind::Network),
        (Reply::error(400), ErrorKind::BadRequest),
        (Reply::error(402), ErrorKind::PaymentRequired),
        (Reply::error(404), ErrorKind::NotFound),
    ] {
        let (error, times) = pay(reply);
        assert_eq!(
            (error.kind, times, error.movement.as_ref()),
            (kind, 1, None)
        );
    }
}

#[test]
fn a_failed_payment_has_its_words() {
    let body = json!({"error": {"code": "CARD_DECLINED", "message": "Card pm_ Stripe_12345 was declined.", "details": "insufficient_funds"}});
    let (error, _) = pay(Reply::json(402, &body));
    let failure = PaymentFailure::of(&error).expect("a failed payment");
    assert_eq!(failure.code.as_deref(), Some("CARD_DECLINED"));
    assert_eq!(failure.message.as_deref(), Some("Card *** was declined."));
    assert_eq!(failure.details.as_deref(), Some("insufficient_funds"));
    let (other, _) = pay(Reply::error(400));
    assert_eq!(PaymentFailure::of(&other), None);
}

#[test]
fn what_changes_something_is_sent_once_and_what_reads_again() {
    let attempts = |ask: &dyn Fn(&World, &Commerce<World>) -> Error| {
        let world = World::serving(|_| Reply::error(503));
        let key = Credentials::api_key(KEY).expect("a key");
        let commerce = Commerce::with_transport(BASE, key, Options::new(), world.clone());
        let error = ask(&world, &commerce.expect("a client"));
        let is_read = world.sent().iter().all(|sent| sent.method == Method::Get);
        let kind = match is_read {
            true => ErrorKind::Unavailable,
            false => ErrorKind::UnknownOutcome,
        };
        assert_eq!(error.kind, kind);
        world.sent().len()
    };
    let order = |world: &World, commerce: &Commerce<World>| {
        world.run(commerce.create_order(&order())).expect_err("503")
    };
    let message = |world: &World, commerce: &Commerce<World>| {
        world
            .run(commerce.send_notification(&message()))
            .expect_err("503")
    };
    let users = |world: &World, commerce: &Commerce<World>| {
        world
            .run(commerce.users(&UserList::default()))
            .expect_err("503")
    };
    assert_eq!(
        (attempts(&order), attempts(&message), attempts(&users)),
        (1, 1, 3)
    );
}

// ---------------------------------------------------------------------------------------------- paging

/// A server with so many rows, which gives out no more than `most` at a time and may say how many.
fn shop(rows: u64, most: u64, total: bool) -> World {
    World::serving(move |sent| {
        let (limit, offset) = (sent.number("limit").min(most), sent.number("offset"));
        let page: Vec<Value> = (offset..rows.min(offset + limit))
            .map(|number| json!({"id": format!("usr_{number}"), "price": 1}))
            .collect();
        let reply = Reply::ok(&json!(page)).header("x-limit", limit);
        if total {
            reply
                .header("x-total-count", rows)
                .header("x-offset", offset)
        } else {
            reply
        }
    })
}

#[test]
fn lists_are_walked_to_their_end() {
    let cases = [
        // rows, the server's most, whether it tells the total, requests
        (150, 100, true, 2),
        (200, 100, true, 2),
        (200, 100, false, 3),
        (150, 50, true, 3),
        (150, 50, false, 4),
        (0, 100, true, 1),
        (0, 100, false, 1),
    ];
    for (rows, most, total, requests) in cases {
        let world = shop(rows, most, total);
        let commerce = client(&world);
        let paging = Paging::LARGEST;
        let query = UserList {
            paging,
            ..UserList::default()
        };
        let users: Vec<_> = world
            .run(commerce.all_users(&query).try_collect())
            .expect("users");
        assert_eq!(
            (users.len() as u64, world.sent().len()),
            (rows, requests),
            "{most} {total}"
        );
        let products = world.run(
            commerce
                .all_products(&ProductList { paging })
                .try_collect::<Vec<_>>(),
        );
        assert_eq!(products.expect("products").len() as u64, rows);
    }
}

#[test]
fn equal_log_entries_are_all_there() {
    let world = World::serving(|sent| {
        let left = 250 - sent.number("offset");
        let rows = vec![example("log_entry"); left.min(100) as usize];
        Reply::ok(&json!(rows)).header("x-total-count", 250)
    });
    let commerce = client(&world);
    let query = LogList {
        paging: Paging::LARGEST,
        ..LogList::default()
    };
    let rows: Vec<_> = world
        .run(commerce.all_logs(&query).try_collect())
        .expect("entries");
    assert_eq!((rows.len(), world.sent().len()), (250, 3));
}

#[test]
fn a_server_that_ignores_the_offset_is_found_out() {
    for total in [Some(3), None] {
        let world = World::serving(move |_| {
            let reply = Reply::ok(&json!([example("user")])).header("x-limit", 1);
            match total {
                Some(total) => reply.header("x-total-count", total),
                None => reply,
            }
        });
        let commerce = client(&world);
        let query = UserList::default();
        let users = world.run(commerce.all_users(&query).try_collect::<Vec<_>>());
        let error = users.expect_err("there is no end");
        assert_eq!(error.kind, ErrorKind::InvalidResponse);
        assert_eq!(world.sent().len(), 2);
    }
}

#[test]
fn a_404_behind_the_first_part_is_the_end_only_where_no_total_promises_more() {
    let walk = |first: Reply| {
        let world = World::scripted([first, Reply::error(404)]);
        let commerce = client(&world);
        let query = UserList::default();
        world
            .run(commerce.all_users(&query).try_collect::<Vec<_>>())
            .map(|rows| rows.len())
    };
    let first = || Reply::ok(&json!([example("user")])).header("x-limit", 1);
    assert_eq!(walk(first()), Ok(1));
    let error = walk(first().header("x-total-count", 2)).expect_err("a row is missing");
    assert_eq!(error.kind, ErrorKind::NotFound);
}

// --------------------------------------------------------------------------------- secrets, any answer

#[test]
fn nothing_shows_a_secret() {
    let (oauth, _) = source();
    let key = Credentials::api_key(KEY).expect("a key");
    for shown in [
        format!("{key:?}"),
        format!("{oauth:?}"),
        format!("{:?}", payment()),
    ] {
        for secret in [KEY, "tok/", "Stripe"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    let body = json!({"error": {"code": KEY, "message": format!("no {KEY}"), "details": KEY}});
    let (error, _) = pay(Reply::json(400, &body));
    let world = World::scripted([]);
    for shown in [
        format!("{error:?}"),
        error.to_string(),
        format!("{:?}", client(&world)),
    ] {
        assert!(!shown.contains(KEY), "{shown}");
    }
}

const NAMES: &[&str] = &[
    "error",
    "code",
    "message",
    "details",
    "id",
    "username",
    "status",
    "createdAt",
    "price",
    "stock",
    "userId",
    "items",
    "productId",
    "quantity",
    "shippingAddress",
    "street",
    "orderId",
    "amount",
    "currency",
    "timestamp",
    "level",
    "ipAddress",
    "0",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_answer_panics(
        answer in anything(NAMES),
        status in 200_u16..600,
        total in "[0-9]{0,21}|-1|x",
        offset in any::<u64>(),
    ) {
        let body = answer.clone();
        let world = World::serving(move |_| {
            Reply::json(status, &body).header("x-total-count", &total).header("x-limit", &total)
        });
        let commerce = client(&world);
        let paging = Paging { limit: 20, offset };
        let users = world.run(commerce.users(&UserList { paging, ..UserList::default() }));
        if let Ok(slice) = users {
            prop_assert!(slice.next_offset.is_none_or(|next| next > offset));
        }
        let _ = world.run(commerce.products(&ProductList { paging }));
        let _ = world.run(commerce.product("prod_1"));
        let _ = world.run(commerce.create_order(&order()));
        let _ = world.run(commerce.send_notification(&message()));
        let _ = world.run(commerce.logs(&LogList { paging, ..LogList::default() }));
        prop_assert_eq!(world.sent().len(), 6);
        // A payment is made, refused or unknown, and never anything in between.
        match world.run(commerce.pay(&payment())) {
            Ok(paid) => prop_assert!(answer.is_object() && paid.order_id.is_none_or(|id| id == "ord_qwe987")),
            Err(error) if (400..500).contains(&status) => prop_assert!(error.movement.is_none()),
            Err(error) => prop_assert_eq!(error.kind, ErrorKind::UnknownOutcome),
        }
    }
}
