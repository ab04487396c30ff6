//! What is sent over the network: pictures that carry the amount in figures.

use crate::pictures::text::{self, Weight};

/// A phone voucher: operator and amount.
pub(super) fn pulsa(nama: &str) -> String {
    let (operator, amount) = around_last_word(nama, "Pulsa ");
    format!(
        r##"<g transform="rotate(-6 200 200)"><path class="d" d="M36 116h328q16 0 16 16v44a26 26 0 0 0 0 52v44q0 16-16 16H36q-16 0-16-16v-44a26 26 0 0 0 0-52v-44q0-16 16-16z" transform="translate(0 12)"/><path class="m" d="M36 108h328q16 0 16 16v46a26 26 0 0 0 0 52v46q0 16-16 16H36q-16 0-16-16v-46a26 26 0 0 0 0-52v-46q0-16 16-16z"/><path class="l" d="M20 124q0-16 16-16h180L96 284H36q-16 0-16-16v-46a26 26 0 0 0 0-52z" opacity=".22"/><rect fill="#f2cf73" x="62" y="136" width="54" height="42" rx="9"/><path d="M62 150h18v14H62M116 150H98v14h18M80 136v42M98 136v42" fill="none" stroke="#a97f26" stroke-width="3"/><g fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round"><path d="M306 176v-10M322 176v-22M338 176v-34"/></g>{}{}</g>"##,
        text::line(operator, 130, 168, 30, 160, Weight::Bold, "#fff"),
        text::line(amount, 62, 254, 66, 280, Weight::Bold, "#fff"),
    )
}

/// A phone that shows a quota.
pub(super) fn paket_data(nama: &str) -> String {
    let words: Vec<&str> = nama.split(' ').collect();
    let at = words.iter().position(|word| word.ends_with("GB"));
    let quota = at.map_or("Data", |at| words[at]);
    let days = at.map(|at| words[at + 1..].join(" ")).unwrap_or_default();
    let operator = at
        .map(|at| words[..at].join(" "))
        .unwrap_or_default()
        .replace("Paket Data ", "");
    format!(
        r##"<rect class="d" x="112" y="26" width="192" height="356" rx="36"/><rect class="k" x="102" y="20" width="192" height="356" rx="36"/><rect class="m" x="114" y="32" width="168" height="332" rx="26"/><path class="l" d="M114 58q0-26 26-26h110L114 210z" opacity=".25"/><rect class="k" x="166" y="42" width="64" height="16" rx="8"/><g fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round"><path d="M154 126q44-42 88 0M170 148q28-26 56 0"/></g><circle class="w" cx="198" cy="170" r="9"/>{}{}{}<rect class="w" x="140" y="316" width="116" height="10" rx="5" opacity=".35"/><rect class="w" x="140" y="316" width="78" height="10" rx="5"/>"##,
        text::centred(quota, 198, 242, 50, 152, Weight::Bold, "#fff"),
        text::centred(&days, 198, 276, 26, 140, Weight::Regular, "#fff"),
        text::centred(&operator, 198, 304, 20, 140, Weight::Bold, "#fff"),
    )
}

/// An electricity meter.
pub(super) fn token(nama: &str) -> String {
    let amount = nama
        .strip_prefix("Token Listrik PLN ")
        .unwrap_or("Token")
        .replace(" Ribu", ".000");
    format!(
        r##"<rect class="d" x="78" y="42" width="252" height="324" rx="38"/><rect class="w" x="70" y="34" width="252" height="324" rx="38"/><rect class="m" x="70" y="34" width="252" height="168" rx="38"/><path class="m" d="M70 150h252v52H70z"/><rect class="k" x="98" y="62" width="196" height="62" rx="14"/>{}<path fill="#ffd84d" d="m210 134-60 84h42l-16 72 76-102h-46z" stroke="#fff" stroke-width="6" stroke-linejoin="round"/><g fill="#c9ced8"><circle cx="112" cy="308" r="12"/><circle cx="152" cy="308" r="12"/><circle cx="240" cy="308" r="12"/><circle cx="280" cy="308" r="12"/><circle cx="112" cy="334" r="8"/><circle cx="280" cy="334" r="8"/></g>"##,
        text::centred(&amount, 196, 106, 36, 172, Weight::Bold, "#8dffb0"),
    )
}

