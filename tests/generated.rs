//! `pkg-template/client/generated.js` holds what the package's JavaScript must know before the module is there, and
//! `pkg-template/server/generated.js` the same for servers; `generated-stores.js` and `generated-answers.js` beside it have the statements of
//! the stores in databases. They are written from the crate's own tables by
//! `UPDATE=1 cargo test --test all generated`; without `UPDATE` the test fails where a file is old. The kinds of errors that the package's types name are compared in the same way.

use std::fs;
use std::path::Path;

use bukaolshop::layer::{Freshness, QUOTA_KEY};
use bukaolshop::open_api::kategori::KategoriQuery;
use bukaolshop::open_api::kostumpage::KostumPageQuery;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::open_api::slide::SlideQuery;
use bukaolshop::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use bukaolshop::open_api::user::info::UserInfoQuery;
use bukaolshop::open_api::user::transaksi::TransaksiQuery;
use bukaolshop::open_api::{PATHS, QUERY_FIELDS};
use bukaolshop::server::SHORTEST;
use bukaolshop::server::callback::BODY_TIMEOUT;
use bukaolshop::server::callback::store::statements::{
    POSTGRES, REDIS, REDIS_PREFIX, RULES, SENTENCES, SQLITE,
};
use bukaolshop::server::open_api_cache::statements::ANSWERS;
use bukaolshop::{
    DEFAULT_TIMEOUT, Endpoint, ErrorKind, Identity, OLD_APP, OPEN_API, PageQuery, Paged,
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The key of a list in pages, behind its name in the client; nothing for a list without one.
fn key(query: &impl Paged) -> String {
    let (name, _) = PATHS
        .iter()
        .find(|(_, path)| *path == query.path())
        .expect("the name of the list");
    query
        .key()
        .map_or_else(String::new, |key| format!(" {name}: \"{key}\","))
}

fn generated() -> String {
    let quota = QUOTA_KEY;
    let paths: String = PATHS
        .iter()
        .map(|(name, path)| format!(" {name}: \"{path}\","))
        .collect();
    let argument = ErrorKind::InvalidArgument.advice();
    let token = Identity::new("", None).expect_err("no token").to_string();
    let token = token
        .strip_prefix(&format!("{argument}: "))
        .and_then(|rule| rule.strip_suffix('.'))
        .expect("the error of an argument");
    let list = |path: &str, rows: u32| format!(" \"{path}\": {rows},");
    let lists = [
        list(ProdukQuery::default().path(), PageQuery::DEFAULT_PER_PAGE),
        list(KategoriQuery::default().path(), 0),
        list(SlideQuery.path(), 0),
        list(KostumPageQuery.path(), 0),
    ]
    .concat();
    let keys: String = [
        key(&ProdukQuery::default()),
        key(&CatatanSaldoQuery::default()),
        key(&TransaksiQuery::default()),
    ]
    .concat();
    let fields: String = QUERY_FIELDS
        .iter()
        .map(|(path, names)| format!(" \"{path}\": \"{}\",", names.join(" ")))
        .collect();
    format!(
        r#"// Written from the crate's tables by `UPDATE=1 cargo test --test all generated`; that test fails where this is old.

/** The paths of the endpoints, by their names in the client. */
export const PATHS = {{{paths} }};

/** The rows on a page of each of the shop's own lists, by path; 0: it comes in one piece. @type {{Record<string, number>}} */
export const LISTS = {{{lists} }};

/** The fields that tell the rows of lists in pages apart, by the names of the lists in the client. @type {{Record<string, string>}} */
export const KEYS = {{{keys} }};

/** The fields that a query may have, by path, with spaces between them. @type {{Record<string, string>}} */
export const FIELDS = {{{fields} }};

/** The address of the Open API. */
export const OPEN_API = "{OPEN_API}";
/** Where the day's requests are counted in the page's storage. */
export const QUOTA = "{quota}";
/** Milliseconds allowed for one call unless told otherwise. */
export const TIMEOUT = {timeout};

/** Milliseconds for which an answer counts as fresh unless told otherwise. */
export const FRESH = {fresh};

/** What errors say that come up before the module is there. */
export const SENTENCES = {{
  invalid_argument: "{argument}",
  not_logged_in: "{}.",
  old_app: "{OLD_APP}.",
  timeout: "{}.",
  token: "{token}",
}};
"#,
        ErrorKind::NotLoggedIn.advice(),
        ErrorKind::Timeout.advice(),
        fresh = Freshness::default().fresh.as_millis(),
        timeout = DEFAULT_TIMEOUT.as_millis(),
    )
}

fn generated_for_servers() -> String {
    let timeout = BODY_TIMEOUT.as_millis();
    format!(
        r"// Written from the crate's tables by `UPDATE=1 cargo test --test all generated`; that test fails where this is old.

/** The smallest length of a key or a secret. */
export const SHORTEST = {SHORTEST};

/** How long the body of a request may take to arrive unless told otherwise, in milliseconds. */
export const BODY_TIMEOUT = {timeout};
"
    )
}

/// A value as an expression of JavaScript.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("texts and numbers")
}

