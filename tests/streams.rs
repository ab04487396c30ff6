//! What a stream of rows tells beside its rows, and what becomes of one that is dropped.

use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use bukaolshop::layer::{Freshness, Storage};
use bukaolshop::open_api::produk::{Produk, ProdukQuery};
use bukaolshop::{Client, Ending, ErrorKind, PageQuery, Source};
use futures_util::{StreamExt, TryStreamExt};
use serde_json::{Value, json};

use crate::support::{self, Reply, World};

fn produk(id: usize) -> Value {
    json!({"id_produk": id.to_string(), "nama_produk": "Kaos", "harga_produk": 5000})
}

/// A shop of so many products, of which every third cannot be read, that takes a while to answer.
fn shop_of(products: usize) -> World {
    World::serving(move |sent| {
        let rows = sent.number("total_data") as usize;
        let from = (sent.number("page") as usize - 1) * rows;
        let row = |id: usize| match id % 3 {
            2 => json!({"id_produk": id.to_string(), "nama_produk": "Kaos"}),
            _ => produk(id),
        };
        let page: Vec<Value> = (from..products.min(from + rows)).map(row).collect();
        Reply::rows(&page).after(5)
    })
}

fn by_tens() -> ProdukQuery {
    ProdukQuery {
        paging: PageQuery {
            page: None,
            per_page: Some(10),
        },
        ..ProdukQuery::default()
    }
}

#[test]
fn rows_that_cannot_be_read_are_in_the_report() {
    let world = shop_of(118);
    let mut rows = support::client(&world).all(&ProdukQuery::default());
    assert_eq!(rows.report().ending, None);
    let read: Vec<Produk> = world.run(rows.by_ref().try_collect()).expect("rows");
    let report = rows.report();
    assert_eq!((read.len(), report.rows, report.pages), (79, 79, 2));
    assert_eq!(report.rejected.len(), 39);
    let last = &report.rejected[38];
    assert_eq!(
        (last.page, last.row.path.as_str()),
        (2, "data[16].harga_produk")
    );
    assert_eq!((report.ending, report.stale), (Some(Ending::Complete), 0));
}

#[test]
fn each_page_is_told_before_its_rows() {
    let world = shop_of(25);
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let mut rows = support::client(&world)
        .all(&by_tens())
        .on_page(move |page| {
            let facts = (page.page, page.data.len(), page.rejected.len(), page.source);
            log.lock().expect("no panic").push(facts);
        });
    assert!(world.run(rows.next()).is_some());
    assert_eq!(told.lock().expect("no panic").len(), 1);
    let rest = world.run(rows.by_ref().count());
    assert_eq!(rest, 16);
    let told = told.lock().expect("no panic").clone();
    let network = Source::Network;
    assert_eq!(
        told,
        [(1, 7, 3, network), (2, 7, 3, network), (3, 3, 2, network)]
    );
}

#[test]
fn a_limit_ends_it_and_says_so() {
    let world = shop_of(118);
    let mut rows = support::client(&world).all(&by_tens()).limit(9);
    let read: Vec<Produk> = world.run(rows.by_ref().try_collect()).expect("rows");
    assert_eq!((read.len(), world.sent().len()), (9, 2));
    assert_eq!(rows.report().ending, Some(Ending::Limit));
    let none = support::client(&world).all(&by_tens()).limit(0);
    assert_eq!(world.run(none.count()), 0);
}

#[test]
fn an_error_ends_it_and_says_so() {
    let full: Vec<Value> = (0..10).map(produk).collect();
    let world = World::scripted([Reply::rows(&full), Reply::error(500)]);
    let mut rows = support::client(&world).all(&by_tens());
    let items: Vec<_> = world.run(rows.by_ref().collect());
    assert_eq!((items.len(), items[10].is_err()), (11, true));
    assert_eq!(rows.report().ending, Some(Ending::Error));
    assert!(world.run(rows.next()).is_none());
}

/// The future of each `next` is dropped once, in whatever state the stream is.
#[test]
fn no_row_is_lost_where_each_wait_is_given_up_once() {
    let world = shop_of(25);
    let mut rows = support::client(&world).all(&by_tens());
    let mut ids = BTreeSet::new();
    let mut given_up = 0;
    loop {
        {
            let next = pin!(rows.next());
            match world.poll(next) {
                Poll::Pending => given_up += 1,
                Poll::Ready(None) => break,
                Poll::Ready(Some(row)) => {
                    assert!(ids.insert(row.expect("a row").id_produk));
                    continue;
                }
            }
        }
        match world.run(rows.next()) {
            None => break,
            Some(row) => assert!(ids.insert(row.expect("a row").id_produk)),
        }
    }
    assert_eq!((ids.len(), given_up), (17, 3));
    // A wait that is given up does not abort the request.
    assert_eq!((world.sent().len(), world.abandoned()), (3, 0));
}

