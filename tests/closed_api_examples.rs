//! The Closed API without a network: every documented example, what PHP makes of it, and what is refused
//! before anything is sent.
#![cfg(feature = "server")]

use crate::support;
use bukaolshop::layer::Backoff;
use bukaolshop::server::closed_api::ClosedApi;
use bukaolshop::server::closed_api::chat::ChatCreate;
use bukaolshop::server::closed_api::member::{SaldoChange, Topup};
use bukaolshop::server::closed_api::produk::ProdukEdit;
use bukaolshop::server::closed_api::transaksi::{ResiChange, StatusTransaksi, TransaksiList};
use bukaolshop::server::{Call, Member, Options};
use bukaolshop::{Error, ErrorKind, Method};
use futures_util::TryStreamExt;
use serde_json::{Value, json};
use support::{Reply, World, closed_api_example};

const KEY: &str = "kunci/rahasia+1==";

fn client(world: &World) -> ClosedApi<World> {
    let options = Options::new().retry(Backoff::NEVER);
    ClosedApi::with_transport(KEY, options, world.clone()).expect("a client")
}

/// A client that is answered with an example.
fn answered(name: &str) -> (World, ClosedApi<World>) {
    let world = World::scripted([Reply::ok(&closed_api_example(name))]);
    let closed = client(&world);
    (world, closed)
}

fn member() -> Member {
    Member::id("289820")
}

/// What a request was: method, address, query, body.
fn asked(world: &World) -> (Method, String, String) {
    let sent = world.sent().remove(0);
    let path = sent.url.strip_prefix("https://bukaolshop.net/api/v1");
    (
        sent.method,
        path.expect("the address").to_owned(),
        sent.text().to_owned(),
    )
}

fn get(path: &str) -> (Method, String, String) {
    (Method::Get, path.to_owned(), String::new())
}

fn with(method: Method, path: &str, body: &str) -> (Method, String, String) {
    (method, path.to_owned(), body.to_owned())
}

#[test]
fn the_app_decodes() {
    let (world, closed) = answered("aplikasi_info");
    let info = world.run(closed.aplikasi().info()).expect("the app");
    assert_eq!(asked(&world), get("/aplikasi/info"));
    assert_eq!(info.nama_package, "com.olshopgue");
    assert_eq!(info.masa_aktif_premium.as_deref(), Some("2021-09-16"));
    assert_eq!(info.telah_verifikasi_identitas, Some(false));
    assert_eq!(info.hp_pemilik_olshop, "082234327658");
}

#[test]
fn a_list_of_products_decodes() {
    let (world, closed) = answered("produk_list");
    let page = world.run(closed.produk().list(1)).expect("a page");
    assert_eq!(asked(&world), get("/produk/list?page=1"));
    assert_eq!((page.data.len(), page.has_next), (2, false));
    assert_eq!(page.data[0].id_barang, "509369");
    assert_eq!(page.data[1].harga_barang, 6000.0);
    assert!(page.rejected.is_empty());
}

#[test]
fn a_product_decodes() {
    let (world, closed) = answered("produk_get");
    let produk = world.run(closed.produk().get("176941")).expect("a product");
    assert_eq!(asked(&world), get("/produk/id?id_barang=176941"));
    assert_eq!(produk.harga_barang, 34_344.0);
    assert_eq!(produk.harga_grosir[1].harga, 60_000.0);
    assert_eq!(produk.url_gambar.len(), 3);
    let kategori = produk.data_kategori.expect("a category");
    assert_eq!(kategori.nama_kategori, "judul kategori");
    assert_eq!(produk.lokasi_barang.expect("a place").id_origin, "43726");
}

#[test]
fn a_product_that_was_changed_or_deleted_decodes() {
    let (world, closed) = answered("produk_edit");
    let edit = ProdukEdit {
        nama_barang: Some("nama barang baru".to_owned()),
        ..ProdukEdit::of("563226")
    };
    let changed = world.run(closed.produk().edit(&edit)).expect("a change");
    assert_eq!(changed.status, "ok - Data berhasil diubah");
    let body = r#"{"id_barang":"563226","nama_barang":"nama barang baru"}"#;
    assert_eq!(asked(&world), with(Method::Patch, "/produk/id", body));

    let (world, closed) = answered("produk_delete");
    let deleted = world
        .run(closed.produk().delete("551305"))
        .expect("it is deleted");
    assert_eq!(deleted.id_barang, "551305");
    let body = r#"{"id_barang":"551305"}"#;
    assert_eq!(asked(&world), with(Method::Delete, "/produk/id", body));
}

