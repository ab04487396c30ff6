//! Why a callback is not handed on, or not done: one place for reasons, their HTTP status and words.

use std::fmt;
use std::time::Duration;

use crate::error::Error;

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Not sent with POST. 405.
    WrongMethod,
    /// The body is larger than the receiver's limit. 413.
    BodyTooLarge,
    /// The body is neither a form nor a JSON object. 400.
    Unreadable,
    /// `secret_key_callback` is missing or another one; which of the two is not told. 403.
    WrongSecret,
    /// A field is missing. 400.
    MissingField,
    /// A field holds what it never can, for example a negative amount. 422.
    InvalidField,
    /// A `tipe_callback` that is not in the documentation. 422.
    UnknownTipeCallback,
    /// A `tipe_transaksi` that is not in the documentation. 422.
    UnknownTipeTransaksi,
    /// A `status_transaksi` that is not in the documentation. 422.
    UnknownStatus,
    /// The callback claims a status that the API does not know of. 409.
    ForgedStatus,
    /// A top-up whose `status` is not "ok". 422.
    TopUpNotOk,
    /// It came before, and was done then. 200: it is acknowledged, and not handed on.
    Replayed,
    /// It came before, and is being done now. 503: whether it succeeds is not known yet.
    InProgress,
    /// The work failed; it may be done another time. 503.
    WorkFailed,
    /// The work did not end in time, and was stopped; it may be done another time. 503.
    WorkTimedOut,
    /// The guard's store failed. 503.
    StoreFailed,
}

impl Reason {
    /// All of them.
    pub const ALL: [Reason; 16] = [
        Reason::WrongMethod,
        Reason::BodyTooLarge,
        Reason::Unreadable,
        Reason::WrongSecret,
        Reason::MissingField,
        Reason::InvalidField,
        Reason::UnknownTipeCallback,
        Reason::UnknownTipeTransaksi,
        Reason::UnknownStatus,
        Reason::ForgedStatus,
        Reason::TopUpNotOk,
        Reason::Replayed,
        Reason::InProgress,
        Reason::WorkFailed,
        Reason::WorkTimedOut,
        Reason::StoreFailed,
    ];

    /// Its name in logs and in the JavaScript package, for example `"wrong_secret"`.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status to answer with.
    pub fn http_status(self) -> u16 {
        self.row().1
    }

    /// Whether the same callback may be handed on another time.
    pub fn is_retryable(self) -> bool {
        self.http_status() == 503
    }

    /// What happened and what to do.
    pub fn message(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> (&'static str, u16, &'static str) {
        match self {
            Reason::WrongMethod => (
                "wrong_method",
                405,
                "Callback harus dikirim dengan method POST",
            ),
            Reason::BodyTooLarge => ("body_too_large", 413, "Isi callback terlalu besar"),
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
        }
    }
}

/// A callback that is not handed on, or was not done. Holds no secret and no member's data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejection {
    /// Why.
    pub reason: Reason,
    /// The field that it is about.
    pub field: Option<&'static str>,
    /// When another try may make sense.
    pub retry_after: Option<Duration>,
    /// For the log, not for the sender.
    pub note: Option<String>,
}

impl Rejection {
    /// What the work may return, too: [`Reason::ForgedStatus`] for example.
    pub fn new(reason: Reason) -> Self {
        Self {
            reason,
            field: None,
            retry_after: reason.is_retryable().then_some(Duration::from_secs(30)),
            note: None,
        }
    }

    /// The work failed. The note is for the log: no secrets in it.
    pub fn failed(note: impl Into<String>) -> Self {
        Self::new(Reason::WorkFailed).noting(note)
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

    /// The sentence that [`fmt::Display`] shows, without the note.
    pub fn message(&self) -> String {
        let message = self.reason.message();
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

/// A call that the work made failed, and the work with it.
impl From<Error> for Rejection {
    fn from(error: Error) -> Self {
        Self::failed(error.message())
    }
}
