//! Forwarding orders once to each system, and top-ups from the page to the confirmation.
#![cfg(feature = "server")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support;
use bukaolshop::Method;
use bukaolshop::server::Options;
use bukaolshop::server::callback::store::{Bid, Claim, Ended, Found, Unfinished};
use bukaolshop::server::callback::{
    Delivery, Guard, KeptTopUp, MemoryStore, Reason, Receiver, Rejection, Store, StoreError,
    TopUpState, TopUps,
};
use bukaolshop::server::closed_api::ClosedApi;
use bukaolshop::server::closed_api::member::MemberDetail;
use bukaolshop::server::closed_api::transaksi::TransaksiDetail;
use bukaolshop::server::forward::{Source, mitra_bunso, onesolu, onetablet};
use bukaolshop::server::orders::mitra_bunso::MitraBunso;
use bukaolshop::server::orders::onesolu::OneSolu;
use bukaolshop::server::orders::onetablet::OneTablet;
use bukaolshop::server::orders::onetablet::order::Store as Restaurant;
use bukaolshop::transport::Platform;
use serde_json::{Map, Value, json};
use support::world::NOON;
use support::{Reply as Answer, World};

const SECRET: &str = "8f14e45f/ceea+167a==";
const NOMOR: &str = "2853130173354";
const USER: &str = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b";

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn pass(world: &World, time: Duration) {
    world.set_now(NOON + world.elapsed() + time);
}

fn receiver(store: &Arc<MemoryStore>, world: &World) -> Receiver<Arc<MemoryStore>, World> {
    let guard = Guard::new(Arc::clone(store), world.clone());
    Receiver::new("toko-budi", SECRET, guard).expect("shop and secret are good")
}

fn shipment(provinsi: &str, id_barang: &str) -> Value {
    json!({
        "ekspedisi": "JNE OKE", "ongkos_kirim": 12000, "nama_pengirim": "Toko Budi", "provinsi": provinsi,
        "kota": "Badung", "kecamatan": "Abiansemal", "no_hp": "0857", "kode_pos": "80351",
        "data_produk": [{
            "id_transaksi": "t1", "id_barang": id_barang, "nama_barang": "Kaos", "jumlah_barang": 1,
            "total_harga": 50000, "catatan": "0812", "nomor_resi": "",
        }],
    })
}

fn transaksi(shipments: &[Value]) -> TransaksiDetail {
    serde_json::from_value(json!({
        "nomor_pembayaran": NOMOR, "id_user": "7", "status_bayar": "lunas",
        "status_pengiriman": "belum diproses", "bank_penerima": "", "terakhir_update": "",
        "tanggal_buat": "", "potongan": 0, "kode_unik": 0, "total_membership": 0,
        "total_transaksi": 62000, "data_pesanan": shipments,
    }))
    .expect("an order")
}

fn member() -> MemberDetail {
    serde_json::from_value(json!({
        "id_user": "7", "email_user": "", "nama_user": "Siti", "tanggal_lahir": null,
        "jenis_kelamin": "", "nomor_telepon": "0812", "foto_profil": null, "status_akun": "",
        "kode_referral": "", "tanggal_daftar": "",
        "data_alamat": [{
            "nama_penerima": "Siti", "kecamatan": "Coblong", "kota": "Bandung", "provinsi": "Jawa Barat",
            "nomor_telepon": "0812", "kode_pos": "40132", "alamat_lengkap": "Jl. Dago 1",
        }],
    }))
    .expect("a member")
}

fn table(rows: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(one, other): &(&str, &str)| ((*one).to_owned(), (*other).to_owned());
    rows.iter().map(owned).collect()
}

fn to_mitra() -> mitra_bunso::Profile {
    mitra_bunso::Profile {
        shop_id: USER.to_owned(),
        shop_name: "Toko Budi".to_owned(),
        couriers: table(&[("JNE OKE", "kurir-1")]),
        products: table(&[("11", "p-11"), ("12", "p-12")]),
        ..mitra_bunso::Profile::default()
    }
}

