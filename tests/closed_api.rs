//! The Closed API, over HTTP against the mock server: every endpoint, every documented error, and money
//! that moves once.
#![cfg(feature = "native")]

use std::pin::pin;
use std::time::Duration;

use crate::clocked;
use crate::mock_server;
use bukaolshop::layer::Backoff;
use bukaolshop::server::closed_api::chat::ChatCreate;
use bukaolshop::server::closed_api::member::{SaldoChange, Topup};
use bukaolshop::server::closed_api::produk::ProdukEdit;
use bukaolshop::server::closed_api::transaksi::{
    FilterStatus, ResiChange, StatusTransaksi, TransaksiList,
};
use bukaolshop::server::closed_api::{ClosedApi, compare};
use bukaolshop::server::{Direction, Look, Member, Movement, Options, Outcome};
use bukaolshop::transport::native::Native;
use bukaolshop::{Error, ErrorKind};
use clocked::Clocked;
use futures_util::TryStreamExt;
use futures_util::future::join3;
use mock_server::MockServer;
use serde_json::{Value, json};

const KEY: &str = "kunci-tertutup/uji+1==";
const PATH: &str = "closed/api/v1";
const PIN: &str = "471100";

fn budi() -> Member {
    Member::id("130173")
}

fn options(base_url: &str) -> Options {
    let options = Options::new().base_url(base_url).expect("an address");
    options.retry(Backoff::NEVER)
}

fn client_at(base_url: &str, key: &str) -> ClosedApi<Native> {
    let transport = Native::new().expect("a transport");
    ClosedApi::with_transport(key, options(base_url), transport).expect("a client")
}

/// A client whose requests meet these faults.
fn faulty(server: &MockServer, faults: &str) -> ClosedApi<Native> {
    client_at(&server.at(faults, PATH), KEY)
}

fn client(server: &MockServer) -> ClosedApi<Native> {
    faulty(server, "-")
}

/// A client with a clock of its own, which the server goes by.
fn clocked(server: &MockServer, faults: &str) -> (ClosedApi<Clocked>, Clocked) {
    let transport = Clocked::new();
    let options = options(&server.at(faults, PATH));
    let closed = ClosedApi::with_transport(KEY, options, transport.clone()).expect("a client");
    (closed, transport)
}

// ------------------------------------------------------------------------------------ aplikasi

#[tokio::test]
async fn the_app_arrives() {
    let server = MockServer::start();
    let info = client(&server).aplikasi().info().await.expect("the app");
    assert_eq!(info.nama_toko, "OlshopGue");
    assert_eq!(info.telah_verifikasi_identitas, Some(false));
}

// -------------------------------------------------------------------------------------- produk

#[tokio::test]
async fn products_arrive_by_page_and_by_id() {
    let server = MockServer::start();
    let closed = client(&server);
    let page = closed.produk().list(2).await.expect("a page");
    assert_eq!((page.data.len(), page.page, page.has_next), (10, 2, true));
    let row = &page.data[0];
    let detail = closed
        .produk()
        .get(&row.id_barang)
        .await
        .expect("a product");
    assert_eq!(detail.nama_barang, row.nama_barang);
    assert_eq!(detail.harga_grosir[0].jumlah, 5.0);
    assert_eq!(detail.lokasi_barang.expect("a place").kota, "Badung");
}

#[tokio::test]
async fn all_products_arrive_each_once() {
    let server = MockServer::start();
    let closed = client(&server);
    let rows: Vec<_> = closed.produk().all().try_collect().await.expect("rows");
    assert_eq!(rows.len(), 1257);
    assert_eq!(server.log().await.len(), 126);
}

