//! What the Closed API has beyond its document: newer endpoints, newer parameters, and parameters that are
//! not known yet. Without a network.
#![cfg(feature = "server")]

use crate::support;
use bukaolshop::layer::Backoff;
use bukaolshop::server::closed_api::aplikasi::SubscriptionPlan;
use bukaolshop::server::closed_api::chat::ChatCreate;
use bukaolshop::server::closed_api::member::{
    MemberGet, MemberList, Notifikasi, SaldoChange, SaldoGet, Topup,
};
use bukaolshop::server::closed_api::produk::{
    JenisBarang, ProdukCreate, ProdukDelete, ProdukDigitalKhusus, ProdukEdit, ProdukGet,
    ProdukList, StatusProduk, TipeInput,
};
use bukaolshop::server::closed_api::transaksi::{
    ResiChange, StatusChange, StatusTransaksi, TransaksiGet, TransaksiList,
};
use bukaolshop::server::closed_api::{
    ChangeNotification, ClosedApi, ExtraParameters, TakesExtra, WithExtra,
};
use bukaolshop::server::{Call, Member, Options};
use bukaolshop::{Error, ErrorKind, Method};
use futures_util::TryStreamExt;
use serde_json::{Value, json};
use support::{Reply, World, closed_api_example};

fn client(world: &World) -> ClosedApi<World> {
    let options = Options::new().retry(Backoff {
        attempts: 3,
        ..Backoff::default()
    });
    ClosedApi::with_transport("kunci/rahasia+1==", options, world.clone()).expect("a client")
}

fn answered(name: &str) -> (World, ClosedApi<World>) {
    let world = World::scripted([Reply::ok(&closed_api_example(name))]);
    let closed = client(&world);
    (world, closed)
}

/// Method, path with query, and body of the only request.
fn asked(world: &World) -> (Method, String, String) {
    let mut sent = world.sent();
    assert_eq!(sent.len(), 1);
    let sent = sent.remove(0);
    let path = sent.url.strip_prefix("https://bukaolshop.net/api/v1");
    let path = path.expect("the address").to_owned();
    (sent.method, path, sent.text().to_owned())
}

fn member() -> Member {
    Member::id("289820")
}

/// The error of a call that must not be sent: its field.
fn refused<C: Call>(call: &C) -> String {
    let world = World::scripted([]);
    let Err(error) = world.run(client(&world).ask(call)) else {
        panic!("it was sent")
    };
    assert_eq!(error.kind, ErrorKind::InvalidArgument, "{error}");
    assert!(world.sent().is_empty());
    let path = error.path.clone().expect("a field");
    assert!(error.to_string().contains(&path), "{error}");
    path
}

// ------------------------------------------------------------------------------------ newer endpoints

#[test]
fn the_requests_of_the_day_are_counted() {
    let (world, closed) = answered("info_limit");
    let limit = world
        .run(closed.aplikasi().info_limit())
        .expect("a number of requests");
    assert_eq!(limit.jumlah_request, 230.0);
    let request = (
        Method::Get,
        "/aplikasi/info_limit".to_owned(),
        String::new(),
    );
    assert_eq!(asked(&world), request);
}

#[test]
fn an_answer_without_the_number_is_not_taken_for_none() {
    let world = World::scripted([Reply::ok(&json!({"code": 200, "status": "ok"}))]);
    let error = world.run(client(&world).aplikasi().info_limit());
    assert_eq!(
        error.expect_err("no number").path.as_deref(),
        Some("jumlah_request")
    );
}

#[test]
fn newer_answers_are_read_where_their_fields_stand_under_data_too() {
    let under_data = |name: &str| {
        let reply = json!({"code": 200, "status": "ok", "data": closed_api_example(name)});
        let world = World::scripted([Reply::ok(&reply)]);
        let closed = client(&world);
        (world, closed)
    };
    let (world, closed) = under_data("info_limit");
    let limit = world.run(closed.aplikasi().info_limit()).expect("a number");
    assert_eq!(limit.jumlah_request, 230.0);
    let (world, closed) = under_data("id_upload");
    let upload = world.run(closed.produk().id_upload()).expect("categories");
    let (world, closed) = answered("id_upload");
    let expected = world.run(closed.produk().id_upload()).expect("categories");
    assert_eq!(upload.kategori, expected.kategori);
    assert_eq!(upload.lokasi, expected.lokasi);
}