/// Mitra Bunso: the invoices that it has. Each answer to a `create` comes from the script first: whether the
/// order is made, and the answer.
fn mitra_server(
    invoices: &Arc<Mutex<Vec<String>>>,
    script: impl IntoIterator<Item = (bool, Answer)>,
) -> World {
    let invoices = Arc::clone(invoices);
    let script = Mutex::new(script.into_iter().collect::<Vec<_>>());
    World::serving(move |sent| {
        let mut invoices = invoices.lock().expect("a lock");
        if sent.method == Method::Get {
            let q = sent.parameter("q").unwrap_or_default();
            let rows: Vec<Value> = invoices.iter().filter(|invoice| invoice.contains(q)).map(|invoice| json!({
                "customer": {}, "sender": {}, "order": {"order_id": invoice, "invoice": invoice}, "details": [],
                "createdAt": "", "status": "NEW",
            })).collect();
            return Answer::ok(
                &json!({"error": 0, "total": rows.len(), "show": rows.len(), "data": rows}),
            );
        }
        let form: BTreeMap<String, String> = url::form_urlencoded::parse(sent.text().as_bytes())
            .into_owned()
            .collect();
        let order: Value = serde_json::from_str(&form["data"]).expect("JSON");
        let invoice = order["order"]["invoice"]
            .as_str()
            .expect("an invoice")
            .to_owned();
        let mut script = script.lock().expect("a lock");
        let (made, answer) = match script.is_empty() {
            true => (
                true,
                Answer::ok(&json!({"error": 0, "data": {"order": [], "products": []}})),
            ),
            false => script.remove(0),
        };
        if made {
            invoices.push(invoice);
        }
        answer
    })
}

#[test]
fn each_shipment_is_at_mitra_bunso_once_whatever_answer_is_lost() {
    for script in [
        vec![(true, Answer::cut())],
        vec![(false, Answer::cut())],
        vec![(true, Answer::error(500)), (true, Answer::cut())],
        vec![(false, Answer::error(400))],
        vec![(false, Answer::lost())],
    ] {
        let invoices = Arc::default();
        let world = mitra_server(&invoices, script);
        let store = Arc::new(MemoryStore::new());
        let receiver = receiver(&store, &world);
        let client = MitraBunso::with_transport("token-mitra", USER, Options::new(), world.clone());
        let client = client.expect("a client");
        let (order, member) = (
            transaksi(&[shipment("Bali", "11"), shipment("Bali", "12")]),
            member(),
        );
        let source = Source::new(&order).member(&member);
        let profile = to_mitra();
        let mut turns = 0;
        while let Err(rejection) =
            world.run(mitra_bunso::send(&receiver, &client, &source, &profile))
        {
            assert!(rejection.reason.is_retryable(), "{rejection:?}");
            pass(&world, seconds(61));
            turns += 1;
            assert!(turns < 10, "{rejection:?}");
        }
        let again = world.run(mitra_bunso::send(&receiver, &client, &source, &profile));
        assert_eq!(again.expect("done").orders.len(), 2);
        let mut found = invoices.lock().expect("a lock").clone();
        found.sort();
        assert_eq!(found, [format!("{NOMOR}-1"), format!("{NOMOR}-2")]);
    }
}

