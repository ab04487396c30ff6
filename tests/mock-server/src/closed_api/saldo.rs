//! `GET` and `POST /member/saldo`, and `POST /member/topup`

use serde_json::{Value, json};

use super::member::{self, Orang};
use super::{Call, bad, missing};
use crate::open_api::Refusal;

/// Milliseconds from one change of a balance to the next.
const GAP: u64 = 5_000;

pub(super) fn get(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let query = call.query;
    let orang = member::find(call, query.get("id_user"), query.get("email_user"))?;
    let akun = call.book.akun(&orang);
    let riwayat: Vec<Value> = akun
        .riwayat
        .iter()
        .map(|riwayat| {
            json!({
                "informasi_catatan": riwayat.catatan,
                "jumlah_dana": riwayat.jumlah,
                "tanggal": riwayat.tanggal,
            })
        })
        .collect();
    Ok(json!({
        "id_user": orang.id_user,
        "email_user": orang.email,
        "nama_user": orang.nama,
        "transaksi_terakhir": akun.riwayat.first().map(|riwayat| riwayat.tanggal.as_str()),
        "jumlah_saldo": akun.saldo,
        "riwayat_saldo": riwayat,
    }))
}

pub(super) fn change(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let fields = call.fields()?;
    let orang = member::find(call, fields.get("id_user"), fields.get("email_user"))?;
    let tipe = fields
        .get("tipe")
        .filter(|tipe| matches!(*tipe, "tambah" | "kurang"))
        .ok_or_else(|| bad("Parameter tipe harus diisi dengan tambah atau kurang"))?;
    let jumlah = fields
        .number("jumlah")
        .and_then(|jumlah| i64::try_from(jumlah).ok())
        .filter(|jumlah| *jumlah > 0)
        .ok_or_else(|| bad("Parameter jumlah harus diisi dengan angka"))?;
    if let Some(pin) = fields.get("pin").filter(|pin| *pin != orang.pin) {
        // Some servers say what they got, which no log of a client's may show.
        return Err(Refusal::http(403, format!("PIN {pin} yang diinput salah")));
    }
    let (jumlah, words) = match tipe {
        "tambah" => (jumlah, "ok - Saldo berhasil ditambah"),
        _ => (-jumlah, "ok - Saldo berhasil dikurangi"),
    };
    let catatan = fields
        .get("catatan_saldo")
        .unwrap_or("Perubahan saldo oleh admin");
    let id = move_money(call, &orang, jumlah, catatan)?;
    Ok(changed(&orang, jumlah, words, id))
}

pub(super) fn topup(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let fields = call.fields()?;
    let token = fields
        .get("token_topup")
        .ok_or_else(|| bad("Parameter token_topup belum di isi"))?;
    // topup-130173-50000: whose, and how much.
    let mut parts = token.split('-');
    let (Some("topup"), Some(id_user), Some(jumlah), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(missing());
    };
    let jumlah: i64 = jumlah.parse().map_err(|_| missing())?;
    if call.book.topups.contains(token) {
        return Err(missing());
    }
    let orang = member::find(call, Some(id_user), None)?;
    let known = fields.get("validasi_jumlah_topup");
    if known.is_some_and(|total| total.parse() != Ok(jumlah)) {
        return Err(bad(
            "Validasi jumlah topup gagal, jumlah tidak sama dengan data di server",
        ));
    }
    let id = move_money(call, &orang, jumlah, "Topup saldo")?;
    call.book.topups.insert(token.to_owned());
    Ok(changed(&orang, jumlah, "ok - Saldo berhasil ditambah", id))
}

/// Changes a balance, unless it would fall below zero or was changed just now.
fn move_money(
    call: &mut Call<'_>,
    orang: &Orang,
    jumlah: i64,
    catatan: &str,
) -> Result<u64, Refusal> {
    let now = call.now();
    let akun = call.book.akun(orang);
    if akun.last.is_some_and(|last| now < last.saturating_add(GAP)) {
        return Err(Refusal::in_200(
            400,
            "Perubahan saldo terlalu cepat, silahkan tunggu 5 detik lagi",
        ));
    }
    if akun.saldo + jumlah < 0 {
        return Err(Refusal::http(
            403,
            "Pengurangan lebih besar dari jumlah saldo member",
        ));
    }
    Ok(call.book.change(orang, jumlah, catatan, now))
}

fn changed(orang: &Orang, jumlah: i64, words: &str, id: u64) -> Value {
    json!({
        "status": words,
        "id_user": orang.id_user,
        "email_user": orang.email,
        "nama_user": orang.nama,
        "jumlah": jumlah.unsigned_abs(),
        "tipe": if jumlah < 0 { "kurang" } else { "tambah" },
        "id_perubahan": id.to_string(),
    })
}
