//! Walking through the pages of a list: where it ends, what it sends, what it yields.

use std::pin::pin;
use std::task::Poll;

use crate::support;
use bukaolshop::open_api::produk::{Produk, ProdukQuery};
use bukaolshop::open_api::user::catatan::CatatanSaldoQuery;
use bukaolshop::open_api::user::transaksi::TransaksiQuery;
use bukaolshop::{By, Client, Error, ErrorKind, Page, PageQuery};
use futures_util::{StreamExt, TryStreamExt};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::world::Sent;
use support::{Reply, World, client};

/// A product of this number.
fn produk(id: u64) -> Value {
    json!({"id_produk": id.to_string(), "nama_produk": format!("Produk {id}"), "harga_produk": 1000})
}

/// The products from one number to before another.
fn products(from: u64, to: u64) -> Vec<Value> {
    (from..to).map(produk).collect()
}

/// A server with this many products, numbered from 0 in the list's order.
fn shop_of(total: u64) -> World {
    World::serving(move |sent| page_of(sent, total))
}

fn page_of(sent: &Sent, total: u64) -> Reply {
    let (page, size) = (sent.number("page"), sent.number("total_data"));
    let from = ((page - 1) * size).min(total);
    Reply::rows(&products(from, (from + size).min(total)))
}

fn query(page: u32, total_data: u32) -> ProdukQuery {
    ProdukQuery {
        paging: PageQuery {
            page: Some(page),
            per_page: Some(total_data),
        },
        ..ProdukQuery::default()
    }
}

/// The numbers of the pages asked for.
fn pages_asked_for(world: &World) -> Vec<u64> {
    world
        .sent()
        .iter()
        .map(|sent| sent.number("page"))
        .collect()
}

fn ids(rows: &[Produk]) -> Vec<u64> {
    let id = |row: &Produk| row.id_produk.as_str().parse().expect("a number");
    rows.iter().map(id).collect()
}

/// The rows of `all`, to the end or to an error.
fn all(world: &World, query: &ProdukQuery) -> Result<Vec<u64>, Error> {
    let client = client(world);
    let rows: Vec<Produk> = world.run(client.produk().all(query).try_collect())?;
    Ok(ids(&rows))
}

/// The sizes of the pages that `pages` yields.
fn pages(world: &World, query: &ProdukQuery) -> Result<Vec<usize>, Error> {
    let client = client(world);
    let pages: Vec<Page<Produk>> = world.run(client.produk().pages(query).try_collect())?;
    Ok(pages.iter().map(|page| page.data.len()).collect())
}

/// The sizes of the pages of a limited walk for rows.
fn limited(world: &World, query: &ProdukQuery, limit: usize) -> Vec<usize> {
    let client: Client<World> = client(world);
    let mut walk = client.walk(query, By::Rows).expect("a walk").limit(limit);
    let mut sizes = Vec::new();
    while let Some(page) = world.run(walk.step(&client)).expect("a page") {
        sizes.push(page.data.len());
    }
    sizes
}

// -------------------------------------------------------------------------------- where it ends

#[test]
fn a_page_shorter_than_asked_for_is_the_last() {
    let world = shop_of(25);
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![10, 10, 5]));
    assert_eq!(pages_asked_for(&world), [1, 2, 3]);
}

#[test]
fn an_empty_page_behind_full_ones_ends_the_walk_and_is_not_yielded() {
    let world = shop_of(20);
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![10, 10]));
    assert_eq!(pages_asked_for(&world), [1, 2, 3]);
}

#[test]
fn an_empty_first_page_is_yielded_for_it_is_the_answer() {
    let world = shop_of(0);
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![0]));
    assert_eq!(pages_asked_for(&world), [1]);
}

#[test]
fn a_404_past_the_end_ends_the_walk() {
    let world = World::scripted([Reply::rows(&products(0, 10)), Reply::error(404)]);
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![10]));
}

#[test]
fn a_404_inside_http_200_past_the_end_ends_the_walk() {
    let no_more = json!({"code": 404, "status": "Data tidak ditemukan"});
    let world = World::scripted([Reply::rows(&products(0, 10)), Reply::ok(&no_more)]);
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![10]));
}

