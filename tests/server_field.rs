//! What shops' servers meet in the field: side fields in another shape, characters that are none, changes of a
//! balance that come too soon, days that are used up, keys that are too short.
#![cfg(feature = "server")]

use std::time::Duration;

use crate::support;
use bukaolshop::ErrorKind;
use bukaolshop::layer::Backoff;
use bukaolshop::server::callback::{
    Delivery, Guard, MemoryStore, Reason, Receiver, Rejection, Reply as CallbackReply, SecretKey,
};
use bukaolshop::server::closed_api::ClosedApi;
use bukaolshop::server::closed_api::member::{SaldoChange, Topup};
use bukaolshop::server::closed_api::produk::ProdukEdit;
use bukaolshop::server::closed_api::transaksi::TransaksiList;
use bukaolshop::server::orders::commerce::{
    Address, Amount, Commerce, Credentials, Item, OrderCreate, Paging, Pay, UserList,
};
use bukaolshop::server::orders::mitra_bunso::{MitraBunso, OrderList};
use bukaolshop::server::orders::onesolu::create_order::{NewItem, NewOrder};
use bukaolshop::server::orders::onesolu::register_webhook::NewWebhook;
use bukaolshop::server::orders::onesolu::{EventType, OneSolu, Webhooks};
use bukaolshop::server::orders::onetablet::OneTablet;
use bukaolshop::server::{Member, Options, Secret, mismatched};
use serde_json::{Value, json};
use support::world::NOON;
use support::{Reply, World, read};

const KEY: &str = "kunci/rahasia+1==";
const ID_USER: &str = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b";

fn once() -> Options {
    Options::new().retry(Backoff::NEVER)
}

fn closed(world: &World) -> ClosedApi<World> {
    ClosedApi::with_transport(KEY, once(), world.clone()).expect("a client")
}

fn mitra(world: &World) -> MitraBunso<World> {
    MitraBunso::with_transport(KEY, ID_USER, once(), world.clone()).expect("a client")
}

fn onesolu(world: &World) -> OneSolu<World> {
    OneSolu::with_transport(KEY, once(), world.clone()).expect("a client")
}

fn commerce(world: &World) -> Commerce<World> {
    let key = Credentials::api_key(KEY).expect("a key");
    Commerce::with_transport("https://toko.contoh.id", key, once(), world.clone())
        .expect("a client")
}

fn example(name: &str) -> Value {
    serde_json::from_slice(&read(&format!("data/server/{name}.json"))).expect("JSON")
}

/// The example with another value in one place.
fn with(name: &str, place: &str, value: &Value) -> Value {
    let mut answer = example(name);
    let (above, field) = place.rsplit_once('/').expect("a place");
    answer.pointer_mut(above).expect("a place")[field] = value.clone();
    answer
}

// Side fields.

#[test]
fn a_note_in_another_shape_costs_no_paid_order() {
    let shapes = [
        json!("Warna merah"),
        json!(["Merah", "XL"]),
        json!(7),
        json!(true),
        json!({"opsi": {"warna": "merah"}}),
    ];
    let place = "/data_pesanan/0/data_produk/0/catatan_tambahan";
    for odd in shapes {
        let world = World::scripted([Reply::ok(&with("closed_api/transaksi_get", place, &odd))]);
        let order = world
            .run(closed(&world).transaksi().get("1"))
            .expect("the order");
        assert_eq!(order.total_transaksi, 1_079_949.0);
        let product = &order.data_pesanan[0].data_produk[0];
        let kept = match &product.catatan_tambahan {
            None => mismatched(&product.extra, "catatan_tambahan").cloned(),
            Some(note) => {
                assert!(note.opsi.is_empty());
                let opsi = mismatched(&note.extra, "opsi").cloned();
                opsi.map(|opsi| json!({"opsi": opsi}))
            }
        };
        assert_eq!(kept.as_ref(), Some(&odd));
    }
    for nothing in [json!({}), json!([]), json!(""), Value::Null] {
        let answer = with("closed_api/transaksi_get", place, &nothing);
        let world = World::scripted([Reply::ok(&answer)]);
        let order = world
            .run(closed(&world).transaksi().get("1"))
            .expect("the order");
        let product = &order.data_pesanan[0].data_produk[0];
        assert_eq!(
            mismatched(&product.extra, "catatan_tambahan"),
            None,
            "{nothing}"
        );
    }
}