#[test]
fn onetablet_is_sent_to_again_and_onesolu_waits_for_a_person() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    let world = World::serving(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::cut(),
        _ => Answer::bytes(200, ""),
    });
    let store = Arc::new(MemoryStore::new());
    let receiver = receiver(&store, &world);
    let (order, member) = (transaksi(&[shipment("Bali", "11")]), member());
    let source = Source::new(&order).member(&member);
    let never = Options::new().retry(bukaolshop::layer::Backoff::NEVER);

    let tablet = OneTablet::with_transport(
        "https://tablet.id",
        "kunci-tablet",
        never.clone(),
        world.clone(),
    );
    let tablet = tablet.expect("a client");
    let profile = onetablet::Profile {
        categories: table(&[("11", "baju")]),
        ..onetablet::Profile::new(Restaurant {
            merchant_supplied_id: "s".to_owned(),
            provider_type: "bukaolshop".to_owned(),
            timezone: None,
            store_business: None,
            extra: Map::new(),
        })
    };
    let send = || world.run(onetablet::send(&receiver, &tablet, &source, &profile));
    send().expect_err("its answer is lost");
    send().expect("it is sent again");
    send().expect("it was done before");
    assert_eq!(sent.load(Ordering::SeqCst), 2);

    sent.store(0, Ordering::SeqCst);
    let solu = OneSolu::with_transport("kunci-onesolu", never, world.clone()).expect("a client");
    let profile = onesolu::Profile {
        menu: table(&[("11", "menu")]),
        customer: Some("pelanggan".to_owned()),
        ..onesolu::Profile::default()
    };
    let send = || world.run(onesolu::send(&receiver, &solu, &source, &profile));
    assert_eq!(send().expect_err("lost").reason, Reason::WorkFailed);
    pass(&world, seconds(100));
    assert_eq!(send().expect_err("nobody knows").reason, Reason::Held);
    assert_eq!(sent.load(Ordering::SeqCst), 1);
}

#[test]
fn what_a_profile_lacks_makes_the_callback_a_dead_letter_that_names_it() {
    let invoices = Arc::default();
    let world = mitra_server(&invoices, []);
    let store = Arc::new(MemoryStore::new());
    let receiver = receiver(&store, &world);
    let client = MitraBunso::with_transport("token-mitra", USER, Options::new(), world.clone());
    let client = client.expect("a client");
    let (order, member) = (transaksi(&[shipment("Bali", "13")]), member());
    let profile = Mutex::new(to_mitra());
    let work = async |_: Delivery| {
        let source = Source::new(&order).member(&member);
        let profile = profile.lock().expect("a lock").clone();
        mitra_bunso::send(&receiver, &client, &source, &profile)
            .await
            .map(drop)
    };
    let body = json!({
        "tipe_callback": "transaksi_baru", "secret_key_callback": SECRET, "nomor_pembayaran": NOMOR,
        "status_transaksi": "lunas",
    });
    let reply = world.run(receiver.receive("POST", body.to_string().as_bytes(), work));
    assert_eq!(reply.status(), 200);
    let letters = world.run(receiver.dead_letters()).expect("listed");
    let [letter] = &letters[..] else {
        panic!("one: {letters:?}");
    };
    let note = letter.note.as_deref().unwrap_or_default();
    assert!(
        note.contains("missing_product") && note.contains("13"),
        "{note}"
    );
    profile.lock().expect("a lock").products = table(&[("13", "p-13")]);
    let done = world
        .run(receiver.retry(&letter.key, work))
        .expect("it can tell");
    assert_eq!(done.map(|reply| reply.status()), Some(200));
    assert_eq!(*invoices.lock().expect("a lock"), [NOMOR]);
}

#[test]
fn digital_products_are_in_no_order_and_told_by_themselves() {
    let member = member();
    let only = transaksi(&[shipment("PRODUK DIGITAL", "99")]);
    let mapped = mitra_bunso::map(&Source::new(&only), &to_mitra()).expect("mapped");
    assert!(mapped.orders.is_empty());
    assert_eq!(mapped.digital[0].id_barang, "99");
    assert_eq!(mapped.digital[0].path, "data_pesanan[0].data_produk[0]");
    assert!(!format!("{mapped:?} {:?}", mapped.digital).contains("0812"));
    let mixed = transaksi(&[shipment(" produk digital", "99"), shipment("Bali", "11")]);
    let source = Source::new(&mixed).member(&member);
    let mapped = mitra_bunso::map(&source, &to_mitra()).expect("mapped");
    assert_eq!(mapped.orders[0].order.invoice, format!("{NOMOR}-2"));
    let left_out: Vec<&str> = mapped.left_out().collect();
    assert!(
        left_out.contains(&"data_pesanan[0].ekspedisi"),
        "{left_out:?}"
    );
    assert!(
        !left_out.contains(&"data_pesanan[1].ekspedisi"),
        "{left_out:?}"
    );
}

