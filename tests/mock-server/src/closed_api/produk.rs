//! `GET /produk/list`, `GET`, `PATCH`, `DELETE /produk/id`, `GET /produk/id_upload` and `POST /produk/create`

use serde_json::{Map, Value, json};

use super::{Call, bad, page};
use crate::open_api::Refusal;
use crate::shop::{Produk, kategori};

/// What can be changed, and the name it has in answers; none where no answer tells it.
const CHANGEABLE: [(&str, Option<&str>); 13] = [
    ("nama_barang", Some("nama_barang")),
    ("deskripsi_panjang", None),
    ("deskripsi_singkat", None),
    ("berat", Some("berat")),
    ("jumlah_stok", Some("stok_barang")),
    ("kondisi", Some("kondisi_barang")),
    ("merek", Some("merek")),
    ("dalam_kotak", None),
    ("garansi", None),
    ("harga_barang", Some("harga_barang")),
    ("harga_barang_asli", Some("harga_barang_asli")),
    ("sku", Some("sku")),
    ("status_produk", Some("status_produk")),
];

pub(super) fn list(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let there = call.shop.produk.iter();
    let there = there.filter(|produk| !call.book.deleted.contains(&produk.id));
    let (page, rows) = page(call, there)?;
    let rows: Vec<Value> = rows.into_iter().map(|produk| row(call, produk)).collect();
    Ok(json!({"page": page, "data": rows}))
}

fn row(call: &Call<'_>, produk: &Produk) -> Value {
    let mut row = json!({
        "id_barang": produk.id.to_string(),
        "id_kategori": produk.kategori.to_string(),
        "nama_barang": produk.nama,
        "harga_barang": produk.harga,
        "kondisi_barang": produk.kondisi,
        "status_produk": produk.status(),
        "stok_barang": produk.stok,
        "berat": produk.berat,
        "tanggal": produk.tanggal,
        "url_gambar_barang": format!("{}{}", call.origin, produk.picture(1)),
    });
    apply(call, produk.id, &mut row);
    row
}

/// The fields that were changed, where the answer has them.
fn apply(call: &Call<'_>, id: u32, row: &mut Value) {
    let changes = call.book.produk.get(&id).into_iter().flatten();
    for (name, value) in changes {
        if let Some(place) = row.get_mut(name) {
            *place = value.clone();
        }
    }
}

/// The product that a request names.
fn find<'a>(call: &Call<'a>, id: Option<&str>) -> Result<&'a Produk, Refusal> {
    let id: Option<u32> = id.and_then(|id| id.parse().ok());
    let shop = call.shop;
    id.filter(|id| !call.book.deleted.contains(id))
        .and_then(|id| shop.produk.iter().find(|produk| produk.id == id))
        .ok_or_else(|| {
            bad("Data produk tidak ditemukan, pastikan id_barang yang anda input sudah benar")
        })
}

pub(super) fn get(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let produk = find(call, call.query.get("id_barang"))?;
    let pictures: Vec<String> = (1..=produk.gambar)
        .map(|number| format!("{}{}", call.origin, produk.picture(number)))
        .collect();
    let mut detail = json!({
        "id_barang": produk.id.to_string(),
        "nama_barang": produk.nama,
        "harga_barang": produk.harga,
        "harga_barang_asli": produk.harga_asli,
        "kondisi_barang": produk.kondisi,
        "status_produk": produk.status(),
        "stok_barang": produk.stok,
        "berat": produk.berat,
        "tanggal": produk.tanggal,
        "merek": "",
        "sku": "",
        "ukuran": produk.ukuran.as_deref().unwrap_or_default().join(","),
        "warna": produk.warna.as_deref().unwrap_or_default().join(","),
        "id_kategori": produk.kategori.to_string(),
        "data_kategori": {"nama_kategori": "Kategori", "gambar_kategori": ""},
        // Digits in texts, as documented.
        "harga_grosir": [
            {"jumlah": "5", "harga": (produk.harga * 9 / 10).to_string()},
            {"jumlah": "20", "harga": (produk.harga * 8 / 10).to_string()},
        ],
        "lokasi_barang": {
            "id_origin": "43726",
            "nama_pengirim": "Pemilik Toko",
            "provinsi": "Bali",
            "kota": "Badung",
            "kecamatan": "Abiansemal",
            "kode_pos": "",
            "no_hp": "082242235573",
        },
        "url_gambar": pictures,
    });
    apply(call, produk.id, &mut detail);
    Ok(detail)
}

