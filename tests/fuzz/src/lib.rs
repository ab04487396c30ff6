//! What the fuzz targets do with the bytes they are given: one function each, which ask the crate as a
//! program does, and panic where it breaks a promise.
//!
//! `fuzz_targets/` hands them to libFuzzer; `tests/corpus.rs` has them run through the committed corpus
//! as ordinary tests.

pub mod cache;
#[cfg(feature = "server")]
pub mod callback;
pub mod decoders;
pub mod failure;
pub mod format;
pub mod link;
pub mod paging;
pub mod query;
pub mod template;

#[allow(
    clippy::duplicate_mod,
    reason = "the native tests have these modules, too, and this crate is a module of theirs"
)]
#[path = "../../support/mod.rs"]
mod support;

/// A target, by name.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("produk", decoders::produk),
    ("kategori", decoders::kategori),
    ("kostumpage", decoders::kostumpage),
    ("slide", decoders::slide),
    ("user_info", decoders::user_info),
    ("catatan_saldo", decoders::catatan_saldo),
    ("catatan_poin", decoders::catatan_poin),
    ("transaksi", decoders::transaksi),
    ("failure", failure::failure),
    ("redact", failure::redact),
    ("template", template::template),
    ("paging", paging::paging),
    ("cache", cache::cache),
    ("query", query::query),
    ("base_url", query::base_url),
    ("format", format::format),
    ("link", link::link),
    #[cfg(feature = "server")]
    ("callback", callback::callback),
];

/// The texts that zero bytes divide the input into; those that are not there are empty, and the last
/// has what is left.
fn texts<const N: usize>(bytes: &[u8]) -> [String; N] {
    let mut parts = bytes.splitn(N, |byte| *byte == 0);
    std::array::from_fn(|_| String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned())
}
