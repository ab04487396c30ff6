//! Mitra Bunso without a network: every documented example, what PHP makes of it, what is refused before
//! anything is sent, and answers that nobody thought of.
#![cfg(feature = "server")]

use crate::any_json;
use crate::support;
use any_json::anything;
use bukaolshop::layer::Backoff;
use bukaolshop::server::orders::mitra_bunso::{
    BatchCreate, Customer, FirstState, MITRA_BUNSO, MitraBunso, NewDetail, NewOrder, NewOrderInfo,
    OrderList, OrderRow, PrintOrder, ProcessedList, Sender, SmartOrder, Status, TotalSummary,
};
use bukaolshop::server::{Call, Options};
use bukaolshop::{Body, Error, ErrorKind, Method};
use futures_util::TryStreamExt;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::world::Sent;
use support::{Reply, World, read};

const TOKEN: &str = "eyJ0b2tlbi/login+1==";
const ID_USER: &str = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b";
const ID_ORDER: &str = "c0aaa297-b030-4fd2-910b-4ada38c28ed0";

fn client(world: &World) -> MitraBunso<World> {
    let options = Options::new().retry(Backoff::NEVER);
    MitraBunso::with_transport(TOKEN, ID_USER, options, world.clone()).expect("a client")
}

/// The documented example of this name.
fn example(name: &str) -> Value {
    let bytes = read(&format!("data/server/mitra_bunso/{name}.json"));
    serde_json::from_slice(&bytes).expect("an example is JSON")
}

/// A client that is answered with this.
fn answered(answer: &Value) -> (World, MitraBunso<World>) {
    let world = World::scripted([Reply::ok(answer)]);
    let mitra = client(&world);
    (world, mitra)
}

/// What a call makes of an answer.
fn ask<C: Call>(call: &C, answer: &Value) -> Result<C::Answer, Error> {
    let (world, mitra) = answered(answer);
    world.run(mitra.ask(call))
}