#[test]
fn members_decode() {
    let (world, closed) = answered("member_list");
    let page = world.run(closed.member().list(1)).expect("a page");
    assert_eq!(asked(&world), get("/member/list?page=1"));
    assert_eq!(page.data[1].nomor_telepon, "082234327658");

    let (world, closed) = answered("member_get");
    let email = Member::email("email_user+1@gmail.com");
    let member = world.run(closed.member().get(&email)).expect("a member");
    assert_eq!(
        asked(&world),
        get("/member/id?email_user=email_user%2B1%40gmail.com")
    );
    assert_eq!(member.foto_profil, None);
    assert_eq!(member.data_alamat[0].alamat_lengkap, "Alamat lengkap user");
}

#[test]
fn balances_decode() {
    let (world, closed) = answered("saldo_get");
    let saldo = world.run(closed.saldo().get(&member())).expect("a balance");
    assert_eq!(asked(&world), get("/member/saldo?id_user=289820"));
    assert_eq!(saldo.jumlah_saldo, 90_000.0);
    assert_eq!(saldo.riwayat_saldo[0].jumlah_dana, 10_000.0);

    let (world, closed) = answered("saldo_change");
    let change = SaldoChange::tambah(Member::email("blabla@gmail.com"), 20_000);
    let changed = world.run(closed.saldo().change(&change)).expect("a change");
    assert_eq!(changed.id_perubahan, "456406");
    let body = "email_user=blabla%40gmail.com&tipe=tambah&jumlah=20000";
    assert_eq!(asked(&world), with(Method::Post, "/member/saldo", body));

    let (world, closed) = answered("topup");
    let changed = world
        .run(closed.saldo().topup(&Topup::new("xx/yy")))
        .expect("a top-up");
    assert_eq!(
        (changed.jumlah, changed.tipe.as_str()),
        (30_000.0, "tambah")
    );
    let body = "token_topup=xx%2Fyy";
    assert_eq!(asked(&world), with(Method::Post, "/member/topup", body));
}

#[test]
fn a_message_decodes() {
    let (world, closed) = answered("chat_create");
    let chat = ChatCreate::new(member(), "ini adalah pesan anda");
    let sent = world.run(closed.chat().create(&chat)).expect("a message");
    assert_eq!(sent.pesan_teks, "Assalamualaikum, Apa kabar?");
    let body = "id_user=289820&pesan_teks=ini%20adalah%20pesan%20anda";
    assert_eq!(asked(&world), with(Method::Post, "/chat/create", body));
}

#[test]
fn orders_decode() {
    let (world, closed) = answered("transaksi_list");
    let query = TransaksiList::default();
    let page = world.run(closed.transaksi().list(&query)).expect("a page");
    assert_eq!(asked(&world), get("/transaksi/list?page=1"));
    assert_eq!(page.data[1].status_pengiriman, "selesai");

    let (world, closed) = answered("transaksi_get");
    let order = world
        .run(closed.transaksi().get("74879326"))
        .expect("an order");
    assert_eq!(
        asked(&world),
        get("/transaksi/id?nomor_pembayaran=74879326")
    );
    assert_eq!(order.total_transaksi, 1_079_949.0);
    let [first, second] = &order.data_pesanan[..] else {
        panic!("two parts")
    };
    let variant = first.data_produk[0]
        .catatan_tambahan
        .as_ref()
        .expect("a variant");
    assert_eq!(variant.opsi, ["UNGU", "MERAH", "BIRU"]);
    assert_eq!(second.data_produk[1].nomor_resi, "123456789");
    assert_eq!(second.data_produk[0].catatan, " \nVarian : Vairan 1\n");
    assert_eq!(second.data_produk[0].catatan_tambahan, None);
}