#[test]
fn plans_have_the_documented_limits() {
    let limits = SubscriptionPlan::ALL.map(|plan| {
        let limits = plan.daily_limits();
        (plan.name(), limits.reads, limits.changes)
    });
    let documented = [
        ("BISNIS", 5000, 700),
        ("PRO", 1000, 300),
        ("LITE", 200, 60),
        ("FREE", 50, 15),
    ];
    assert_eq!(limits, documented);
    for plan in SubscriptionPlan::ALL {
        let small = format!(" {} ", plan.name().to_lowercase());
        assert_eq!(SubscriptionPlan::from_status_premium(&small), Some(plan));
    }
    assert_eq!(SubscriptionPlan::from_status_premium("emas"), None);
}

#[test]
fn what_an_upload_needs_decodes() {
    let (world, closed) = answered("id_upload");
    let ids = world.run(closed.produk().id_upload()).expect("the numbers");
    assert_eq!(asked(&world).1, "/produk/id_upload");
    assert_eq!(ids.kategori[1].nama_kategori, "Pulsa");
    assert_eq!(
        (
            ids.lokasi[0].id_lokasi.as_str(),
            ids.lokasi[1].tipe_lokasi.as_str()
        ),
        ("43726", "digital")
    );
}

fn pulsa() -> ProdukCreate {
    ProdukCreate {
        id_kategori: "35024".to_owned(),
        id_lokasi: "43727".to_owned(),
        nama_barang: "Pulsa 5rb".to_owned(),
        deskripsi_singkat: "Pulsa".to_owned(),
        deskripsi_panjang: "Pulsa & paket".to_owned(),
        url_gambar_barang_1: "https://contoh.id/pulsa.jpg".to_owned(),
        ..ProdukCreate::of(JenisBarang::Digital, 6_000, 99)
    }
}

const PULSA: &str = "id_kategori=35024&id_lokasi=43727&jenis_barang=digital&nama_barang=Pulsa%205rb\
     &deskripsi_singkat=Pulsa&deskripsi_panjang=Pulsa%20%26%20paket&harga_barang=6000&stok_barang=99\
     &url_gambar_barang_1=https%3A%2F%2Fcontoh.id%2Fpulsa.jpg";

#[test]
fn a_product_is_queued() {
    let (world, closed) = answered("produk_create");
    let queued = world
        .run(closed.produk().create(&pulsa()))
        .expect("a queue");
    assert_eq!(
        (queued.id_antrian.as_str(), queued.nama_barang.as_str()),
        ("88123", "Pulsa 5rb")
    );
    assert!(queued.status.starts_with("ok - "));
    let request = (Method::Post, "/produk/create".to_owned(), PULSA.to_owned());
    assert_eq!(asked(&world), request);
}

#[test]
fn a_product_is_queued_with_everything_that_it_can_have() {
    let (world, closed) = answered("produk_create");
    let produk = ProdukCreate {
        url_gambar_barang_2: Some("http://contoh.id/2.jpg".to_owned()),
        berat: Some(0),
        caption_catatan: Some("Nomor HP".to_owned()),
        tipe_input: Some(TipeInput::AngkaOnly),
        harga_modal: Some(5_500),
        harga_barang_asli: Some(7_000),
        catatan_wajib_isi: Some(true),
        batasi_max: Some(false),
        produk_digital_khusus: Some(ProdukDigitalKhusus::PlnPrabayar),
        ..pulsa()
    };
    world.run(closed.produk().create(&produk)).expect("a queue");
    let (_, _, body) = asked(&world);
    let rest = body.strip_prefix(PULSA).expect("the required fields first");
    let mut rest: Vec<&str> = rest.split('&').filter(|pair| !pair.is_empty()).collect();
    rest.sort_unstable();
    assert_eq!(
        rest,
        [
            "batasi_max=false",
            "berat=0",
            "caption_catatan=Nomor%20HP",
            "catatan_wajib_isi=true",
            "harga_barang_asli=7000",
            "harga_modal=5500",
            "produk_digital_khusus=pln_prabayar",
            "tipe_input=angka_only",
            "url_gambar_barang_2=http%3A%2F%2Fcontoh.id%2F2.jpg",
        ]
    );
}

