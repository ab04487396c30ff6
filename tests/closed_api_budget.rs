//! The requests of a day at the Closed API: counted, limited by the shop's plan, and shared by callbacks of one order.
#![cfg(feature = "server")]

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support;
use bukaolshop::server::callback::store::{Bid, Claim, Ended, Found, Unfinished};
use bukaolshop::server::callback::{
    Delivery, Guard, MemoryStore, Receiver, Standing, Store, StoreError,
};
use bukaolshop::server::closed_api::chat::ChatCreate;
use bukaolshop::server::closed_api::member::SaldoChange;
use bukaolshop::server::closed_api::{ClosedApi, DailyLimits, SubscriptionPlan};
use bukaolshop::server::{Member, Options};
use bukaolshop::transport::Platform;
use bukaolshop::{ErrorKind, Language, Method};
use futures_util::future::join;
use serde_json::{Value, json};
use support::world::{NOON, Sent};
use support::{Reply, World, closed_api_example};

const NOMOR: &str = "2853130173354";
const SECRET: &str = "8f14e45f/ceea+167a==";

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// The next midnight in Jakarta.
fn midnight() -> Duration {
    NOON + seconds(12 * 60 * 60)
}

/// The path of a request below the API's address.
fn path(sent: &Sent) -> String {
    let path = sent.address.strip_prefix("https://bukaolshop.net/api/v1");
    path.expect("the address of the API").to_owned()
}

/// An API that answers each question with its documented example, and counts the requests of each day by itself. On the
/// first day, others have sent `also`.
fn world(also: usize) -> World {
    let counts = Mutex::new(HashMap::from([(0, also)]));
    World::serving(move |sent| answer(sent, &counts))
}

fn answer(sent: &Sent, counts: &Mutex<HashMap<u64, usize>>) -> Reply {
    let path = path(sent);
    let mut counts = counts.lock().expect("a lock");
    let day = (sent.at.as_secs() + 12 * 60 * 60) / (24 * 60 * 60);
    let count = counts.entry(day).or_default();
    if path == "/aplikasi/info_limit" {
        return Reply::ok(&json!({"code": 200, "status": "ok", "jumlah_request": *count}));
    }
    *count += 1;
    let name = match &*path {
        "/transaksi/id" => "transaksi_get",
        "/member/saldo" if sent.method == Method::Post => "saldo_change",
        "/member/saldo" => "saldo_get",
        "/chat/create" => "chat_create",
        "/produk/list" => "produk_list",
        _ => panic!("{path}"),
    };
    Reply::ok(&closed_api_example(name))
}

fn client(world: &World) -> ClosedApi<World> {
    let options = Options::new().retry(bukaolshop::layer::Backoff::NEVER);
    ClosedApi::with_transport("kunci/rahasia+1==", options, world.clone()).expect("a client")
}

fn free(world: &World) -> ClosedApi<World> {
    client(world).plan(SubscriptionPlan::Free)
}

/// The requests that count.
fn counted(world: &World) -> usize {
    let is_counted = |sent: &&Sent| path(sent) != "/aplikasi/info_limit";
    world.sent().iter().filter(is_counted).count()
}

/// The questions for the platform's own count.
fn recounts(world: &World) -> usize {
    world.sent().len() - counted(world)
}

fn chat() -> ChatCreate {
    ChatCreate {
        member: Member::id("289820"),
        pesan_teks: "Halo".into(),
        id_barang: None,
    }
}

/// Used reads and changes.
fn used(world: &World, closed: &ClosedApi<World>) -> (u32, u32) {
    let quota = world.run(closed.quota()).expect("a count");
    (quota.reads.used, quota.changes.used)
}

