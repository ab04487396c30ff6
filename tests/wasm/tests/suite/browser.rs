//! The clock, the dice and the storage of a page.

use std::time::Duration;

use bukaolshop::layer::used_today;
use bukaolshop::transport::fetch::{Browser, Fetch};
use bukaolshop::transport::{Platform, Transport};
use bukaolshop_wasm_tests::Mock;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{client, options};

#[wasm_bindgen_test]
async fn sleeping_takes_the_time_asked_for() {
    let browser = Browser::default();
    let before = browser.now();
    browser.sleep(Duration::from_millis(120)).await;
    let slept = browser.now() - before;
    // Clocks of browsers are rounded, against spying.
    assert!(slept >= Duration::from_millis(110), "{slept:?}");
    assert!(slept < Duration::from_secs(10), "{slept:?}");
}

#[wasm_bindgen_test]
async fn a_sleep_no_timer_can_hold_does_not_end_at_once() {
    use futures_util::future::{Either, select};
    let browser = Browser::default();
    let forever = std::pin::pin!(browser.sleep(Duration::MAX));
    let a_while = std::pin::pin!(browser.sleep(Duration::from_millis(100)));
    assert!(matches!(select(forever, a_while).await, Either::Right(_)));
}

#[wasm_bindgen_test]
fn the_clock_is_that_of_the_page() {
    let difference = Browser::default().now().as_secs_f64() - js_sys::Date::now() / 1000.0;
    assert!(difference.abs() < 1.0, "{difference}");
}

#[wasm_bindgen_test]
fn the_dice_stay_below_one_and_differ() {
    let browser = Browser::default();
    let rolls: Vec<f64> = (0..100).map(|_| browser.random()).collect();
    assert!(rolls.iter().all(|roll| (0.0..1.0).contains(roll)));
    assert!(rolls.iter().any(|roll| *roll != rolls[0]));
}

#[wasm_bindgen_test]
fn what_one_page_stores_another_of_its_origin_finds() {
    Browser::default().store("uji:simpan", "nilai é");
    let found = Browser::default().load("uji:simpan");
    assert_eq!(found.as_deref(), Some("nilai é"));
}

#[wasm_bindgen_test]
fn what_was_never_stored_is_not_found() {
    assert_eq!(Browser::default().load("uji:tidak-ada"), None);
}

#[wasm_bindgen_test]
fn what_the_browser_has_no_room_for_is_remembered_by_the_page() {
    let browser = Browser::default();
    let too_large = "x".repeat(30 << 20);
    browser.store("uji:besar", &too_large);
    assert!(
        browser
            .load("uji:besar")
            .is_some_and(|text| text == too_large)
    );
    browser.store("uji:besar", "kecil");
    assert_eq!(browser.load("uji:besar").as_deref(), Some("kecil"));
    assert_eq!(
        Browser::default().load("uji:besar").as_deref(),
        Some("kecil")
    );
}

#[wasm_bindgen_test]
async fn requests_are_counted_for_all_pages_of_an_origin() {
    let mock = Mock::session("kuota").await;
    let other_page = Fetch::<Value>::new();
    let before = used_today(other_page.platform());
    client(options(&mock.base_url("-")))
        .slide()
        .await
        .expect("slides");
    assert_eq!(used_today(other_page.platform()), before + 1);
}