/// A wallet with a card that tells the amount.
pub(super) fn dompet(nama: &str) -> String {
    let (wallet, amount) = around_last_word(nama, "Saldo ");
    format!(
        r##"<g transform="rotate(-7 200 170)"><rect class="a" x="82" y="54" width="236" height="160" rx="22"/><rect class="w" x="82" y="84" width="236" height="26" opacity=".35"/>{}</g><path class="d" d="M52 150h280q28 0 28 28v146q0 34-34 34H74q-34 0-34-34V162q0-12 12-12z"/><path class="m" d="M52 140h270q28 0 28 28v144q0 34-34 34H74q-34 0-34-34V152q0-12 12-12z"/><path class="t" d="M58 158h262q12 0 12 12M58 328h254q18 0 20-16"/><path class="l" d="M276 214h84v60h-84q-30 0-30-30t30-30z"/><circle class="d" cx="282" cy="244" r="13"/>{}"##,
        text::line(wallet, 104, 78, 24, 190, Weight::Bold, "#23262f"),
        text::line(amount, 66, 264, 44, 172, Weight::Bold, "#fff"),
    )
}

/// Blue gems, the more the larger the amount.
pub(super) fn diamond(nama: &str) -> String {
    heap(PERMATA, nama, "#1d5fa8")
}

/// Orange crystals, likewise.
pub(super) fn kristal(nama: &str) -> String {
    heap(KRISTAL, nama, "#a3331a")
}

const PERMATA: &str = r##"<path fill="#3fa9f5" d="M98 60h204l66 84-168 176L32 144z"/><path fill="#8fd3ff" d="m98 60 46 84H32zM302 60l-46 84h112z"/><path fill="#d5f0ff" d="M98 60h204l-46 84H144z"/><path fill="#57b9ff" d="m32 144 168 176-56-176z"/><path fill="#2483d6" d="M368 144 200 320l56-176z"/><path fill="#6cc6ff" d="M144 144h112l-56 176z"/><path fill="#fff" d="M116 72h120l-26 10h-78l-26 40-10-22z" opacity=".8"/>"##;
const KRISTAL: &str = r##"<path fill="#ff9d2e" d="m120 130 44-70 46 74-20 190h-60z"/><path fill="#ffc56b" d="m120 130 44-70 8 90-12 174h-30z"/><path fill="#f2682c" d="m214 98 52-84 56 92-30 218h-62z"/><path fill="#ffab4d" d="m214 98 52-84 6 104-18 206h-24z"/><path fill="#e0482b" d="m70 224 36-50 30 56-10 94H82z"/><path fill="#ff8646" d="m70 224 36-50 2 66-8 84H82z"/><path fill="#e0482b" d="m290 216 34-46 34 50-12 104h-46z"/><path fill="#ff8646" d="m290 216 34-46 2 60-10 94h-16z"/><path fill="#fff" d="m164 72 6 60-26 10zM264 32l4 70-34 6z" opacity=".7"/>"##;

