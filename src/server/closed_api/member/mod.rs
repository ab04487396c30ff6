//! The shop's members and their balances.

pub mod get;
pub mod list;
pub mod notifikasi;
pub mod saldo;
pub mod saldo_change;
pub mod topup;

pub use get::{DataAlamat, MemberDetail, MemberGet};
pub use list::{MemberList, MemberRow};
pub use notifikasi::{Notifikasi, NotifikasiSent};
pub use saldo::{RiwayatSaldo, Saldo, SaldoGet};
pub use saldo_change::{SaldoChange, SaldoChanged};
pub use topup::Topup;