// Top-ups.

const TOKEN: &str = "6e03886c7171ae6c2ea8";

fn topup_body() -> Vec<u8> {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs([
        ("status", "ok"),
        ("id_user", "7"),
        ("token_topup", TOKEN),
        ("jumlah_topup", "50000"),
        ("kode_unik", "123"),
        ("total_topup", "50123"),
        ("secret_callback", SECRET),
    ]);
    form.finish().into_bytes()
}

/// bukaOlshop's server with one member, whose balance is 100. A confirmation comes to what the script says:
/// whether the balance grows, and the answer.
fn balance(script: impl IntoIterator<Item = (bool, Answer)>) -> (World, Arc<AtomicUsize>) {
    balance_told(script, |_, answer| answer)
}

/// The same. `told` makes of the number of a question for the balance, from 0 on, and of its answer what is answered.
fn balance_told(
    script: impl IntoIterator<Item = (bool, Answer)>,
    told: impl Fn(usize, Answer) -> Answer + Send + Sync + 'static,
) -> (World, Arc<AtomicUsize>) {
    let questions = AtomicUsize::new(0);
    let confirmed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&confirmed);
    let script = Mutex::new(script.into_iter().collect::<Vec<_>>());
    let world = World::serving(move |sent| {
        if sent.method == Method::Get {
            let count = count.load(Ordering::SeqCst);
            let entry = json!({
                "informasi_catatan": "Topup saldo", "jumlah_dana": 50123, "tanggal": "2024-01-15 12:00:00",
            });
            let answer = Answer::ok(&json!({
                "code": 200, "id_user": "7", "email_user": "siti@contoh.id", "nama_user": "Siti",
                "jumlah_saldo": 100 + 50123 * count, "riwayat_saldo": vec![entry; count],
            }));
            return told(questions.fetch_add(1, Ordering::SeqCst), answer);
        }
        let body = sent.text();
        assert!(
            body.contains(TOKEN) && body.contains("validasi_jumlah_topup=50123"),
            "{body}"
        );
        let mut script = script.lock().expect("a lock");
        let (grows, answer) = match script.is_empty() {
            true => (
                true,
                Answer::ok(&json!({
                    "code": 200, "status": "ok", "id_user": "7", "email_user": "", "nama_user": "",
                    "jumlah": 50123, "tipe": "tambah", "id_perubahan": "1",
                })),
            ),
            false => script.remove(0),
        };
        count.fetch_add(usize::from(grows), Ordering::SeqCst);
        answer
    });
    (world, confirmed)
}

fn topups(store: &Arc<MemoryStore>, world: &World) -> TopUps<Arc<MemoryStore>, World> {
    TopUps::new(Arc::new(receiver(store, world)))
}

fn closed(world: &World) -> ClosedApi<World> {
    ClosedApi::with_transport("kunci-closed-api", Options::new(), world.clone()).expect("a client")
}

