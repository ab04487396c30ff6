//! `GET /transaksi/list`, and `GET` and `PATCH /transaksi/id`

use serde_json::{Value, json};

use super::fields::Fields;
use super::{Call, bad, member, missing, page};
use crate::open_api::Refusal;
use crate::shop::orders::Transaksi;
use crate::shop::{Member, Produk};

/// `status_bayar` and `status_pengiriman`.
type Status = (&'static str, &'static str);

/// The steps of an order, from the first to the last.
const STEPS: [Status; 5] = [
    ("pending", "belum diproses"),
    ("lunas", "belum diproses"),
    ("lunas", "diproses"),
    ("lunas", "dikirim"),
    ("lunas", "selesai"),
];
const CANCELLED: Status = ("di batalkan", "di batalkan");

/// An order, and who ordered.
type Order<'a> = (&'a Member, &'a Transaksi);

/// All orders, newest first.
fn all<'a>(call: &Call<'a>) -> Vec<Order<'a>> {
    let members = call.shop.members.iter();
    let mut orders: Vec<Order<'a>> = members
        .flat_map(|member| member.transaksi.iter().map(move |order| (member, order)))
        .collect();
    orders.sort_by_key(|(_, order)| std::cmp::Reverse(order.tanggal));
    orders
}

fn status(call: &Call<'_>, order: &Transaksi) -> Status {
    let changed = call.book.status.get(&order.nomor);
    *changed.unwrap_or(&(order.status_bayar, order.status_pengiriman))
}

fn find<'a>(call: &Call<'a>, nomor: Option<&str>) -> Result<Order<'a>, Refusal> {
    let nomor = nomor.ok_or_else(|| {
        bad("Pastikan anda telah memasukkan parameter nomor_pembayaran dengan benar")
    })?;
    let found = all(call)
        .into_iter()
        .find(|(_, order)| order.nomor == nomor);
    found.ok_or_else(missing)
}

pub(super) fn list(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let id_user = call.query.get("id_user");
    let wanted = call.query.get("filter_status");
    if wanted.is_some_and(|wanted| !matches!(wanted, "pending" | "diproses" | "lunas")) {
        return Err(bad("filter_status harus pending, diproses atau lunas"));
    }
    let rows = all(call).into_iter().filter(|(member, order)| {
        let (bayar, pengiriman) = status(call, order);
        id_user.is_none_or(|id| member.id_user == id)
            && wanted.is_none_or(|wanted| wanted == bayar || wanted == pengiriman)
    });
    let (_, rows) = page(call, rows)?;
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|(member, order)| {
            let (bayar, pengiriman) = status(call, order);
            json!({
                "nomor_pembayaran": order.nomor,
                "id_user": member.id_user,
                "status_bayar": bayar,
                "status_pengiriman": pengiriman,
                "tanggal": order.tanggal.text(),
            })
        })
        .collect();
    Ok(json!({"data": rows}))
}

pub(super) fn get(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let (member, order) = find(call, call.query.get("nomor_pembayaran"))?;
    let (bayar, pengiriman) = status(call, order);
    let produk = call
        .shop
        .produk
        .iter()
        .find(|produk| produk.picture(1) == order.gambar);
    let ongkir = 12_000;
    Ok(json!({
        "nomor_pembayaran": order.nomor,
        "id_user": member.id_user,
        "status_bayar": bayar,
        "status_pengiriman": pengiriman,
        "bank_penerima": if order.dengan_saldo { "SALDO" } else { "BCA" },
        "terakhir_update": order.tanggal.text(),
        "tanggal_buat": order.tanggal.text(),
        "potongan": 0,
        "kode_unik": 0,
        "total_membership": 0,
        "total_transaksi": order.total + ongkir,
        "data_pesanan": [{
            "ekspedisi": "JNE OKE",
            "ongkos_kirim": ongkir,
            "nama_pengirim": "Pemilik Toko",
            "provinsi": "Bali",
            "kota": "Badung",
            "kecamatan": "Abiansemal",
            "no_hp": "085723453462",
            "kode_pos": "80351",
            "data_produk": [product(call, order, produk)],
        }],
    }))
}

fn product(call: &Call<'_>, order: &Transaksi, produk: Option<&Produk>) -> Value {
    let price = produk.map_or(order.total, |produk| produk.harga).max(1);
    let id = id_transaksi(order);
    json!({
        "id_barang": produk.map(|produk| produk.id.to_string()),
        "nama_barang": order.nama_barang,
        "jumlah_barang": order.total / price,
        "total_harga": order.total,
        "catatan": " \nVarian : Merah\n",
        "nomor_resi": call.book.resi.get(&id).map_or("", String::as_str),
        "catatan_tambahan": {"nama_varian": "Warna", "opsi": ["MERAH"]},
        "id_transaksi": id,
    })
}

/// The number of an order's only product.
fn id_transaksi(order: &Transaksi) -> String {
    format!("t{}", order.nomor)
}

/// A change of the status, or of the courier's number: what the body holds decides.
pub(super) fn change(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let fields = call.fields()?;
    if fields.get("id_transaksi").is_some() || fields.get("nomor_resi").is_some() {
        return change_resi(call, &fields);
    }
    let (Some(nomor), Some(wanted)) = (
        fields.get("nomor_pembayaran"),
        fields.get("status_transaksi"),
    ) else {
        return Err(bad(
            "Pastikan ada telah mengisi parameter nomor_pembayaran dan status_transaksi",
        ));
    };
    let (siapa, order) = find(call, Some(nomor))?;
    let before = status(call, order);
    let after = step(before, wanted)?;
    if wanted == "batal_dan_refund" {
        let orang = member::find(call, Some(siapa.id_user), None)?;
        let (now, jumlah) = (call.now(), order.total as i64);
        let catatan = format!("Refund transaksi {nomor}");
        call.book.change(&orang, jumlah, &catatan, now);
    }
    call.book.status.insert(nomor.to_owned(), after);
    Ok(json!({
        "nomor_pembayaran": nomor,
        // Spelled as documented.
        "statu_bayar_awal": before.0,
        "status_pengiriman_awal": before.1,
        "status_bayar_terbaru": after.0,
        "status_pengiriman_terbaru": after.1,
    }))
}

fn step(before: Status, wanted: &str) -> Result<Status, Refusal> {
    let at = STEPS.iter().position(|step| *step == before);
    let after = match wanted {
        "lanjut" => at.and_then(|at| STEPS.get(at + 1)),
        "kembali" => at.and_then(|at| STEPS.get(at.checked_sub(1)?)),
        "lunas" => Some(&STEPS[1]),
        "diproses" => Some(&STEPS[2]),
        "selesai" => Some(&STEPS[4]),
        "batal" => Some(&CANCELLED),
        "batal_dan_refund" if before != CANCELLED => Some(&CANCELLED),
        _ => None,
    };
    after
        .copied()
        .ok_or_else(|| bad("Status transaksi tidak dapat diubah"))
}

fn change_resi(call: &mut Call<'_>, fields: &Fields) -> Result<Value, Refusal> {
    let (Some(id), Some(resi)) = (fields.get("id_transaksi"), fields.get("nomor_resi")) else {
        return Err(bad(
            "Pastikan ada telah mengisi parameter id_transaksi dan nomor_resi",
        ));
    };
    if !all(call).iter().any(|(_, order)| id_transaksi(order) == id) {
        return Err(missing());
    }
    call.book.resi.insert(id.to_owned(), resi.to_owned());
    Ok(json!({"status": "ok - nomor resi berhasil diubah"}))
}