#[test]
fn a_404_on_page_1_is_an_error() {
    let world = World::scripted([Reply::error(404)]);
    let error = pages(&world, &query(1, 10)).expect_err("HTTP 404");
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[test]
fn a_404_on_the_first_page_of_a_walk_that_starts_later_is_its_end() {
    let world = World::scripted([Reply::error(404)]);
    assert_eq!(pages(&world, &query(7, 10)), Ok(vec![]));
}

#[test]
fn a_404_on_a_single_page_asked_for_is_an_error() {
    let world = World::scripted([Reply::error(404)]);
    let error = world.run(client(&world).produk().list(&query(7, 10)));
    assert_eq!(error.expect_err("HTTP 404").kind, ErrorKind::NotFound);
}

#[test]
fn a_page_that_repeats_the_one_before_ends_the_walk_and_is_not_yielded() {
    let world = World::serving(|_| Reply::rows(&products(0, 10)));
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![10]));
    assert_eq!(pages_asked_for(&world), [1, 2]);
}

#[test]
fn a_page_without_a_new_row_ends_the_walk_whatever_else_has_changed_in_it() {
    for by in [By::Pages, By::Rows] {
        // A server that ignores `page`, and whose stock goes down meanwhile; one whose rows come in another order; one
        // whose pages go round.
        let mut sold = products(0, 10);
        sold[9]["stok"] = json!(3);
        let turned: Vec<Value> = products(0, 10).into_iter().rev().collect();
        for (script, expected) in [
            (vec![products(0, 10), sold], 1),
            (vec![products(0, 10), turned], 1),
            (vec![products(0, 10), products(10, 20), products(0, 10)], 2),
            (vec![products(0, 10), products(10, 20), products(5, 15)], 2),
        ] {
            let requests = script.len();
            let world = World::scripted(script.iter().map(|rows| Reply::rows(rows)));
            let client = client(&world);
            let mut walk = client.walk(&query(1, 10), by).expect("a walk");
            let mut pages = 0;
            while world.run(walk.step(&client)).expect("a page").is_some() {
                pages += 1;
            }
            assert_eq!((pages, world.sent().len()), (expected, requests), "{by:?}");
        }
    }
}

#[test]
fn a_second_page_in_a_row_without_a_readable_row_ends_the_walk() {
    let refused = || Reply::rows(&vec![json!({"harga_produk": "21.000 rb"}); 10]);
    let world = World::serving(move |sent| match sent.number("page") {
        1 | 3 => {
            let from = sent.number("page") * 10;
            Reply::rows(&products(from, from + 10))
        }
        _ => refused(),
    });
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![10, 0, 10, 0]));
    assert_eq!(pages_asked_for(&world), [1, 2, 3, 4, 5]);
}

#[test]
fn a_list_without_an_end_is_an_error_where_nobody_set_a_limit() {
    let endless = || {
        World::serving(|sent| {
            let page = sent.number("page");
            Reply::rows(&products(page * 10, page * 10 + 10))
        })
    };
    let world = endless();
    let error = all(&world, &query(1, 10)).expect_err("no end");
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
    assert_eq!(
        error.to_string(),
        "Jawaban server tidak sesuai dokumentasi: daftar belum berakhir sesudah 1000 halaman."
    );
    assert_eq!(world.sent().len(), 1_001);
    let world = endless();
    let sizes = limited(&world, &query(1, 10), 10_500);
    assert_eq!(sizes.iter().sum::<usize>(), 10_500);
}

#[test]
fn equal_rows_without_a_number_of_their_own_are_all_kept() {
    let row = |text: &str| json!({"jumlah_dana": 5, "tipe_jumlah": "masuk", "saldo_terakhir": 9, "catatan_saldo": text});
    let script = [
        vec![row("a"), row("a"), row("b")],
        vec![row("b"), row("c"), row("c")],
    ];
    let script = script.map(|mut rows| {
        let last = rows[2]["catatan_saldo"].to_string();
        rows.extend((0..7).map(|at| row(&format!("{last}{at}"))));
        rows
    });
    let world = World::scripted(
        script
            .iter()
            .map(|rows| Reply::rows(rows))
            .chain([Reply::rows(&[])]),
    );
    let client = client(&world);
    let query = CatatanSaldoQuery {
        paging: PageQuery {
            page: None,
            per_page: Some(10),
        },
    };
    let rows = world.run(
        client
            .user()
            .catatan_saldo()
            .all(&query)
            .try_collect::<Vec<_>>(),
    );
    assert_eq!(rows.expect("rows").len(), 20);
}

