//! A transport of a program's own with the crate's virtual clock, and transports that misbehave.
#![cfg(feature = "test-util")]

use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bukaolshop::layer::Backoff;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::test_util::{Stalled, VirtualClock};
use bukaolshop::transport::{Answer, AnswerOf, Failure, Platform, SharedTransport, Transport};
use bukaolshop::{Client, Error, ErrorKind, Options, Request, json};
use futures_util::{StreamExt, TryStreamExt};

/// What a transport does with the request that it is given as the so-manieth.
type Behaviour = dyn Fn(usize) -> Step + Send + Sync;

enum Step {
    Answer(u16, Option<Duration>, Vec<u8>),
    Fail(Failure),
    Never,
    Panic,
    /// First it waits for so long.
    Slow(Duration, Box<Step>),
}

#[derive(Clone)]
struct Own {
    clock: VirtualClock,
    sent: Arc<AtomicUsize>,
    behaviour: Arc<Behaviour>,
}

impl Own {
    fn new(behaviour: impl Fn(usize) -> Step + Send + Sync + 'static) -> Self {
        Self {
            clock: VirtualClock::new(),
            sent: Arc::default(),
            behaviour: Arc::new(behaviour),
        }
    }

    fn client(&self) -> Client<Self> {
        Client::with_transport(Options::new("TOKEN").expect("a token"), self.clone())
    }

    fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }

    fn run<F: Future>(&self, future: F) -> F::Output {
        self.clock.run(future).expect("an end")
    }
}

impl Transport for Own {
    type Tree = json::Value;
    type Platform = VirtualClock;

    async fn send(&self, _: &Request) -> Result<AnswerOf<Self>, Failure> {
        let mut step = (self.behaviour)(self.sent.fetch_add(1, Ordering::Relaxed));
        loop {
            match step {
                Step::Answer(status, wait, body) => {
                    return Ok(Answer::from_bytes(status, wait, &body));
                }
                Step::Fail(failure) => return Err(failure),
                Step::Never => pending().await,
                Step::Panic => panic!("the transport panics"),
                Step::Slow(wait, next) => {
                    self.clock.sleep(wait).await;
                    step = *next;
                }
            }
        }
    }

    fn platform(&self) -> &VirtualClock {
        &self.clock
    }
}

fn rows(rows: usize) -> Vec<u8> {
    let row =
        |id: usize| format!(r#"{{"id_produk": "{id}", "nama_produk": "Kaos", "harga_produk": 1}}"#);
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!(r#"{{"code": 200, "data": [{}]}}"#, rows.join(",")).into_bytes()
}

fn good() -> Step {
    Step::Answer(200, None, rows(3))
}

fn list(own: &Own, toko: &Client<Own>) -> Result<usize, Error> {
    let page = own.run(toko.produk().list(&ProdukQuery::default()));
    page.map(|page| page.data.len())
}

// ------------------------------------------------------------------------------- with the clock

#[test]
fn a_failure_that_passes_is_tried_again_and_nobody_waits() {
    let own = Own::new(|sent| match sent {
        0 | 1 => Step::Answer(503, None, Vec::new()),
        _ => good(),
    });
    let begun = own.clock.now();
    assert_eq!(list(&own, &own.client()), Ok(3));
    assert_eq!(own.sent(), 3);
    // A half of 400 milliseconds, and of 800.
    assert_eq!(own.clock.now() - begun, Duration::from_millis(600));
}

#[test]
fn a_transport_that_never_answers_ends_at_the_deadline() {
    let own = Own::new(|_| Step::Never);
    let begun = own.clock.now();
    let error = list(&own, &own.client()).expect_err("a deadline");
    assert_eq!((error.kind, error.attempts), (ErrorKind::Timeout, 1));
    assert_eq!(own.clock.now() - begun, Duration::from_secs(30));
}

#[test]
fn what_never_happens_is_told_by_the_clock() {
    assert_eq!(VirtualClock::new().run(pending::<()>()), Err(Stalled));
}

#[test]
fn a_refusal_whose_wait_the_deadline_ends_is_that_refusal() {
    let wait = Duration::from_secs(2);
    let own = Own::new(move |_| {
        Step::Answer(
            429,
            Some(wait),
            br#"{"code": 429, "status": "pelan"}"#.to_vec(),
        )
    });
    let options = Options::new("TOKEN").expect("a token");
    let toko = Client::with_transport(options.timeout(Duration::from_secs(3)), own.clone());
    let error = list(&own, &toko).expect_err("429");
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::RateLimited, Some(429))
    );
    assert_eq!((error.retry_after, error.attempts), (Some(wait), 2));
}

