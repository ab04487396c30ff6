//! The reasons for rejecting a callback, with the HTTP status and the message of each.

use std::fmt;
use std::time::Duration;

use crate::error::Error;
use crate::language::{Language, sentence_in};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Why a callback was not passed to the work, or why the work has not done its part. The number is the
/// HTTP status of the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The request was not sent with POST. Status 405.
    WrongMethod,
    /// The body is larger than the receiver's limit. Status 413.
    BodyTooLarge,
    /// The body did not arrive in time. Status 408.
    BodyTooSlow,
    /// Another part of the program has read the body already, so the receiver cannot see it. Status 500: the
    /// program must be changed.
    BodyAlreadyRead,
    /// The body is neither a form nor a JSON object. Status 400.
    Unreadable,
    /// `secret_key_callback` is missing or wrong; the reply does not tell which. Status 403.
    WrongSecret,
    /// A field is missing. Status 400.
    MissingField,
    /// The value of a field is impossible, for example a negative amount. Status 422.
    InvalidField,
    /// This crate does not know the `tipe_callback`, and the receiver takes [known values
    /// only](super::Receiver::known_only). Status 422.
    UnknownTipeCallback,
    /// This crate does not know the `tipe_transaksi`, and the receiver takes known values only. Status 422.
    UnknownTipeTransaksi,
    /// This crate does not know the `status_transaksi`, and the receiver takes known values only. Status 422.
    UnknownStatus,
    /// The transaction never had the status that the callback claims. Status 409.
    ForgedStatus,
    /// The transaction does not have the status that the callback claims, or not yet: the API can be behind
    /// its own callbacks. The callback is kept, and worked on again later. Status 503.
    NotYet,
    /// The `status` of a top-up is not "ok". Status 422.
    TopUpNotOk,
    /// The callback was received before, and its work was done. Status 200: the repeated callback is
    /// acknowledged.
    Replayed,
    /// The callback was received before, and its work is running, so its result is not known yet. Status 503.
    InProgress,
    /// The work failed; it can be run again. Status 503.
    WorkFailed,
    /// The work took longer than the deadline and was dropped; it can be run again. Status 503.
    WorkTimedOut,
    /// The guard's store failed. Status 503.
    StoreFailed,
    /// The work is left to a person, and is among the [dead letters](super::Receiver::dead_letters): it is
    /// not known whether something was sent and the other system cannot be asked, or the work needs what
    /// the program does not have. Status 200: repeating the callback does not help.
    Held,
    /// The key of something to be sent once is that of something else, so that nothing was sent. The work
    /// is left to a person, like that of [`Held`](Self::Held). Status 200.
    KeyTaken,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 21] = [
        Reason::WrongMethod,
        Reason::BodyTooLarge,
        Reason::BodyTooSlow,
        Reason::BodyAlreadyRead,
        Reason::Unreadable,
        Reason::WrongSecret,
        Reason::MissingField,
        Reason::InvalidField,
        Reason::UnknownTipeCallback,
        Reason::UnknownTipeTransaksi,
        Reason::UnknownStatus,
        Reason::ForgedStatus,
        Reason::NotYet,
        Reason::TopUpNotOk,
        Reason::Replayed,
        Reason::InProgress,
        Reason::WorkFailed,
        Reason::WorkTimedOut,
        Reason::StoreFailed,
        Reason::Held,
        Reason::KeyTaken,
    ];

    /// The name of the reason in logs and in the JavaScript package, for example `"wrong_secret"`.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status of the reply.
    pub fn http_status(self) -> u16 {
        self.row().1
    }

    /// Whether the same callback can be handled at another time: true for the reasons with status 503.
    pub fn is_retryable(self) -> bool {
        self.http_status() == 503
    }

    /// Whether the work is left to a person.
    pub fn is_held(self) -> bool {
        matches!(self, Reason::Held | Reason::KeyTaken)
    }

    /// What happened and what to do, in the language that [`Language::set_default`] has chosen; Indonesian unless it was
    /// called.
    pub fn message(self) -> &'static str {
        self.message_in(Language::default())
    }

    /// [`message`](Self::message) in this language, without regard to the default one.
    pub fn message_in(self, language: Language) -> &'static str {
        sentence_in(language, self.row().2)
    }

    /// The reason for a field whose value nobody knows.
    pub(super) fn of_unknown(field: &str) -> Self {
        match field {
            "tipe_callback" => Reason::UnknownTipeCallback,
            "tipe_transaksi" => Reason::UnknownTipeTransaksi,
            _ => Reason::UnknownStatus,
        }
    }

    fn row(self) -> (&'static str, u16, &'static str) {
        match self {
            Reason::WrongMethod => (
                "wrong_method",
                405,
                "Callback harus dikirim dengan method POST",
            ),
            Reason::BodyTooLarge => ("body_too_large", 413, "Isi callback terlalu besar"),
            Reason::BodyTooSlow => (
                "body_too_slow",
                408,
                "Isi callback terlalu lama datang. Kirim lagi",
            ),
            Reason::BodyAlreadyRead => (
                "body_already_read",
                500,
                "Isi callback sudah dibaca bagian lain dari program di server ini",
            ),
            Reason::Unreadable => (
                "unreadable",
                400,
                "Isi callback tidak terbaca. Kirim form atau objek JSON",
            ),
            Reason::WrongSecret => (
                "wrong_secret",
                403,
                "Callback ditolak. Samakan secret key callback di server dengan yang ada di aplikasi bukaOlshop",
            ),
            Reason::MissingField => ("missing_field", 400, "Isi callback tidak lengkap"),
            Reason::InvalidField => ("invalid_field", 422, "Isi callback tidak sah"),
            Reason::UnknownTipeCallback => (
                "unknown_tipe_callback",
                422,
                "tipe_callback tidak dikenal. Yang dikenal: transaksi_baru, perubahan_status_transaksi",
            ),
            Reason::UnknownTipeTransaksi => (
                "unknown_tipe_transaksi",
                422,
                "tipe_transaksi tidak dikenal. Lihat ketujuh nilainya di dokumentasi callback bukaOlshop",
            ),
            Reason::UnknownStatus => ("unknown_status", 422, "status_transaksi tidak dikenal"),
            Reason::ForgedStatus => (
                "forged_status",
                409,
                "status_transaksi di callback tidak sesuai dengan transaksi di API bukaOlshop",
            ),
            Reason::NotYet => (
                "not_yet",
                503,
                "status_transaksi di callback belum sama dengan transaksi di API bukaOlshop. Kirim lagi nanti",
            ),
            Reason::TopUpNotOk => (
                "topup_not_ok",
                422,
                "Permintaan topup tidak berstatus ok. Minta member mengulang topup di aplikasi",
            ),
            Reason::Replayed => ("replayed", 200, "Callback ini sudah pernah dikerjakan"),
            Reason::InProgress => (
                "in_progress",
                503,
                "Callback ini sedang dikerjakan. Kirim lagi nanti",
            ),
            Reason::WorkFailed => (
                "work_failed",
                503,
                "Callback belum berhasil dikerjakan. Kirim lagi nanti",
            ),
            Reason::WorkTimedOut => (
                "work_timed_out",
                503,
                "Callback terlalu lama dikerjakan. Kirim lagi nanti",
            ),
            Reason::StoreFailed => (
                "store_failed",
                503,
                "Catatan callback tidak dapat dibaca atau ditulis. Kirim lagi nanti",
            ),
            Reason::Held => (
                "held",
                200,
                "Callback dicatat dan menunggu diputuskan orang",
            ),
            Reason::KeyTaken => (
                "key_taken",
                200,
                "Callback dicatat dan menunggu diputuskan orang: kuncinya sudah dipakai untuk hal lain",
            ),
        }
    }
}

