//! The layers around a transport: one deadline, trying again, and the day's requests.

use std::time::Duration;

use crate::support;
use bukaolshop::layer::{Backoff, Freshness, Quota, Retry, Timeout};
use bukaolshop::transport::{Failure, Platform, Transport};
use bukaolshop::{Client, Error, ErrorKind, Method, Options, Request};
use serde_json::{Value, json};
use support::world::NOON;
use support::{Reply, World, options};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn good() -> Reply {
    Reply::rows(&[])
}

/// Five attempts, 100 ms, at most a second.
const BACKOFF: Backoff = Backoff {
    attempts: 5,
    base_delay: ms(100),
    max_delay: ms(1000),
};

/// What asking for the slides ends in.
fn ask(world: &World, options: Options) -> Result<(), Error> {
    let client = Client::with_transport(options, world.clone());
    world.run(client.slide()).map(|_| ())
}

/// The times between the requests sent.
fn waits(world: &World) -> Vec<Duration> {
    let sent = world.sent();
    sent.windows(2)
        .map(|pair| pair[1].at - pair[0].at)
        .collect()
}

fn request(method: Method) -> Request {
    Request::new(method, "https://contoh.id/v1/app/slide".to_owned())
}

/// Requests sent today, as another client of the same place counts them.
fn used_today(world: &World) -> u32 {
    Client::with_transport(options(), world.clone()).used_today()
}

// ------------------------------------------------------------------------------------- timeout

#[test]
fn an_answer_before_the_deadline_is_that_answer() {
    let world = World::scripted([good().after(999)]);
    assert_eq!(ask(&world, options().timeout(ms(1000))), Ok(()));
}

#[test]
fn no_answer_by_the_deadline_is_a_timeout_at_that_moment() {
    let world = World::scripted([Reply::never()]);
    let error = ask(&world, options().timeout(ms(1500))).expect_err("no answer");
    assert_eq!(
        (error.kind, world.elapsed()),
        (ErrorKind::Timeout, ms(1500))
    );
}

#[test]
fn the_deadline_is_30_seconds_unless_told_otherwise() {
    let world = World::scripted([Reply::never()]);
    ask(&world, options()).expect_err("no answer");
    assert_eq!(world.elapsed(), seconds(30));
}

#[test]
fn the_request_under_way_at_the_deadline_is_dropped() {
    let world = World::scripted([Reply::never()]);
    ask(&world, options().timeout(ms(1))).expect_err("no answer");
    assert_eq!(world.abandoned(), 1);
}

#[test]
fn what_a_call_has_spent_before_comes_off_its_time() {
    for (spent, left) in [(0, 1000), (400, 600), (1000, 0), (5000, 0)] {
        let world = World::scripted([Reply::never()]);
        let mut request = request(Method::Get);
        request.elapsed = ms(spent);
        let outcome = world.run(Timeout::new(world.clone(), ms(1000)).send(&request));
        assert_eq!(outcome.err(), Some(Failure::Timeout));
        assert_eq!(world.elapsed(), ms(left), "{spent}");
    }
}

#[test]
fn one_deadline_holds_for_all_attempts_and_the_waits_between_them() {
    let world = World::serving(|_| Reply::error(503).after(300));
    let options = options().retry(BACKOFF).timeout(ms(1000));
    let error = ask(&world, options).expect_err("HTTP 503");
    assert_eq!(
        (error.kind, world.elapsed()),
        (ErrorKind::Timeout, ms(1000))
    );
}

#[test]
fn a_timeout_tells_the_attempts_made_until_then() {
    let world = World::serving(|_| Reply::error(503).after(300));
    let options = options().retry(BACKOFF).timeout(ms(1000));
    let error = ask(&world, options).expect_err("HTTP 503");
    assert_eq!(error.attempts as usize, world.sent().len());
    assert!(error.attempts > 1);
}

#[test]
fn a_deadline_no_clock_can_hold_is_no_deadline() {
    let world = World::scripted([good().after(86_400_000)]);
    assert_eq!(ask(&world, options().timeout(Duration::MAX)), Ok(()));
}

#[test]
fn a_deadline_of_nothing_lets_nothing_but_an_instant_answer_through() {
    let world = World::scripted([good().after(1)]);
    let error = ask(&world, options().timeout(Duration::ZERO)).expect_err("no time");
    assert_eq!(error.kind, ErrorKind::Timeout);
}

