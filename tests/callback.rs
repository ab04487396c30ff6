//! Callbacks: reading, verifying, refusing them, and working on each once.
#![cfg(feature = "server")]

use std::collections::HashMap;
use std::future::{Future, pending};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::support;
use bukaolshop::server::callback::store::{Bid, Claim, End, Ended, Found, Unfinished};
use bukaolshop::server::callback::{
    Callback, Delivery, Guard, MemoryStore, Reason, Receiver, Rejection, Reply, SecretKey,
    Standing, StatusTransaksi, Store, StoreError, TipeCallback, TipeTransaksi, TopUp,
};
use bukaolshop::{Error, ErrorKind};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::World;

const SECRET: &str = "8f14e45f/ceea+167a==";
const NOMOR: &str = "2853130173354";

type TestReceiver<S = MemoryStore> = Receiver<S, World>;

fn world() -> World {
    World::scripted([])
}

fn receiver_of<S: Store>(store: S, world: &World) -> TestReceiver<S> {
    let guard = Guard::new(store, world.clone());
    Receiver::new("toko-budi", SECRET, guard).expect("shop and secret are good")
}

fn receiver() -> TestReceiver {
    receiver_of(MemoryStore::new(), &world())
}

/// The fields of a callback that is as the documentation has it.
fn fields() -> Value {
    json!({
        "tipe_callback": "transaksi_baru",
        "secret_key_callback": SECRET,
        "nomor_pembayaran": NOMOR,
        "status_transaksi": "lunas",
        "tipe_transaksi": "PRODUK DIGITAL",
    })
}

/// The same with another value in one field; null: without it.
fn with(name: &str, value: Value) -> Value {
    let mut fields = fields();
    let map = fields.as_object_mut().expect("an object");
    match value {
        Value::Null => map.remove(name),
        value => map.insert(name.to_owned(), value),
    };
    fields
}

fn form(fields: &Value) -> Vec<u8> {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.as_object().expect("an object") {
        let text = value.as_str().map(str::to_owned);
        form.append_pair(name, &text.unwrap_or_else(|| value.to_string()));
    }
    form.finish().into_bytes()
}