/// A request, by its method and what stands behind the system's address; the user's id is `{id}`.
fn asked(world: &World) -> (Method, String) {
    let sent = world.sent().remove(0);
    assert_eq!(
        sent.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    let path = sent.url.strip_prefix(MITRA_BUNSO).expect("the address");
    (sent.method, path.replace(ID_USER, "{id}"))
}

fn get(path: &str) -> (Method, String) {
    (Method::Get, path.to_owned())
}

fn post(path: &str) -> (Method, String) {
    (Method::Post, path.to_owned())
}

/// The fields of a form, decoded by another crate than the one under test.
fn form(sent: &Sent) -> Vec<(String, String)> {
    assert!(matches!(sent.body, Some(Body::Form(_))));
    url::form_urlencoded::parse(sent.text().as_bytes())
        .into_owned()
        .collect()
}

/// The order of the documentation's "API Create".
fn new_order() -> NewOrder {
    NewOrder {
        customer: Customer {
            name: "Order Test #1".to_owned(),
            phone: "6281777777".to_owned(),
            address: "JL. Order #1 no 2".to_owned(),
            province_code: Some("PR002".to_owned()),
            province_name: "Bangka Belitung".to_owned(),
            city_code: Some("C011".to_owned()),
            city_name: "Kab. Bangka Barat".to_owned(),
            district_code: Some("D0060".to_owned()),
            district_name: "Tempilang".to_owned(),
            post_code: Some("33365".to_owned()),
            ..Customer::default()
        },
        sender: Sender {
            name: "ALTHACELL.COM".to_owned(),
            phone: "628382888888".to_owned(),
            ..Sender::default()
        },
        order: NewOrderInfo {
            invoice: "ANDI2022101112595401".to_owned(),
            courier_id: "1ce46391-c1d1-4dc9-bcad-8d7a8140714c".to_owned(),
            courier_name: "Lion Parcel".to_owned(),
            shop_id: "02badb7c-a3ff-4e64-97f7-a3b82044dd83".to_owned(),
            shop_name: "ALTHASHOP".to_owned(),
            awb: Some("ABC-DE0001".to_owned()),
            admin_note: Some(
                "Silicone Cover Samsung Note 10 plus Pink (Phone Case)(1pcs) - Rp.30000,"
                    .to_owned(),
            ),
            total_cost: 30_000,
            ..NewOrderInfo::default()
        },
        details: vec![NewDetail {
            product_id: "0209640b-5767-4a39-9511-3c62ac15fb94".to_owned(),
            qty: 1,
            product_price: 30_000,
            total_price: 30_000,
            product_name: "Silicone Cover Samsung Note 10 plus Pink (Phone Case)".to_owned(),
        }],
    }
}

/// The export of the documentation's "API SMART Order".
fn export() -> SmartOrder {
    SmartOrder {
        text: serde_json::from_value(example("smart_order_request")).expect("rows of cells"),
        marketplace: "shopee".to_owned(),
        shop: "02badb7c-a3ff-4e64-97f7-a3b82044dd83".to_owned(),
        excel: true,
        header: false,
    }
}

fn print() -> PrintOrder {
    PrintOrder {
        timestamp: "2022-09-02 16:11:21".to_owned(),
        print_status: 2,
    }
}

// ------------------------------------------------------------------------------- documented examples

#[test]
fn a_list_decodes() {
    let (world, mitra) = answered(&example("list"));
    let query = OrderList {
        offset: 20,
        limit: 1,
        q: Some(" INV2022&05 ".to_owned()),
        status: Some(Status::New),
    };
    let slice = world.run(mitra.list(&query)).expect("a list");
    assert_eq!(
        asked(&world),
        get("/order/orders/list/{id}/20/1?q=INV2022%2605&status=NEW")
    );
    assert_eq!((slice.total, slice.next_offset), (Some(23_645), Some(21)));
    assert_eq!(slice.rest["show"], 1);
    let row = &slice.data[0];
    assert!(row.customer.address.ends_with("\r\nSingaparna 46412"));
    assert_eq!(row.customer.province_code, None);
    assert_eq!(row.sender.name, "Ebar Kennedy");
    assert_eq!(row.order.shipping_cost, Some(0.0));
    assert_eq!(row.order.total_cost, Some(70_000.0));
    assert_eq!(
        row.order.order_id.as_deref(),
        Some("b5d588bc-afc5-45f5-a6d5-dde8ef3a20b0")
    );
    assert_eq!(row.details[0].qty, Some(1.0));
    assert_eq!(row.updated_awb.as_deref(), Some("TJE2348621107726"));
    assert_eq!((&row.status, &row.processed_at), (&Status::New, &None));
}

#[test]
fn a_summary_decodes() {
    let (world, mitra) = answered(&example("total_summary"));
    let totals = world.run(mitra.total_summary()).expect("a summary");
    assert_eq!(asked(&world), get("/order/orders/total_summary/{id}"));
    let counts = (totals.new, totals.processed, totals.sent, totals.draft);
    assert_eq!(counts, (10.0, 76.0, 18_591.0, 15.0));
}

#[test]
fn an_order_is_sent_as_documented_and_its_answer_decodes() {
    let (world, mitra) = answered(&example("create"));
    let made = world.run(mitra.create(&new_order())).expect("an order");
    assert_eq!(asked(&world), post("/order/orders/create/{id}"));
    let fields = form(&world.sent()[0]);
    assert_eq!((fields.len(), fields[0].0.as_str()), (1, "data"));
    let data: Value = serde_json::from_str(&fields[0].1).expect("JSON");
    assert_eq!(data, example("create_request"));

    let record = &made.order[0];
    assert_eq!(record.id, "d8e9a7f7-f0f7-4fb9-af5b-c80841b068a4");
    assert_eq!((record.awb.as_ref(), record.total_price), (None, None));
    assert_eq!(record.print_status, Some(0.0));
    let created = record.created.as_ref().expect("a moment");
    assert_eq!(
        (created.date.as_str(), created.timezone.as_str()),
        ("2022-10-11 15:08:14.000000", "Asia/Bangkok")
    );
    assert_eq!(created.extra["timezone_type"], 3);
    let first = record.order_first_state.as_ref().expect("a first state");
    let first = first.order().expect("it decodes");
    assert_eq!(first.customer.name, "Order Test #1");
    assert_eq!(first.order.total_cost, Some(10_000.0));
    assert_eq!(
        first.details[0].product_name,
        "Silicone Cover Samsung S9 Abu-abu (Phone Case)"
    );
    let product = &made.products[0];
    assert_eq!(
        (product.product_price, product.qty),
        (Some(10_000.0), Some(1.0))
    );
}

#[test]
fn a_batch_is_sent_as_documented_and_its_answer_decodes() {
    let (world, mitra) = answered(&example("batch_create"));
    let documented = example("batch_create_request");
    let text = |at: &str| {
        let value = documented[0].pointer(at).and_then(Value::as_str);
        value.unwrap_or_else(|| panic!("{at}")).to_owned()
    };
    let order = NewOrder {
        customer: serde_json::from_value(documented[0]["customer"].clone()).expect("a customer"),
        sender: serde_json::from_value(documented[0]["sender"].clone()).expect("a sender"),
        order: NewOrderInfo {
            invoice: text("/order/invoice"),
            courier_id: text("/order/courierId"),
            courier_name: text("/order/courierName"),
            shop_id: text("/order/shopId"),
            shop_name: text("/order/shopName"),
            shipping_cost: 10_000,
            awb: Some(text("/order/awb")),
            customer_note: Some(String::new()),
            total_cost: 50_000,
            ..NewOrderInfo::default()
        },
        details: vec![NewDetail {
            product_id: text("/details/0/productId"),
            qty: 1,
            product_price: 50_000,
            total_price: 50_000,
            product_name: text("/details/0/productName"),
        }],
    };
    let batch = BatchCreate {
        orders: vec![order],
    };
    let made = world.run(mitra.batch_create(&batch)).expect("orders");
    assert_eq!(asked(&world), post("/order/orders/batch_create/{id}"));
    let fields = form(&world.sent()[0]);
    assert_eq!((fields.len(), fields[0].0.as_str()), (1, "batchData"));
    let data: Value = serde_json::from_str(&fields[0].1).expect("JSON");
    assert_eq!(data, documented);
    assert_eq!(made.invoices, ["e83ebf28-8999-4b83-a2c0-c5f1c0a35e97"]);
    assert_eq!(made.total, Some(1));
}

#[test]
fn details_decode() {
    let (world, mitra) = answered(&example("details"));
    let found = world.run(mitra.details(ID_ORDER)).expect("an order");
    assert_eq!(
        asked(&world),
        get(&format!("/order/orders/details/{{id}}/{ID_ORDER}"))
    );
    assert_eq!(found.order[0].id, ID_ORDER);
    let first = found.order[0].order_first_state.as_ref();
    let first = first.and_then(FirstState::order).expect("it decodes");
    assert_eq!(first.order.order_id.as_deref(), Some(ID_ORDER));
    assert_eq!(
        found.products[0].product_name,
        "Silicone Cover Samsung S9 Abu-abu"
    );
}

#[test]
fn a_smart_order_is_sent_as_documented_and_its_answer_decodes() {
    let (world, mitra) = answered(&example("smart_order"));
    let found = world.run(mitra.smart_order(&export())).expect("templates");
    assert_eq!(asked(&world), post("/smartorder/fetch/{id}"));
    let fields = form(&world.sent()[0]);
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["text", "marketplace", "shop", "excel", "header"]);
    let text: Value = serde_json::from_str(&fields[0].1).expect("JSON");
    assert_eq!(text, example("smart_order_request"));
    assert_eq!((fields[3].1.as_str(), fields[4].1.as_str()), ("1", "0"));

    assert_eq!((found.data.len(), found.rejected.len()), (1, 0));
    let template = &found.data[0];
    assert_eq!(template.invoice, "TESTCREATEDBY");
    assert_eq!(template.shipping_cost.text, "10.000");
    assert_eq!(template.shipping_cost.number, Some(10_000.0));
    let product = &template.product_detected[0];
    assert_eq!(
        (product.qty.number, product.price.number),
        (Some(1.0), Some(50_000.0))
    );
    let courier = template.courier_detected.as_ref().expect("a courier");
    assert_eq!(courier.courier, "17cd69d0-0c3d-4886-9c93-7977000bade1");
}

