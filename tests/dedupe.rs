//! Asking once what several ask at the same time.

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crate::support;
use bukaolshop::layer::{Backoff, Dedupe};
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::transport::Transport;
use bukaolshop::{Client, ErrorKind, Method, PageQuery, Request};
use futures_util::future::{join, join_all, join3};
use serde_json::json;
use support::{Reply, World, options};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn client(world: &World) -> Client<World> {
    Client::with_transport(options(), world.clone())
}

/// A slide whose link the repair rewrites: an answer is changed in place.
fn slides() -> Reply {
    Reply::rows(&[json!({"url_gambar_slide": "https://contoh.id/1.png", "url_tujuan": ""})])
}

#[test]
fn the_same_question_under_way_is_one_request_and_everybody_has_the_whole_answer() {
    let world = World::scripted([slides().after(100)]);
    let toko = client(&world);
    let (a, b, c) = world.run(join3(toko.slide(), toko.slide(), toko.slide()));
    assert_eq!(world.sent().len(), 1);
    let rows = a.expect("slides").data;
    assert_eq!((rows.len(), &rows[0].url_tujuan), (1, &None));
    for other in [b, c] {
        assert_eq!(other.expect("slides").data, rows);
    }
}

#[test]
fn another_question_is_another_request() {
    let world = World::serving(|sent| {
        Reply::rows(&[json!({"id_kategori": sent.number("page")})]).after(100)
    });
    let toko = client(&world);
    let page = |page| ProdukQuery {
        paging: PageQuery {
            page: Some(page),
            per_page: None,
        },
        ..ProdukQuery::default()
    };
    let (one, two) = (page(1), page(2));
    let (a, b) = world.run(join(toko.raw_page(&one), toko.raw_page(&two)));
    assert_eq!((a.expect("page 1").page, b.expect("page 2").page), (1, 2));
    assert_eq!(world.sent().len(), 2);
}

#[test]
fn a_question_asked_after_the_answer_came_is_another_request() {
    let world = World::serving(|_| slides().after(100));
    let toko = client(&world);
    world.run(toko.slide()).expect("slides");
    world.run(toko.slide()).expect("slides");
    assert_eq!(world.sent().len(), 2);
}

#[test]
fn one_who_joins_late_has_the_answer_when_it_comes() {
    let world = World::scripted([slides().after(100)]);
    let toko = client(&world);
    let late = async {
        bukaolshop::transport::Platform::sleep(&world, ms(90)).await;
        toko.slide().await
    };
    let (a, b) = world.run(join(toko.slide(), late));
    assert!(a.is_ok() && b.is_ok());
    assert_eq!((world.sent().len(), world.elapsed()), (1, ms(100)));
}

#[test]
fn one_who_gives_up_leaves_the_others() {
    let world = World::scripted([slides().after(100)]);
    let toko = client(&world);
    let mut stays = pin!(toko.slide());
    {
        let mut leaves = pin!(toko.slide());
        assert!(world.poll(leaves.as_mut()).is_pending());
        assert!(world.poll(stays.as_mut()).is_pending());
    }
    assert_eq!(world.abandoned(), 0);
    assert_eq!(world.run(stays).expect("slides").data.len(), 1);
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn when_the_last_one_gives_up_the_request_is_dropped_and_the_next_asker_has_his_own() {
    let world = World::scripted([Reply::never(), slides()]);
    let toko = client(&world);
    {
        let (mut a, mut b) = (pin!(toko.slide()), pin!(toko.slide()));
        assert!(world.poll(a.as_mut()).is_pending() && world.poll(b.as_mut()).is_pending());
    }
    assert_eq!((world.sent().len(), world.abandoned()), (1, 1));
    assert_eq!(world.run(toko.slide()).expect("slides").data.len(), 1);
}

#[test]
fn everybody_waits_as_long_as_his_own_call_may_last() {
    let world = World::scripted([slides().after(1200)]);
    let toko = Client::with_transport(options().timeout(ms(1000)), world.clone());
    let late = async {
        bukaolshop::transport::Platform::sleep(&world, ms(500)).await;
        toko.slide().await
    };
    let (early, late) = world.run(join(toko.slide(), late));
    assert_eq!(
        early.expect_err("1,200 ms are too long").kind,
        ErrorKind::Timeout
    );
    assert_eq!(late.expect("700 ms are not").data.len(), 1);
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn a_failure_is_everybodys_and_tells_the_attempts() {
    let world = World::serving(|_| Reply::error(503).after(10));
    let backoff = Backoff {
        attempts: 3,
        base_delay: ms(10),
        max_delay: ms(10),
    };
    let toko = Client::with_transport(options().retry(backoff), world.clone());
    for outcome in world.run(join_all((0..4).map(|_| toko.slide()))) {
        let error = outcome.expect_err("HTTP 503");
        let told = (error.kind, error.code, error.attempts);
        assert_eq!(told, (ErrorKind::Unavailable, Some(503), 3));
    }
    assert_eq!(world.sent().len(), 3);
}

#[test]
fn a_timeout_of_one_who_joined_tells_the_attempts_made() {
    let world = World::scripted([Reply::never()]);
    let toko = Client::with_transport(options().timeout(ms(100)), world.clone());
    for outcome in world.run(join_all((0..2).map(|_| toko.slide()))) {
        let error = outcome.expect_err("no answer");
        assert_eq!((error.kind, error.attempts), (ErrorKind::Timeout, 1));
    }
}

#[test]
fn what_changes_something_is_never_joined() {
    let world = World::serving(|_| slides().after(10));
    let layer = Dedupe::new(world.clone());
    let post = Request::new(Method::Post, "https://contoh.id/v1/x".to_owned());
    let (a, b) = world.run(join(layer.send(&post), layer.send(&post)));
    assert!(a.is_ok() && b.is_ok());
    assert_eq!(world.sent().len(), 2);
}

#[test]
fn a_body_that_is_no_json_is_none_for_everybody() {
    let world = World::scripted([Reply::bytes(200, "<html>").after(10)]);
    let toko = client(&world);
    for outcome in world.run(join_all((0..3).map(|_| toko.slide()))) {
        assert_eq!(outcome.expect_err("HTML").kind, ErrorKind::InvalidResponse);
    }
}

#[test]
fn calls_can_go_to_another_thread() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let world = World::scripted([slides()]);
    let toko = client(&world);
    let mut call = pin!(is_send(toko.slide()));
    assert!(matches!(world.poll(call.as_mut()), Poll::Ready(Ok(_))));
}
