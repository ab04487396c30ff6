//! The front of the Open API: what visitors may ask, what bukaOlshop is asked, and what becomes of a day's budget.
#![cfg(feature = "server")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bukaolshop::server::open_api_cache;
use bukaolshop::server::open_api_cache::{
    AnswerStore, AnswerStoreError, Asked, Builder, NoStore, OpenApiCache, Reply as Answered, Served,
};
use mock_shop::open_api::{Call, Endpoint, answer};
use mock_shop::query::Query;
use mock_shop::shop::{Shop, TOKEN};
use serde_json::{Value, json};

use crate::support::world::Sent;
use crate::support::{Reply, World};

const BASE: &str = "https://openapi.bukaolshop.net/v1";
const DAY: u64 = 24 * 60 * 60;
/// Midnight in Jakarta, at the beginning of 2024-01-15.
const MIDNIGHT: u64 = 1_705_251_600;

/// A world in which bukaOlshop is the demo's shop.
fn shop() -> World {
    let shop = Shop::open();
    World::serving(move |sent| of_shop(&shop, sent))
}

fn of_shop(shop: &Shop, sent: &Sent) -> Reply {
    let path = sent.address.strip_prefix(BASE).expect("the API's address");
    let (_, query) = sent.url.split_once('?').expect("a query");
    let call = Call {
        shop,
        query: &Query::parse(query),
        origin: "https://gambar.example",
    };
    let answer = answer(sent.method.name(), Endpoint::at(path), &call);
    Reply::bytes(answer.status, answer.body)
}

fn builder() -> Builder {
    open_api_cache(TOKEN).expect("a token")
}

fn front(world: &World) -> OpenApiCache<World> {
    builder().build(world.clone())
}

fn get<S: AnswerStore>(front: &OpenApiCache<World, S>, world: &World, address: &str) -> Answered {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    world.run(front.answer(&Asked::get(path, query)))
}

fn body(reply: &Answered) -> Value {
    serde_json::from_str(&reply.body).unwrap_or_else(|error| panic!("{error}: {}", reply.body))
}

fn header<'r>(reply: &'r Answered, name: &str) -> Option<&'r str> {
    let mut values = reply.headers.iter().filter(|(header, _)| *header == name);
    let value = values.next().map(|(_, value)| value.as_str());
    assert!(values.next().is_none(), "{name} comes twice");
    value
}

/// An error in the API's own shape: `code` as the HTTP status, and words.
#[track_caller]
fn refused(reply: &Answered, code: u16) {
    assert_eq!(reply.status, code, "{}", reply.body);
    let body = body(reply);
    assert_eq!(body["code"], code);
    assert!(body["status"].as_str().is_some_and(|words| words.len() > 8));
    assert_eq!(header(reply, "cache-control"), Some("no-store"));
    assert_eq!(reply.served, Served::Refused);
}

/// Nothing of the token is in a reply, however it is spelled.
#[track_caller]
fn has_no_token(reply: &Answered) {
    let whole = format!("{reply:?} {}", reply.body);
    for spelled in [
        TOKEN,
        "bW9jay90b2tvK2NvbnRvaA%2Fx%2By%3D%3D",
        "bW9jay90b2tv",
    ] {
        assert!(!whole.contains(spelled), "{whole}");
    }
}

fn at(world: &World, seconds: u64) {
    world.set_now(Duration::from_secs(MIDNIGHT + seconds));
}

/// What a visitor's page asks for: the addresses of the demo's home page, of its list of categories, or of one category.
fn pages() -> (Vec<String>, Vec<String>) {
    let shop = Shop::open();
    let home = [
        "/app/slide?token=toko",
        "/app/kategori?token=toko",
        "/app/produk?token=toko&page=1&total_data=30",
    ];
    let all = shop.kategori.iter().flat_map(|main| {
        let subs = main.sub.iter().map(|sub| sub.id);
        std::iter::once(main.id).chain(subs).collect::<Vec<_>>()
    });
    let categories =
        all.map(|id| format!("/app/produk?token=toko&page=1&total_data=30&id_kategori={id}"));
    (home.map(str::to_owned).to_vec(), categories.collect())
}

/// When in a day the visits come: few at night, most of them in the evening. Parts of a thousand for each hour.
const VISITS: [u64; 24] = [
    15, 8, 4, 3, 5, 12, 22, 32, 40, 45, 48, 52, 60, 52, 46, 44, 46, 52, 66, 84, 94, 82, 56, 32,
];

