//! Answers that nobody thought of: whatever a server sends, the module survives it and hands out
//! nothing but what the documentation promises.

use crate::support;
use bukaolshop::ErrorKind;
use bukaolshop::open_api::kategori::Kategori;
use bukaolshop::open_api::kostumpage::KostumPage;
use bukaolshop::open_api::produk::Produk;
use bukaolshop::open_api::slide::Slide;
use bukaolshop::open_api::user::catatan::{CatatanPoin, CatatanSaldo};
use bukaolshop::open_api::user::info::UserInfo;
use bukaolshop::open_api::user::transaksi::Transaksi;
use bukaolshop::repair::repair;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value, json};
use support::endpoints::{self, Answers, Documented};
use support::{Reply, World, client, example};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-+]?[0-9]{0,17}([.,][0-9]{0,4})?",
        "[ \t\n\u{85}\u{a0}\u{feff}]{0,3}",
    ]
}

fn number() -> impl Strategy<Value = Number> {
    let finite = any::<f64>().prop_filter_map("JSON has no other", Number::from_f64);
    prop_oneof![
        any::<i64>().prop_map(Number::from),
        any::<u64>().prop_map(Number::from),
        (0_u32..100_000).prop_map(Number::from),
        finite,
    ]
}

/// Any JSON at all; the names in its objects are the endpoint's, or those of a list.
fn anything(endpoint: &'static Documented) -> impl Strategy<Value = Value> {
    let names = endpoint.fields.iter().map(|field| field.name);
    let names: Vec<&str> = names
        .chain(["0", "1", "10", "-1", "007", "", "x"])
        .collect();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number().prop_map(Value::Number),
        text().prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 40, 6, move |inner| {
        let name = prop::sample::select(names.clone()).prop_map(str::to_owned);
        let fields = prop::collection::vec((name, inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::Array),
            fields.prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}

/// A row of the endpoint's example in which some fields hold anything, or are gone.
fn row(endpoint: &'static Documented) -> impl Strategy<Value = Value> {
    let names: Vec<&str> = endpoint.fields.iter().map(|field| field.name).collect();
    let change = (
        prop::sample::select(names),
        prop::option::of(anything(endpoint)),
    );
    prop::collection::vec(change, 0..5).prop_map(move |changes| {
        let mut row = endpoint.row();
        let fields = row.as_object_mut().expect("a row is an object");
        for (name, value) in changes {
            match value {
                Some(value) => fields.insert(name.to_owned(), value),
                None => fields.remove(name),
            };
        }
        row
    })
}

fn endpoint() -> impl Strategy<Value = &'static Documented> {
    prop::sample::select(endpoints::ALL.iter().collect::<Vec<_>>())
}

/// Whether a repaired row can be read into its Rust type.
fn fits_its_type(name: &str, row: Value) -> Result<(), serde_json::Error> {
    fn fits<R: DeserializeOwned>(row: Value) -> Result<(), serde_json::Error> {
        serde_json::from_value::<R>(row).map(drop)
    }
    match name {
        "produk" => fits::<Produk>(row),
        "kategori" => fits::<Kategori>(row),
        "kostumpage" => fits::<KostumPage>(row),
        "slide" => fits::<Slide>(row),
        "user_info" => fits::<UserInfo>(row),
        "catatan_saldo" => fits::<CatatanSaldo>(row),
        "catatan_poin" => fits::<CatatanPoin>(row),
        "transaksi" => fits::<Transaksi>(row),
        other => panic!("{other} has no type"),
    }
}

/// A third level of categories is not documented, passes through as it is, and may fit no type.
fn has_third_level(row: &Value) -> bool {
    let subs = |row: &Value| row["sub_kategori"].as_array().cloned().unwrap_or_default();
    subs(row).iter().any(|sub| !subs(sub).is_empty())
}

/// An amount of money that is no whole number of rupiah fits no type, and is listed as rejected.
fn has_part_of_a_rupiah(row: &Value) -> bool {
    let amounts = [
        "harga_produk",
        "harga_produk_asli",
        "jumlah_saldo",
        "jumlah_dana",
        "saldo_terakhir",
    ];
    let is_whole = |amount: f64| amount.fract() == 0.0 && amount.abs() < 9e15;
    let mut numbers = amounts.iter().filter_map(|name| row[*name].as_f64());
    numbers.any(|amount| !is_whole(amount))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_repaired_row_is_what_the_documentation_promises(
        (endpoint, row) in endpoint().prop_flat_map(|it| (Just(it), prop_oneof![row(it), anything(it)]))
    ) {
        let mut repaired = row;
        if repair(&mut repaired, endpoint.shape(), &mut Vec::new()) {
            for field in endpoint.fields {
                let value = repaired.get(field.name);
                prop_assert!(field.want.allows(value), "{}: {value:?}", field.name);
            }
        }
    }

    #[test]
    fn a_repaired_row_needs_no_repair(
        (endpoint, row) in endpoint().prop_flat_map(|it| (Just(it), row(it)))
    ) {
        let mut once = row;
        if repair(&mut once, endpoint.shape(), &mut Vec::new()) {
            let mut twice = once.clone();
            let mut rejected = Vec::new();
            prop_assert!(repair(&mut twice, endpoint.shape(), &mut rejected));
            prop_assert_eq!(rejected, []);
            prop_assert_eq!(twice, once);
        }
    }

    #[test]
    fn a_repaired_row_fits_its_rust_type(
        (endpoint, row) in endpoint().prop_flat_map(|it| (Just(it), row(it)))
    ) {
        let mut row = row;
        if repair(&mut row, endpoint.shape(), &mut Vec::new()) && !has_third_level(&row) && !has_part_of_a_rupiah(&row) {
            let fits = fits_its_type(endpoint.name, row.clone());
            prop_assert!(fits.is_ok(), "{row}: {fits:?}");
        }
    }

    #[test]
    fn rows_read_and_rows_rejected_are_all_the_rows(
        (endpoint, rows) in endpoint().prop_flat_map(|it| {
            (Just(it), prop::collection::vec(prop_oneof![row(it), anything(it)], 0..6))
        })
    ) {
        prop_assume!(endpoint.answers != Answers::Object);
        let world = World::scripted([Reply::rows(&rows)]);
        let answer = endpoint.ask(&world, &client(&world)).expect("a list of rows");
        // A category stays when one inside it is rejected, whose path has a second index.
        let whole = answer.rejected.iter().filter(|row| row.path.matches('[').count() == 1);
        prop_assert_eq!(answer.rows.len() + whole.count(), rows.len());
    }

    #[test]
    fn a_body_of_any_json_is_an_answer_or_an_error(
        (endpoint, data) in endpoint().prop_flat_map(|it| (Just(it), anything(it))), code in number()
    ) {
        for body in [data.clone(), json!({"code": code, "data": data}), json!({"data": data})] {
            let world = World::scripted([Reply::ok(&body)]);
            if let Err(error) = endpoint.ask(&world, &client(&world)) {
                prop_assert_ne!(error.code, None);
            }
        }
    }

    #[test]
    fn an_example_with_bytes_changed_is_an_answer_or_an_error_of_the_answer(
        endpoint in endpoint(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut body = example(endpoint.name);
        for (at, byte) in changes {
            let at = at.index(body.len());
            body[at] = byte;
        }
        let world = World::scripted([Reply::bytes(200, body)]);
        if let Err(error) = endpoint.ask(&world, &client(&world)) {
            // One digit of the code may be among the bytes.
            let by_code = error.code != Some(200);
            prop_assert!(by_code || error.kind == ErrorKind::InvalidResponse, "{error}");
        }
    }
}
