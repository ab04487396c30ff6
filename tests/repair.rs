//! Repairing what the API sends: each kind of mistake, in every field it can be made in.

use crate::support;
use bukaolshop::repair::Rejected;
use bukaolshop::{Error, ErrorKind};
use serde_json::{Value, json};
use support::endpoints::{self, Answered, Answers, Documented, Field, Want, documented};
use support::{Reply, World, client, example};

/// The API's ways to say "nothing"; `None`: no such field.
fn ways_to_say_nothing() -> [Option<Value>; 7] {
    [
        None,
        Some(Value::Null),
        Some(json!(false)),
        Some(json!("")),
        Some(json!(" \n\t ")),
        Some(json!([])),
        Some(json!("\u{a0}")),
    ]
}

/// Every field of every endpoint.
fn fields() -> impl Iterator<Item = (&'static Documented, &'static Field)> {
    let fields = |endpoint: &'static Documented| {
        let fields = endpoint.fields.iter();
        fields.map(move |field| (endpoint, field))
    };
    endpoints::ALL.iter().flat_map(fields)
}

/// What an endpoint makes of this answer.
fn answered(endpoint: &Documented, body: &Value) -> Result<Answered, Error> {
    let world = World::scripted([Reply::ok(body)]);
    endpoint.ask(&world, &client(&world))
}

/// The example's first row with another value in one field; `None`: without that field.
fn row_with(endpoint: &Documented, field: &Field, value: Option<Value>) -> Value {
    let mut row = endpoint.row();
    let fields = row.as_object_mut().expect("a row is an object");
    match value {
        Some(value) => fields.insert(field.name.to_owned(), value),
        None => fields.remove(field.name),
    };
    row
}

/// What becomes of one field of the example's first row.
fn repaired(endpoint: &Documented, field: &Field, value: Option<Value>) -> Value {
    let row = row_with(endpoint, field, value.clone());
    let case = format!("{}.{} = {value:?}", endpoint.name, field.name);
    let mut answer = answered(endpoint, &endpoint.envelope(row))
        .unwrap_or_else(|error| panic!("{case}: {error}"));
    assert_eq!(answer.rejected, [], "{case}");
    let row = answer
        .rows
        .pop()
        .unwrap_or_else(|| panic!("{case}: no row"));
    let value = row.get(field.name);
    value
        .unwrap_or_else(|| panic!("{case}: the field is gone"))
        .clone()
}

/// Sends the row three times, the second time with this value, which must not be readable.
#[track_caller]
fn assert_unreadable(endpoint: &Documented, field: &Field, value: Option<Value>, reason: &str) {
    let case = format!("{}.{} = {value:?}", endpoint.name, field.name);
    let broken = row_with(endpoint, field, value);
    if endpoint.answers == Answers::Object {
        let error = answered(endpoint, &endpoint.envelope(broken)).expect_err(&case);
        assert_eq!(error.kind, ErrorKind::InvalidResponse, "{case}");
        assert_eq!(error.path, Some(format!("data.{}", field.name)), "{case}");
        assert!(error.to_string().contains(reason), "{case}: {error}");
    } else {
        let body = json!({"code": 200, "data": [endpoint.row(), broken, endpoint.row()]});
        let answer = answered(endpoint, &body).expect(&case);
        assert_eq!(answer.rows.len(), 2, "{case}");
        let [rejected] = answer.rejected.as_slice() else {
            panic!("{case}: {:?}", answer.rejected)
        };
        assert_eq!(rejected.index, 1, "{case}");
        assert_eq!(rejected.path, format!("data[1].{}", field.name), "{case}");
        assert_eq!(rejected.reason, reason, "{case}");
    }
}

/// Whether a row is of use without a readable value of this field: it is no money, no count, no id, and not essential.
fn is_side(field: &Field) -> bool {
    let is_id = field.name.starts_with("id_") || field.name.ends_with("_id");
    !field.essential && !is_id && !matches!(field.want, Want::Number | Want::Rows)
}

/// Sends the row with this value: a side field keeps it apart and costs nothing, any other costs its row.
#[track_caller]
fn assert_aside_or_unreadable(endpoint: &Documented, field: &Field, sent: Value, reason: &str) {
    if !is_side(field) {
        return assert_unreadable(endpoint, field, Some(sent), reason);
    }
    let case = format!("{}.{} = {sent}", endpoint.name, field.name);
    let row = row_with(endpoint, field, Some(sent.clone()));
    let answer = answered(endpoint, &endpoint.envelope(row)).expect(&case);
    assert_eq!(answer.rejected, [], "{case}");
    let row = &answer.rows[0];
    let neutral = match field.want {
        Want::Text(stand_in) => json!(stand_in),
        Want::Texts | Want::Rows => json!([]),
        _ => Value::Null,
    };
    assert_eq!(row[field.name], neutral, "{case}");
    assert_eq!(row["mismatched"], json!({ field.name: sent }), "{case}");
}