#[test]
fn a_timeout_below_the_retry_is_not_tried_again() {
    let world = World::scripted([Reply::never()]);
    let stack = Retry::new(Timeout::new(world.clone(), ms(50)), BACKOFF);
    let outcome = world.run(stack.send(&request(Method::Get)));
    assert_eq!(outcome.err(), Some(Failure::Timeout));
    assert_eq!(world.sent().len(), 1);
}

// --------------------------------------------------------------------------------------- retry

#[test]
fn what_can_pass_is_tried_again() {
    for bad in [
        Reply::lost(),
        Reply::error(500),
        Reply::error(502),
        Reply::error(503),
        Reply::error(504),
        Reply::bytes(503, "<html>"),
        Reply::ok(&json!({"code": 500})),
        Reply::ok(&json!({"code": "503"})),
    ] {
        let world = World::scripted([bad.clone(), bad.clone(), good()]);
        let outcome = ask(&world, options().retry(Backoff::default()));
        assert_eq!(outcome, Ok(()), "{bad:?}");
        assert_eq!(world.sent().len(), 3, "{bad:?}");
    }
}

#[test]
fn a_refusal_for_too_many_requests_without_a_wait_is_tried_again_once() {
    for bad in [Reply::error(429), Reply::ok(&json!({"code": 429}))] {
        let world = World::scripted([bad.clone(), bad.clone(), good()]);
        let error = ask(&world, options().retry(Backoff::default())).expect_err("refused");
        assert_eq!((error.kind, error.attempts), (ErrorKind::RateLimited, 2));
        assert_eq!(world.sent().len(), 2, "{bad:?}");
        // One that passes is none of a used-up day.
        let world = World::scripted([bad, good()]);
        assert_eq!(ask(&world, options().retry(Backoff::default())), Ok(()));
    }
}

#[test]
fn what_stays_as_it_is_is_not_tried_again() {
    for bad in [
        Reply::error(400),
        Reply::error(401),
        Reply::error(403),
        Reply::error(404),
        Reply::error(405),
        Reply::error(418),
        Reply::ok(&json!({"code": 403})),
        Reply::ok(&json!({"code": 0})),
        Reply::bytes(200, "<html>"),
        Reply::bytes(200, ""),
        Reply::bytes(302, ""),
        Reply::ok(&json!({"code": 200})),
    ] {
        let world = World::scripted([bad.clone()]);
        let error = ask(&world, options().retry(BACKOFF)).expect_err("it is bad");
        assert_eq!(error.attempts, 1, "{bad:?}");
    }
}

#[test]
fn there_are_three_attempts_unless_told_otherwise() {
    let world = World::serving(|_| Reply::lost());
    let options = Options::new("T").expect("a token");
    let error = ask(&world, options).expect_err("the connection is lost");
    assert_eq!((error.attempts, world.sent().len()), (3, 3));
}

#[test]
fn the_error_is_that_of_the_last_attempt() {
    let world = World::scripted([Reply::lost(), Reply::error(503), Reply::error(404)]);
    let error = ask(&world, options().retry(BACKOFF)).expect_err("HTTP 404");
    assert_eq!((error.kind, error.attempts), (ErrorKind::NotFound, 3));
}

