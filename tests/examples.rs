//! Every example answer of the documentation, read into the crate's own types.

use crate::support;
use bukaolshop::open_api::kategori::{Kategori, KategoriQuery};
use bukaolshop::open_api::kostumpage::KostumPage;
use bukaolshop::open_api::produk::{Produk, ProdukQuery};
use bukaolshop::open_api::slide::Slide;
use bukaolshop::open_api::user::catatan::{
    CatatanPoin, CatatanPoinQuery, CatatanSaldo, CatatanSaldoQuery,
};
use bukaolshop::open_api::user::info::UserInfo;
use bukaolshop::open_api::user::transaksi::{Transaksi, TransaksiQuery};
use bukaolshop::{Client, Page, Rows, Source};
use serde::Serialize;
use serde_json::{Map, Value, json};
use support::endpoints::{self, Answers};
use support::{Reply, World, client, example};

/// A world that answers once, with this example.
fn example_world(name: &str) -> (World, Client<World>) {
    let world = World::scripted([Reply::bytes(200, example(name))]);
    let client = client(&world);
    (world, client)
}

fn extra() -> Map<String, Value> {
    Map::new()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A first page of ten that two rows came on.
fn first_page<R>(data: Vec<R>, rest: Value) -> Page<R> {
    Page {
        data,
        page: 1,
        per_page: 10,
        has_next: false,
        source: Source::Network,
        #[cfg(feature = "server")]
        truncated: false,
        rejected: Vec::new(),
        rest,
    }
}

#[test]
fn produk_decodes_field_by_field() {
    let (world, client) = example_world("produk");
    let page = world.run(client.produk().list(&ProdukQuery::default()));
    let pulsa = Produk {
        id_produk: "2046567".into(),
        id_kategori: "2".into(),
        nama_produk: "pulsa telkom 20rb".into(),
        harga_produk: 21_000.into(),
        harga_produk_asli: 0.into(),
        deskripsi_singkat: "".into(),
        deskripsi_panjang: "pulsa telkom".into(),
        kondisi_produk: "Ready Stock".into(),
        status_produk: None,
        stok: 600.0,
        berat: 0.0,
        tanggal: "2023-07-22 00:01:38".into(),
        ukuran: vec![],
        warna: vec![],
        gambar_utama: some("https://bukaolshop.s3-id-jkt-1.kilatstorage.id/112299/441903822j.jpg"),
        list_gambar: texts(&[
            "https://bukaolshop.s3-id-jkt-1.kilatstorage.id/112299/441903822j.jpg",
        ]),
        url_produk: some("https://olshopgue.bukaolshop.site/produk/omni-2046567"),
        extra: extra(),
    };
    let baju = Produk {
        id_produk: "277074".into(),
        id_kategori: "2".into(),
        nama_produk: "Baju baru".into(),
        harga_produk: 40_000.into(),
        harga_produk_asli: 0.into(),
        deskripsi_singkat: "desk singkat".into(),
        deskripsi_panjang: "desk panjang".into(),
        kondisi_produk: "Baru".into(),
        status_produk: None,
        stok: 23.0,
        berat: 100.0,
        tanggal: "2020-11-16 01:26:27".into(),
        ukuran: texts(&["L", "M", "XL"]),
        warna: texts(&["Ungu", "Biru", "Hitam"]),
        gambar_utama: some("https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/440277426c.jpg"),
        list_gambar: texts(&[
            "https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/440277426c.jpg",
            "https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/512421523d.jpg",
        ]),
        url_produk: some("https://olshopgue.bukaolshop.site/produk/bag-277074"),
        extra: extra(),
    };
    let rest = json!({"code": 200, "status": "ok", "page": 1});
    assert_eq!(page, Ok(first_page(vec![pulsa, baju], rest)));
}

#[test]
fn kategori_decodes_field_by_field() {
    let (world, client) = example_world("kategori");
    let rows = world.run(client.kategori(&KategoriQuery::default()));
    let picture = "https://storage1.bukaolshop.com/images/1/kategori/902346.jpg";
    let celana = Kategori {
        id_kategori: "5387".into(),
        nama_kategori: "Celana".into(),
        gambar_kategori: some(picture),
        url_kategori: some("https://olshopgue.bukaolshop.site/kategori/celana-5387"),
        tipe_kategori: "sub".into(),
        sub_kategori: vec![],
        extra: extra(),
    };
    let hai = Kategori {
        id_kategori: "23533".into(),
        nama_kategori: "hai".into(),
        gambar_kategori: some(picture),
        url_kategori: some("https://olshopgue.bukaolshop.site/kategori/hai-23533"),
        tipe_kategori: "sub".into(),
        sub_kategori: vec![],
        extra: extra(),
    };
    let sepatu = Kategori {
        id_kategori: "2".into(),
        nama_kategori: "Sepatu".into(),
        gambar_kategori: some("https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/666180ka.jpg"),
        url_kategori: some("https://olshopgue.bukaolshop.site/kategori/sepatu-2"),
        tipe_kategori: "utama".into(),
        sub_kategori: vec![celana, hai],
        extra: extra(),
    };
    let pulsa = Kategori {
        id_kategori: "55421".into(),
        nama_kategori: "Pulsa Cek".into(),
        gambar_kategori: some("https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/528828ka.jpg"),
        url_kategori: some("https://olshopgue.bukaolshop.site/kategori/pulsa-cek-55421"),
        tipe_kategori: "utama".into(),
        sub_kategori: vec![],
        extra: extra(),
    };
    let expected = Rows {
        data: vec![sepatu, pulsa],
        rejected: vec![],
        source: Source::Network,
    };
    assert_eq!(rows, Ok(expected));
}

#[test]
fn kostumpage_decodes_field_by_field() {
    let (world, client) = example_world("kostumpage");
    let rows = world.run(client.kostumpage());
    let expected = Rows {
        data: vec![
            KostumPage {
                nama_page: "Nama Halaman".into(),
                icon_page: some("https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/485323co.png"),
                url_kostum_page: "https://olshopgue.bukaolshop.site/digital/10576".into(),
                extra: extra(),
            },
            KostumPage {
                nama_page: "Test Halaman".into(),
                icon_page: some("https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/698320co.png"),
                url_kostum_page: "https://olshopgue.bukaolshop.site/digital/24672".into(),
                extra: extra(),
            },
        ],
        rejected: vec![],
        source: Source::Network,
    };
    assert_eq!(rows, Ok(expected));
}

#[test]
fn slide_decodes_field_by_field() {
    let (world, client) = example_world("slide");
    let rows = world.run(client.slide());
    let expected = Rows {
        data: vec![
            Slide {
                url_gambar_slide: "https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/677893sl.jpg"
                    .into(),
                url_tujuan: some("https://olshopgue.bukaolshop.site/digital/3"),
                extra: extra(),
            },
            Slide {
                url_gambar_slide: "https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/897133sl.jpg"
                    .into(),
                url_tujuan: None,
                extra: extra(),
            },
        ],
        rejected: vec![],
        source: Source::Network,
    };
    assert_eq!(rows, Ok(expected));
}

#[test]
fn user_info_decodes_field_by_field() {
    let (world, client) = example_world("user_info");
    let info = world.run(client.user().info());
    let expected = UserInfo {
        nama_user: "User name".into(),
        email_user: "user@gmail.com".into(),
        tanggal_lahir: Some("1998-11-08".into()),
        nomor_telepon: "62821288454822".into(),
        foto_profil: some("link gambar"),
        tanggal_daftar: "2020-11-23".into(),
        status_akun: "aktif".into(),
        status_email: "belum_verifikasi".into(),
        nama_membership: some("Basic reseller"),
        icon_membership: None,
        block_akses_membership: "tidak_ada".into(),
        kode_referral: "MYREF".into(),
        status_nomor_hp: "belum_verifikasi".into(),
        jumlah_saldo: 50_000.into(),
        jumlah_poin: 500.0,
        extra: extra(),
    };
    assert_eq!(info, Ok(expected));
}

#[test]
fn catatan_saldo_decodes_field_by_field() {
    let (world, client) = example_world("catatan_saldo");
    let query = CatatanSaldoQuery::default();
    let page = world.run(client.user().catatan_saldo().list(&query));
    let pengembalian = CatatanSaldo {
        informasi_catatan: "Pengembalian saldo dari transaksi 875169634 yang otomatis dibatalkan."
            .into(),
        jumlah_dana: 3423.into(),
        tipe_jumlah: "tambah".into(),
        tipe_mutasi: "transaksi".into(),
        tanggal: "2023-07-27 15:17:11".into(),
        saldo_terakhir: 12_114.into(),
        link_transaksi: some(
            "https://olshopgue.bukaolshop.site/akun/?page=transaksi&nomor=875169634",
        ),
        nomor_pembayaran: Some("875169634".into()),
        catatan_saldo: "".into(),
        extra: extra(),
    };
    let transaksi = CatatanSaldo {
        informasi_catatan: "Member melakukan transaksi menggunakan saldo (#412512535474)".into(),
        jumlah_dana: 3423.into(),
        tipe_jumlah: "kurang".into(),
        tipe_mutasi: "transaksi".into(),
        tanggal: "2023-07-27 15:17:11".into(),
        saldo_terakhir: 8691.into(),
        link_transaksi: some(
            "https://olshopgue.bukaolshop.site/akun/?page=transaksi&nomor=412512535474",
        ),
        nomor_pembayaran: Some("412512535474".into()),
        catatan_saldo: "".into(),
        extra: extra(),
    };
    let rest = json!({"code": 200, "status": "ok", "page": 1, "total_data": 10});
    assert_eq!(page, Ok(first_page(vec![pengembalian, transaksi], rest)));
}

#[test]
fn catatan_poin_decodes_field_by_field() {
    let (world, client) = example_world("catatan_poin");
    let query = CatatanPoinQuery::default();
    let page = world.run(client.user().catatan_poin().list(&query));
    let komisi = "Transaksi Selesai, Komisi untuk upline dari fitur referral";
    let second = CatatanPoin {
        kategori_poin: komisi.into(),
        tipe_jumlah: "tambah".into(),
        jumlah_poin: 8.0,
        tanggal_poin: "2023-03-28 03:57:01".into(),
        total_poin_terakhir: 123.0,
        link_transaksi: some(
            "https://olshopgue.bukaolshop.site/akun/?page=transaksi&nomor=96116232910",
        ),
        extra: extra(),
    };
    let first = CatatanPoin {
        kategori_poin: komisi.into(),
        tipe_jumlah: "tambah".into(),
        jumlah_poin: 62.0,
        tanggal_poin: "2023-03-28 03:48:02".into(),
        total_poin_terakhir: 115.0,
        link_transaksi: some(
            "https://olshopgue.bukaolshop.site/akun/?page=transaksi&nomor=78373232879",
        ),
        extra: extra(),
    };
    let rest = json!({"code": 200, "status": "ok", "page": 1});
    assert_eq!(page, Ok(first_page(vec![second, first], rest)));
}

#[test]
fn transaksi_decodes_field_by_field() {
    let (world, client) = example_world("transaksi");
    let query = TransaksiQuery::default();
    let page = world.run(client.user().transaksi().list(&query));
    let picture = "https://bukaolshop.s3-id-jkt-1.kilatstorage.id/1/67912029.jpg";
    let second = Transaksi {
        nomor_pembayaran: "875169634".into(),
        status_bayar: "di batalkan".into(),
        status_pengiriman: "di batalkan".into(),
        tanggal: "2023-07-27 15:17:11".into(),
        nama_barang: "Testing produk".into(),
        url_gambar_produk: some(picture),
        link_transaksi: some(
            "https://olshopgue.bukaolshop.site/akun/?page=transaksi&nomor=875169634",
        ),
        extra: extra(),
    };
    let first = Transaksi {
        nomor_pembayaran: "274679984".into(),
        status_bayar: "di batalkan".into(),
        status_pengiriman: "di batalkan".into(),
        tanggal: "2023-07-27 15:14:07".into(),
        nama_barang: "Testing produk".into(),
        url_gambar_produk: some(picture),
        link_transaksi: some(
            "https://olshopgue.bukaolshop.site/akun/?page=transaksi&nomor=274679984",
        ),
        extra: extra(),
    };
    let rest = json!({"code": 200, "status": "ok", "page": 1, "total_data": 10});
    assert_eq!(page, Ok(first_page(vec![second, first], rest)));
}

#[test]
fn a_row_written_out_again_has_every_field_of_its_example() {
    for endpoint in endpoints::ALL {
        let name = endpoint.name;
        let body: Value = serde_json::from_slice(&example(name)).expect("an example is JSON");
        let sent = match endpoint.answers {
            Answers::Object => vec![body["data"].clone()],
            Answers::Pages | Answers::Rows => body["data"].as_array().expect("rows").clone(),
        };
        let written = written_again(name);
        assert_eq!(written.len(), sent.len(), "{name}");
        for (written, sent) in written.iter().zip(&sent) {
            assert_same_fields(written, sent, name);
        }
    }
}

/// The example's rows, read into their types and written out of them.
fn written_again(name: &str) -> Vec<Value> {
    let (world, client) = example_world(name);
    let user = client.user();
    match name {
        "produk" => written(
            &world
                .run(client.produk().list(&Default::default()))
                .unwrap()
                .data,
        ),
        "kategori" => written(
            &world
                .run(client.kategori(&Default::default()))
                .unwrap()
                .data,
        ),
        "kostumpage" => written(&world.run(client.kostumpage()).unwrap().data),
        "slide" => written(&world.run(client.slide()).unwrap().data),
        "user_info" => written(&[world.run(user.info()).unwrap()]),
        "catatan_saldo" => written(
            &world
                .run(user.catatan_saldo().list(&Default::default()))
                .unwrap()
                .data,
        ),
        "catatan_poin" => written(
            &world
                .run(user.catatan_poin().list(&Default::default()))
                .unwrap()
                .data,
        ),
        "transaksi" => written(
            &world
                .run(user.transaksi().list(&Default::default()))
                .unwrap()
                .data,
        ),
        other => panic!("{other} has no type"),
    }
}

fn written<R: Serialize>(rows: &[R]) -> Vec<Value> {
    let rows = rows.iter().map(serde_json::to_value);
    rows.collect::<Result<_, _>>().expect("rows are JSON")
}

/// Every field of `sent` is in `written`, with the value it had; numbers and lists repaired.
fn assert_same_fields(written: &Value, sent: &Value, path: &str) {
    for (name, sent) in sent.as_object().expect("a row is an object") {
        let path = format!("{path}.{name}");
        let written = written.get(name);
        let written = written.unwrap_or_else(|| panic!("{path} is gone"));
        match (written, sent) {
            (Value::Number(number), Value::String(text)) => {
                assert_eq!(number.as_f64(), text.parse().ok(), "{path}");
            }
            (Value::Number(number), sent) => assert_eq!(number.as_f64(), sent.as_f64(), "{path}"),
            (Value::Array(list), Value::Null) => assert!(list.is_empty(), "{path}"),
            (Value::Array(list), Value::Array(sent)) if sent.iter().any(Value::is_object) => {
                assert_eq!(list.len(), sent.len(), "{path}");
                for (written, sent) in list.iter().zip(sent) {
                    assert_same_fields(written, sent, &path);
                }
            }
            _ => assert_eq!(written, sent, "{path}"),
        }
    }
}

#[test]
fn the_endpoints_of_these_tests_have_the_fields_of_the_examples() {
    for endpoint in endpoints::ALL {
        let row = endpoint.row();
        let row = row.as_object().expect("a row is an object");
        let mut sent: Vec<&str> = row.keys().map(String::as_str).collect();
        let known = endpoint.fields.iter().map(|field| field.name);
        // The field is newer than the documentation and its examples.
        let mut known: Vec<&str> = known.filter(|name| *name != "status_produk").collect();
        sent.sort_unstable();
        known.sort_unstable();
        assert_eq!(known, sent, "{}", endpoint.name);
    }
}

#[test]
fn products_can_be_bought_as_the_cases_say() {
    let cases: Vec<(f64, Option<String>, bool)> =
        serde_json::from_str(include_str!("cases/tersedia.json")).expect("the cases are JSON");
    for (stok, status_produk, tersedia) in cases {
        let mut body: Value = serde_json::from_slice(&example("produk")).expect("JSON");
        let row = &mut body["data"][0];
        row["stok"] = json!(stok);
        row["status_produk"] = json!(status_produk);
        let world = World::scripted([Reply::ok(&body)]);
        let page = world.run(client(&world).produk().list(&ProdukQuery::default()));
        let page = page.expect("a page");
        let status = page.data[0].status_produk.clone();
        assert_eq!(status, status_produk.as_deref().map(Into::into));
        assert_eq!(
            page.data[0].tersedia(),
            tersedia,
            "{stok} {status_produk:?}"
        );
    }
}