const MISSING: &str = "wajib ada, tetapi kosong atau tidak dikirim";
const NO_NUMBER: &str = "tidak terbaca sebagai angka";
const NO_TEXT: &str = "tidak terbaca sebagai teks";
const NO_LIST: &str = "tidak terbaca sebagai daftar";
const NO_OBJECT: &str = "bukan objek";

// ------------------------------------------------------------------------------------ fields

#[test]
fn a_number_sent_as_a_text_becomes_a_number() {
    for (endpoint, field) in fields().filter(|(_, field)| field.want == Want::Number) {
        for (text, number) in [("50000", 50_000.0), (" 7 ", 7.0), ("-12.50", -12.5)] {
            let value = repaired(endpoint, field, Some(json!(text)));
            assert_eq!(value, json!(number), "{}.{}", endpoint.name, field.name);
        }
    }
}

#[test]
fn a_number_sent_as_a_number_stays_as_it_is() {
    for (endpoint, field) in fields().filter(|(_, field)| field.want == Want::Number) {
        for number in [json!(0), json!(21_000), json!(-5), json!(0.5), json!(1e300)] {
            let value = repaired(endpoint, field, Some(number.clone()));
            assert_eq!(value, number, "{}.{}", endpoint.name, field.name);
        }
    }
}

#[test]
fn an_id_or_text_sent_as_a_whole_number_becomes_a_text() {
    let is_text = |field: &Field| matches!(field.want, Want::Text(_) | Want::TextOrNull);
    for (endpoint, field) in fields().filter(|(_, field)| is_text(field)) {
        for (number, text) in [
            (json!(2_046_567), "2046567"),
            (json!(0), "0"),
            (json!(-3), "-3"),
            (json!(9_007_199_254_740_991_i64), "9007199254740991"),
            (json!(5e3), "5000"),
        ] {
            let value = repaired(endpoint, field, Some(number));
            assert_eq!(value, json!(text), "{}.{}", endpoint.name, field.name);
        }
    }
}

#[test]
fn a_text_stays_letter_by_letter_as_it_was_sent() {
    let is_text = |field: &Field| matches!(field.want, Want::Text(_) | Want::TextOrNull);
    for (endpoint, field) in fields().filter(|(_, field)| is_text(field)) {
        for text in [
            "  spasi  ",
            "<img src=x onerror=alert(1)>",
            "007",
            "null",
            "nilai baru yang belum didokumentasikan",
            "🛒\u{0}\u{7f}",
        ] {
            let value = repaired(endpoint, field, Some(json!(text)));
            assert_eq!(value, json!(text), "{}.{}", endpoint.name, field.name);
        }
    }
}

#[test]
fn a_missing_text_becomes_its_stand_in() {
    for (endpoint, field) in fields().filter(|(_, field)| !field.essential) {
        let Want::Text(stand_in) = field.want else {
            continue;
        };
        for nothing in ways_to_say_nothing() {
            let value = repaired(endpoint, field, nothing);
            let text = value.as_str().map(str::trim);
            assert_eq!(text, Some(stand_in), "{}.{}", endpoint.name, field.name);
        }
    }
}

#[test]
fn a_missing_link_becomes_null() {
    for (endpoint, field) in fields().filter(|(_, field)| field.want == Want::TextOrNull) {
        for nothing in ways_to_say_nothing() {
            let value = repaired(endpoint, field, nothing);
            assert_eq!(value, Value::Null, "{}.{}", endpoint.name, field.name);
        }
    }
}

#[test]
fn a_missing_number_that_a_row_can_do_without_becomes_zero() {
    let is_optional = |field: &Field| field.want == Want::Number && !field.essential;
    for (endpoint, field) in fields().filter(|(_, field)| is_optional(field)) {
        for nothing in ways_to_say_nothing() {
            let value = repaired(endpoint, field, nothing);
            assert_eq!(value, json!(0.0), "{}.{}", endpoint.name, field.name);
        }
    }
}