#[test]
fn any_other_side_field_of_the_closed_api_costs_nothing_either() {
    let odd = json!({"lain": [1]});
    for place in ["/bank_penerima", "/status_pengiriman", "/tanggal_buat"] {
        let world = World::scripted([Reply::ok(&with("closed_api/transaksi_get", place, &odd))]);
        let order = world.run(closed(&world).transaksi().get("1")).expect(place);
        let name = place.trim_start_matches('/');
        assert_eq!(mismatched(&order.extra, name), Some(&odd));
    }
    let place = "/data_pesanan/0/data_produk/0/catatan";
    let world = World::scripted([Reply::ok(&with("closed_api/transaksi_get", place, &odd))]);
    let order = world.run(closed(&world).transaksi().get("1")).expect(place);
    let product = &order.data_pesanan[0].data_produk[0];
    assert_eq!(mismatched(&product.extra, "catatan"), Some(&odd));
    assert_eq!(product.catatan, "");

    let world = World::scripted([Reply::ok(&with(
        "closed_api/transaksi_list",
        "/data/0/tanggal",
        &odd,
    ))]);
    let page = world
        .run(closed(&world).transaksi().list(&TransaksiList::default()))
        .expect("a page");
    assert!(page.rejected.is_empty());
    assert_eq!(mismatched(&page.data[0].extra, "tanggal"), Some(&odd));

    for place in ["/lokasi_barang", "/data_kategori", "/url_gambar", "/warna"] {
        let odd = json!([{"lain": 1}]);
        let world = World::scripted([Reply::ok(&with("closed_api/produk_get", place, &odd))]);
        let product = world.run(closed(&world).produk().get("1")).expect(place);
        let name = place.trim_start_matches('/');
        assert_eq!(mismatched(&product.extra, name), Some(&odd));
    }
    for (place, odd) in [
        ("/data_alamat", json!("Jl. Mawar 7")),
        ("/tanggal_lahir", odd.clone()),
    ] {
        let world = World::scripted([Reply::ok(&with("closed_api/member_get", place, &odd))]);
        let member = world
            .run(closed(&world).member().get(&Member::id("7")))
            .expect(place);
        let name = place.trim_start_matches('/');
        assert_eq!(mismatched(&member.extra, name), Some(&odd));
    }
    let answer = with(
        "closed_api/aplikasi_info",
        "/telah_verifikasi_identitas",
        &json!("mungkin"),
    );
    let world = World::scripted([Reply::ok(&answer)]);
    let info = world
        .run(closed(&world).aplikasi().info())
        .expect("the app");
    assert_eq!(info.telah_verifikasi_identitas, None);
    assert_eq!(
        mismatched(&info.extra, "telah_verifikasi_identitas"),
        Some(&json!("mungkin"))
    );
}

