//! Numbers that arrive as texts: it may be money, so nothing is guessed.

use bukaolshop::repair::{number_from_text, push_decimal};
use proptest::prelude::*;

#[test]
fn a_plain_number_is_read() {
    for (text, number) in [
        ("0", 0.0),
        ("7", 7.0),
        ("50000", 50_000.0),
        ("-3423", -3423.0),
        ("-1", -1.0),
        ("000", 0.0),
        ("00050000", 50_000.0),
        ("999999999999999", 999_999_999_999_999.0),
        ("000000000000000000000000000001", 1.0),
    ] {
        assert_eq!(number_from_text(text), Some(number), "{text:?}");
    }
}

#[test]
fn a_fraction_of_any_length_but_three_is_read() {
    for (text, number) in [
        ("50000.00", 50_000.0),
        ("-12.50", -12.5),
        ("0.5", 0.5),
        ("1.0000", 1.0),
        ("0.00000000000001", 1e-14),
        ("2.5000", 2.5),
    ] {
        assert_eq!(number_from_text(text), Some(number), "{text:?}");
    }
}

#[test]
fn white_space_around_is_no_part_of_it() {
    for text in [" 5", "5 ", "\t5\r\n", "\u{a0}5"] {
        assert_eq!(number_from_text(text), Some(5.0), "{text:?}");
    }
}

#[test]
fn three_digits_behind_a_dot_mean_two_things_and_are_refused() {
    for text in ["50.000", "1.234", "0.500", "-50.000", "1.000.000"] {
        assert_eq!(number_from_text(text), None, "{text:?}");
    }
}

#[test]
fn what_is_no_plain_number_is_refused() {
    for text in [
        "",
        " ",
        "-",
        ".",
        "-.",
        ".5",
        "5.",
        "-5.",
        "+5",
        "--5",
        "- 5",
        "5-",
        "1,5",
        "1,000",
        "1.2.3",
        "5 000",
        "5_000",
        "1e3",
        "1E3",
        "0x10",
        "0b1",
        "Rp5000",
        "5000,-",
        "5000 Rp",
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "null",
        "true",
        "٥",
        "５",
        "½",
        "−5",
        "5\0",
        "\u{feff}5",
    ] {
        assert_eq!(number_from_text(text), None, "{text:?}");
    }
}

#[test]
fn more_digits_than_a_double_holds_are_refused() {
    for text in [
        "1000000000000000",
        "-9999999999999999",
        "123456789012345.6",
        "0.0000000000000001",
        "99999999999999999999999999999999999999999999999",
    ] {
        assert_eq!(number_from_text(text), None, "{text:?}");
    }
}

#[test]
fn nothing_owed_is_no_negative_zero() {
    let zero = number_from_text("-0.00").expect("a number");
    assert!(zero == 0.0 && zero.is_sign_positive());
}

#[test]
fn decimals_are_written_to_their_last_digit() {
    for number in [0, 9, 10, 99, 100, 1_000_000, u64::MAX] {
        let mut text = String::from("=");
        push_decimal(&mut text, number);
        assert_eq!(text, format!("={number}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_whole_number_of_fifteen_digits_is_read_exactly(
        number in -999_999_999_999_999_i64..=999_999_999_999_999
    ) {
        prop_assert_eq!(number_from_text(&number.to_string()), Some(number as f64));
    }

    #[test]
    fn every_fraction_is_read_to_the_nearest_double(
        whole in 0_u32..=99_999_999, fraction in "[0-9]{1,2}|[0-9]{4,7}", negative: bool
    ) {
        let text = format!("{}{whole}.{fraction}", if negative { "-" } else { "" });
        let number = text.parse::<f64>().expect("a number");
        prop_assert_eq!(number_from_text(&text), Some(number));
    }

    #[test]
    fn what_is_read_of_any_text_is_what_the_standard_parser_reads(
        text in prop_oneof!["[-+0-9.,eE xR]{0,20}", any::<String>()]
    ) {
        if let Some(number) = number_from_text(&text) {
            prop_assert_eq!(text.trim().parse::<f64>(), Ok(number));
        }
    }
}