#[test]
fn a_deadline_in_the_middle_of_an_attempt_is_a_timeout() {
    let own = Own::new(|sent| match sent {
        0 => Step::Answer(503, None, Vec::new()),
        _ => Step::Never,
    });
    let error = list(&own, &own.client()).expect_err("a deadline");
    assert_eq!(
        (error.kind, error.code, error.attempts),
        (ErrorKind::Timeout, None, 2)
    );
}

#[test]
fn two_shops_on_one_transport_are_counted_apart_and_one_shop_is_counted_once() {
    let own = Own::new(|_| good());
    let client = |token: &str| {
        let options = Options::new(token).expect("a token").daily_limit(Some(1));
        Client::with_transport(options, own.clone())
    };
    let (one, other, again) = (client("SATU"), client("DUA"), client("SATU"));
    assert_eq!(list(&own, &one), Ok(3));
    assert_eq!(list(&own, &other), Ok(3));
    assert_eq!((one.used_today(), other.used_today()), (1, 1));
    let refused = list(&own, &again).expect_err("the shop's request of the day is used up");
    assert_eq!((refused.kind, own.sent()), (ErrorKind::Quota, 2));
    assert_eq!(again.clone().used_today(), 1);
}

#[test]
fn a_transport_behind_dyn_is_a_transport() {
    let own = Own::new(|sent| match sent {
        0 => Step::Answer(503, None, Vec::new()),
        _ => good(),
    });
    let shared = SharedTransport::new(own.clone());
    let toko: Client<SharedTransport> =
        Client::with_transport(Options::new("TOKEN").expect("a token"), shared);
    let page = own.run(toko.produk().list(&ProdukQuery::default()));
    assert_eq!(page.expect("a page").data.len(), 3);
    assert_eq!((own.sent(), toko.used_today()), (2, 2));
}

// --------------------------------------------------------------------------- that misbehave

#[test]
fn a_transport_that_answers_twice_with_the_same_page_ends_the_list() {
    // Ten rows on each page, and the same ten for ever.
    let own = Own::new(|_| Step::Answer(200, None, rows(10)));
    let all = own.client().all(&ProdukQuery {
        paging: bukaolshop::PageQuery {
            page: None,
            per_page: Some(10),
        },
        ..ProdukQuery::default()
    });
    let all: Vec<_> = own.run(all.try_collect()).expect("rows");
    assert_eq!((all.len(), own.sent()), (10, 2));
}

/// Wakes its caller although it has answered, and before it has.
#[test]
fn a_transport_that_wakes_too_often_is_asked_once() {
    struct Noisy(Own);

    impl Transport for Noisy {
        type Tree = json::Value;
        type Platform = VirtualClock;

        async fn send(&self, request: &Request) -> Result<AnswerOf<Self>, Failure> {
            let mut polls = 0;
            std::future::poll_fn(|context: &mut Context<'_>| {
                context.waker().wake_by_ref();
                context.waker().wake_by_ref();
                polls += 1;
                match polls {
                    1..5 => Poll::Pending,
                    _ => Poll::Ready(()),
                }
            })
            .await;
            self.0.send(request).await
        }

        fn platform(&self) -> &VirtualClock {
            &self.0.clock
        }
    }

    let own = Own::new(|_| good());
    let toko = Client::with_transport(Options::new("TOKEN").expect("a token"), Noisy(own.clone()));
    let page = own.run(toko.produk().list(&ProdukQuery::default()));
    assert_eq!((page.expect("a page").data.len(), own.sent()), (3, 1));
}

