//! The messages of errors in English, and in Indonesian with the names that options have in Rust.
//!
//! The crate's own texts are Indonesian, because pages show them to their authors and to shoppers. Here are their
//! translations, by the texts themselves; a test reads the crate's source and fails for a text without one.

use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(feature = "server")]
use crate::error::Place;
use crate::error::{Error, ErrorKind};

/// The language of messages.
///
/// ```
/// use bukaolshop::{Identity, Language};
///
/// let error = Identity::new("", None).unwrap_err();
/// assert_eq!(error.message_in(Language::default()), error.to_string());
/// assert_ne!(
///     error.message_in(Language::English),
///     error.message_in(Language::Indonesian)
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Bahasa Indonesia.
    Indonesian,
    /// English.
    English,
}

static IS_ENGLISH: AtomicBool = AtomicBool::new(false);

impl Language {
    /// Chooses the language in which all errors of this program show themselves from now on. Unless this is called, it is
    /// Indonesian. Kinds, codes and the server's own words are the same in both.
    ///
    /// ```
    /// use bukaolshop::{Language, Options};
    ///
    /// Language::set_default(Language::English);
    /// let error = Options::new("").unwrap_err();
    /// assert!(error.to_string().starts_with("Invalid argument"));
    /// ```
    pub fn set_default(language: Self) {
        IS_ENGLISH.store(language == Language::English, Ordering::Relaxed);
    }
}

/// The language that [`set_default`](Language::set_default) has chosen.
impl Default for Language {
    fn default() -> Self {
        match IS_ENGLISH.load(Ordering::Relaxed) {
            true => Language::English,
            false => Language::Indonesian,
        }
    }
}

/// The options of JavaScript that messages name, and their names in Rust.
const NAMES: &[(&str, &str)] = &[
    ("baseUrl", "base_url"),
    ("userAgent", "user_agent"),
    ("total_data", "per_page"),
];

/// A message with the names that options have in Rust. The module of the package's server entry keeps those of JavaScript.
pub(crate) fn in_rust(message: &str) -> String {
    let mut text = message.to_owned();
    if !cfg!(feature = "server-js") {
        for (javascript, rust) in NAMES {
            text = text.replace(javascript, rust);
        }
    }
    text
}

/// An error's message in English.
pub(crate) fn in_english(error: &Error) -> String {
    let mut text = advice(error).to_owned();
    if let Some(code) = error.code {
        text += &format!(" (code {code})");
    }
    let detail = error.detail().map(|detail| in_rust(&english(detail)));
    match (&error.path, detail) {
        (Some(path), Some(detail)) => text += &format!(": {path} {detail}"),
        (Some(path), None) => text += &format!(": {path}"),
        (None, Some(detail)) => text += &format!(": {detail}"),
        (None, None) => {}
    }
    text += ".";
    #[cfg(feature = "server")]
    if let Some(place) = error.place {
        text += &match place {
            Place::Page(page) => format!(" It happened on page {page};"),
            Place::Offset(offset) => format!(" It happened at offset {offset};"),
        };
        text += " the list can be taken up again from there.";
    }
    #[cfg(feature = "server")]
    if let Some(sent) = &error.sent {
        text += &match (&sent.look.call, &sent.look.by) {
            _ if sent.repeatable => {
                " It is safe to send it again with the same content: the server recognizes it."
                    .to_owned()
            }
            (None, _) => " Do not just repeat it: this system cannot be asked, so a person has to \
                          look."
                .to_owned(),
            (Some(call), None) => format!(" Do not just repeat it: look first with {call}."),
            (Some(call), Some(by)) => {
                let values = sent.look.values.join(", ");
                format!(" Do not just repeat it: look first with {call} ({by}: {values}).")
            }
        };
    }
    if let Some(status) = &error.status {
        text += &format!(" The server says: \"{status}\".");
    }
    text
}