#[test]
fn a_product_without_a_required_field_is_refused_by_its_name() {
    type Spoil = fn(&mut ProdukCreate);
    let cases: [(&str, Spoil); 8] = [
        ("id_kategori", |produk| produk.id_kategori.clear()),
        ("id_lokasi", |produk| produk.id_lokasi = " ".to_owned()),
        ("nama_barang", |produk| produk.nama_barang = "\n".to_owned()),
        ("deskripsi_singkat", |produk| {
            produk.deskripsi_singkat.clear()
        }),
        ("deskripsi_panjang", |produk| {
            produk.deskripsi_panjang.clear()
        }),
        ("url_gambar_barang_1", |produk| {
            produk.url_gambar_barang_1.clear();
        }),
        ("url_gambar_barang_1", |produk| {
            produk.url_gambar_barang_1 = "kaos.jpg".to_owned();
        }),
        ("url_gambar_barang_2", |produk| {
            produk.url_gambar_barang_2 = Some(String::new());
        }),
    ];
    for (name, spoil) in cases {
        let mut produk = pulsa();
        spoil(&mut produk);
        assert_eq!(refused(&produk), name);
    }
}

#[test]
fn a_notification_is_sent_with_a_picture_of_the_platforms_own() {
    let (world, closed) = answered("notifikasi");
    let notifikasi = Notifikasi::new(member(), "Pesanan & resi", "Sudah dikirim")
        .gambar("https://storage1.bukaolshop.com/images/1/kategori/902346.jpg");
    let sent = world
        .run(closed.member().notifikasi(&notifikasi))
        .expect("it is sent");
    assert_eq!(sent.status_gambar.as_deref(), Some("valid"));
    assert_eq!(sent.token_notifikasi.as_deref(), Some("ntf-1"));
    let body = "id_user=289820&judul_notifikasi=Pesanan%20%26%20resi&pesan_notifikasi=Sudah%20dikirim\
         &url_gambar=https%3A%2F%2Fstorage1.bukaolshop.com%2Fimages%2F1%2Fkategori%2F902346.jpg";
    let request = (
        Method::Post,
        "/member/notifikasi".to_owned(),
        body.to_owned(),
    );
    assert_eq!(asked(&world), request);
    let shown = format!("{notifikasi:?}");
    assert!(
        !shown.contains("resi") && !shown.contains("289820"),
        "{shown}"
    );
}

#[test]
fn a_notification_without_words_or_with_a_picture_from_elsewhere_is_refused() {
    let of = |judul: &str, pesan: &str| Notifikasi::new(member(), judul, pesan);
    assert_eq!(refused(&of(" ", "x")), "judul_notifikasi");
    assert_eq!(refused(&of("x", "")), "pesan_notifikasi");
    for url in [
        "https://contoh.id/a.jpg",
        "",
        "a.jpg",
        "http://storage1.bukaolshop.com/a.jpg",
    ] {
        assert_eq!(refused(&of("x", "y").gambar(url)), "url_gambar", "{url}");
    }
}

#[test]
fn new_products_and_notifications_are_sent_once() {
    for reply in [Reply::cut(), Reply::error(503)] {
        let world = World::scripted([reply.clone()]);
        let error = world.run(client(&world).produk().create(&pulsa()));
        assert_eq!(error.expect_err("no answer").attempts, 1);
        let world = World::scripted([reply]);
        let notifikasi = Notifikasi::new(member(), "a", "b");
        let error = world.run(client(&world).member().notifikasi(&notifikasi));
        assert_eq!(error.expect_err("no answer").attempts, 1);
    }
}

// ----------------------------------------------------------------------------------- newer parameters