#[test]
fn a_top_up_is_confirmed_once_through_double_clicks_two_programs_and_restarts() {
    let (world, confirmed) = balance([]);
    let store = Arc::new(MemoryStore::new());
    let (one, other, closed) = (
        topups(&store, &world),
        topups(&store, &world),
        closed(&world),
    );
    let opened = world
        .run(one.open("POST", &topup_body()))
        .expect("verified");
    assert_eq!(
        (opened.state, opened.total_topup),
        (TopUpState::Waiting, Some(50_123))
    );
    assert!(!opened.id.contains(TOKEN) && !format!("{opened:?}").contains(TOKEN));
    // It waits for its money, and is no work that has failed.
    assert_eq!(world.run(one.open_ones()), Ok(vec![opened.clone()]));
    let letters = world.run(receiver(&store, &world).dead_letters());
    assert_eq!(letters, Ok(Vec::new()));
    // The member opens the page again, at another program.
    assert_eq!(
        world.run(other.open("POST", &topup_body())),
        Ok(opened.clone())
    );
    let id = &opened.id;
    let all = [&one, &other, &one, &other].map(|topups| topups.confirm(&closed, id));
    let outcomes = world.run(futures_util::future::join_all(all));
    assert!(
        outcomes.iter().any(|outcome| outcome.is_ok()),
        "{outcomes:?}"
    );
    for outcome in outcomes {
        match outcome {
            Ok(topup) => assert_eq!(topup.state, TopUpState::Confirmed),
            Err(rejection) => assert_eq!(rejection.reason, Reason::InProgress),
        }
    }
    assert_eq!(world.run(one.open_ones()), Ok(Vec::new()));
    let restarted = topups(&store, &world);
    let again = world.run(restarted.confirm(&closed, id)).expect("known");
    assert_eq!(again.state, TopUpState::Confirmed);
    assert_eq!(
        world
            .run(restarted.open("POST", &topup_body()))
            .expect("verified")
            .state,
        TopUpState::Confirmed
    );
    assert_eq!(confirmed.load(Ordering::SeqCst), 1);
    // What is over needs neither the token nor the member's balance.
    let key = format!("toko-budi:topup:{id}");
    let kept = world.run(store.find(&key)).expect("the store works");
    let note = kept.expect("a top-up").note;
    assert!(
        !note.contains(TOKEN) && !note.contains("jumlah_saldo"),
        "{note}"
    );
}

#[test]
fn a_top_up_on_its_way_keeps_no_name_and_no_address_of_the_member() {
    let lost = (false, Answer::cut());
    let (world, _) = balance([lost]);
    let store = Arc::new(MemoryStore::new());
    let (topups, closed) = (topups(&store, &world), closed(&world));
    let opened = world
        .run(topups.open("POST", &topup_body()))
        .expect("verified");
    let outcome = world.run(topups.confirm(&closed, &opened.id));
    assert!(outcome.is_err(), "{outcome:?}");
    let key = format!("toko-budi:topup:{}", opened.id);
    let kept = world.run(store.find(&key)).expect("the store works");
    let note = kept.expect("a top-up").note;
    assert!(
        note.contains(TOKEN) && note.contains("jumlah_saldo"),
        "{note}"
    );
    assert!(!note.to_lowercase().contains("siti"), "{note}");
}

#[test]
fn a_confirmation_whose_answer_is_lost_is_looked_for() {
    for (grows, sent) in [(true, 1), (false, 2)] {
        let (world, confirmed) = balance([(grows, Answer::cut())]);
        let store = Arc::new(MemoryStore::new());
        let (topups, closed) = (topups(&store, &world), closed(&world));
        let id = world
            .run(topups.open("POST", &topup_body()))
            .expect("verified")
            .id;
        let lost = world
            .run(topups.confirm(&closed, &id))
            .expect_err("it is lost");
        assert_eq!(lost.reason, Reason::WorkFailed);
        assert_eq!(
            world.run(topups.get(&id)).expect("read").map(|it| it.state),
            Some(TopUpState::Confirming)
        );
        assert_eq!(world.run(topups.resume(&closed)), Ok(Vec::new()), "not yet");
        pass(&world, seconds(61));
        let resumed = world.run(topups.resume(&closed)).expect("listed");
        assert_eq!(resumed.len(), 1);
        assert_eq!(
            resumed[0].as_ref().map(|it| it.state),
            Ok(TopUpState::Confirmed)
        );
        assert_eq!(confirmed.load(Ordering::SeqCst), 1);
        let posts = world
            .sent()
            .iter()
            .filter(|sent| sent.method == Method::Post)
            .count();
        assert_eq!(posts, sent);
    }
}

