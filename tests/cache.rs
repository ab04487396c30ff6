//! Answering again what was answered before.

use std::time::Duration;

use crate::support;
use bukaolshop::layer::{Backoff, Freshness, Storage};
use bukaolshop::open_api::kategori::{KategoriQuery, Struktur};
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::open_api::slide::SlideQuery;
use bukaolshop::transport::Platform;
use bukaolshop::{By, Client, Error, ErrorKind, Options, PageQuery, Rows, Source};
use serde_json::{Value, json};
use support::world::NOON;
use support::{Reply, World};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

const FRESH: Duration = ms(60_000);
const STALE: Duration = ms(86_400_000);

fn freshness(storage: Storage) -> Freshness {
    Freshness {
        fresh: FRESH,
        stale: STALE,
        storage,
    }
}

fn options() -> Options {
    support::options().cache(Some(freshness(Storage::Platform)))
}

fn client(world: &World) -> Client<World> {
    Client::with_transport(options(), world.clone())
}

/// Slides that tell which answer they are of.
fn slides(number: u64) -> Reply {
    Reply::rows(&[json!({"url_gambar_slide": format!("https://contoh.id/{number}.png")})])
}

/// A server whose n-th answer tells so.
fn counting() -> World {
    let answers = std::sync::atomic::AtomicU64::new(0);
    World::serving(move |_| slides(1 + answers.fetch_add(1, std::sync::atomic::Ordering::Relaxed)))
}

/// Which answer it is, and where it came from.
fn told(rows: Result<Rows<Value>, Error>) -> (String, Source) {
    let rows = rows.expect("slides");
    let url = rows.data[0]["url_gambar_slide"].as_str().expect("a link");
    let number = url
        .trim_start_matches("https://contoh.id/")
        .trim_end_matches(".png");
    (number.to_owned(), rows.source)
}

fn ask(world: &World, toko: &Client<World>) -> (String, Source) {
    told(world.run(toko.raw_rows(&SlideQuery)))
}

fn was(number: &str, source: Source) -> (String, Source) {
    (number.to_owned(), source)
}

fn entries(world: &World) -> Vec<String> {
    let mut keys: Vec<String> = world
        .stored()
        .into_keys()
        .filter(|key| key.starts_with("bukaolshop:cache:"))
        .collect();
    keys.sort();
    keys
}

// ------------------------------------------------------------------------------------- freshness