/// A callback that was not passed to the work, or whose work has not done its part. It holds neither a
/// secret nor a member's data.
///
/// ```
/// use bukaolshop::server::callback::{Reason, Rejection};
///
/// let rejection = Rejection::failed("the printer is out of paper");
/// assert_eq!(rejection.reason, Reason::WorkFailed);
/// assert_eq!(rejection.reason.http_status(), 503);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejection {
    /// Why the callback was rejected.
    pub reason: Reason,
    /// The name of the field that the rejection is about.
    pub field: Option<&'static str>,
    /// How long the sender should wait before it sends the callback again; it becomes the `Retry-After`
    /// header.
    pub retry_after: Option<Duration>,
    /// A note for the log, which the sender does not see.
    pub note: Option<String>,
}

impl Rejection {
    /// A rejection for this reason. The work may return one, too, for example with
    /// [`Reason::ForgedStatus`].
    pub fn new(reason: Reason) -> Self {
        Self {
            reason,
            field: None,
            retry_after: reason.is_retryable().then_some(Duration::from_secs(30)),
            note: None,
        }
    }

    /// A rejection of work that failed. The note is written to the log, so it must not hold secrets.
    pub fn failed(note: impl Into<String>) -> Self {
        Self::new(Reason::WorkFailed).noting(note)
    }

    /// A rejection of work that needs a person. The note is written to the log, so it must not hold secrets.
    pub fn held(note: impl Into<String>) -> Self {
        Self::new(Reason::Held).noting(note)
    }

    pub(super) fn of(reason: Reason, field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..Self::new(reason)
        }
    }

    pub(super) fn noting(self, note: impl Into<String>) -> Self {
        Self {
            note: Some(note.into()),
            ..self
        }
    }

    /// Makes the sender wait at least this long, but no longer than a day.
    pub(in crate::server) fn wait_at_least(mut self, wait: Option<Duration>) -> Self {
        if let (Some(usual), Some(wait)) = (self.retry_after, wait) {
            self.retry_after = Some(usual.max(wait.min(DAY)));
        }
        self
    }

    /// The sentence that [`fmt::Display`] shows, in the language that [`Language::set_default`] has chosen; Indonesian
    /// unless it was called. The note is not part of it.
    pub fn message(&self) -> String {
        self.message_in(Language::default())
    }

    /// [`message`](Self::message) in this language, without regard to the default one. The note stays in the language in
    /// which it was written.
    pub fn message_in(&self, language: Language) -> String {
        let message = self.reason.message_in(language);
        match self.field {
            Some(field) => format!("{message}: {field}."),
            None => format!("{message}."),
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Rejection {}

/// Work whose call to another system failed is rejected with [`Reason::WorkFailed`]. Where that system has
/// said how long to wait, the sender is told the same: a used-up day ends at midnight in Jakarta.
impl From<Error> for Rejection {
    fn from(error: Error) -> Self {
        Self::failed(error.message()).wait_at_least(error.retry_after)
    }
}