#[test]
fn ten_thousand_visits_of_a_day_take_a_hundred_requests_and_nobody_goes_without_an_answer() {
    let world = shop();
    let front = front(&world);
    let (home, categories) = pages();
    let mut ages = Vec::new();
    let mut by_source = BTreeMap::new();
    let mut by_noon = 0;
    let mut largest = 0;
    let mut visits = 0_u64;
    for (hour, share) in (0_u64..).zip(VISITS) {
        let count = share * 10;
        for number in 0..count {
            at(&world, hour * 3_600 + number * 3_600 / count);
            visits += 1;
            // Every visitor sees the home page, and every second one a category, the first ones more often.
            let mut asked = home.clone();
            if visits.is_multiple_of(2) {
                let random = visits.wrapping_mul(2_654_435_761) % 1_000;
                let place = (random * random / 1_000) as usize * categories.len() / 1_000;
                asked.push(categories[place].clone());
            }
            for address in asked {
                let reply = get(&front, &world, &address);
                assert_eq!(reply.status, 200, "{address} at {hour}: {}", reply.body);
                *by_source.entry(reply.served.name()).or_insert(0) += 1;
                ages.push(reply.age.expect("an age").as_secs());
            }
        }
        if hour == 11 {
            by_noon = world.sent().len();
        }
        largest = largest.max(front.status().memory);
    }
    let sent = world.sent().len();
    ages.sort_unstable();
    let minutes = |part: usize| ages[(ages.len() - 1) * part / 100] / 60;
    println!(
        "{visits} visits, {} questions: {sent} requests, {by_noon} of them before noon; {by_source:?}; age in minutes: \
         median {}, 90 % {}, 99 % {}, oldest {}; {largest} bytes of answers",
        ages.len(),
        minutes(50),
        minutes(90),
        minutes(99),
        minutes(100),
    );
    assert_eq!(visits, 10_000);
    assert!((80..=100).contains(&sent), "{sent} requests");
    assert_eq!(front.status().used_today as usize, sent);
    assert!((40..=75).contains(&by_noon), "{by_noon} before noon");
    assert!(largest < 4 * 1024 * 1024, "{largest} bytes");
    // Half of what visitors see is at most an hour and a half old.
    assert!(minutes(50) <= 90, "{} minutes", minutes(50));
    // On the next day the budget is a new one, and all is kept from before.
    at(&world, DAY + 60);
    for address in home.iter().chain(&categories) {
        assert_eq!(get(&front, &world, address).status, 200);
    }
    assert!(world.sent().len() > sent);
}

#[test]
fn one_answer_serves_all_spellings_of_a_question() {
    let world = shop();
    let front = front(&world);
    for query in [
        "",
        "page=1",
        "page=01&token=apa-saja",
        "total_data=10&page=1",
        "token=&page=&total_data=&id_kategori=&cari_nama_produk=",
        "cari_nama_produk=+%3F%21&use_raw_html=false",
        "token=bukan&token=dua&page=1",
    ] {
        let reply = get(&front, &world, &format!("/app/produk?{query}"));
        assert_eq!(reply.status, 200, "{query}: {}", reply.body);
        has_no_token(&reply);
    }
    assert_eq!(world.sent().len(), 1);
    get(
        &front,
        &world,
        "/app/produk?cari_nama_produk=kaos%20polos&page=2",
    );
    get(
        &front,
        &world,
        "/app/produk?page=2&cari_nama_produk=kaos++%28polos%29",
    );
    assert_eq!(world.sent().len(), 2);
    let [first, second] = &world.sent()[..] else {
        panic!("two requests");
    };
    assert_eq!(first.parameter("token"), Some(TOKEN));
    assert_eq!(second.parameter("token"), Some(TOKEN));
    assert_eq!(second.parameter("cari_nama_produk"), Some("kaos polos"));
    assert_eq!(second.parameters.len(), 4);
}

#[test]
fn whatever_is_no_question_is_refused_and_never_asked() {
    let world = shop();
    let front = front(&world);
    for path in [
        "",
        "/",
        "/app",
        "/app/produk/",
        "/app/produk/1",
        "//app/produk",
        "/APP/PRODUK",
        "/v1/app/produk",
        "/app/produk%2f",
        "/app/../app/produk",
        "/closed/api/v1/member/saldo",
        "/user/saldo",
        "/app/produk\0",
    ] {
        refused(&get(&front, &world, path), 404);
        let asked = Asked::with_method("POST", path, "");
        refused(&world.run(front.answer(&asked)), 404);
    }
    for method in [
        "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "", "GETT", "ambil",
    ] {
        let asked = Asked::with_method(method, "/app/produk", "page=1");
        let reply = world.run(front.answer(&asked));
        refused(&reply, 405);
        assert_eq!(header(&reply, "allow"), Some("GET, HEAD, OPTIONS"));
    }
    let with_body = Asked::get("/app/produk", "page=1").has_body(true);
    refused(&world.run(front.answer(&with_body)), 400);
    for address in [
        "/app/produk?page=0",
        "/app/produk?page=-1",
        "/app/produk?page=1.5",
        "/app/produk?page=satu",
        "/app/produk?page=1001",
        "/app/produk?page=99999999999999999999",
        "/app/produk?page=%00",
        "/app/produk?total_data=15",
        "/app/produk?total_data=110",
        "/app/produk?total_data=0",
        "/app/produk?id_kategori=x",
        "/app/produk?id_kategori=1'%20OR%201",
        "/app/produk?id_kategori=-1",
        "/app/produk?id_kategori=1234567890123456789",
        "/app/produk?use_raw_html=ya",
        "/app/produk?page=1&page=2",
        "/app/produk?page=&page=2",
        "/app/produk?_=1700000000",
        "/app/produk?page[]=1",
        "/app/produk?Page=1",
        "/app/produk?token_user=a&id_user=1",
        "/app/produk?url=https://jahat.example",
        "/app/kategori?struktur=pohon",
        "/app/kategori?page=1",
        "/app/slide?page=1",
        "/app/kostumpage?x=1",
        "/user/info",
        "/user/info?token_user=a",
        "/user/info?token_user=%7B%7Btoken_user%7D%7D&id_user=%7B%7Bid_user%7D%7D",
        "/user/info?token_user=a&id_user=1&page=1",
        "/user/catatan?token_user=a&id_user=1&tipe=uang",
        "/user/transaksi?token_user=a&id_user=1&tipe=saldo",
    ] {
        refused(&get(&front, &world, address), 400);
    }
    let long_search = format!("/app/produk?cari_nama_produk={}", "a".repeat(65));
    refused(&get(&front, &world, &long_search), 400);
    let long_member = format!("/user/info?token_user={}&id_user=1", "a".repeat(600));
    refused(&get(&front, &world, &long_member), 400);
    let long = format!("/app/produk?token={}", "a".repeat(5_000));
    refused(&get(&front, &world, &long), 414);
    assert_eq!(world.sent().len(), 0);
    assert_eq!(front.status().kept, 0);
    let known = get(&front, &world, "/app/produk?_=1");
    let words = body(&known)["status"].to_string();
    assert!(words.contains("cari_nama_produk"), "{words}");
}