#[tokio::test]
async fn a_product_is_changed_and_deleted() {
    let server = MockServer::start();
    let closed = client(&server);
    let id = closed
        .produk()
        .list(1)
        .await
        .expect("a page")
        .data
        .remove(0)
        .id_barang;
    let edit = ProdukEdit {
        nama_barang: Some("Nama & baru".to_owned()),
        harga_barang: Some(15_000),
        ..ProdukEdit::of(&id)
    };
    let changed = closed.produk().edit(&edit).await.expect("a change");
    assert_eq!(
        (changed.status.as_str(), &changed.id_barang),
        ("ok - Data berhasil diubah", &id)
    );
    let detail = closed.produk().get(&id).await.expect("a product");
    assert_eq!(
        (detail.nama_barang.as_str(), detail.harga_barang),
        ("Nama & baru", 15_000.0)
    );
    closed.produk().delete(&id).await.expect("it is deleted");
    let gone = closed.produk().get(&id).await.expect_err("it is gone");
    assert_eq!((gone.kind, gone.code), (ErrorKind::BadRequest, Some(400)));
    let again = closed.produk().delete(&id).await.expect_err("it is gone");
    assert_eq!(again.kind, ErrorKind::BadRequest);
}

// -------------------------------------------------------------------------------------- member

#[tokio::test]
async fn members_arrive_by_page_in_one_stream_and_by_id_or_email() {
    let server = MockServer::start();
    let closed = client(&server);
    let page = closed.member().list(3).await.expect("a page");
    assert_eq!((page.data.len(), page.has_next), (8, false));
    let rows: Vec<_> = closed.member().all().try_collect().await.expect("rows");
    assert_eq!(rows.len(), 28);
    let by_id = closed.member().get(&budi()).await.expect("a member");
    let by_email = Member::email("budi.santoso@contoh.id");
    let by_email = closed.member().get(&by_email).await.expect("a member");
    assert_eq!(by_id, by_email);
    assert_eq!(by_id.data_alamat[0].kode_pos, "40132");
    let nobody = closed.member().get(&Member::id("1")).await;
    assert_eq!(nobody.expect_err("nobody").kind, ErrorKind::NotFound);
}

// --------------------------------------------------------------------------------------- saldo

#[tokio::test]
async fn a_balance_is_changed_with_pin_and_note() {
    let server = MockServer::start();
    let (closed, clock) = clocked(&server, "-");
    let before = closed.saldo().get(&budi()).await.expect("a balance");
    assert_eq!(before.jumlah_saldo, 1_250_000.0);
    let change = SaldoChange::kurang(budi(), 50_000)
        .pin(PIN)
        .catatan("Pulsa & token #1");
    let changed = closed.saldo().change(&change).await.expect("a change");
    assert_eq!(
        (changed.jumlah, changed.tipe.as_str()),
        (50_000.0, "kurang")
    );
    assert_eq!(changed.id_perubahan, "456406");
    let after = closed.saldo().get(&budi()).await.expect("a balance");
    assert_eq!(after.jumlah_saldo, 1_200_000.0);
    assert_eq!(after.riwayat_saldo[0].informasi_catatan, "Pulsa & token #1");
    // By another name, and still the same member.
    let grown = SaldoChange::tambah(Member::email("Budi.Santoso@contoh.id "), 1);
    assert_eq!(clock.elapsed(), Duration::ZERO);
    let refused = closed.saldo().change(&grown).await;
    assert_eq!(
        refused.expect_err("no such address").kind,
        ErrorKind::NotFound
    );
    assert_eq!(clock.elapsed(), Duration::from_secs(5));
    let grown = SaldoChange::tambah(Member::email("budi.santoso@contoh.id"), 1);
    closed.saldo().change(&grown).await.expect("a change");
    assert_eq!(clock.elapsed(), Duration::from_secs(10));
}