#[test]
fn changes_of_orders_decode() {
    let (world, closed) = answered("transaksi_status");
    let changed = closed.transaksi();
    let changed = world
        .run(changed.status("74879326", StatusTransaksi::Lanjut))
        .expect("a change");
    assert_eq!(changed.bayar_awal(), "lunas");
    assert_eq!(changed.status_pengiriman_terbaru, "dikirim");
    let body = r#"{"nomor_pembayaran":"74879326","status_transaksi":"lanjut"}"#;
    assert_eq!(asked(&world), with(Method::Patch, "/transaksi/id", body));

    let (world, closed) = answered("transaksi_resi");
    let resi = ResiChange {
        id_transaksi: "t1".to_owned(),
        nomor_resi: "JNE1".to_owned(),
        harga_modal: None,
    };
    let changed = world.run(closed.transaksi().resi(&resi)).expect("a change");
    assert_eq!(changed.status, "ok - nomor resi berhasil diubah");
    let body = r#"{"id_transaksi":"t1","nomor_resi":"JNE1"}"#;
    assert_eq!(asked(&world), with(Method::Patch, "/transaksi/id", body));
}

#[test]
fn the_seven_statuses_are_sent_by_their_names() {
    for status in StatusTransaksi::ALL {
        let (world, closed) = answered("transaksi_status");
        world
            .run(closed.transaksi().status("1", status))
            .expect("a change");
        let body: Value = serde_json::from_str(world.sent()[0].text()).expect("JSON");
        assert_eq!(body["status_transaksi"], status.name());
    }
}

// ------------------------------------------------------------------------------ what PHP makes of it

#[test]
fn numbers_in_texts_lists_that_are_null_and_objects_that_are_lists_are_read() {
    let mut answer = closed_api_example("produk_get");
    answer["harga_barang"] = json!("34344");
    answer["id_barang"] = json!(176_941);
    answer["harga_grosir"] = Value::Null;
    answer["lokasi_barang"] = json!([]);
    answer["url_gambar"] = Value::Null;
    answer["baru"] = json!(7);
    let world = World::scripted([Reply::ok(&answer)]);
    let produk = world
        .run(client(&world).produk().get("176941"))
        .expect("a product");
    assert_eq!(
        (produk.id_barang.as_str(), produk.harga_barang),
        ("176941", 34_344.0)
    );
    assert!(produk.harga_grosir.is_empty() && produk.url_gambar.is_empty());
    assert_eq!(produk.lokasi_barang, None);
    assert_eq!(produk.extra["baru"], 7);
}