#[test]
fn products_have_a_status_or_none() {
    for (sent, read) in [
        (json!("gangguan"), Some("gangguan")),
        (json!("live"), Some("live")),
        (Value::Null, None),
        (json!(""), None),
    ] {
        let mut list = closed_api_example("produk_list");
        list["data"][0]["status_produk"] = sent.clone();
        let mut detail = closed_api_example("produk_get");
        detail["status_produk"] = sent.clone();
        let world = World::scripted([Reply::ok(&list), Reply::ok(&detail)]);
        let closed = client(&world);
        let page = world.run(closed.produk().list(1)).expect("a page");
        assert_eq!(page.data[0].status_produk.as_deref(), read, "{sent}");
        assert_eq!(page.data[1].status_produk, None);
        let detail = world.run(closed.produk().get("1")).expect("a product");
        assert_eq!(detail.status_produk.as_deref(), read, "{sent}");
    }
}

#[test]
fn a_products_status_is_changed() {
    for status in StatusProduk::ALL {
        let (world, closed) = answered("produk_edit");
        let edit = ProdukEdit {
            status_produk: Some(status),
            ..ProdukEdit::of("563226")
        };
        world.run(closed.produk().edit(&edit)).expect("a change");
        let body: Value = serde_json::from_str(&asked(&world).2).expect("JSON");
        assert_eq!(
            body,
            json!({"id_barang": "563226", "status_produk": status.name()})
        );
    }
}

#[test]
fn members_are_told_of_changes_of_their_balance() {
    let (world, closed) = answered("saldo_change");
    let words = ChangeNotification::in_words("Hadiah", "Rp5.000 & terima kasih");
    let change = SaldoChange::tambah(member(), 5_000).notify(words);
    world.run(closed.saldo().change(&change)).expect("a change");
    let body = "id_user=289820&tipe=tambah&jumlah=5000&notifikasi=true&judul_notifikasi=Hadiah\
         &pesan_notifikasi=Rp5.000%20%26%20terima%20kasih";
    assert_eq!(asked(&world).2, body);

    let (world, closed) = answered("topup");
    let topup = Topup::new("t")
        .validate(50_123)
        .notify(ChangeNotification::usual());
    world.run(closed.saldo().topup(&topup)).expect("a top-up");
    let body = "token_topup=t&validasi_jumlah_topup=50123&notifikasi=true";
    assert_eq!(asked(&world).2, body);

    let silent = ChangeNotification {
        notifikasi: Some(false),
        ..ChangeNotification::default()
    };
    let (world, closed) = answered("topup");
    let topup = Topup::new("t").notify(silent);
    world.run(closed.saldo().topup(&topup)).expect("a top-up");
    assert_eq!(asked(&world).2, "token_topup=t&notifikasi=false");
}

#[test]
fn blank_words_and_a_sum_of_nothing_are_refused() {
    let words = ChangeNotification::in_words("", "x");
    let change = SaldoChange::tambah(member(), 1).notify(words.clone());
    assert_eq!(refused(&change), "judul_notifikasi");
    assert_eq!(refused(&Topup::new("t").notify(words)), "judul_notifikasi");
    let words = ChangeNotification::in_words("x", " ");
    assert_eq!(refused(&Topup::new("t").notify(words)), "pesan_notifikasi");
    assert_eq!(
        refused(&Topup::new("t").validate(0)),
        "validasi_jumlah_topup"
    );
}

/// The error of a top-up that is validated, or not, and refused like this.
fn topup_refused(http: u16, body: &Value, topup: &Topup) -> Error {
    let world = World::scripted([Reply::json(http, body)]);
    let error = world.run(client(&world).saldo().topup(topup));
    assert_eq!(world.sent().len(), 1);
    error.expect_err("a refusal")
}