#[tokio::test]
async fn more_than_there_is_and_a_wrong_pin_are_refused_and_nothing_moves() {
    let server = MockServer::start();
    let closed = client(&server);
    let siti = Member::id("130174");
    let too_much = closed
        .saldo()
        .change(&SaldoChange::kurang(siti.clone(), 1))
        .await;
    let too_much = too_much.expect_err("she has nothing");
    assert_eq!(too_much.kind, ErrorKind::Forbidden);
    assert_eq!(
        too_much.status.as_deref(),
        Some("Pengurangan lebih besar dari jumlah saldo member")
    );
    let other = SaldoChange::tambah(budi(), 5).pin("123456");
    let wrong = closed
        .saldo()
        .change(&other)
        .await
        .expect_err("a wrong PIN");
    assert_eq!(wrong.kind, ErrorKind::Forbidden);
    assert!(wrong.movement.is_none());
    let shown = format!("{wrong} {wrong:?} {other:?} {closed:?}");
    assert!(!shown.contains("123456") && !shown.contains(KEY), "{shown}");
    let nobody = closed
        .saldo()
        .change(&SaldoChange::tambah(Member::id("1"), 5))
        .await;
    assert_eq!(nobody.expect_err("nobody").kind, ErrorKind::NotFound);
    let balance = closed.saldo().get(&budi()).await.expect("a balance");
    assert_eq!(balance.jumlah_saldo, 1_250_000.0);
}

#[tokio::test]
async fn a_top_up_is_confirmed_once() {
    let server = MockServer::start();
    let (closed, clock) = clocked(&server, "-");
    let topup = Topup::new("topup-130173-50000").of(budi(), 50_000);
    let changed = closed.saldo().topup(&topup).await.expect("a top-up");
    assert_eq!(
        (changed.id_user.as_str(), changed.jumlah),
        ("130173", 50_000.0)
    );
    let again = closed.saldo().topup(&topup).await.expect_err("it is done");
    assert_eq!(again.kind, ErrorKind::NotFound);
    assert_eq!(clock.elapsed(), Duration::from_secs(5));
    let balance = closed.saldo().get(&budi()).await.expect("a balance");
    assert_eq!(balance.jumlah_saldo, 1_300_000.0);
}

#[tokio::test]
async fn five_seconds_between_changes_of_one_balance_are_waited_out() {
    let server = MockServer::start();
    let (closed, clock) = clocked(&server, "-");
    let (first, second, third) = (
        SaldoChange::tambah(budi(), 1),
        SaldoChange::tambah(budi(), 2),
        SaldoChange::tambah(budi(), 3),
    );
    // At once, from three tasks: they queue up.
    let saldo = closed.saldo();
    let (a, b, c) = join3(
        saldo.change(&first),
        saldo.change(&second),
        saldo.change(&third),
    )
    .await;
    for changed in [a, b, c] {
        changed.expect("a change");
    }
    assert_eq!(clock.elapsed(), Duration::from_secs(10));
    // Another member waits for nobody.
    let other = SaldoChange::tambah(Member::id("130175"), 1);
    closed.saldo().change(&other).await.expect("a change");
    assert_eq!(clock.elapsed(), Duration::from_secs(10));
    let balance = closed.saldo().get(&budi()).await.expect("a balance");
    assert_eq!(balance.jumlah_saldo, 1_250_006.0);
}

#[tokio::test]
async fn a_change_that_cannot_be_asked_waits_for_nobody() {
    let server = MockServer::start();
    let (closed, clock) = clocked(&server, "-");
    closed
        .saldo()
        .change(&SaldoChange::tambah(budi(), 1))
        .await
        .expect("a change");
    let nothing = closed.saldo().change(&SaldoChange::tambah(budi(), 0)).await;
    assert_eq!(
        nothing.expect_err("no amount").kind,
        ErrorKind::InvalidArgument
    );
    assert_eq!(clock.elapsed(), Duration::ZERO);
}

#[tokio::test]
async fn two_clients_that_do_not_know_of_each_other_are_refused_in_words() {
    let server = MockServer::start();
    let change = SaldoChange::tambah(budi(), 1);
    client(&server)
        .saldo()
        .change(&change)
        .await
        .expect("a change");
    let soon = client(&server)
        .saldo()
        .change(&change)
        .await
        .expect_err("too soon");
    assert_eq!(soon.kind, ErrorKind::RateLimited);
    assert!(soon.movement.is_none(), "nothing has moved");
    assert!(
        soon.status
            .clone()
            .is_some_and(|text| text.contains("tunggu"))
    );
}

