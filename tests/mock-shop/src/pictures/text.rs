//! Text in pictures. Fonts differ from machine to machine, so widths are estimates on the safe side.

/// How bold.
#[derive(Clone, Copy)]
pub(super) enum Weight {
    Regular,
    Bold,
}

const FONTS: &str =
    "Inter,system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif";

/// Text that starts at `x`, smaller than `size` where it would be wider than `width`.
pub(super) fn line(
    text: &str,
    x: u32,
    y: u32,
    size: u32,
    width: u32,
    weight: Weight,
    fill: &str,
) -> String {
    element(
        text,
        x,
        y,
        fitting(text, size, width, weight),
        "start",
        weight,
        fill,
    )
}

/// The same with its middle at `x`.
pub(super) fn centred(
    text: &str,
    x: u32,
    y: u32,
    size: u32,
    width: u32,
    weight: Weight,
    fill: &str,
) -> String {
    element(
        text,
        x,
        y,
        fitting(text, size, width, weight),
        "middle",
        weight,
        fill,
    )
}

fn element(
    text: &str,
    x: u32,
    y: u32,
    size: u32,
    anchor: &str,
    weight: Weight,
    fill: &str,
) -> String {
    let weight = match weight {
        Weight::Regular => 500,
        Weight::Bold => 800,
    };
    format!(
        r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{fill}" font-family="{FONTS}">{}</text>"#,
        escaped(text)
    )
}

/// The largest size up to `size` in which `text` is no wider than `width`.
pub(super) fn fitting(text: &str, size: u32, width: u32, weight: Weight) -> u32 {
    // Hundredths of the size that an average letter of the widest of those fonts takes.
    let letter = match weight {
        Weight::Regular => 62,
        Weight::Bold => 70,
    };
    let letters = text.chars().count().max(1) as u32;
    size.min(width * 100 / (letters * letter)).max(8)
}

/// For text and attributes of XML. Control characters, which XML can't hold, are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(
            escaped("<b a=\"1\">'&'\n"),
            "&lt;b a=&quot;1&quot;&gt;&#39;&amp;&#39; "
        );
    }

    #[test]
    fn long_texts_become_smaller() {
        assert_eq!(fitting("20.000", 60, 280, Weight::Bold), 60);
        assert_eq!(fitting("20.000.000.000", 60, 280, Weight::Bold), 28);
        assert_eq!(fitting(&"x".repeat(1_000), 60, 280, Weight::Bold), 8);
    }
}