#[test]
fn a_missing_list_becomes_empty() {
    let is_list = |field: &Field| matches!(field.want, Want::Texts | Want::Rows);
    for (endpoint, field) in fields().filter(|(_, field)| is_list(field)) {
        for nothing in ways_to_say_nothing() {
            let value = repaired(endpoint, field, nothing);
            assert_eq!(value, json!([]), "{}.{}", endpoint.name, field.name);
        }
    }
}

#[test]
fn a_list_of_texts_is_repaired_from_whatever_php_made_of_it() {
    for (endpoint, field) in fields().filter(|(_, field)| field.want == Want::Texts) {
        for (sent, texts) in [
            (json!(["L", "M"]), json!(["L", "M"])),
            (json!("XL"), json!(["XL"])),
            (json!(42), json!(["42"])),
            (json!([38, "39", 40.0]), json!(["38", "39", "40"])),
            (json!(["L", null, "", " ", false, {}, ["x"]]), json!(["L"])),
            (json!({"0": "L", "2": "M"}), json!(["L", "M"])),
            (
                json!({"9": "b", "10": "c", "8": "a"}),
                json!(["a", "b", "c"]),
            ),
            (json!({}), json!([])),
            (json!([null]), json!([])),
        ] {
            let value = repaired(endpoint, field, Some(sent.clone()));
            assert_eq!(value, texts, "{}.{} = {sent}", endpoint.name, field.name);
        }
    }
}

#[test]
fn a_row_without_a_field_it_needs_is_rejected_and_the_others_stay() {
    for (endpoint, field) in fields().filter(|(_, field)| field.essential) {
        for nothing in ways_to_say_nothing() {
            assert_unreadable(endpoint, field, nothing, MISSING);
        }
    }
}

#[test]
fn an_unreadable_number_rejects_its_row_and_is_never_shown_as_zero() {
    for (endpoint, field) in fields().filter(|(_, field)| field.want == Want::Number) {
        for sent in [
            json!("abc"),
            json!("50.000"),
            json!("Rp5000"),
            json!("NaN"),
            json!(true),
            json!({}),
            json!([5]),
            json!({"0": 5}),
        ] {
            assert_unreadable(endpoint, field, Some(sent), NO_NUMBER);
        }
    }
}

#[test]
fn what_is_no_text_is_kept_apart_or_rejects_its_row() {
    let is_text = |field: &Field| matches!(field.want, Want::Text(_) | Want::TextOrNull);
    for (endpoint, field) in fields().filter(|(_, field)| is_text(field)) {
        for sent in [
            json!(true),
            json!({}),
            json!(["a"]),
            json!(1.5),
            json!(1e300),
        ] {
            assert_aside_or_unreadable(endpoint, field, sent, NO_TEXT);
        }
    }
}

#[test]
fn what_is_no_list_is_kept_apart_or_rejects_its_row() {
    let is_list = |field: &Field| matches!(field.want, Want::Texts | Want::Rows);
    for (endpoint, field) in fields().filter(|(_, field)| is_list(field)) {
        for sent in [
            json!(true),
            json!({"ukuran": "L"}),
            json!({"0": "L", "x": "M"}),
        ] {
            assert_aside_or_unreadable(endpoint, field, sent, NO_LIST);
        }
    }
}

#[test]
fn only_the_first_unreadable_field_of_a_row_is_named() {
    let body = json!({"code": 200, "data": [{"id_produk": {}, "harga_produk": "gratis"}]});
    let answer = answered(documented("produk"), &body).expect("an answer");
    let paths: Vec<_> = answer.rejected.iter().map(|row| &row.path).collect();
    assert_eq!(paths, ["data[0].id_produk"]);
}

#[test]
fn fields_the_documentation_does_not_know_pass_through_on_rows() {
    let new = json!({"dalam": [1, null, {"x": "y"}], "0": false});
    for endpoint in endpoints::ALL {
        let mut row = endpoint.row();
        row["field_baru"] = new.clone();
        let answer = answered(endpoint, &endpoint.envelope(row)).expect("an answer");
        assert_eq!(answer.rows[0]["field_baru"], new, "{}", endpoint.name);
    }
}

#[test]
fn fields_the_documentation_does_not_know_pass_through_on_typed_rows() {
    let endpoint = documented("produk");
    let mut row = endpoint.row();
    row["rating"] = json!({"rata": 4.5});
    let world = World::scripted([Reply::rows(&[row])]);
    let page = world.run(client(&world).produk().list(&Default::default()));
    let page = page.expect("a page");
    assert_eq!(page.data[0].extra["rating"], json!({"rata": 4.5}));
}

