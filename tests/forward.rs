//! From an order of bukaOlshop's to each system's.
#![cfg(feature = "native")]

use std::collections::BTreeMap;

use bukaolshop::server::closed_api::member::MemberDetail;
use bukaolshop::server::closed_api::transaksi::TransaksiDetail;
use bukaolshop::server::forward::{
    ALL_OTHERS, Counterparts, MapError, Mapped, Source, commerce, mitra_bunso, onesolu, onetablet,
};
use bukaolshop::server::orders::onetablet::order::Store;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The documentation's example, with a field that it does not know at every level.
fn transaksi() -> Value {
    json!({
        "code": 200, "status": "ok", "asing": {"dalam": [true, "x"]},
        "nomor_pembayaran": "74879326", "id_user": "2343", "status_bayar": "lunas",
        "status_pengiriman": "diproses", "bank_penerima": "BCA",
        "terakhir_update": "2021-02-27 19:48:38", "tanggal_buat": "2021-02-24 04:16:11",
        "potongan": 0, "kode_unik": 0, "total_membership": 15500, "total_transaksi": 1079949,
        "data_pesanan": [
            {
                "ekspedisi": "JNE OKE", "ongkos_kirim": 43000, "nama_pengirim": "Nama saya 1",
                "provinsi": "Riau", "kota": "Pekanbaru", "kecamatan": "Bukit Raya",
                "no_hp": "085279462345", "kode_pos": "28112", "gudang": "A",
                "data_produk": [{
                    "id_transaksi": "t1", "id_barang": "513039", "nama_barang": "barang 1",
                    "jumlah_barang": 3, "total_harga": 10000, "catatan": "catatan pesanan",
                    "nomor_resi": "RESI1", "berat": 5,
                    "catatan_tambahan": {
                        "nama_varian": "Varian 123", "opsi": ["UNGU", "MERAH"], "sku": "s"
                    }
                }]
            },
            {
                "ekspedisi": "SICEPAT", "ongkos_kirim": 12000, "nama_pengirim": "Nama saya 2",
                "provinsi": "Bali", "kota": "Badung", "kecamatan": "Abiansemal",
                "no_hp": "085723453462", "kode_pos": "80351",
                "data_produk": [
                    {
                        "id_transaksi": "t2", "id_barang": "196552", "nama_barang": "barang 2",
                        "jumlah_barang": 1, "total_harga": 50000,
                        "catatan": " \nVarian : Varian 1\n", "nomor_resi": ""
                    },
                    {
                        "id_transaksi": "t3", "id_barang": "196552", "nama_barang": "barang 3",
                        "jumlah_barang": 2, "total_harga": 949449, "catatan": "",
                        "nomor_resi": "123456789"
                    }
                ]
            }
        ]
    })
}

fn member() -> Value {
    let alamat = |nama: &str| {
        json!({
            "nama_penerima": nama, "kecamatan": "Abiansemal", "kota": "Badung",
            "provinsi": "Bali", "nomor_telepon": "081288454822", "kode_pos": "80351",
            "alamat_lengkap": "Jl. Raya Mambal 12", "patokan": "dekat pasar"
        })
    };
    json!({
        "id_user": "2343", "email_user": "budi@contoh.id", "nama_user": "Budi Santoso",
        "tanggal_lahir": "1994-03-17", "jenis_kelamin": "Laki-laki",
        "nomor_telepon": "6281288454822", "foto_profil": null, "status_akun": "verified",
        "kode_referral": "BUDI94", "tanggal_daftar": "2024-02-11 08:00:00",
        "data_alamat": [alamat("Kantor Budi"), alamat("Rumah Budi")]
    })
}

fn table(rows: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(one, other): &(&str, &str)| ((*one).to_owned(), (*other).to_owned());
    rows.iter().map(owned).collect()
}

const SHOP: &str = "02badb7c-a3ff-4e64-97f7-a3b82044dd83";

fn to_mitra() -> mitra_bunso::Profile {
    mitra_bunso::Profile {
        shop_id: SHOP.to_owned(),
        shop_name: "ALTHASHOP".to_owned(),
        couriers: table(&[("JNE OKE", "kurir-jne"), ("SICEPAT", "kurir-sicepat")]),
        products: table(&[("513039", "produk-1"), ("196552", "produk-2")]),
        ..mitra_bunso::Profile::default()
    }
}