fn parts(fields: &Value) -> Vec<u8> {
    let mut body = String::new();
    for (name, value) in fields.as_object().expect("an object") {
        let value = value.as_str().expect("a text");
        body += &format!(
            "--------------------------d74496d66958873e\r\nContent-Disposition: form-data; \
             name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    (body + "--------------------------d74496d66958873e--\r\n").into_bytes()
}

fn body(fields: &Value) -> Vec<u8> {
    fields.to_string().into_bytes()
}

fn read(fields: &Value) -> Result<Callback, Rejection> {
    receiver().read("POST", &body(fields))
}

#[track_caller]
fn assert_refused(fields: &Value, reason: Reason, field: Option<&str>) {
    let rejection = read(fields).expect_err("it is refused");
    assert_eq!(rejection.reason, reason, "{fields}");
    assert_eq!(rejection.field, field, "{fields}");
}

async fn succeed(_: Delivery) -> Result<(), Rejection> {
    Ok(())
}

/// Polls once.
fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

// Reading.

#[test]
fn a_callback_is_read_from_a_form_a_form_in_parts_and_json() {
    for body in [form(&fields()), parts(&fields()), body(&fields())] {
        let callback = receiver().read("POST", &body).expect("it is read");
        assert_eq!(callback.tipe_callback, TipeCallback::TransaksiBaru);
        assert_eq!(callback.nomor_pembayaran, NOMOR);
        assert_eq!(callback.status_transaksi, StatusTransaksi::Lunas);
        assert_eq!(callback.tipe_transaksi, Some(TipeTransaksi::ProdukDigital));
        assert!(callback.extra.is_empty(), "{:?}", callback.extra);
    }
}

#[test]
fn each_tipe_transaksi_of_the_documentation_is_read() {
    let names = [
        "COD MANUAL",
        "COD JNT",
        "DELIVERY COD",
        "DELIVERY",
        "PRODUK DIGITAL",
        "EKSPEDISI",
        "MULTI_PENGIRIMAN",
    ];
    assert_eq!(
        TipeTransaksi::ALL.each_ref().map(TipeTransaksi::as_str),
        names
    );
    for tipe in TipeTransaksi::ALL {
        for name in [tipe.as_str(), &tipe.as_str().to_lowercase()] {
            let callback = read(&with("tipe_transaksi", json!(name))).expect(name);
            assert_eq!(callback.tipe_transaksi, Some(tipe.clone()));
        }
    }
}

#[test]
fn each_status_of_the_documentation_is_read_however_it_is_spelled() {
    let spellings = [
        ("pending", " Pending "),
        ("lunas", "LUNAS"),
        ("belum diproses", "belum_diproses"),
        ("diproses", "Diproses"),
        ("dikirim", "dikirim"),
        ("selesai", "selesai"),
        ("di batalkan", "dibatalkan"),
        // Beside the documentation.
        ("diproses", "di proses"),
        ("dikirim", "Di Kirim"),
        ("diterima", "DITERIMA"),
        ("dibayar", "dibayar"),
        ("gagal", "gagal"),
    ];
    for (status, spelling) in spellings {
        let callback = read(&with("status_transaksi", json!(spelling))).expect(spelling);
        assert_eq!(callback.status_transaksi.as_str(), status);
        assert_eq!(callback.unknown_fields(), [""; 0], "{spelling}");
    }
}

#[test]
fn a_callback_may_lack_its_tipe_transaksi() {
    for tipe in ["perubahan_status_transaksi", "transaksi_baru"] {
        for nothing in [Value::Null, json!(""), json!([]), json!(false)] {
            let mut sent = with("tipe_callback", json!(tipe));
            sent["tipe_transaksi"] = nothing;
            let callback = read(&sent).expect("it is read");
            assert_eq!(callback.tipe_callback.as_str(), tipe);
            assert_eq!(callback.tipe_transaksi, None);
            assert_eq!(callback.unknown_fields(), [""; 0]);
        }
    }
}

#[test]
fn a_number_that_lost_its_quotes_is_a_text_again() {
    let callback = read(&with("nomor_pembayaran", json!(81_168_130_173_359_u64))).expect("read");
    assert_eq!(callback.nomor_pembayaran, "81168130173359");
}

#[test]
fn what_is_not_documented_is_kept_and_the_secret_is_not() {
    let mut sent = with("catatan", json!("0822"));
    sent["id_user"] = json!(130_173);
    sent["secret_callback"] = json!("another name of it");
    let callback = read(&sent).expect("it is read");
    assert_eq!(
        Value::Object(callback.extra.clone()),
        json!({"catatan": "0822", "id_user": 130_173})
    );
    let again = serde_json::to_value(&callback).expect("it is JSON");
    sent.as_object_mut()
        .expect("an object")
        .remove("secret_callback");
    sent.as_object_mut()
        .expect("an object")
        .remove("secret_key_callback");
    assert_eq!(again, sent);
}

#[test]
fn what_else_was_sent_is_not_shown() {
    let callback = read(&with("catatan", json!("0822-1234"))).expect("it is read");
    let shown = format!("{callback:?}");
    assert!(shown.contains(NOMOR) && !shown.contains("0822"), "{shown}");
}

#[test]
fn of_a_name_that_stands_twice_the_last_counts() {
    let mut body = form(&fields());
    body.extend_from_slice(b"&nomor_pembayaran=7");
    let callback = receiver().read("POST", &body).expect("it is read");
    assert_eq!(callback.nomor_pembayaran, "7");
}

// Refusing.

#[test]
fn only_post_is_read() {
    for method in ["GET", "PUT", "HEAD", ""] {
        let rejection = receiver().read(method, &form(&fields())).expect_err(method);
        assert_eq!(rejection.reason, Reason::WrongMethod);
    }
    assert!(receiver().read("post", &form(&fields())).is_ok());
}

#[test]
fn a_body_may_be_as_large_as_the_limit_and_no_larger() {
    let body = form(&fields());
    let read = |limit| receiver().limit(limit).read("POST", &body);
    assert!(read(body.len()).is_ok());
    let rejection = read(body.len() - 1).expect_err("it is too large");
    assert_eq!(rejection.reason, Reason::BodyTooLarge);
}

#[test]
fn what_is_neither_form_nor_object_is_unreadable() {
    let deep = "[".repeat(1000);
    let deep = format!("{{\"a\": {deep}");
    let bodies: [&[u8]; 11] = [
        b"",
        b" \r\n",
        b"halo",
        b"{",
        b"{\"secret_key_callback\": ",
        b"[1, 2]",
        b"\"text\"",
        b"<xml secret=\"\">",
        b"--x",
        b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
        deep.as_bytes(),
    ];
    for body in bodies {
        let rejection = receiver().read("POST", body).expect_err("it is unreadable");
        let text = String::from_utf8_lossy(body);
        assert_eq!(rejection.reason, Reason::Unreadable, "{text}");
    }
}

#[test]
fn the_wrong_secret_is_refused_before_anything_else_is_looked_at() {
    let wrong = [
        Value::Null,
        json!(""),
        json!("x"),
        json!(format!("{SECRET}x")),
        json!(SECRET.trim_end_matches('=')),
        json!(SECRET.to_uppercase()),
        json!([SECRET]),
        json!({"": SECRET}),
        json!(true),
        json!(0),
        json!("x".repeat(5000)),
    ];
    for secret in wrong {
        let mut sent = with("secret_key_callback", secret);
        sent["nomor_pembayaran"] = json!("");
        assert_refused(&sent, Reason::WrongSecret, None);
    }
    assert_refused(&json!({}), Reason::WrongSecret, None);
}

#[test]
fn a_missing_and_a_wrong_secret_are_answered_alike() {
    let reply = |secret| {
        let rejection = read(&with("secret_key_callback", secret)).expect_err("refused");
        let reply = Reply::from(rejection);
        (reply.status(), reply.headers(), reply.body(), reply.log())
    };
    assert_eq!(reply(Value::Null), reply(json!("wrong")));
    assert_eq!(reply(Value::Null).0, 403);
}

#[test]
fn fields_that_are_missing_or_unknown_are_told_by_name() {
    for name in ["tipe_callback", "nomor_pembayaran", "status_transaksi"] {
        for nothing in [json!(""), json!([]), json!(false), json!("  ")] {
            assert_refused(&with(name, nothing), Reason::MissingField, Some(name));
        }
        assert_refused(
            &with(name, json!({"a": 1})),
            Reason::InvalidField,
            Some(name),
        );
        assert_refused(&with(name, json!(1.5)), Reason::InvalidField, Some(name));
    }
    for nomor in ["28 53", "28\n53", "nömor", &"1".repeat(101)] {
        let sent = with("nomor_pembayaran", json!(nomor));
        assert_refused(&sent, Reason::InvalidField, Some("nomor_pembayaran"));
    }
}

#[tokio::test]
async fn a_word_that_nobody_knows_is_handed_on_as_it_stands_and_named() {
    let words = [
        ("tipe_callback", "transaksi_dikembalikan"),
        ("status_transaksi", "Menunggu Kurir"),
        ("tipe_transaksi", "PESAWAT"),
        ("status_transaksi", "a\nb\u{2028}c 😀"),
    ];
    for (name, word) in words {
        let seen = Mutex::new(None);
        let work = async |delivery: Delivery| {
            *seen.lock().expect("a lock") = Some(delivery.callback);
            Ok(())
        };
        let sent = with(name, json!(format!(" {word} ")));
        let reply = receiver().receive("POST", &body(&sent), work).await;
        assert_eq!(reply.status(), 200, "{word}");
        let seen = seen.into_inner().expect("a lock").expect("it is handed on");
        assert_eq!(serde_json::to_value(&seen).expect("JSON")[name], word);
        assert_eq!(seen.unknown_fields(), [name]);
        let line = reply.log();
        assert!(line.ends_with(&format!(" unknown={name}")), "{line}");
        assert!(!line.contains(['\n', '\u{2028}']), "{line}");
    }
}

#[test]
fn a_tipe_transaksi_in_another_shape_is_kept_as_it_came_and_named() {
    for odd in [
        json!({"kurir": "JNE"}),
        json!(["EKSPEDISI"]),
        json!(1.5),
        json!(true),
    ] {
        let callback = read(&with("tipe_transaksi", odd.clone())).expect("it is read");
        assert_eq!(callback.tipe_transaksi, None);
        assert_eq!(callback.extra["tipe_transaksi"], odd);
        assert_eq!(callback.unknown_fields(), ["tipe_transaksi"]);
    }
}

#[test]
fn a_shop_can_have_known_words_only() {
    let unknown = [
        ("tipe_callback", Reason::UnknownTipeCallback),
        ("tipe_transaksi", Reason::UnknownTipeTransaksi),
        ("status_transaksi", Reason::UnknownStatus),
    ];
    for (name, reason) in unknown {
        let sent = body(&with(name, json!("PESAWAT")));
        let rejection = receiver().known_only().read("POST", &sent).expect_err(name);
        assert_eq!((rejection.reason, rejection.field), (reason, Some(name)));
    }
    let known = body(&with("status_transaksi", json!("diterima")));
    assert!(receiver().known_only().read("POST", &known).is_ok());
}

#[test]
fn one_bad_character_costs_no_callback() {
    let whole = body(&fields());
    let text = String::from_utf8(whole).expect("a text");
    let note = |raw: &[u8]| {
        let mut body = text.trim_end_matches('}').as_bytes().to_vec();
        body.extend_from_slice(b",\"catatan\":\"");
        body.extend_from_slice(raw);
        body.extend_from_slice(b"\"}");
        let callback = receiver().read("POST", &body).expect("it is read");
        callback.extra["catatan"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    // Bytes that are not UTF-8, halves of emoji, and control characters that JSON forbids.
    assert_eq!(note(b"a\xffb"), "a\u{fffd}b");
    assert_eq!(note(br"a\ud83db"), "a\u{fffd}b");
    assert_eq!(note(br"\ude00\ud83d\ude00\ud83d"), "\u{fffd}😀\u{fffd}");
    assert_eq!(note(br"\\ud83d"), r"\ud83d");
    assert_eq!(note(b"baris 1\nbaris\t2\x00"), "baris 1\nbaris\t2\0");
    let form = [&form(&fields())[..], b"&catatan=%ff%ed%a0%bd\xff"].concat();
    assert!(receiver().read("POST", &form).is_ok());
    let far = text.replace("PRODUK DIGITAL\"", "PRODUK DIGITAL\",\"jarak\":-1e999");
    let callback = receiver().read("POST", far.as_bytes()).expect("it is read");
    assert_eq!(callback.extra["jarak"], "-1e999");
    let nested = "[".repeat(500) + &"]".repeat(500);
    let deep = text.replace('{', &format!("{{\"dalam\":{nested},"));
    let callback = receiver()
        .read("POST", deep.as_bytes())
        .expect("it is read");
    assert!(callback.extra["dalam"].is_array());
}

#[test]
fn each_reason_has_its_status_name_and_words() {
    let statuses: HashMap<&str, u16> = Reason::ALL
        .map(|reason| (reason.name(), reason.http_status()))
        .into();
    let expected = [
        ("wrong_method", 405),
        ("body_too_large", 413),
        ("body_too_slow", 408),
        ("body_already_read", 500),
        ("unreadable", 400),
        ("wrong_secret", 403),
        ("missing_field", 400),
        ("invalid_field", 422),
        ("unknown_tipe_callback", 422),
        ("unknown_tipe_transaksi", 422),
        ("unknown_status", 422),
        ("forged_status", 409),
        ("not_yet", 503),
        ("topup_not_ok", 422),
        ("replayed", 200),
        ("in_progress", 503),
        ("work_failed", 503),
        ("work_timed_out", 503),
        ("store_failed", 503),
        ("held", 200),
        ("key_taken", 200),
    ];
    assert_eq!(statuses, HashMap::from(expected));
    for reason in Reason::ALL {
        let reply = Reply::from(Rejection::new(reason));
        let body: Value = serde_json::from_str(&reply.body()).expect("it is JSON");
        assert_eq!(body["code"], reason.http_status());
        assert_eq!(body["status"], format!("{}.", reason.message()));
        let headers: HashMap<_, _> = reply.headers().into_iter().collect();
        assert_eq!(headers["content-type"], "application/json");
        let is_post_only = reason == Reason::WrongMethod;
        assert_eq!(headers.contains_key("allow"), is_post_only);
        assert_eq!(headers.contains_key("retry-after"), reason.is_retryable());
    }
}

#[tokio::test]
async fn no_secret_and_nothing_unverified_is_in_reply_log_or_debug() {
    let receiver = receiver();
    let mut shown = format!("{receiver:?}{:?}", SecretKey::new(SECRET));
    let mut forged = with("secret_key_callback", json!("forged-secret"));
    forged["nomor_pembayaran"] = json!("forged-number");
    for sent in [
        fields(),
        fields(),
        with("nomor_pembayaran", json!("")),
        forged,
    ] {
        let reply = receiver.receive("POST", &body(&sent), succeed).await;
        shown += &format!(
            "{reply:?}{}{}{:?}",
            reply.body(),
            reply.log(),
            reply.headers()
        );
    }
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(!shown.contains("forged"), "{shown}");
}

#[test]
fn a_log_line_is_one_line_whatever_went_wrong() {
    let reply = Reply::from(Rejection::failed("two\nlines"));
    assert_eq!(reply.log(), "callback 503 work_failed note=\"two\\nlines\"");
}

#[test]
fn a_secret_has_4_to_256_bytes() {
    assert!(SecretKey::new(&"x".repeat(256)).is_ok_and(|key| key.is(&"x".repeat(256))));
    for secret in ["", " \n", "k", " abc ", &"x".repeat(257)] {
        let error = SecretKey::new(secret).expect_err("no secret");
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
    let key = SecretKey::new(" kode\n").expect("a secret");
    assert!(key.is("kode") && !key.is("kode\0") && !key.is("") && !key.is("kod"));
}

#[test]
fn a_shop_has_a_name() {
    let guard = Guard::new(MemoryStore::new(), world());
    let error = Receiver::new(" ", SECRET, guard).expect_err("no name");
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
}

// The API's word.

#[test]
fn a_claim_is_current_late_or_forged_by_the_word_of_the_api() {
    let cases = [
        ("lunas", "lunas", "belum diproses", Standing::Current),
        ("lunas", "lunas", "selesai", Standing::Current),
        ("lunas", "pending", "belum diproses", Standing::Forged),
        ("lunas", "di batalkan", "di batalkan", Standing::Late),
        ("pending", "lunas", "diproses", Standing::Late),
        ("pending", "pending", "belum diproses", Standing::Current),
        ("dikirim", "lunas", "selesai", Standing::Late),
        ("dikirim", "lunas", "diproses", Standing::Forged),
        ("dikirim", "lunas", "di batalkan", Standing::Late),
        ("belum diproses", "lunas", "dikirim", Standing::Late),
        ("selesai", "lunas", "", Standing::Unknown),
        ("di batalkan", "lunas", "diproses", Standing::Forged),
        ("di batalkan", "di batalkan", "diproses", Standing::Current),
        ("entah", "lunas", "Entah", Standing::Current),
        // The API has moved on, also to words that the documentation does not have.
        ("dikirim", "lunas", "diterima", Standing::Late),
        ("diterima", "lunas", "selesai", Standing::Late),
        ("diterima", "lunas", "dikirim", Standing::Forged),
        ("di kirim", "lunas", "Dikirim", Standing::Current),
        ("dikirim", "lunas", "gagal", Standing::Late),
        ("lunas", "gagal", "belum diproses", Standing::Late),
        ("lunas", "dibayar", "belum diproses", Standing::Current),
        ("dibayar", "lunas", "belum diproses", Standing::Current),
        ("dibayar", "pending", "belum diproses", Standing::Forged),
        ("pending", "dibayar", "belum diproses", Standing::Late),
        ("gagal", "lunas", "diproses", Standing::Forged),
        // Nobody can tell: there is no contradiction.
        ("dikirim", "lunas", "di gudang sortir", Standing::Unknown),
        ("selesai", "ditahan", "dikirim", Standing::Unknown),
        ("dikirim", "ditahan", "selesai", Standing::Late),
        (
            "lunas",
            "menunggu konfirmasi",
            "diproses",
            Standing::Unknown,
        ),
        ("entah", "lunas", "diproses", Standing::Unknown),
        ("gagal", "lunas", "entah", Standing::Unknown),
        ("lunas", "selesai", "selesai", Standing::Unknown),
    ];
    for (claim, bayar, pengiriman, standing) in cases {
        let claim = StatusTransaksi::from_text(claim);
        let case = format!("{claim} of {bayar}, {pengiriman}");
        assert_eq!(claim.standing(bayar, pengiriman), standing, "{case}");
    }
}

#[tokio::test]
async fn a_status_that_the_api_does_not_have_yet_is_kept_and_handed_on_later() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let paid = Mutex::new("pending");
    let forwarded = AtomicUsize::new(0);
    let work = async |delivery: Delivery| {
        let bayar = *paid.lock().expect("a lock");
        delivery.callback.confirm(bayar, "belum diproses")?;
        forwarded.fetch_add(1, Ordering::SeqCst);
        Ok(())
    };
    let sent = body(&fields());
    let reply = receiver.receive("POST", &sent, work).await;
    assert_eq!(reply.status(), 503);
    assert!(reply.headers().contains(&("retry-after", "30".to_owned())));
    assert_eq!(
        reply.log(),
        format!("callback 503 not_yet transaksi_baru {NOMOR} lunas field=status_transaksi")
    );
    assert_eq!(forwarded.load(Ordering::SeqCst), 0);
    assert!(receiver.resume(work).await.expect("resumed").is_empty());

    // Nobody repeats the callback.
    *paid.lock().expect("a lock") = "lunas";
    world.set_now(support::world::NOON + Duration::from_secs(10));
    assert_eq!(receiver.resume(work).await.expect("resumed").len(), 1);
    assert_eq!(forwarded.load(Ordering::SeqCst), 1);
    assert_eq!(receiver.receive("POST", &sent, work).await.status(), 200);
    assert_eq!(forwarded.load(Ordering::SeqCst), 1);
}

// An order goes back and forward, and is paid once.

fn change(status: &str) -> Vec<u8> {
    let mut sent = with("tipe_callback", json!("perubahan_status_transaksi"));
    sent["status_transaksi"] = json!(status);
    body(&sent)
}

#[tokio::test]
async fn a_status_that_comes_back_after_another_one_is_no_repeat() {
    let receiver = receiver();
    let seen = Mutex::new(Vec::new());
    let work = async |delivery: Delivery| {
        let status = delivery.callback.status_transaksi.as_str().to_owned();
        seen.lock().expect("a lock").push(status);
        Ok(())
    };
    let sent = [
        "diproses", "diproses", "dikirim", "diproses", "Diproses", "dikirim", "dikirim",
    ];
    for status in sent {
        assert_eq!(
            receiver
                .receive("POST", &change(status), work)
                .await
                .status(),
            200
        );
    }
    // Another order changes nothing of this one, and neither does the same status of another type.
    let mut other = with("nomor_pembayaran", json!("7"));
    other["status_transaksi"] = json!("diproses");
    receiver.receive("POST", &body(&other), work).await;
    let same = body(&with("status_transaksi", json!("dikirim")));
    receiver.receive("POST", &same, work).await;
    receiver.receive("POST", &change("dikirim"), work).await;
    assert_eq!(
        *seen.lock().expect("a lock"),
        [
            "diproses", "dikirim", "diproses", "dikirim", "diproses", "dikirim"
        ]
    );
}

#[tokio::test]
async fn an_order_is_new_once_whatever_its_status_was_told_to_be_meanwhile() {
    let receiver = receiver();
    let new = body(&fields());
    for (sent, reason) in [
        (&new, None),
        (&change("diproses"), None),
        (&new, Some(Reason::Replayed)),
        (&change("diproses"), Some(Reason::Replayed)),
    ] {
        let reply = receiver.receive("POST", sent, succeed).await;
        assert_eq!(reply.rejection.map(|it| it.reason), reason);
    }
}

#[tokio::test]
async fn work_that_is_resumed_makes_no_repeat_new() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let fail = |_| std::future::ready(Err(Rejection::failed("mati")));
    receiver.receive("POST", &change("diproses"), fail).await;
    receiver.receive("POST", &change("dikirim"), succeed).await;
    world.set_now(support::world::NOON + Duration::from_secs(10));
    assert_eq!(receiver.resume(succeed).await.expect("resumed").len(), 1);
    let again = receiver.receive("POST", &change("dikirim"), succeed).await;
    assert_eq!(again.rejection.map(|it| it.reason), Some(Reason::Replayed));
    let first = receiver.receive("POST", &change("diproses"), succeed).await;
    assert_eq!(first.rejection.map(|it| it.reason), Some(Reason::Replayed));
}

/// Handles a callback as a shop of digital goods does: it delivers once for each order that is paid.
async fn deliver<S: Store>(
    receiver: &TestReceiver<S>,
    sent: &[u8],
    delivered: &Mutex<Vec<u32>>,
) -> Reply {
    let work = async |delivery: Delivery| {
        let paid = async |attempt: u32| {
            tokio::task::yield_now().await;
            delivered.lock().expect("a lock").push(attempt);
            match attempt {
                1 if delivery.callback.extra.contains_key("gagal") => {
                    Err(Rejection::failed("mati"))
                }
                _ => Ok(()),
            }
        };
        receiver.once_paid(&delivery.callback, paid).await
    };
    receiver.receive("POST", sent, work).await
}

#[tokio::test]
async fn a_payment_that_is_told_twice_is_worked_on_once_whoever_says_so_first() {
    let all = [
        body(&with("status_transaksi", json!("pending"))),
        body(&fields()),
        change("lunas"),
        change("dibayar"),
        change("diproses"),
        change("lunas"),
        body(&with("tipe_callback", json!("pembayaran_masuk"))),
    ];
    for turn in 0..all.len() {
        let (receiver, delivered) = (receiver(), Mutex::default());
        for at in 0..all.len() {
            let sent = &all[(at + turn) % all.len()];
            assert_eq!(deliver(&receiver, sent, &delivered).await.status(), 200);
        }
        assert_eq!(*delivered.lock().expect("a lock"), [1]);
    }
}

#[test]
fn of_two_that_tell_of_one_payment_at_once_the_second_waits_for_the_first() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let delivered = Mutex::default();
    let (one, other) = (body(&fields()), change("lunas"));
    let both = futures_util::future::join(
        deliver(&receiver, &one, &delivered),
        deliver(&receiver, &other, &delivered),
    );
    let (one, other) = world.run(both);
    assert_eq!((one.status(), other.status()), (200, 200));
    assert_eq!(*delivered.lock().expect("a lock"), [1]);
}

#[tokio::test]
async fn a_delivery_that_failed_is_tried_again_by_whichever_callback_comes_next() {
    let (receiver, delivered) = (receiver(), Mutex::default());
    let failing = body(&with("gagal", json!("ya")));
    assert_eq!(deliver(&receiver, &failing, &delivered).await.status(), 503);
    assert_eq!(
        deliver(&receiver, &change("lunas"), &delivered)
            .await
            .status(),
        200
    );
    assert_eq!(deliver(&receiver, &failing, &delivered).await.status(), 200);
    assert_eq!(*delivered.lock().expect("a lock"), [1, 2]);
}

// The top-up.

fn topup(fields: &Value) -> Result<TopUp, Rejection> {
    receiver().topup("POST", &form(fields))
}

fn topup_fields() -> Value {
    json!({
        "status": "ok",
        "id_user": "9",
        "token_topup": "6e03886c7171ae6c2ea8",
        "jumlah_topup": "150000",
        "kode_unik": "135",
        "total_topup": "150135",
        "secret_callback": SECRET,
    })
}

#[test]
fn a_topup_is_read_and_its_token_not_shown() {
    let topup = topup(&topup_fields()).expect("it is read");
    assert_eq!(topup.id_user, "9");
    assert_eq!(topup.token_topup, "6e03886c7171ae6c2ea8");
    let amounts = (topup.jumlah_topup, topup.kode_unik, topup.total_topup);
    assert_eq!(amounts, (Some(150_000), Some(135), Some(150_135)));
    assert!(topup.extra.is_empty(), "{:?}", topup.extra);
    assert!(!format!("{topup:?}").contains("6e03886c"), "{topup:?}");
}

#[test]
fn a_topup_needs_no_more_than_status_member_token_and_secret() {
    let sent =
        json!({"status": "ok", "id_user": "9", "token_topup": "7", "secret_callback": SECRET});
    let topup = topup(&sent).expect("it is read");
    assert_eq!((topup.jumlah_topup, topup.total_topup), (None, None));
}

#[test]
fn a_topup_that_is_not_as_it_should_be_is_refused() {
    let cases = [
        ("secret_callback", "wrong", Reason::WrongSecret),
        ("status", "akun bermasalah", Reason::TopUpNotOk),
        ("status", "", Reason::MissingField),
        ("id_user", "", Reason::MissingField),
        ("token_topup", "", Reason::MissingField),
        ("token_topup", "a b", Reason::InvalidField),
        ("jumlah_topup", "-150000", Reason::InvalidField),
        ("jumlah_topup", "1.5", Reason::InvalidField),
        ("jumlah_topup", "Rp150.000", Reason::InvalidField),
        ("total_topup", "150136", Reason::InvalidField),
        ("kode_unik", "999999999999999", Reason::InvalidField),
    ];
    for (name, value, reason) in cases {
        let mut sent = topup_fields();
        sent[name] = json!(value);
        let rejection = topup(&sent).expect_err(name);
        assert_eq!(rejection.reason, reason, "{name}={value}");
    }
}

// Once.

#[tokio::test]
async fn a_callback_is_worked_on_once_and_repeats_are_acknowledged() {
    let receiver = receiver();
    let begun = AtomicUsize::new(0);
    let work = async |delivery: Delivery| {
        assert_eq!(delivery.attempt, 1);
        begun.fetch_add(1, Ordering::SeqCst);
        Ok(())
    };
    let first = receiver.receive("POST", &form(&fields()), work).await;
    assert_eq!(
        (first.status(), first.body()),
        (200, r#"{"code":200,"status":"ok"}"#.to_owned())
    );
    assert_eq!(
        first.log(),
        format!("callback 200 done transaksi_baru {NOMOR} lunas")
    );

    // The same, however it is spelled.
    let mut again = with("status_transaksi", json!(" LUNAS"));
    again["nomor_pembayaran"] = json!(2_853_130_173_354_u64);
    for sent in [form(&fields()), body(&again)] {
        let reply = receiver.receive("POST", &sent, work).await;
        assert_eq!(reply.status(), 200);
        assert_eq!(
            reply.rejection.map(|rejection| rejection.reason),
            Some(Reason::Replayed)
        );
    }
    assert_eq!(begun.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn another_number_status_type_or_shop_is_another_callback() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let receiver = receiver_of(store.clone(), &world);
    let guard = Guard::new(store, world.clone());
    let other = Receiver::new("toko-ani", SECRET, guard).expect("good");
    let sent = [
        fields(),
        with("nomor_pembayaran", json!("7")),
        with("status_transaksi", json!("pending")),
        with("tipe_callback", json!("perubahan_status_transaksi")),
    ];
    for sent in &sent {
        for receiver in [&receiver, &other] {
            let reply = receiver.receive("POST", &body(sent), succeed).await;
            assert_eq!(reply.rejection, None, "{sent}");
        }
    }
}

#[test]
fn keys_of_different_callbacks_differ_whatever_is_in_them() {
    let one = read(&with("status_transaksi", json!("a:lunas"))).expect("read");
    let other = read(&with("status_transaksi", json!("a%3Alunas"))).expect("read");
    assert_ne!(one.key("toko"), other.key("toko"));
    assert_ne!(one.key("a:b"), one.key("a%3Ab"));
    assert_eq!(
        read(&fields()).expect("read").key("toko ä"),
        format!("toko%20%C3%A4:transaksi_baru:{NOMOR}:lunas")
    );
}

#[tokio::test]
async fn work_that_failed_is_begun_again_until_it_succeeds() {
    let receiver = receiver();
    let attempts = Mutex::new(Vec::new());
    let work = async |delivery: Delivery| {
        let mut attempts = attempts.lock().expect("a lock");
        attempts.push(delivery.attempt);
        match delivery.attempt {
            1 => Err(Rejection::failed("server mitra mati")),
            2 => Err(Rejection::from(an_error())),
            _ => Ok(()),
        }
    };
    let sent = form(&fields());
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(receiver.receive("POST", &sent, work).await.status());
    }
    assert_eq!(statuses, [503, 503, 200, 200]);
    assert_eq!(*attempts.lock().expect("a lock"), [1, 2, 3]);
}

/// Any error of the crate's own.
fn an_error() -> Error {
    SecretKey::new("").expect_err("it is empty")
}

#[tokio::test]
async fn of_many_at_the_same_time_one_is_worked_on() {
    let receiver = Arc::new(receiver());
    let begun = Arc::new(AtomicUsize::new(0));
    let running = Arc::new(AtomicUsize::new(0));
    let tasks = (0..100).map(|number| {
        let (receiver, begun, running) = (receiver.clone(), begun.clone(), running.clone());
        tokio::spawn(async move {
            let sent = with("nomor_pembayaran", json!((number % 4).to_string()));
            let work = async move |_: Delivery| {
                assert!(running.fetch_add(1, Ordering::SeqCst) < 4);
                tokio::task::yield_now().await;
                begun.fetch_add(1, Ordering::SeqCst);
                running.fetch_sub(1, Ordering::SeqCst);
                Ok(())
            };
            receiver.receive("POST", &body(&sent), work).await
        })
    });
    let mut done = 0;
    for task in tasks.collect::<Vec<_>>() {
        let reply = task.await.expect("it ends");
        match reply.rejection {
            None => done += 1,
            Some(rejection) => {
                assert!(matches!(
                    rejection.reason,
                    Reason::InProgress | Reason::Replayed
                ));
            }
        }
    }
    assert_eq!((done, begun.load(Ordering::SeqCst)), (4, 4));
}

#[test]
fn while_one_works_others_are_told_to_come_back() {
    let receiver = receiver();
    let sent = form(&fields());
    let mut first = pin!(receiver.receive("POST", &sent, |_| pending()));
    assert!(poll(first.as_mut()).is_pending());
    let Poll::Ready(reply) = poll(pin!(receiver.receive("POST", &sent, succeed))) else {
        panic!("it waits");
    };
    assert_eq!(reply.status(), 503);
    assert!(reply.headers().contains(&("retry-after", "90".to_owned())));
}

#[test]
fn work_that_takes_too_long_is_stopped_and_begun_again() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let sent = form(&fields());
    let reply = world.run(receiver.receive("POST", &sent, |_| pending()));
    assert_eq!(
        reply.rejection.map(|rejection| rejection.reason),
        Some(Reason::WorkTimedOut)
    );
    assert_eq!(world.elapsed(), Duration::from_secs(60));
    let again = world.run(receiver.receive("POST", &sent, async |delivery: Delivery| {
        assert_eq!(delivery.attempt, 2);
        Ok(())
    }));
    assert_eq!(again.rejection, None);
}

#[test]
fn when_a_lease_is_over_another_takes_over_and_the_first_has_no_say_but_that_it_is_done() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let claim = |at: u64| {
        let bid = Bid::new(
            "k",
            "note",
            Duration::from_secs(at),
            Duration::from_secs(90),
        );
        world.run(store.claim(&bid)).expect("claimed")
    };
    let settle = |attempt, end| {
        let ended = Ended::new("k", attempt, end, Duration::from_secs(500));
        world.run(store.settle(&ended)).expect("settled");
    };
    let failed = End::Failed {
        next: Duration::ZERO,
    };
    assert_eq!(claim(100), Claim::Claimed { attempt: 1 });
    assert_eq!(
        claim(189),
        Claim::InProgress {
            left: Duration::from_secs(1)
        }
    );
    assert_eq!(claim(190), Claim::Claimed { attempt: 2 });
    // The first comes to itself.
    settle(1, failed);
    settle(1, End::Refused);
    assert_eq!(
        claim(191),
        Claim::InProgress {
            left: Duration::from_secs(89)
        }
    );
    settle(1, End::Done);
    assert_eq!(claim(192), Claim::Done);
    settle(2, failed);
    assert_eq!(claim(400), Claim::Done);
}

#[tokio::test]
async fn what_a_dropped_request_has_begun_is_resumed_after_its_lease() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let sent = form(&with("catatan", json!("0822")));
    {
        let mut first = pin!(receiver.receive("POST", &sent, |_| pending()));
        assert!(poll(first.as_mut()).is_pending());
    }
    let seen = Mutex::new(Vec::new());
    let work = async |delivery: Delivery| {
        seen.lock().expect("a lock").push(delivery);
        Ok(())
    };
    assert!(receiver.resume(work).await.expect("resumed").is_empty());
    world.set_now(support::world::NOON + Duration::from_secs(90));
    let replies = receiver.resume(work).await.expect("resumed");
    assert_eq!(replies.len(), 1);
    assert_eq!(replies[0].rejection, None);
    let seen = std::mem::take(&mut *seen.lock().expect("a lock"));
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].attempt, 2);
    assert_eq!(
        seen[0].callback,
        receiver.read("POST", &sent).expect("read")
    );
    assert!(receiver.resume(work).await.expect("resumed").is_empty());
}