#[test]
fn a_transport_that_lies_about_the_status_is_an_answer_or_a_typed_error() {
    for status in [
        0,
        1,
        99,
        100,
        199,
        201,
        204,
        304,
        399,
        418,
        499,
        600,
        999,
        u16::MAX,
    ] {
        for body in [
            Vec::new(),
            rows(2),
            b"\xff".to_vec(),
            b"{\"code\": 1e400}".to_vec(),
            b"{\"code\": -7}".to_vec(),
        ] {
            let own = Own::new(move |_| Step::Answer(status, None, body.clone()));
            match list(&own, &own.client()) {
                Ok(rows) => assert_eq!((rows, status / 100), (2, 2)),
                Err(error) => assert!(error.code.is_some() && !error.to_string().is_empty()),
            }
        }
    }
    // A failure that calls itself a success.
    let own = Own::new(|_| Step::Answer(500, None, rows(2)));
    let error = list(&own, &own.client()).expect_err("HTTP 500");
    assert_eq!((error.kind, error.code), (ErrorKind::Server, Some(500)));
}

#[test]
fn every_failure_that_a_transport_may_give_is_a_typed_error() {
    for (failure, kind) in [
        (Failure::Network, ErrorKind::Network),
        (Failure::Lost, ErrorKind::Network),
        (Failure::Timeout, ErrorKind::Timeout),
        (Failure::Quota, ErrorKind::Quota),
    ] {
        let own = Own::new(move |_| Step::Fail(failure));
        let toko = Client::with_transport(
            Options::new("TOKEN")
                .expect("a token")
                .retry(Backoff::NEVER),
            own.clone(),
        );
        assert_eq!(list(&own, &toko).expect_err("a failure").kind, kind);
    }
}

#[test]
fn a_transport_that_panics_takes_one_caller_with_it_and_the_others_get_an_error() {
    let own = Own::new(|sent| match sent {
        0 => Step::Slow(Duration::from_secs(1), Box::new(Step::Panic)),
        _ => good(),
    });
    let toko = own.client();
    let query = ProdukQuery::default();
    let (mut one, mut other) = (Box::pin(toko.list(&query)), Box::pin(toko.list(&query)));
    let mut context = Context::from_waker(Waker::noop());
    assert!(one.as_mut().poll(&mut context).is_pending());
    assert!(other.as_mut().poll(&mut context).is_pending());
    assert_eq!(own.sent(), 1);
    own.clock.advance(Duration::from_secs(1));
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        one.as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_ready()
    }));
    assert!(panicked.is_err());
    drop(one);
    let error = own
        .run(other)
        .expect_err("the request that both were waiting for");
    assert_eq!(error.kind, ErrorKind::Network);
    // The next call is a request of its own.
    assert_eq!(list(&own, &toko), Ok(3));
}

#[test]
fn a_stream_whose_transport_panics_has_ended() {
    let own = Own::new(|sent| match sent {
        0 => Step::Answer(200, None, rows(100)),
        _ => Step::Panic,
    });
    let mut rows = own.client().all(&ProdukQuery::default());
    for _ in 0..100 {
        assert!(own.run(rows.next()).is_some_and(|row| row.is_ok()));
    }
    let panicked = catch_unwind(AssertUnwindSafe(|| own.run(rows.next()).is_some()));
    assert!(panicked.is_err());
    assert!(own.run(rows.next()).is_none());
    // Not as if the list had ended here.
    assert_eq!(rows.report().ending, None);
}

#[test]
fn a_call_that_is_dropped_while_others_wait_takes_nothing_from_them() {
    let own = Own::new(|_| Step::Slow(Duration::from_secs(1), Box::new(good())));
    let toko = own.client();
    let query = ProdukQuery::default();
    let mut context = Context::from_waker(Waker::noop());
    // The one that is given up has sent the request that the others have joined.
    let mut given_up = Box::pin(toko.list(&query));
    assert!(given_up.as_mut().poll(&mut context).is_pending());
    let mut others: Vec<_> = (0..5).map(|_| Box::pin(toko.list(&query))).collect();
    for other in &mut others {
        assert!(other.as_mut().poll(&mut context).is_pending());
    }
    drop(given_up);
    for page in own.run(futures_util::future::join_all(others)) {
        assert_eq!(page.expect("a page").data.len(), 3);
    }
    assert_eq!(own.sent(), 1);
}