/// As many of a million as a test without optimisation gets through.
const SEARCHES: u32 = 100_000;

#[test]
fn a_million_searches_cost_a_share_of_the_budget_and_a_bounded_memory() {
    let world = shop();
    let front = builder()
        .memory(1024 * 1024)
        .first_per_minute(1_000)
        .build(world.clone());
    let home = "/app/produk?page=1&total_data=30";
    at(&world, 9 * 3_600);
    for address in [home, home, "/app/kategori", "/app/kategori"] {
        get(&front, &world, address);
    }
    let mut refusals = 0;
    for number in 0..SEARCHES {
        let query = format!("cari_nama_produk=cari{number}");
        let reply = world.run(front.answer(&Asked::get("/app/produk", &query)));
        if reply.status == 429 {
            refusals += 1;
            if number % 10_000 == 0 {
                refused(&reply, 429);
                assert!(header(&reply, "retry-after").is_some());
            }
        }
    }
    let spent = world.sent().len();
    assert_eq!(spent, 40, "the share of those who ask what nobody asked");
    assert_eq!(refusals, SEARCHES - 38);
    assert!(front.status().memory <= 1024 * 1024);
    // What all visitors ask for is there, and is renewed as before.
    at(&world, 12 * 3_600);
    for address in [home, "/app/kategori"] {
        let reply = get(&front, &world, address);
        assert_eq!((reply.status, reply.served), (200, Served::Asked));
    }
    // A plan without a limit has an allowance for each minute.
    let world = shop();
    let free = builder()
        .daily_limit(None)
        .memory(1024 * 1024)
        .build(world.clone());
    for number in 0..50_000_u32 {
        let query = format!("id_kategori={number}");
        world.run(free.answer(&Asked::get("/app/produk", &query)));
    }
    assert_eq!(world.sent().len(), 60);
    assert!(free.status().memory <= 1024 * 1024 && free.status().kept <= 60);
}

/// Questions about the members of the demo's shop.
fn of_member(path: &str, more: &str) -> String {
    let shop = Shop::open();
    let member = &shop.members[0];
    let text = |text: &str| form_urlencoded(text);
    let (token, id) = (text(member.token_user), text(member.id_user));
    format!("/user/{path}?token=x&token_user={token}&id_user={id}{more}")
}

fn form_urlencoded(text: &str) -> String {
    let byte = |byte: u8| format!("%{byte:02X}");
    text.bytes().map(byte).collect()
}

#[test]
fn questions_about_members_are_passed_through_counted_and_never_kept() {
    let world = shop();
    let front = front(&world);
    at(&world, 0);
    for (path, more) in [
        ("info", ""),
        ("info", ""),
        ("catatan", ""),
        ("catatan", "&tipe=poin&page=1"),
        ("transaksi", "&total_data=20"),
    ] {
        let reply = get(&front, &world, &of_member(path, more));
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(reply.served, Served::Member);
        assert_eq!(header(&reply, "cache-control"), Some("no-store, private"));
        assert_eq!(header(&reply, "etag"), None);
        assert!(body(&reply)["data"].is_array() || body(&reply)["data"].is_object());
        has_no_token(&reply);
    }
    assert_eq!(world.sent().len(), 5);
    assert_eq!(front.status().used_today, 5);
    assert_eq!((front.status().kept, front.status().memory), (0, 0));
    // A stranger who invents members spends the share of members and no other.
    for number in 0..10_000 {
        let query = format!("token_user=palsu&id_user={number}");
        let reply = world.run(front.answer(&Asked::get("/user/info", &query)));
        match reply.status {
            200 => assert_eq!(body(&reply)["code"], 403),
            _ => refused(&reply, 429),
        }
    }
    assert_eq!(world.sent().len(), 10);
    let reply = get(&front, &world, &of_member("info", ""));
    refused(&reply, 429);
    // The client of a page stops asking at all where it reads that the day is used up.
    let words = body(&reply)["status"].to_string();
    assert!(
        !["kuota", "hari", "habis"]
            .iter()
            .any(|word| words.contains(word)),
        "{words}"
    );
    let wait: u64 = header(&reply, "retry-after")
        .expect("a time")
        .parse()
        .expect("seconds");
    at(&world, wait);
    assert_eq!(get(&front, &world, &of_member("info", "")).status, 200);
    assert_eq!(get(&front, &world, "/app/produk").status, 200);
}

