//! `GET /user/info`

use serde::Serialize;

use super::Call;
use super::envelope::Envelope;
use crate::shop::Member;

#[derive(Serialize)]
struct Data {
    nama_user: &'static str,
    email_user: &'static str,
    tanggal_lahir: Option<&'static str>,
    nomor_telepon: &'static str,
    foto_profil: String,
    tanggal_daftar: &'static str,
    status_akun: &'static str,
    status_email: &'static str,
    nama_membership: Option<&'static str>,
    icon_membership: Option<String>,
    block_akses_membership: &'static str,
    kode_referral: &'static str,
    status_nomor_hp: &'static str,
    /// A number as string, as documented; so is the next.
    jumlah_saldo: String,
    jumlah_poin: String,
}

pub(super) fn answer(member: &Member, call: &Call<'_>) -> String {
    Envelope::of(Data {
        nama_user: member.nama,
        email_user: member.email,
        tanggal_lahir: member.tanggal_lahir,
        nomor_telepon: member.nomor_telepon,
        foto_profil: format!("{}{}", call.origin, member.foto()),
        tanggal_daftar: member.tanggal_daftar,
        status_akun: "aktif",
        status_email: member.status_email,
        nama_membership: member.nama_membership,
        icon_membership: member
            .icon_membership
            .map(|path| format!("{}{path}", call.origin)),
        block_akses_membership: "tidak_ada",
        kode_referral: member.kode_referral,
        status_nomor_hp: member.status_nomor_hp,
        jumlah_saldo: member.saldo.to_string(),
        jumlah_poin: member.poin.to_string(),
    })
    .json()
}