#[test]
fn fields_the_documentation_does_not_know_pass_through_on_the_envelope() {
    let body = json!({"code": 200, "status": "ok", "data": [], "promo": {"aktif": true}});
    let world = World::scripted([Reply::ok(&body)]);
    let page = world.run(client(&world).produk().list(&Default::default()));
    let expected = json!({"code": 200, "status": "ok", "promo": {"aktif": true}});
    assert_eq!(page.expect("a page").rest, expected);
}

// ---------------------------------------------------------------------------- categories inside

/// The example's first category, its two sub-categories replaced.
fn with_subs(subs: Value) -> Value {
    let mut row = documented("kategori").row();
    row["sub_kategori"] = subs;
    row
}

#[test]
fn sub_categories_are_repaired_like_categories() {
    let row =
        with_subs(json!({"1": {"id_kategori": 5, "nama_kategori": "Topi", "url_kategori": ""}}));
    let body = documented("kategori").envelope(row);
    let answer = answered(documented("kategori"), &body).expect("an answer");
    let expected = json!([{
        "id_kategori": "5",
        "nama_kategori": "Topi",
        "gambar_kategori": null,
        "url_kategori": null,
        "tipe_kategori": "sub",
        "sub_kategori": [],
    }]);
    assert_eq!(answer.rows[0]["sub_kategori"], expected);
}

#[test]
fn an_unreadable_sub_category_is_rejected_and_its_category_stays() {
    let sub = |id: Value| json!({"id_kategori": id, "nama_kategori": "Topi"});
    let rows = [
        with_subs(json!([])),
        with_subs(json!([sub(json!("1")), sub(json!({})), 7])),
    ];
    let world = World::scripted([Reply::rows(&rows)]);
    let answer = world.run(client(&world).kategori(&Default::default()));
    let answer = answer.expect("an answer");
    let rejected = |path: &str, reason| Rejected {
        index: 1,
        path: path.to_owned(),
        reason,
    };
    assert_eq!(
        answer.rejected,
        [
            rejected("data[1].sub_kategori[1].id_kategori", NO_TEXT),
            rejected("data[1].sub_kategori[2]", NO_OBJECT),
        ]
    );
    let subs: Vec<usize> = answer
        .data
        .iter()
        .map(|row| row.sub_kategori.len())
        .collect();
    assert_eq!(subs, [0, 1]);
}

#[test]
fn a_third_level_of_categories_is_repaired_too() {
    let third = json!([{"id_kategori": 9, "nama_kategori": "Peci"}, {"nama_kategori": "tanpa id"}]);
    let subs = json!([{"id_kategori": "1", "nama_kategori": "Topi", "sub_kategori": third}]);
    let world = World::scripted([Reply::rows(&[with_subs(subs)])]);
    let answer = world
        .run(client(&world).kategori(&Default::default()))
        .expect("an answer");
    let third = &answer.data[0].sub_kategori[0].sub_kategori;
    assert_eq!(third.len(), 1);
    assert_eq!(
        (
            third[0].id_kategori.as_str(),
            third[0].tipe_kategori.as_str()
        ),
        ("9", "sub")
    );
    let paths: Vec<_> = answer
        .rejected
        .iter()
        .map(|row| row.path.as_str())
        .collect();
    assert_eq!(
        paths,
        ["data[0].sub_kategori[0].sub_kategori[1].id_kategori"]
    );
}

#[test]
fn a_category_that_does_not_fit_its_type_is_rejected_at_its_own_place() {
    // What a third level lists in turn is not repaired: here it is no list.
    let third = json!({"id_kategori": "2", "nama_kategori": "Peci", "sub_kategori": 5});
    let too_deep = json!([{"id_kategori": "1", "nama_kategori": "Topi", "sub_kategori": [third]}]);
    let rows = [
        with_subs(json!([7])),
        with_subs(too_deep),
        with_subs(json!([7])),
    ];
    let world = World::scripted([Reply::rows(&rows)]);
    let answer = world.run(client(&world).kategori(&Default::default()));
    let rejected = answer.expect("an answer").rejected;
    let places: Vec<_> = rejected
        .iter()
        .map(|row| (row.index, row.path.as_str()))
        .collect();
    let expected = [
        (0, "data[0].sub_kategori[0]"),
        (1, "data[1].sub_kategori"),
        (2, "data[2].sub_kategori[0]"),
    ];
    assert_eq!(places, expected);
}

// -------------------------------------------------------------------------------------- rows