// ------------------------------------------------------------------------------- unknown outcome

/// A change of 20.000 that meets these faults: its error, and what became of it.
async fn lost(faults: &str, tries: Backoff) -> (Error, Outcome, f64, usize) {
    let server = MockServer::start();
    let transport = Clocked::new();
    let options = options(&server.at(&format!("{faults},only:member-saldo,skip:1,times:1"), PATH))
        .retry(tries)
        .timeout(Duration::from_secs(30));
    let closed = ClosedApi::with_transport(KEY, options, transport).expect("a client");
    let before = closed.saldo().get(&budi()).await.expect("a balance");
    let change = SaldoChange::tambah(budi(), 20_000).catatan("Bonus #1755");
    let error = closed.saldo().change(&change).await.expect_err(faults);
    let changes = |log: Vec<Value>| log.iter().filter(|entry| entry["method"] == "POST").count();
    let sent = changes(server.log().await);
    let movement = error
        .movement
        .clone()
        .unwrap_or_else(|| panic!("{faults}: {error:?}"));
    assert_eq!(movement.member, Some(budi()));
    assert_eq!(
        (movement.direction, movement.amount),
        (Direction::Tambah, Some(20_000))
    );
    assert_eq!(movement.note.as_deref(), Some("Bonus #1755"));
    assert_eq!(movement.at, clocked::START.as_millis() as u64);
    let outcome = closed
        .saldo()
        .outcome_of(&movement, &before)
        .await
        .expect("an outcome");
    let after = closed.saldo().get(&budi()).await.expect("a balance");
    assert_eq!(compare(&movement, &before, &after), outcome);
    (error, outcome, after.jumlah_saldo, sent)
}

const EAGER: Backoff = Backoff {
    attempts: 5,
    base_delay: Duration::from_millis(1),
    max_delay: Duration::from_millis(1),
};

#[tokio::test]
async fn a_server_that_changes_the_balance_and_drops_the_connection_leaves_it_unknown_and_changed()
{
    for faults in [
        "reset:before",
        "reset:headers",
        "reset:body",
        "cut:0.5",
        "truncate:0.5",
        "status:500",
        "status:503",
        "html:1",
        "empty:1",
        "redirect:1",
        "redirect:other",
        "code:500",
    ] {
        let (error, outcome, balance, sent) = lost(faults, EAGER).await;
        assert_eq!(error.kind, ErrorKind::UnknownOutcome, "{faults}");
        assert!(!error.is_retryable());
        assert_eq!(outcome, Outcome::Changed, "{faults}");
        assert_eq!((balance, sent), (1_270_000.0, 1), "{faults}");
    }
}

#[tokio::test]
async fn the_same_when_it_does_nothing_is_unknown_and_not_changed() {
    for faults in ["undone:1,reset:before", "undone:1,status:503"] {
        let (error, outcome, balance, sent) = lost(faults, EAGER).await;
        assert_eq!(error.kind, ErrorKind::UnknownOutcome, "{faults}");
        assert_eq!(outcome, Outcome::NotChanged, "{faults}");
        assert_eq!((balance, sent), (1_250_000.0, 1), "{faults}");
    }
}

#[tokio::test]
async fn a_server_that_never_answers_leaves_it_unknown() {
    let (error, outcome, _, sent) = lost("stall:headers", EAGER).await;
    assert_eq!((error.kind, sent), (ErrorKind::UnknownOutcome, 1));
    assert_eq!(outcome, Outcome::Changed);
}

#[tokio::test]
async fn an_outcome_is_not_believed_to_be_none_before_a_minute_has_gone_by() {
    let server = MockServer::start();
    let (closed, clock) = clocked(&server, "-");
    let before = closed.saldo().get(&budi()).await.expect("a balance");
    let movement = Movement {
        member: Some(budi()),
        amount: Some(20_000),
        at: clocked::START.as_millis() as u64,
        ..Movement::new(Direction::Tambah)
    };
    let outcome = closed.saldo().outcome_of(&movement, &before).await;
    assert_eq!(outcome.expect("an outcome"), Outcome::NotChanged);
    assert_eq!(clock.elapsed(), Duration::from_secs(60));
    let nobody = Movement {
        member: None,
        ..movement
    };
    let nobody = closed.saldo().outcome_of(&nobody, &before).await;
    assert_eq!(nobody.expect_err("whose?").kind, ErrorKind::InvalidArgument);
}