#[test]
fn the_walk_ends_with_the_last_page_that_has_a_number() {
    let world = World::serving(|sent| {
        let page = sent.number("page");
        Reply::rows(&products(page * 10, page * 10 + 10))
    });
    assert_eq!(pages(&world, &query(u32::MAX, 10)), Ok(vec![10]));
    assert_eq!(pages_asked_for(&world), [u64::from(u32::MAX)]);
}

#[test]
fn nothing_is_sent_behind_the_end() {
    let world = shop_of(5);
    let client = client(&world);
    let mut walk = client.walk(&query(1, 10), By::Pages).expect("a walk");
    let first = world.run(walk.step(&client)).expect("a page");
    assert!(first.is_some());
    for _ in 0..3 {
        assert_eq!(world.run(walk.step(&client)), Ok(None));
    }
    assert_eq!(pages_asked_for(&world), [1]);
}

// -------------------------------------------------------------------------------------- errors

#[test]
fn an_error_in_the_middle_comes_behind_the_rows_before_it() {
    let world = World::scripted([Reply::rows(&products(0, 10)), Reply::error(500)]);
    let client = client(&world);
    let rows = client.produk().all(&query(1, 10));
    let rows: Vec<Result<Produk, Error>> = world.run(rows.collect());
    let (rows, errors): (Vec<_>, Vec<_>) = rows.into_iter().partition(Result::is_ok);
    assert_eq!((rows.len(), errors.len()), (10, 1));
}

#[test]
fn a_walk_that_failed_has_ended() {
    let world = World::scripted([Reply::rows(&products(0, 10)), Reply::error(500)]);
    let client = client(&world);
    let mut walk = client.walk(&query(1, 10), By::Pages).expect("a walk");
    assert!(
        world
            .run(walk.step(&client))
            .is_ok_and(|page| page.is_some())
    );
    assert!(world.run(walk.step(&client)).is_err());
    assert_eq!(world.run(walk.step(&client)), Ok(None));
    assert_eq!(world.sent().len(), 2);
}

#[test]
fn a_step_that_is_dropped_is_taken_again_and_no_row_is_lost() {
    for by in [By::Pages, By::Rows] {
        let shop = products(0, 25);
        let world = World::serving(move |sent| {
            let from = (sent.number("page") as usize - 1) * 10;
            let rows = shop.iter().skip(from).take(10).cloned();
            Reply::rows(&rows.collect::<Vec<_>>()).after(5)
        });
        let client = client(&world);
        let mut walk = client.walk(&query(1, 10), by).expect("a walk");
        let mut rows = 0;
        loop {
            // Each step is dropped once while its request is under way.
            {
                let step = pin!(walk.step(&client));
                if let Poll::Ready(end) = world.poll(step) {
                    assert_eq!(end, Ok(None));
                    break;
                }
            }
            let Some(page) = world.run(walk.step(&client)).expect("a page") else {
                break;
            };
            rows += page.data.len();
        }
        assert_eq!(rows, 25, "{by:?}");
        assert_eq!(pages_asked_for(&world), [1, 1, 2, 2, 3, 3], "{by:?}");
        assert_eq!(world.abandoned(), 3);
    }
}

#[test]
fn an_argument_that_is_not_allowed_is_the_only_item_of_a_stream() {
    let world = World::scripted([]);
    let client = client(&world);
    let items: Vec<_> = world.run(client.produk().all(&query(0, 10)).collect());
    let [Err(error)] = items.as_slice() else {
        panic!("{items:?}")
    };
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
}

#[test]
fn a_member_list_without_a_member_fails_before_anything_is_sent() {
    let world = World::scripted([]);
    let options = bukaolshop::Options::new("T").expect("a token");
    let client = Client::with_transport(options, world.clone());
    let query = TransaksiQuery::default();
    let items: Vec<_> = world.run(client.user().transaksi().all(&query).collect());
    let kinds: Vec<_> = items
        .iter()
        .map(|item| item.as_ref().map_err(|error| error.kind))
        .collect();
    assert_eq!(kinds, [Err(ErrorKind::NotLoggedIn)]);
}

// ------------------------------------------------------------------------------ as it is consumed

#[test]
fn nothing_is_sent_before_the_first_item_is_asked_for() {
    let world = shop_of(100);
    let client = client(&world);
    let rows = client.produk().all(&ProdukQuery::default());
    drop(rows);
    assert_eq!(world.sent(), []);
}