#[test]
fn a_row_that_is_no_object_is_rejected_and_the_others_stay() {
    for endpoint in endpoints::ALL
        .iter()
        .filter(|it| it.answers != Answers::Object)
    {
        for broken in [
            json!(null),
            json!("teks"),
            json!(5),
            json!([]),
            json!(false),
        ] {
            let rows = json!([broken, endpoint.row()]);
            let answer = answered(endpoint, &json!({"code": 200, "data": rows}));
            let answer = answer.expect("an answer");
            let expected = Rejected {
                index: 0,
                path: "data[0]".to_owned(),
                reason: NO_OBJECT,
            };
            assert_eq!(answer.rejected, [expected], "{} {broken}", endpoint.name);
            assert_eq!(answer.rows.len(), 1, "{} {broken}", endpoint.name);
        }
    }
}

#[test]
fn rows_in_an_object_with_the_keys_of_a_list_are_read_in_their_order() {
    for endpoint in endpoints::ALL
        .iter()
        .filter(|it| it.answers != Answers::Object)
    {
        let mut second = endpoint.row();
        second["urutan"] = json!(2);
        let data = json!({"10": second, "9": endpoint.row()});
        let answer = answered(endpoint, &json!({"code": 200, "data": data}));
        let rows = answer.expect("an answer").rows;
        assert_eq!(rows.len(), 2, "{}", endpoint.name);
        assert_eq!(rows[1]["urutan"], json!(2), "{}", endpoint.name);
    }
}

#[test]
fn a_list_that_php_calls_nothing_is_an_empty_list() {
    for endpoint in endpoints::ALL
        .iter()
        .filter(|it| it.answers != Answers::Object)
    {
        for data in [json!(null), json!([]), json!({}), json!(false), json!("")] {
            let answer = answered(endpoint, &json!({"code": 200, "data": data}));
            let answer = answer.unwrap_or_else(|error| panic!("{} {data}: {error}", endpoint.name));
            assert_eq!((answer.rows, answer.rejected), (vec![], vec![]), "{data}");
        }
    }
}

#[test]
fn an_answer_without_its_rows_is_invalid() {
    for endpoint in endpoints::ALL
        .iter()
        .filter(|it| it.answers != Answers::Object)
    {
        for body in [
            json!({"code": 200}),
            json!({"code": 200, "data": "rusak"}),
            json!({"code": 200, "data": 5}),
            json!({"code": 200, "data": true}),
            json!({"code": 200, "data": {"nama": "x"}}),
        ] {
            let error = answered(endpoint, &body).expect_err("no rows");
            assert_eq!(error.kind, ErrorKind::InvalidResponse, "{body}");
            assert_eq!(error.path.as_deref(), Some("data"), "{body}");
            assert_eq!(error.code, Some(200), "{body}");
        }
    }
}

#[test]
fn a_member_without_a_readable_balance_is_an_error_at_the_balance() {
    let endpoint = documented("user_info");
    for data in [
        json!({}),
        json!({"jumlah_saldo": "banyak"}),
        json!({"jumlah_saldo": null}),
    ] {
        let error = answered(endpoint, &endpoint.envelope(data)).expect_err("no balance");
        assert_eq!(error.kind, ErrorKind::InvalidResponse);
        assert_eq!(error.path.as_deref(), Some("data.jumlah_saldo"));
    }
}

#[test]
fn a_member_who_is_no_object_is_an_error_at_the_data() {
    let endpoint = documented("user_info");
    for body in [
        json!({"code": 200}),
        json!({"code": 200, "data": null}),
        json!({"code": 200, "data": []}),
        json!({"code": 200, "data": "teks"}),
        json!({"code": 200, "data": [endpoint.row()]}),
    ] {
        let error = answered(endpoint, &body).expect_err("no member");
        assert_eq!(error.kind, ErrorKind::InvalidResponse, "{body}");
        assert_eq!(error.path.as_deref(), Some("data"), "{body}");
    }
}

// ------------------------------------------------------------------------------------- bodies

/// What the products make of an answer with these bytes.
fn produk_from(http_status: u16, body: impl Into<Vec<u8>>) -> Result<Answered, Error> {
    let world = World::scripted([Reply::bytes(http_status, body)]);
    documented("produk").ask(&world, &client(&world))
}

