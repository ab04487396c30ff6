//! The clock, the dice and the storage of a page.

use std::time::Duration;

use bukaolshop::Source;
use bukaolshop::layer::{Freshness, Storage};
use bukaolshop::transport::browser::Browser;
use bukaolshop::transport::{Platform, Text};
use bukaolshop_wasm_tests::Mock;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{client, options};

#[wasm_bindgen_test]
async fn sleeping_takes_the_time_asked_for() {
    let browser = Browser;
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
    let browser = Browser;
    let forever = std::pin::pin!(browser.sleep(Duration::MAX));
    let a_while = std::pin::pin!(browser.sleep(Duration::from_millis(100)));
    assert!(matches!(select(forever, a_while).await, Either::Right(_)));
}

#[wasm_bindgen_test]
fn the_clock_is_that_of_the_page() {
    let difference = Browser.now().as_secs_f64() - js_sys::Date::now() / 1000.0;
    assert!(difference.abs() < 1.0, "{difference}");
}

#[wasm_bindgen_test]
fn the_dice_stay_below_one_and_differ() {
    let browser = Browser;
    let rolls: Vec<f64> = (0..100).map(|_| browser.random()).collect();
    assert!(rolls.iter().all(|roll| (0.0..1.0).contains(roll)));
    assert!(rolls.iter().any(|roll| *roll != rolls[0]));
}

#[wasm_bindgen_test]
fn what_one_page_stores_another_of_its_origin_finds() {
    assert!(Browser.store("uji:simpan", &"nilai é".into()));
    assert_eq!(Browser.load("uji:simpan"), Some("nilai é".into()));
    Browser.remove("uji:simpan");
    assert_eq!(Browser.load("uji:simpan"), None);
}

#[wasm_bindgen_test]
fn what_was_never_stored_is_not_found() {
    assert_eq!(Browser.load("uji:tidak-ada"), None);
}

#[wasm_bindgen_test]
fn what_the_browser_has_no_room_for_is_not_stored() {
    assert!(!Browser.store("uji:besar", &"x".repeat(30 << 20).into()));
    assert_eq!(Browser.load("uji:besar"), None);
}

#[wasm_bindgen_test]
fn sweeping_leaves_what_is_kept_and_what_is_named_otherwise() {
    for key in ["uji:sapu:a", "uji:sapu:b", "uji:sapu:ab", "uji:lain"] {
        assert!(Browser.store(key, &"x".into()));
    }
    let mut seen = 0;
    Browser.sweep("uji:sapu:", &mut |key, text| {
        seen += usize::from(text.to_rust() == "x");
        ["uji:sapu:ab", "uji:sapu:c"].contains(&key)
    });
    assert_eq!(seen, 3);
    let left = |key| Browser.load(key).is_some();
    assert_eq!(
        ["uji:sapu:a", "uji:sapu:b", "uji:sapu:ab", "uji:lain"].map(left),
        [false, false, true, true]
    );
    Browser.sweep("uji:", &mut |_, _| false);
    assert!(!left("uji:sapu:ab") && !left("uji:lain"));
}

#[wasm_bindgen_test]
async fn requests_are_counted_for_all_pages_of_an_origin() {
    let mock = Mock::session("kuota").await;
    let other_page = client(options(&mock.base_url("-")));
    let before = other_page.used_today();
    client(options(&mock.base_url("-")))
        .slide()
        .await
        .expect("slides");
    assert_eq!(other_page.used_today(), before + 1);
}

#[wasm_bindgen_test]
async fn an_answer_is_kept_for_other_pages_of_the_origin() {
    let mock = Mock::session("simpan").await;
    let cached = || {
        let freshness = Freshness {
            storage: Storage::Platform,
            ..Freshness::default()
        };
        client(options(&mock.base_url("-")).cache(Some(freshness)))
    };
    let first = cached().slide().await.expect("slides");
    let second = cached().slide().await.expect("slides");
    assert_eq!(
        (first.source, second.source),
        (Source::Network, Source::Cache)
    );
    assert_eq!(first.data, second.data);
    cached().clear_cache();
    assert_eq!(
        cached().slide().await.expect("slides").source,
        Source::Network
    );
    cached().clear_cache();
}
