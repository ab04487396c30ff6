//! What must not be forwarded, and what it is answered with.

use crate::support::{ADMIN, CLOSED_KEY, MITRA_USER, Mock, SECRET, Shop, callback, client};
use serde_json::json;

/// Replaces a field.
fn with<'c>(form: Vec<(&'c str, &'c str)>, name: &str, value: &'c str) -> Vec<(&'c str, &'c str)> {
    let swap = |(field, old)| (field, if field == name { value } else { old });
    form.into_iter().map(swap).collect()
}

const CHANGE: &str = "perubahan_status_transaksi";

#[tokio::test]
async fn bad_callbacks_are_refused_and_forward_nothing() {
    let mock = Mock::start();
    let orders = mock.orders().await;
    let nomor = orders[0].as_str();
    mock.status(nomor, "lunas").await;
    mock.status(nomor, "kembali").await;
    let shop = Shop::start(&mock, &mock.mitra());
    let good = callback(nomor, CHANGE, "lunas");
    let cases = [
        (
            "wrong_secret",
            403,
            with(good.clone(), "secret_key_callback", "salah/rahasia"),
        ),
        (
            "wrong_secret",
            403,
            with(good.clone(), "secret_key_callback", ""),
        ),
        (
            "missing_field",
            400,
            with(good.clone(), "nomor_pembayaran", ""),
        ),
        // It is not paid; and there is none of that number.
        ("not_yet", 503, good.clone()),
        ("not_yet", 503, with(good.clone(), "nomor_pembayaran", "1")),
    ];
    for (reason, status, form) in cases {
        assert_eq!(shop.callback(&form).await, status, "{reason}");
        shop.assert_logs(reason);
    }
    assert_eq!(mock.requests("POST", MITRA_USER).await, 0);
    assert!(!shop.log().contains("salah/rahasia"));
    shop.assert_log_is_clean();
}

#[tokio::test]
async fn a_paid_order_is_forwarded_whatever_new_words_tell_of_it() {
    let mock = Mock::start();
    let orders = mock.orders().await;
    let shop = Shop::start(&mock, &mock.mitra());
    let words = [
        ("tipe_transaksi", "PESAWAT"),
        ("tipe_transaksi", ""),
        ("tipe_callback", "pembayaran_masuk"),
        ("status_transaksi", "dibayar"),
        ("status_transaksi", "lunas sekali"),
    ];
    for (nomor, (name, word)) in orders.iter().zip(words) {
        mock.status(nomor, "lunas").await;
        let before = mock.requests("POST", MITRA_USER).await;
        let form = with(callback(nomor, "transaksi_baru", "lunas"), name, word);
        assert_eq!(shop.callback(&form).await, 200, "{word}");
        assert!(mock.requests("POST", MITRA_USER).await > before, "{word}");
    }
    shop.assert_logs("unknown=tipe_callback");
}

#[tokio::test]
async fn a_replayed_callback_is_acknowledged_and_not_forwarded_again() {
    let mock = Mock::start();
    let orders = mock.orders().await;
    let nomor = orders[0].as_str();
    mock.status(nomor, "lunas").await;
    let mut shop = Shop::start(&mock, &mock.mitra());
    for _ in 0..3 {
        assert_eq!(shop.callback(&callback(nomor, CHANGE, "lunas")).await, 200);
    }
    shop.crash();
    assert_eq!(shop.callback(&callback(nomor, CHANGE, "lunas")).await, 200);
    // Another callback about the same order.
    assert_eq!(
        shop.callback(&callback(nomor, "transaksi_baru", "lunas"))
            .await,
        200
    );
    assert_eq!(mock.requests("POST", MITRA_USER).await, 1);
    shop.assert_logs("replayed");
    shop.assert_log_is_clean();
}

#[tokio::test]
async fn negative_amounts_are_refused() {
    let mock = Mock::start();
    let nomor = mock.orders().await.remove(0);
    mock.status(&nomor, "lunas").await;
    let shop = Shop::start(&mock, &mock.mitra());
    let form = |jumlah: &str| {
        json!({
            "status": "ok", "id_user": "130173", "token_topup": "t-1", "total_topup": jumlah,
            "secret_callback": SECRET
        })
    };
    for jumlah in ["-5000", "0", "1.5", "banyak"] {
        let (status, _) = shop.post("/topup", &form(jumlah)).await;
        assert_eq!(status, 422, "{jumlah}");
    }
    assert_eq!(mock.requests("POST", "/member/saldo").await, 0);
    shop.assert_logs("invalid_field");

    // An order with one: it waits, and nothing is sent.
    let path = format!("/closed/api/v1/transaksi/id?nomor_pembayaran={nomor}");
    let mut detail = mock.get(&path, CLOSED_KEY).await;
    detail["data_pesanan"][0]["data_produk"][0]["total_harga"] = json!(-1);
    mock.script(&json!([{"body": detail, "only": "transaksi-id"}]))
        .await;
    assert_eq!(shop.callback(&callback(&nomor, CHANGE, "lunas")).await, 503);
    shop.assert_logs("waits: amount");
    assert_eq!(mock.requests("POST", MITRA_USER).await, 0);
    shop.assert_log_is_clean();
}

#[tokio::test]
async fn a_delivery_status_out_of_order_is_not_sent_on() {
    let mock = Mock::start();
    let nomor = mock.orders().await.remove(0);
    mock.status(&nomor, "lunas").await;
    let shop = Shop::start(&mock, &mock.onetablet());
    assert_eq!(shop.callback(&callback(&nomor, CHANGE, "lunas")).await, 200);
    let path = format!("/courier/{nomor}");
    let report = |status: &str| json!({"delivery_status": status});
    let steps = [
        ("dropoff", 409),
        ("terbang", 422),
        ("dasher_confirmed", 200),
        ("arrived_at_store", 409),
        ("arriving_at_store", 200),
        ("dasher_confirmed", 409),
        ("arrived_at_store", 200),
    ];
    for (status, expected) in steps {
        let (answered, body) = shop.post(&path, &report(status)).await;
        assert_eq!(answered, expected, "{status}: {body}");
    }
    assert_eq!(mock.requests("POST", "/delivery-status").await, 3);
    shop.assert_logs("409 delivery_status out of order");
    assert!(!shop.log().contains(ADMIN));
    shop.assert_log_is_clean();
}

#[tokio::test]
async fn only_the_administrator_sees_and_settles() {
    let mock = Mock::start();
    let shop = Shop::start(&mock, &mock.mitra());
    let client = client();
    let held = format!("{}/held", shop.origin());
    for bearer in ["", "token-admin-ujj", "token-admin-uji2"] {
        let answer = client.get(&held).bearer_auth(bearer).send().await;
        assert_eq!(answer.expect("an answer").status(), 403);
    }
    let (status, _) = shop
        .post("/held", &json!({"key": "forward:x:1", "done": true}))
        .await;
    assert_eq!(status, 404);
}