/// A world whose bukaOlshop answers as told for the moment, and else with one product.
fn changeable() -> (World, Arc<Mutex<Option<Reply>>>) {
    let fault: Arc<Mutex<Option<Reply>>> = Arc::default();
    let now = Arc::clone(&fault);
    let world = World::serving(move |_| {
        let fault = now.lock().expect("no test panics here").clone();
        fault.unwrap_or_else(|| Reply::rows(&[json!({"id_produk": "1"})]))
    });
    (world, fault)
}

fn set(fault: &Mutex<Option<Reply>>, reply: Option<Reply>) {
    *fault.lock().expect("no test panics here") = reply;
}

#[test]
fn nonsense_of_the_server_s_is_never_passed_on_and_old_answers_stand_in() {
    let token = json!({"code": 500, "status": format!("SELECT '{TOKEN}'")});
    let faults = [
        ("HTML", Reply::bytes(200, "<html>maaf</html>"), 502),
        ("nothing", Reply::bytes(200, ""), 502),
        (
            "no rows",
            Reply::ok(&json!({"code": 200, "data": "rusak"})),
            502,
        ),
        ("a redirect", Reply::bytes(302, ""), 502),
        ("an error", Reply::json(500, &token), 503),
        ("an error in 200", Reply::ok(&token), 503),
        ("maintenance", Reply::error(503), 503),
        ("too many", Reply::error(429).retry_after(7), 429),
        ("a token that was changed", Reply::error(401), 401),
        ("a lost connection", Reply::lost(), 502),
        ("silence", Reply::never(), 504),
        (
            "half a body",
            Reply::bytes(200, "{\"code\":200,\"data\":[{"),
            502,
        ),
    ];
    for (name, reply, code) in faults {
        let (world, fault) = changeable();
        let warned = Arc::new(Mutex::new(String::new()));
        let log = Arc::clone(&warned);
        let front = builder()
            .on_warning(move |sentence| log.lock().expect("a log").push_str(sentence))
            .build(world.clone());
        at(&world, 6 * 3_600);
        let good = get(&front, &world, "/app/produk");
        assert_eq!((good.status, good.served), (200, Served::Asked));
        set(&fault, Some(reply));
        // Nothing is kept of this one.
        let bad = get(&front, &world, "/app/slide");
        refused(&bad, code);
        has_no_token(&bad);
        let wait: u64 = header(&bad, "retry-after")
            .expect(name)
            .parse()
            .expect("seconds");
        assert!((1..=300).contains(&wait), "{name}: {wait}");
        // bukaOlshop is left in peace meanwhile.
        let sent = world.sent().len();
        refused(&get(&front, &world, "/app/slide"), 429);
        assert_eq!(world.sent().len(), sent, "{name}");
        // Hours later there is still the old answer.
        at(&world, 12 * 3_600);
        let old = get(&front, &world, "/app/produk");
        assert_eq!((old.status, old.served), (200, Served::Stale), "{name}");
        assert_eq!(old.body, good.body);
        assert!(world.sent().len() > sent, "{name}: it was asked again");
        assert_eq!(
            header(&old, "age"),
            Some(&*(old.age.expect("an age").as_secs().to_string()))
        );
        assert!(
            header(&old, "cache-status").is_some_and(|it| it.contains("ttl=-")),
            "{name}"
        );
        let warned = warned.lock().expect("a log").clone();
        assert!(warned.contains("openApiCache"), "{name}");
        assert!(
            !warned.contains(TOKEN) && !warned.contains("bW9j"),
            "{warned}"
        );
        set(&fault, None);
        at(&world, 13 * 3_600);
        assert_eq!(
            get(&front, &world, "/app/produk").served,
            Served::Asked,
            "{name}"
        );
    }
}

#[test]
fn a_page_that_there_is_not_is_remembered_as_such() {
    let (world, fault) = changeable();
    let front = front(&world);
    set(&fault, Some(Reply::error(404)));
    for _ in 0..3 {
        let reply = get(&front, &world, "/app/produk?page=9");
        assert_eq!((reply.status, &body(&reply)["code"]), (404, &json!(404)));
        assert_eq!(header(&reply, "etag"), None);
    }
    assert_eq!(world.sent().len(), 1);
    // A refusal of the parameters does not take the place of a good answer.
    set(&fault, None);
    get(&front, &world, "/app/slide");
    set(&fault, Some(Reply::error(400)));
    world.run(async {
        bukaolshop::transport::Platform::sleep(&world, Duration::from_secs(9_000)).await
    });
    assert_eq!(get(&front, &world, "/app/slide").served, Served::Stale);
}

#[test]
fn a_day_that_is_used_up_ends_all_requests_until_midnight() {
    let (world, fault) = changeable();
    let front = builder().daily_limit(None).build(world.clone());
    at(&world, 10 * 3_600);
    get(&front, &world, "/app/produk");
    set(
        &fault,
        Some(Reply::json(
            429,
            &json!({"code": 429, "status": "Kuota request perhari habis"}),
        )),
    );
    let dry = get(&front, &world, "/app/slide");
    refused(&dry, 429);
    assert_eq!(header(&dry, "retry-after"), Some("50400"));
    set(&fault, None);
    for hour in 11..24 {
        at(&world, hour * 3_600);
        assert_eq!(get(&front, &world, "/app/produk").served, Served::Stale);
        refused(&get(&front, &world, "/app/slide"), 429);
    }
    assert_eq!(world.sent().len(), 2);
    at(&world, DAY);
    assert_eq!(get(&front, &world, "/app/slide").status, 200);
    assert_eq!(get(&front, &world, "/app/produk").served, Served::Asked);
}