#[test]
fn without_a_plan_requests_are_counted_and_never_refused() {
    let world = world(7000);
    let closed = client(&world);
    for _ in 0..60 {
        world.run(closed.transaksi().get(NOMOR)).expect("an order");
        world.run(closed.chat().create(&chat())).expect("a message");
    }
    assert_eq!(used(&world, &closed), (60, 60));
    assert_eq!((counted(&world), recounts(&world)), (120, 0));
    let quota = world.run(closed.quota()).expect("a count");
    assert_eq!((quota.reads.limit, quota.reads.left()), (None, None));
    assert_eq!(quota.resets_at, midnight());
    // The platform's count is taken over when the program asks for it.
    world
        .run(closed.aplikasi().info_limit())
        .expect("the count");
    assert_eq!(used(&world, &closed), (7060, 60));
}

#[test]
fn a_plan_limits_the_day_and_keeps_the_last_fifth_for_orders_and_money() {
    let world = world(0);
    let closed = free(&world);
    for _ in 0..40 {
        world.run(closed.produk().list(1)).expect("products");
    }
    for _ in 0..12 {
        world.run(closed.chat().create(&chat())).expect("a message");
    }
    let quota = world.run(closed.quota()).expect("a count");
    assert_eq!((quota.reads.used, quota.reads.limit), (40, Some(50)));
    let left = |of: bukaolshop::server::closed_api::QuotaUse| (of.left(), of.left_for_others());
    assert_eq!(left(quota.reads), (Some(10), Some(0)));
    assert_eq!(left(quota.changes), (Some(3), Some(0)));
    let before = counted(&world);
    let refused = world.run(closed.produk().list(1)).expect_err("reserved");
    assert_eq!((refused.kind, refused.attempts), (ErrorKind::Quota, 0));
    assert_eq!(refused.retry_after, Some(midnight() - world.now()));
    assert_eq!(refused.code, None);
    assert_eq!(
        refused.message(),
        "Jatah permintaan sudah habis; permintaan tidak dikirim. Coba lagi nanti: sisa jatah GET hari ini disimpan untuk \
         transaksi dan saldo; kirim lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop."
    );
    let english = refused.message_in(Language::English);
    assert!(
        english.contains("kept for orders and balances"),
        "{english}"
    );
    let refused = world
        .run(closed.chat().create(&chat()))
        .expect_err("reserved");
    assert_eq!(refused.kind, ErrorKind::Quota);
    assert_eq!(counted(&world), before, "nothing was sent");

    for _ in 0..10 {
        world.run(closed.transaksi().get(NOMOR)).expect("an order");
    }
    let change = SaldoChange::tambah(Member::id("289820"), 5000);
    for _ in 0..3 {
        world
            .run(closed.saldo().change(&change))
            .expect("a balance");
    }
    let before = counted(&world);
    assert_eq!(before, 65);
    let refused = world
        .run(closed.transaksi().get(NOMOR))
        .expect_err("used up");
    assert_eq!(refused.kind, ErrorKind::Quota);
    assert!(refused.message().contains("jatah GET hari ini habis"));
    let refused = world
        .run(closed.saldo().change(&change))
        .expect_err("used up");
    // Money that was not moved is no unknown outcome.
    assert_eq!((refused.kind, &refused.movement), (ErrorKind::Quota, &None));
    assert_eq!(counted(&world), before, "nothing was sent");

    world.set_now(midnight());
    world
        .run(closed.transaksi().get(NOMOR))
        .expect("another day");
    assert_eq!(used(&world, &closed), (1, 0));
}

#[test]
fn each_plan_has_the_limits_of_the_documents() {
    let limits = SubscriptionPlan::ALL.map(|plan| {
        let world = world(0);
        let quota = world.run(client(&world).plan(plan).quota());
        let quota = quota.expect("a count");
        (plan.name(), quota.reads.limit, quota.changes.limit)
    });
    let expected = [
        ("BISNIS", Some(5000), Some(700)),
        ("PRO", Some(1000), Some(300)),
        ("LITE", Some(200), Some(60)),
        ("FREE", Some(50), Some(15)),
    ];
    assert_eq!(limits, expected);
}