#[test]
fn a_consumer_that_stops_early_sends_nothing_more() {
    let world = shop_of(1000);
    let client = client(&world);
    let rows = client.produk().all(&query(1, 10)).take(15);
    let rows: Vec<Produk> = world.run(rows.try_collect()).expect("rows");
    assert_eq!(rows.len(), 15);
    assert_eq!(pages_asked_for(&world), [1, 2]);
}

#[test]
fn the_rows_of_a_page_are_all_handed_out_before_the_next_is_asked_for() {
    let world = shop_of(1000);
    let client = client(&world);
    let mut rows = pin!(client.produk().all(&query(1, 10)));
    for _ in 0..10 {
        world.run(rows.next()).expect("a row").expect("a row");
    }
    assert_eq!(pages_asked_for(&world), [1]);
}

#[test]
fn the_whole_catalogue_of_1200_costs_13_requests() {
    let world = shop_of(1200);
    let rows = all(&world, &ProdukQuery::default()).expect("rows");
    assert_eq!(rows, (0..1200).collect::<Vec<_>>());
    let expected: Vec<_> = (1..=13).map(|page| (page, 100)).collect();
    let sent = world.sent();
    let asked = sent
        .iter()
        .map(|sent| (sent.number("page"), sent.number("total_data")));
    assert_eq!(asked.collect::<Vec<_>>(), expected);
}

#[test]
fn every_request_of_a_walk_asks_for_the_same_but_the_page() {
    let world = shop_of(25);
    let query = ProdukQuery {
        id_kategori: Some(2.into()),
        cari_nama_produk: Some("baju".into()),
        ..query(1, 10)
    };
    all(&world, &query).expect("rows");
    let urls: Vec<String> = world
        .sent()
        .iter()
        .map(|sent| {
            sent.url
                .replace(&format!("&page={}&", sent.number("page")), "&page=N&")
        })
        .collect();
    assert_eq!(urls.len(), 3);
    assert!(urls.iter().all(|url| *url == urls[0]), "{urls:?}");
    assert!(
        urls[0].contains("&id_kategori=2&cari_nama_produk=baju"),
        "{urls:?}"
    );
}

#[test]
fn rows_come_a_hundred_at_a_time_unless_told_otherwise() {
    let world = shop_of(5);
    all(&world, &ProdukQuery::default()).expect("rows");
    assert_eq!(world.sent()[0].number("total_data"), 100);
}

#[test]
fn pages_hold_ten_rows_unless_told_otherwise() {
    let world = shop_of(5);
    pages(&world, &ProdukQuery::default()).expect("pages");
    assert_eq!(world.sent()[0].number("total_data"), 10);
}

#[test]
fn a_walk_starts_at_the_page_asked_for() {
    let world = shop_of(45);
    assert_eq!(all(&world, &query(3, 20)), Ok((40..45).collect()));
    assert_eq!(pages_asked_for(&world), [3]);
}

// --------------------------------------------------------------------------------- each row once

#[test]
fn rows_pushed_to_the_next_page_by_a_new_product_are_seen_once() {
    let world = World::serving(|sent| match sent.number("page") {
        1 => Reply::rows(&products(0, 10)),
        // Two new products stand in front by now: the last two of page 1 come again.
        page => Reply::rows(&products(page * 10 - 12, (page * 10 - 2).min(25))),
    });
    assert_eq!(all(&world, &query(1, 10)), Ok((0..25).collect()));
}

/// A list of 150 rows, the newest first, of which `row` makes each by its number. By the second page, two more stand in front.
fn pushed_by_two(row: impl Fn(u64) -> Value + Send + Sync + 'static) -> World {
    World::serving(move |sent| {
        let page = sent.number("page");
        let new = if page == 1 { 0 } else { 2 };
        let all: Vec<Value> = (0..150 + new).map(|at| row(1_000 + new - at)).collect();
        let from = (page as usize - 1) * 100;
        Reply::rows(&all[from.min(all.len())..(from + 100).min(all.len())])
    })
}

#[test]
fn an_order_that_is_placed_during_a_walk_makes_no_row_come_twice() {
    let world =
        pushed_by_two(|at| json!({"nomor_pembayaran": at.to_string(), "status_bayar": "lunas"}));
    let client = client(&world);
    let query = TransaksiQuery::default();
    let rows = world.run(
        client
            .user()
            .transaksi()
            .all(&query)
            .try_collect::<Vec<_>>(),
    );
    let rows = rows.expect("rows");
    let numbers: std::collections::HashSet<_> =
        rows.iter().map(|row| &row.nomor_pembayaran).collect();
    assert_eq!((rows.len(), numbers.len()), (150, 150));
}

