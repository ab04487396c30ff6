//! Answers that say no.

use serde_json::json;

/// An error as the API sends it: as HTTP status, or inside of HTTP 200.
#[derive(Debug)]
pub struct Refusal {
    pub http_status: u16,
    code: u16,
    reason: String,
}

impl Refusal {
    /// With the code as HTTP status, too.
    pub fn http(code: u16, reason: impl Into<String>) -> Refusal {
        Refusal {
            http_status: code,
            code,
            reason: reason.into(),
        }
    }

    /// Inside of HTTP 200.
    pub fn in_200(code: u16, reason: impl Into<String>) -> Refusal {
        Refusal {
            http_status: 200,
            code,
            reason: reason.into(),
        }
    }

    /// What the real API would say with `code`.
    pub fn usual_reason(code: u16) -> &'static str {
        match code {
            400 => "Data yang anda input salah",
            401 => "Token tidak valid",
            403 => "Anda tidak memiliki hak untuk melihat data",
            404 => "Data yang anda cari tidak ditemukan",
            405 => "Method tidak diizinkan, gunakan GET",
            429 => "Kuota request perhari anda telah habis",
            500 => "Sedang terjadi masalah pada server, silahkan coba lagi nanti",
            503 => "Server bukaOlshop sedang offline atau maintenance, silahkan coba lagi nanti",
            _ => "Terjadi kesalahan",
        }
    }

    /// The body's text.
    pub fn body(&self) -> String {
        json!({"code": self.code, "status": self.reason}).to_string()
    }
}
