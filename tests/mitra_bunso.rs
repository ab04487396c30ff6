//! Mitra Bunso, over HTTP against the mock server: every endpoint, every error, every fault.
#![cfg(feature = "native")]

use std::time::Duration;

use crate::mock_server;
use bukaolshop::layer::Backoff;
use bukaolshop::server::orders::mitra_bunso::{
    BatchCreate, Customer, FirstState, MitraBunso, NewDetail, NewOrder, NewOrderInfo, OrderList,
    PrintOrder, ProcessedList, Sender, SmartOrder, Status,
};
use bukaolshop::server::{Look, Options, Outcome};
use bukaolshop::transport::native::Native;
use bukaolshop::{Error, ErrorKind};
use futures_util::TryStreamExt;
use mock_server::MockServer;
use serde_json::{Value, json};

const TOKEN: &str = "token-mitra/uji+1==";
const ID_USER: &str = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b";
const PATH: &str = "mitra-bunso/public";
/// Orders that are always there.
const ALWAYS: usize = 237;

fn client_of(server: &MockServer, faults: &str, token: &str, id_user: &str) -> MitraBunso<Native> {
    let options = Options::new().base_url(&server.at(faults, PATH));
    let options = options.expect("an address").retry(Backoff::NEVER);
    let options = options.timeout(mock_server::patience(faults));
    let transport = Native::new().expect("a transport");
    MitraBunso::with_transport(token, id_user, options, transport).expect("a client")
}

/// A client whose requests meet these faults.
fn faulty(server: &MockServer, faults: &str) -> MitraBunso<Native> {
    client_of(server, faults, TOKEN, ID_USER)
}

fn client(server: &MockServer) -> MitraBunso<Native> {
    faulty(server, "-")
}

fn order(invoice: &str) -> NewOrder {
    NewOrder {
        customer: Customer {
            name: "Siti & Budi + \"Anak\"".to_owned(),
            phone: "6281777777".to_owned(),
            address: "Jl. Mawar 1\nRT 02=03 🏠".to_owned(),
            ..Customer::default()
        },
        sender: Sender {
            name: "Toko Contoh".to_owned(),
            phone: "628382888888".to_owned(),
            ..Sender::default()
        },
        order: NewOrderInfo {
            invoice: invoice.to_owned(),
            courier_id: "1ce46391-c1d1-4dc9-bcad-8d7a8140714c".to_owned(),
            courier_name: "Lion Parcel".to_owned(),
            shop_id: "02badb7c-a3ff-4e64-97f7-a3b82044dd83".to_owned(),
            shop_name: "Toko Contoh".to_owned(),
            shipping_cost: 10_000,
            total_cost: 60_000,
            ..NewOrderInfo::default()
        },
        details: vec![NewDetail {
            product_id: "0209640b-5767-4a39-9511-3c62ac15fb94".to_owned(),
            qty: 2,
            product_price: 30_000,
            total_price: 60_000,
            product_name: "Silicone Cover".to_owned(),
        }],
    }
}

async fn find(mitra: &MitraBunso<Native>, invoice: &str) -> u64 {
    let query = OrderList {
        q: Some(invoice.to_owned()),
        ..OrderList::default()
    };
    let found = mitra.list(&query).await.expect("a list");
    found.total.expect("a total")
}

// ------------------------------------------------------------------------------------ endpoints

#[tokio::test]
async fn orders_are_listed_searched_and_picked_by_status() {
    let server = MockServer::start();
    let mitra = client(&server);
    let query = OrderList {
        offset: 20,
        limit: 10,
        ..OrderList::default()
    };
    let slice = mitra.list(&query).await.expect("a list");
    assert_eq!((slice.data.len(), slice.rejected.len()), (10, 0));
    assert_eq!(
        (slice.total, slice.next_offset),
        (Some(ALWAYS as u64), Some(30))
    );
    assert_eq!(slice.data[1].order.shipping_cost, Some(10_000.0));
    assert_eq!(slice.data[1].order.total_cost, Some(20_500.0));

    assert_eq!(find(&mitra, "pembeli 23").await, 8);
    let drafts = OrderList {
        status: Some(Status::Draft),
        ..OrderList::default()
    };
    let drafts = mitra.list(&drafts).await.expect("a list");
    assert!(drafts.data.iter().all(|row| row.status == Status::Draft));
    assert_eq!(drafts.data.len(), ALWAYS / 5);
}

#[tokio::test]
async fn all_orders_arrive_to_the_total() {
    let server = MockServer::start();
    let mitra = client(&server);
    let query = OrderList::default();
    let rows: Vec<_> = mitra.all(&query).try_collect().await.expect("orders");
    assert_eq!((rows.len(), server.log().await.len()), (ALWAYS, 3));
    let sizes: Vec<usize> = mitra
        .slices(&query)
        .map_ok(|slice| slice.data.len())
        .try_collect()
        .await
        .expect("slices");
    assert_eq!(sizes, [100, 100, 37]);
}