#[test]
fn the_platform_is_asked_for_its_count_once_a_day_and_before_a_refusal() {
    // Another program of the shop has sent 45 requests today.
    let world = world(45);
    let closed = free(&world);
    world.run(closed.transaksi().get(NOMOR)).expect("an order");
    assert_eq!(recounts(&world), 1);
    assert_eq!(used(&world, &closed), (46, 0));
    for _ in 0..4 {
        world.run(closed.transaksi().get(NOMOR)).expect("an order");
    }
    assert!(world.run(closed.transaksi().get(NOMOR)).is_err());
    assert_eq!(recounts(&world), 1, "it was asked a moment ago");
    world.set_now(NOON + seconds(600));
    assert!(world.run(closed.transaksi().get(NOMOR)).is_err());
    assert!(world.run(closed.transaksi().get(NOMOR)).is_err());
    assert_eq!(recounts(&world), 2, "at most every ten minutes");
    world.set_now(midnight());
    world
        .run(closed.transaksi().get(NOMOR))
        .expect("another day");
    assert_eq!(recounts(&world), 3);
}

#[test]
fn a_count_that_the_platform_lowers_is_followed() {
    let total = Arc::new(AtomicUsize::new(50));
    let told = Arc::clone(&total);
    let world = World::serving(move |sent| match &*path(sent) {
        "/aplikasi/info_limit" => {
            Reply::ok(&json!({"code": 200, "jumlah_request": told.load(Ordering::SeqCst)}))
        }
        _ => Reply::ok(&closed_api_example("transaksi_get")),
    });
    let closed = free(&world);
    assert!(world.run(closed.transaksi().get(NOMOR)).is_err());
    total.store(20, Ordering::SeqCst);
    world.set_now(NOON + seconds(600));
    // It asks, finds room, and sends the call.
    world.run(closed.transaksi().get(NOMOR)).expect("an order");
    assert_eq!(used(&world, &closed), (21, 0));
}

#[test]
fn where_the_count_may_not_be_asked_for_the_plan_decides() {
    for reply in [Reply::error(403), Reply::error(404), Reply::never()] {
        let world = World::serving(move |sent| match &*path(sent) {
            "/aplikasi/info_limit" => reply.clone(),
            _ => Reply::ok(&closed_api_example("transaksi_get")),
        });
        let closed = free(&world);
        for _ in 0..50 {
            world.run(closed.transaksi().get(NOMOR)).expect("an order");
        }
        assert!(world.run(closed.transaksi().get(NOMOR)).is_err());
        assert_eq!((counted(&world), recounts(&world)), (50, 1));
        // Five seconds at most are spent on an answer that does not come.
        assert!(world.elapsed() <= seconds(5), "{:?}", world.elapsed());
    }
}

#[test]
fn what_never_left_this_machine_does_not_count_and_repeated_attempts_do() {
    let options = Options::new();
    let answers = [
        Reply::ok(&json!({"code": 200, "jumlah_request": 0})),
        Reply::lost(),
        Reply::error(503),
        Reply::ok(&closed_api_example("transaksi_get")),
    ];
    let world = World::scripted(answers);
    let closed = ClosedApi::with_transport("kunci/rahasia+1==", options, world.clone())
        .expect("a client")
        .plan(SubscriptionPlan::Free);
    world.run(closed.transaksi().get(NOMOR)).expect("an order");
    assert_eq!(world.sent().len(), 4);
    assert_eq!(used(&world, &closed), (2, 0));
}