#[test]
fn a_truth_is_one_however_it_is_spelled() {
    for (spelled, truth) in [
        (json!(true), Some(true)),
        (json!("1"), Some(true)),
        (json!(0), Some(false)),
        (json!("false"), Some(false)),
        (Value::Null, None),
    ] {
        let mut answer = closed_api_example("aplikasi_info");
        answer["telah_verifikasi_identitas"] = spelled.clone();
        let world = World::scripted([Reply::ok(&answer)]);
        let info = world
            .run(client(&world).aplikasi().info())
            .expect("the app");
        assert_eq!(info.telah_verifikasi_identitas, truth, "{spelled}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_never_guessed() {
    let cases = [
        (
            "transaksi_get",
            "/total_transaksi",
            json!("banyak"),
            "total_transaksi",
        ),
        (
            "transaksi_get",
            "/data_pesanan/1/data_produk/0/total_harga",
            json!("1.000"),
            "data_pesanan[1].data_produk[0].total_harga",
        ),
        (
            "transaksi_get",
            "/data_pesanan/0/data_produk/0/id_barang",
            json!({"nomor": 7}),
            "data_pesanan[0].data_produk[0].id_barang",
        ),
        (
            "transaksi_get",
            "/data_pesanan/0/data_produk/0/jumlah_barang",
            json!("satu"),
            "data_pesanan[0].data_produk[0].jumlah_barang",
        ),
        ("transaksi_get", "/id_user", json!([2343]), "id_user"),
        (
            "transaksi_get",
            "/data_pesanan",
            json!("JNE OKE"),
            "data_pesanan",
        ),
        (
            "transaksi_get",
            "/nomor_pembayaran",
            json!({}),
            "nomor_pembayaran",
        ),
    ];
    for (name, place, value, path) in cases {
        let mut answer = closed_api_example(name);
        *answer.pointer_mut(place).expect("a place") = value;
        let world = World::scripted([Reply::ok(&answer)]);
        let error = world
            .run(client(&world).transaksi().get("1"))
            .expect_err(path);
        assert_eq!(error.kind, ErrorKind::InvalidResponse);
        assert_eq!(error.path.as_deref(), Some(path));
    }
}

#[test]
fn a_row_that_cannot_be_read_hides_none_of_the_others() {
    let mut answer = closed_api_example("produk_list");
    answer["data"][0]["harga_barang"] = json!("murah");
    let world = World::scripted([Reply::ok(&answer)]);
    let page = world.run(client(&world).produk().list(1)).expect("a page");
    assert_eq!(page.data.len(), 1);
    assert_eq!(page.rejected[0].path, "data[0].harga_barang");
}

#[test]
fn an_answer_about_money_that_does_not_say_that_it_is_good_tells_nothing() {
    for answer in [json!({}), json!({"code": 201, "id_user": "1"}), json!([])] {
        let world = World::scripted([Reply::ok(&answer)]);
        let change = SaldoChange::tambah(member(), 5);
        let error = world
            .run(client(&world).saldo().change(&change))
            .expect_err("nothing");
        assert_eq!(error.kind, ErrorKind::UnknownOutcome, "{answer}");
    }
}

// ------------------------------------------------------------------------------- before it is sent

/// The error of a call that must not be sent.
fn refused<C: Call>(call: &C) -> Error {
    let world = World::scripted([]);
    let Err(error) = world.run(client(&world).ask(call)) else {
        panic!("it was sent")
    };
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(error.endpoint, Some(call.path()));
    error
}

#[test]
fn arguments_that_are_not_allowed_are_refused_in_words() {
    use bukaolshop::server::closed_api::member::{MemberGet, MemberList};
    use bukaolshop::server::closed_api::produk::{ProdukDelete, ProdukGet, ProdukList};
    use bukaolshop::server::closed_api::transaksi::{StatusChange, TransaksiGet};

    let says = |error: Error, words: &str| {
        assert!(error.to_string().contains(words), "{error}");
    };
    for page in [0, 601, u32::MAX] {
        says(refused(&ProdukList { page }), "1 sampai 600");
        says(refused(&MemberList { page }), "1 sampai 600");
        let query = TransaksiList {
            page,
            ..TransaksiList::default()
        };
        says(refused(&query), "1 sampai 600");
    }
    let empty = String::from(" ");
    says(
        refused(&ProdukGet {
            id_barang: empty.clone(),
        }),
        "id_barang",
    );
    says(
        refused(&ProdukDelete {
            id_barang: empty.clone(),
        }),
        "id_barang",
    );
    says(refused(&ProdukEdit::of("1")), "minimal satu");
    let nameless = ProdukEdit {
        nama_barang: Some(empty.clone()),
        ..ProdukEdit::of("1")
    };
    says(refused(&nameless), "nama_barang");
    says(
        refused(&MemberGet {
            member: Member::id(""),
        }),
        "id_user",
    );
    says(
        refused(&MemberGet {
            member: Member::email(" "),
        }),
        "email_user",
    );
    says(refused(&SaldoChange::tambah(member(), 0)), "jumlah");
    for pin in ["", "12345", "1234567", "12345a", "１２３４５６"] {
        says(
            refused(&SaldoChange::tambah(member(), 1).pin(pin)),
            "6 angka",
        );
    }
    says(refused(&Topup::new(" ")), "token_topup");
    says(refused(&ChatCreate::new(member(), "\n")), "pesan_teks");
    says(
        refused(&ChatCreate::new(member(), "x").about("")),
        "id_barang",
    );
    let everyone = TransaksiList {
        id_user: Some(empty.clone()),
        ..TransaksiList::default()
    };
    says(refused(&everyone), "id_user");
    says(
        refused(&TransaksiGet {
            nomor_pembayaran: empty.clone(),
        }),
        "nomor_pembayaran",
    );
    let status = StatusChange {
        nomor_pembayaran: empty.clone(),
        status_transaksi: StatusTransaksi::Batal,
    };
    says(refused(&status), "nomor_pembayaran");
    let resi = ResiChange {
        id_transaksi: empty,
        nomor_resi: "1".to_owned(),
        harga_modal: None,
    };
    says(refused(&resi), "id_transaksi");
    let resi = ResiChange {
        id_transaksi: "1".to_owned(),
        nomor_resi: String::new(),
        harga_modal: None,
    };
    says(refused(&resi), "nomor_resi");
}

#[test]
fn a_key_that_is_none_is_refused() {
    for key in ["", " ", "dua kata", "baris\nbaru"] {
        let error = ClosedApi::with_transport(key, Options::new(), World::scripted([]));
        assert_eq!(error.expect_err("no key").kind, ErrorKind::InvalidArgument);
    }
    assert!(
        Options::new()
            .base_url("http://bukaolshop.net/api/v1")
            .is_err()
    );
}

#[test]
fn nothing_that_is_shown_holds_a_secret_or_a_member() {
    let echo = json!({"code": 403, "status": format!("kunci {KEY}, pin 471100, token tp/1 salah")});
    let world = World::scripted([Reply::ok(&echo), Reply::ok(&echo)]);
    let closed = client(&world);
    let change = SaldoChange::tambah(Member::email("siapa@contoh.id"), 5)
        .pin("471100")
        .catatan("untuk Siapa");
    let topup = Topup::new("tp/1").of(Member::email("siapa@contoh.id"), 5);
    let first = world.run(closed.saldo().change(&change)).expect_err("no");
    let second = world.run(closed.saldo().topup(&topup)).expect_err("no");
    let chat = ChatCreate::new(Member::email("siapa@contoh.id"), "rahasia kita");
    let shown = format!(
        "{first} {first:?} {second} {second:?} {closed:?} {change:?} {topup:?} {chat:?} {:?}",
        change.moves_money()
    );
    assert!(first.to_string().contains("kunci ***, pin ***"), "{first}");
    assert!(second.to_string().contains("token *** salah"), "{second}");
    for (secret, text) in [
        (KEY, &shown),
        ("siapa@", &shown),
        ("Siapa", &shown),
        ("rahasia kita", &shown),
    ] {
        assert!(!text.contains(secret), "{text}");
    }
    assert!(!format!("{change:?}").contains("471100") && !format!("{topup:?}").contains("tp/1"));
}

// ------------------------------------------------------------------------------------------- walks

/// A page of ten members that no other page has.
fn page_of(number: u64, rows: u64) -> Reply {
    let row = |row: u64| json!({"id_user": (number * 10 + row).to_string()});
    let data: Vec<Value> = (0..rows).map(row).collect();
    Reply::ok(&json!({"code": 200, "status": "ok", "page": number, "data": data}))
}

#[test]
fn a_walk_ends_at_page_600_the_last_that_there_is() {
    let world = World::serving(|sent| page_of(sent.number("page"), 10));
    let closed = client(&world);
    let rows: Vec<_> = world
        .run(closed.member().all().try_collect())
        .expect("rows");
    assert_eq!((rows.len(), world.sent().len()), (6000, 600));
}

#[test]
fn a_walk_ends_behind_a_short_page_an_empty_one_and_one_that_is_repeated() {
    let ends = |script: Vec<Reply>| {
        let world = World::scripted(script);
        let closed = client(&world);
        let rows: Vec<_> = world
            .run(closed.member().all().try_collect())
            .expect("rows");
        (rows.len(), world.sent().len())
    };
    assert_eq!(ends(vec![page_of(1, 10), page_of(2, 3)]), (13, 2));
    assert_eq!(ends(vec![page_of(1, 10), page_of(2, 0)]), (10, 2));
    assert_eq!(ends(vec![page_of(1, 10), page_of(1, 10)]), (10, 2));
    assert_eq!(ends(vec![page_of(1, 10), Reply::error(404)]), (10, 2));
    assert_eq!(ends(vec![page_of(1, 0)]), (0, 1));
}

#[test]
fn a_walk_ends_behind_an_error() {
    let world = World::scripted([page_of(1, 10), Reply::error(500)]);
    let closed = client(&world);
    let rows: Result<Vec<_>, Error> = world.run(closed.member().all().try_collect());
    assert_eq!(rows.expect_err("an error").kind, ErrorKind::Server);
}

#[test]
fn calls_and_walks_can_be_spawned() {
    fn sendable<F: Send>(_: F) {}
    let world = World::scripted([]);
    let closed = client(&world);
    sendable(closed.saldo().change(&SaldoChange::tambah(member(), 1)));
    sendable(closed.produk().all());
    sendable(closed.transaksi().pages(&TransaksiList::default()));
}