#[test]
fn phones_and_proxies_are_told_how_long_to_keep_an_answer() {
    let (world, _) = changeable();
    let front = builder()
        .fresh(Duration::from_secs(600))
        .build(world.clone());
    at(&world, 0);
    let first = get(&front, &world, "/app/produk");
    let cached = "public, max-age=600, stale-while-revalidate=86400, stale-if-error=86400";
    assert_eq!(header(&first, "cache-control"), Some(cached));
    assert_eq!(header(&first, "age"), Some("0"));
    assert_eq!(header(&first, "access-control-allow-origin"), Some("*"));
    assert!(
        header(&first, "access-control-expose-headers")
            .is_some_and(|it| it.contains("Retry-After"))
    );
    assert_eq!(
        header(&first, "content-type"),
        Some("application/json; charset=utf-8")
    );
    let tag = header(&first, "etag").expect("a tag").to_owned();
    at(&world, 200);
    let asked = Asked::get("/app/produk", "");
    let second = world.run(front.answer(&asked.if_none_match(Some(&tag))));
    assert_eq!((second.status, &*second.body), (304, ""));
    assert_eq!(header(&second, "etag"), Some(&*tag));
    assert_eq!(header(&second, "age"), Some("200"));
    // It was 200 seconds old, and is fresh for 400 more.
    assert!(header(&second, "cache-control").is_some_and(|it| it.contains("max-age=600,")));
    assert!(header(&second, "cache-status").is_some_and(|it| it.ends_with("hit; ttl=400")));
    let other = world.run(front.answer(&asked.if_none_match(Some("\"lain\""))));
    assert_eq!(other.status, 200);
    let head = world.run(front.answer(&Asked::with_method("HEAD", "/app/produk", "")));
    assert_eq!((head.status, &*head.body), (200, ""));
    assert_eq!(header(&head, "etag"), Some(&*tag));
    let preflight = world.run(front.answer(&Asked::with_method("OPTIONS", "/app/produk", "")));
    assert_eq!((preflight.status, &*preflight.body), (204, ""));
    assert_eq!(
        header(&preflight, "access-control-allow-methods"),
        Some("GET, HEAD, OPTIONS")
    );
    assert_eq!(world.sent().len(), 1);
    // A clock that is set back makes an answer old, and asks again.
    at(&world, 0);
    world.set_now(Duration::from_secs(MIDNIGHT - DAY));
    assert_eq!(get(&front, &world, "/app/produk").served, Served::Asked);
}

#[test]
fn those_who_ask_the_same_at_once_share_one_request_which_survives_the_first_of_them() {
    use futures_util::future::join_all;
    let shop = Shop::open();
    let world = World::serving(move |sent| of_shop(&shop, sent).after(2_000));
    let front = front(&world);
    let asked = Asked::get("/app/produk", "page=1");
    let mut first = Box::pin(front.answer(&asked));
    assert!(world.poll(first.as_mut()).is_pending());
    drop(first);
    let replies = world.run(join_all((0..20).map(|_| front.answer(&asked))));
    assert!(replies.iter().all(|reply| reply.status == 200));
    assert_eq!((world.sent().len(), world.abandoned()), (1, 0));
    assert_eq!(front.status().used_today, 1);
}

#[cfg(feature = "test-util")]
#[test]
fn an_answer_that_has_grown_old_is_given_at_once_and_renewed_in_the_background() {
    use bukaolshop::test_util::VirtualClock;
    use bukaolshop::transport::{Answer, Failure, Platform, Transport};

    struct Slow(VirtualClock, Arc<AtomicUsize>, Arc<AtomicBool>);
    impl Transport for Slow {
        type Tree = Value;
        type Platform = VirtualClock;
        async fn send(&self, _: &bukaolshop::Request) -> Result<Box<Answer<Value>>, Failure> {
            let number = self.1.fetch_add(1, Ordering::Relaxed);
            let takes = if self.2.load(Ordering::Relaxed) {
                10
            } else {
                1
            };
            self.0.sleep(Duration::from_secs(takes)).await;
            let body = json!({"code": 200, "data": [number]}).to_string();
            Ok(Answer::from_bytes(200, None, body.as_bytes()))
        }
        fn platform(&self) -> &VirtualClock {
            &self.0
        }
    }
    let clock = VirtualClock::new();
    let (sent, is_slow) = <(Arc<AtomicUsize>, Arc<AtomicBool>)>::default();
    let transport = Slow(clock.clone(), sent.clone(), is_slow.clone());
    let front = builder()
        .daily_limit(None)
        .fresh(Duration::from_secs(60))
        .stale(Duration::from_secs(600))
        .build(transport);
    let asked = Asked::get("/app/slide", "");
    let ask = || {
        let before = clock.now();
        let reply = clock.run(front.answer(&asked)).expect("an answer");
        (reply.served, reply.body, (clock.now() - before).as_secs())
    };
    let rows = |number: u32| json!({"code": 200, "data": [number]}).to_string();
    assert_eq!(ask(), (Served::Asked, rows(0), 1));
    clock.advance(Duration::from_secs(100));
    assert_eq!(ask(), (Served::Stale, rows(0), 0));
    clock
        .run(clock.sleep(Duration::from_secs(2)))
        .expect("a pause");
    assert_eq!(ask(), (Served::Fresh, rows(1), 0));
    // Much later a visitor waits for a new one, but not for long.
    clock.advance(Duration::from_secs(3_000));
    assert_eq!(ask(), (Served::Asked, rows(2), 1));
    is_slow.store(true, Ordering::Relaxed);
    clock.advance(Duration::from_secs(3_000));
    assert_eq!(ask(), (Served::Stale, rows(2), 3));
    clock
        .run(clock.sleep(Duration::from_secs(10)))
        .expect("a pause");
    assert_eq!(ask(), (Served::Fresh, rows(3), 0));
    assert_eq!(sent.load(Ordering::Relaxed), 4);
}