#[tokio::test]
async fn orders_are_counted_by_status() {
    let server = MockServer::start();
    let totals = client(&server).total_summary().await.expect("a summary");
    let counts = (totals.new, totals.processed, totals.sent, totals.draft);
    assert_eq!(counts, (48.0, 47.0, 95.0, 47.0));
}

#[tokio::test]
async fn an_order_is_made_and_found() {
    let server = MockServer::start();
    let mitra = client(&server);
    let made = mitra.create(&order("INV/BARU 1")).await.expect("an order");
    let record = &made.order[0];
    assert_eq!(record.invoice, "INV/BARU 1");
    let found = mitra.details(&record.id).await.expect("an order");
    assert_eq!(found, made);
    let first = found.order[0].order_first_state.as_ref();
    let first = first.and_then(FirstState::order).expect("it decodes");
    assert_eq!(first.customer, order("").customer);
    assert_eq!(first.order.shipping_cost, Some(10_000.0));
    assert_eq!(found.products[0].qty, Some(2.0));

    let newest = mitra.list(&OrderList::default()).await.expect("a list");
    assert_eq!(newest.data[0].order.order_id.as_ref(), Some(&record.id));
    assert_eq!(newest.total, Some(ALWAYS as u64 + 1));
}

#[tokio::test]
async fn many_orders_are_made_at_once() {
    let server = MockServer::start();
    let mitra = client(&server);
    let batch = BatchCreate {
        orders: vec![order("BATCH-1"), order("BATCH-2"), order("BATCH-3")],
    };
    let made = mitra.batch_create(&batch).await.expect("orders");
    assert_eq!((made.invoices.len(), made.total), (3, Some(3)));
    assert_eq!(find(&mitra, "BATCH-").await, 3);
    for id in &made.invoices {
        mitra.details(id).await.expect("an order");
    }
}

#[tokio::test]
async fn an_export_becomes_templates() {
    let server = MockServer::start();
    let mitra = client(&server);
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/server/mitra_bunso/smart_order_request.json"
    );
    let bytes = std::fs::read(path).expect("the documented export");
    let mut rows: Vec<Vec<Value>> = serde_json::from_slice(&bytes).expect("rows");
    rows.insert(0, vec![json!("No. Pesanan"), json!("Status")]);
    let export = SmartOrder {
        text: rows,
        marketplace: "shopee".to_owned(),
        shop: "02badb7c".to_owned(),
        excel: true,
        header: true,
    };
    let found = mitra.smart_order(&export).await.expect("templates").data;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].shipping_cost.number, Some(10_000.0));
    assert_eq!(found[0].product_detected[0].price.number, Some(50_000.0));
    assert_eq!(found[0].customer_name, "BASRYBABAS");
    let nothing = SmartOrder {
        text: vec![vec![json!("No. Pesanan")]],
        ..export
    };
    let found = mitra.smart_order(&nothing).await.expect("templates");
    assert_eq!((found.data, found.rejected), (vec![], vec![]));
}

#[tokio::test]
async fn labels_are_printed_and_counted() {
    let server = MockServer::start();
    let mitra = client(&server);
    let all = mitra.processed_list(&ProcessedList::default()).await;
    let all = all.expect("a list").data;
    assert_eq!(all.iter().map(|row| row.total_labels).sum::<f64>(), 47.0);
    let row = &all[0];
    assert_eq!(row.print_status, 0.0);

    let printed = mitra.print_order(&row.print()).await.expect("orders");
    assert_eq!(printed.data.len() as f64, row.total_labels);
    assert_eq!(printed.total, Some(printed.data.len() as u64));

    let query = ProcessedList {
        q: Some(row.processed.clone()),
    };
    let again = mitra.processed_list(&query).await.expect("a list").data;
    assert_eq!((again.len(), again[0].print_status), (1, 1.0));
}

// --------------------------------------------------------------------------------------- errors

