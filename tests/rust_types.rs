//! What programs have beside calls: languages, serialized errors and pages, kinds by their codes, and the package's declarations
//! from the tables of rows.

use bukaolshop::open_api::kostumpage::KostumPage;
use bukaolshop::open_api::produk::Produk;
use bukaolshop::open_api::slide::Slide;
use bukaolshop::open_api::user::catatan::{CatatanPoin, CatatanSaldo};
use bukaolshop::open_api::user::info::UserInfo;
use bukaolshop::open_api::user::transaksi::Transaksi;
use bukaolshop::types::{StatusBayar, TipeJumlah};
use bukaolshop::{ErrorKind, Language, Options, Row};

use crate::support::{Reply, World, client, read};

#[test]
fn codes_are_of_the_kinds_that_name_them() {
    assert_eq!(ErrorKind::from_code(402), ErrorKind::PaymentRequired);
    assert_eq!(ErrorKind::from_code(409), ErrorKind::Conflict);
    assert_eq!(ErrorKind::from_code(418), ErrorKind::BadRequest);
}

#[test]
fn a_message_is_in_the_language_that_is_asked_for_with_the_names_of_rust() {
    let error = Options::new("T")
        .and_then(|options| options.base_url("https://host:99999/v1"))
        .expect_err("a port that is none");
    let (indonesian, english) = (
        error.message_in(Language::Indonesian),
        error.message_in(Language::English),
    );
    assert_eq!(error.to_string(), indonesian);
    assert!(
        indonesian.starts_with("Argumen tidak sah: base_url harus"),
        "{indonesian}"
    );
    assert!(
        english.starts_with("Invalid argument: base_url must be"),
        "{english}"
    );
}

#[test]
fn the_servers_words_codes_and_paths_are_the_same_in_both_languages() {
    let body = serde_json::json!({"code": 503, "status": "Sedang dirawat"});
    let world = World::scripted([Reply::json(503, &body)]);
    let error = world.run(client(&world).slide()).expect_err("503");
    for (language, words) in [
        (
            Language::Indonesian,
            "(kode 503). Kata server: \"Sedang dirawat\".",
        ),
        (
            Language::English,
            "(code 503). The server says: \"Sedang dirawat\".",
        ),
    ] {
        let message = error.message_in(language);
        assert!(message.ends_with(words), "{message}");
    }
    let rows = [serde_json::json!({"url_tujuan": "x"})];
    let world = World::scripted([Reply::rows(&rows)]);
    let rejected = world.run(client(&world).slide()).expect("slides").rejected;
    assert_eq!(
        rejected[0].reason_in(Language::English),
        "is required, but is empty or was not sent"
    );
    assert_eq!(
        rejected[0].reason_in(Language::Indonesian),
        rejected[0].reason
    );
}

/// The rows in `pkg-template/types/index.d.ts` have the fields of the crate's tables, in their order and with their types.
#[test]
fn the_packages_declarations_of_rows_are_those_of_the_tables() {
    let types = String::from_utf8(read("../pkg-template/types/index.d.ts")).expect("UTF-8");
    for (name, shape) in [
        ("Produk", Produk::SHAPE),
        ("Slide", Slide::SHAPE),
        ("KostumPage", KostumPage::SHAPE),
        ("UserInfo", UserInfo::SHAPE),
        ("CatatanSaldo", CatatanSaldo::SHAPE),
        ("CatatanPoin", CatatanPoin::SHAPE),
        ("Transaksi", Transaksi::SHAPE),
    ] {
        let (_, declared) = types
            .split_once(&format!("interface {name} "))
            .unwrap_or_else(|| panic!("{name} is not declared"));
        let (declared, _) = declared.split_once("\n}").expect("its end");
        let made = shape.typescript(name);
        for line in made.lines().filter(|line| line.starts_with("  ")) {
            let line = line.trim().trim_end_matches(';');
            let (field, kind) = line.split_once(": ").expect("a field");
            let line = declared
                .lines()
                .map(str::trim)
                .find(|line| {
                    line.starts_with(&format!("{field}:"))
                        || line.starts_with(&format!("{field}?:"))
                })
                .unwrap_or_else(|| panic!("{name}.{field} is not declared"));
            let declared_kind = line.split_once(':').expect("a type").1;
            // Words of which some are known are a `string` all the same.
            let declared_kind = declared_kind.replace("(string & {})", "string");
            let has = |kind: &str| declared_kind.contains(kind);
            assert!(
                kind.split(" | ").all(has) || kind == "string" && has("\""),
                "{name}.{field}: {line}, not {kind}"
            );
            assert_eq!(kind.contains("null"), has("null"), "{name}.{field}: {line}");
        }
    }
}

#[test]
fn words_of_rows_are_known_ones_or_others() {
    assert_eq!(StatusBayar::from("Lunas"), StatusBayar::Lunas);
    assert_eq!(TipeJumlah::from("tahan").as_str(), "tahan");
}

#[cfg(feature = "serde")]
mod serialized {
    use bukaolshop::open_api::slide::Slide;
    use bukaolshop::{ErrorKind, Page, Rows, Source};
    use serde_json::json;

    use crate::support::{Reply, World, client};

    #[test]
    fn pages_and_lists_go_out_and_come_back() {
        let rows = [
            json!({"url_gambar_slide": "a"}),
            json!({"url_gambar_slide": ""}),
        ];
        let world = World::scripted([Reply::rows(&rows)]);
        let slides = world.run(client(&world).slide()).expect("slides");
        let text = serde_json::to_string(&slides).expect("JSON");
        let again: Rows<Slide> = serde_json::from_str(&text).expect("the same list");
        assert_eq!(again, slides);
        let value = json!({"data": slides.data, "page": 2, "per_page": 10, "has_next": true, "source": "stale",
            "rejected": [], "rest": {}});
        let page: Page<Slide> = serde_json::from_value(value).expect("a page");
        assert_eq!((page.page, page.source), (2, Source::Stale));
    }

    #[test]
    fn an_error_goes_out_with_its_fields_and_its_message() {
        let world = World::scripted([Reply::error(404)]);
        let error = world.run(client(&world).slide()).expect_err("404");
        let value = serde_json::to_value(&error).expect("JSON");
        assert_eq!(
            (&value["kind"], &value["code"]),
            (&json!("not_found"), &json!(404))
        );
        assert_eq!(
            (&value["endpoint"], &value["retryable"]),
            (&json!("/app/slide"), &json!(false))
        );
        assert_eq!(value["message"], json!(error.to_string()));
        for kind in ErrorKind::OPEN_API {
            assert_eq!(
                serde_json::to_value(kind).expect("JSON"),
                json!(kind.name())
            );
        }
    }
}