#[tokio::test]
async fn a_shop_resumes_nothing_of_another_shop() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let guard = Guard::new(store.clone(), world.clone());
    let other = Receiver::new("toko-ani", SECRET, guard).expect("good");
    let fail = |_| std::future::ready(Err(Rejection::failed("mati")));
    other.receive("POST", &form(&fields()), fail).await;
    world.set_now(support::world::NOON + Duration::from_secs(10));
    let receiver = receiver_of(store, &world);
    assert!(receiver.resume(succeed).await.expect("resumed").is_empty());
    assert_eq!(other.resume(succeed).await.expect("resumed").len(), 1);
}

#[tokio::test]
async fn what_was_done_is_forgotten_after_the_time_it_is_kept() {
    let store = MemoryStore::new().kept(Duration::from_secs(1000));
    let mut now = Duration::from_secs(10_000);
    for number in 0..5000 {
        let key = number.to_string();
        let bid = Bid::new(&key, "", now, Duration::from_secs(90));
        assert_eq!(store.claim(&bid).await, Ok(Claim::Claimed { attempt: 1 }));
        store
            .settle(&Ended::new(&key, 1, End::Done, now))
            .await
            .expect("settled");
        now += Duration::from_secs(1);
    }
    let again = Bid::new("0", "", now, Duration::from_secs(90));
    assert_eq!(store.claim(&again).await, Ok(Claim::Claimed { attempt: 1 }));
    let again = Bid::new("4999", "", now, Duration::from_secs(90));
    assert_eq!(store.claim(&again).await, Ok(Claim::Done));
}