#[test]
fn a_top_up_of_another_sum_is_refused_for_sure_and_the_error_says_why() {
    let validated = Topup::new("topup-7").of(member(), 50_000).validate(50_123);
    for words in [
        "Jumlah topup tidak sama dengan data di server",
        "Total topup tidak sesuai",
        "validasi jumlah topup BERBEDA",
        "Nominal tidak cocok",
    ] {
        for http in [400, 200] {
            let body = json!({"code": 400, "status": words});
            let error = topup_refused(http, &body, &validated);
            assert_eq!(error.kind, ErrorKind::BadRequest, "{words}");
            assert!(error.movement.is_none() && !error.is_retryable());
            assert_eq!(error.path.as_deref(), Some("validasi_jumlah_topup"));
            let text = error.to_string();
            assert!(
                text.contains("tidak sama") && text.contains("saldo tidak diubah"),
                "{text}"
            );
            assert!(text.contains(words), "{text}");
        }
    }
    // Refusals for other reasons, and of top-ups that were not validated, are not about the sum.
    let other = json!({"code": 400, "status": "Parameter token_topup belum di isi"});
    assert_eq!(topup_refused(400, &other, &validated).path, None);
    let sums = json!({"code": 400, "status": "Jumlah tidak sama"});
    assert_eq!(topup_refused(400, &sums, &Topup::new("topup-7")).path, None);
    // A server that fails says nothing about the sum, nor that nothing was done.
    for (http, code) in [(500, 500), (502, 400), (200, 500)] {
        let failed = json!({"code": code, "status": "Jumlah tidak sama"});
        let error = topup_refused(http, &failed, &validated);
        let seen = (error.kind, error.path.as_deref());
        assert_eq!(seen, (ErrorKind::UnknownOutcome, None), "{http} {code}");
    }
}

#[test]
fn a_validated_sum_is_the_amount_where_none_is_given() {
    let amount = |topup: Topup| topup.moves_money().and_then(|movement| movement.amount);
    assert_eq!(amount(Topup::new("t").validate(50_123)), Some(50_123));
    assert_eq!(amount(Topup::new("t").of(member(), 7).validate(8)), Some(7));
}

// --------------------------------------------------------------------------------- extra parameters

fn extra() -> ExtraParameters {
    let extra = ExtraParameters::new().with("baru", "a & b");
    extra.with("jumlah_baru", 5).with("cepat", true)
}

const EXTRA: &str = "baru=a%20%26%20b&cepat=true&jumlah_baru=5";

#[test]
fn extra_parameters_go_where_the_calls_own_go() {
    let (world, closed) = answered("produk_get");
    world
        .run(closed.produk().extra(extra()).get("1"))
        .expect("a product");
    assert_eq!(asked(&world).1, format!("/produk/id?id_barang=1&{EXTRA}"));

    let (world, closed) = answered("info_limit");
    world
        .run(closed.aplikasi().extra(extra()).info_limit())
        .expect("a limit");
    assert_eq!(asked(&world).1, format!("/aplikasi/info_limit?{EXTRA}"));

    let (world, closed) = answered("topup");
    let saldo = closed.saldo().extra(extra());
    world.run(saldo.topup(&Topup::new("t"))).expect("a top-up");
    assert_eq!(asked(&world).2, format!("token_topup=t&{EXTRA}"));

    let (world, closed) = answered("produk_delete");
    let lists = extra().with("daftar", json!([1, {"a": "b"}]));
    world
        .run(closed.produk().extra(lists).delete("1"))
        .expect("it is deleted");
    let body: Value = serde_json::from_str(&asked(&world).2).expect("JSON");
    let expected = json!({
        "id_barang": "1", "baru": "a & b", "jumlah_baru": 5, "cepat": true, "daftar": [1, {"a": "b"}],
    });
    assert_eq!(body, expected);
}

#[test]
fn every_page_of_a_walk_carries_the_extra_parameters() {
    let row = |id: u32| json!({"id_user": id.to_string()});
    let full: Vec<Value> = (0..10).map(row).collect();
    let first = json!({"code": 200, "status": "ok", "page": 1, "data": full});
    let last = json!({"code": 200, "status": "ok", "page": 2, "data": [row(10)]});
    let world = World::scripted([Reply::ok(&first), Reply::ok(&last)]);
    let closed = client(&world);
    let rows = closed.member().extra(extra()).all();
    let rows: Vec<_> = world.run(rows.try_collect()).expect("rows");
    assert_eq!(rows.len(), 11);
    for (sent, page) in world.sent().iter().zip(1..) {
        assert!(
            sent.url
                .ends_with(&format!("/member/list?page={page}&{EXTRA}")),
            "{}",
            sent.url
        );
    }
}