fn to_onesolu() -> onesolu::Profile {
    onesolu::Profile {
        menu: table(&[("513039", "menu_001"), ("196552", "menu_002")]),
        customers: table(&[("2343", "cust_abc123")]),
        customer: None,
    }
}

fn to_onetablet() -> onetablet::Profile {
    onetablet::Profile {
        categories: table(&[("513039", "kat-1"), ("196552", "kat-2")]),
        names: table(&[("kat-1", "Makanan")]),
        ..onetablet::Profile::new(Store {
            merchant_supplied_id: "store-1".to_owned(),
            provider_type: "bukaolshop".to_owned(),
            timezone: None,
            store_business: None,
            extra: Map::new(),
        })
    }
}

fn to_commerce() -> commerce::Profile {
    commerce::Profile {
        products: table(&[("513039", "prod_1"), ("196552", "prod_2")]),
        users: table(&[("2343", "usr_123abc")]),
        country: "Indonesia".to_owned(),
        ..commerce::Profile::default()
    }
}

/// Has a source mapped; `None` for its member is no member.
fn with<O>(
    transaksi: &Value,
    member: Option<&Value>,
    map: impl Fn(&Source<'_>) -> Result<Mapped<O>, MapError>,
) -> Result<Mapped<O>, MapError> {
    let transaksi: TransaksiDetail = serde_json::from_value(transaksi.clone()).expect("an order");
    let member: Option<MemberDetail> =
        member.map(|member| serde_json::from_value(member.clone()).expect("a member"));
    map(&Source {
        transaksi: &transaksi,
        member: member.as_ref(),
        alamat: member.as_ref().map(|_| 1),
    })
}

fn mitra(source: &Source<'_>) -> Result<Mapped<impl Serialize + Clone + use<>>, MapError> {
    mitra_bunso::map(source, &to_mitra())
}

fn json_of<O: Serialize>(mapped: &Mapped<O>) -> Value {
    serde_json::to_value(&mapped.orders).expect("orders can be written")
}

// ------------------------------------------------------------------------ nothing is dropped in silence

/// Every leaf of a value, as a pointer and as a path.
fn leaves(value: &Value, pointer: &str, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(
                    value,
                    &format!("{pointer}/{name}"),
                    &format!("{path}{dot}{name}"),
                    found,
                );
            }
        }
        Value::Array(rows) => {
            for (at, value) in rows.iter().enumerate() {
                leaves(
                    value,
                    &format!("{pointer}/{at}"),
                    &format!("{path}[{at}]"),
                    found,
                );
            }
        }
        _ => found.push((pointer.to_owned(), path.to_owned())),
    }
}

/// Another value of the same type.
fn change(leaf: &mut Value) {
    *leaf = match &*leaf {
        Value::Number(number) => json!(number.as_f64().expect("a number") + 1.0),
        Value::Bool(truth) => json!(!truth),
        other => json!(format!("{}7", other.as_str().expect("a text"))),
    };
}