#[test]
fn a_transport_that_panics_leaves_nobody_waiting() {
    let is_broken = Arc::new(AtomicBool::new(true));
    let broken = Arc::clone(&is_broken);
    let world = World::serving(move |_| {
        assert!(!broken.load(Ordering::Relaxed), "a broken transport");
        Reply::rows(&[])
    });
    let front = front(&world);
    refused(&get(&front, &world, "/app/slide"), 502);
    is_broken.store(false, Ordering::Relaxed);
    assert_eq!(get(&front, &world, "/app/slide").status, 200);
}

/// A store in memory, which can fail.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<BTreeMap<String, String>>>, Arc<AtomicBool>);

impl Shared {
    fn works(&self) -> Result<(), AnswerStoreError> {
        match self.1.load(Ordering::Relaxed) {
            true => Err(AnswerStoreError::new("disk penuh")),
            false => Ok(()),
        }
    }
}

impl AnswerStore for Shared {
    async fn load(&self, key: &str) -> Result<Option<String>, AnswerStoreError> {
        self.works()?;
        Ok(self.0.lock().expect("a map").get(key).cloned())
    }

    async fn save(&self, key: &str, text: &str) -> Result<(), AnswerStoreError> {
        self.works()?;
        self.0
            .lock()
            .expect("a map")
            .insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    async fn swap(
        &self,
        key: &str,
        before: Option<&str>,
        text: &str,
    ) -> Result<bool, AnswerStoreError> {
        self.works()?;
        let mut map = self.0.lock().expect("a map");
        let is_same = map.get(key).map(String::as_str) == before;
        if is_same {
            map.insert(key.to_owned(), text.to_owned());
        }
        Ok(is_same)
    }
}

/// What holds for every store: a second program has the answers and the count of the first one.
fn outlives_programs<S: AnswerStore>(mut open: impl FnMut() -> S) {
    let world = shop();
    let mut front = || builder().store(open()).build(world.clone());
    let (one, two) = (front(), front());
    at(&world, 0);
    for number in 0..60 {
        let front = if number % 2 == 0 { &one } else { &two };
        get(front, &world, &format!("/app/produk?id_kategori={number}"));
    }
    assert_eq!(world.sent().len(), 40, "the share of both together");
    let third = front();
    let reply = get(&third, &world, "/app/produk?id_kategori=1");
    assert_eq!((reply.status, reply.served), (200, Served::Fresh));
    refused(&get(&third, &world, "/app/slide"), 429);
    get(&third, &world, &of_member("info", ""));
    assert_eq!(third.status().used_today, 41);
    at(&world, DAY);
    assert_eq!(get(&front(), &world, "/app/slide").status, 200);
}

#[test]
fn programs_with_one_store_share_answers_and_the_budget() {
    let store = Shared::default();
    outlives_programs(|| store.clone());
    let map = store.0.lock().expect("a map");
    for (key, text) in &*map {
        let whole = format!("{key} {text}");
        assert!(
            !whole.contains(TOKEN) && !whole.contains("bW9j") && !whole.contains("nama_user"),
            "{whole}"
        );
    }
}

#[test]
fn a_store_that_fails_keeps_nobody_from_being_answered() {
    let store = Shared::default();
    store.1.store(true, Ordering::Relaxed);
    let world = shop();
    let warned = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&warned);
    let front = builder()
        .first_per_minute(1_000)
        .store(store)
        .on_warning(move |sentence| {
            assert!(sentence.contains("disk penuh"), "{sentence}");
            count.fetch_add(1, Ordering::Relaxed);
        })
        .build(world.clone());
    for number in 0..60 {
        get(&front, &world, &format!("/app/produk?id_kategori={number}"));
    }
    assert_eq!(world.sent().len(), 40);
    assert!(warned.load(Ordering::Relaxed) > 0);
    assert_eq!(
        get(&front, &world, "/app/produk?id_kategori=0").served,
        Served::Fresh
    );
}

#[test]
fn the_token_is_in_nothing_that_is_printed() {
    let world = shop();
    let builder = builder();
    let printed = format!("{builder:?}");
    let front: OpenApiCache<World, NoStore> = builder.build(world);
    let printed = format!("{printed} {front:?} {:?}", front.status());
    assert!(!printed.contains("bW9j"), "{printed}");
    for token in ["", " ", "abc", "{{token}}"] {
        let error = open_api_cache(token).map(|_| ()).expect_err("no token");
        assert!(error.to_string().contains("token"), "{error}");
    }
    let address = open_api_cache("rahasia")
        .expect("a token")
        .base_url("http://toko.example");
    assert!(address.is_err());
}