#[test]
fn mutations_that_a_new_one_pushes_over_the_seam_come_once() {
    let world = pushed_by_two(
        |at| json!({"jumlah_dana": 5, "tipe_jumlah": "masuk", "saldo_terakhir": 9, "catatan_saldo": format!("mutasi {}", at / 2)}),
    );
    let client = client(&world);
    let query = CatatanSaldoQuery::default();
    let rows = world.run(
        client
            .user()
            .catatan_saldo()
            .all(&query)
            .try_collect::<Vec<_>>(),
    );
    assert_eq!(rows.expect("rows").len(), 150);
}

#[test]
fn a_server_that_gives_fewer_than_asked_for_is_walked_to_its_end() {
    let ten_each = |told: Option<u64>| {
        World::serving(move |sent| {
            let from = (sent.number("page") - 1) * 10;
            let rows = products(from.min(35), (from + 10).min(35));
            let mut body = json!({"code": 200, "page": sent.number("page"), "data": rows});
            if let Some(told) = told {
                body["total_data"] = json!(told);
            }
            Reply::ok(&body)
        })
    };
    let world = ten_each(Some(10));
    assert_eq!(all(&world, &query(1, 100)), Ok((0..35).collect()));
    assert_eq!(pages_asked_for(&world), [1, 2, 3, 4]);
    // Without the answer's own number, a page of just ten is worth another question.
    let world = ten_each(None);
    assert_eq!(all(&world, &query(1, 100)), Ok((0..35).collect()));
    assert_eq!(pages_asked_for(&world), [1, 2, 3, 4]);
}

#[test]
fn a_number_of_rows_in_the_answer_that_is_no_size_of_a_page_says_nothing() {
    for told in [
        json!(7),
        json!(0),
        json!(-10),
        json!("sepuluh"),
        json!(null),
        json!([10]),
    ] {
        let body = json!({"code": 200, "total_data": told, "data": products(0, 7)});
        let world = World::scripted([Reply::ok(&body)]);
        let page = world
            .run(client(&world).produk().list(&query(1, 20)))
            .expect("a page");
        assert!(!page.has_next, "{told}");
        assert_eq!(page.per_page, 20);
    }
}

#[test]
fn pages_hold_their_rows_as_they_are_even_those_seen_before() {
    let script = [products(0, 10), products(8, 18), products(18, 20)];
    let world = World::scripted(script.iter().map(|rows| Reply::rows(rows)));
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![10, 10, 2]));
}

// ------------------------------------------------------------------------------------ has_next

#[test]
fn a_full_page_says_that_there_may_be_more() {
    let world = shop_of(10);
    let page = world
        .run(client(&world).produk().list(&query(1, 10)))
        .expect("a page");
    assert!(page.has_next);
}

#[test]
fn a_short_page_says_that_there_is_no_more() {
    let world = shop_of(19);
    let page = world
        .run(client(&world).produk().list(&query(2, 10)))
        .expect("a page");
    assert!(!page.has_next);
}

#[test]
fn rejected_rows_count_for_a_full_page() {
    let mut rows = products(0, 10);
    rows[3]["harga_produk"] = json!("gratis");
    let script = [rows, products(10, 12)];
    let world = World::scripted(script.iter().map(|rows| Reply::rows(rows)));
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![9, 2]));
}

#[test]
fn a_page_of_rejected_rows_only_is_yielded_and_not_the_end() {
    let script = [products(0, 10), vec![json!({}); 10], products(10, 12)];
    let world = World::scripted(script.iter().map(|rows| Reply::rows(rows)));
    assert_eq!(pages(&world, &query(1, 10)), Ok(vec![10, 0, 2]));
}

#[test]
fn a_page_longer_than_asked_for_counts_as_full() {
    let script = [products(0, 12), products(12, 13)];
    let world = World::scripted(script.iter().map(|rows| Reply::rows(rows)));
    assert_eq!(all(&world, &query(1, 10)), Ok((0..13).collect()));
}

#[test]
fn a_page_carries_the_number_asked_for_not_the_one_the_answer_claims() {
    let body = json!({"code": 200, "page": 99, "total_data": 7, "data": []});
    let world = World::scripted([Reply::ok(&body)]);
    let page = world
        .run(client(&world).produk().list(&query(2, 20)))
        .expect("a page");
    assert_eq!((page.page, page.per_page), (2, 20));
}

