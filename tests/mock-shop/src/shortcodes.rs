//! The app's shortcodes, replaced as the app does it: textually, everywhere, without any escaping.

use crate::shop::{Member, SITE, Shop};

/// Names of the app's shortcodes.
pub const NAMES: &[&str] = &[
    "token_user",
    "id_user",
    "nama_user",
    "email_user",
    "foto_profil",
    "nomor_telepon",
    "saldo_user",
    "poin_member",
    "nama_poin",
    "kode_referral",
    "status_akun",
    "nama_membership",
    "total_cart",
    "total_pesan",
    "total_notif",
    "total_transaksi_invoice",
    "total_transaksi_dikirim",
    "total_transaksi_sukses",
    "total_transaksi_batal",
    "tema_warna",
    "url_apk",
    "url_website_baru",
    "json_checkout",
    "json_detail_transaksi",
];

/// Whom the app shows a page to.
#[derive(Clone, Copy, Debug)]
pub enum Siapa<'a> {
    /// Nobody, in an app that makes every shortcode empty.
    Tamu,
    /// Nobody, in an app that leaves shortcodes as they are.
    Literal,
    /// A member.
    Member(&'a Member),
}

impl<'a> Siapa<'a> {
    /// By the name in the path.
    pub fn named(shop: &'a Shop, name: &str) -> Option<Siapa<'a>> {
        match name {
            "tamu" => Some(Siapa::Tamu),
            "literal" => Some(Siapa::Literal),
            _ => shop
                .members
                .iter()
                .find(|member| member.siapa == name)
                .map(Siapa::Member),
        }
    }
}

/// What the values of shortcodes are taken from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The shop whose app shows the page.
    pub shop: &'a Shop,
    /// `token_user` of the person that the app plays as `budi`, in place of the shop's own.
    pub token_user: Option<&'a str>,
    /// `id_user` of the same person.
    pub id_user: Option<&'a str>,
    /// `http://host:port` for links to pictures.
    pub origin: &'a str,
}