#[test]
fn what_was_processed_decodes() {
    let (world, mitra) = answered(&example("processed_list"));
    let query = ProcessedList {
        q: Some("2022-09".to_owned()),
    };
    let found = world.run(mitra.processed_list(&query)).expect("a list");
    assert_eq!(
        asked(&world),
        get("/order/orders/processed_list/{id}?q=2022-09")
    );
    assert_eq!((found.data.len(), found.rejected.len()), (20, 0));
    assert_eq!(found.data[0].total_labels, 18.0);
    assert_eq!(found.data[0].print(), print());
}

#[test]
fn what_is_printed_decodes() {
    let (world, mitra) = answered(&example("print_order"));
    let printed = world.run(mitra.print_order(&print())).expect("orders");
    assert_eq!(
        asked(&world),
        post("/order/orders/print_order/{id}/2022-09-02%2016%3A11%3A21/2")
    );
    assert_eq!((printed.data.len(), printed.total), (1, Some(1)));
    let order = &printed.data[0];
    assert_eq!(order.order.shipping_cost, Some(51_000.0));
    assert_eq!(
        order.order.admin_note.as_deref(),
        Some("PEMBELI BUTUH CEPAT")
    );
}

#[test]
fn every_example_is_written_as_it_was_read() {
    let row: OrderRow = ask(&OrderList::default(), &example("list"))
        .expect("a list")
        .data
        .remove(0);
    let mut documented = example("list")["data"][0].clone();
    // A text that is a number is one now.
    documented["order"]["shippingCost"] = json!(0.0);
    for at in [
        "/order/totalCost",
        "/details/0/qty",
        "/details/0/productPrice",
        "/details/0/totalPrice",
    ] {
        let number = documented.pointer_mut(at).expect(at);
        *number = json!(number.as_f64());
    }
    // An empty text that means nothing is null.
    documented["order"]["customerNote"] = Value::Null;
    assert_eq!(serde_json::to_value(&row).expect("JSON"), documented);
}