#[test]
fn a_second_program_that_is_told_the_balance_later_confirms_nothing_twice() {
    // The first program's answer is lost. The second one begins at the same time, is told the balance only after the top-up
    // has come, and ends last.
    let lost = (true, Answer::cut().after(1_000));
    let (world, confirmed) = balance_told([lost], |question, answer| match question {
        0 => answer.after(100),
        1 => Answer::error(500),
        2 => answer.after(5_000),
        _ => answer,
    });
    let store = Arc::new(MemoryStore::new());
    let (one, other) = (topups(&store, &world), topups(&store, &world));
    let closed = closed(&world);
    let id = world
        .run(one.open("POST", &topup_body()))
        .expect("verified")
        .id;
    let both = [&one, &other].map(|topups| topups.confirm(&closed, &id));
    let outcomes = world.run(futures_util::future::join_all(both));
    assert!(
        outcomes.iter().all(|outcome| outcome.is_err()),
        "{outcomes:?}"
    );
    pass(&world, seconds(61));
    let resumed = world.run(one.resume(&closed)).expect("listed");
    assert_eq!(
        resumed[0].as_ref().map(|it| it.state),
        Ok(TopUpState::Confirmed)
    );
    assert_eq!(confirmed.load(Ordering::SeqCst), 1);
}

/// A store that is far away: each claim takes a second.
struct FarAway {
    world: World,
    store: Arc<MemoryStore>,
}

impl Store for FarAway {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        self.world.sleep(seconds(1)).await;
        self.store.claim(bid).await
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        self.store.settle(ended).await
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        self.store.unfinished(now).await
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        self.store.given_up().await
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        self.store.find(key).await
    }
}

/// The top-ups of a program from which the store is far away.
fn far_away(store: &Arc<MemoryStore>, world: &World) -> TopUps<FarAway, World> {
    let far_away = FarAway {
        world: world.clone(),
        store: Arc::clone(store),
    };
    let guard = Guard::new(far_away, world.clone());
    let receiver = Receiver::new("toko-budi", SECRET, guard).expect("shop and secret are good");
    TopUps::new(Arc::new(receiver))
}

#[test]
fn what_one_program_has_confirmed_another_one_does_not_show_as_under_way() {
    let confirms = Answer::ok(&json!({
        "code": 200, "status": "ok", "id_user": "7", "email_user": "", "nama_user": "",
        "jumlah": 50123, "tipe": "tambah", "id_perubahan": "1",
    }));
    let (world, confirmed) =
        balance_told(
            [(true, confirms.after(2_400))],
            |question, answer| match question {
                0 => answer.after(100),
                _ => answer,
            },
        );
    let store = Arc::new(MemoryStore::new());
    let one = topups(&store, &world);
    let other = far_away(&store, &world);
    let closed = closed(&world);
    let id = world
        .run(one.open("POST", &topup_body()))
        .expect("verified")
        .id;
    let (first, _) = world.run(futures_util::future::join(
        one.confirm(&closed, &id),
        other.confirm(&closed, &id),
    ));
    assert_eq!(first.map(|it| it.state), Ok(TopUpState::Confirmed));
    assert_eq!(
        world.run(one.get(&id)).expect("read").map(|it| it.state),
        Some(TopUpState::Confirmed)
    );
    assert_eq!(confirmed.load(Ordering::SeqCst), 1);
}

/// A top-up that is held: its answer was lost, and another equal one is in the history, so that nothing tells which one it is.
fn held_topup() -> (World, Arc<MemoryStore>, KeptTopUp) {
    let (world, confirmed) = balance([(true, Answer::cut())]);
    let store = Arc::new(MemoryStore::new());
    let (topups, client) = (topups(&store, &world), closed(&world));
    let id = world
        .run(topups.open("POST", &topup_body()))
        .expect("verified")
        .id;
    world
        .run(topups.confirm(&client, &id))
        .expect_err("it is lost");
    confirmed.fetch_add(1, Ordering::SeqCst);
    pass(&world, seconds(61));
    let held = world.run(topups.confirm(&client, &id)).expect("held");
    assert_eq!(held.state, TopUpState::Held);
    (world, store, held)
}

