//! Each of the four systems: an order gets there, and what happens when the answer does not.

use crate::support::{MITRA_USER, Mock, Program, SETTLE, Shop, callback, until};
use serde_json::{Value, json};
use std::time::Duration;

/// A system: what the server is told of it, its endpoint's name, and how its path ends.
fn systems(mock: &Mock) -> [(Value, &'static str, &'static str); 4] {
    [
        (mock.mitra(), "mitra-create", MITRA_USER),
        (mock.commerce(), "commerce-orders", "/commerce/orders"),
        (mock.onesolu(), "onesolu-orders", "/api/orders"),
        (mock.onetablet(), "onetablet-orders", "/onetablet/orders"),
    ]
}

const CHANGE: &str = "perubahan_status_transaksi";

async fn every_system_gets_a_paid_order_once(program: Program) {
    for at in 0..4 {
        let mock = Mock::start();
        let (target, _, end) = &systems(&mock)[at];
        let nomor = mock.orders().await.remove(0);
        mock.status(&nomor, "lunas").await;
        let shop = Shop::start_one(program, &mock, target);
        for tipe in [CHANGE, "transaksi_baru", CHANGE] {
            let status = shop.callback(&callback(&nomor, tipe, "lunas")).await;
            assert_eq!(status, 200, "{target}: {}", shop.log());
        }
        assert_eq!(mock.requests("POST", end).await, 1, "{target}");
        assert!(shop.held().await.is_empty());
        shop.assert_log_is_clean();
    }
}

async fn mitra_bunso_is_asked_for_what_it_may_have(program: Program) {
    let mock = Mock::start();
    let (target, name, end) = &systems(&mock)[0];
    let nomor = mock.orders().await.remove(0);
    mock.status(&nomor, "lunas").await;
    let shop = Shop::start_one(program, &mock, target);
    let form = callback(&nomor, CHANGE, "lunas");

    // Neither the order nor its answer got through.
    mock.script(&json!([{"fault": "undone:1,reset:before", "only": name}]))
        .await;
    assert_eq!(shop.callback(&form).await, 503);
    assert!(
        mock.invoices()
            .await
            .iter()
            .all(|invoice| *invoice != nomor)
    );
    // Nothing is sent again before Mitra Bunso has certainly finished with the first one.
    assert_eq!(shop.callback(&form).await, 503);
    assert_eq!(mock.requests("POST", end).await, 1);
    tokio::time::sleep(2 * SETTLE).await;
    // The order does now, the answer does not.
    mock.script(&json!([{"fault": "reset:before", "only": name}]))
        .await;
    assert_eq!(shop.callback(&form).await, 503);
    assert_eq!(shop.callback(&form).await, 200);
    assert_eq!(mock.requests("POST", end).await, 2);
    let mine = |invoices: Vec<String>| invoices.iter().filter(|it| **it == nomor).count();
    assert_eq!(mine(mock.invoices().await), 1);
    assert!(shop.held().await.is_empty());
}

async fn where_nobody_can_look_a_person_has_to(program: Program) {
    for at in [1, 2] {
        let mock = Mock::start();
        let (target, name, end) = &systems(&mock)[at];
        let nomor = mock.orders().await.remove(0);
        mock.status(&nomor, "lunas").await;
        let mut shop = Shop::start_one(program, &mock, target);
        let form = callback(&nomor, CHANGE, "lunas");
        mock.script(&json!([{"fault": "reset:before", "only": name}]))
            .await;
        assert_eq!(shop.callback(&form).await, 503);
        // Repeats, restarts: it is not sent again.
        assert_eq!(shop.callback(&form).await, 200);
        shop.crash();
        assert_eq!(shop.callback(&form).await, 200);
        assert_eq!(mock.requests("POST", end).await, 1, "{target}");
        shop.assert_logs(match program {
            Program::Example => "unknown_outcome",
            Program::Relay => "held",
        });
        let held = shop.held().await;
        assert_eq!(held.len(), 1, "{held:?}");

        // A person has looked: it is not there.
        assert!(shop.settle(&held[0], false).await, "{}", shop.log());
        let is_sent = async || mock.requests("POST", end).await == 2;
        assert!(
            until(Duration::from_secs(10), is_sent).await,
            "{}",
            shop.log()
        );
        assert!(shop.held().await.is_empty());
        assert!(!shop.settle(&held[0], false).await);
        shop.assert_log_is_clean();
    }
}

async fn what_certainly_did_not_arrive_is_sent_again(program: Program) {
    for at in 0..4 {
        let mock = Mock::start();
        let (target, name, end) = &systems(&mock)[at];
        let nomor = mock.orders().await.remove(0);
        mock.status(&nomor, "lunas").await;
        let shop = Shop::start_one(program, &mock, target);
        let form = callback(&nomor, CHANGE, "lunas");
        // A plain no.
        mock.script(&json!([{"fault": "undone:1", "status": 400, "only": name}]))
            .await;
        assert_eq!(shop.callback(&form).await, 503);
        assert!(shop.held().await.is_empty(), "{target}");
        assert_eq!(shop.callback(&form).await, 200);
        assert_eq!(mock.requests("POST", end).await, 2, "{target}");
    }
}

/// Each of these for the example server and for the relay.
macro_rules! for_both {
    ($($name:ident),* $(,)?) => {
        mod example {
            $(#[tokio::test]
            async fn $name() {
                super::$name(super::Program::Example).await;
            })*
        }

        mod relay {
            $(#[tokio::test]
            async fn $name() {
                super::$name(super::Program::Relay).await;
            })*
        }
    };
}

for_both! {
    every_system_gets_a_paid_order_once,
    mitra_bunso_is_asked_for_what_it_may_have,
    where_nobody_can_look_a_person_has_to,
    what_certainly_did_not_arrive_is_sent_again,
}