/// Changes every leaf of the source, one after the other: either the order changes with it (or there is
/// none any more), or the leaf is named. Those that are named change nothing.
fn every_leaf_counts<O: Serialize>(
    name: &str,
    used: Counterparts,
    map: impl Fn(&Source<'_>) -> Result<Mapped<O>, MapError>,
) {
    let (transaksi, member) = (transaksi(), member());
    let plain = with(&transaksi, Some(&member), &map).expect("an order");
    let before = json_of(&plain);
    let left_out: Vec<&str> = plain.left_out().collect();
    let mut found = Vec::new();
    leaves(&transaksi, "/0", "", &mut found);
    leaves(&member, "/1", "member", &mut found);
    assert!(found.len() > 80, "{name}: {}", found.len());
    let mut seen = 0;
    for (pointer, path) in &found {
        let mut both = json!([transaksi, member]);
        change(both.pointer_mut(pointer).expect("it is there"));
        let after = with(&both[0], Some(&both[1]), &map);
        let named = left_out.contains(&path.as_str());
        match after {
            Ok(after) if named => assert_eq!(json_of(&after), before, "{name}: {path} is used"),
            Ok(after) => assert_ne!(json_of(&after), before, "{name}: {path} is dropped"),
            // Another member, or a product or courier that no table knows.
            Err(_) => {}
        }
        seen += usize::from(named);
    }
    // What is named is there, once.
    assert_eq!(seen, left_out.len(), "{name}: {left_out:?}");
    // What the tables say is used is there, in one of the two.
    let paths: String = found.iter().map(|(_, path)| format!("{path}\n")).collect();
    for (field, theirs) in used {
        let last = field
            .rsplit('.')
            .next()
            .expect("a field")
            .trim_end_matches("[]");
        assert!(paths.contains(last), "{name}: {field}");
        assert!(!theirs.is_empty());
    }
}

#[test]
fn every_leaf_is_in_the_order_or_named() {
    every_leaf_counts("Mitra Bunso", mitra_bunso::COUNTERPARTS, mitra);
    every_leaf_counts("OneSolu", onesolu::COUNTERPARTS, |source| {
        onesolu::map(source, &to_onesolu())
    });
    every_leaf_counts("OneTablet", onetablet::COUNTERPARTS, |source| {
        onetablet::map(source, &to_onetablet())
    });
    every_leaf_counts("commerce", commerce::COUNTERPARTS, |source| {
        commerce::map(source, &to_commerce())
    });
}

#[test]
fn what_the_profile_gave_is_named_and_in_the_order() {
    let (transaksi, member) = (transaksi(), member());
    let mapped = with(&transaksi, Some(&member), mitra).expect("orders");
    let given: Vec<&str> = mapped.given().collect();
    assert_eq!(
        given,
        [
            "order.shopId",
            "order.shopName",
            "order.courierId",
            "order.printType",
            "details[].productId"
        ]
    );
    let mapped = with(&transaksi, None, |source| {
        let profile = commerce::Profile {
            alamat: serde_json::from_value(member["data_alamat"][0].clone()).expect("an address"),
            ..to_commerce()
        };
        commerce::map(source, &profile)
    });
    let mapped = mapped.expect("an order");
    assert!(mapped.given().any(|field| field == "shippingAddress"));
    assert_eq!(
        json_of(&mapped)[0]["shippingAddress"]["street"],
        "Jl. Raya Mambal 12, Abiansemal"
    );
}

// ------------------------------------------------------------------------------------- each mapping

#[test]
fn mitra_bunso_gets_an_order_for_each_shipment() {
    let mapped = with(&transaksi(), Some(&member()), mitra).expect("orders");
    let orders = json_of(&mapped);
    assert_eq!(orders.as_array().map(Vec::len), Some(2));
    let first = &orders[0];
    assert_eq!(first["order"]["invoice"], "74879326-1");
    assert_eq!(first["order"]["courierName"], "JNE OKE");
    assert_eq!(first["order"]["courierId"], "kurir-jne");
    assert_eq!(first["order"]["shippingCost"], "43000");
    assert_eq!(first["order"]["totalCost"], 10_000);
    assert_eq!(first["order"]["customerNote"], "barang 1: catatan pesanan");
    assert_eq!(first["order"]["awb"], "RESI1");
    assert_eq!(first["order"]["shopId"], SHOP);
    assert_eq!(
        first["sender"],
        json!({"name": "Nama saya 1", "phone": "6285279462345"})
    );
    assert_eq!(first["customer"]["name"], "Rumah Budi");
    assert_eq!(first["customer"]["phone"], "6281288454822");
    assert_eq!(
        first["details"],
        json!([{
            "productId": "produk-1", "qty": 3, "productPrice": 3333, "totalPrice": 10000,
            "productName": "barang 1 (Varian 123: UNGU, MERAH)"
        }])
    );
    let second = &orders[1];
    assert_eq!(second["order"]["invoice"], "74879326-2");
    assert_eq!(second["order"]["totalCost"], 999_449);
    assert_eq!(
        second["order"]["customerNote"],
        "barang 2: Varian : Varian 1"
    );
    assert_eq!(second["order"]["awb"], "123456789");
    assert_eq!(second["details"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_single_shipment_has_the_orders_own_number() {
    let mut transaksi = transaksi();
    transaksi["data_pesanan"]
        .as_array_mut()
        .expect("a list")
        .truncate(1);
    let orders = json_of(&with(&transaksi, Some(&member()), mitra).expect("an order"));
    assert_eq!(orders[0]["order"]["invoice"], "74879326");
}

#[test]
fn onesolu_gets_menu_and_quantity() {
    let map = |source: &Source<'_>| onesolu::map(source, &to_onesolu());
    let orders = json_of(&with(&transaksi(), None, map).expect("an order"));
    assert_eq!(
        orders,
        json!([{
            "customer_id": "cust_abc123",
            "items": [
                {"menu_id": "menu_001", "quantity": 3},
                {"menu_id": "menu_002", "quantity": 1},
                {"menu_id": "menu_002", "quantity": 2}
            ]
        }])
    );
}

#[test]
fn onetablet_gets_every_cent() {
    let map = |source: &Source<'_>| onetablet::map(source, &to_onetablet());
    let orders = json_of(&with(&transaksi(), Some(&member()), map).expect("an order"));
    let order = &orders[0];
    assert_eq!(order["id"], "74879326");
    assert_eq!(order["subtotal"], 100_944_900);
    assert_eq!(order["delivery_fee"], 5_500_000);
    assert_eq!(order["consumer"]["id"], 2343);
    assert_eq!(order["consumer"]["first_name"], "Budi");
    assert_eq!(order["consumer"]["last_name"], "Santoso");
    assert_eq!(order["consumer"]["phone"], "+6281288454822");
    let rows = |category: &Value| category["items"].as_array().expect("rows").clone();
    let categories = order["categories"].as_array().expect("categories");
    assert_eq!(categories[0]["name"], "Makanan");
    assert_eq!(categories[1]["name"], "kat-2");
    // A million cents for three.
    let prices: Vec<(u64, u64)> = rows(&categories[0])
        .iter()
        .map(|row| {
            (
                row["quantity"].as_u64().expect("n"),
                row["price"].as_u64().expect("n"),
            )
        })
        .collect();
    assert_eq!(prices, [(2, 333_333), (1, 333_334)]);
    let all = categories.iter().flat_map(rows);
    let sum: u64 = all
        .map(|row| row["quantity"].as_u64().expect("n") * row["price"].as_u64().expect("n"))
        .sum();
    assert_eq!(order["subtotal"], sum);
    assert_eq!(order["delivery_address"]["state"], "Bali");
}

#[test]
fn commerce_gets_items_and_an_address() {
    let map = |source: &Source<'_>| commerce::map(source, &to_commerce());
    let orders = json_of(&with(&transaksi(), Some(&member()), map).expect("an order"));
    assert_eq!(
        orders[0]["shippingAddress"],
        json!({
            "street": "Jl. Raya Mambal 12, Abiansemal", "city": "Badung, Bali",
            "zipCode": "80351", "country": "Indonesia"
        })
    );
    assert_eq!(orders[0]["userId"], "usr_123abc");
    assert_eq!(
        orders[0]["items"][2],
        json!({"productId": "prod_2", "quantity": 2})
    );
}

// ----------------------------------------------------------------------------------- what has no order

/// What all four say to an order in which this was changed.
fn complaints(pointer: &str, value: Value) -> Vec<Result<(), MapError>> {
    let mut both = json!([transaksi(), member()]);
    *both.pointer_mut(pointer).expect("it is there") = value;
    let [transaksi, member] = [&both[0], &both[1]];
    vec![
        with(transaksi, Some(member), mitra).map(drop),
        with(transaksi, Some(member), |source| {
            onesolu::map(source, &to_onesolu())
        })
        .map(drop),
        with(transaksi, Some(member), |source| {
            onetablet::map(source, &to_onetablet())
        })
        .map(drop),
        with(transaksi, Some(member), |source| {
            commerce::map(source, &to_commerce())
        })
        .map(drop),
    ]
}

#[test]
fn a_product_that_no_table_knows_is_named() {
    for complaint in complaints("/0/data_pesanan/1/data_produk/0/id_barang", json!("999")) {
        let error = complaint.expect_err("it is not in the table");
        let expected = MapError::MissingProduct {
            id_barang: "999".to_owned(),
            nama_barang: "barang 2".to_owned(),
            path: "data_pesanan[1].data_produk[0]".to_owned(),
        };
        assert_eq!(error, expected);
        assert!(error.to_string().contains("999"), "{error}");
    }
}

#[test]
fn amounts_and_quantities_that_are_none_are_errors() {
    for quantity in [json!(0), json!(-1), json!(1.5), json!(1e300)] {
        for complaint in complaints("/0/data_pesanan/0/data_produk/0/jumlah_barang", quantity) {
            assert_eq!(complaint.expect_err("no quantity").name(), "quantity");
        }
    }
    for amount in [json!(-1), json!(0.5), json!(1e17)] {
        let all = complaints("/0/data_pesanan/0/data_produk/0/total_harga", amount);
        // OneSolu and the commerce API have prices of their own.
        let names: Vec<Option<&str>> = all
            .iter()
            .map(|it| it.as_ref().err().map(MapError::name))
            .collect();
        assert_eq!(names, [Some("amount"), None, Some("amount"), None]);
    }
}

#[test]
fn an_order_without_products_is_none() {
    for (pointer, path) in [
        ("/0/data_pesanan", "data_pesanan"),
        (
            "/0/data_pesanan/1/data_produk",
            "data_pesanan[1].data_produk",
        ),
    ] {
        for complaint in complaints(pointer, json!([])) {
            let path = path.to_owned();
            assert_eq!(complaint, Err(MapError::NoProduct { path }));
        }
    }
}

#[test]
fn an_address_is_never_guessed() {
    let transaksi: TransaksiDetail = serde_json::from_value(transaksi()).expect("an order");
    let member: MemberDetail = serde_json::from_value(member()).expect("a member");
    let plain = Source::new(&transaksi);
    let map = |source: &Source<'_>| mitra_bunso::map(source, &to_mitra()).map(drop);
    assert_eq!(map(&plain), Err(MapError::MissingAddress));
    assert_eq!(
        map(&plain.member(&member)),
        Err(MapError::AmbiguousAddress { count: 2 })
    );
    let picked = |at| Source {
        alamat: Some(at),
        ..plain.member(&member)
    };
    assert_eq!(map(&picked(1)), Ok(()));
    assert_eq!(map(&picked(2)), Err(MapError::MissingAddress));
    let other = MemberDetail {
        id_user: "1".to_owned(),
        ..member.clone()
    };
    assert_eq!(map(&plain.member(&other)), Err(MapError::OtherMember));
    let without = MemberDetail {
        data_alamat: Vec::new(),
        ..member.clone()
    };
    assert_eq!(map(&plain.member(&without)), Err(MapError::MissingAddress));
    assert_eq!(
        onetablet::map(&plain, &to_onetablet()).map(drop),
        Err(MapError::MissingMember)
    );
}

#[test]
fn couriers_and_customers_that_no_table_knows_are_named() {
    let all = complaints("/0/data_pesanan/0/ekspedisi", json!("POS"));
    let expected = MapError::MissingCourier {
        ekspedisi: "POS".to_owned(),
        path: "data_pesanan[0]".to_owned(),
    };
    assert_eq!(all[0], Err(expected));
    let mut unknown = transaksi();
    unknown["id_user"] = json!("77");
    let error = with(&unknown, None, |source| onesolu::map(source, &to_onesolu()));
    let id_user = "77".to_owned();
    assert_eq!(error.map(drop), Err(MapError::MissingCustomer { id_user }));
    let profile = onesolu::Profile {
        customer: Some("cust_umum".to_owned()),
        ..to_onesolu()
    };
    let orders = with(&unknown, None, |source| onesolu::map(source, &profile));
    assert_eq!(
        json_of(&orders.expect("an order"))[0]["customer_id"],
        "cust_umum"
    );
}

#[test]
fn a_row_for_all_others_stands_in_for_rows_that_are_missing() {
    assert_eq!(ALL_OTHERS, "*");
    let mut other = transaksi();
    other["id_user"] = json!("77");
    other["data_pesanan"][0]["ekspedisi"] = json!("POS");
    other["data_pesanan"][0]["data_produk"][0]["id_barang"] = json!("11");
    let mut orderer = member();
    orderer["id_user"] = json!("77");
    let both =
        |own: &str, others: &str| table(&[("513039", "unused"), ("196552", own), ("*", others)]);

    let mitra = mitra_bunso::Profile {
        couriers: table(&[("SICEPAT", "kurir-sicepat"), ("*", "kurir-lain")]),
        products: both("produk-2", "produk-lain"),
        ..to_mitra()
    };
    let orders = with(&other, Some(&orderer), |source| {
        mitra_bunso::map(source, &mitra)
    });
    let orders = json_of(&orders.expect("orders"));
    assert_eq!(orders[0]["order"]["courierId"], "kurir-lain");
    assert_eq!(orders[0]["details"][0]["productId"], "produk-lain");
    assert_eq!(orders[1]["order"]["courierId"], "kurir-sicepat");
    assert_eq!(orders[1]["details"][0]["productId"], "produk-2");

    let onesolu = onesolu::Profile {
        menu: both("menu_002", "menu_lain"),
        customers: table(&[("2343", "cust_abc123"), ("*", "cust_lain")]),
        customer: Some("cust_unused".to_owned()),
    };
    let order = with(&other, None, |source| onesolu::map(source, &onesolu));
    let order = json_of(&order.expect("an order"));
    assert_eq!(order[0]["customer_id"], "cust_lain");
    assert_eq!(order[0]["items"][0]["menu_id"], "menu_lain");
    assert_eq!(order[0]["items"][1]["menu_id"], "menu_002");

    let onetablet = onetablet::Profile {
        categories: both("kat-2", "kat-lain"),
        ..to_onetablet()
    };
    let order = with(&other, Some(&orderer), |source| {
        onetablet::map(source, &onetablet)
    });
    let order = json_of(&order.expect("an order"));
    let id = |at: usize| &order[0]["categories"][at]["merchant_supplied_id"];
    assert_eq!((id(0), id(1)), (&json!("kat-lain"), &json!("kat-2")));

    let commerce = commerce::Profile {
        products: both("prod_2", "prod_lain"),
        users: table(&[("2343", "usr_123abc"), ("*", "usr_lain")]),
        ..to_commerce()
    };
    let order = with(&other, Some(&orderer), |source| {
        commerce::map(source, &commerce)
    });
    let order = json_of(&order.expect("an order"));
    assert_eq!(order[0]["userId"], "usr_lain");
    assert_eq!(order[0]["items"][0]["productId"], "prod_lain");
    assert_eq!(order[0]["items"][1]["productId"], "prod_2");
}

#[test]
fn a_variant_in_another_shape_is_forwarded_as_it_stands_or_named() {
    let cases = [
        (json!("Warna merah"), Some("Warna merah")),
        (json!(["Merah", "XL"]), Some("Merah, XL")),
        (json!(42), Some("42")),
        (json!([{"warna": "merah"}]), None),
    ];
    for (odd, words) in cases {
        let mut wire = transaksi();
        wire["data_pesanan"][0]["data_produk"][0]["catatan_tambahan"] = Value::Null;
        wire["data_pesanan"][0]["data_produk"][0]["mismatched"] = json!({"catatan_tambahan": odd});
        let order: TransaksiDetail = serde_json::from_value(wire).expect("an order");
        let member: MemberDetail = serde_json::from_value(member()).expect("a member");
        let source = Source {
            alamat: Some(0),
            ..Source::new(&order).member(&member)
        };
        let mitra = mitra_bunso::map(&source, &to_mitra()).expect("an order");
        let name = &mitra.orders[0].details[0].product_name;
        match words {
            Some(words) => assert_eq!(name, &format!("barang 1 ({words})")),
            None => assert_eq!(name, "barang 1"),
        }
        let tablet = onetablet::map(&source, &to_onetablet()).expect("an order");
        let note = tablet.orders[0].categories[0].items[0]
            .special_instructions
            .clone();
        let note = note.unwrap_or_default();
        assert_eq!(
            note.contains(words.unwrap_or("merah")),
            words.is_some(),
            "{note}"
        );
        let named = |unmapped: &[bukaolshop::server::forward::Unmapped]| {
            unmapped.iter().any(|at| at.path.contains("mismatched"))
        };
        assert_eq!(named(&mitra.unmapped), words.is_none());
        assert_eq!(named(&tablet.unmapped), words.is_none());
    }
}
