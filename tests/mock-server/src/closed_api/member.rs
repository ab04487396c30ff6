//! `GET /member/list` and `GET /member/id`

use serde_json::{Value, json};

use super::book::Riwayat;
use super::{Call, bad, missing, page};
use crate::open_api::Refusal;
use crate::shop::{Member, Shop};

/// A member, as the shop's owner sees one.
pub(super) struct Orang {
    pub(super) id_user: String,
    pub(super) email: String,
    pub(super) nama: String,
    pub(super) telepon: String,
    pub(super) foto: String,
    tanggal_daftar: String,
    /// Rupiah.
    pub(super) saldo: i64,
    /// Newest first.
    pub(super) riwayat: Vec<Riwayat>,
    /// Six digits.
    pub(super) pin: &'static str,
}

/// Members who do nothing but fill pages.
const OTHERS: u32 = 25;

impl Orang {
    fn of(member: &Member, origin: &str) -> Orang {
        let riwayat = member.catatan_saldo.iter().take(20).map(|catatan| Riwayat {
            catatan: catatan.informasi.clone(),
            jumlah: match catatan.tipe_jumlah {
                "kurang" => -(catatan.jumlah as i64),
                _ => catatan.jumlah as i64,
            },
            tanggal: catatan.tanggal.clone(),
        });
        Orang {
            id_user: member.id_user.to_owned(),
            email: member.email.to_owned(),
            nama: member.nama.to_owned(),
            telepon: member.nomor_telepon.to_owned(),
            foto: format!("{origin}{}", member.foto()),
            tanggal_daftar: format!("{} 08:00:00", member.tanggal_daftar),
            saldo: member.saldo as i64,
            riwayat: riwayat.collect(),
            pin: "471100",
        }
    }

    fn other(number: u32) -> Orang {
        Orang {
            id_user: (120_000 + number).to_string(),
            email: format!("anggota{number}@contoh.id"),
            nama: format!("Anggota {number}"),
            telepon: format!("0822000000{number:02}"),
            foto: String::new(),
            tanggal_daftar: format!("2020-10-05 05:{:02}:00", number % 60),
            saldo: 90_000,
            riwayat: Vec::new(),
            pin: "000000",
        }
    }
}

/// Everyone, newest first.
pub(super) fn all(shop: &Shop, origin: &str) -> impl Iterator<Item = Orang> {
    let known = shop.members.iter().rev();
    known
        .map(move |member| Orang::of(member, origin))
        .chain((0..OTHERS).rev().map(Orang::other))
}

/// The member that a request names, by one of two parameters.
pub(super) fn find(
    call: &Call<'_>,
    id_user: Option<&str>,
    email_user: Option<&str>,
) -> Result<Orang, Refusal> {
    let is = |orang: &Orang| match (id_user, email_user) {
        (Some(id), None) => orang.id_user == id,
        (None, Some(email)) => orang.email == email,
        _ => false,
    };
    if id_user.is_some() == email_user.is_some() {
        return Err(bad(
            "Pastikan anda telah mengisi parameter id_user atau email_user, pilih salah satu",
        ));
    }
    all(call.shop, call.origin).find(is).ok_or_else(missing)
}

pub(super) fn list(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let (page, rows) = page(call, all(call.shop, call.origin))?;
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|orang| {
            json!({
                "id_user": orang.id_user,
                "email_user": orang.email,
                "nama_user": orang.nama,
                "nomor_telepon": orang.telepon,
                "foto_profil": orang.foto,
                "status_akun": "aktif",
                "tanggal_daftar": orang.tanggal_daftar,
            })
        })
        .collect();
    Ok(json!({"page": page, "data": rows}))
}

pub(super) fn get(call: &mut Call<'_>) -> Result<Value, Refusal> {
    let orang = find(
        call,
        call.query.get("id_user"),
        call.query.get("email_user"),
    )?;
    Ok(json!({
        "id_user": orang.id_user,
        "email_user": orang.email,
        "nama_user": orang.nama,
        "tanggal_lahir": "2000-01-01",
        "jenis_kelamin": "Laki-laki",
        "nomor_telepon": orang.telepon,
        "foto_profil": orang.foto,
        "status_akun": "verified",
        "kode_referral": "MYTANPA",
        "tanggal_daftar": orang.tanggal_daftar,
        "data_alamat": [{
            "nama_penerima": orang.nama,
            "kecamatan": "Coblong",
            "kota": "Bandung",
            "provinsi": "Jawa Barat",
            "nomor_telepon": orang.telepon,
            "kode_pos": "40132",
            "alamat_lengkap": "Jl. Ir. H. Juanda 12",
        }],
    }))
}
