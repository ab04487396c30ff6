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
    use super::english;
    use std::path::Path;

    /// Texts of the source that are no details: they never reach a message, or are Indonesian only.
    const OTHERS: &[&str] = &[
        "side field",
        "side object",
        "invalid type: other, expected u64",
        "Isi webhook tidak terbaca: {path}.",
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
        found.retain(|detail| !OTHERS.contains(&detail.as_str()) && english(detail) == *detail);
        assert_eq!(found, Vec::<String>::new(), "these have no translation");
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