// --------------------------------------------------------------------------------------- limit

#[test]
fn a_limit_inside_a_page_cuts_it() {
    let world = shop_of(1000);
    assert_eq!(limited(&world, &query(1, 10), 25), [10, 10, 5]);
    assert_eq!(pages_asked_for(&world), [1, 2, 3]);
}

#[test]
fn a_limit_at_a_pages_border_sends_no_further_request() {
    let world = shop_of(1000);
    assert_eq!(limited(&world, &query(1, 10), 20), [10, 10]);
    assert_eq!(pages_asked_for(&world), [1, 2]);
}

#[test]
fn a_limit_of_nothing_sends_nothing() {
    let world = World::scripted([]);
    assert_eq!(limited(&world, &query(1, 10), 0), Vec::<usize>::new());
}

#[test]
fn a_limit_beyond_the_list_changes_nothing() {
    let world = shop_of(15);
    assert_eq!(limited(&world, &query(1, 10), usize::MAX), [10, 5]);
}

#[test]
fn rows_seen_before_do_not_count_against_the_limit() {
    let script = [products(0, 10), products(5, 15), products(15, 25)];
    let world = World::scripted(script.iter().map(|rows| Reply::rows(rows)));
    assert_eq!(limited(&world, &query(1, 10), 16), [10, 5, 1]);
}

// ------------------------------------------------------------------------------ two at a time

#[test]
fn walks_of_one_client_do_not_disturb_each_other() {
    let world = shop_of(35);
    let client = client(&world);
    let mut one = client.walk(&query(1, 10), By::Rows).expect("a walk");
    let mut other = client.walk(&query(2, 10), By::Rows).expect("a walk");
    let mut yielded = Vec::new();
    for _ in 0..2 {
        for walk in [&mut one, &mut other] {
            let page = world.run(walk.step(&client)).expect("a page");
            yielded.push(page.map(|page| (page.page, page.data.len())));
        }
    }
    assert_eq!(yielded, [(1, 10), (2, 10), (2, 10), (3, 10)].map(Some));
}

// ------------------------------------------------------------------------------ any list at all

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_walk_over_any_list_delivers_each_row_once_in_order(
        total in 0_u64..350, tens in 1_u32..=10, page in 1_u32..5
    ) {
        let size = tens * 10;
        let world = shop_of(total);
        let before = u64::from((page - 1) * size);
        let expected: Vec<u64> = (before..total).collect();
        prop_assert_eq!(all(&world, &query(page, size)), Ok(expected.clone()));
        // A full last page cannot be told from one in the middle, nor ten rows from all that this server gives at a time.
        let on_the_last = expected.len() % size as usize;
        let one_more = usize::from(on_the_last == 10);
        prop_assert_eq!(world.sent().len(), expected.len() / size as usize + 1 + one_more);
    }

    #[test]
    fn a_walk_over_a_list_that_grows_delivers_each_row_once_in_order(
        total in 0_u64..120, growth in prop::collection::vec(0_u64..15, 12)
    ) {
        // Before each request but the first, products are put in front: numbers below those of the rest.
        let world = World::serving(move |sent| {
            let page = sent.number("page");
            let grown: u64 = growth.iter().take(page as usize - 1).sum();
            let list: Vec<Value> = products(1000 - grown, 1000 + total);
            let from = ((page - 1) * 10) as usize;
            Reply::rows(&list[from.min(list.len())..(from + 10).min(list.len())])
        });
        let rows = all(&world, &query(1, 10)).expect("rows");
        let once: std::collections::HashSet<u64> = rows.iter().copied().collect();
        prop_assert_eq!(once.len(), rows.len());
        let of_the_first: Vec<u64> = rows.into_iter().filter(|id| *id >= 1000).collect();
        prop_assert!(of_the_first.is_sorted());
    }

    #[test]
    fn a_limit_cuts_any_list_there_and_sends_no_more_than_it_takes(
        total in 0_u64..200, limit in 1_usize..250
    ) {
        let world = shop_of(total);
        let rows: usize = limited(&world, &query(1, 10), limit).iter().sum();
        prop_assert_eq!(rows, limit.min(total as usize));
        prop_assert_eq!(world.sent().len(), limit.div_ceil(10).min(total as usize / 10 + 1));
    }
}