#[tokio::test]
async fn a_wrong_token_a_wrong_user_and_a_missing_order_are_refused() {
    let server = MockServer::start();
    let other = "11111111-2222-4333-8444-555555555555";
    let error = client_of(&server, "-", "salah", ID_USER)
        .total_summary()
        .await;
    let error = error.expect_err("HTTP 401");
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::Unauthorized, Some(401))
    );
    assert_eq!(error.status.as_deref(), Some("Token tidak valid"));
    let error = client_of(&server, "-", TOKEN, other).total_summary().await;
    assert_eq!(error.expect_err("HTTP 403").kind, ErrorKind::Forbidden);
    let error = client(&server).details(other).await.expect_err("HTTP 404");
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(
        error.endpoint,
        Some("/order/orders/details/{id_user}/{id_order}")
    );
    let nothing = PrintOrder {
        timestamp: "1999-12-31 23:59:59".to_owned(),
        print_status: 0,
    };
    let error = client(&server).print_order(&nothing).await;
    assert_eq!(error.expect_err("HTTP 404").kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn an_order_that_the_server_refuses_is_not_made() {
    let server = MockServer::start();
    let mitra = client(&server);
    let mut bad = order("DITOLAK");
    bad.order.print_type.clear();
    let error = mitra.create(&bad).await.expect_err("HTTP 400");
    assert_eq!((error.kind, error.code), (ErrorKind::BadRequest, Some(400)));
    let orders = vec![order("DITOLAK"), bad];
    let error = mitra.batch_create(&BatchCreate { orders }).await;
    assert_eq!(error.expect_err("HTTP 400").kind, ErrorKind::BadRequest);
    assert_eq!(find(&mitra, "DITOLAK").await, 0);
}

// --------------------------------------------------------------------------------------- faults

#[tokio::test]
async fn every_fault_is_a_typed_error() {
    let cases = [
        ("status:400", ErrorKind::BadRequest),
        ("status:429,retryafter:7", ErrorKind::RateLimited),
        ("status:500", ErrorKind::Server),
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
        let read: Error = faulty(&server, faults)
            .total_summary()
            .await
            .expect_err(faults);
        assert_eq!(read.kind, kind, "{faults}");
        let made = faulty(&server, faults).create(&order("GAGAL")).await;
        let made = made.expect_err(faults);
        // An answer from 400 to 499 tells that nothing was done.
        let lost = match kind {
            ErrorKind::BadRequest | ErrorKind::RateLimited => kind,
            _ => ErrorKind::UnknownOutcome,
        };
        assert_eq!((made.kind, made.attempts), (lost, 1), "{faults}");
        for shown in [format!("{made:?}"), made.to_string()] {
            assert!(!shown.contains(TOKEN) && !shown.contains("Siti"), "{shown}");
        }
    }
}

#[tokio::test]
async fn an_order_whose_answer_is_lost_is_sent_once_and_found_by_its_invoice() {
    let server = MockServer::start();
    for (faults, made) in [("reset:before", 1), ("reset:before,undone:1", 0)] {
        let invoice = format!("HILANG-{made}");
        // Though it would repeat a question.
        let options = Options::new().base_url(&server.at(faults, PATH));
        let transport = Native::new().expect("a transport");
        let mitra =
            MitraBunso::with_transport(TOKEN, ID_USER, options.expect("an address"), transport);
        let error = mitra.expect("a client").create(&order(&invoice)).await;
        let error = error.expect_err("its answer is lost");
        assert_eq!(error.kind, ErrorKind::UnknownOutcome);
        assert!(!error.is_retryable());
        let look = error.sent.as_deref().map(|sent| sent.look.clone());
        assert_eq!(look, Some(Look::with("find", "invoice", &invoice)));
        assert!(error.to_string().contains(&invoice), "{error}");
        assert_eq!(find(&client(&server), &invoice).await, made);
        let found = client(&server).find(&invoice).await.expect("a list");
        assert_eq!(found == Outcome::Changed, made == 1);
        assert_eq!(found == Outcome::NotChanged, made == 0);
    }
    let posts = |entry: &Value| entry["method"] == "POST";
    assert_eq!(server.log().await.into_iter().filter(posts).count(), 2);
}

#[tokio::test]
async fn a_failure_that_passes_is_asked_again() {
    let server = MockServer::start();
    let options = Options::new().base_url(&server.at("status:503,times:2", PATH));
    let backoff = Backoff {
        base_delay: Duration::from_millis(1),
        ..Backoff::default()
    };
    let options = options.expect("an address").retry(backoff);
    let transport = Native::new().expect("a transport");
    let mitra = MitraBunso::with_transport(TOKEN, ID_USER, options, transport).expect("a client");
    mitra.total_summary().await.expect("the third attempt");
    assert_eq!(server.log().await.len(), 3);
}

#[tokio::test]
async fn wrong_types_a_byte_order_mark_and_a_stray_byte_are_no_matter() {
    let server = MockServer::start();
    for faults in ["types:1", "bom:1", "utf8:1", "contenttype:text/html"] {
        let mitra = faulty(&server, faults);
        let totals = mitra.total_summary().await.expect(faults);
        assert_eq!(totals.new, 48.0, "{faults}");
    }
    let slice = faulty(&server, "types:1").list(&OrderList::default()).await;
    let slice = slice.expect("a list");
    assert_eq!((slice.data.len(), slice.rejected.len()), (100, 0));
    assert_eq!(slice.total, Some(ALWAYS as u64));
}

#[tokio::test]
async fn the_token_travels_in_its_header_only() {
    let server = MockServer::start();
    let mitra = client(&server);
    mitra.create(&order("RAHASIA")).await.expect("an order");
    let log = server.log().await;
    assert_eq!(
        log[0]["headers"]["authorization"],
        format!("Bearer {TOKEN}")
    );
    assert_eq!(
        log[0]["headers"]["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(log[0]["query"], "");
    assert!(!log[0]["body"].as_str().expect("a body").contains("token"));
    assert!(!format!("{mitra:?}").contains(TOKEN));
}