#[test]
fn a_side_field_of_another_system_costs_no_order() {
    let mut answer = example("mitra_bunso/list");
    answer["data"][0]["customer"] = json!("Budi");
    answer["data"][0]["createdAt"] = json!({"date": "2025-02-18"});
    let world = World::scripted([Reply::ok(&answer)]);
    let slice = world
        .run(mitra(&world).list(&OrderList::default()))
        .expect("orders");
    assert!(slice.rejected.is_empty(), "{:?}", slice.rejected);
    let row = &slice.data[0];
    assert_eq!(row.customer.name, "");
    assert_eq!(
        row.extra["mismatched"],
        json!({"customer": "Budi", "createdAt": {"date": "2025-02-18"}})
    );

    let mut answer = example("mitra_bunso/details");
    answer["data"]["order"][0]["created"] = json!(17);
    answer["data"]["order"][0]["customerNote"] = json!(["jangan dilipat"]);
    let world = World::scripted([Reply::ok(&answer)]);
    let id = "c0aaa297-b030-4fd2-910b-4ada38c28ed0";
    let records = world.run(mitra(&world).details(id)).expect("the order");
    assert_eq!(
        records.order[0].extra["mismatched"],
        json!({"created": 17, "customerNote": ["jangan dilipat"]})
    );

    let order = NewOrder {
        items: vec![NewItem {
            menu_id: "menu_001".to_owned(),
            quantity: 1,
        }],
        customer_id: "cust_abc123".to_owned(),
    };
    let mut answer = example("onesolu/create_order");
    answer["data"]["created_at"] = json!({"date": "2025-02-18"});
    answer["data"]["estimated_ready"] = json!(["15 menit"]);
    let world = World::scripted([Reply::ok(&answer)]);
    let created = world
        .run(onesolu(&world).create_order(&order))
        .expect("the order");
    assert_eq!(created.total, 112_000.0);
    assert_eq!(
        created.extra["mismatched"],
        json!({"created_at": {"date": "2025-02-18"}, "estimated_ready": ["15 menit"]})
    );

    let order = OrderCreate {
        user_id: "u".to_owned(),
        items: vec![Item {
            product_id: "p".to_owned(),
            quantity: 1,
            ..Item::default()
        }],
        shipping_address: Address {
            street: "Jl. Mawar 7".to_owned(),
            city: "Bandung".to_owned(),
            country: "ID".to_owned(),
            ..Address::default()
        },
    };
    let answer = json!({"id": 7, "shippingAddress": {"zipCode": 40115, "city": "Bandung"}});
    let world = World::scripted([Reply::json(201, &answer)]);
    let created = world
        .run(commerce(&world).create_order(&order))
        .expect("the order");
    assert_eq!(created.id, "7");
    assert_eq!(
        created.shipping_address.expect("an address").zip_code,
        "40115"
    );
    let answer = json!({"id": "o", "shippingAddress": "Jl. Mawar 7"});
    let world = World::scripted([Reply::json(201, &answer)]);
    let created = world
        .run(commerce(&world).create_order(&order))
        .expect("the order");
    assert_eq!(created.shipping_address, None);
    assert_eq!(
        mismatched(&created.extra, "shippingAddress"),
        Some(&json!("Jl. Mawar 7"))
    );
    let pay = Pay {
        order_id: "o".to_owned(),
        payment_method_id: "pm_card_1".to_owned(),
        amount: Amount::whole(5).expect("an amount"),
        currency: "IDR".to_owned(),
    };
    let answer = json!({"id": "p", "orderId": "o", "status": {"kata": "paid"}, "amount": 5});
    let world = World::scripted([Reply::ok(&answer)]);
    let payment = world.run(commerce(&world).pay(&pay)).expect("the payment");
    assert_eq!((payment.amount, payment.status), (Some(5.0), None));
    // Money stays strict.
    let answer = json!({"id": "p", "orderId": "o", "amount": "5,00"});
    let world = World::scripted([Reply::ok(&answer)]);
    let error = world
        .run(commerce(&world).pay(&pay))
        .expect_err("no amount");
    assert_eq!(error.kind, ErrorKind::UnknownOutcome);
}

// Characters.

/// A body whose text `§` is replaced by bytes.
fn spoiled(answer: &Value, bytes: &[u8]) -> Vec<u8> {
    let text = answer.to_string();
    let (before, behind) = text.split_once('§').expect("a mark");
    [before.as_bytes(), bytes, behind.as_bytes()].concat()
}

#[test]
fn half_an_emoji_or_a_bad_byte_costs_no_answer_of_any_system() {
    for bytes in [
        &br"a\ud83d"[..],
        br"\ude00a",
        b"a\xff",
        b"a\xed\xa0\xbd",
        b"a\nb",
        b"\x01",
    ] {
        let answer = |name: &str, place: &str| {
            Reply::bytes(200, spoiled(&with(name, place, &json!("§")), bytes))
        };
        let world = World::scripted([answer("closed_api/transaksi_get", "/bank_penerima")]);
        let order = world
            .run(closed(&world).transaksi().get("1"))
            .expect("the order");
        assert!(!order.bank_penerima.is_empty());
        let world = World::scripted([answer("mitra_bunso/list", "/data/0/customer/name")]);
        let slice = world
            .run(mitra(&world).list(&OrderList::default()))
            .expect("orders");
        assert!(slice.rejected.is_empty());
        let world = World::scripted([answer("onesolu/get_order", "/data/currency")]);
        world.run(onesolu(&world).order("o")).expect("the order");
        let mut user = example("commerce/user");
        user["username"] = json!("§");
        let users = Reply::bytes(200, spoiled(&json!([user]), bytes));
        let world = World::scripted([users]);
        let users = UserList {
            paging: Paging::default(),
            status: None,
        };
        world.run(commerce(&world).users(&users)).expect("users");
    }
}

// Too soon, and a day that is used up.

const TOO_SOON: [&str; 9] = [
    "Jarak perubahan saldo terlalu dekat, coba beberapa saat lagi",
    "Limit perubahan saldo tercapai",
    "silahkan tunggu",
    "coba beberapa saat lagi",
    "Perubahan saldo terlalu CEPAT",
    "coba lagi dalam 5 detik",
    "jarak antar perubahan kurang",
    "waktunya terlalu dekat",
    "Frekuensi perubahan terlalu tinggi",
];