// -------------------------------------------------------------------------------- what PHP makes of it

/// The documented details, with this for a first state.
fn first_state(state: Value) -> Option<FirstState> {
    let mut answer = example("details");
    answer["data"]["order"][0]["order_first_state"] = state;
    let id_order = ID_ORDER.to_owned();
    let get = bukaolshop::server::orders::mitra_bunso::OrderGet { id_order };
    let mut found = ask(&get, &answer).expect("an order, whatever its first state");
    found.order.remove(0).order_first_state
}

#[test]
fn a_first_state_that_is_no_order_is_kept_as_it_came() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let cut = example("details")["data"]["order"][0]["order_first_state"]
        .as_str()
        .map(|text| text[..text.len() / 2].to_owned())
        .expect("a text");
    let no_amount = json!({
        "customer": {"name": "A"}, "sender": {}, "order": {"totalCost": "gratis"}, "details": []
    });
    for text in [
        "",
        "null",
        "{}",
        "[]",
        "\"{}\"",
        "bukan JSON",
        &cut,
        &deep,
        &no_amount.to_string(),
    ] {
        let kept = first_state(json!(text));
        assert_eq!(kept, Some(FirstState::Text(text.to_owned())));
    }
    assert_eq!(first_state(Value::Null), None);
}

#[test]
fn a_first_state_that_is_no_text_is_an_order_all_the_same() {
    let text = example("details")["data"]["order"][0]["order_first_state"].clone();
    let object = serde_json::from_str(text.as_str().expect("a text")).expect("JSON");
    assert_eq!(first_state(object), first_state(text));
}

#[test]
fn amounts_are_read_however_they_are_written() {
    let total = |amount: Value| {
        let mut answer = example("list");
        answer["data"][0]["order"]["totalCost"] = amount;
        let slice = ask(&OrderList::default(), &answer).expect("a list");
        let read: Vec<Option<f64>> = slice.data.iter().map(|row| row.order.total_cost).collect();
        (read, slice.rejected.len())
    };
    for amount in [
        json!(10_000),
        json!("10000"),
        json!("10.000"),
        json!(" 10000.00 "),
    ] {
        assert_eq!(total(amount.clone()), (vec![Some(10_000.0)], 0), "{amount}");
    }
    for nothing in [json!(null), json!(""), json!(false), json!([])] {
        assert_eq!(total(nothing.clone()), (vec![None], 0), "{nothing}");
    }
    for unreadable in [
        json!("gratis"),
        json!("10,000"),
        json!(true),
        json!({"rp": 1}),
    ] {
        assert_eq!(total(unreadable.clone()), (vec![], 1), "{unreadable}");
    }
}

#[test]
fn an_unreadable_order_hides_no_other() {
    let mut answer = example("list");
    let good = answer["data"][0].clone();
    let mut bad = good.clone();
    bad["details"][0]["qty"] = json!("banyak");
    answer["data"] = json!([good, bad, "bukan baris", good]);
    let slice = ask(&OrderList::default(), &answer).expect("a list");
    let paths: Vec<&str> = slice.rejected.iter().map(|row| row.path.as_str()).collect();
    assert_eq!(slice.data.len(), 2);
    assert_eq!(paths, ["data[1].details[0].qty", "data[2]"]);
}