#[test]
fn a_stream_can_be_dropped_in_every_state() {
    // Before anything is asked.
    let world = shop_of(25);
    drop(support::client(&world).all(&by_tens()));
    assert_eq!(world.sent().len(), 0);
    for rows_before in 0..17 {
        for is_waiting in [false, true] {
            let world = shop_of(25);
            let mut rows = support::client(&world).all(&by_tens());
            for _ in 0..rows_before {
                assert!(world.run(rows.next()).is_some());
            }
            let waits = is_waiting && world.poll(pin!(rows.next())).is_pending();
            let sent = world.sent().len();
            drop(rows);
            // The request is aborted, and no other is sent.
            assert_eq!(world.abandoned(), usize::from(waits), "{rows_before}");
            assert_eq!(world.sent().len(), sent);
        }
    }
    // Behind the end, and behind an error.
    let world = shop_of(5);
    let mut rows = support::client(&world).all(&by_tens());
    while world.run(rows.next()).is_some() {}
    drop(rows);
    assert_eq!(world.abandoned(), 0);
}

fn kept() -> Freshness {
    Freshness {
        fresh: Duration::from_secs(60),
        stale: Duration::from_secs(600),
        storage: Storage::Memory,
    }
}

#[test]
fn stale_rows_are_told_where_nothing_can_renew_them() {
    let world = shop_of(5);
    let toko = Client::with_transport(support::options().cache(Some(kept())), world.clone());
    world.run(toko.all(&by_tens()).count());
    world.set_now(support::world::NOON + Duration::from_secs(100));
    let mut rows = toko.all(&by_tens());
    assert_eq!(world.run(rows.by_ref().count()), 4);
    assert_eq!((rows.report().stale, rows.report().renewing), (1, 0));
    assert_eq!(world.sent().len(), 1);
}

#[cfg(feature = "test-util")]
mod with_a_spawner {
    use super::{by_tens, kept, produk};
    use crate::support;
    use bukaolshop::test_util::VirtualClock;
    use bukaolshop::transport::{Answer, AnswerOf, Failure, Platform, Transport};
    use bukaolshop::{Client, Request, Source};
    use futures_util::StreamExt;
    use serde_json::{Value, json};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    struct Shop {
        clock: VirtualClock,
        sent: Arc<AtomicUsize>,
    }

    impl Transport for Shop {
        type Tree = Value;
        type Platform = VirtualClock;

        async fn send(&self, _: &Request) -> Result<AnswerOf<Self>, Failure> {
            let sent = self.sent.fetch_add(1, Ordering::Relaxed);
            self.clock.sleep(Duration::from_millis(10)).await;
            let body = json!({"code": 200, "data": [produk(sent)]});
            Ok(Answer::from_bytes(200, None, body.to_string().as_bytes()))
        }

        fn platform(&self) -> &VirtualClock {
            &self.clock
        }
    }

    #[test]
    fn stale_rows_are_given_at_once_and_renewed_in_the_background() {
        let clock = VirtualClock::new();
        let sent = Arc::new(AtomicUsize::new(0));
        let shop = Shop {
            clock: clock.clone(),
            sent: Arc::clone(&sent),
        };
        let toko = Client::with_transport(support::options().cache(Some(kept())), shop);
        let run = |rows| clock.run(StreamExt::collect::<Vec<_>>(rows)).expect("rows");
        run(toko.all(&by_tens()));
        clock.advance(Duration::from_secs(100));
        let mut rows = toko.all(&by_tens());
        let row = clock.run(rows.next()).expect("a row").expect("a row");
        assert_eq!(row.expect("a row").id_produk, "0");
        assert_eq!((rows.report().stale, rows.report().renewing), (1, 1));
        // The renewal goes on while the program waits for something else.
        clock
            .run(clock.sleep(Duration::from_secs(1)))
            .expect("a second");
        assert_eq!(sent.load(Ordering::Relaxed), 2);
        let page = clock
            .run(toko.list(&by_tens()))
            .expect("an end")
            .expect("a page");
        assert_eq!(
            (page.source, page.data[0].id_produk.as_str()),
            (Source::Cache, "1")
        );
    }
}

#[test]
fn a_query_that_is_not_allowed_is_the_only_item() {
    let world = World::scripted([]);
    let query = ProdukQuery {
        paging: PageQuery {
            page: Some(0),
            per_page: None,
        },
        ..ProdukQuery::default()
    };
    let mut pages = support::client(&world).pages(&query);
    let first = world.run(pages.next()).expect("an item");
    assert_eq!(first.expect_err("page 0").kind, ErrorKind::InvalidArgument);
    assert!(world.run(pages.next()).is_none());
}