#[cfg(feature = "sqlite")]
mod sqlite {
    use super::{Reply, World, at, builder, get, outlives_programs};
    use bukaolshop::server::callback::SqliteStore;
    use bukaolshop::server::open_api_cache::{AnswerStore, Served, SqliteAnswers};

    /// A path for a file of a test's own, which is gone when it ends.
    struct File(std::path::PathBuf);

    impl File {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("bukaolshop-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).expect("a folder");
            Self(folder)
        }

        fn path(&self) -> std::path::PathBuf {
            self.0.join("openapi.db")
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn run<F: Future>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime")
            .block_on(future)
    }

    #[test]
    fn answers_and_the_count_are_in_a_file_that_only_its_owner_reads() {
        let file = File::new("answers");
        let store = SqliteAnswers::open(file.path()).expect("a file");
        run(async {
            assert_eq!(store.load("a").await, Ok(None));
            for text in ["satu", "dua"] {
                store.save("a", text).await.expect("saved");
            }
            assert_eq!(store.load("a").await, Ok(Some("dua".to_owned())));
            assert_eq!(store.swap("n", Some("0"), "1").await, Ok(false));
            assert_eq!(store.swap("n", None, "1").await, Ok(true));
            assert_eq!(store.swap("n", None, "1").await, Ok(false));
            assert_eq!(store.swap("n", Some("1"), "2").await, Ok(true));
            for number in 0..2_100 {
                store.save(&number.to_string(), "isi").await.expect("saved");
            }
            assert_eq!(store.load("a").await, Ok(None), "the oldest is forgotten");
            assert_eq!(store.load("2099").await, Ok(Some("isi".to_owned())));
            assert_eq!(
                store.load("n").await,
                Ok(Some("2".to_owned())),
                "the count stays"
            );
        });
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let rights = std::fs::metadata(file.path())
                .expect("a file")
                .permissions();
            assert_eq!(rights.mode() & 0o077, 0);
        }
        drop(store);
        let again = SqliteAnswers::open(file.path()).expect("the same file");
        assert_eq!(run(again.load("n")), Ok(Some("2".to_owned())));
    }

    #[test]
    fn another_file_is_refused_by_its_name() {
        let file = File::new("foreign");
        std::fs::write(file.path(), "bukan basis data, hanya teks panjang").expect("a file");
        let error = SqliteAnswers::open(file.path()).expect_err("a text");
        assert!(error.to_string().contains("openapi.db"), "{error}");
        std::fs::remove_file(file.path()).expect("a file");
        drop(SqliteStore::open(file.path()).expect("a store"));
        let error = SqliteAnswers::open(file.path()).expect_err("a store of callbacks");
        assert!(error.to_string().contains("bukan berkas"), "{error}");
        let error = SqliteAnswers::open(file.0.join("tidak/ada.db")).expect_err("no folder");
        assert!(error.to_string().contains("ada.db"), "{error}");
    }

    #[test]
    fn a_newer_file_is_left_alone() {
        let file = File::new("newer");
        drop(SqliteAnswers::open(file.path()).expect("a file"));
        let connection = rusqlite::Connection::open(file.path()).expect("a file");
        connection
            .pragma_update(None, "user_version", 7)
            .expect("a number");
        let error = SqliteAnswers::open(file.path()).expect_err("newer");
        assert!(error.to_string().contains("skema 7"), "{error}");
    }

    /// The world's clock does not wait for the store's thread, so its calls are run to their end by a runtime.
    #[derive(Clone)]
    struct Blocking(std::sync::Arc<SqliteAnswers>);

    impl AnswerStore for Blocking {
        async fn load(
            &self,
            key: &str,
        ) -> Result<Option<String>, bukaolshop::server::open_api_cache::AnswerStoreError> {
            run(self.0.load(key))
        }
        async fn save(
            &self,
            key: &str,
            text: &str,
        ) -> Result<(), bukaolshop::server::open_api_cache::AnswerStoreError> {
            run(self.0.save(key, text))
        }
        async fn swap(
            &self,
            key: &str,
            before: Option<&str>,
            text: &str,
        ) -> Result<bool, bukaolshop::server::open_api_cache::AnswerStoreError> {
            run(self.0.swap(key, before, text))
        }
    }

    #[test]
    fn programs_with_one_file_share_answers_and_the_budget() {
        let file = File::new("shared");
        outlives_programs(|| Blocking(SqliteAnswers::open(file.path()).expect("a file").into()));
    }

    #[test]
    fn what_is_no_answer_in_the_file_is_asked_anew() {
        let file = File::new("damaged");
        let world = World::serving(|_| Reply::rows(&[]));
        let front = || {
            builder()
                .store(Blocking(
                    SqliteAnswers::open(file.path()).expect("a file").into(),
                ))
                .build(world.clone())
        };
        at(&world, 0);
        get(&front(), &world, "/app/slide");
        let connection = rusqlite::Connection::open(file.path()).expect("a file");
        connection
            .execute("UPDATE answer SET text = 'rusak'", [])
            .expect("changed");
        let reply = get(&front(), &world, "/app/slide");
        assert_eq!((reply.status, reply.served), (200, Served::Asked));
    }
}