/// The statements of the store of answers.
fn generated_for_answers() -> String {
    let answers = json(&ANSWERS);
    format!(
        r"// Written from the crate's tables by `UPDATE=1 cargo test --test all generated`; that test fails where this is old.
// `src/server/open_api_cache/statements.rs` describes each of them.

export const ANSWERS = {answers};
"
    )
}

/// The statements of the stores.
fn generated_for_stores() -> String {
    format!(
        r"// Written from the crate's tables by `UPDATE=1 cargo test --test all generated`; that test fails where this is old.
// `src/server/callback/store/statements.rs` describes each of them.

/** @typedef {{{{ sql: string, parameters: string[] }}}} Statement */

export const SQLITE = {sqlite};

export const POSTGRES = {postgres};

export const REDIS = {redis};

/** What begins the keys of a shop in Redis. */
export const REDIS_PREFIX = {prefix};

export const RULES = {rules};

export const SENTENCES = {sentences};
",
        sqlite = json(&SQLITE),
        postgres = json(&POSTGRES),
        redis = json(&REDIS),
        prefix = json(&REDIS_PREFIX),
        rules = json(&RULES),
        sentences = json(&SENTENCES),
    )
}

#[test]
fn the_javascript_tables_are_those_of_the_crate() {
    for (name, generated) in [
        ("client/generated.js", generated()),
        ("server/generated.js", generated_for_servers()),
        ("server/generated-answers.js", generated_for_answers()),
        ("server/generated-stores.js", generated_for_stores()),
    ] {
        let path = root().join("pkg-template").join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &generated).expect("the file can be written");
        }
        let written = fs::read_to_string(&path).expect("the file is there");
        assert_eq!(
            written,
            generated,
            "{} is old; UPDATE=1 cargo test --test all generated writes it anew",
            path.display()
        );
    }
}

#[test]
fn the_package_types_name_the_kinds_of_errors_that_the_crate_has() {
    let types =
        fs::read_to_string(root().join("pkg-template/types/index.d.ts")).expect("the types");
    let (_, kinds) = types
        .split_once("export type ErrorKind =")
        .expect("the kinds");
    let (kinds, _) = kinds.split_once(';').expect("the end of the kinds");
    let mut named: Vec<&str> = kinds.split('"').skip(1).step_by(2).collect();
    named.sort_unstable();
    let mut known: Vec<&str> = ErrorKind::OPEN_API.iter().map(|kind| kind.name()).collect();
    // The module itself could not be loaded: only the package's JavaScript can say so.
    known.push("load");
    known.sort_unstable();
    assert_eq!(named, known);
}

#[test]
fn the_reference_of_the_elements_names_the_fields_of_each_row() {
    let path = root().join("pkg-template/elements/reference.json");
    let text = fs::read(path).expect("the reference");
    let reference: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    for (row, shape) in [
        ("Produk", ProdukQuery::default().shape()),
        ("Kategori", KategoriQuery::default().shape()),
        ("Slide", SlideQuery.shape()),
        ("KostumPage", KostumPageQuery.shape()),
        ("UserInfo", UserInfoQuery.shape()),
        ("CatatanSaldo", CatatanSaldoQuery::default().shape()),
        ("CatatanPoin", CatatanPoinQuery::default().shape()),
        ("Transaksi", TransaksiQuery::default().shape()),
    ] {
        let fields = reference["fields"][row].as_object().expect(row);
        let mut named: Vec<&str> = fields.keys().map(String::as_str).collect();
        let mut known: Vec<&str> = shape.fields.iter().map(|field| field.name).collect();
        named.sort_unstable();
        known.sort_unstable();
        assert_eq!(named, known, "{row}");
    }
}