#[test]
fn a_change_that_comes_too_soon_is_known_by_any_of_its_words() {
    for words in TOO_SOON {
        for reply in [
            Reply::json(400, &json!({"code": 400, "status": words})),
            Reply::ok(&json!({"code": 400, "status": words})),
            Reply::ok(&json!({"code": "429", "message": words})),
            Reply::ok(&json!({"code": 400, "status": "error", "message": words})),
        ] {
            let world = World::scripted([reply.clone(), reply]);
            let closed = closed(&world);
            let change = SaldoChange::tambah(Member::id("7"), 5);
            let changed = world.run(closed.saldo().change(&change));
            let topup = Topup::new("token-topup-1");
            let topup = world.run(closed.saldo().topup(&topup));
            for error in [changed.expect_err(words), topup.expect_err(words)] {
                assert_eq!(error.kind, ErrorKind::RateLimited, "{words}");
                assert_eq!(error.retry_after, Some(Duration::from_millis(6500)));
                assert!(error.movement.is_none(), "nothing was done");
                assert_eq!(error.attempts, 1);
            }
        }
    }
}

#[test]
fn a_server_that_failed_has_not_said_that_it_is_too_soon() {
    for words in TOO_SOON {
        let replies = [
            (
                Reply::json(500, &json!({"code": 500, "status": words})),
                500,
            ),
            (
                Reply::json(503, &json!({"code": 400, "status": words})),
                400,
            ),
            (Reply::ok(&json!({"code": 502, "status": words})), 502),
        ];
        for (reply, code) in replies {
            let world = World::scripted([reply]);
            let change = SaldoChange::tambah(Member::id("7"), 5);
            let error = world.run(closed(&world).saldo().change(&change));
            let error = error.expect_err(words);
            assert_eq!(error.kind, ErrorKind::UnknownOutcome, "{words} {code}");
            assert_eq!(error.retry_after, None);
        }
    }
}

#[test]
fn the_words_of_a_balance_mean_nothing_about_a_product() {
    let reply = Reply::json(400, &json!({"code": 400, "status": "harga melebihi limit"}));
    let world = World::scripted([reply]);
    let edit = ProdukEdit {
        id_barang: "7".to_owned(),
        harga_barang: Some(5),
        ..ProdukEdit::default()
    };
    let error = world
        .run(closed(&world).produk().edit(&edit))
        .expect_err("refused");
    assert_eq!(
        (error.kind, error.retry_after),
        (ErrorKind::BadRequest, None)
    );
}

#[test]
fn a_day_that_is_used_up_is_asked_about_once_and_ends_at_midnight_in_jakarta() {
    let used_up = json!({"code": 429, "status": "kuota request perhari habis"});
    for reply in [Reply::json(429, &used_up), Reply::ok(&used_up)] {
        let world = World::scripted([reply.clone(), reply.clone()]);
        let closed =
            ClosedApi::with_transport(KEY, Options::new(), world.clone()).expect("a client");
        let error = world.run(closed.transaksi().get("1")).expect_err("used up");
        assert_eq!((error.kind, error.attempts), (ErrorKind::RateLimited, 1));
        assert_eq!(world.sent().len(), 1);
        // It is noon in Jakarta.
        let left = Duration::from_secs(12 * 60 * 60).saturating_sub(world.elapsed());
        assert_eq!(error.retry_after, Some(left));

        // A callback whose order could not be looked up comes back after that.
        let rejection = Rejection::from(error);
        assert_eq!(rejection.reason, Reason::WorkFailed);
        let reply = CallbackReply::from(rejection);
        assert_eq!(reply.status(), 503);
        let seconds = left.as_millis().div_ceil(1000).to_string();
        assert!(reply.headers().contains(&("retry-after", seconds)));
    }
    // What the server says itself counts, and other errors keep the usual wait.
    let world = World::scripted([Reply::json(429, &used_up).retry_after(60)]);
    let error = world
        .run(closed(&world).transaksi().get("1"))
        .expect_err("used up");
    assert_eq!(error.retry_after, Some(Duration::from_secs(60)));
    let world = World::scripted([Reply::error(500)]);
    let error = world
        .run(closed(&world).transaksi().get("1"))
        .expect_err("failed");
    let wait = Rejection::from(error).retry_after;
    assert_eq!(wait, Some(Duration::from_secs(30)));
}