pub(super) fn edit(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let fields = call.fields()?;
    let id = find(call, fields.get("id_barang"))?.id;
    let known = ["live", "gangguan", "closed"];
    let status = fields.all().get("status_produk");
    if status.is_some_and(|status| !status.as_str().is_some_and(|it| known.contains(&it))) {
        return Err(bad("status_produk harus live, gangguan atau closed"));
    }
    let mut changes = Map::new();
    let mut count = 0;
    for (name, told) in CHANGEABLE {
        let Some(value) = fields.all().get(name) else {
            continue;
        };
        count += 1;
        if let Some(told) = told {
            changes.insert(told.to_owned(), value.clone());
        }
    }
    if count == 0 {
        return Err(bad(
            "Pastikan anda memasukkan minimal 1 parameter tambahan yang ingin diubah",
        ));
    }
    call.book.produk.entry(id).or_default().extend(changes);
    Ok(json!({"status": "ok - Data berhasil diubah", "id_barang": id.to_string()}))
}

/// The parameters that a new product must have.
const REQUIRED: [&str; 9] = [
    "id_kategori",
    "id_lokasi",
    "jenis_barang",
    "nama_barang",
    "deskripsi_singkat",
    "deskripsi_panjang",
    "harga_barang",
    "stok_barang",
    "url_gambar_barang_1",
];

/// The places that the shop sends from.
const LOKASI: [(&str, &str); 2] = [("43726", "fisik"), ("43727", "digital")];

pub(super) fn id_upload(_call: &mut Call<'_>) -> Result<Value, Refusal> {
    let kategori: Vec<Value> = kategori::ALL
        .iter()
        .map(|it| json!({"id_kategori": it.id.to_string(), "nama_kategori": it.nama}))
        .collect();
    let lokasi = LOKASI.map(
        |(id, tipe)| json!({"id_lokasi": id, "nama_pengirim": "Pemilik Toko", "tipe_lokasi": tipe}),
    );
    Ok(json!({"kategori": kategori, "lokasi": lokasi}))
}

/// Queues a product. It never comes out of the queue.
pub(super) fn create(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let fields = call.fields()?;
    for name in REQUIRED {
        if fields.get(name).is_none() {
            return Err(bad(&format!("Parameter {name} wajib di isi")));
        }
    }
    for name in ["harga_barang", "stok_barang"] {
        if fields.number(name).is_none() {
            return Err(bad(&format!("Parameter {name} harus berupa angka")));
        }
    }
    let lokasi = LOKASI
        .iter()
        .find(|(id, _)| fields.get("id_lokasi") == Some(id));
    if lokasi.is_none_or(|(_, tipe)| fields.get("jenis_barang") != Some(tipe)) {
        return Err(bad("id_lokasi tidak sesuai dengan jenis_barang"));
    }
    let antrian = call.book.queue_produk();
    Ok(json!({
        "status": "ok - Produk masuk antrian, akan tampil dalam 5 sampai 20 menit",
        "id_antrian": antrian.to_string(),
        "nama_barang": fields.get("nama_barang"),
    }))
}

pub(super) fn delete(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let id = find(call, call.fields()?.get("id_barang"))?.id;
    call.book.deleted.insert(id);
    Ok(json!({"status": "ok - Data berhasil dihapus", "id_barang": id.to_string()}))
}