#[test]
fn a_top_up_that_is_refused_stays_so_and_one_that_nobody_can_tell_is_held() {
    let sums = Answer::json(200, &json!({"code": 400, "status": "jumlah tidak sama"}));
    let (world, confirmed) = balance([(false, sums)]);
    let store = Arc::new(MemoryStore::new());
    let (refusing, client) = (topups(&store, &world), closed(&world));
    let id = world
        .run(refusing.open("POST", &topup_body()))
        .expect("verified")
        .id;
    for _ in 0..2 {
        let refused = world.run(refusing.confirm(&client, &id)).expect("known");
        assert_eq!(refused.state, TopUpState::Refused);
        assert_eq!(refused.reason.as_deref(), Some("jumlah tidak sama"));
    }
    assert_eq!(confirmed.load(Ordering::SeqCst), 0);
    let unknown = world
        .run(refusing.confirm(&client, "tidak-ada"))
        .expect_err("there is none");
    assert_eq!(unknown.reason, Reason::MissingField);

    let (world, store, held) = held_topup();
    let (id, topups) = (held.id.clone(), topups(&store, &world));
    assert_eq!(world.run(topups.open_ones()), Ok(vec![held]));
    let decided = world.run(topups.decide(&id, true)).expect("decided");
    assert_eq!(decided.map(|it| it.state), Some(TopUpState::Confirmed));
    assert_eq!(world.run(topups.decide(&id, true)), Ok(None));
}

#[test]
fn of_two_people_who_decide_differently_the_one_who_saw_the_money_is_right() {
    // Both look at a top-up that is held, and one program ends between the two notes of its decision.
    let (world, store, held) = held_topup();
    let (id, topups) = (held.id.clone(), topups(&store, &world));
    let errand = format!("toko-budi:sekali:topup:{id}");
    let guard = Guard::new(Arc::clone(&store), world.clone());
    assert_eq!(world.run(guard.decide(&errand, true)), Ok(true));
    let decided = world.run(topups.decide(&id, false)).expect("decided");
    assert_eq!(decided.map(|it| it.state), Some(TopUpState::Confirmed));
}

#[test]
fn a_page_that_is_opened_twice_at_once_forgets_no_confirmation_that_has_begun() {
    let (world, _) = balance([(true, Answer::cut())]);
    let store = Arc::new(MemoryStore::new());
    let (one, client) = (topups(&store, &world), closed(&world));
    // Its claim comes a second after it has looked whether the top-up is known.
    let other = far_away(&store, &world);
    let body = topup_body();
    let confirmed = async {
        let id = one.open("POST", &body).await.expect("verified").id;
        one.confirm(&client, &id).await.expect_err("it is lost");
    };
    let (opened, ()) = world.run(futures_util::future::join(
        other.open("POST", &body),
        confirmed,
    ));
    // A balance from before it is not known any more, so a person looks.
    assert_eq!(opened.expect("verified").state, TopUpState::Held);
}

#[test]
fn the_page_is_for_the_shops_own_requests_only() {
    let (world, _) = balance([]);
    let topups = topups(&Arc::default(), &world);
    let reason = |method: &str, body: &[u8]| {
        let refused: Result<_, Rejection> = world.run(topups.open(method, body));
        refused.expect_err("it is refused").reason
    };
    assert_eq!(reason("GET", b""), Reason::WrongMethod);
    let stranger = String::from_utf8(topup_body())
        .expect("a form")
        .replace("8f14e45f", "lain");
    assert_eq!(reason("POST", stranger.as_bytes()), Reason::WrongSecret);
}