#[test]
fn a_day_that_the_platform_says_is_used_up_is_believed_and_tried_with_care() {
    let used_up = || Reply::json(429, &json!({"code": 429, "status": "kuota habis"}));
    let answers = [
        Reply::ok(&json!({"code": 200, "jumlah_request": 3})),
        used_up(),
        // After ten minutes.
        used_up(),
        Reply::ok(&json!({"code": 200, "jumlah_request": 3})),
        // After another ten minutes.
        Reply::ok(&closed_api_example("transaksi_get")),
        Reply::ok(&closed_api_example("produk_list")),
    ];
    let world = World::scripted(answers);
    let closed = free(&world);
    let error = world
        .run(closed.transaksi().get(NOMOR))
        .expect_err("used up");
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::RateLimited, Some(429))
    );
    let quota = world.run(closed.quota()).expect("a count");
    assert_eq!((quota.reads.used, quota.reads.left()), (50, Some(0)));
    assert_eq!(quota.changes.left(), Some(15));
    let error = world
        .run(closed.transaksi().get(NOMOR))
        .expect_err("believed");
    assert_eq!(error.kind, ErrorKind::Quota);
    assert_eq!(error.retry_after, Some(midnight() - world.now()));
    assert_eq!(world.sent().len(), 2);

    world.set_now(NOON + seconds(600));
    // One essential request is tried, and no other one.
    let error = world
        .run(closed.transaksi().get(NOMOR))
        .expect_err("used up");
    assert_eq!(error.kind, ErrorKind::RateLimited);
    let error = world.run(closed.produk().list(1)).expect_err("believed");
    assert_eq!(error.kind, ErrorKind::Quota);
    let error = world
        .run(closed.transaksi().get(NOMOR))
        .expect_err("believed");
    assert_eq!(error.kind, ErrorKind::Quota);
    assert_eq!(world.sent().len(), 4);

    world.set_now(NOON + seconds(1200));
    world.run(closed.transaksi().get(NOMOR)).expect("an order");
    world.run(closed.produk().list(1)).expect("it was wrong");
    assert_eq!(world.sent().len(), 6);
}

#[test]
fn a_short_wait_that_the_platform_asks_for_is_kept_and_is_no_used_up_day() {
    let busy = Reply::json(429, &json!({"code": 429, "status": "Terlalu banyak"})).retry_after(20);
    let answers = [
        Reply::ok(&json!({"code": 200, "jumlah_request": 3})),
        busy,
        Reply::ok(&closed_api_example("produk_list")),
    ];
    let world = World::scripted(answers);
    let closed = free(&world);
    assert!(world.run(closed.produk().list(1)).is_err());
    let error = world.run(closed.produk().list(1)).expect_err("too early");
    assert_eq!(error.retry_after, Some(seconds(20)));
    world.set_now(NOON + seconds(20));
    world.run(closed.produk().list(1)).expect("products");
}

#[test]
fn programs_that_share_a_store_share_the_day_and_old_days_are_deleted() {
    let world = world(0);
    let store = Arc::new(MemoryStore::new());
    let limits = DailyLimits {
        reads: 20,
        changes: 5,
    };
    let one_of = |key: &str| {
        let options = Options::new();
        let closed = ClosedApi::with_transport(key, options, world.clone()).expect("a client");
        closed.daily_limits(limits).count_in(Arc::clone(&store))
    };
    let programs = ["kunci-toko", "kunci-toko"].map(one_of);
    for at in 0..20 {
        let program = &programs[at % 2];
        world.run(program.transaksi().get(NOMOR)).expect("an order");
    }
    for program in &programs {
        assert!(world.run(program.transaksi().get(NOMOR)).is_err());
        assert_eq!(used(&world, program), (20, 0));
    }
    // Begun anew, it still knows.
    assert_eq!(used(&world, &one_of("kunci-toko")), (20, 0));
    // Another shop in the same store has a count of its own.
    assert_eq!(used(&world, &one_of("kunci-lain")), (0, 0));

    let waiting = |now| world.run(store.unfinished(now)).expect("listed").len();
    assert_eq!(waiting(world.now()), 0, "a count is nobody's work");
    for day in 1..=3 {
        world.set_now(midnight() + seconds(day * 24 * 60 * 60));
        world.run(programs[0].produk().list(1)).expect("products");
    }
    // The count of the last day is there, and those of earlier days are not.
    let later = world.now() + seconds(9 * 24 * 60 * 60);
    assert!(waiting(later) <= 2, "{}", waiting(later));
}