fn heap(gem: &str, nama: &str, colour: &str) -> String {
    let amount = first_number(nama);
    let number: u32 = amount
        .and_then(|amount| amount.replace('.', "").parse().ok())
        .unwrap_or(0);
    let places: &[&str] = match number {
        ..100 => &["translate(30 10) scale(.85)"],
        100..700 => &[
            "translate(-4 40) scale(.56)",
            "translate(184 40) scale(.56)",
            "translate(72 30) scale(.64)",
        ],
        _ => &[
            "translate(96 -14) scale(.52)",
            "translate(-20 70) scale(.52)",
            "translate(212 70) scale(.52)",
            "translate(66 54) scale(.67)",
        ],
    };
    let gems: String = places
        .iter()
        .map(|place| format!(r#"<g transform="{place}">{gem}</g>"#))
        .collect();
    let stars = r##"<path fill="#fff" d="m44 40 6 18 18 6-18 6-6 18-6-18-18-6 18-6zM352 24l5 14 14 5-14 5-5 14-5-14-14-5 14-5z"/>"##;
    let Some(amount) = amount else {
        return format!("{gems}{stars}");
    };
    format!(
        r##"{gems}{stars}<rect class="w" x="90" y="276" width="220" height="86" rx="43"/><rect x="90" y="276" width="220" height="86" rx="43" fill="none" stroke="{colour}" stroke-width="6"/>{}"##,
        text::centred(amount, 200, 337, 54, 180, Weight::Bold, colour)
    )
}

/// A gift card with a game controller.
pub(super) fn kartu_game(nama: &str) -> String {
    let (amount, game) = game_label(nama);
    format!(
        r##"<g transform="rotate(5 200 200)"><rect class="d" x="72" y="34" width="264" height="344" rx="30"/><rect class="m" x="64" y="26" width="264" height="344" rx="30"/><path class="l" d="M64 56q0-30 30-30h234L64 300z" opacity=".22"/><rect class="k" x="168" y="42" width="56" height="14" rx="7" opacity=".5"/><path class="w" d="M138 110h116c34 0 54 30 60 70 6 38-28 54-50 26l-16-18H144l-16 18c-22 28-56 12-50-26 6-40 26-70 60-70z"/><path class="m" d="M136 138h14v14h14v14h-14v14h-14v-14h-14v-14h14z"/><circle class="a" cx="246" cy="144" r="10"/><circle class="m" cx="266" cy="164" r="10"/>{}{}</g>"##,
        text::centred(&amount, 196, 294, 52, 228, Weight::Bold, "#fff"),
        text::centred(&game, 196, 338, 26, 228, Weight::Regular, "#fff"),
    )
}

/// "Voucher Steam Wallet Rp12.000" -> ("12.000", "Steam Wallet"); "60 UC PUBG Mobile" -> ("60 UC", "PUBG Mobile").
fn game_label(nama: &str) -> (String, String) {
    if let Some((voucher, amount)) = nama
        .strip_prefix("Voucher ")
        .and_then(|rest| rest.split_once(" Rp"))
    {
        return (amount.to_owned(), voucher.to_owned());
    }
    let words: Vec<&str> = nama.split(' ').collect();
    match words.as_slice() {
        [amount, "Genesis", _, game @ ..] if is_number(amount) => {
            ((*amount).to_owned(), game.join(" "))
        }
        [amount, unit, game @ ..] if is_number(amount) => {
            (format!("{amount} {unit}"), game.join(" "))
        }
        [.., first, second] => (
            words[..words.len() - 2].join(" "),
            format!("{first} {second}"),
        ),
        _ => (nama.to_owned(), String::new()),
    }
}

fn first_number(nama: &str) -> Option<&str> {
    nama.split(' ').next().filter(|word| is_number(word))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// "Pulsa XL 20.000" without "Pulsa " -> ("XL", "20.000").
fn around_last_word<'a>(nama: &'a str, prefix: &str) -> (&'a str, &'a str) {
    nama.strip_prefix(prefix)
        .unwrap_or(nama)
        .rsplit_once(' ')
        .unwrap_or(("", nama))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_from_names() {
        assert_eq!(
            around_last_word("Pulsa XL 20.000", "Pulsa "),
            ("XL", "20.000")
        );
        assert_eq!(
            game_label("Voucher Steam Wallet Rp12.000"),
            ("12.000".into(), "Steam Wallet".into())
        );
        assert_eq!(
            game_label("60 UC PUBG Mobile"),
            ("60 UC".into(), "PUBG Mobile".into())
        );
        assert_eq!(
            game_label("60 Genesis Crystals Genshin Impact"),
            ("60".into(), "Genshin Impact".into())
        );
        assert_eq!(
            game_label("Weekly Diamond Pass Mobile Legends"),
            ("Weekly Diamond Pass".into(), "Mobile Legends".into())
        );
    }

    #[test]
    fn a_name_that_is_no_label_breaks_nothing() {
        for nama in ["", " ", "<img src=x onerror=\"x\">", "Rp", "x", "🔥🔥"] {
            for drawing in [
                pulsa(nama),
                paket_data(nama),
                token(nama),
                dompet(nama),
                diamond(nama),
                kristal(nama),
                kartu_game(nama),
            ] {
                assert!(!drawing.contains("<img"), "{nama}");
            }
        }
    }
}