#[tokio::test]
async fn a_top_up_and_a_refund_whose_answers_are_lost_are_unknown_too() {
    let server = MockServer::start();
    let (closed, _) = clocked(&server, "reset:before,only:member-topup,only:transaksi-id");
    let before = closed.saldo().get(&budi()).await.expect("a balance");
    let topup = Topup::new("topup-130173-7000").of(budi(), 7_000);
    let error = closed.saldo().topup(&topup).await.expect_err("it is lost");
    assert_eq!(error.kind, ErrorKind::UnknownOutcome);
    let movement = error.movement.as_deref().expect("a movement");
    let outcome = closed.saldo().outcome_of(movement, &before).await;
    assert_eq!(outcome.expect("an outcome"), Outcome::Changed);
    assert!(!format!("{error:?} {error} {topup:?}").contains("topup-130173"));

    let query = TransaksiList {
        filter_status: Some(FilterStatus::Diproses),
        ..TransaksiList::default()
    };
    let order = client(&server)
        .transaksi()
        .list(&query)
        .await
        .expect("a page")
        .data
        .remove(0);
    let nomor = &order.nomor_pembayaran;
    let refund = closed
        .transaksi()
        .status(nomor, StatusTransaksi::BatalDanRefund)
        .await;
    let refund = refund.expect_err("it is lost");
    assert_eq!(refund.kind, ErrorKind::UnknownOutcome);
    let movement = refund.movement.as_deref().expect("a movement");
    assert_eq!(movement.reference.as_ref(), Some(nomor));
    let step = closed
        .transaksi()
        .status(nomor, StatusTransaksi::Lanjut)
        .await;
    let step = step.expect_err("it is lost");
    assert_eq!(step.kind, ErrorKind::UnknownOutcome);
    assert!(step.movement.is_none());
    let look = step.sent.as_deref().map(|sent| sent.look.clone());
    let expected = Look::with("transaksi.get", "nomor_pembayaran", nomor);
    assert_eq!(look, Some(expected));
}

#[tokio::test]
async fn what_was_certainly_never_sent_can_be_sent_again() {
    let server = MockServer::start();
    let base = server.at("-", PATH);
    drop(server);
    let closed = client_at(&base, KEY);
    let error = closed.saldo().change(&SaldoChange::tambah(budi(), 1)).await;
    let error = error.expect_err("nobody is there");
    assert_eq!(error.kind, ErrorKind::Network);
    assert!(error.is_retryable() && error.movement.is_none());
}

// ---------------------------------------------------------------------------------------- chat

#[tokio::test]
async fn a_message_is_sent() {
    let server = MockServer::start();
    let closed = client(&server);
    let text = "Assalamualaikum, apa kabar? 50% + 1 & lagi";
    let chat = ChatCreate::new(budi(), text).about("257304");
    let sent = closed.chat().create(&chat).await.expect("a message");
    assert_eq!(
        (sent.pesan_teks.as_str(), sent.id_barang.as_deref()),
        (text, Some("257304"))
    );
    let nobody = closed
        .chat()
        .create(&ChatCreate::new(Member::id("1"), "x"))
        .await;
    assert_eq!(nobody.expect_err("nobody").kind, ErrorKind::NotFound);
}

// ----------------------------------------------------------------------------------- transaksi