#[test]
fn nothing_is_spelled_in_many_ways() {
    for nothing in [json!([]), json!(null), json!(false)] {
        let answer = json!({"message": "", "data": nothing, "total": "0"});
        let slice = ask(&OrderList::default(), &answer).expect("a list");
        assert_eq!(
            (slice.data.len(), slice.total, slice.next_offset),
            (0, Some(0), None)
        );
        let totals = ask(&TotalSummary, &answer).expect("a summary");
        assert_eq!((totals.new, totals.sent), (0.0, 0.0));
        assert_eq!(ask(&export(), &answer).expect("templates").data, []);
        assert_eq!(
            ask(&ProcessedList::default(), &answer)
                .expect("a list")
                .data,
            []
        );
    }
    let totals = json!({"message": "", "data": {"NEW": "7", "RETUR": 2}});
    let totals = ask(&TotalSummary, &totals).expect("a summary");
    assert_eq!((totals.new, &totals.extra["RETUR"]), (7.0, &json!(2)));
}

#[test]
fn a_template_without_an_invoice_has_its_name() {
    let mut answer = example("smart_order");
    let mut template = answer["data"]["TESTCREATEDBY"].clone();
    template["invoice"] = Value::Null;
    template["shippingCost"] = json!("Rp10,000 (promo)");
    answer["data"] = json!({"INV/1": template, "INV/2": "tidak terbaca"});
    let found = ask(&export(), &answer).expect("templates");
    assert_eq!(found.data[0].invoice, "INV/1");
    assert_eq!(found.data[0].shipping_cost.text, "Rp10,000 (promo)");
    assert_eq!(found.data[0].shipping_cost.number, None);
    assert_eq!(found.rejected.len(), 1);
}

#[test]
fn a_status_that_nobody_knows_is_kept() {
    let mut answer = example("list");
    answer["data"][0]["status"] = json!("RETUR");
    let slice = ask(&OrderList::default(), &answer).expect("a list");
    assert_eq!(slice.data[0].status, Status::Other("RETUR".to_owned()));
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
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(world.sent().len(), 0);
    error.to_string()
}

#[test]
fn orders_that_could_never_be_delivered_are_not_sent() {
    let cases: [(Spoil<NewOrder>, &str); 9] = [
        (|order| order.customer.name.clear(), "customer.name"),
        (
            |order| order.customer.phone = " ".to_owned(),
            "customer.phone",
        ),
        (|order| order.customer.address.clear(), "customer.address"),
        (|order| order.sender.name.clear(), "sender.name"),
        (|order| order.order.invoice.clear(), "order.invoice"),
        (|order| order.order.courier_id.clear(), "order.courierId"),
        (|order| order.details.clear(), "details"),
        (|order| order.details[0].qty = 0, "details.qty"),
        (
            |order| order.details[0].product_id.clear(),
            "details.productId",
        ),
    ];
    for (spoil, name) in cases {
        let mut order = new_order();
        spoil(&mut order);
        let message = refused(&order);
        assert!(message.contains(&format!("{name} harus")), "{message}");
        let orders = vec![new_order(), order];
        assert_eq!(refused(&BatchCreate { orders }), message);
    }
    assert!(refused(&BatchCreate::default()).contains("batchData"));
}

#[test]
fn questions_that_are_none_are_not_sent() {
    let no_rows = OrderList {
        limit: 0,
        ..OrderList::default()
    };
    assert!(refused(&no_rows).contains("limit"));
    let blank = OrderList {
        status: Some(Status::Other(" ".to_owned())),
        ..OrderList::default()
    };
    assert!(refused(&blank).contains("status"));
    for timestamp in [
        "",
        "2022-09-02",
        "2022-09-02T16:11:21",
        "2022-09-02 16:11:21Z",
        "../../.. 16:11:21.",
    ] {
        let timestamp = timestamp.to_owned();
        let message = refused(&PrintOrder {
            timestamp,
            ..print()
        });
        assert!(message.contains("timestamp"), "{message}");
    }
    let empty = |text| SmartOrder { text, ..export() };
    assert!(refused(&empty(vec![])).contains("text"));
    assert!(refused(&empty(vec![vec![]])).contains("text"));
    let nowhere = SmartOrder {
        marketplace: String::new(),
        ..export()
    };
    assert!(refused(&nowhere).contains("marketplace"));
    let world = World::scripted([]);
    for id_order in [
        "",
        "7",
        &"x".repeat(37),
        &"é".repeat(18),
        "c0aaa297-b030-4fd2-910b/4ada38c28ed0",
    ] {
        let error = world
            .run(client(&world).details(id_order))
            .expect_err(id_order);
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{id_order}");
    }
    assert_eq!(world.sent().len(), 0);
}