#[test]
fn an_answer_is_given_again_while_it_is_fresh_and_not_a_moment_longer() {
    let world = counting();
    let toko = client(&world);
    assert_eq!(ask(&world, &toko), was("1", Source::Network));
    world.set_now(NOON + FRESH - ms(1));
    assert_eq!(ask(&world, &toko), was("1", Source::Cache));
    world.set_now(NOON + FRESH);
    assert_eq!(ask(&world, &toko), was("1", Source::Stale));
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn a_stale_answer_is_given_at_once_until_it_is_too_old() {
    let world = counting();
    let toko = client(&world);
    ask(&world, &toko);
    world.set_now(NOON + FRESH + STALE - ms(1));
    assert_eq!(ask(&world, &toko), was("1", Source::Stale));
    world.set_now(NOON + FRESH + STALE);
    assert_eq!(ask(&world, &toko), was("2", Source::Network));
}

#[test]
fn renewing_asks_the_server_and_says_whether_its_answer_is_another() {
    let world = World::scripted([slides(1), slides(1), slides(2)]);
    let toko = client(&world);
    ask(&world, &toko);
    assert_eq!(world.run(toko.renew(&SlideQuery)), Ok(false));
    assert_eq!(world.run(toko.renew(&SlideQuery)), Ok(true));
    assert_eq!(ask(&world, &toko), was("2", Source::Cache));
    assert_eq!(world.sent().len(), 3);
}

#[test]
fn an_answer_renewed_is_fresh_again_also_when_it_is_the_same() {
    let world = World::scripted([slides(1), slides(1)]);
    let toko = client(&world);
    ask(&world, &toko);
    world.set_now(NOON + FRESH);
    assert_eq!(world.run(toko.renew(&SlideQuery)), Ok(false));
    world.set_now(NOON + FRESH + FRESH - ms(1));
    assert_eq!(ask(&world, &toko), was("1", Source::Cache));
}

#[test]
fn a_renewal_that_fails_leaves_what_is_there() {
    let world = World::scripted([slides(1), Reply::lost()]);
    let toko = client(&world);
    ask(&world, &toko);
    let error = world
        .run(toko.renew(&SlideQuery))
        .expect_err("no connection");
    assert_eq!(error.kind, ErrorKind::Network);
    assert_eq!(ask(&world, &toko), was("1", Source::Cache));
}

#[test]
fn without_a_cache_everything_is_asked_for() {
    let world = counting();
    let toko = Client::with_transport(support::options(), world.clone());
    assert_eq!(ask(&world, &toko), was("1", Source::Network));
    assert_eq!(ask(&world, &toko), was("2", Source::Network));
    assert!(entries(&world).is_empty());
}

#[test]
fn a_clock_that_was_set_back_makes_an_answer_stale_and_not_fresh_for_ever() {
    let world = counting();
    let toko = client(&world);
    ask(&world, &toko);
    world.set_now(NOON - ms(1));
    assert_eq!(ask(&world, &toko), was("1", Source::Stale));
    assert_eq!(world.run(toko.renew(&SlideQuery)), Ok(true));
    assert_eq!(ask(&world, &toko), was("2", Source::Cache));
}

// --------------------------------------------------------------------------------- when it fails

#[test]
fn when_the_server_cannot_be_asked_the_old_answer_is_given_however_old() {
    for failure in [
        Reply::lost(),
        Reply::never(),
        Reply::error(429),
        Reply::error(500),
        Reply::error(502),
        Reply::error(503),
        Reply::error(504),
        Reply::ok(&json!({"code": 503, "status": "Sibuk"})),
        // A network that wants a login first answers for everybody.
        Reply::bytes(200, "<html>Masuk ke WiFi</html>"),
        Reply::bytes(403, "<html>Masuk ke WiFi</html>"),
        Reply::bytes(200, ""),
        Reply::ok(&json!({"code": 200, "data": "rusak"})),
        Reply::ok(&json!({"code": 200, "data": {"a": 1}})),
        Reply::rows(&[json!(null), json!({"url_gambar_slide": []})]),
    ] {
        let world = World::scripted([slides(1), failure.clone()]);
        let toko = client(&world);
        ask(&world, &toko);
        world.set_now(NOON + (FRESH + STALE) * 30);
        assert_eq!(
            ask(&world, &toko),
            was("1", Source::Fallback),
            "{failure:?}"
        );
    }
}

#[test]
fn what_the_api_itself_refuses_is_refused_and_forgotten() {
    for code in [400, 401, 403, 404, 405] {
        let world = World::scripted([slides(1), Reply::error(code), Reply::lost()]);
        let toko = client(&world);
        ask(&world, &toko);
        world.set_now(NOON + FRESH + STALE);
        let error = world.run(toko.slide()).expect_err("refused");
        assert_eq!(error.code, Some(i64::from(code)));
        let error = world.run(toko.slide()).expect_err("nothing is kept");
        assert_eq!(error.kind, ErrorKind::Network, "{code}");
    }
}

#[test]
fn a_refusal_while_renewing_is_what_the_next_asker_hears() {
    let world = World::scripted([slides(1), Reply::error(401), Reply::error(401)]);
    let toko = client(&world);
    ask(&world, &toko);
    world.run(toko.renew(&SlideQuery)).expect_err("HTTP 401");
    let error = world.run(toko.slide()).expect_err("HTTP 401");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
}

#[test]
fn past_the_daily_limit_an_old_answer_is_better_than_none() {
    let world = counting();
    let toko = Client::with_transport(options().daily_limit(Some(1)), world.clone());
    ask(&world, &toko);
    world.set_now(NOON + FRESH);
    assert_eq!(ask(&world, &toko), was("1", Source::Stale));
    let error = world.run(toko.renew(&SlideQuery)).expect_err("the limit");
    assert_eq!(error.kind, ErrorKind::Quota);
    // Past the stale time, still on the same day of Jakarta.
    let short = Freshness {
        fresh: ms(1),
        stale: ms(1),
        storage: Storage::Platform,
    };
    let toko = Client::with_transport(
        options().cache(Some(short)).daily_limit(Some(1)),
        world.clone(),
    );
    assert_eq!(ask(&world, &toko), was("1", Source::Fallback));
    let error = world
        .run(toko.raw_rows(&KategoriQuery::default()))
        .expect_err("never asked before");
    assert_eq!(error.kind, ErrorKind::Quota);
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn all_attempts_are_made_before_the_old_answer_is_given() {
    let backoff = Backoff {
        attempts: 3,
        base_delay: ms(10),
        max_delay: ms(10),
    };
    let world = World::scripted([slides(1), Reply::lost(), Reply::error(503), slides(2)]);
    let toko = Client::with_transport(options().retry(backoff), world.clone());
    ask(&world, &toko);
    world.set_now(NOON + FRESH + STALE);
    assert_eq!(ask(&world, &toko), was("2", Source::Network));
}

// ---------------------------------------------------------------------------------- what is kept

#[test]
fn bad_answers_are_not_kept() {
    for bad in [
        Reply::error(404),
        Reply::ok(&json!({"code": 404, "status": "Tidak ada"})),
        Reply::ok(&json!({"code": 200, "status": "ok"})),
        Reply::ok(&json!({"code": 200, "data": "rusak"})),
        Reply::ok(&json!({"code": 200, "data": {"a": 1}})),
        Reply::ok(&json!([])),
        Reply::bytes(200, "{"),
    ] {
        let world = World::scripted([bad.clone(), slides(2)]);
        let toko = client(&world);
        world.run(toko.slide()).expect_err("a bad answer");
        assert!(entries(&world).is_empty(), "{bad:?}");
        assert_eq!(ask(&world, &toko), was("2", Source::Network), "{bad:?}");
    }
}

#[test]
fn an_answer_of_which_nothing_can_be_read_is_given_and_not_kept() {
    let rubbish = || Reply::rows(&[json!(null), json!({"url_gambar_slide": {}})]);
    let world = World::scripted([rubbish(), slides(2), rubbish()]);
    let toko = client(&world);
    let rows = world.run(toko.slide()).expect("a list");
    assert_eq!((rows.data.len(), rows.rejected.len()), (0, 2));
    assert!(entries(&world).is_empty());
    assert_eq!(ask(&world, &toko), was("2", Source::Network));
    // Nor does it take the place of one that could be read.
    assert_eq!(world.run(toko.renew(&SlideQuery)), Ok(false));
    assert_eq!(ask(&world, &toko), was("2", Source::Cache));
}

#[test]
fn an_answer_with_a_row_that_cannot_be_read_is_kept_like_any_other() {
    let world = World::scripted([Reply::rows(&[
        json!(null),
        json!({"url_gambar_slide": "https://contoh.id/1.png"}),
    ])]);
    let toko = client(&world);
    ask(&world, &toko);
    let rows = world.run(toko.slide()).expect("slides");
    assert_eq!((rows.source, rows.rejected.len()), (Source::Cache, 1));
}

#[test]
fn nothing_of_a_member_is_kept() {
    let world = World::serving(|_| {
        Reply::ok(&json!({"code": 200, "data": {"nama_user": "Budi", "jumlah_saldo": "1"}}))
    });
    let toko = client(&world);
    world.run(toko.user().info()).expect("info");
    world.run(toko.user().info()).expect("info");
    assert_eq!(world.sent().len(), 2);
    let lists = World::serving(|_| Reply::rows(&[]));
    let toko = client(&lists);
    for _ in 0..2 {
        let paging = PageQuery::default();
        lists
            .run(
                toko.user()
                    .transaksi()
                    .list(&bukaolshop::open_api::user::transaksi::TransaksiQuery { paging }),
            )
            .expect("transaksi");
    }
    assert_eq!(lists.sent().len(), 2);
    for world in [&world, &lists] {
        assert!(entries(world).is_empty());
        assert_eq!(world.stored().len(), 1, "the day's count only");
    }
}

#[test]
fn no_key_and_no_entry_holds_a_secret() {
    let world = counting();
    let toko = client(&world);
    ask(&world, &toko);
    let stored = format!("{:?}", world.stored());
    for secret in [
        support::TOKEN,
        support::TOKEN_USER,
        support::ID_USER,
        "bW9jay",
        "dXNlcg",
    ] {
        assert!(!stored.contains(secret), "{stored}");
    }
    assert_eq!(entries(&world).len(), 1);
}

#[test]
fn each_question_has_an_answer_of_its_own() {
    let world = World::serving(|sent| {
        Reply::rows(&[json!({"id_kategori": "1", "nama_kategori": sent.url})])
    });
    let toko = client(&world);
    let flat = KategoriQuery {
        struktur: Some(Struktur::Flat),
    };
    for query in [
        &KategoriQuery::default(),
        &flat,
        &KategoriQuery::default(),
        &flat,
    ] {
        world.run(toko.rows(query)).expect("kategori");
    }
    assert_eq!(world.sent().len(), 2);
    assert_eq!(entries(&world).len(), 2);
}

#[test]
fn pages_are_kept_and_walked_again_without_a_request() {
    let world = World::serving(|sent| {
        let (page, total) = (sent.number("page"), sent.number("total_data"));
        let row = |n: u64| json!({"id_produk": (page * 1000 + n).to_string(), "nama_produk": "Kaos", "harga_produk": 1, "id_kategori": "1"});
        let rows: Vec<Value> = (0..if page < 3 { total } else { 7 }).map(row).collect();
        Reply::rows(&rows)
    });
    let toko = client(&world);
    let walk = || {
        let mut walk = toko
            .walk(&ProdukQuery::default(), By::Rows)
            .expect("a plan");
        let (mut rows, mut sources) = (0, Vec::new());
        while let Some(page) = world.run(walk.step(&toko)).expect("a page") {
            rows += page.data.len();
            sources.push(page.source);
        }
        (rows, sources)
    };
    assert_eq!(walk(), (207, vec![Source::Network; 3]));
    assert_eq!(walk(), (207, vec![Source::Cache; 3]));
    assert_eq!(world.sent().len(), 3);
}

#[test]
fn shops_and_servers_do_not_see_each_others_answers() {
    let world = counting();
    let cached = |options: Options| {
        let toko = Client::with_transport(
            options.cache(Some(freshness(Storage::Platform))),
            world.clone(),
        );
        ask(&world, &toko)
    };
    let shop = |token| Options::new(token).expect("a token");
    assert_eq!(cached(shop("A")), was("1", Source::Network));
    assert_eq!(cached(shop("B")), was("2", Source::Network));
    let elsewhere = || {
        shop("A")
            .base_url("https://lain.id/v1")
            .expect("an address")
    };
    assert_eq!(cached(elsewhere()), was("3", Source::Network));
    assert_eq!(cached(shop("A")), was("1", Source::Cache));
    assert_eq!(cached(shop("B")), was("2", Source::Cache));
    assert_eq!(cached(elsewhere()), was("3", Source::Cache));
}

#[test]
fn members_and_strangers_share_what_is_the_shops() {
    let world = counting();
    ask(&world, &client(&world));
    let stranger = Options::new(support::TOKEN).expect("a token");
    let toko = Client::with_transport(
        stranger.cache(Some(freshness(Storage::Platform))),
        world.clone(),
    );
    assert_eq!(ask(&world, &toko), was("1", Source::Cache));
}

#[test]
fn clearing_forgets_everything_but_the_days_count() {
    for storage in [Storage::Platform, Storage::Memory] {
        let world = counting();
        let toko = Client::with_transport(options().cache(Some(freshness(storage))), world.clone());
        ask(&world, &toko);
        world.run(toko.raw_rows(&KategoriQuery::default())).ok();
        toko.clear_cache();
        assert!(entries(&world).is_empty());
        assert_eq!(world.stored().len(), 1);
        assert_eq!(ask(&world, &toko).1, Source::Network, "{storage:?}");
    }
}

// ----------------------------------------------------------------------------- what is in storage

#[test]
fn what_is_stored_outlives_the_client_and_what_is_in_memory_does_not() {
    for (storage, number, source) in [
        (Storage::Platform, "1", Source::Cache),
        (Storage::Memory, "2", Source::Network),
    ] {
        let world = counting();
        let toko =
            || Client::with_transport(options().cache(Some(freshness(storage))), world.clone());
        ask(&world, &toko());
        assert_eq!(ask(&world, &toko()), was(number, source));
        let stored = usize::from(storage == Storage::Platform);
        assert_eq!(entries(&world).len(), stored);
    }
}

#[test]
fn what_is_kept_in_memory_is_given_again() {
    let world = counting();
    let toko = Client::with_transport(
        options().cache(Some(freshness(Storage::Memory))),
        world.clone(),
    );
    ask(&world, &toko);
    assert_eq!(ask(&world, &toko), was("1", Source::Cache));
    world.set_now(NOON + FRESH);
    assert_eq!(ask(&world, &toko), was("1", Source::Stale));
}

#[test]
fn a_forbidden_storage_is_replaced_by_memory() {
    let world = counting();
    world.set_room(0);
    let toko = client(&world);
    assert_eq!(ask(&world, &toko), was("1", Source::Network));
    assert_eq!(ask(&world, &toko), was("1", Source::Cache));
    assert!(world.stored().is_empty());
}

/// Asks for so many rows of products, page by page, each page with a long description.
fn fill(world: &World, toko: &Client<World>, pages: std::ops::Range<u32>) {
    for page in pages {
        let query = ProdukQuery {
            paging: PageQuery {
                page: Some(page),
                per_page: None,
            },
            ..ProdukQuery::default()
        };
        world.run(toko.raw_page(&query)).expect("a page");
    }
}

/// Pages of this many characters.
fn long(characters: usize) -> World {
    World::serving(move |sent| {
        let text = "x".repeat(characters);
        Reply::ok(&json!({"code": 200, "status": text, "data": [], "page": sent.parameter("page")}))
    })
}

fn stored_characters(world: &World) -> usize {
    let stored = world.stored();
    stored
        .iter()
        .map(|(key, text)| key.len() + text.len())
        .sum()
}

fn source_of(world: &World, toko: &Client<World>, page: u32) -> Source {
    let query = ProdukQuery {
        paging: PageQuery {
            page: Some(page),
            per_page: None,
        },
        ..ProdukQuery::default()
    };
    world.run(toko.raw_page(&query)).expect("a page").source
}

#[test]
fn only_a_share_of_the_storage_is_taken_and_the_longest_unused_leaves_first() {
    let world = long(100_000);
    let toko = client(&world);
    fill(&world, &toko, 1..15);
    // Used again, the first one stays.
    world.set_now(NOON + ms(1));
    assert_eq!(source_of(&world, &toko, 1), Source::Cache);
    fill(&world, &toko, 15..17);
    assert!(
        stored_characters(&world) < 1_510_000,
        "{}",
        stored_characters(&world)
    );
    assert!(entries(&world).len() >= 14);
    assert_eq!(source_of(&world, &toko, 1), Source::Cache);
    assert_eq!(source_of(&world, &toko, 16), Source::Cache);
    assert_eq!(source_of(&world, &toko, 2), Source::Network);
}

#[test]
fn memory_is_bounded_too() {
    let world = long(100_000);
    let toko = Client::with_transport(
        options().cache(Some(freshness(Storage::Memory))),
        world.clone(),
    );
    fill(&world, &toko, 1..40);
    let kept = (1..40)
        .filter(|page| source_of(&world, &toko, *page) == Source::Cache)
        .count();
    assert!(kept < 15, "{kept}");
    assert_eq!(source_of(&world, &toko, 39), Source::Cache);
}

#[test]
fn a_storage_that_others_have_filled_makes_room_by_what_is_ours() {
    let world = long(10_000);
    let toko = client(&world);
    fill(&world, &toko, 1..11);
    // No room for one more.
    world.set_room(stored_characters(&world) + 100);
    assert_eq!(source_of(&world, &toko, 11), Source::Network);
    assert_eq!(source_of(&world, &toko, 11), Source::Cache);
    assert_eq!(entries(&world).len(), 10);
    assert_eq!(source_of(&world, &toko, 2), Source::Cache);
    assert_eq!(source_of(&world, &toko, 1), Source::Network);
}

#[test]
fn a_storage_without_room_for_one_answer_leaves_it_to_memory() {
    let world = long(10_000);
    world.set_room(5_000);
    let toko = client(&world);
    fill(&world, &toko, 1..4);
    for page in 1..4 {
        assert_eq!(source_of(&world, &toko, page), Source::Cache);
    }
    assert!(entries(&world).is_empty());
}

#[test]
fn an_answer_too_large_for_its_share_is_not_kept() {
    let world = long(600_000);
    let toko = client(&world);
    fill(&world, &toko, 1..2);
    assert!(entries(&world).is_empty());
    assert_eq!(source_of(&world, &toko, 1), Source::Network);
}

#[test]
fn an_answer_that_grew_too_large_takes_the_old_one_with_it() {
    let replies = [
        slides(1),
        Reply::ok(&json!({"code": 200, "data": [], "status": "x".repeat(600_000)})),
    ];
    let world = World::scripted(replies.into_iter().chain([slides(3)]));
    let toko = client(&world);
    ask(&world, &toko);
    assert_eq!(world.run(toko.renew(&SlideQuery)), Ok(true));
    assert_eq!(ask(&world, &toko), was("3", Source::Network));
}

/// Stores something else in the place of the one answer.
fn spoil(world: &World, text: &str) {
    let keys = entries(world);
    let [key] = keys.as_slice() else {
        panic!("{keys:?}")
    };
    world.store(key, &text.to_owned());
}

#[test]
fn a_spoilt_or_foreign_entry_is_dropped_and_asked_for_again() {
    for text in [
        "",
        "rusak",
        "{\"code\":200,\"data\":[",
        "[1,2,3]",
        "null",
        "{\"code\":200}",
        "{\"code\":200,\"data\":\"x\"}",
        "{\"code\":200,\"data\":{\"a\":1}}",
        "{\"code\":500,\"data\":[]}",
        "{\"code\":200,\"data\":[]}",
    ] {
        for stamp in [
            "",
            "1705294800000 ",
            "1705294800000",
            "-1 ",
            "99999999999999999999999 ",
            "satu ",
        ] {
            if stamp == "1705294800000 " && text.ends_with("\"data\":[]}") && text.contains("200") {
                // That is an answer.
                continue;
            }
            let world = counting();
            let toko = client(&world);
            ask(&world, &toko);
            let text = format!("{stamp}{text}");
            spoil(&world, &text);
            assert_eq!(ask(&world, &toko), was("2", Source::Network), "{text:?}");
            assert_eq!(ask(&world, &toko), was("2", Source::Cache), "{text:?}");
        }
    }
}

#[test]
fn what_is_no_answer_is_swept_away_when_the_first_one_is_kept() {
    let world = counting();
    // An older version kept an index under the prefix itself, and answers without a time.
    world.store(
        "bukaolshop:cache",
        &"1\n1705294800000 5 1/hilang\n".to_owned(),
    );
    world.store("bukaolshop:cache:1/hilang", &"{\"code\":200}".to_owned());
    world.store(
        "bukaolshop:cache:2/lain",
        &"1 {\"code\":200,\"data\":[]}".to_owned(),
    );
    world.store("milik-halaman", &"tetap".to_owned());
    let toko = client(&world);
    ask(&world, &toko);
    let keys: Vec<String> = world.stored().into_keys().collect();
    assert!(!keys.contains(&"bukaolshop:cache".to_owned()), "{keys:?}");
    assert_eq!(entries(&world).len(), 2, "{keys:?}");
    assert_eq!(world.stored()["milik-halaman"], "tetap");
    assert_eq!(ask(&world, &toko), was("1", Source::Cache));
}

#[test]
fn answers_of_an_earlier_visit_count_for_the_share_and_leave_first() {
    let world = long(100_000);
    let earlier = client(&world);
    for page in 1..15 {
        world.set_now(NOON + ms(u64::from(page)));
        fill(&world, &earlier, page..page + 1);
    }
    let toko = client(&world);
    fill(&world, &toko, 15..17);
    assert!(
        stored_characters(&world) < 1_510_000,
        "{}",
        stored_characters(&world)
    );
    assert_eq!(source_of(&world, &toko, 16), Source::Cache);
    assert_eq!(source_of(&world, &toko, 14), Source::Cache);
    assert_eq!(source_of(&world, &toko, 1), Source::Network);
}

#[test]
fn of_thousands_of_foreign_entries_few_are_left() {
    let world = counting();
    for number in 0..3_000 {
        world.store(&format!("bukaolshop:cache:{number}"), &"1 x".to_owned());
    }
    let toko = client(&world);
    assert_eq!(ask(&world, &toko), was("1", Source::Network));
    assert_eq!(ask(&world, &toko), was("1", Source::Cache));
    assert!(entries(&world).len() <= 1_001);
}

#[test]
fn an_entry_that_lies_about_its_age_is_stale() {
    let world = counting();
    let toko = client(&world);
    ask(&world, &toko);
    let lie = world.stored()[&entries(&world)[0]].replace("1705294800000", "9999999999999999999");
    spoil(&world, &lie);
    assert_eq!(ask(&world, &toko), was("1", Source::Stale));
}

#[test]
fn two_tokens_whose_numbers_of_32_bits_are_the_same_have_answers_of_their_own() {
    // The same FNV-1a number of 32 bits behind the address of the Open API.
    let number = |token: &str| {
        let text = format!("https://openapi.bukaolshop.net/v1{token}");
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
    };
    let mut seen = std::collections::HashMap::new();
    let (one, other) = (0..)
        .map(|at| format!("token{at}"))
        .find_map(|token| Some((seen.insert(number(&token), token.clone())?, token)))
        .expect("two of them");
    let world = counting();
    let cached = |token: &str| {
        let options = Options::new(token).expect("a token");
        let toko = Client::with_transport(
            options.cache(Some(freshness(Storage::Platform))),
            world.clone(),
        );
        ask(&world, &toko)
    };
    assert_eq!(cached(&one), was("1", Source::Network));
    assert_eq!(cached(&other), was("2", Source::Network));
}