#[cfg(all(feature = "axum", feature = "native"))]
mod over_http {
    use std::net::SocketAddr;

    use axum::Router;
    use bukaolshop::layer::Backoff;
    use bukaolshop::open_api::kategori::KategoriQuery;
    use bukaolshop::open_api::produk::ProdukQuery;
    use bukaolshop::server::open_api_cache;
    use bukaolshop::server::open_api_cache::axum::router;
    use bukaolshop::transport::native::Native;
    use bukaolshop::{Client, ErrorKind, MemberTokens, Options};
    use futures_util::TryStreamExt;
    use mock_shop::shop::{Shop, TOKEN};
    use serde_json::Value;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use crate::mock_server::MockServer;

    /// A front before a mock server, at `/openapi`.
    async fn open(mock: &MockServer) -> SocketAddr {
        let front = open_api_cache(TOKEN)
            .and_then(|front| front.base_url(&mock.base_url()))
            .expect("good options")
            .build(Native::new().expect("a transport"));
        let app = Router::new().nest("/openapi", router(front));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, app).await });
        at
    }

    #[tokio::test]
    async fn the_client_works_against_the_front_without_the_shop_s_token() {
        let mock = MockServer::start();
        let at = open(&mock).await;
        let shop = Shop::open();
        let member = &shop.members[0];
        let client = |token: &str| {
            let options = Options::new(token)
                .and_then(|options| options.base_url(&format!("http://{at}/openapi")))
                .expect("good options")
                .retry(Backoff::NEVER)
                .member(MemberTokens {
                    token_user: member.token_user,
                    id_user: member.id_user,
                });
            Client::with_transport(options, Native::new().expect("a transport"))
        };
        for token in ["toko", "token-orang-lain"] {
            let client = client(token);
            let kategori = client.kategori(&KategoriQuery::default()).await;
            assert_eq!(
                kategori.expect("categories").data.len(),
                shop.kategori.len()
            );
            let rows: Vec<_> = client
                .all(&ProdukQuery::default())
                .try_collect()
                .await
                .expect("the whole catalogue");
            assert!(rows.len() > 100, "{}", rows.len());
        }
        let asked = mock.log().await.len();
        let info = client("toko").user().info().await.expect("a member");
        assert_eq!(info.nama_user, member.nama);
        assert_eq!(mock.log().await.len(), asked + 1);
        let wrong = ProdukQuery {
            id_kategori: Some("bukan angka".into()),
            ..ProdukQuery::default()
        };
        let error = client("toko")
            .produk()
            .list(&wrong)
            .await
            .expect_err("refused");
        assert_eq!(error.kind, ErrorKind::BadRequest);
        let log = mock.log().await;
        assert_eq!(log.len(), asked + 1);
        let text = Value::from(log).to_string();
        assert!(!text.contains("token-orang-lain"), "{text}");
    }

    /// What comes back for a request that is written by hand.
    async fn raw(at: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(at).await.expect("a connection");
        let request = request.replace('\n', "\r\n");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        // A server may close a connection whose request it has not read to the end.
        let _ = stream.read_to_string(&mut answer).await;
        answer.to_lowercase()
    }

    #[tokio::test]
    async fn every_path_and_method_is_answered_in_the_api_s_shape() {
        let mock = MockServer::start();
        let at = open(&mock).await;
        for (request, status, says) in [
            (
                "GET /openapi/app/slide HTTP/1.1",
                200,
                "cache-control: public, max-age=",
            ),
            ("GET /openapi/app/lain HTTP/1.1", 404, "\"code\":404"),
            ("GET /openapi/x HTTP/1.1", 404, "\"code\":404"),
            (
                "POST /openapi/app/slide HTTP/1.1",
                405,
                "allow: get, head, options",
            ),
            (
                "OPTIONS /openapi/app/slide HTTP/1.1",
                204,
                "access-control-allow-origin: *",
            ),
            ("HEAD /openapi/app/slide HTTP/1.1", 200, "etag: \""),
            ("GET /openapi/app/slide?x=1 HTTP/1.1", 400, "\"code\":400"),
            (
                "GET /openapi/app/slide HTTP/1.1\nContent-Length: 5",
                400,
                "\"code\":400",
            ),
            (
                "GET /openapi/app/slide HTTP/1.1\nTransfer-Encoding: chunked",
                400,
                "\"code\":400",
            ),
        ] {
            let body = if request.contains("Length") {
                "a=1&b"
            } else {
                ""
            };
            let request = format!("{request}\nHost: toko\nConnection: close\n\n{body}");
            let answer = raw(at, &request).await;
            assert!(
                answer.starts_with(&format!("http/1.1 {status}")),
                "{request}{answer}"
            );
            assert!(answer.contains(says), "{request}{answer}");
            assert!(!answer.contains("bw9j"), "{answer}");
        }
        let tag = raw(
            at,
            "GET /openapi/app/slide HTTP/1.1\nHost: toko\nConnection: close\n\n",
        )
        .await;
        let tag = tag
            .split("etag: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next());
        let request = format!(
            "GET /openapi/app/slide HTTP/1.1\nHost: toko\nIf-None-Match: {}\nConnection: close\n\n",
            tag.expect("a tag")
        );
        assert!(raw(at, &request).await.starts_with("http/1.1 304"));
        assert_eq!(mock.log().await.len(), 1);
    }
}