#[test]
fn on_a_day_that_is_used_up_no_callback_is_resumed_before_midnight() {
    let used_up = Reply::json(429, &json!({"code": 429, "status": "kuota habis"}));
    let world = World::scripted([used_up, Reply::ok(&example("closed_api/transaksi_get"))]);
    let closed = closed(&world);
    let guard = Guard::new(MemoryStore::new(), world.clone());
    let receiver = Receiver::new("toko", KEY, guard).expect("a receiver");
    let work = async |delivery: Delivery| {
        let nomor = delivery.callback.nomor_pembayaran;
        closed.transaksi().get(&nomor).await?;
        Ok(())
    };
    let body = json!({
        "tipe_callback": "transaksi_baru", "secret_key_callback": KEY, "nomor_pembayaran": "7",
        "status_transaksi": "lunas",
    });
    let body = body.to_string().into_bytes();
    let reply = world.run(receiver.receive("POST", &body, work));
    let headers = reply.headers();
    assert_eq!(reply.status(), 503);
    assert!(
        headers.contains(&("retry-after", (12 * 60 * 60).to_string())),
        "{headers:?}"
    );
    let midnight = NOON + Duration::from_secs(12 * 60 * 60);
    for at in [NOON, midnight.saturating_sub(Duration::from_secs(1))] {
        world.set_now(at);
        assert!(
            world
                .run(receiver.resume(work))
                .expect("it can tell")
                .is_empty()
        );
    }
    assert_eq!(world.sent().len(), 1);
    world.set_now(midnight);
    let replies = world.run(receiver.resume(work)).expect("it can tell");
    assert_eq!(replies.len(), 1);
    assert_eq!(replies[0].status(), 200);
}

#[test]
fn a_change_of_a_balance_on_a_day_that_is_used_up_is_not_too_soon() {
    let used_up = json!({"code": 429, "status": "Limit request hari ini habis"});
    let world = World::scripted([Reply::json(429, &used_up)]);
    let change = SaldoChange::tambah(Member::id("7"), 5);
    let error = world
        .run(closed(&world).saldo().change(&change))
        .expect_err("used up");
    assert_eq!(error.kind, ErrorKind::RateLimited);
    assert_eq!(error.retry_after, Some(Duration::from_secs(12 * 60 * 60)));
}

// Keys.

#[test]
fn what_is_too_short_to_be_a_key_is_refused_when_the_client_is_made() {
    for key in ["", "k", "ab", "abc", "  abc  "] {
        let world = World::scripted([]);
        let refused = [
            ClosedApi::with_transport(key, once(), world.clone()).err(),
            MitraBunso::with_transport(key, ID_USER, once(), world.clone()).err(),
            OneSolu::with_transport(key, once(), world.clone()).err(),
            OneTablet::with_transport("https://contoh.id", key, once(), world.clone()).err(),
            Credentials::api_key(key).err(),
            Webhooks::new(key).err(),
            SecretKey::new(key).err(),
        ];
        for error in refused {
            let error = error.expect("it is refused");
            assert_eq!(error.kind, ErrorKind::InvalidArgument);
            assert!(error.message().contains('4'), "{error}");
        }
        let webhook = NewWebhook {
            url: "https://contoh.id/webhook".to_owned(),
            events: vec![EventType::OrderCreated],
            secret: Secret::new(key),
        };
        let error = world
            .run(onesolu(&world).register_webhook(&webhook))
            .expect_err("refused");
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
        assert!(world.sent().is_empty());
    }
}

#[test]
fn a_short_token_from_a_source_is_refused_and_a_short_id_masks_nothing() {
    let world = World::scripted([]);
    let credentials = Credentials::oauth(async || Ok("k".to_owned()));
    let client =
        Commerce::with_transport("https://toko.contoh.id", credentials, once(), world.clone());
    let users = UserList {
        paging: Paging::default(),
        status: None,
    };
    let error = world
        .run(client.expect("a client").users(&users))
        .expect_err("no token");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert!(world.sent().is_empty());

    let refused = json!({"error": {"code": "CARD", "message": "Kartu anda ditolak"}});
    let world = World::scripted([Reply::json(402, &refused)]);
    let pay = Pay {
        order_id: "o".to_owned(),
        payment_method_id: "a".to_owned(),
        amount: Amount::whole(5).expect("an amount"),
        currency: "IDR".to_owned(),
    };
    let error = world.run(commerce(&world).pay(&pay)).expect_err("refused");
    assert_eq!(error.status.as_deref(), Some("Kartu anda ditolak"));
}