#[test]
fn a_body_that_is_cut_anywhere_is_invalid() {
    for endpoint in endpoints::ALL {
        let body = example(endpoint.name);
        let whole = body.trim_ascii_end();
        for length in 0..whole.len() {
            let world = World::scripted([Reply::bytes(200, &whole[..length])]);
            let error = endpoint
                .ask(&world, &client(&world))
                .expect_err("it is cut");
            let case = format!("{} cut at {length}", endpoint.name);
            assert_eq!(error.kind, ErrorKind::InvalidResponse, "{case}");
            assert_eq!(error.code, Some(200), "{case}");
        }
    }
}

#[test]
fn a_body_that_is_no_json_object_is_invalid() {
    for body in [
        "",
        " ",
        "<!doctype html><html><body>502 Bad Gateway</body></html>",
        "[]",
        "[{\"code\":200}]",
        "null",
        "\"ok\"",
        "200",
        "true",
        "{\"code\":200,\"data\":[]}}",
        "{'code':200}",
        "{\"code\":200,\"data\":[],}",
    ] {
        let error = produk_from(200, body).expect_err(body);
        assert_eq!(error.kind, ErrorKind::InvalidResponse, "{body}");
        assert_eq!(error.code, Some(200), "{body}");
    }
}

#[test]
fn a_byte_order_mark_is_not_in_the_way() {
    let mut body = b"\xef\xbb\xbf".to_vec();
    body.extend(example("produk"));
    let answer = produk_from(200, body).expect("an answer");
    assert_eq!(answer.rows.len(), 2);
}

#[test]
fn a_text_that_is_not_utf8_keeps_all_that_is() {
    let mut row = documented("produk").row();
    row["nama_produk"] = json!("Kaf@");
    let mut body = documented("produk").envelope(row).to_string().into_bytes();
    let at = body
        .iter()
        .position(|byte| *byte == b'@')
        .expect("the sign");
    body[at] = 0xe9;
    let answer = produk_from(200, body).expect("an answer");
    assert_eq!(answer.rows[0]["nama_produk"], "Kaf\u{fffd}");
}

#[test]
fn nesting_deeper_than_any_stack_costs_no_row() {
    let levels = 100_000;
    let deep = "[".repeat(levels) + &"]".repeat(levels);
    let mut row = documented("produk").row();
    row["tambahan"] = json!("@");
    let body = documented("produk").envelope(row).to_string();
    let answer = produk_from(200, body.replace("\"@\"", &deep)).expect("an answer");
    assert_eq!(answer.rows.len(), 1);
    assert_eq!(answer.rejected, []);
    assert!(answer.rows[0]["tambahan"].is_array());
}

#[test]
fn a_number_that_no_double_holds_is_never_a_price() {
    let body = r#"{"code":200,"data":[{"id_produk":"1","nama_produk":"a","harga_produk":1e999}]}"#;
    let rows = produk_from(200, body).map(|answer| answer.rows);
    assert_eq!(rows.unwrap_or_default(), Vec::<Value>::new());
}

#[test]
fn a_code_that_says_200_in_another_way_is_a_good_answer() {
    for code in [
        json!(200),
        json!("200"),
        json!(" 200 "),
        json!(200.0),
        json!("200.00"),
    ] {
        let answer = produk_from(200, json!({"code": code, "data": []}).to_string());
        assert!(answer.is_ok(), "{code}: {answer:?}");
    }
}

#[test]
fn an_answer_without_a_readable_code_counts_by_its_http_status() {
    for code in [
        json!(null),
        json!("abc"),
        json!(""),
        json!({}),
        json!([]),
        json!(true),
    ] {
        let body = json!({"code": code, "data": []}).to_string();
        assert!(produk_from(200, body.clone()).is_ok(), "{code}");
        let error = produk_from(404, body).expect_err("HTTP 404");
        assert_eq!(
            (error.kind, error.code),
            (ErrorKind::NotFound, Some(404)),
            "{code}"
        );
    }
}

#[test]
fn a_code_from_no_table_is_an_invalid_response_with_that_code() {
    for (sent, code) in [
        (json!(0), 0),
        (json!(-1), -1),
        (json!("1"), 1),
        (json!(302), 302),
        (json!(999), 999),
        (json!(1e300), i64::MAX),
        (json!(-1e300), i64::MIN),
    ] {
        let body = json!({"code": sent, "status": "aneh", "data": []}).to_string();
        let error = produk_from(200, body).expect_err("no such code");
        let expected = (ErrorKind::InvalidResponse, Some(code));
        assert_eq!((error.kind, error.code), expected, "{sent}");
        assert!(!error.to_string().is_empty(), "{sent}");
    }
}