#[test]
fn never_means_one_attempt() {
    for attempts in [0, 1] {
        let world = World::scripted([Reply::lost()]);
        let backoff = Backoff {
            attempts,
            ..BACKOFF
        };
        ask(&world, options().retry(backoff)).expect_err("the connection is lost");
        assert_eq!(world.sent().len(), 1);
    }
    let world = World::scripted([Reply::lost()]);
    ask(&world, options().retry(Backoff::NEVER)).expect_err("the connection is lost");
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn the_longest_wait_doubles_up_to_its_ceiling() {
    let world = World::serving(|_| Reply::lost());
    world.set_chance(1.0);
    let backoff = Backoff {
        attempts: 7,
        ..BACKOFF
    };
    ask(&world, options().retry(backoff)).expect_err("the connection is lost");
    assert_eq!(waits(&world), [100, 200, 400, 800, 1000, 1000].map(ms));
}

#[test]
fn chance_picks_any_part_of_the_longest_wait() {
    for (chance, expected) in [(0.0, [0, 0]), (0.25, [25, 50]), (0.5, [50, 100])] {
        let world = World::serving(|_| Reply::lost());
        world.set_chance(chance);
        let backoff = Backoff {
            attempts: 3,
            ..BACKOFF
        };
        ask(&world, options().retry(backoff)).expect_err("the connection is lost");
        assert_eq!(waits(&world), expected.map(ms), "{chance}");
    }
}

#[test]
fn attempts_beyond_counting_wait_no_longer_than_the_ceiling() {
    let world = World::serving(|_| Reply::lost());
    world.set_chance(1.0);
    let backoff = Backoff {
        attempts: 100,
        base_delay: ms(1),
        max_delay: ms(10),
    };
    ask(&world, options().retry(backoff)).expect_err("the connection is lost");
    let longest = waits(&world).into_iter().max();
    assert_eq!((world.sent().len(), longest), (100, Some(ms(10))));
}

#[test]
fn delays_no_clock_can_hold_end_in_the_deadline() {
    let world = World::serving(|_| Reply::lost());
    let backoff = Backoff {
        attempts: u32::MAX,
        base_delay: Duration::MAX,
        max_delay: Duration::MAX,
    };
    let error = ask(&world, options().retry(backoff)).expect_err("the connection is lost");
    assert_eq!(
        (error.kind, world.elapsed()),
        (ErrorKind::Timeout, seconds(30))
    );
}

#[test]
fn a_wait_that_the_server_asked_for_is_kept_exactly() {
    let world = World::scripted([Reply::error(429).retry_after(1), good()]);
    assert_eq!(ask(&world, options().retry(BACKOFF)), Ok(()));
    assert_eq!(waits(&world), [seconds(1)]);
}

#[test]
fn a_wait_of_nothing_that_the_server_asked_for_is_none() {
    let world = World::scripted([Reply::error(503).retry_after(0), good()]);
    assert_eq!(ask(&world, options().retry(BACKOFF)), Ok(()));
    assert_eq!(waits(&world), [Duration::ZERO]);
}

#[test]
fn a_server_that_asks_to_wait_too_long_is_not_asked_again() {
    let world = World::scripted([Reply::error(429).retry_after(2)]);
    let error = ask(&world, options().retry(BACKOFF)).expect_err("HTTP 429");
    let told = (error.kind, error.attempts, error.retry_after);
    assert_eq!(told, (ErrorKind::RateLimited, 1, Some(seconds(2))));
    assert_eq!(world.elapsed(), Duration::ZERO);
}

#[test]
fn what_changes_something_is_never_sent_twice() {
    for bad in [
        Reply::lost(),
        Reply::error(503),
        Reply::error(429).retry_after(0),
    ] {
        let world = World::scripted([bad.clone()]);
        let stack = Retry::new(world.clone(), BACKOFF);
        let request = request(Method::Post);
        let _ = world.run(stack.send(&request));
        assert_eq!(world.sent().len(), 1, "{bad:?}");
    }
}

#[test]
fn a_call_dropped_while_it_waits_sends_nothing_more() {
    let world = World::serving(|_| Reply::lost());
    let client = Client::with_transport(options().retry(BACKOFF), world.clone());
    {
        let call = std::pin::pin!(client.slide());
        assert!(world.poll(call).is_pending());
    }
    world.run(world.sleep(seconds(60)));
    assert_eq!(world.sent().len(), 1);
}

// --------------------------------------------------------------------------------------- quota

/// Where the count is stored, for it may have been written by an older version or by a hand.
fn store_count(world: &World, text: &str) {
    world
        .run(Quota::new(world.clone(), None, 1).send(&request(Method::Get)))
        .ok();
    let keys: Vec<String> = world.stored().into_keys().collect();
    let [key] = keys.as_slice() else {
        panic!("{keys:?}")
    };
    world.store(key, &text.to_owned());
}

/// The day's number since 1970, in Jakarta.
fn day_of(now: Duration) -> u64 {
    (now.as_secs() + 7 * 3600) / 86_400
}

#[test]
fn requests_up_to_the_limit_are_sent_and_none_past_it() {
    let world = World::serving(|_| good());
    let outcomes: Vec<_> = (0..5)
        .map(|_| ask(&world, options().daily_limit(Some(3))).map_err(|error| error.kind))
        .collect();
    let refused = Err(ErrorKind::Quota);
    assert_eq!(outcomes, [Ok(()), Ok(()), Ok(()), refused, refused]);
    assert_eq!(world.sent().len(), 3);
}

#[test]
fn without_a_limit_requests_are_only_counted() {
    let world = World::serving(|_| good());
    let client = Client::with_transport(options(), world.clone());
    for sent in 0..120 {
        assert_eq!(client.used_today(), sent);
        world.run(client.slide()).expect("slides");
    }
}

#[test]
fn all_clients_of_one_place_share_the_count() {
    let world = World::serving(|_| good());
    ask(&world, options()).expect("slides");
    let other = Client::with_transport(options(), world.clone());
    assert_eq!(other.used_today(), 1);
}

#[test]
fn every_attempt_counts() {
    let world = World::serving(|_| Reply::error(503));
    ask(&world, options().retry(BACKOFF)).expect_err("HTTP 503");
    assert_eq!(used_today(&world), 5);
}

#[test]
fn a_request_that_fails_counts_for_it_was_sent() {
    let world = World::scripted([Reply::lost()]);
    ask(&world, options()).expect_err("the connection is lost");
    assert_eq!(used_today(&world), 1);
}

#[test]
fn a_request_that_is_refused_does_not_count() {
    let world = World::scripted([]);
    ask(&world, options().daily_limit(Some(0))).expect_err("the limit is 0");
    assert_eq!(used_today(&world), 0);
}

#[test]
fn what_fails_before_it_is_sent_does_not_count() {
    let world = World::scripted([]);
    let options = Options::new("T").expect("a token");
    let client = Client::with_transport(options, world.clone());
    world
        .run(client.user().info())
        .expect_err("nobody is logged in");
    assert_eq!(client.used_today(), 0);
}

#[test]
fn a_call_that_runs_into_the_limit_while_trying_again_ends_in_what_it_met_before() {
    let world = World::serving(|_| Reply::error(503));
    let options = options().retry(BACKOFF).daily_limit(Some(2));
    let error = ask(&world, options).expect_err("HTTP 503");
    let told = (error.kind, error.attempts, world.sent().len());
    assert_eq!(told, (ErrorKind::Unavailable, 2, 2));
}

#[test]
fn the_day_ends_at_midnight_in_jakarta() {
    // Noon in Jakarta, and the seconds from there to midnight.
    let midnight = NOON + seconds(12 * 3600);
    for (now, used) in [
        (midnight - ms(1), 1),
        (midnight, 0),
        (midnight + seconds(12 * 3600), 0),
        (NOON - seconds(12 * 3600), 1),
        (NOON - seconds(12 * 3600) - ms(1), 0),
    ] {
        let world = World::scripted([good()]);
        ask(&world, options()).expect("slides");
        world.set_now(now);
        assert_eq!(used_today(&world), used, "{now:?}");
    }
}

#[test]
fn a_new_day_has_all_its_requests_again() {
    let world = World::serving(|_| good());
    let limited = || options().daily_limit(Some(1));
    ask(&world, limited()).expect("the first of today");
    ask(&world, limited()).expect_err("the second of today");
    world.set_now(NOON + seconds(12 * 3600));
    assert_eq!(ask(&world, limited()), Ok(()));
}

#[test]
fn a_clock_before_1970_counts_too() {
    let world = World::serving(|_| good());
    world.set_now(Duration::ZERO);
    ask(&world, options()).expect("slides");
    assert_eq!(used_today(&world), 1);
}

#[test]
fn a_count_that_cannot_be_read_is_none() {
    let today = day_of(NOON);
    for text in [
        String::new(),
        " ".to_owned(),
        "rusak".to_owned(),
        format!("{today}"),
        format!("{today} "),
        format!("{today} banyak"),
        format!("{today} -1"),
        format!("{today} 1 2"),
        format!("{today} 99999999999"),
        format!("{} 5 0\n", today - 1),
        format!("{} 5 0\n", today + 1),
        format!("{today} -5 0\n"),
        format!("{today} Infinity 0\n"),
        format!("{today} 5 x\n"),
        "NaN 5 0\n".to_owned(),
        "1 1 0\n".repeat(100_000) + &format!("{today} 5 0\n"),
    ] {
        let world = World::serving(|_| good());
        store_count(&world, &text);
        assert_eq!(used_today(&world), 0, "{text:?}");
        assert_eq!(
            ask(&world, options().daily_limit(Some(1))),
            Ok(()),
            "{text:?}"
        );
        assert_eq!(used_today(&world), 1, "{text:?}");
    }
}

#[test]
fn a_count_written_by_another_page_is_read() {
    let world = World::serving(|_| good());
    store_count(&world, &format!("{} 41 0\n", day_of(NOON)));
    assert_eq!(used_today(&world), 41);
    ask(&world, options()).expect("slides");
    assert_eq!(used_today(&world), 42);
}

#[test]
fn a_clock_that_jumps_and_comes_back_finds_its_count_again() {
    let world = World::serving(|_| good());
    ask(&world, options()).expect("slides");
    ask(&world, options()).expect("slides");
    for days in [400, 1] {
        world.set_now(NOON + seconds(days * 86_400));
        assert_eq!(used_today(&world), 0);
        ask(&world, options()).expect("slides");
        assert_eq!(used_today(&world), 1);
        world.set_now(NOON);
        assert_eq!(used_today(&world), 2);
    }
}

/// What the API says when a shop's day is used up.
fn used_up() -> Reply {
    Reply::ok(&json!({"code": 429, "status": "kuota request perhari habis"}))
}

#[test]
fn a_day_that_is_used_up_is_asked_about_once_and_remembered_until_midnight() {
    for room in [usize::MAX, 0] {
        let world = World::scripted([used_up(), good()]);
        world.set_room(room);
        let client = Client::with_transport(options().retry(BACKOFF), world.clone());
        let error = world.run(client.slide()).expect_err("used up");
        assert_eq!((error.kind, error.attempts), (ErrorKind::RateLimited, 1));
        // From noon to midnight in Jakarta.
        assert_eq!(error.retry_after, Some(seconds(12 * 3600)));
        let error = world.run(client.slide()).expect_err("used up");
        assert_eq!((error.kind, error.attempts), (ErrorKind::Quota, 0));
        assert_eq!(error.retry_after, Some(seconds(12 * 3600)));
        if room > 0 {
            // Another page of the shop knows it, too.
            ask(&world, options()).expect_err("used up");
        }
        assert_eq!(world.sent().len(), 1);
        world.set_now(NOON + seconds(12 * 3600));
        assert_eq!(world.run(client.slide()).map(|_| ()), Ok(()));
    }
}

#[test]
fn a_day_that_is_used_up_is_answered_from_what_was_kept() {
    let world = World::scripted([good(), used_up()]);
    let cached = || {
        Client::with_transport(
            options().cache(Some(Freshness {
                fresh: Duration::ZERO,
                stale: Duration::ZERO,
                ..Freshness::default()
            })),
            world.clone(),
        )
    };
    for _ in 0..3 {
        assert!(world.run(cached().slide()).is_ok());
    }
    assert_eq!(world.sent().len(), 2);
}

#[test]
fn every_shop_finds_again_that_its_day_is_used_up() {
    for number in 0..30 {
        let world = World::scripted([used_up()]);
        let shop = || Options::new(&format!("T{number}")).expect("a token");
        ask(&world, shop().retry(Backoff::NEVER)).expect_err("used up");
        let error = ask(&world, shop()).expect_err("used up");
        assert_eq!(error.kind, ErrorKind::Quota);
    }
}

#[test]
fn the_day_of_another_shop_is_its_own() {
    let world = World::scripted([used_up(), good()]);
    ask(&world, options()).expect_err("used up");
    assert_eq!(ask(&world, Options::new("lain").expect("a token")), Ok(()));
}

#[test]
fn a_refusal_that_passes_sooner_is_not_remembered() {
    let busy = || Reply::ok(&json!({"code": 429, "status": "Terlalu banyak permintaan"}));
    let world = World::scripted([busy(), busy(), good()]);
    let error = ask(&world, options().retry(BACKOFF)).expect_err("busy");
    // Asked once more, and no third time.
    assert_eq!((error.kind, error.attempts), (ErrorKind::RateLimited, 2));
    assert_eq!(error.retry_after, None);
    assert_eq!(ask(&world, options()), Ok(()));
}

#[test]
fn where_storage_is_forbidden_a_client_counts_for_itself() {
    let world = World::serving(|_| good());
    world.set_room(0);
    let client = Client::with_transport(options().daily_limit(Some(2)), world.clone());
    let ask = || {
        world
            .run(client.slide())
            .map(|_| ())
            .map_err(|error| error.kind)
    };
    assert_eq!(
        [ask(), ask(), ask()],
        [Ok(()), Ok(()), Err(ErrorKind::Quota)]
    );
    assert_eq!((client.used_today(), world.stored().len()), (2, 0));
    world.set_now(NOON + seconds(12 * 3600));
    assert_eq!(client.used_today(), 0);
}

#[test]
fn a_storage_that_fills_up_loses_no_count() {
    let world = World::serving(|_| good());
    let client = Client::with_transport(options(), world.clone());
    world.run(client.slide()).expect("slides");
    // The next count is longer by nothing, but nothing at all may be written any more.
    world.set_room(0);
    world.run(client.slide()).expect("slides");
    assert_eq!(client.used_today(), 2);
}

#[test]
fn no_secret_is_stored() {
    let world = World::serving(|_| good());
    let client = Client::with_transport(options(), world.clone());
    world.run(client.slide()).expect("slides");
    let stored = Value::from_iter(world.stored()).to_string();
    for secret in [support::TOKEN, support::TOKEN_USER, support::ID_USER] {
        assert!(!stored.contains(secret), "{stored}");
    }
}