/// What happened and what to do, without a full stop.
fn advice(error: &Error) -> &'static str {
    #[cfg(feature = "server")]
    let is_service = error.service.is_some();
    #[cfg(not(feature = "server"))]
    let is_service = false;
    match error.kind {
        ErrorKind::InvalidArgument => "Invalid argument",
        ErrorKind::NotLoggedIn => {
            "Nobody is logged in: token_user or id_user is empty. Let the member log in to the app, then \
             fill in both from the app's shortcodes"
        }
        ErrorKind::Quota if is_service => {
            "The requests are used up; nothing was sent. Try again later"
        }
        ErrorKind::Quota => {
            "Today's requests are used up. Try again tomorrow, after midnight in Jakarta"
        }
        ErrorKind::Network => "The server cannot be reached. Check the connection, then try again",
        ErrorKind::Timeout => "The server took too long to answer. Try again",
        ErrorKind::BadRequest => "The request was refused. Check the parameters that were sent",
        ErrorKind::Unauthorized if is_service => {
            "The API key was refused. Check the API key on your server"
        }
        ErrorKind::Unauthorized => {
            "The shop's token was refused. Check the token of the Open API in the bukaOlshop app"
        }
        ErrorKind::Forbidden if is_service => {
            "The request is not allowed. Check the rights of the API key and the content of the request"
        }
        ErrorKind::Forbidden => {
            "Access was refused. Check token_user and id_user, or let the member log in again"
        }
        ErrorKind::NotFound => "Nothing was found",
        ErrorKind::MethodNotAllowed => {
            "This address does not accept the method of the request. Check base_url"
        }
        ErrorKind::RateLimited if is_service => "Too many requests. Wait, then try again",
        ErrorKind::RateLimited => {
            "Too many requests, or the shop's requests of today are used up. Try again later, at the \
             latest after midnight in Jakarta"
        }
        ErrorKind::Server => "The server has a problem. Try again later",
        ErrorKind::Unavailable => "The server is offline or under maintenance. Try again later",
        ErrorKind::InvalidResponse => "The server's answer is not as documented",
        ErrorKind::PaymentRequired => "The payment failed. Check the payment method and the amount",
        ErrorKind::Conflict => {
            "The request contradicts existing data. Check that data before sending it again"
        }
        #[cfg(feature = "server")]
        ErrorKind::UnknownOutcome => {
            "It is not known whether the server has done what was asked for"
        }
    }
}

