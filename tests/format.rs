//! How amounts, dates and links are shown, and that amounts and dates can be read back. The cases are
//! files: the npm package's elements are held to the same ones.

use bukaolshop::elements::{Use, diskon, rupiah, safe_link, tanggal};
use bukaolshop::wire::number_from_text;
use proptest::prelude::*;
use serde::Deserialize;

fn cases<C: for<'de> Deserialize<'de>>(json: &str) -> C {
    serde_json::from_str(json).expect("cases are JSON")
}

#[derive(Deserialize)]
struct Formats {
    rupiah: Vec<(f64, String)>,
    tanggal: Vec<(String, String)>,
    diskon: Vec<(f64, f64, String)>,
}

#[test]
fn amounts_dates_and_discounts_are_shown_as_the_cases_say() {
    let cases: Formats = cases(include_str!("cases/format.json"));
    for (amount, text) in cases.rupiah {
        assert_eq!(rupiah(amount), text);
    }
    for (sent, text) in cases.tanggal {
        assert_eq!(tanggal(&sent), text, "{sent:?}");
    }
    for (price, before, text) in cases.diskon {
        assert_eq!(diskon(price, before), text, "{price} {before}");
    }
}

#[test]
fn numbers_that_are_none_are_no_discount() {
    for (price, before) in [(f64::NAN, 100.0), (1.0, f64::NAN), (1.0, f64::INFINITY)] {
        assert_eq!(diskon(price, before), "");
    }
}

#[derive(Deserialize)]
struct Links {
    followed: Vec<(String, String)>,
    shown: Vec<(String, String)>,
    not_followed: Vec<String>,
    not_shown: Vec<String>,
}

#[test]
fn links_are_kept_and_dropped_as_the_cases_say() {
    let cases: Links = cases(include_str!("cases/link.json"));
    let is = |link: &str, r#use, expected: Option<&str>| {
        assert_eq!(safe_link(link, r#use).as_deref(), expected, "{link:?}");
    };
    for (link, kept) in &cases.followed {
        is(link, Use::Follow, Some(kept));
    }
    for (link, kept) in &cases.shown {
        is(link, Use::Show, Some(kept));
    }
    for link in &cases.not_followed {
        is(link, Use::Follow, None);
    }
    for link in &cases.not_shown {
        is(link, Use::Show, None);
    }
}

/// An amount as a shopper reads it.
fn read(shown: &str) -> Option<f64> {
    let (sign, amount) = match shown.strip_prefix('-') {
        Some(amount) => ("-", amount),
        None => ("", shown),
    };
    let digits = amount.strip_prefix("Rp")?.replace('.', "");
    number_from_text(&format!("{sign}{digits}"))
}

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// A date as the API sends it, from a date as a shopper reads it.
fn sent(shown: &str) -> Option<String> {
    let (date, time) = match shown.split_once(", ") {
        Some((date, time)) => (date, Some(time)),
        None => (shown, None),
    };
    let words: Vec<&str> = date.split(' ').collect();
    let [day, month, year] = words.as_slice() else {
        return None;
    };
    let month = MONTHS.iter().position(|name| name == month)? + 1;
    let date = format!("{year:0>4}-{month:02}-{day:0>2}");
    Some(match time {
        Some(time) => format!("{date} {}", time.replace('.', ":")),
        None => date,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_whole_amount_can_be_read_back(amount in -999_999_999_999_999_i64..=999_999_999_999_999) {
        prop_assert_eq!(read(&rupiah(amount as f64)), Some(amount as f64));
    }

    #[test]
    fn every_amount_is_shown_to_the_nearest_rupiah(amount in -1e12..1e12) {
        let shown = read(&rupiah(amount)).expect("an amount");
        prop_assert!((shown - amount).abs() <= 0.5, "{amount} is shown as {shown}");
    }

    #[test]
    fn every_three_digits_from_the_right_stand_behind_a_dot(amount: u64) {
        let shown = rupiah(amount as f64);
        let groups: Vec<&str> = shown.trim_start_matches("Rp").split('.').collect();
        prop_assert!((1..=3).contains(&groups[0].len()), "{shown}");
        prop_assert!(groups[1..].iter().all(|group| group.len() == 3), "{shown}");
    }

    #[test]
    fn every_date_can_be_read_back(
        year in 0..=9999, month in 1..=12, day in 1..=31
    ) {
        let date = format!("{year:04}-{month:02}-{day:02}");
        prop_assert_eq!(sent(&tanggal(&date)), Some(date));
    }

    #[test]
    fn every_date_with_a_time_can_be_read_back_to_the_minute(
        year in 0..=9999, month in 1..=12, day in 1..=31, hour in 0..24, minute in 0..60, second in 0..60
    ) {
        let to_the_minute = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}");
        let shown = tanggal(&format!("{to_the_minute}:{second:02}"));
        prop_assert_eq!(sent(&shown), Some(to_the_minute));
    }

    #[test]
    fn a_text_is_a_date_or_stays_as_it_is(
        text in prop_oneof!["[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}( [0-9:]{0,9})?", any::<String>()]
    ) {
        let shown = tanggal(&text);
        if shown != text {
            let sent = sent(&shown).expect("a date");
            prop_assert!(text.trim().starts_with(&sent), "{text:?} is shown as {shown:?}");
        }
    }

    #[test]
    fn a_discount_is_never_promised_too_high(price in 0_u32..10_000_000, before in 0_u32..10_000_000) {
        let (price, before) = (f64::from(price), f64::from(before));
        let shown = diskon(price, before);
        if before > price {
            let percent: f64 = shown.trim_matches(['-', '%']).parse().expect("a percentage");
            let is_least = percent == 1.0;
            prop_assert!(is_least || price <= before * (100.0 - percent) / 100.0 + 1e-6, "{shown}");
        } else {
            prop_assert_eq!(shown, "");
        }
    }
}