#[test]
fn requests_side_by_side_do_not_pass_the_limit() {
    let world = world(0);
    let closed = free(&world);
    let transaksi = closed.transaksi();
    let all: Vec<_> = (0..80).map(|_| transaksi.get(NOMOR)).collect();
    let done = world.run(futures_util::future::join_all(all));
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 50);
    assert_eq!(counted(&world), 50);
}

/// A store that fails.
struct Broken;

impl Store for Broken {
    async fn claim(&self, _: &Bid<'_>) -> Result<Claim, StoreError> {
        Err(StoreError::new("penuh"))
    }
    async fn settle(&self, _: &Ended<'_>) -> Result<(), StoreError> {
        Err(StoreError::new("penuh"))
    }
    async fn unfinished(&self, _: Duration) -> Result<Vec<Unfinished>, StoreError> {
        Err(StoreError::new("penuh"))
    }
    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        Err(StoreError::new("penuh"))
    }
    async fn find(&self, _: &str) -> Result<Option<Found>, StoreError> {
        Err(StoreError::new("penuh"))
    }
}

#[test]
fn a_store_that_fails_stops_no_request() {
    let world = world(0);
    let closed = free(&world).count_in(Arc::new(Broken));
    world.run(closed.transaksi().get(NOMOR)).expect("an order");
    let error = world.run(closed.quota()).expect_err("it cannot be told");
    assert_eq!(error.kind, ErrorKind::Unavailable);
    assert_eq!(error.status.as_deref(), Some("store: penuh"));
}

// Callbacks of one order share a look-up.

fn transaksi(bayar: &str, pengiriman: &str) -> Value {
    json!({
        "code": 200, "status": "ok", "nomor_pembayaran": NOMOR, "id_user": "7", "status_bayar": bayar,
        "status_pengiriman": pengiriman, "total_transaksi": 5000, "data_pesanan": [],
    })
}

fn callback(tipe: &str, status: &str) -> Vec<u8> {
    let fields = json!({
        "tipe_callback": tipe, "secret_key_callback": SECRET, "nomor_pembayaran": NOMOR, "status_transaksi": status,
    });
    fields.to_string().into_bytes()
}

/// A shop whose receiver confirms each callback, and what it was told.
struct Shop {
    world: World,
    receiver: Receiver<MemoryStore, World>,
    closed: ClosedApi<World>,
    told: Mutex<Vec<(String, Standing)>>,
}

impl Shop {
    fn new(answers: impl IntoIterator<Item = Reply>) -> Self {
        let world = World::scripted(answers);
        let guard = Guard::new(MemoryStore::new(), world.clone());
        Self {
            receiver: Receiver::new("toko-budi", SECRET, guard).expect("shop and secret are good"),
            closed: client(&world),
            told: Mutex::default(),
            world,
        }
    }

    async fn receive(&self, tipe: &str, status: &str) -> u16 {
        let work = async |delivery: Delivery| {
            let callback = delivery.callback;
            let ask = || self.closed.transaksi();
            let ask = async || ask().get(&callback.nomor_pembayaran).await;
            let (transaksi, standing) = self.receiver.confirmed(&callback, ask).await?;
            let told = (transaksi.status_pengiriman, standing);
            self.told.lock().expect("a lock").push(told);
            Ok(())
        };
        let body = callback(tipe, status);
        self.receiver.receive("POST", &body, work).await.status()
    }

    fn told(&self) -> Vec<(String, Standing)> {
        self.told.lock().expect("a lock").clone()
    }
}