/// A store that cannot begin, or cannot note the end.
struct Broken {
    inner: MemoryStore,
    begins: bool,
}

impl Store for Broken {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        match self.begins {
            true => self.inner.claim(bid).await,
            false => Err(StoreError::new("basis data mati")),
        }
    }

    async fn settle(&self, _: &Ended<'_>) -> Result<(), StoreError> {
        Err(StoreError::new("basis data mati"))
    }

    async fn unfinished(&self, _: Duration) -> Result<Vec<Unfinished>, StoreError> {
        Err(StoreError::new("basis data mati"))
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        Err(StoreError::new("basis data mati"))
    }

    async fn find(&self, _: &str) -> Result<Option<Found>, StoreError> {
        Err(StoreError::new("basis data mati"))
    }
}

#[tokio::test]
async fn a_store_that_fails_begins_nothing_and_hides_no_failure() {
    for begins in [false, true] {
        let inner = MemoryStore::new();
        let receiver = receiver_of(Broken { inner, begins }, &world());
        let begun = AtomicUsize::new(0);
        let work = async |_: Delivery| {
            begun.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        let reply = receiver.receive("POST", &form(&fields()), work).await;
        assert_eq!(reply.status(), 503);
        assert!(reply.log().contains("store_failed") && reply.log().contains("basis data mati"));
        assert!(!reply.body().contains("basis data"), "{}", reply.body());
        assert_eq!(begun.load(Ordering::SeqCst), usize::from(begins));
        let rejection = receiver.resume(work).await.expect_err("it cannot tell");
        assert_eq!(rejection.reason, Reason::StoreFailed);
    }
}

#[tokio::test]
async fn every_reply_is_logged() {
    static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let receiver = receiver().log(|reply| LINES.lock().expect("a lock").push(reply.log()));
    receiver.receive("POST", &form(&fields()), succeed).await;
    receiver.receive("GET", b"", succeed).await;
    receiver.refuse(Reason::BodyTooLarge);
    assert_eq!(
        *LINES.lock().expect("a lock"),
        [
            format!("callback 200 done transaksi_baru {NOMOR} lunas"),
            "callback 405 wrong_method".to_owned(),
            "callback 413 body_too_large".to_owned(),
        ]
    );
}

// Whatever is sent.

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // Those that JSON's text holds exactly.
        any::<i32>().prop_map(|number| json!(f64::from(number) / 4.0)),
        any::<String>().prop_map(Value::from),
        "[a-z_ ]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_body_panics_and_none_without_the_secret_is_read(
        start in prop::sample::select(vec!["", "{", "--x\r\n", "secret_key_callback=", "{\"secret_key_callback\":"]),
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut body = start.as_bytes().to_vec();
        body.extend(rest);
        let rejection = receiver().read("POST", &body).expect_err("no secret");
        prop_assert!(matches!(rejection.reason, Reason::Unreadable | Reason::WrongSecret));
        prop_assert!(receiver().topup("POST", &body).is_err());
    }

    #[test]
    fn whatever_is_in_a_field_the_callback_is_as_documented_or_refused(
        name in prop::sample::select(vec!["tipe_callback", "nomor_pembayaran", "status_transaksi", "tipe_transaksi", "x"]),
        value in any_value(),
    ) {
        let mut sent = fields();
        sent[name] = value;
        let receiver = receiver();
        match receiver.read("POST", &body(&sent)) {
            Ok(callback) => {
                let key = callback.key("toko");
                prop_assert!(key.bytes().all(|byte| byte.is_ascii_graphic()));
                // What is noted of it is read again as it was.
                let mut noted = serde_json::to_value(&callback).expect("JSON");
                noted["secret_key_callback"] = json!(SECRET);
                prop_assert_eq!(receiver.read("POST", &body(&noted)), Ok(callback));
            }
            Err(rejection) => prop_assert_eq!(rejection.field, Some(name)),
        }
    }

    #[test]
    fn a_form_a_form_in_parts_and_json_are_read_alike(
        values in prop::collection::btree_map("[a-z]{1,8}", "[ -~äé€]{0,20}", 0..5),
    ) {
        let mut sent = fields();
        for (name, value) in values {
            sent[name] = json!(value.trim());
        }
        let read = |body: Vec<u8>| receiver().read("POST", &body);
        let callback = read(body(&sent));
        prop_assert!(callback.is_ok());
        prop_assert_eq!(&read(form(&sent)), &callback);
        prop_assert_eq!(&read(parts(&sent)), &callback);
    }

    #[test]
    fn only_the_secret_is_the_secret(text in any::<String>()) {
        let key = SecretKey::new(SECRET).expect("a secret");
        prop_assert_eq!(key.is(&text), text.trim() == SECRET);
    }
}