#[test]
fn a_client_needs_a_token_and_an_id_of_36_characters() {
    let client = |token, id_user| {
        let world = World::scripted([]);
        MitraBunso::with_transport(token, id_user, Options::new(), world).map(drop)
    };
    assert_eq!(client(TOKEN, ID_USER), Ok(()));
    for (token, id_user) in [
        ("", ID_USER),
        ("a b", ID_USER),
        ("a\nb", ID_USER),
        (TOKEN, ""),
        (TOKEN, "7"),
    ] {
        let error = client(token, id_user).expect_err("it is refused");
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
}

#[test]
fn the_documented_address_is_the_only_plain_one() {
    let (world, mitra) = answered(&example("total_summary"));
    world.run(mitra.total_summary()).expect("a summary");
    assert!(
        world.sent()[0]
            .url
            .starts_with("http://apiv2.mitrabunso.com/public/")
    );
    assert!(Options::new().base_url("http://contoh.id/public").is_err());

    let world = World::scripted([Reply::ok(&example("total_summary"))]);
    let options = Options::new().base_url("https://apiv2.mitrabunso.com/public/");
    let options = options.expect("https is an address");
    let mitra =
        MitraBunso::with_transport(TOKEN, ID_USER, options, world.clone()).expect("a client");
    world.run(mitra.total_summary()).expect("a summary");
    assert!(
        world.sent()[0]
            .url
            .starts_with("https://apiv2.mitrabunso.com/public/order/")
    );
}

#[test]
fn a_question_is_repeated_and_an_order_is_not() {
    let attempts = |post: bool| {
        let world = World::serving(|_| Reply::error(503));
        let mitra = MitraBunso::with_transport(TOKEN, ID_USER, Options::new(), world.clone());
        let mitra = mitra.expect("a client");
        if post {
            world
                .run(mitra.create(&new_order()))
                .map(drop)
                .expect_err("503");
        } else {
            world.run(mitra.total_summary()).map(drop).expect_err("503");
        }
        world.sent().len()
    };
    assert_eq!((attempts(false), attempts(true)), (3, 1));
}

// --------------------------------------------------------------------------------------------- paging

/// A server with so many orders, which gives out no more than `most` at a time.
fn shop(orders: u64, most: u64) -> World {
    World::serving(move |sent| {
        let mut parts = sent.address.rsplit('/');
        let limit: u64 = parts
            .next()
            .and_then(|text| text.parse().ok())
            .expect("a limit");
        let offset: u64 = parts
            .next()
            .and_then(|text| text.parse().ok())
            .expect("an offset");
        let end = orders.min(offset + limit.min(most));
        let row = |number| {
            let mut row = example("list")["data"][0].clone();
            row["order"]["order_id"] = json!(format!("order-{number}"));
            row
        };
        let rows: Vec<Value> = (offset..end).map(row).collect();
        Reply::ok(&json!({"message": "", "data": rows, "total": orders, "show": rows.len()}))
    })
}

#[test]
fn all_orders_are_walked_to_the_total_whatever_a_server_gives_at_a_time() {
    for (orders, most, requests) in [(250, 100, 3), (200, 100, 2), (250, 50, 5), (0, 100, 1)] {
        let world = shop(orders, most);
        let mitra = client(&world);
        let query = OrderList::default();
        let rows = world.run(mitra.all(&query).try_collect::<Vec<_>>());
        let rows = rows.expect("orders");
        assert_eq!((rows.len() as u64, world.sent().len()), (orders, requests));
        let last = rows.last().and_then(|row| row.order.order_id.clone());
        assert_eq!(
            last,
            orders.checked_sub(1).map(|last| format!("order-{last}"))
        );
    }
}

#[test]
fn a_server_that_ignores_the_offset_is_found_out() {
    let world = World::serving(|_| Reply::ok(&example("list")));
    let mitra = client(&world);
    let query = OrderList::default();
    let error = world.run(mitra.all(&query).try_collect::<Vec<_>>());
    let error = error.expect_err("there is no end");
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
    assert_eq!(error.path.as_deref(), Some("offset"));
    assert_eq!(world.sent().len(), 2);
}

#[test]
fn an_order_that_moves_while_walking_is_seen_once() {
    let row = |number: u32| {
        let mut row = example("list")["data"][0].clone();
        row["order"]["order_id"] = json!(number.to_string());
        row
    };
    let page = |rows: [u32; 2]| {
        let rows = rows.map(row);
        Reply::ok(&json!({"message": "", "data": rows, "total": 4}))
    };
    let world = World::scripted([page([4, 3]), page([3, 2])]);
    let mitra = client(&world);
    let query = OrderList {
        limit: 2,
        ..OrderList::default()
    };
    let rows = world.run(mitra.all(&query).try_collect::<Vec<_>>());
    let ids: Vec<_> = rows
        .expect("orders")
        .into_iter()
        .filter_map(|row| row.order.order_id)
        .collect();
    assert_eq!(ids, ["4", "3", "2"]);
}

// ---------------------------------------------------------------------------------------------- errors

#[test]
fn an_error_has_the_servers_words_and_no_secret() {
    let words = format!("Token {TOKEN} ditolak");
    let world = World::scripted([Reply::json(401, &json!({"message": words}))]);
    let mitra = client(&world);
    let error = world.run(mitra.total_summary()).expect_err("HTTP 401");
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::Unauthorized, Some(401))
    );
    assert_eq!(error.status.as_deref(), Some("Token *** ditolak"));
    assert_eq!(
        error.endpoint,
        Some("/order/orders/total_summary/{id_user}")
    );
    for shown in [
        format!("{error:?}"),
        error.to_string(),
        format!("{mitra:?}"),
    ] {
        assert!(
            !shown.contains(TOKEN) && !shown.contains(ID_USER),
            "{shown}"
        );
    }
}

