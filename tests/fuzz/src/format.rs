//! Numbers, amounts and dates: read from texts, and shown.

use bukaolshop::elements::{diskon, rupiah, tanggal};
use bukaolshop::wire::number_from_text;

/// Sixteen bytes are two numbers; the rest is a text.
pub fn format(bytes: &[u8]) {
    let Some((numbers, text)) = bytes.split_at_checked(16) else {
        return;
    };
    let number = |at: usize| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&numbers[at..at + 8]);
        f64::from_le_bytes(eight)
    };
    amount(number(0));
    discount(number(0), number(8));
    let text = String::from_utf8_lossy(text);
    read_number(&text);
    date(&text);
}

fn amount(amount: f64) {
    let shown = rupiah(amount);
    let negative = shown.starts_with('-');
    let groups = shown
        .trim_start_matches('-')
        .strip_prefix("Rp")
        .expect("an amount of rupiah");
    for (at, group) in groups.split('.').enumerate() {
        let length = if at == 0 { 1..=3 } else { 3..=3 };
        assert!(length.contains(&group.len()), "{shown}");
        assert!(group.bytes().all(|byte| byte.is_ascii_digit()), "{shown}");
    }
    let size: f64 = groups.replace('.', "").parse().expect("a number");
    assert_eq!(negative, amount < 0.0 && size > 0.0, "{shown}");
    // Beyond this a double has no halves.
    if amount.abs() < 4_503_599_627_370_496.0 {
        assert!(
            (size - amount.abs()).abs() <= 0.5,
            "{amount} is shown as {shown}"
        );
    }
}

fn discount(price: f64, before: f64) {
    let shown = diskon(price, before);
    if shown.is_empty() {
        return;
    }
    let percent = shown.strip_prefix('-').and_then(|it| it.strip_suffix('%'));
    let percent: u32 = percent
        .and_then(|it| it.parse().ok())
        .expect("a percentage");
    assert!((1..=100).contains(&percent), "{shown}");
    assert!(price < before, "{shown} on {before} for {price}");
}

fn read_number(text: &str) {
    let Some(number) = number_from_text(text) else {
        return;
    };
    assert_eq!(text.trim().parse(), Ok(number), "{text:?}");
    amount(number);
}

/// A text that is shown as another one is a date, and the same one.
fn date(text: &str) {
    let shown = tanggal(text);
    if shown == text {
        return;
    }
    let text = text.trim();
    let digits = |from: usize, to: usize| -> u32 { text[from..to].parse().expect("digits") };
    let words: Vec<&str> = shown.split(' ').collect();
    let [day, month, year, ..] = words.as_slice() else {
        panic!("{shown}")
    };
    assert_eq!(day.parse(), Ok(digits(8, 10)), "{text} is shown as {shown}");
    assert!(month.chars().all(char::is_alphabetic), "{shown}");
    assert_eq!(
        year.trim_end_matches(',').parse(),
        Ok(digits(0, 4)),
        "{text} is shown as {shown}"
    );
    if let Some(time) = words.get(3) {
        assert_eq!(
            *time,
            text[11..16].replacen(':', ".", 1),
            "{text} is shown as {shown}"
        );
    }
}