/// A sentence of [`SENTENCES`] in a language.
#[cfg(feature = "server")]
pub(crate) fn sentence_in(language: Language, indonesian: &'static str) -> &'static str {
    let of = |(known, _): &&(&str, &str)| *known == indonesian;
    match language {
        Language::Indonesian => indonesian,
        Language::English => SENTENCES
            .iter()
            .find(of)
            .map_or(indonesian, |(_, english)| english),
    }
}

/// A sentence of [`SENTENCES`] in the default language.
#[cfg(feature = "server")]
pub(crate) fn sentence(indonesian: &'static str) -> &'static str {
    sentence_in(Language::default(), indonesian)
}

/// A sentence with values in the place of their names in braces.
#[cfg(feature = "server")]
pub(crate) fn filled(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        text.push_str(before);
        text.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Whole sentences: those of rejections, mappings, webhooks and stores, in Indonesian and in English. A name in braces
/// stands for a value.
#[cfg(feature = "server")]
const SENTENCES: &[(&str, &str)] = &[
    // Rejections of callbacks.
    (
        "Callback harus dikirim dengan method POST",
        "A callback must be sent with the method POST",
    ),
    (
        "Isi callback terlalu besar",
        "The body of the callback is too large",
    ),
    (
        "Isi callback terlalu lama datang. Kirim lagi",
        "The body of the callback took too long to arrive. Send it again",
    ),
    (
        "Isi callback sudah dibaca bagian lain dari program di server ini",
        "Another part of the program on this server has read the body of the callback already",
    ),
    (
        "Isi callback tidak terbaca. Kirim form atau objek JSON",
        "The body of the callback cannot be read. Send a form or a JSON object",
    ),
    (
        "Callback ditolak. Samakan secret key callback di server dengan yang ada di aplikasi bukaOlshop",
        "The callback was refused. Make the secret key of callbacks on the server the same as in the bukaOlshop app",
    ),
    (
        "Isi callback tidak lengkap",
        "The body of the callback is incomplete",
    ),
    (
        "Isi callback tidak sah",
        "The body of the callback is invalid",
    ),
    (
        "tipe_callback tidak dikenal. Yang dikenal: transaksi_baru, perubahan_status_transaksi",
        "The tipe_callback is not known. Known are: transaksi_baru, perubahan_status_transaksi",
    ),
    (
        "tipe_transaksi tidak dikenal. Lihat ketujuh nilainya di dokumentasi callback bukaOlshop",
        "The tipe_transaksi is not known. Its seven values are in bukaOlshop's documentation of callbacks",
    ),
    (
        "status_transaksi tidak dikenal",
        "The status_transaksi is not known",
    ),
    (
        "status_transaksi di callback tidak sesuai dengan transaksi di API bukaOlshop",
        "The callback's status_transaksi contradicts the order in bukaOlshop's API",
    ),
    (
        "status_transaksi di callback belum sama dengan transaksi di API bukaOlshop. Kirim lagi nanti",
        "The order in bukaOlshop's API does not have the callback's status_transaksi yet. Send it again later",
    ),
    (
        "Permintaan topup tidak berstatus ok. Minta member mengulang topup di aplikasi",
        "The status of the top-up is not ok. Let the member repeat the top-up in the app",
    ),
    (
        "Callback ini sudah pernah dikerjakan",
        "The work on this callback was done before",
    ),
    (
        "Callback ini sedang dikerjakan. Kirim lagi nanti",
        "The work on this callback is running. Send it again later",
    ),
    (
        "Callback belum berhasil dikerjakan. Kirim lagi nanti",
        "The work on this callback has failed. Send it again later",
    ),
    (
        "Callback terlalu lama dikerjakan. Kirim lagi nanti",
        "The work on this callback took too long. Send it again later",
    ),
    (
        "Catatan callback tidak dapat dibaca atau ditulis. Kirim lagi nanti",
        "The store of callbacks cannot be read or written. Send it again later",
    ),
    (
        "Callback dicatat dan menunggu diputuskan orang",
        "The callback is kept, and waits for a person's decision",
    ),
    (
        "Callback dicatat dan menunggu diputuskan orang: kuncinya sudah dipakai untuk hal lain",
        "The callback is kept, and waits for a person's decision: its key was used for something else",
    ),
    // Notes of rejections.
    (
        "kunci {key} sudah dipakai untuk {about}",
        "the key {key} was used for {about} already",
    ),
    (
        "{key}: look gagal, tidak dikirim lagi: {why}",
        "{key}: looking has failed, so it is not sent again: {why}",
    ),
    (
        "{key}: belum terlihat, ditunggu sebelum dikirim lagi",
        "{key}: it is not there yet, and will be waited for before it is sent again",
    ),
    ("look tidak bisa memastikan", "looking could not make sure"),
    (
        "sistem tujuan tidak bisa ditanya",
        "the other system cannot be asked",
    ),
    (
        "transaksi/id menjawab transaksi lain",
        "transaksi/id has answered with another order",
    ),
    // Mappings of orders.
    (
        "Produk {id_barang} ({nama_barang}) di {path} tidak ada di tabel produk. Tambahkan pasangannya di sistem tujuan",
        "The product {id_barang} ({nama_barang}) at {path} is missing in the table of products. Add its counterpart in the other system",
    ),
    (
        "Ekspedisi {ekspedisi} di {path} tidak ada di tabel kurir. Tambahkan id kurirnya di sistem tujuan",
        "The courier {ekspedisi} at {path} is missing in the table of couriers. Add its id in the other system",
    ),
    (
        "Member {id_user} tidak ada di tabel pelanggan. Tambahkan, atau isi pelanggan bawaan",
        "The member {id_user} is missing in the table of customers. Add the member, or set a default customer",
    ),
    (
        "Pesanan ini butuh data member. Sertakan jawaban member/id",
        "This order needs the member's data. Add the answer of member/id",
    ),
    (
        "Member tidak punya alamat yang dimaksud. Isi alamat bawaan, atau pilih alamat lain",
        "The member does not have that address. Set a default address, or pick another one",
    ),
    (
        "Member punya {count} alamat dan transaksi tidak menyebut yang mana. Pilih salah satu",
        "The member has {count} addresses, and the order does not say which. Pick one",
    ),
    (
        "Data member bukan milik pemesan. Sertakan member/id dari id_user ini",
        "The member's data is not that of the one who ordered. Add the answer of member/id for this id_user",
    ),
    (
        "{path} harus rupiah bulat yang tidak negatif. Periksa transaksinya",
        "{path} must be whole rupiah, not negative. Check the order",
    ),
    (
        "{path} harus bilangan bulat mulai dari 1. Periksa transaksinya",
        "{path} must be a whole number from 1. Check the order",
    ),
    (
        "id_user harus angka untuk sistem ini",
        "id_user must be a number for this system",
    ),
    (
        "{path} kosong: tidak ada produk yang bisa dipesan",
        "{path} is empty: there is no product to order",
    ),
    // Webhooks.
    (
        "Isi webhook terlalu besar.",
        "The body of the webhook is too large.",
    ),
    (
        "Tanda tangan webhook tidak ada. Periksa nama header tanda tangan.",
        "The webhook has no signature. Check the name of the signature's header.",
    ),
    (
        "Tanda tangan webhook salah. Samakan secret dengan yang didaftarkan di OneSolu.",
        "The signature of the webhook is wrong. Use the secret that was registered at OneSolu.",
    ),
    (
        "Isi webhook tidak terbaca.",
        "The body of the webhook cannot be read.",
    ),
    (
        "Isi webhook tidak terbaca: {path}.",
        "The body of the webhook cannot be read: {path}.",
    ),
    // Stores.
    (
        "{what} dibuat oleh versi bukaolshop yang lebih baru (skema {version}); perbarui program ini, jangan pakai versi lama pada data yang sama",
        "{what} was made by a newer version of bukaolshop (schema {version}); update this program, and use no old version on the same data",
    ),
    (
        "{what} bukan berkas store bukaolshop; pilih nama berkas lain",
        "{what} is no file of a store of bukaolshop; choose another file name",
    ),
    (
        "{what} adalah jurnal lama yang rusak di tengah; pulihkan dari cadangan, atau pindahkan berkas itu dan periksa pesanan yang belum selesai",
        "{what} is an old journal that is damaged in its middle; restore it from a backup, or move the file away and check the orders that are not finished",
    ),
    (
        "{what} adalah jurnal lama yang masih dipakai program lain; hentikan program itu dulu",
        "{what} is an old journal that another program still uses; stop that program first",
    ),
    (
        "{what} tidak bisa ditulisi; periksa izin berkas dan foldernya, atau pakai server basis data utama",
        "{what} cannot be written; check the rights of the file and its folder, or use the primary server of the database",
    ),
    (
        "{what} penuh; kosongkan ruang, callback dijawab 503 sampai bisa ditulisi lagi",
        "{what} is full; make room, callbacks are answered with 503 until it can be written again",
    ),
    (
        "{what} terlalu lama dikunci program lain; coba lagi",
        "{what} was locked by another program for too long; try again",
    ),
    (
        "{what} tidak bisa dihubungi ({why}); periksa alamat dan apakah servernya berjalan",
        "{what} cannot be reached ({why}); check the address, and whether the server is running",
    ),
    ("{what} gagal ({why})", "{what} has failed ({why})"),
    (
        "alamat basis data tidak dikenal; tulis misalnya sqlite:callback.db, postgres://pengguna:sandi@host/nama, atau redis://host:6379",
        "the address of the database is not known; write for example sqlite:callback.db, postgres://user:password@host/name or redis://host:6379",
    ),
    (
        "store ini berisi klaim toko dengan secret lain; buka store dengan nama toko sendiri (opsi shop), atau kalau secret memang diganti, isi juga secret lama (previous secret) sampai semua program memakai yang baru",
        "this store holds the claims of a shop with another secret; open it with the shop's own name (option shop), or, where the secret was replaced, tell the old one, too (previous secret), until all programs use the new one",
    ),
    (
        "jam mesin ini berbeda {minutes} menit dari jam {what}; setel jam mesin (NTP)",
        "the clock of this machine is {minutes} minutes off the clock of {what}; set the clock of the machine (NTP)",
    ),
    (
        "{what} hanya menyimpan di memori; setel appendonly yes dan appendfsync always, kalau tidak klaim hilang saat listrik padam dan pesanan bisa terkirim dua kali",
        "{what} keeps its data in memory only; set appendonly yes and appendfsync always, else claims are lost with the power and orders may be sent twice",
    ),
    (
        "{what} boleh membuang data saat penuh; setel maxmemory-policy noeviction",
        "{what} may evict data when it is full; set maxmemory-policy noeviction",
    ),
    ("tidak ada jawaban", "no answer"),
    ("thread berhenti", "the thread has ended"),
    (
        "hitungan permintaan tidak sesuai",
        "the count of requests is not one",
    ),
    (
        "hitungan permintaan terlalu ramai",
        "the count of requests is too busy",
    ),
];

/// A detail in English; as it is where it has no translation, such as a detail of a program's own.
pub(crate) fn english(detail: &str) -> String {
    for (indonesian, english) in DETAILS {
        if let Some(name) = detail.strip_suffix(indonesian)
            && (name.is_empty() || is_name(name))
        {
            return format!("{name}{english}");
        }
    }
    detail.to_owned()
}

/// Whether a text is the name of a field and a space.
fn is_name(text: &str) -> bool {
    let name = text.strip_suffix(' ').unwrap_or_default();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_.".contains(&byte);
    !name.is_empty() && name.bytes().all(is_part)
}

/// Details, and what stands in them behind the name of a field.
const DETAILS: &[(&str, &str)] = &[
    ("harus diisi", "must be given"),
    ("tidak boleh kosong", "must not be empty"),
    ("tidak terbaca", "cannot be read"),
    ("tidak terbaca sebagai angka", "cannot be read as a number"),
    ("tidak terbaca sebagai teks", "cannot be read as a text"),
    ("tidak terbaca sebagai daftar", "cannot be read as a list"),
    ("bukan objek", "is no object"),
    ("bukan daftar", "is no list"),
    ("tidak ada", "is missing"),
    (
        "wajib ada, tetapi kosong atau tidak dikirim",
        "is required, but is empty or was not sent",
    ),
    ("bukan JSON yang utuh", "is no complete JSON"),
    ("bukan objek JSON yang utuh", "is no complete JSON object"),
    (
        "bukan kunci baris: kunci harus teks yang wajib ada (essential text)",
        "is no key of the rows: a key must be an essential text",
    ),
    (
        "harus bilangan bulat mulai dari 1",
        "must be a whole number from 1",
    ),
    (
        "harus kelipatan 10, dari 10 sampai 100",
        "must be a multiple of 10, from 10 to 100",
    ),
    (
        "use_raw_html harus true atau false",
        "use_raw_html must be true or false",
    ),
    ("token terlalu pendek", "token is too short"),
    (
        "token harus diisi dengan token Open API olshop (teks, tidak kosong)",
        "token must be the shop's token of the Open API (a text that is not empty)",
    ),
    (
        "baseUrl harus alamat https (http hanya untuk localhost), tanpa ? dan tanpa #",
        "base_url must be an https address (http for localhost only) without ? and #",
    ),
    (
        "isi permintaan tidak dapat ditulis sebagai JSON",
        "the body of the request cannot be written as JSON",
    ),
    (
        "daftar belum berakhir sesudah 1000 halaman",
        "the list has not ended after 1000 pages",
    ),
    #[cfg(feature = "server")]
    (
        "daftar belum berakhir sesudah 10000 halaman",
        "the list has not ended after 10000 pages",
    ),
    #[cfg(feature = "server")]
    (
        "API key OneSolu harus diisi (minimal 4 karakter, tanpa spasi)",
        "the API key of OneSolu must be given (at least 4 characters, no spaces)",
    ),
    #[cfg(feature = "server")]
    (
        "API key OneTablet harus diisi (minimal 4 karakter, tanpa spasi)",
        "the API key of OneTablet must be given (at least 4 characters, no spaces)",
    ),
    #[cfg(feature = "server")]
    (
        "API key harus diisi dengan API key Closed API olshop (minimal 4 karakter, tanpa spasi), dari aplikasi bukaOlshop",
        "the API key must be the shop's key of the Closed API (at least 4 characters, no spaces), from the bukaOlshop app",
    ),
    #[cfg(feature = "server")]
    (
        "API key harus diisi dengan API key sistem ini (minimal 4 karakter, tanpa spasi dan tanpa kata Bearer)",
        "the API key must be this system's key (at least 4 characters, no spaces, without the word Bearer)",
    ),
    #[cfg(feature = "server")]
    (
        "token harus diisi dengan token login Mitra Bunso (minimal 4 karakter, tanpa spasi dan tanpa kata Bearer)",
        "token must be the token of a login to Mitra Bunso (at least 4 characters, no spaces, without the word Bearer)",
    ),
    #[cfg(feature = "server")]
    (
        "adalah kunci, jadi tidak boleh lewat extra: kunci diisi saat membuat klien",
        "is a key, so it must not come in extra: a key is given when the client is made",
    ),
    #[cfg(feature = "server")]
    (
        "sudah dikenal, jadi tidak boleh lewat extra: isi di tempatnya sendiri pada panggilan yang sesuai",
        "is known, so it must not come in extra: give it in its own field of the call",
    ),
    #[cfg(feature = "server")]
    (
        "bukan nama parameter: pakai huruf, angka, dan garis bawah, mulai dengan huruf",
        "is no name of a parameter: use letters, digits and underscores, beginning with a letter",
    ),
    #[cfg(feature = "server")]
    (
        "harus teks, angka, true, atau false",
        "must be a text, a number, true or false",
    ),
    #[cfg(feature = "server")]
    (
        "harus lebih dari 0 dan paling banyak 15 angka, dua angka di belakang koma termasuk",
        "must be more than 0, and have at most 15 digits, two of them decimal places",
    ),
    #[cfg(feature = "server")]
    (
        "bagian alamat tidak boleh kosong, \".\" atau \"..\"",
        "a part of the address must not be empty, \".\" or \"..\"",
    ),
    #[cfg(feature = "server")]
    (
        "harus berisi minimal satu order",
        "must have at least one order",
    ),
    #[cfg(feature = "server")]
    (
        "harus berisi minimal satu produk",
        "must have at least one product",
    ),
    #[cfg(feature = "server")]
    (
        "harus berisi sedikitnya satu barang",
        "must have at least one item",
    ),
    #[cfg(feature = "server")]
    (
        "harus berisi sedikitnya satu peristiwa",
        "must have at least one event",
    ),
    #[cfg(feature = "server")]
    (
        "harus berisi minimal satu baris",
        "must have at least one line",
    ),
    #[cfg(feature = "server")]
    (
        "harus tiga huruf besar, misalnya USD atau IDR",
        "must be three capital letters, for example USD or IDR",
    ),
    #[cfg(feature = "server")]
    ("mulai dari 1", "must be 1 or more"),
    #[cfg(feature = "server")]
    (
        "harus dasher_confirmed, arriving_at_store, arrived_at_store, dasher_out_for_delivery atau dropoff",
        "must be dasher_confirmed, arriving_at_store, arrived_at_store, dasher_out_for_delivery or dropoff",
    ),
    #[cfg(feature = "server")]
    (
        "tidak boleh melompat: kirim dulu status di antaranya, sesuai urutan dasher_confirmed, arriving_at_store, arrived_at_store, dasher_out_for_delivery, dropoff",
        "must not skip a status: send those in between first, in the order dasher_confirmed, arriving_at_store, arrived_at_store, dasher_out_for_delivery, dropoff",
    ),
    #[cfg(feature = "server")]
    (
        "tidak boleh mundur: status yang lebih jauh sudah terkirim",
        "must not go back: a later status was sent already",
    ),
    #[cfg(feature = "server")]
    (
        "harus tanggal ISO 8601, misalnya 2023-10-27 atau 2023-10-27T14:55:10Z",
        "must be a date of ISO 8601, for example 2023-10-27 or 2023-10-27T14:55:10Z",
    ),
    #[cfg(feature = "server")]
    (
        "harus bilangan bulat mulai dari 1 rupiah",
        "must be a whole number from 1 rupiah",
    ),
    #[cfg(feature = "server")]
    (
        "harus gambar yang sudah ada di bukaOlshop (https://storage1.bukaolshop.com/… atau https://bukaolshop.s3-id-jkt-1.kilatstorage.id/…); unggah dulu gambarnya di aplikasi bukaOlshop",
        "must be a picture that bukaOlshop already has (https://storage1.bukaolshop.com/… or https://bukaolshop.s3-id-jkt-1.kilatstorage.id/…); upload it in the bukaOlshop app first",
    ),
    #[cfg(feature = "server")]
    (
        "harus alamat gambar yang lengkap, misalnya https://contoh.id/kaos.jpg",
        "must be the whole address of a picture, for example https://contoh.id/kaos.jpg",
    ),
    #[cfg(feature = "server")]
    (
        "id order harus diisi, bukan \".\" atau \"..\"",
        "the id of the order must be given, and be neither \".\" nor \"..\"",
    ),
    #[cfg(feature = "server")]
    (
        "isi minimal satu bagian produk yang ingin diubah",
        "at least one part of the product that is to change must be given",
    ),
    #[cfg(feature = "server")]
    (
        "isi permintaan bukan objek JSON",
        "the body of the request is no JSON object",
    ),
    #[cfg(feature = "server")]
    (
        "jumlah uang harus bilangan bulat dalam sen, tidak negatif, paling besar 9007199254740991",
        "an amount of money must be a whole number of cents from 0 to 9007199254740991",
    ),
    #[cfg(feature = "server")]
    (
        "kunci harus 1 sampai 400 huruf, angka, atau -_.~%:, misalnya mitra:2853130173354",
        "the key must be 1 to 400 letters, digits or -_.~%:, for example mitra:2853130173354",
    ),
    #[cfg(feature = "server")]
    (
        "harus bilangan bulat dari 1 sampai 100",
        "must be a whole number from 1 to 100",
    ),
    #[cfg(feature = "server")]
    (
        "harus bilangan bulat dari 1 sampai 600",
        "must be a whole number from 1 to 600",
    ),
    #[cfg(feature = "server")]
    (
        "menu_id setiap barang harus diisi",
        "menu_id must be given for each item",
    ),
    #[cfg(feature = "server")]
    (
        "quantity setiap barang mulai dari 1",
        "quantity must be 1 or more for each item",
    ),
    #[cfg(feature = "server")]
    (
        "movement tanpa member: periksa sendiri transaksi atau topup itu",
        "the movement names no member: look at the order or the top-up yourself",
    ),
    #[cfg(feature = "server")]
    ("nama event.type harus diisi", "event.type must be given"),
    #[cfg(feature = "server")]
    (
        "nama header tanda tangan hanya berisi huruf, angka, \"-\" dan \"_\"",
        "the name of the signature's header may hold letters, digits, \"-\" and \"_\" only",
    ),
    #[cfg(feature = "server")]
    (
        "nama peristiwa tidak boleh kosong",
        "the name of an event must not be empty",
    ),
    #[cfg(feature = "server")]
    ("harus 6 angka", "must be 6 digits"),
    #[cfg(feature = "server")]
    (
        "secret webhook harus diisi (minimal 4 karakter)",
        "the secret of the webhook must be given (at least 4 characters)",
    ),
    #[cfg(feature = "server")]
    (
        "url webhook harus alamat https (http hanya untuk localhost)",
        "the url of the webhook must be an https address (http for localhost only)",
    ),
    #[cfg(feature = "server")]
    (
        "secret_key_callback harus diisi (4 sampai 256 byte) dengan kode dari aplikasi bukaOlshop",
        "secret_key_callback must be the code from the bukaOlshop app (4 to 256 bytes)",
    ),
    #[cfg(feature = "server")]
    ("harus diisi untuk email", "must be given for an e-mail"),
    #[cfg(feature = "server")]
    (
        "sumber token OAuth memberi token yang kosong, terlalu pendek, atau berisi spasi",
        "the source of OAuth tokens gave a token that is empty, too short or has spaces",
    ),
    #[cfg(feature = "server")]
    (
        "sumber token OAuth tidak memberi token",
        "the source of OAuth tokens gave none",
    ),
    #[cfg(feature = "server")]
    (
        "tidak dihiraukan server: baris yang sama dikirim lagi",
        "was ignored by the server: the same rows came again",
    ),
    #[cfg(feature = "server")]
    (
        "tidak sama dengan jumlah topup di bukaOlshop, jadi saldo tidak diubah",
        "is not the amount of the top-up at bukaOlshop, so the balance was not changed",
    ),
    #[cfg(feature = "server")]
    (
        "harus berbentuk YYYY-MM-DD hh:mm:ss, seperti processed di processed_list",
        "must have the form YYYY-MM-DD hh:mm:ss, like processed in processed_list",
    ),
    #[cfg(feature = "server")]
    (
        "harus diisi (teks, tidak kosong)",
        "must be given (a text that is not empty)",
    ),
    #[cfg(feature = "server")]
    (
        "harus teks biasa (huruf, angka, tanda baca), misalnya toko-budi/2.3",
        "must be plain text (letters, digits, punctuation), for example toko-budi/2.3",
    ),
    #[cfg(feature = "server")]
    (
        "jatah GET hari ini habis; ada lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop",
        "the GET requests of this day are used up; there are more after midnight in Jakarta, or with a larger plan of the shop",
    ),
    #[cfg(feature = "server")]
    (
        "jatah POST, PATCH, dan DELETE hari ini habis; ada lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop",
        "the POST, PATCH and DELETE requests of this day are used up; there are more after midnight in Jakarta, or with a larger plan of the shop",
    ),
    #[cfg(feature = "server")]
    (
        "sisa jatah GET hari ini disimpan untuk transaksi dan saldo; kirim lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop",
        "the last GET requests of this day are kept for orders and balances; send it again after midnight in Jakarta, or take a larger plan of the shop",
    ),
    #[cfg(feature = "server")]
    (
        "sisa jatah POST, PATCH, dan DELETE hari ini disimpan untuk transaksi dan saldo; kirim lagi sesudah pukul 00.00 WIB, atau naikkan paket olshop",
        "the last POST, PATCH and DELETE requests of this day are kept for orders and balances; send it again after midnight in Jakarta, or take a larger plan of the shop",
    ),
    #[cfg(feature = "server")]
    (
        "harus FREE, LITE, PRO, atau BISNIS",
        "must be FREE, LITE, PRO or BISNIS",
    ),
];

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::{Language, SENTENCES, english, filled};
    use crate::server::callback::Reason;
    use crate::server::callback::store::statements::SENTENCES as STORES;
    use std::path::Path;

    /// Texts of the source that are no details: they never reach a message, or are Indonesian only.
    const OTHERS: &[&str] = &[
        "side field",
        "side object",
        "invalid type: other, expected u64",
        crate::OLD_APP,
    ];

    /// Every text of the source that may be an error's detail.
    fn details(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                // What only JavaScript calls has its details from there, and `callback` and `forward` speak to the shop.
                let skipped = ["js", "web", "callback", "forward"];
                if !skipped.iter().any(|name| path.ends_with(name)) {
                    details(&path, found);
                }
                continue;
            }
            if path.ends_with("language.rs") {
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("a source file");
            let source = source.split("#[cfg(test)]").next().expect("a part");
            let code: Vec<&str> = source
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            let code = code.join("\n");
            for (at, _) in code.match_indices('"') {
                let before = code[..at].trim_end();
                let begins = [
                    "Error::argument(",
                    "detail = Some(",
                    "&'static str =",
                    "&str =",
                    "then_some(",
                    "rule =",
                    "None =>",
                ];
                let is_field = before
                    .rsplit_once("wrong_field(")
                    .is_some_and(|(_, argument)| {
                        argument.ends_with(',') && !argument.contains(')')
                    });
                let is_pair = before.ends_with(',') && code[at..].contains("harus diisi");
                if begins.iter().any(|begin| before.ends_with(begin)) || is_field || is_pair {
                    let text = code[at + 1..].split("\"").next().expect("a text");
                    let escaped = text.ends_with('\\');
                    if text.contains(' ') && !escaped {
                        let text = text.replace("\\\n", "");
                        let words: Vec<&str> = text.split_whitespace().collect();
                        found.push(words.join(" "));
                    }
                }
            }
        }
    }

    #[test]
    fn every_detail_of_the_source_has_a_translation() {
        let mut found = Vec::new();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        details(&source, &mut found);
        assert!(found.len() > 60, "{}", found.len());
        let is_sentence = |text: &str| SENTENCES.iter().any(|(indonesian, _)| *indonesian == text);
        found.retain(|detail| !OTHERS.contains(&detail.as_str()) && !is_sentence(detail));
        found.retain(|detail| english(detail) == *detail);
        assert_eq!(found, Vec::<String>::new(), "these have no translation");
    }

    /// The texts of the sentences that a source has: `sentence("…")`.
    fn sentences_in(source: &str) -> Vec<String> {
        let calls = source.split("sentence(").skip(1);
        let texts = calls.filter_map(|behind| behind.trim_start().strip_prefix('"'));
        texts
            .filter_map(|text| Some(text.split('"').next()?.to_owned()))
            .collect()
    }

    #[test]
    fn every_sentence_of_rejections_mappings_webhooks_and_stores_has_a_translation() {
        let mut all: Vec<String> = Reason::ALL
            .map(|reason| reason.message_in(Language::Indonesian).to_owned())
            .into();
        let of_stores = serde_json::to_value(STORES).expect("it is an object");
        let of_stores = of_stores.as_object().expect("it is an object").values();
        all.extend(of_stores.filter_map(|text| Some(text.as_str()?.to_owned())));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server");
        for file in [
            "callback/send_once.rs",
            "callback/confirm.rs",
            "callback/store/database.rs",
            "callback/store/sqlite.rs",
            "closed_api/budget.rs",
            "closed_api/shared_store.rs",
        ] {
            let source = std::fs::read_to_string(source.join(file)).expect("a source file");
            let found = sentences_in(&source);
            assert!(!found.is_empty(), "{file}");
            all.extend(found);
        }
        assert!(all.len() > 40, "{}", all.len());
        all.retain(|text| !SENTENCES.iter().any(|(known, _)| known == text));
        assert_eq!(all, Vec::<String>::new(), "these have no translation");
    }

    #[test]
    fn a_translation_has_the_same_names_in_braces() {
        let names = |text: &str| {
            let parts = text.split('{').skip(1);
            let names = parts.filter_map(|part| part.split('}').next());
            let mut names: Vec<String> = names.map(str::to_owned).collect();
            names.sort();
            names
        };
        for (indonesian, english) in SENTENCES {
            assert_eq!(names(indonesian), names(english), "{indonesian}");
            assert_ne!(indonesian, english);
        }
    }

    #[test]
    fn a_value_with_braces_is_filled_in_once() {
        let values = [("a", "{b}"), ("b", "x")];
        assert_eq!(filled("{a} dan {b}", &values), "{b} dan x");
    }

    #[test]
    fn a_detail_keeps_the_name_of_its_field() {
        assert_eq!(
            english("customer.name harus diisi"),
            "customer.name must be given"
        );
        assert_eq!(english("harus diisi"), "must be given");
        assert_eq!(english("must be red"), "must be red");
        assert_eq!(english("apa saja tidak ada"), "apa saja tidak ada");
    }
}