#[test]
fn an_answer_without_its_data_is_an_invalid_response() {
    for answer in [
        json!({"message": "ok"}),
        json!([]),
        json!("ok"),
        json!(null),
    ] {
        let error = ask(&TotalSummary, &answer).expect_err("no data");
        assert_eq!(error.kind, ErrorKind::InvalidResponse, "{answer}");
    }
    let error = ask(&print(), &json!({"data": {"total": 1}})).expect_err("no rows");
    assert_eq!(error.path.as_deref(), Some("data.data"));
}

const NAMES: &[&str] = &[
    "message",
    "data",
    "total",
    "show",
    "customer",
    "sender",
    "order",
    "details",
    "products",
    "order_first_state",
    "created",
    "date",
    "timezone",
    "id",
    "order_id",
    "invoice",
    "invoices",
    "awb",
    "status",
    "shippingCost",
    "totalCost",
    "qty",
    "productPrice",
    "productDetected",
    "courierDetected",
    "price",
    "text",
    "NEW",
    "totalLabels",
    "printStatus",
    "processed",
    "0",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_answer_panics(data in anything(NAMES), total in anything(NAMES), status in 200_u16..600) {
        for answer in [data.clone(), json!({"message": "", "data": data, "total": total})] {
            let replies = || World::serving({
                let answer = answer.clone();
                move |_| Reply::json(status, &answer)
            });
            let world = replies();
            let mitra = client(&world);
            let order = OrderList::default();
            if let Ok(slice) = world.run(mitra.list(&order)) {
                prop_assert!(slice.next_offset.is_none_or(|next| next > 0));
            }
            let _ = world.run(mitra.total_summary());
            let _ = world.run(mitra.create(&new_order()));
            let _ = world.run(mitra.batch_create(&BatchCreate { orders: vec![new_order()] }));
            let _ = world.run(mitra.details(ID_ORDER));
            let _ = world.run(mitra.smart_order(&export()));
            let _ = world.run(mitra.processed_list(&ProcessedList::default()));
            let _ = world.run(mitra.print_order(&print()));
            prop_assert_eq!(world.sent().len(), 8);
        }
    }

    #[test]
    fn no_first_state_panics_or_is_lost(state in any::<String>(), order in anything(NAMES)) {
        prop_assert_eq!(first_state(json!(state)), Some(FirstState::Text(state)));
        let text = order.to_string();
        if let Some(FirstState::Text(kept)) = first_state(json!(text)) {
            prop_assert_eq!(kept, text);
        }
    }
}