/// The field that a call with this extra parameter is refused for.
fn refused_extra<C: TakesExtra>(call: C, name: &str, value: Value) -> String {
    refused(&WithExtra::new(
        call,
        ExtraParameters::new().with(name, value),
    ))
}

#[test]
fn no_extra_parameter_overrides_a_known_one() {
    fn all_of<C: TakesExtra>(call: C) {
        let path = call.path();
        for name in C::PARAMETERS {
            for name in [(*name).to_owned(), name.to_uppercase()] {
                let field = refused_extra(call.clone(), &name, json!("1"));
                assert_eq!(field, format!("extra.{name}"), "{path}");
            }
        }
        for name in [
            "token",
            "Authorization",
            "api_key",
            "apikey",
            "secret_key_callback",
        ] {
            let field = refused_extra(call.clone(), name, json!("1"));
            assert_eq!(field, format!("extra.{name}"), "{path}");
        }
    }
    let id = "1".to_owned();
    all_of(ProdukList { page: 1 });
    all_of(ProdukGet {
        id_barang: id.clone(),
    });
    all_of(ProdukEdit {
        sku: Some(id.clone()),
        ..ProdukEdit::of("1")
    });
    all_of(ProdukDelete {
        id_barang: id.clone(),
    });
    all_of(pulsa());
    all_of(MemberList { page: 1 });
    all_of(MemberGet { member: member() });
    all_of(Notifikasi::new(member(), "a", "b"));
    all_of(SaldoGet { member: member() });
    all_of(SaldoChange::tambah(member(), 1));
    all_of(Topup::new("t"));
    all_of(ChatCreate::new(member(), "x"));
    all_of(TransaksiList::default());
    all_of(TransaksiGet {
        nomor_pembayaran: id.clone(),
    });
    all_of(StatusChange {
        nomor_pembayaran: id.clone(),
        status_transaksi: StatusTransaksi::Lanjut,
    });
    all_of(ResiChange {
        id_transaksi: id.clone(),
        nomor_resi: id,
        harga_modal: None,
    });
}

#[test]
fn a_tracking_number_cannot_bring_a_change_of_status_along() {
    let resi = ResiChange {
        id_transaksi: "1".to_owned(),
        nomor_resi: "JNE1".to_owned(),
        harga_modal: None,
    };
    let field = refused_extra(resi, "status_transaksi", json!("batal_dan_refund"));
    assert_eq!(field, "extra.status_transaksi");
}

#[test]
fn names_that_php_reads_as_known_ones_are_refused() {
    for name in [
        "",
        " ",
        "tipe[]",
        "tipe[x]",
        "id.user",
        "id user",
        " jumlah",
        "jumlah\0",
        "_method",
        "1a",
        "jumlah&x",
        "jum=lah",
        "é",
        "__proto__",
    ] {
        let field = refused_extra(SaldoChange::tambah(member(), 1), name, json!("kurang"));
        assert_eq!(field, format!("extra.{name}"));
    }
}

#[test]
fn values_that_a_form_cannot_hold_are_refused() {
    for value in [Value::Null, json!([1]), json!({"a": 1})] {
        let field = refused_extra(ChatCreate::new(member(), "x"), "baru", value.clone());
        assert_eq!(field, "extra.baru", "{value}");
        let field = refused_extra(ProdukList { page: 1 }, "baru", value);
        assert_eq!(field, "extra.baru");
    }
    let edit = ProdukDelete {
        id_barang: "1".to_owned(),
    };
    assert_eq!(refused_extra(edit, "baru", Value::Null), "extra.baru");
}

#[test]
fn a_change_with_extra_parameters_is_still_sent_once_and_may_be_unknown() {
    let world = World::scripted([Reply::cut()]);
    let closed = client(&world);
    let change = SaldoChange::tambah(member(), 7).pin("471100");
    let error = world.run(closed.saldo().extra(extra()).change(&change));
    let error = error.expect_err("no answer");
    assert_eq!((error.kind, error.attempts), (ErrorKind::UnknownOutcome, 1));
    let amount = error.movement.as_ref().and_then(|movement| movement.amount);
    assert_eq!(amount, Some(7));
    assert!(!format!("{:?}", extra()).contains("a & b"));
}