/// Replaces every shortcode in `page`, whatever it stands in. Bytes that are no UTF-8 stay as they are.
pub fn replace(page: &[u8], siapa: Siapa<'_>, source: Source<'_>) -> Vec<u8> {
    if matches!(siapa, Siapa::Literal) {
        return page.to_vec();
    }
    let mut shown = Vec::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = find(rest, b"{{") {
        let (before, from) = rest.split_at(start);
        shown.extend_from_slice(before);
        let name = find(from, b"}}").map(|end| &from[2..end]);
        let value = name
            .and_then(|name| std::str::from_utf8(name).ok())
            .and_then(|name| value(name, siapa, source));
        match (name, value) {
            (Some(name), Some(value)) => {
                shown.extend_from_slice(value.as_bytes());
                rest = &from[name.len() + 4..];
            }
            // No shortcode starts at this brace; one may start at the next.
            _ => {
                shown.push(b'{');
                rest = &from[1..];
            }
        }
    }
    shown.extend_from_slice(rest);
    shown
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

/// What the shortcode `name` becomes; None for what is no shortcode of the app.
fn value(name: &str, siapa: Siapa<'_>, source: Source<'_>) -> Option<String> {
    let value = match siapa {
        Siapa::Member(member) => member_value(name, member, source)?,
        Siapa::Tamu | Siapa::Literal => {
            member_value(name, source.shop.members.first()?, source).map(|_| String::new())?
        }
    };
    Some(value)
}

fn member_value(name: &str, member: &Member, source: Source<'_>) -> Option<String> {
    let played = |value: Option<&str>| value.filter(|_| member.siapa == "budi").map(str::to_owned);
    let count = |status: &str| {
        member
            .transaksi
            .iter()
            .filter(|order| order.status_pengiriman == status)
            .count()
            .to_string()
    };
    Some(match name {
        "token_user" => played(source.token_user).unwrap_or_else(|| member.token_user.to_owned()),
        "id_user" => played(source.id_user).unwrap_or_else(|| member.id_user.to_owned()),
        "nama_user" => member.nama.to_owned(),
        "email_user" => member.email.to_owned(),
        "foto_profil" => format!("{}{}", source.origin, member.foto()),
        "nomor_telepon" => member.nomor_telepon.to_owned(),
        "saldo_user" => member.saldo.to_string(),
        "poin_member" => member.poin.to_string(),
        "nama_poin" => "Poin".to_owned(),
        "kode_referral" => member.kode_referral.to_owned(),
        "status_akun" => "aktif".to_owned(),
        "nama_membership" => member.nama_membership.unwrap_or_default().to_owned(),
        "total_cart" => (member.transaksi.len() % 7).to_string(),
        "total_pesan" => (member.transaksi.len() % 5).to_string(),
        "total_notif" => (member.transaksi.len() % 11).to_string(),
        "total_transaksi_invoice" => count("belum diproses"),
        "total_transaksi_dikirim" => count("dikirim"),
        "total_transaksi_sukses" => count("selesai"),
        "total_transaksi_batal" => count("di batalkan"),
        "tema_warna" => "#0f766e".to_owned(),
        "url_apk" => "https://play.google.com/store/apps/details?id=com.olshopgue".to_owned(),
        "url_website_baru" => SITE.to_owned(),
        "json_checkout" => checkout(member),
        "json_detail_transaksi" => detail(member),
        _ => return None,
    })
}

/// What the checkout page gets. Names with quotes and line breaks are in it, as JSON escapes them.
fn checkout(member: &Member) -> String {
    let barang: Vec<_> = member
        .transaksi
        .iter()
        .take(2)
        .map(|order| serde_json::json!({"nama_barang": order.nama_barang, "total": order.total}))
        .collect();
    serde_json::json!({"nama_penerima": member.nama, "nomor_telepon": member.nomor_telepon, "barang": barang}).to_string()
}

/// What the transaction page gets: the newest transaction, or an empty object.
fn detail(member: &Member) -> String {
    let detail = member.transaksi.first().map(|order| {
        serde_json::json!({
            "nomor_pembayaran": order.nomor,
            "nama_user": member.nama,
            "nama_barang": order.nama_barang,
            "status_bayar": order.status_bayar,
            "status_pengiriman": order.status_pengiriman,
            "total_transaksi": order.total,
        })
    });
    detail.unwrap_or_else(|| serde_json::json!({})).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source<'a>(shop: &'a Shop) -> Source<'a> {
        Source {
            shop,
            token_user: None,
            id_user: None,
            origin: "http://h",
        }
    }

    fn shown(page: &str, siapa: &str) -> String {
        let shop = Shop::open();
        let siapa = Siapa::named(&shop, siapa).expect("someone");
        String::from_utf8(replace(page.as_bytes(), siapa, source(&shop))).expect("text")
    }

    fn every_shortcode() -> String {
        NAMES
            .iter()
            .map(|name| format!("[{{{{{name}}}}}]"))
            .collect()
    }

    #[test]
    fn a_member_s_values_stand_everywhere_in_the_text() {
        assert_eq!(
            shown(
                "<a data-x=\"{{id_user}}\"><script>if (t === '{{token_user}}') {}</script>{{saldo_user}}{{saldo_user}}",
                "budi"
            ),
            "<a data-x=\"130173\"><script>if (t === 'tu+budi/9f2c==') {}</script>12500001250000"
        );
        assert!(!shown(&every_shortcode(), "budi").contains("{{"));
    }

    #[test]
    fn a_nasty_name_is_not_escaped() {
        assert_eq!(
            shown("<b title=\"{{nama_user}}\">", "oneil"),
            "<b title=\"O'Neil \"<b>\nPutra</b>\">"
        );
    }

    #[test]
    fn for_nobody_they_are_empty_or_left_alone() {
        assert_eq!(shown(&every_shortcode(), "tamu"), "[]".repeat(NAMES.len()));
        assert_eq!(shown(&every_shortcode(), "literal"), every_shortcode());
    }

    #[test]
    fn what_is_no_shortcode_stays() {
        for text in [
            "{{ token_user }}",
            "{{lain}}",
            "{{",
            "{{{",
            "}}",
            "{{token_user",
            "${{}}",
            "{{\n}}",
        ] {
            assert_eq!(shown(text, "budi"), text);
        }
        assert_eq!(shown("{{{id_user}}}", "budi"), "{130173}");
        assert_eq!(shown("{{x {{id_user}}", "budi"), "{{x 130173");
    }

    #[test]
    fn bytes_that_are_no_text_stay() {
        let shop = Shop::open();
        let siapa = Siapa::named(&shop, "budi").expect("budi");
        assert_eq!(
            replace(b"\xff{{id_user}}\xfe{{\xff}}", siapa, source(&shop)),
            b"\xff130173\xfe{{\xff}}"
        );
    }

    #[test]
    fn an_identity_that_is_told_is_budi_s() {
        let shop = Shop::open();
        let told = Source {
            token_user: Some("asli"),
            id_user: Some("7"),
            ..source(&shop)
        };
        let as_who = |name: &str| {
            replace(
                b"{{token_user}} {{id_user}}",
                Siapa::named(&shop, name).expect("someone"),
                told,
            )
        };
        assert_eq!(as_who("budi"), b"asli 7");
        assert_eq!(as_who("siti"), b"tu+siti/71aa== 130174");
    }
}