#[tokio::test]
async fn orders_arrive_by_status_and_by_member() {
    let server = MockServer::start();
    let closed = client(&server);
    let all: Vec<_> = closed
        .transaksi()
        .all(&TransaksiList::default())
        .try_collect()
        .await
        .expect("rows");
    assert_eq!(all.len(), 508);
    let query = TransaksiList {
        id_user: Some("130175".to_owned()),
        ..TransaksiList::default()
    };
    let hers: Vec<_> = closed
        .transaksi()
        .all(&query)
        .try_collect()
        .await
        .expect("rows");
    assert_eq!(hers.len(), 48);
    for status in [
        FilterStatus::Pending,
        FilterStatus::Diproses,
        FilterStatus::Lunas,
    ] {
        let query = TransaksiList {
            filter_status: Some(status),
            ..TransaksiList::default()
        };
        let page = closed.transaksi().list(&query).await.expect("a page");
        assert!(!page.data.is_empty());
        for row in page.data {
            let has = [row.status_bayar.as_str(), row.status_pengiriman.as_str()];
            assert!(has.contains(&status.name()), "{has:?}");
        }
    }
}

#[tokio::test]
async fn an_order_goes_through_all_seven_changes_of_its_status() {
    let server = MockServer::start();
    let (closed, _) = clocked(&server, "-");
    let query = TransaksiList {
        filter_status: Some(FilterStatus::Pending),
        ..TransaksiList::default()
    };
    let order = closed
        .transaksi()
        .list(&query)
        .await
        .expect("a page")
        .data
        .remove(0);
    let nomor = &order.nomor_pembayaran;
    for (change, bayar, pengiriman) in [
        (StatusTransaksi::Lanjut, "lunas", "belum diproses"),
        (StatusTransaksi::Kembali, "pending", "belum diproses"),
        (StatusTransaksi::Lunas, "lunas", "belum diproses"),
        (StatusTransaksi::Diproses, "lunas", "diproses"),
        (StatusTransaksi::Selesai, "lunas", "selesai"),
        (
            StatusTransaksi::BatalDanRefund,
            "di batalkan",
            "di batalkan",
        ),
        (StatusTransaksi::Batal, "di batalkan", "di batalkan"),
    ] {
        let changed = closed
            .transaksi()
            .status(nomor, change)
            .await
            .expect("a change");
        let now = (
            changed.status_bayar_terbaru.as_str(),
            changed.status_pengiriman_terbaru.as_str(),
        );
        assert_eq!(now, (bayar, pengiriman));
    }
    let again = closed
        .transaksi()
        .status(nomor, StatusTransaksi::BatalDanRefund)
        .await;
    assert_eq!(
        again.expect_err("it is cancelled").kind,
        ErrorKind::BadRequest
    );
    let nobody = closed.transaksi().status("1", StatusTransaksi::Batal).await;
    assert_eq!(nobody.expect_err("no such order").kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn a_couriers_number_is_entered() {
    let server = MockServer::start();
    let closed = client(&server);
    let row = closed
        .transaksi()
        .list(&TransaksiList::default())
        .await
        .expect("a page")
        .data
        .remove(0);
    let order = closed
        .transaksi()
        .get(&row.nomor_pembayaran)
        .await
        .expect("an order");
    let resi = ResiChange {
        id_transaksi: order.data_pesanan[0].data_produk[0].id_transaksi.clone(),
        nomor_resi: "JNE0123".to_owned(),
        harga_modal: Some(9_000),
    };
    let changed = closed.transaksi().resi(&resi).await.expect("a change");
    assert_eq!(changed.status, "ok - nomor resi berhasil diubah");
    let order = closed
        .transaksi()
        .get(&row.nomor_pembayaran)
        .await
        .expect("an order");
    let produk = &order.data_pesanan[0].data_produk[0];
    assert_eq!(produk.nomor_resi, "JNE0123");
    assert_eq!(
        produk.catatan_tambahan.as_ref().expect("a variant").opsi,
        ["MERAH"]
    );
    let nobody = ResiChange {
        id_transaksi: "x".to_owned(),
        ..resi
    };
    let nobody = closed.transaksi().resi(&nobody).await;
    assert_eq!(
        nobody.expect_err("no such product").kind,
        ErrorKind::NotFound
    );
}

// -------------------------------------------------------------------------------------- errors

#[tokio::test]
async fn every_documented_error_is_of_its_kind() {
    let server = MockServer::start();
    for (code, kind) in [
        (400, ErrorKind::BadRequest),
        (401, ErrorKind::Unauthorized),
        (403, ErrorKind::Forbidden),
        (404, ErrorKind::NotFound),
        (405, ErrorKind::MethodNotAllowed),
        (429, ErrorKind::RateLimited),
        (500, ErrorKind::Server),
        (503, ErrorKind::Unavailable),
    ] {
        // As an HTTP status, and inside of HTTP 200.
        for faults in [format!("status:{code}"), format!("code:{code}")] {
            let closed = faulty(&server, &faults);
            let error = closed.aplikasi().info().await.expect_err(&faults);
            assert_eq!((error.kind, error.code), (kind, Some(code)), "{faults}");
            assert_eq!(error.endpoint, Some("/aplikasi/info"));
            assert!(error.status.is_some() && !error.to_string().contains(KEY));
        }
    }
}

#[tokio::test]
async fn a_wrong_key_and_one_without_rights_are_told_apart() {
    let server = MockServer::start();
    let base = server.at("-", PATH);
    let wrong = client_at(&base, "salah").aplikasi().info().await;
    assert_eq!(
        wrong.expect_err("a wrong key").kind,
        ErrorKind::Unauthorized
    );
    let weak = client_at(&base, "kunci-terbatas").aplikasi().info().await;
    assert_eq!(weak.expect_err("no rights").kind, ErrorKind::Forbidden);
}

#[tokio::test]
async fn reading_is_tried_again_and_changing_is_not() {
    let server = MockServer::start();
    let base = server.at("status:503,times:2", PATH);
    let transport = Native::new().expect("a transport");
    let options = Options::new()
        .base_url(&base)
        .expect("an address")
        .retry(EAGER);
    let closed = ClosedApi::with_transport(KEY, options, transport).expect("a client");
    closed.aplikasi().info().await.expect("the third time");
    let chat = closed.chat().create(&ChatCreate::new(budi(), "halo")).await;
    let chat = chat.expect_err("once");
    assert_eq!((chat.kind, chat.attempts), (ErrorKind::UnknownOutcome, 1));
}

#[tokio::test]
async fn the_key_and_the_bodies_go_where_they_should() {
    let server = MockServer::start();
    let closed = client(&server);
    let change = SaldoChange::tambah(budi(), 5).catatan("a&b=c +%");
    closed.saldo().change(&change).await.expect("a change");
    let id = closed
        .produk()
        .list(1)
        .await
        .expect("a page")
        .data
        .remove(0)
        .id_barang;
    closed.produk().delete(&id).await.expect("it is deleted");
    let log = server.log().await;
    assert!(
        log.iter()
            .all(|entry| entry["headers"]["authorization"] == format!("Bearer {KEY}"))
    );
    assert_eq!(
        log[0]["headers"]["content-type"],
        "application/x-www-form-urlencoded"
    );
    let form = "id_user=130173&tipe=tambah&jumlah=5&catatan_saldo=a%26b%3Dc%20%2B%25";
    assert_eq!(log[0]["body"], form);
    assert_eq!(log[2]["method"], "DELETE");
    assert_eq!(log[2]["headers"]["content-type"], "application/json");
    let body: Value = serde_json::from_str(log[2]["body"].as_str().expect("a text")).expect("JSON");
    assert_eq!(body, json!({"id_barang": id}));
}

#[tokio::test]
async fn a_walk_can_be_spawned() {
    let server = MockServer::start();
    let closed = client(&server);
    let walk = tokio::spawn(async move {
        let mut pages = pin!(closed.produk().pages(125));
        let mut rows = 0;
        while let Some(page) = pages.try_next().await? {
            rows += page.data.len();
        }
        Ok::<_, Error>(rows)
    });
    assert_eq!(walk.await.expect("it ends").expect("rows"), 17);
}