#[test]
fn two_callbacks_of_one_payment_cost_one_look_up() {
    let shop = Shop::new([Reply::ok(&transaksi("lunas", "belum diproses")).after(300)]);
    let both = join(
        shop.receive("transaksi_baru", "lunas"),
        shop.receive("perubahan_status_transaksi", "lunas"),
    );
    assert_eq!(shop.world.run(both), (200, 200));
    assert_eq!(shop.world.sent().len(), 1);
    let both = ("belum diproses".to_owned(), Standing::Current);
    assert_eq!(shop.told(), [both.clone(), both]);

    // Seconds later, the answer that shows the status still serves.
    let shop = Shop::new([Reply::ok(&transaksi("lunas", "belum diproses"))]);
    let run = |tipe| shop.world.run(shop.receive(tipe, "lunas"));
    assert_eq!(run("transaksi_baru"), 200);
    shop.world.set_now(NOON + seconds(9));
    assert_eq!(run("perubahan_status_transaksi"), 200);
    assert_eq!(shop.world.sent().len(), 1);
}

#[test]
fn a_callback_that_arrives_after_a_look_up_began_asks_again_for_what_it_does_not_show() {
    let answers = [
        Reply::ok(&transaksi("lunas", "belum diproses")).after(300),
        Reply::ok(&transaksi("lunas", "diproses")),
    ];
    let shop = Shop::new(answers);
    // The look-up of the first one runs when the second one arrives.
    let both = join(
        shop.receive("transaksi_baru", "lunas"),
        shop.receive("perubahan_status_transaksi", "diproses"),
    );
    assert_eq!(shop.world.run(both), (200, 200));
    assert_eq!(shop.world.sent().len(), 2);
    let told = shop.told();
    assert_eq!(told[1], ("diproses".to_owned(), Standing::Current));
}

#[test]
fn a_status_that_was_passed_in_an_older_answer_is_looked_up_again() {
    // The order was sent back from "dikirim" to "diproses".
    let answers = [
        Reply::ok(&transaksi("lunas", "dikirim")),
        Reply::ok(&transaksi("lunas", "diproses")),
    ];
    let shop = Shop::new(answers);
    for status in ["dikirim", "diproses"] {
        let received = shop.receive("perubahan_status_transaksi", status);
        assert_eq!(shop.world.run(received), 200);
    }
    let told = ["dikirim", "diproses"].map(|status| (status.to_owned(), Standing::Current));
    assert_eq!(shop.told(), told);
}

#[test]
fn an_answer_is_not_kept_for_longer_than_ten_seconds_and_an_error_not_at_all() {
    let paid = || Reply::ok(&transaksi("lunas", "belum diproses"));
    let shop = Shop::new([Reply::error(400), paid(), paid()]);
    let run = |tipe| shop.world.run(shop.receive(tipe, "lunas"));
    assert_eq!(run("transaksi_baru"), 503);
    assert_eq!(run("perubahan_status_transaksi"), 200);
    shop.world.set_now(NOON + seconds(10));
    assert_eq!(run("transaksi_baru"), 200);
    assert_eq!(shop.world.sent().len(), 3);
}

#[test]
fn an_answer_to_a_look_up_that_began_later_serves_whatever_it_says() {
    // The second callback arrives first, and waits for its turn behind the first one.
    let shop = Shop::new([Reply::ok(&transaksi("lunas", "dikirim")).after(100)]);
    let body = |status| callback("perubahan_status_transaksi", status);
    let (first, second) = (body("dikirim"), body("diproses"));
    let look = async |delivery: Delivery| {
        // Both have arrived by now.
        shop.world.sleep(seconds(1)).await;
        let ask = async || shop.closed.transaksi().get(NOMOR).await;
        let (_, standing) = shop.receiver.confirmed(&delivery.callback, ask).await?;
        let status = delivery.callback.status_transaksi.as_str().to_owned();
        shop.told.lock().expect("a lock").push((status, standing));
        Ok(())
    };
    let both = join(
        shop.receiver.receive("POST", &first, look),
        shop.receiver.receive("POST", &second, look),
    );
    let (first, second) = shop.world.run(both);
    assert_eq!((first.status(), second.status()), (200, 200));
    assert_eq!(shop.world.sent().len(), 1);
    let told = [
        ("dikirim".to_owned(), Standing::Current),
        ("diproses".to_owned(), Standing::Late),
    ];
    assert_eq!(shop.told(), told);
}
